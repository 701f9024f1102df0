//! `factlint check`.

use super::args::{self, Color, Format, Level};
use super::run::{FAILED, Run, fail, print, review, say, say_plain, style_of};
use crate::claim::MeasureKey;
use crate::diagnostic::{Severity, did_you_mean};
use crate::engine::Outcome;
use crate::finding::{Finding, measure_name};
use crate::report::{self, Notice, Review, Style, finding_text};
use crate::rule::Ruleset;
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Check, color: Color) -> ExitCode {
    let run = review(&arguments.sources);
    if !run.failed
        && let Err(why) = known_measures(&arguments.measure, &run.prepared.rules)
    {
        return fail(&why);
    }
    let shown = Shown::new(&run, arguments);
    let drawn = matches!(arguments.format, Format::Graphical | Format::Narrated);
    let quiet = arguments.quiet;
    // GitHub shows both streams as one log, where what stands in an annotation needs no second telling.
    if arguments.format != Format::Github && quiet.says_anything() {
        let style = style_of(color, false, &std::io::stderr());
        run.notices().for_each(|(said, sources)| say(std::slice::from_ref(said), sources, style));
    }
    let text = if drawn && (run.failed || !quiet.says_anything()) {
        String::new()
    } else if drawn && !quiet.shows_findings() {
        shown.summary()
    } else if drawn {
        let style = style_of(color, arguments.format == Format::Narrated, &std::io::stdout());
        shown.drawn(style) + &shown.summary()
    } else {
        match shown.written(arguments) {
            Ok(text) => text,
            Err(error) => return fail(&format!("cannot write the findings: {error}")),
        }
    };
    if let Err(code) = print(&text) {
        return code;
    }
    // What has no place for a summary gets it beside the findings.
    let bare = matches!(arguments.format, Format::Sarif | Format::Github | Format::Gitlab | Format::Junit);
    if bare && quiet.shows_findings() {
        say_plain(&shown.summary());
    }
    exit_code(&run, arguments.fail_on)
}

/// Whether every measure that was asked for is one that the rules declare.
fn known_measures(asked: &[String], rules: &Ruleset) -> Result<(), String> {
    let Some(unknown) = asked.iter().find(|name| !rules.measures.contains_key(name.as_str())) else {
        return Ok(());
    };
    let near = did_you_mean(unknown, rules.measures.keys().map(String::as_str)).unwrap_or_default();
    Err(format!("no rule declares a measure `{unknown}`; {near}").trim_end_matches([';', ' ']).to_owned())
}

/// The findings of a run that were asked for, and how many others there are.
struct Shown<'r> {
    run: &'r Run,
    findings: Vec<&'r Finding>,
    minor: usize,
}

impl<'r> Shown<'r> {
    fn new(run: &'r Run, arguments: &args::Check) -> Self {
        let rules = &run.prepared.rules;
        let asked = |f: &Finding| {
            arguments.measure.is_empty()
                || arguments.measure.iter().any(|name| match &f.measure {
                    MeasureKey::Named(id) => {
                        rules.measures.get_index(*id).is_some_and(|(own, _)| own == name)
                    }
                    _ => measure_name(&f.measure, rules) == *name,
                })
        };
        let level = severity(arguments.level);
        let wanted = run.outcome.findings.iter().filter(|f| f.severity >= level && asked(f));
        let (findings, minor): (Vec<&Finding>, Vec<&Finding>) =
            wanted.partition(|f| arguments.verbose || !f.minor);
        Self { run, findings, minor: minor.len() }
    }

    fn drawn(&self, style: Style) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            out.push_str(&finding_text(finding, &self.run.outcome, style));
            out.push('\n');
        }
        out
    }

    /// The findings in a format for programs.
    fn written(&self, arguments: &args::Check) -> Result<String, serde_json::Error> {
        let review = Review {
            outcome: &self.run.outcome,
            rules: &self.run.prepared.rules,
            findings: self.findings.clone(),
            notices: self.run.notices().map(|(said, sources)| Notice { said, sources }).collect(),
            fail_on: severity(arguments.fail_on),
            complete: !self.run.incomplete,
        };
        match arguments.format {
            Format::Json | Format::Graphical | Format::Narrated => report::json(&review),
            Format::Jsonl => report::jsonl(&review),
            Format::Sarif => report::sarif(&review),
            Format::Github => Ok(report::github(&review)),
            Format::Gitlab => report::gitlab(&review),
            Format::Junit => Ok(report::junit(&review)),
        }
    }

    /// What was read and found, and what of it is not shown.
    fn summary(&self) -> String {
        let outcome: &Outcome = &self.run.outcome;
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
        if self.minor > 0 {
            let said = "about equal figures or different things: show them with --verbose";
            let _ = writeln!(out, "{} {said}", plural(self.minor, "minor finding"));
        }
        if outcome.skipped > 0 {
            let _ = writeln!(out, "{} in other formats left out", plural(outcome.skipped, "file"));
        }
        let others = outcome.findings.len() - self.findings.len() - self.minor;
        if others > 0 {
            let _ = writeln!(out, "{} not asked for by --level or --measure", plural(others, "finding"));
        }
        out
    }
}

fn exit_code(result: &Run, fail_on: Level) -> ExitCode {
    if result.incomplete {
        return ExitCode::from(FAILED);
    }
    ExitCode::from(u8::from(result.outcome.findings.iter().any(|f| f.severity >= severity(fail_on))))
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Advice => Severity::Advice,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    }
}
