//! `factlint test`: runs the tests that stand in rule files.

use super::args::{self, Color};
use super::files::{self, Disk};
use super::run::{FAILED, fail, print, say, style_of};
use crate::diagnostic::Severity;
use crate::engine::{prepare, run_tests};
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Test, color: Color) -> ExitCode {
    let style = style_of(color, false, &std::io::stderr());
    let (files, unreadable) = if arguments.rules.is_empty() {
        (Vec::new(), Vec::new())
    } else {
        files::rule_files(&arguments.rules, &[])
    };
    if !arguments.rules.is_empty() && files.is_empty() && unreadable.is_empty() {
        return fail("no rule files under these paths; they end in .claim");
    }
    let prepared = prepare(files, &Disk);
    say(&unreadable, &prepared.sources, style);
    say(&prepared.diagnostics, &prepared.sources, style);
    let broken = !unreadable.is_empty() || prepared.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let own = |file| prepared.sources.get(file).is_some_and(|source| !source.name.starts_with("pack:"));
    let results = run_tests(&prepared.rules, |test| arguments.rules.is_empty() || own(test.file));
    let failed: Vec<_> = results.iter().filter(|result| !result.failures.is_empty()).collect();
    for result in &failed {
        say(&result.failures, &prepared.sources, style);
    }
    let mut out = String::new();
    for result in &failed {
        let name = prepared.sources.get(result.file).map_or("", |source| source.name.as_str());
        let _ = writeln!(out, "failed: {} ({name})", result.name);
    }
    let _ = writeln!(
        out,
        "{} tests, {} passed, {} failed",
        results.len(),
        results.len() - failed.len(),
        failed.len()
    );
    if let Err(code) = print(&out) {
        return code;
    }
    ExitCode::from(if broken { FAILED } else { u8::from(!failed.is_empty()) })
}
