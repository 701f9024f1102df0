//! `factlint test`: runs the tests that stand in rule files.

use super::args::{self, Color, TestFormat};
use super::files;
use super::run::{FAILED, fail, print, say, say_plain, style_of};
use super::settings::{Ready, Settings, settings};
use super::watch::watch;
use crate::diagnostic::{FileId, Severity};
use crate::engine::{Coverage, Prepared, TestResult, Unreached, coverage, run_tests};
use crate::report::junit_tests;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Test, color: Color) -> ExitCode {
    if !arguments.watch {
        return once(arguments, color);
    }
    let rules = match configured(arguments, color) {
        Ok(settings) => Chosen::of(arguments, &settings).rules,
        Err(code) => return code,
    };
    if rules.is_empty() {
        return fail("there are no rule files here to watch; name some");
    }
    watch(&rules, || once(arguments, color))
}

/// The configuration that holds for the rules named, or else for the folder that this runs in.
fn configured(arguments: &args::Test, color: Color) -> Result<Settings, ExitCode> {
    let here = [PathBuf::from(".")];
    let places = if arguments.rules.is_empty() { &here[..] } else { &arguments.rules };
    settings(&arguments.configuration, places, color)
}

/// Whose tests are run.
struct Chosen {
    /// Rule files or folders of them; none stand for the packs that ship.
    rules: Vec<PathBuf>,
    /// What is said of them where nobody named them.
    whose: Option<String>,
}

impl Chosen {
    /// Those named, else those of the configuration, else those in the current folder, as `check`
    /// finds them, else the packs.
    fn of(arguments: &args::Test, settings: &Settings) -> Self {
        let packs = || Self { rules: Vec::new(), whose: Some("of the packs that ship".to_owned()) };
        if arguments.packs {
            return packs();
        }
        let rules = settings.rules(&arguments.rules);
        if !rules.is_empty() {
            let file = settings.file.as_ref().filter(|_| arguments.rules.is_empty());
            return Self { rules, whose: file.map(|file| format!("of the rules of {}", file.display())) };
        }
        let here = files::rules_in_folder(Path::new("."));
        if here.is_empty() {
            return packs();
        }
        let names: Vec<String> = here.iter().map(|path| path.display().to_string()).collect();
        Self { whose: Some(format!("of {}", names.join(", "))), rules: here }
    }
}

fn once(arguments: &args::Test, color: Color) -> ExitCode {
    let style = style_of(color, false, &std::io::stderr());
    let settings = match configured(arguments, color) {
        Ok(settings) => settings,
        Err(code) => return code,
    };
    let Chosen { rules, whose } = Chosen::of(arguments, &settings);
    let (files, unreadable) = files::rule_files_below(&rules);
    if !rules.is_empty() && files.is_empty() && unreadable.is_empty() {
        return fail("no rule files under these paths; they end in .claim");
    }
    // The tests of the packs are only read where they are what is to be run.
    let mut workshop = settings.workshop();
    workshop.pack_tests = rules.is_empty();
    let Ready { prepared, unread: unreadable, .. } = match Ready::new(settings, workshop, files, unreadable) {
        Ok(ready) => ready,
        Err(refusal) => return refusal.told(color),
    };
    say(&unreadable, &prepared.sources, style);
    say(&prepared.diagnostics, &prepared.sources, style);
    let broken = !unreadable.is_empty() || prepared.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let named = |file: FileId| {
        let own = |name: &str| !name.starts_with("pack:");
        rules.is_empty() || prepared.sources.get(file).is_some_and(|source| own(&source.name))
    };
    let results = run_tests(&prepared.rules, &prepared.sources, |test| named(test.file));
    let failed: Vec<&TestResult> = results.iter().filter(|result| !result.failures.is_empty()).collect();
    if arguments.format == TestFormat::Graphical {
        failed.iter().for_each(|result| say(&result.failures, &prepared.sources, style));
    }
    let mut out = match arguments.format {
        TestFormat::Junit => junit_tests(&results, &prepared.sources),
        TestFormat::Graphical => summary(&results, &failed, &prepared, whose.as_deref()),
    };
    if arguments.coverage {
        let covered = coverage(&prepared.rules, &prepared.sources, named);
        let text = coverage_text(&covered, &prepared);
        if arguments.format == TestFormat::Junit {
            say_plain(&text);
        } else {
            out.push_str(&text);
        }
    }
    if let Err(code) = print(&out) {
        return code;
    }
    ExitCode::from(if broken { FAILED } else { u8::from(!failed.is_empty()) })
}

fn summary(
    results: &[TestResult],
    failed: &[&TestResult],
    prepared: &Prepared,
    whose: Option<&str>,
) -> String {
    let mut out = String::new();
    for result in failed {
        let name = prepared.sources.get(result.file).map_or("", |source| source.name.as_str());
        let _ = writeln!(out, "failed: {} ({name})", result.name);
    }
    let (all, failed) = (results.len(), failed.len());
    let _ = write!(
        out,
        "{all} test{}, {} passed, {failed} failed",
        if all == 1 { "" } else { "s" },
        all - failed
    );
    let not_run = prepared.rules.tests_not_run.len();
    if not_run > 0 {
        let _ = write!(out, ", {not_run} not run: what they test is broken");
    }
    out.push_str(&whose.map_or_else(String::new, |whose| format!(" ({whose})")));
    out.push('\n');
    out
}

/// What no test reached, by kind and file.
fn coverage_text(covered: &Coverage, prepared: &Prepared) -> String {
    let kinds = [
        ("rules that match in a test", &covered.rules),
        ("rules shown to stay silent", &covered.silent),
        ("alternatives", &covered.alternatives),
        ("measures stated in a test, by language", &covered.measures),
        ("measures shown to stay silent, by language", &covered.silent_measures),
        ("words", &covered.words),
    ];
    let mut out = String::from("\nreached by tests:\n");
    for (kind, unreached) in kinds {
        let reached = unreached.all - unreached.missed.len();
        let _ = writeln!(out, "  {kind}: {reached} of {}", unreached.all);
    }
    for (kind, unreached) in kinds {
        missed_text(&mut out, kind, unreached, prepared);
    }
    out
}

fn missed_text(out: &mut String, kind: &str, unreached: &Unreached, prepared: &Prepared) {
    if unreached.missed.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nnever reached, {kind}:");
    for line in unreached.missed.chunk_by(|a, b| line_of(a, prepared) == line_of(b, prepared)) {
        let Some(first) = line.first() else { continue };
        let (name, line_number) = line_of(first, prepared);
        let words: Vec<&str> = line.iter().map(|(_, _, word)| word.as_str()).collect();
        let _ = writeln!(out, "  {name}:{line_number}: {}", words.join(" | "));
    }
}

fn line_of<'p>(
    (file, span, _): &(FileId, crate::token::Span, String),
    prepared: &'p Prepared,
) -> (&'p str, usize) {
    prepared
        .sources
        .get(*file)
        .map_or(("", 0), |source| (source.name.as_str(), source.position(span.start).line + 1))
}
