//! `check --fix`: corrections as a diff; with `--apply` they are written.

use crate::cli::replace::replace;
use crate::cli::run::{FAILED, Run, print};
use crate::engine::Outcome;
use crate::fix::{Fix, Fixes, applied, fixes};
use crate::report::visible;
use indexmap::IndexMap;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// Shows corrections, and writes them where asked to. What is said goes to stderr, so that
/// stdout is a patch.
pub(crate) fn fix(run: &Run, apply: bool) -> ExitCode {
    let Fixes { fixes, refused } = fixes(&run.outcome, &run.prepared.rules);
    let mut by_document: IndexMap<usize, Vec<Fix>> = IndexMap::new();
    for fix in fixes {
        by_document.entry(fix.document).or_default().push(fix);
    }
    let (mut diff, mut said) = (String::new(), String::new());
    for (claim, why) in &refused {
        let _ = writeln!(said, "not corrected: {}: {why}", visible(&place(*claim, &run.outcome)));
    }
    let (mut count, mut failed) = (0, false);
    for (document, fixes) in &by_document {
        match one(*document, fixes, &run.outcome, apply) {
            Ok(text) => {
                diff.push_str(&text);
                count += fixes.len();
                fixes.iter().for_each(|fix| {
                    let _ = writeln!(said, "{}", visible(&fix.why));
                });
            }
            Err(why) => {
                failed = true;
                let _ = writeln!(said, "not corrected: {}", visible(&why));
            }
        }
    }
    let figures = if count == 1 { "figure" } else { "figures" };
    let done = match (count, apply) {
        (0, _) => "nothing is so plainly wrong that it can be corrected".to_owned(),
        (_, true) => format!("{count} {figures} corrected"),
        (_, false) => format!("{count} {figures} can be corrected; write with --fix --apply"),
    };
    let _ = writeln!(said, "{done}");
    if std::io::stdout().is_terminal() {
        diff = diff.lines().map(|line| visible(line) + "\n").collect();
    }
    if let Err(code) = print(&diff) {
        return code;
    }
    // A closed stderr leaves nobody to tell.
    let _ = std::io::stderr().lock().write_all(said.as_bytes());
    ExitCode::from(if failed || run.incomplete { FAILED } else { 0 })
}

/// The corrections of one document as a diff, written where asked to.
fn one(document: usize, fixes: &[Fix], outcome: &Outcome, apply: bool) -> Result<String, String> {
    let document = outcome.documents.get(document).ok_or("the document is gone")?;
    let text = outcome.sources.get(document.file).map_or("", |file| file.text.as_str());
    let path = document.path.as_str();
    let now = std::fs::read(path).map_err(|error| format!("`{path}` cannot be read again: {error}"))?;
    if now != text.as_bytes() {
        return Err(format!("`{path}` has changed since it was read, or is not plain text in UTF-8"));
    }
    let new = applied(text, fixes);
    let name = path.trim_start_matches("./");
    let mut options = diffy::DiffOptions::new();
    options.set_original_filename(format!("a/{name}")).set_modified_filename(format!("b/{name}"));
    let diff = options.create_patch(text, &new).to_string();
    if apply {
        replace(Path::new(path), new.as_bytes())
            .map_err(|error| format!("`{path}` cannot be written: {error}"))?;
    }
    Ok(diff)
}

/// Where a claim stands.
fn place(claim: usize, outcome: &Outcome) -> String {
    let claim = outcome.claims.get(claim);
    let document = claim.and_then(|claim| outcome.documents.get(claim.document));
    let file = document.and_then(|document| outcome.sources.get(document.file));
    match (claim, file) {
        (Some(claim), Some(file)) => format!("{}:{}", file.name, file.position(claim.span.start).line + 1),
        _ => String::new(),
    }
}
