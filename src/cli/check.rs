//! `factlint check`.

use super::args::{self, Color, Format, Level};
use super::run::{FAILED, Run, fail, print, run as run_sources, style_of};
use crate::diagnostic::Severity;
use crate::engine::Outcome;
use crate::finding::Finding;
use crate::report::{finding_text, json};
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Check, color: Color) -> ExitCode {
    let result = match run_sources(&arguments.sources, color) {
        Ok(result) => result,
        Err(code) => return code,
    };
    let text = match arguments.format {
        Format::Json => match json(&result.outcome, &result.prepared.rules) {
            Ok(text) => text + "\n",
            Err(error) => return fail(&format!("cannot write JSON: {error}")),
        },
        Format::Graphical | Format::Narrated => drawn(&result.outcome, arguments, color),
    };
    match print(&text) {
        Ok(()) => exit_code(&result, arguments.fail_on),
        Err(code) => code,
    }
}

fn drawn(outcome: &Outcome, arguments: &args::Check, color: Color) -> String {
    let style = style_of(color, arguments.format == Format::Narrated, &std::io::stdout());
    let shown: Vec<&Finding> = outcome.findings.iter().filter(|f| arguments.verbose || !f.minor).collect();
    let mut out = String::new();
    for finding in &shown {
        out.push_str(&finding_text(finding, outcome, style));
        out.push('\n');
    }
    out.push_str(&summary(outcome, shown.len()));
    out
}

/// What was read and found, in a line or two.
fn summary(outcome: &Outcome, shown: usize) -> String {
    let count = |severity: Severity| outcome.findings.iter().filter(|f| f.severity == severity).count();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let mut out = format!(
        "{}, {}: {}, {}, {} of advice\n",
        plural(outcome.documents.len(), "document"),
        plural(outcome.claims.len(), "claim"),
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
        plural(count(Severity::Advice), "piece"),
    );
    let hidden = outcome.findings.len() - shown;
    if hidden > 0 {
        let _ = writeln!(
            out,
            "{} about equal figures or different things: show them with --verbose",
            plural(hidden, "minor finding")
        );
    }
    out
}

fn exit_code(result: &Run, fail_on: Level) -> ExitCode {
    let floor = match fail_on {
        Level::Advice => Severity::Advice,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    };
    if result.incomplete {
        return ExitCode::from(FAILED);
    }
    ExitCode::from(u8::from(result.outcome.findings.iter().any(|f| f.severity >= floor)))
}
