//! `duplicate-policy`: two `compare` items for one measure.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Name;
use crate::token::Span;

/// The code.
pub static CODE: Code = Code {
    name: "duplicate-policy",
    level: Severity::Error,
    explanation: "Two `compare` items of one pack speak of one measure; only the last would count.\n\n\
        Merge them into one. A user's file may compare anew what a shipped pack compares: its policy then replaces the shipped one.\n",
};

/// A second policy for a measure.
#[must_use]
pub fn diagnose(file: FileId, measure: &Name, first: (FileId, Span)) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`{}` is compared in two ways", measure.text))
        .label(file, measure.span, "again here")
        .label(first.0, first.1, "first here")
        .help("merge the two `compare` items")
}
