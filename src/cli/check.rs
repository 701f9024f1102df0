//! `factlint check`.

use super::args::{self, Color, Format, Level};
use super::living::{aside_text, fix, suppressed_text, write_baseline};
use super::run::{FAILED, Run, fail, print_with, review, say_plain, style_of};
use super::settings::{Refusal, watched};
use super::watch::watch;
use crate::diagnostic::{Severity, did_you_mean};
use crate::engine::Outcome;
use crate::finding::{Aside, Finding, measure_goes_by, measure_name};
use crate::graph::Verdict;
use crate::report::{self, Notice, Review, Style, finding_text};
use crate::rule::Ruleset;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Check, color: Color) -> ExitCode {
    if !arguments.living.watch {
        return once(arguments, color, std::mem::forget);
    }
    if arguments.sources.paths.iter().any(|path| path.as_os_str() == "-") {
        return fail("standard input cannot be watched");
    }
    watch(&watched(&arguments.sources), || once(arguments, color, drop))
}

/// Checks once. What was found goes to `done`: where the program ends, nobody has to take it apart.
fn once(arguments: &args::Check, color: Color, done: fn(Run)) -> ExitCode {
    let run = match review(&arguments.sources, &arguments.living) {
        Ok(run) => run,
        Err(refusal) => return refused(&refusal, arguments, color),
    };
    if !run.failed
        && let Err(why) = known_measures(&arguments.measure, &run)
    {
        return fail(&why);
    }
    let shown = Shown::new(&run, arguments);
    let drawn = matches!(arguments.format, Format::Graphical | Format::Narrated);
    let quiet = arguments.quiet;
    // GitHub shows both streams as one log, where what stands in an annotation needs no second telling.
    if arguments.format != Format::Github && quiet.says_anything() {
        let style = style_of(color, false, &io::stderr());
        run.say_all(style);
    }
    if !run.failed && arguments.living.write_baseline {
        return write_baseline(&run, arguments.living.baseline.as_deref());
    }
    if !run.failed && arguments.living.fix {
        return fix(&run, arguments.living.apply);
    }
    let printed = if drawn && (run.failed || !quiet.says_anything()) {
        Ok(())
    } else if drawn {
        let style = style_of(color, arguments.format == Format::Narrated, &io::stdout());
        print_with(|out| {
            if quiet.shows_findings() {
                shown.draw(style, arguments.living.show_suppressed, out)?;
            }
            out.write_all(shown.summary().as_bytes())
        })
    } else {
        print_with(|out| write(&shown.review(arguments), arguments.format, out))
    };
    if let Err(code) = printed {
        return code;
    }
    // What has no place for a summary gets it beside the findings.
    let bare = matches!(arguments.format, Format::Sarif | Format::Github | Format::Gitlab | Format::Junit);
    if bare && quiet.shows_findings() {
        say_plain(&shown.summary());
    }
    let code = exit_code(&run, shown.fail_on);
    drop(shown);
    done(run);
    code
}

/// A run that there was none of: formats for programs say so, too.
fn refused(refusal: &Refusal, arguments: &args::Check, color: Color) -> ExitCode {
    let drawn = matches!(arguments.format, Format::Graphical | Format::Narrated);
    let code = if drawn || arguments.format != Format::Github {
        refusal.told(color)
    } else {
        ExitCode::from(FAILED)
    };
    if drawn {
        return code;
    }
    let (outcome, rules) = (Outcome::default(), Ruleset::default());
    let notices = refusal.said.iter().map(|said| Notice { said, sources: &refusal.sources });
    let review = Review { notices: notices.collect(), complete: false, ..Review::all(&outcome, &rules) };
    print_with(|out| write(&review, arguments.format, out)).err().unwrap_or(code)
}

/// Writes a review in a format for programs.
fn write(review: &Review<'_>, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
    let text = match format {
        Format::Json | Format::Graphical | Format::Narrated => return Ok(report::write_json(review, out)?),
        Format::Jsonl => return Ok(report::write_jsonl(review, out)?),
        Format::Sarif => report::sarif(review)?,
        Format::Github => report::github(review),
        Format::Gitlab => report::gitlab(review)?,
        Format::Junit => report::junit(review),
    };
    out.write_all(text.as_bytes())
}

/// Whether every measure that was asked for is one that the rules declare, or that some document
/// states.
fn known_measures(asked: &[String], run: &Run) -> Result<(), String> {
    let (rules, claims) = (&run.prepared.rules, &run.outcome.claims);
    let is_known = |name: &String| {
        rules.measures.contains_key(name.as_str())
            || claims.iter().any(|claim| measure_goes_by(&claim.measure, name, rules))
    };
    let Some(unknown) = asked.iter().find(|name| !is_known(name)) else { return Ok(()) };
    let stated: BTreeSet<String> = claims.iter().map(|claim| measure_name(&claim.measure, rules)).collect();
    let known = rules.measures.keys().chain(&stated).map(String::as_str);
    let near = did_you_mean(unknown, known).unwrap_or_default();
    let said = format!("no rule declares a measure `{unknown}`, and no document states it; {near}");
    Err(said.trim_end_matches([';', ' ']).to_owned())
}

/// The findings of a run that were asked for, and how many others there are.
struct Shown<'r> {
    run: &'r Run,
    findings: Vec<&'r Finding>,
    minor: usize,
    /// The level from which the exit code is 1.
    fail_on: Severity,
    /// Whether it is told how much agrees.
    verbose: bool,
}

impl<'r> Shown<'r> {
    fn new(run: &'r Run, arguments: &args::Check) -> Self {
        let rules = &run.prepared.rules;
        let asked = |f: &Finding| {
            let goes_by = |name: &String| measure_goes_by(&f.measure, name, rules);
            arguments.measure.is_empty() || arguments.measure.iter().any(goes_by)
        };
        let level = severity(arguments.level);
        let wanted = run.outcome.findings.iter().filter(|f| f.severity >= level && asked(f));
        let (findings, minor): (Vec<&Finding>, Vec<&Finding>) =
            wanted.partition(|f| arguments.verbose || !f.minor);
        let configured = run.settings.project.config.fail_on.as_ref().map(|level| level.value);
        let fail_on = arguments.fail_on.map(severity).or(configured).unwrap_or(Severity::Error);
        Self { run, findings, minor: minor.len(), fail_on, verbose: arguments.verbose }
    }

    fn draw(&self, style: Style, suppressed: bool, out: &mut dyn io::Write) -> io::Result<()> {
        let (outcome, rules) = (&self.run.outcome, &self.run.prepared.rules);
        for finding in &self.findings {
            writeln!(out, "{}", finding_text(finding, &outcome.told(finding, rules), outcome, rules, style))?;
        }
        if suppressed {
            out.write_all(suppressed_text(outcome, rules, style).as_bytes())?;
        }
        Ok(())
    }

    /// What formats for programs write.
    fn review(&self, arguments: &args::Check) -> Review<'r> {
        let aside: &'r [Aside] = &self.run.outcome.aside;
        let suppressed = if arguments.living.show_suppressed { aside } else { &[] };
        Review {
            outcome: &self.run.outcome,
            rules: &self.run.prepared.rules,
            findings: self.findings.clone(),
            suppressed: suppressed.iter().collect(),
            notices: self.run.notices().map(|(said, sources)| Notice { said, sources }).collect(),
            fail_on: self.fail_on,
            complete: !self.run.incomplete,
        }
    }

    /// What was read and found, and what of it is not shown.
    fn summary(&self) -> String {
        let outcome: &Outcome = &self.run.outcome;
        let levels = || {
            let said = self.run.notices().map(|(said, _)| said.severity);
            // Advice on files, such as their encoding, is none on facts.
            let said = said.filter(|level| *level > Severity::Advice);
            outcome.findings.iter().map(|finding| finding.severity).chain(said)
        };
        let count = |severity: Severity| levels().filter(|level| *level == severity).count();
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        let mut out = format!(
            "{}, {}: {}, {}, {} of advice\n",
            plural(outcome.documents.len(), "document"),
            plural(outcome.claims.len(), "claim"),
            plural(count(Severity::Error), "error"),
            plural(count(Severity::Warning), "warning"),
            plural(count(Severity::Advice), "piece"),
        );
        if self.verbose {
            let relations = outcome.graph.relations();
            let agreeing = relations.filter(|relation| relation.judgement.verdict == Verdict::Agree);
            let sides: BTreeSet<usize> = agreeing.flat_map(|relation| [relation.a, relation.b]).collect();
            let _ = writeln!(out, "{} of the claims agree with another one", sides.len());
        }
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
        out.push_str(&aside_text(outcome));
        out
    }
}

/// 2 where something could not be read, 1 where something reaches the level that fails.
fn exit_code(run: &Run, fail_on: Severity) -> ExitCode {
    if run.incomplete {
        return ExitCode::from(FAILED);
    }
    let findings = run.outcome.findings.iter().map(|finding| finding.severity);
    let said = run.outcome.diagnostics.iter().map(|said| said.severity);
    ExitCode::from(u8::from(findings.chain(said).any(|level| level >= fail_on)))
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Advice => Severity::Advice,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    }
}
