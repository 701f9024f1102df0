//! `bad-derivation`: a measure derived by a function that does not exist, or of other
//! measures than it takes.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity, did_you_mean};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "bad-derivation",
    level: Severity::Error,
    explanation: "A measure is derived by a function that does not exist, or from the wrong number of measures.\n\n\
        - `share(part, whole)`: the part in per cent of the whole\n\
        - `total(a, b, …)`: the sum of its parts\n\
        - `growth(level)`: by how much per cent a level grew from one time to the next\n\
        - `duration(dates)`: how long a span of dates is\n\
        - `age(from, to)`: the birthdays from one date to another\n\
        - `took(start, end, …)`: the years from one date to another, or within one span of dates, give or take one\n\
        - `anniversary(date, …)`: the years from one of these dates to the year it is told of\n",
};

/// The functions, with the least and greatest number of measures they take.
pub const FUNCTIONS: [(&str, usize, usize); 7] = [
    ("share", 2, 2),
    ("total", 2, 16),
    ("growth", 1, 1),
    ("duration", 1, 1),
    ("age", 2, 2),
    ("took", 2, 4),
    ("anniversary", 1, 8),
];

/// What is wrong with a derivation.
#[must_use]
pub fn check(file: FileId, function: &Name, arguments: usize) -> Option<Diagnostic> {
    let names = FUNCTIONS.map(|(name, _, _)| name);
    let Some((_, least, most)) = FUNCTIONS.iter().find(|(name, _, _)| *name == function.text) else {
        let help =
            did_you_mean(&function.text, names).unwrap_or_else(|| format!("there are {}", names.join(", ")));
        let said = format!("no measure is derived by `{}`", function.text);
        return Some(Diagnostic::new(&CODE, said).label(file, function.span, "unknown function").help(help));
    };
    let wanted = if least == most { least.to_string() } else { format!("{least} or more") };
    (!(*least..=*most).contains(&arguments)).then(|| {
        Diagnostic::new(&CODE, format!("`{}` takes {wanted} measures, not {arguments}", function.text))
            .label(file, function.span, "wrong number of measures")
            .help(format!("see `factlint explain {}`", CODE.name))
    })
}
