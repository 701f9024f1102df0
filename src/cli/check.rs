//! `factlint check`.

use super::args::{self, Color, Format, Level};
use super::living::{aside_text, fix, suppressed_text, write_baseline};
use super::run::{FAILED, Run, fail, print, run_with, style_of};
use super::settings::watched;
use super::watch::watch;
use crate::diagnostic::{Severity, did_you_mean};
use crate::engine::Outcome;
use crate::finding::{Finding, measure_goes_by};
use crate::report::{finding_text, json};
use crate::rule::Ruleset;
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Check, color: Color) -> ExitCode {
    if !arguments.living.watch {
        return once(arguments, color);
    }
    if arguments.sources.paths.iter().any(|path| path.as_os_str() == "-") {
        return fail("standard input cannot be watched");
    }
    watch(&watched(&arguments.sources), || once(arguments, color))
}

fn once(arguments: &args::Check, color: Color) -> ExitCode {
    let result = match run_with(&arguments.sources, &arguments.living, color) {
        Ok(result) => result,
        Err(code) => return code,
    };
    let living = &arguments.living;
    if living.write_baseline {
        return write_baseline(&result, living.baseline.as_deref());
    }
    if living.fix {
        return fix(&result, living.apply);
    }
    let text = match arguments.format {
        Format::Json => match json(&result.outcome, &result.prepared.rules) {
            Ok(text) => text + "\n",
            Err(error) => return fail(&format!("cannot write JSON: {error}")),
        },
        Format::Graphical | Format::Narrated => {
            if let Err(why) = known_measures(&arguments.measure, &result.prepared.rules) {
                return fail(&why);
            }
            drawn(&result, arguments, color)
        }
    };
    match print(&text) {
        Ok(()) => exit_code(&result, arguments.fail_on.map(severity)),
        Err(code) => code,
    }
}

/// Whether every measure that was asked for is one that the rules declare.
fn known_measures(asked: &[String], rules: &Ruleset) -> Result<(), String> {
    let Some(unknown) = asked.iter().find(|name| !rules.measures.contains_key(name.as_str())) else {
        return Ok(());
    };
    let near = did_you_mean(unknown, rules.measures.keys().map(String::as_str)).unwrap_or_default();
    Err(format!("no rule declares a measure `{unknown}`; {near}").trim_end_matches([';', ' ']).to_owned())
}

fn drawn(run: &Run, arguments: &args::Check, color: Color) -> String {
    let (outcome, rules) = (&run.outcome, &run.prepared.rules);
    let style = style_of(color, arguments.format == Format::Narrated, &std::io::stdout());
    let asked = |f: &Finding| {
        let goes_by = |name: &String| measure_goes_by(&f.measure, name, rules);
        arguments.measure.is_empty() || arguments.measure.iter().any(goes_by)
    };
    let wanted = outcome.findings.iter().filter(|f| f.severity >= severity(arguments.level) && asked(f));
    let (shown, minor): (Vec<&Finding>, Vec<&Finding>) = wanted.partition(|f| arguments.verbose || !f.minor);
    let mut out = String::new();
    for finding in &shown {
        out.push_str(&finding_text(finding, outcome, style));
        out.push('\n');
    }
    if arguments.living.show_suppressed {
        out.push_str(&suppressed_text(outcome, style));
    }
    out.push_str(&summary(outcome, shown.len(), minor.len()));
    out.push_str(&aside_text(outcome));
    out
}

/// What was read and found, and what of it is not shown.
fn summary(outcome: &Outcome, shown: usize, minor: usize) -> String {
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
    if minor > 0 {
        let said = "about equal figures or different things: show them with --verbose";
        let _ = writeln!(out, "{} {said}", plural(minor, "minor finding"));
    }
    let others = outcome.findings.len() - shown - minor;
    if others > 0 {
        let _ = writeln!(out, "{} not asked for by --level or --measure", plural(others, "finding"));
    }
    out
}

/// 2 where something could not be read, 1 where something reaches the level that fails.
fn exit_code(result: &Run, asked: Option<Severity>) -> ExitCode {
    if result.incomplete {
        return ExitCode::from(FAILED);
    }
    let configured = result.settings.project.config.fail_on.as_ref().map(|level| level.value);
    let fail_on = asked.or(configured).unwrap_or(Severity::Error);
    let findings = result.outcome.findings.iter().map(|finding| finding.severity);
    let said = result.outcome.diagnostics.iter().map(|said| said.severity);
    ExitCode::from(u8::from(findings.chain(said).any(|level| level >= fail_on)))
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Advice => Severity::Advice,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    }
}
