//! `factlint report`: the whole conflict report as a page, as Markdown or as JSON.

use super::args::{self, Color};
use super::replace::replace;
use super::run::{FAILED, fail, print, run as run_sources, say_plain};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::report::{ConflictReport, MOST_OF_TOPIC, html, markdown};
use crate::source::is_own_report;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `factlint report`
#[derive(Debug, Args)]
#[command(
    after_help = "The page is one file that loads nothing: summary, every conflict with the sentences of all sides, \
the values on one line, a net of who says what, sources, coverage. It replaces an existing file only once it is \
whole. The JSON report holds everything that the page is drawn from.\n\nExit codes: 0 written, 2 not written, or a \
document could not be read (the report then says which)."
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) sources: args::Sources,
    /// Where to write; `-` for standard output. The ending tells the format: .html, .md, .json.
    /// Without it the report is written to `conflicts` with the ending of the format
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The format, where the ending does not tell it; a page where nothing does
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// What the report is called
    #[arg(long, value_name = "TEXT", default_value = "Conflict report")]
    pub(super) title: String,
}

/// Formats of `report`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One page that loads nothing
    Html,
    /// For a pull request or a wiki
    #[value(alias = "md")]
    Markdown,
    /// All of it as data
    Json,
}

pub(super) fn run(arguments: &Arguments, color: Color) -> ExitCode {
    let (output, format) = match target(arguments) {
        Ok(target) => target,
        Err(why) => return fail(&why),
    };
    let result = match run_sources(&arguments.sources, color) {
        Ok(result) => result,
        Err(code) => return code,
    };
    let rules = result.prepared.diagnostics.iter().map(|said| located(said, &result.prepared.sources));
    let missing = result.unread.iter().cloned().chain(rules);
    let missing: Vec<_> = missing.filter(|said| said.severity == Severity::Error).collect();
    // A page is read by people; the other formats hold everything.
    let most = (format == Format::Html).then_some(MOST_OF_TOPIC);
    let report =
        ConflictReport::new(&arguments.title, &result.outcome, &result.prepared.rules, &missing, most);
    let text = match format {
        Format::Html => html(&report).map_err(|error| error.to_string()),
        Format::Markdown => Ok(markdown(&report)),
        Format::Json => report.json().map(|text| text + "\n").map_err(|error| error.to_string()),
    };
    let text = match text {
        Ok(text) => text,
        Err(error) => return fail(&format!("cannot draw the report: {error}")),
    };
    let written = if output.as_os_str() == "-" {
        print(&text)
    } else {
        replace(&output, text.as_bytes())
            .map_err(|error| fail(&format!("cannot write `{}`: {error}", output.display())))
    };
    if written.is_ok() && arguments.output.is_none() {
        say_plain(&format!("wrote {}\n", output.display()));
    }
    match written {
        Err(code) => code,
        Ok(()) if result.incomplete => ExitCode::from(FAILED),
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// Where a report goes and in which format.
fn target(arguments: &Arguments) -> Result<(PathBuf, Format), String> {
    let Some(output) = &arguments.output else {
        let format = arguments.format.unwrap_or(Format::Html);
        let ending = match format {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Json => "json",
        };
        let output = PathBuf::from(format!("conflicts.{ending}"));
        // Nobody named this file: what is no report is not replaced.
        if std::fs::read(&output).is_ok_and(|bytes| !is_own_report(&bytes)) {
            return Err(format!(
                "`{}` is no report of factlint; name a file with --output",
                output.display()
            ));
        }
        return Ok((output, format));
    };
    let format = arguments.format.or_else(|| of_ending(output)).ok_or_else(|| {
        let endings = "end it in .html, .md or .json, or add --format html, markdown or json";
        format!("`{}` does not tell the format; {endings}", output.display())
    })?;
    Ok((output.clone(), format))
}

/// What is wrong with a rule file, with the name of the file: a report shows no text of it.
fn located(said: &Diagnostic, sources: &Sources) -> Diagnostic {
    let file = said.labels.first().and_then(|label| sources.get(label.file));
    let message = file.map(|file| format!("{}: {}", file.name, said.message));
    Diagnostic { message: message.unwrap_or_else(|| said.message.clone()), ..said.clone() }
}

fn of_ending(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" => Some(Format::Html),
        "md" | "markdown" => Some(Format::Markdown),
        "json" => Some(Format::Json),
        _ => None,
    }
}
