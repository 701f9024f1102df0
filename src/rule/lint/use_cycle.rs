//! `use-cycle`: rule files that use each other in a circle, or in too long a chain.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "use-cycle",
    level: Severity::Error,
    explanation: "Rule files `use` each other in a circle, or through too long a chain.\n\n\
        Each file is loaded once; what two files share belongs into a third that both use.\n",
};

/// A circle of files.
#[must_use]
pub fn diagnose(file: FileId, path: &Name, chain: &[String]) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`use {}` closes a circle", path.text))
        .label(file, path.span, "this file is being loaded already")
        .help(format!("the circle: {}", chain.join(" → ")))
}

/// A chain that is too long.
#[must_use]
pub fn too_deep(file: FileId, path: &Name, limit: usize) -> Diagnostic {
    Diagnostic::new(&CODE, format!("a chain of more than {limit} files that use each other")).label(
        file,
        path.span,
        "not followed further",
    )
}
