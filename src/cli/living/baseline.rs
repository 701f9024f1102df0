//! The baseline on disk.

use crate::cli::files;
use crate::cli::replace::replace;
use crate::cli::run::{FAILED, Run, fail, print};
use crate::cli::settings::absolute;
use crate::config::{Project, name_in, plain};
use crate::engine::Outcome;
use crate::policy::{Baseline, BaselineError};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The file that holds the baseline: the one that was named, or that of the configuration.
fn file(named: Option<&Path>, project: &Project) -> Option<PathBuf> {
    let configured = project.config.baseline.as_ref();
    named.map(Path::to_path_buf).or_else(|| Some(project.folder.join(&configured?.value)))
}

/// The paths of documents as a baseline names them: relative to its folder.
fn names(file: &Path, outcome: &Outcome) -> Vec<String> {
    let folder = plain(&absolute(file)).parent().map(Path::to_path_buf).unwrap_or_default();
    let name =
        |path: &str| if path == "-" { path.to_owned() } else { name_in(&folder, &absolute(Path::new(path))) };
    outcome.documents.iter().map(|document| name(&document.path)).collect()
}

/// Reads the baseline, where there is one to be used.
///
/// # Errors
/// Why it cannot be used.
pub(crate) fn read(
    named: Option<&Path>,
    project: &Project,
    outcome: &Outcome,
) -> Result<Option<Baseline>, String> {
    let Some(file) = file(named, project) else { return Ok(None) };
    let shown = file.to_string_lossy();
    let text = files::read_text(&file).map_err(|why| {
        format!("cannot read the baseline `{shown}`: {why}; make one with --write-baseline")
    })?;
    Baseline::read(&shown, &text, names(&file, outcome)).map(Some).map_err(|error| match error {
        BaselineError::Version(version) => format!(
            "the baseline `{shown}` is of version {version}, which this factlint does not know; write it anew with --write-baseline"
        ),
        BaselineError::Broken(why, line, column) => format!("`{shown}` is no baseline: {why} ({line}:{column})"),
    })
}

/// Writes what a run shows as the baseline.
pub(crate) fn write_baseline(run: &Run, named: Option<&Path>) -> ExitCode {
    let Some(file) = file(named, &run.settings.project) else {
        return fail("name the baseline: --baseline FILE, or `baseline` in factlint.toml");
    };
    if run.incomplete {
        return fail("no baseline was written: not everything could be read");
    }
    let names = names(&file, &run.outcome);
    let text = match Baseline::write(&run.outcome, &names, &run.prepared.rules) {
        Ok(text) => text,
        Err(error) => return fail(&format!("cannot write JSON: {error}")),
    };
    let shown = file.to_string_lossy();
    if let Err(error) = replace(&file, text.as_bytes()) {
        return fail(&format!("cannot write `{shown}`: {error}"));
    }
    let count = run.outcome.findings.len();
    match print(&format!("{count} finding{} written to {shown}\n", if count == 1 { "" } else { "s" })) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) if code == ExitCode::SUCCESS => code,
        Err(_) => ExitCode::from(FAILED),
    }
}
