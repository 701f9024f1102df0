//! `wrong-dimension`: a unit or a figure of one dimension where another is meant.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "wrong-dimension",
    level: Severity::Error,
    explanation: "A unit or a captured figure does not measure what it is used for.\n\n\
        A measure has one dimension; what rules claim of it and what tests expect of it must be of that dimension: \
        an area is never stated in metres, and `d:date` is no number of companies.\n",
};

/// A unit that does not fit the dimension of its measure.
#[must_use]
pub fn unit(file: FileId, unit: &Name, of: &str, measure: &str, dimension: &str) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`{}` is a unit of {of}, not of {dimension}", unit.text))
        .label(file, unit.span, format!("`{measure}` is a measure of {dimension}"))
        .help(format!("use a unit of {dimension}, or another measure"))
}

/// A capture whose figures do not fit the dimension of the measure that they are claimed of.
#[must_use]
pub fn capture(file: FileId, capture: &Name, holds: &str, measure: &str, dimension: &str) -> Diagnostic {
    Diagnostic::new(
        &CODE,
        format!("`{}` holds {holds}, but `{measure}` is a measure of {dimension}", capture.text),
    )
    .label(file, capture.span, format!("{holds}, not {dimension}"))
    .help(format!("capture a figure of {dimension}, such as `{}:{}`", capture.text, example(dimension)))
}

/// The class of figures of a dimension.
fn example(dimension: &str) -> String {
    match dimension {
        "count" | "person" => "quantity".to_owned(),
        "date" | "ordinal" | "money" | "duration" => dimension.to_owned(),
        "share" => "percent".to_owned(),
        other => format!("quantity[{other}]"),
    }
}
