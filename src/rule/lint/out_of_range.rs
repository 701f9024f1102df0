//! `out-of-range`: a number that is no number, or none that its place allows.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "out-of-range",
    level: Severity::Error,
    explanation: "A number lies outside of what its place allows.\n\n\
        A tolerance lies between 0 and 100 %, trust between 0 and 1, a factor of a unit is positive, \
        a priority is a whole number between −1000 and 1000.\n",
};

/// A number that its place does not allow.
#[must_use]
pub fn diagnose(file: FileId, number: &Name, expected: &str) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`{}` is out of range", number.text)).label(
        file,
        number.span,
        format!("expected {expected}"),
    )
}

/// A tolerance that is none: most often one in per cent without its sign.
#[must_use]
pub fn tolerance(file: FileId, number: &Name, percent: bool) -> Diagnostic {
    let said = diagnose(file, number, "a tolerance from 0 to 100%");
    // More than a hundred per cent is no tolerance either way.
    let meant = number.text.parse::<u8>().is_ok_and(|number| number <= 100);
    if percent || !meant {
        said
    } else {
        said.help(format!("write `{}%`, or a share such as `0.05`", number.text))
    }
}
