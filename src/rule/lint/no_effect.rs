//! `no-effect`: something that is written where it changes nothing.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::token::Span;

/// The code.
pub static CODE: Code = Code {
    name: "no-effect",
    level: Severity::Error,
    explanation: "A rule file says something that has no effect where it stands.\n\n\
        Filters in `[…]` go with figures, word classes and scopes; arguments in `(…)` with macros; \
        `set` reaches a sentence, a paragraph, a section or the document. What would be ignored in silence is refused instead.\n",
};

/// Something without effect.
#[must_use]
pub fn diagnose(file: FileId, span: Span, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&CODE, what).label(file, span, "has no effect here").help(help)
}
