//! The engine as a library: rule sets from files, documents to findings. No I/O but through
//! the traits that the caller implements.

mod check;
mod coverage;
mod expect;
mod packs;
mod quantities;
mod test;
mod why;

pub use check::{Document, Input, Outcome, check};
pub use coverage::{Coverage, Unreached, coverage};
pub use packs::{Packs, shipped_dictionaries};
pub use quantities::{DocumentFigures, FigureReader, FiguresOutcome, quantities};
pub use test::{TEST_FAILED, TestResult, run_tests};
pub use why::{Fate, Sentence as WhySentence, why};

use crate::diagnostic::{Diagnostic, Sources};
use crate::rule::{self, Ruleset};

/// A rule set with what was said while it was made.
pub struct Prepared {
    /// The rules.
    pub rules: Ruleset,
    /// What is wrong with the files they come from.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of those files.
    pub sources: Sources,
}

/// Loads the packs that ship and the user's files, given as name and text.
#[must_use]
pub fn prepare(user: Vec<(String, String)>, files: &dyn rule::RuleFiles) -> Prepared {
    let mut sources = Sources::default();
    let mut roots = packs::roots();
    roots.extend(user);
    let loaded = rule::load(files, roots, &mut sources);
    let (rules, compiled) = rule::compile(&loaded.modules, &shipped_dictionaries());
    let mut diagnostics: Vec<Diagnostic> = loaded.diagnostics.into_iter().chain(compiled).collect();
    // In the order of the files, as a reader goes through them.
    diagnostics.sort_by_key(|said| said.labels.first().map(|label| (label.file, label.span.start)));
    Prepared { rules, diagnostics, sources }
}
