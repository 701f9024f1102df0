//! `factlint fmt`: rule files in their standard layout.

use super::args;
use super::files;
use super::run::{FAILED, fail, print, say, style_of};
use crate::diagnostic::{Diagnostic, Label, SourceText, Sources};
use crate::syntax::format;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Fmt, color: args::Color) -> ExitCode {
    if arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        return stdin(arguments.check, color);
    }
    let here = [PathBuf::from(".")];
    let paths = if arguments.paths.is_empty() { &here[..] } else { &arguments.paths };
    let (found, unread) = files::rule_files_below(paths);
    say(&unread, &Sources::default(), style_of(color, false, &std::io::stderr()));
    if found.is_empty() && unread.is_empty() {
        return fail("no rule files under these paths; they end in .claim");
    }
    let (mut out, mut failed, mut changed) = (String::new(), !unread.is_empty(), 0);
    for (path, text) in &found {
        match format(text) {
            Ok(new) if new == *text => {}
            Ok(new) => {
                changed += 1;
                let _ =
                    writeln!(out, "{}: {path}", if arguments.check { "not formatted" } else { "formatted" });
                if !arguments.check
                    && let Err(error) = write(Path::new(path), &new)
                {
                    return fail(&format!("cannot write `{path}`: {error}"));
                }
            }
            Err(said) => {
                failed = true;
                report(path, text, said, color);
            }
        }
    }
    let verb = if arguments.check { "to format" } else { "formatted" };
    let _ = writeln!(
        out,
        "{} rule file{}, {changed} {verb}",
        found.len(),
        if found.len() == 1 { "" } else { "s" }
    );
    match print(&out) {
        Err(code) => code,
        Ok(()) if failed => ExitCode::from(FAILED),
        Ok(()) => ExitCode::from(u8::from(arguments.check && changed > 0)),
    }
}

/// Formats the standard input to the standard output.
fn stdin(check: bool, color: args::Color) -> ExitCode {
    let mut text = String::new();
    if let Err(error) = std::io::stdin().lock().read_to_string(&mut text) {
        return fail(&format!("cannot read the standard input: {error}"));
    }
    match format(&text) {
        Ok(new) if check => ExitCode::from(u8::from(new != text)),
        Ok(new) => print(&new).err().unwrap_or(ExitCode::SUCCESS),
        Err(said) => {
            report("-", &text, said, color);
            ExitCode::from(FAILED)
        }
    }
}

/// Writes beside the file and renames, so that a full disk leaves the old file whole.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_extension("claim.new");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)
}

fn report(path: &str, text: &str, said: Vec<Diagnostic>, color: args::Color) {
    let mut sources = Sources::default();
    let file = sources.add(SourceText::new(path, text));
    let said: Vec<Diagnostic> = said
        .into_iter()
        .map(|one| Diagnostic {
            labels: one.labels.into_iter().map(|label| Label { file, ..label }).collect(),
            ..one
        })
        .collect();
    say(&said, &sources, style_of(color, false, &std::io::stderr()));
}
