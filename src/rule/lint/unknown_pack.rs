//! `unknown-pack`: a `use` of something that is not there or cannot be read.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity, did_you_mean};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "unknown-pack",
    level: Severity::Error,
    explanation: "`use` names a pack or file that does not exist or cannot be read.\n\n\
        `use std` loads a pack that ships, `use std.events` one file of it, `use ./words` the file `words.claim` beside this one. \
        Files outside the folder of the rule files are never read.\n",
};

/// A path that names nothing.
#[must_use]
pub fn diagnose(file: FileId, path: &Name, known: &[String]) -> Diagnostic {
    Diagnostic::new(&CODE, format!("nothing to use under `{}`", path.text))
        .label(file, path.span, "no such pack or file")
        .help(help(&path.text, known))
}

fn help(path: &str, known: &[String]) -> String {
    if let Some(file) = path.strip_prefix("./") {
        return format!("there is no `{file}.claim` beside this file");
    }
    did_you_mean(path, known.iter().map(String::as_str)).unwrap_or_else(|| {
        let packs: Vec<String> =
            known.iter().filter(|name| !name.contains('.')).map(|name| format!("`{name}`")).collect();
        format!("the packs are {}; a file beside this one is written `./{path}`", packs.join(", "))
    })
}

/// A path whose file cannot be read.
#[must_use]
pub fn unreadable(file: FileId, path: &Name, why: &str) -> Diagnostic {
    Diagnostic::new(&CODE, format!("cannot use `{}`", path.text))
        .label(file, path.span, why)
        .help("rule files are read from their own folder, as `./words`, and from the packs that ship")
}
