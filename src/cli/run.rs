//! What the commands share: the prepared run, its style, its exit code.

use super::args::{Color, Sources as SourceArguments};
use super::index::Index;
use super::living::Living;
use super::progress::Bar;
use super::settings::{Ready, Refusal, Settings, ready};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::engine::{Memory, Outcome, Prepared, Watch, check_watched};
use crate::report::{Style, diagnostic_text};
use std::io::{IsTerminal, Write as _};
use std::mem::take;
use std::process::ExitCode;
use std::sync::OnceLock;

/// The exit code of a run that failed or is incomplete.
pub(super) const FAILED: u8 = 2;

/// A run over documents.
pub(super) struct Run {
    pub(super) settings: Settings,
    pub(super) prepared: Prepared,
    pub(super) outcome: Outcome,
    /// What was said of files that could not be read.
    pub(super) unread: Vec<Diagnostic>,
    /// What is to be said of an index: it changes nothing of the outcome.
    pub(super) of_index: Vec<Diagnostic>,
    /// Whether some rule is broken, or something of what was named could not be read.
    pub(super) incomplete: bool,
    /// Whether nothing was checked: there is no document.
    pub(super) failed: bool,
}

/// Reads rules and documents and checks them, under the configuration. What is wrong with them
/// goes to stderr.
///
/// # Errors
/// The exit code where the configuration is broken or nothing could be read.
pub(super) fn run(sources: &SourceArguments, color: Color) -> Result<Run, ExitCode> {
    let run = review(sources, &Living::default()).map_err(|refusal| refusal.told(color))?;
    let style = style_of(color, false, &std::io::stderr());
    run.say_all(style);
    if run.failed { Err(ExitCode::from(FAILED)) } else { Ok(run) }
}

/// Reads rules and documents and checks them under the configuration, and leaves out findings
/// that the project lives with. What is wrong with rules and documents is for the caller to show.
///
/// # Errors
/// Why the configuration, or that with which the project lives, cannot be used.
pub(super) fn review(sources: &SourceArguments, living: &Living) -> Result<Run, Refusal> {
    let ready = ready(&sources.configuration, &sources.paths, &sources.rules, &sources.paths)?;
    let mut index = Index::open(&sources.index, &ready);
    let found = ready.documents_beside(&sources.paths, index.as_ref());
    let failed = found.documents.is_empty();
    let mut incomplete = ready.is_broken() || found.is_incomplete();
    let Ready { settings, prepared, mut unread } = ready;
    let (broken, said): (Vec<_>, Vec<_>) =
        found.diagnostics.into_iter().partition(|said| said.severity == Severity::Error);
    unread.extend(broken);
    let mut outcome = if failed {
        Outcome::default()
    } else {
        let bar = Bar::new(found.documents.len() as u64, "documents");
        let keep = index.as_ref().map(|index| |path: String, said: Vec<u8>| index.take(path, said));
        let said = keep.as_ref().map(|keep| keep as &(dyn Fn(String, Vec<u8>) + Sync));
        let take = index.as_ref().map(|index| |found: Vec<u8>| index.take_found(found));
        let before = index.as_ref().and_then(Index::before);
        let memory = take.as_ref().map(|take| Memory { before, found: take });
        check_watched(&prepared.rules, found.documents, Watch { read: &|| bar.add(1), said, memory })
    };
    outcome.skipped = found.skipped;
    let marks = found.marks;
    let of_index = index.as_mut().map_or_else(Vec::new, |index| {
        index.store(marks, &sources.paths);
        take(&mut index.said)
    });
    outcome.diagnostics.extend(said);
    incomplete |= outcome.diagnostics.iter().any(|d| d.severity == Severity::Error) || outcome.is_empty();
    living.apply(&mut outcome, &prepared.rules, &settings, &sources.paths).map_err(Refusal::because)?;
    Ok(Run { settings, prepared, outcome, unread, of_index, incomplete, failed })
}

impl Run {
    /// Says on stderr what is said of files, rules and documents, and of the index.
    pub(super) fn say_all(&self, style: Style) {
        say(&self.of_index, &self.outcome.sources, style);
        self.notices().for_each(|(said, sources)| say(std::slice::from_ref(said), sources, style));
    }

    /// What is said of files, rules and documents, in this order, each with the texts that it points into.
    pub(super) fn notices(&self) -> impl Iterator<Item = (&Diagnostic, &Sources)> {
        let (rules, documents) = (&self.prepared.sources, &self.outcome.sources);
        let unread = self.unread.iter().map(move |said| (said, documents));
        let of_rules = self.prepared.diagnostics.iter().map(move |said| (said, rules));
        let of_documents = self.outcome.diagnostics.iter().map(move |said| (said, documents));
        unread.chain(of_rules).chain(of_documents)
    }
}

/// Prints diagnostics to stderr.
pub(super) fn say(said: &[Diagnostic], sources: &Sources, style: Style) {
    let mut err = std::io::stderr().lock();
    for diagnostic in said {
        // A closed stderr leaves nobody to tell.
        let _ = writeln!(err, "{}", diagnostic_text(diagnostic, sources, style));
    }
}

/// Prints a text to stderr.
pub(super) fn say_plain(text: &str) {
    // A closed stderr leaves nobody to tell.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// How to draw on a stream.
pub(super) fn style_of(color: Color, narrated: bool, stream: &impl Screen) -> Style {
    let links = color != Color::Never && stream.has_links();
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    Style { narrated, color, width: width(), links: links.then(folder).flatten() }
}

/// A stream that may be a terminal.
pub(super) trait Screen: IsTerminal {
    /// Whether it is one that knows hyperlinks.
    fn has_links(&self) -> bool;
}

impl Screen for std::io::Stdout {
    fn has_links(&self) -> bool {
        self.is_terminal() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
    }
}

impl Screen for std::io::Stderr {
    fn has_links(&self) -> bool {
        self.is_terminal() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stderr)
    }
}

/// Columns to draw in: what `COLUMNS` says, or the terminal; fewer than 40 show nothing.
fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(terminal).unwrap_or(100).clamp(40, 140)
}

/// The folder that relative paths lead from.
fn folder() -> Option<&'static str> {
    static FOLDER: OnceLock<Option<String>> = OnceLock::new();
    let here = || std::env::current_dir().ok()?.to_str().map(str::to_owned);
    FOLDER.get_or_init(here).as_deref()
}

/// Prints a text to stdout; a closed pipe ends the run quietly, a full disk does not.
pub(super) fn print(text: &str) -> Result<(), ExitCode> {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// Prints what is written, as [`print`] does: nobody waits for a whole text to be made.
pub(super) fn print_with(
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Result<(), ExitCode> {
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
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
