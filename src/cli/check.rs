//! `factlint check`.

use super::args;
use crate::engine::{Input, Packs, check, prepare};
use std::io::Write as _;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Check) -> ExitCode {
    let prepared = prepare(Vec::new(), &Packs);
    let inputs = arguments.paths.iter().filter_map(|path| {
        let bytes = std::fs::read(path).ok()?;
        Some(Input { path: path.to_string_lossy().into_owned(), bytes, language: None, date: None, publisher: None })
    });
    let outcome = check(&prepared.rules, inputs.collect());
    let Ok(text) = crate::report::json(&outcome, &prepared.rules) else { return ExitCode::from(2) };
    let _ = writeln!(std::io::stdout().lock(), "{text}");
    ExitCode::SUCCESS
}
