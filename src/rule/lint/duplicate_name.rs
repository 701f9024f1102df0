//! `duplicate-name`: two items of one kind with one name.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "duplicate-name",
    level: Severity::Error,
    explanation: "Two items of one kind have the same name.\n\n\
        The second one is left out. A user's file may define anew what a shipped pack defines: \
        then the user's definition replaces it, which is no error.\n",
};

/// A second item of a name.
#[must_use]
pub fn diagnose(kind: &str, name: &Name, at: FileId, first: (FileId, crate::token::Span)) -> Diagnostic {
    Diagnostic::new(&CODE, format!("{kind} `{}` is defined twice", name.text))
        .label(at, name.span, "defined again here")
        .label(first.0, first.1, "first defined here")
        .help("rename one of them, or merge them")
}
