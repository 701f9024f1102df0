//! `empty-file`: a rule file without rules.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::token::Span;

/// The code.
pub static CODE: Code = Code {
    name: "empty-file",
    level: Severity::Warning,
    explanation: "A rule file holds nothing but comments and white space.\n\n\
        Write an item, for example `measure companies : count { en company }`, or delete the file. \
        `factlint init` writes a commented starter pack.\n",
};

/// A file without items.
#[must_use]
pub fn diagnose(file: FileId, name: &str) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`{name}` says nothing"))
        .label(file, Span::default(), "no item in this file")
        .help("`factlint init` writes a commented starter pack")
}
