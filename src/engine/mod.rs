//! The engine as a library: rule sets from files, documents to findings. No I/O but through
//! the traits that the caller implements.

mod check;
mod coverage;
mod expect;
mod memory;
mod packs;
mod patch;
mod quantities;
mod recall;
mod renew;
mod session;
mod test;
mod text;
mod why;

pub use check::{Document, Input, Outcome, Watch, check, check_watched};
pub use coverage::{Coverage, Unreached, coverage};
pub use memory::Memory;
pub use packs::{Packs, shipped_dictionaries, subject_packs};
pub use quantities::{DocumentFigures, FigureReader, FiguresOutcome, quantities};
pub use recall::{Again, Earlier};
pub use renew::Decide;
pub use session::Session;
pub use test::{TEST_FAILED, TestResult, run_tests};
pub use why::{Fate, Sentence as WhySentence, tried_measures, why};

use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Sources};
use crate::rule::{self, Dictionaries, Module, Parsed, Ruleset};

/// A rule set with what was said while it was made.
pub struct Prepared {
    /// The rules.
    pub rules: Ruleset,
    /// What is wrong with the files they come from.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of those files.
    pub sources: Sources,
    /// The trees of those files.
    pub modules: Vec<Module>,
}

/// Makes rule sets again and again; what has not changed since the last time is not parsed anew.
pub struct Workshop {
    dictionaries: Dictionaries,
    parsed: Parsed,
    /// What is read and worked on at most.
    pub limits: Limits,
    /// The packs that ship to load beside those of every run; all where none are named.
    pub packs: Option<Vec<String>>,
    /// Whether the tests of those packs are loaded as well, and what each of their items says is
    /// checked by itself: no other run needs to look for mistakes that none of them has.
    pub pack_tests: bool,
}

impl Default for Workshop {
    fn default() -> Self {
        Self {
            dictionaries: shipped_dictionaries(),
            parsed: Parsed::default(),
            limits: Limits::default(),
            packs: None,
            pack_tests: false,
        }
    }
}

impl Workshop {
    /// One that loads only some of the packs that ship, and what every run needs, within limits.
    #[must_use]
    pub fn within(limits: Limits, packs: Option<Vec<String>>) -> Self {
        Self { limits, packs, ..Self::default() }
    }

    /// Loads the packs that ship and the user's files, given as name and text.
    #[must_use]
    pub fn prepare(&mut self, user: Vec<(String, String)>, files: &dyn rule::RuleFiles) -> Prepared {
        let mut sources = Sources::default();
        let mut roots = packs::roots(self.pack_tests);
        roots.retain(|(name, _)| self.packs.as_ref().is_none_or(|packs| packs::is_of(name, packs)));
        roots.extend(user);
        let loaded = rule::load(files, roots, &mut sources, &mut self.parsed, self.limits.rule_depth);
        let (rules, compiled) =
            rule::compile(&loaded.modules, &self.dictionaries, self.pack_tests, self.limits);
        let mut diagnostics: Vec<Diagnostic> = loaded.diagnostics.into_iter().chain(compiled).collect();
        // In the order of the files, as a reader goes through them.
        diagnostics.sort_by_key(|said| said.labels.first().map(|label| (label.file, label.span.start)));
        Prepared { rules, diagnostics, sources, modules: loaded.modules }
    }
}

/// Loads the packs that ship and the user's files, given as name and text, once.
#[must_use]
pub fn prepare(user: Vec<(String, String)>, files: &dyn rule::RuleFiles) -> Prepared {
    Workshop::default().prepare(user, files)
}
