//! `unused-capture`: a capture that nothing uses.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::token::Span;

/// The code.
pub static CODE: Code = Code {
    name: "unused-capture",
    level: Severity::Warning,
    explanation: "A pattern captures something that no statement of the rule uses.\n\n\
        Use it in `claim`, `set`, `ignore` or `about`, or drop the name and the colon.\n",
};

/// A capture that nothing uses.
#[must_use]
pub fn diagnose(file: FileId, span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&CODE, format!("capture `{name}` is never used"))
        .label(file, span, "captured here")
        .help(format!("drop `{name}:`, or use it in a statement of the rule"))
}
