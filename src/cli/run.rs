//! What the commands share: the prepared run, its style, its exit code.

use super::args::{Color, Sources as SourceArguments};
use super::files::{self, Disk};
use super::living::Living;
use super::settings::{Settings, settings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{Outcome, Prepared, Workshop, check};
use crate::report::{Style, diagnostic_text};
use std::io::{IsTerminal, Write as _};
use std::process::ExitCode;

/// The exit code of a run that failed or is incomplete.
pub(super) const FAILED: u8 = 2;

/// A run over documents.
pub(super) struct Run {
    pub(super) settings: Settings,
    pub(super) prepared: Prepared,
    pub(super) outcome: Outcome,
    /// Whether some rule is broken, or something of what was named could not be read.
    pub(super) incomplete: bool,
}

/// Reads rules and documents and checks them, under the configuration. What is wrong with them
/// goes to stderr.
///
/// # Errors
/// The exit code where the configuration is broken or nothing could be read.
pub(super) fn run(sources: &SourceArguments, color: Color) -> Result<Run, ExitCode> {
    run_with(sources, &Living::default(), color)
}

/// Checks documents as [`run`] does, and leaves out findings that the project lives with.
///
/// # Errors
/// As for [`run`], and where that with which it lives cannot be read.
pub(super) fn run_with(sources: &SourceArguments, living: &Living, color: Color) -> Result<Run, ExitCode> {
    let style = style_of(color, false, &std::io::stderr());
    let settings = settings(&sources.configuration, &sources.paths, color)?;
    let (files, unread_rules) = files::rule_files(&settings.rules(&sources.rules), &sources.paths);
    let mut prepared = Workshop::with_packs(settings.project.packs()).prepare(files, &Disk);
    let misset = settings.tell(&mut prepared.rules);
    let mut found = files::chosen_documents(&sources.paths, &settings.choice());
    settings.dress(&mut found.documents);
    say(&misset, settings.texts(), style);
    for said in [&unread_rules, &prepared.diagnostics, &found.diagnostics] {
        say(said, &prepared.sources, style);
    }
    let broken = unread_rules.iter().chain(&prepared.diagnostics).any(|d| d.severity == Severity::Error);
    if found.documents.is_empty() || !misset.is_empty() {
        return Err(ExitCode::from(FAILED));
    }
    let mut outcome = check(&prepared.rules, found.documents);
    let not_text = outcome.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let incomplete = broken || !found.diagnostics.is_empty() || not_text || outcome.is_empty();
    living.apply(&mut outcome, &prepared.rules, &settings, &sources.paths).map_err(|why| fail(&why))?;
    say(&outcome.diagnostics, &outcome.sources, style);
    Ok(Run { settings, prepared, outcome, incomplete })
}

/// Prints diagnostics to stderr.
pub(super) fn say(said: &[Diagnostic], sources: &crate::diagnostic::Sources, style: Style) {
    let mut err = std::io::stderr().lock();
    for diagnostic in said {
        // A closed stderr leaves nobody to tell.
        let _ = writeln!(err, "{}", diagnostic_text(diagnostic, sources, style));
    }
}

/// How to draw on a stream.
pub(super) fn style_of(color: Color, narrated: bool, stream: &impl IsTerminal) -> Style {
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 140);
    Style { narrated, color, width }
}

/// Prints a text to stdout; a closed pipe ends the run quietly, a full disk does not.
pub(super) fn print(text: &str) -> Result<(), ExitCode> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Err(ExitCode::SUCCESS),
        Err(error) => Err(fail(&format!("cannot write the result: {error}"))),
    }
}

/// Says why the run failed, and gives its exit code.
pub(super) fn fail(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "factlint: {why}");
    ExitCode::from(FAILED)
}
