//! `wrong-dimension`: a unit of one dimension where another is meant.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "wrong-dimension",
    level: Severity::Error,
    explanation: "A unit does not measure what it is used for.\n\n\
        A measure has one dimension; expectations of tests and filters of patterns must use units of it: \
        an area is never stated in metres.\n",
};

/// A unit that does not fit the dimension of its measure.
#[must_use]
pub fn diagnose(
    file: FileId,
    unit: &Name,
    unit_dimension: &str,
    measure: &str,
    dimension: &str,
) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`{}` is a unit of {unit_dimension}, not of {dimension}", unit.text))
        .label(file, unit.span, format!("`{measure}` is a {dimension}"))
        .help(format!("use a unit of {dimension}"))
}
