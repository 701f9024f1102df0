//! `unknown-capture`: a statement that uses what its pattern does not capture.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity, did_you_mean};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "unknown-capture",
    level: Severity::Error,
    explanation: "A rule uses a capture that none of its `match` patterns makes.\n\n\
        A capture is a name and a colon before a part of the pattern: `n:quantity companies` captures `n`.\n",
};

/// A capture that does not exist.
#[must_use]
pub fn diagnose(file: FileId, name: &Name, captures: &[String]) -> Diagnostic {
    let help = did_you_mean(&name.text, captures.iter().map(String::as_str))
        .unwrap_or_else(|| format!("capture it in the pattern: `{}:quantity`", name.text));
    Diagnostic::new(&CODE, format!("no pattern of this rule captures `{}`", name.text))
        .label(file, name.span, "not captured")
        .help(help)
}
