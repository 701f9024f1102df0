//! `unknown-name`: a name that nothing defines.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity, did_you_mean};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "unknown-name",
    level: Severity::Error,
    explanation: "A rule file uses a name that nothing defines.\n\n\
        Names of measures, units, dimensions, scopes, lists, entities and macros are defined by items of the same run: \
        of the file itself, of what it `use`s, or of the packs that ship. The help names the nearest one that exists.\n",
};

/// So many names are listed where none of them is near.
const FEW: usize = 8;

/// A name of some kind that does not exist among the candidates.
#[must_use]
pub fn diagnose<'a>(
    file: FileId,
    kind: &str,
    name: &Name,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let few = || {
        let list: Vec<String> = candidates.iter().map(|name| format!("`{name}`")).collect();
        (1..=FEW).contains(&list.len()).then(|| format!("there is {}", list.join(", ")))
    };
    let near = did_you_mean(&name.text, candidates.iter().copied()).or_else(few);
    Diagnostic::new(&CODE, format!("unknown {kind} `{}`", name.text))
        .label(file, name.span, "not defined")
        .maybe_help(near)
}

/// A dimension that does not exist: there are too many to guess, and too few not to list them.
#[must_use]
pub fn dimension(file: FileId, name: &Name, known: &[&str]) -> Diagnostic {
    let near = did_you_mean(&name.text, known.iter().copied());
    let all: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let all = format!("things are a `count`, people a `person`; there is {}", all.join(", "));
    diagnose(file, "dimension", name, []).help(near.unwrap_or(all))
}
