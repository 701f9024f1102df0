//! `factlint quantities`: figures alone, of documents or of the lines of a file.

use super::args::{self, Color, QuantityFormat};
use super::run::{FAILED, fail, print, say, style_of};
use super::settings::{Ready, whole};
use crate::diagnostic::{Severity, SourceText, did_you_mean};
use crate::engine::{DocumentFigures, FigureReader, FiguresOutcome, quantities};
use crate::quantity::Reading;
use crate::report::{Style, figure_text, one_line, place_text, push_quantity, push_string};
use crate::rule::Ruleset;
use crate::source::{self, language_of};
use crate::token::Span;
use rayon::prelude::*;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// Lines that one thread takes at a time.
const BATCH: usize = 1024;
/// Batches that are read before they are written: no more than these lie in memory.
const WINDOW: usize = 32;

pub(super) fn run(arguments: &args::Quantities, color: Color) -> ExitCode {
    let paths: Vec<PathBuf> = arguments.lines.iter().chain(&arguments.paths).cloned().collect();
    let ready = match whole(&arguments.configuration, &paths, &[], &[], color) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let rules = &ready.prepared.rules;
    let style = style_of(color, false, &std::io::stderr());
    if let Some(code) = arguments.language.as_deref().filter(|code| rules.language(code).is_none()) {
        return unknown_language(code, rules);
    }
    match &arguments.lines {
        Some(path) => lines(path, arguments.language.as_deref(), &ready, style),
        None => files(arguments, &ready, style),
    }
}

fn unknown_language(code: &str, rules: &Ruleset) -> ExitCode {
    let known: Vec<&str> = rules.languages.iter().map(|language| language.code.as_str()).collect();
    let hint = did_you_mean(code, known.iter().copied())
        .unwrap_or_else(|| format!("known are {}", known.join(", ")));
    fail(&format!("no rules for language `{code}`; {hint}"))
}

/// Each line of a file as a text of its own.
fn lines(path: &PathBuf, language: Option<&str>, ready: &Ready, style: Style) -> ExitCode {
    let rules = &ready.prepared.rules;
    let found = ready.documents(std::slice::from_ref(path));
    let mut sources = crate::diagnostic::Sources::default();
    say(&found.diagnostics, &sources, style);
    let Some(input) = found.documents.first().filter(|_| found.diagnostics.is_empty()) else {
        return ExitCode::from(FAILED);
    };
    let Ok(decoded) = source::decode(&input.bytes, None) else {
        return fail(&format!("`{}` is not text", input.path));
    };
    let notices = source::notice::of_decoded(&decoded);
    if !notices.is_empty() {
        let file = sources.add(SourceText::new(input.path.as_str(), decoded.text.as_str()));
        let notices: Vec<_> = notices.into_iter().map(|n| n.said.label(file, n.span, n.label)).collect();
        say(&notices, &sources, style);
    }
    let given = language.or(input.language.as_deref()).and_then(|code| rules.language(code));
    // What a reader knows of words serves whoever reads on.
    let readers = Mutex::new(Vec::new());
    let waiting = || readers.lock().unwrap_or_else(PoisonError::into_inner);
    let mut lines = decoded.text.lines();
    loop {
        let some: Vec<&str> = lines.by_ref().take(BATCH * WINDOW).collect();
        if some.is_empty() {
            return ExitCode::SUCCESS;
        }
        let read = |lines: &[&str]| {
            let mut reader = waiting().pop().unwrap_or_else(|| FigureReader::new(rules));
            let mut out = String::new();
            for line in lines {
                let lang = given.or_else(|| language_of(line, rules)).unwrap_or(0);
                push_array(&mut out, &reader.text(line, lang, None), |span| span.of(line), rules);
                out.push('\n');
            }
            waiting().push(reader);
            out
        };
        let written: Vec<String> = some.par_chunks(BATCH).map(read).collect();
        if let Some(code) = written.iter().find_map(|text| print(text).err()) {
            return code;
        }
    }
}

fn push_array<'t>(out: &mut String, reading: &Reading, words: impl Fn(Span) -> &'t str, rules: &Ruleset) {
    out.push('[');
    for (at, quantity) in reading.quantities.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_quantity(out, quantity, words(quantity.span), rules);
    }
    out.push(']');
}

fn files(arguments: &args::Quantities, ready: &Ready, style: Style) -> ExitCode {
    let rules = &ready.prepared.rules;
    let mut found = ready.documents(&arguments.paths);
    if arguments.language.is_some() {
        found.documents.iter_mut().for_each(|input| input.language.clone_from(&arguments.language));
    }
    say(&found.diagnostics, &crate::diagnostic::Sources::default(), style);
    let incomplete = found.is_incomplete();
    let outcome = quantities(rules, found.documents);
    say(&outcome.diagnostics, &outcome.sources, style);
    let text = match arguments.format {
        QuantityFormat::Text => text(&outcome, rules),
        QuantityFormat::Jsonl => objects(&outcome, rules).map(|object| object + "\n").collect(),
        QuantityFormat::Json => format!("[{}]\n", objects(&outcome, rules).collect::<Vec<_>>().join(",\n")),
    };
    let not_text = outcome.diagnostics.iter().any(|d| d.severity == Severity::Error);
    match print(&text) {
        Ok(()) if not_text || incomplete => ExitCode::from(FAILED),
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Each document as a JSON object.
fn objects(outcome: &FiguresOutcome, rules: &Ruleset) -> impl Iterator<Item = String> {
    outcome
        .documents
        .iter()
        .filter_map(|document| Some(object(document, outcome.sources.get(document.file)?, rules)))
}

fn object(document: &DocumentFigures, source: &SourceText, rules: &Ruleset) -> String {
    let mut out = String::from("{\"document\":");
    push_string(&mut out, &document.path);
    for (name, value) in
        [("language", document.language.clone()), ("date", document.date.map(|date| date.to_string()))]
    {
        let _ = write!(out, ",\"{name}\":");
        match value {
            Some(value) => push_string(&mut out, &value),
            None => out.push_str("null"),
        }
    }
    out.push_str(",\"quantities\":");
    push_array(&mut out, &document.reading, |span| source.words(span), rules);
    out.push_str(",\"refused\":[");
    for (at, refused) in document.reading.refused.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let _ =
            write!(out, "{comma}{{\"start\":{},\"end\":{},\"text\":", refused.span.start, refused.span.end);
        push_string(&mut out, source.words(refused.span));
        let _ = write!(out, ",\"problem\":\"{}\"}}", refused.problem.word());
    }
    out.push_str("]}");
    out
}

/// All documents for a reader: a line for each figure, and for what is none.
fn text(outcome: &FiguresOutcome, rules: &Ruleset) -> String {
    let mut out = String::new();
    for document in &outcome.documents {
        let Some(source) = outcome.sources.get(document.file) else { continue };
        let language = document.language.as_deref().unwrap_or("no language");
        let date = document.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        let _ = writeln!(out, "{} ({language}, {date})", document.path);
        let line = |out: &mut String, at: usize, kind: &str, value: &str, words: &str| {
            let (place, words) = (place_text(source, at), one_line(words));
            let _ = writeln!(out, "  {place} {kind:<12} {value:<28} {words}");
        };
        for quantity in &document.reading.quantities {
            let value = figure_text(quantity, rules);
            line(&mut out, quantity.span.start, quantity.kind.word(), &value, source.words(quantity.span));
        }
        for refused in &document.reading.refused {
            line(
                &mut out,
                refused.span.start,
                "no figure",
                refused.problem.reason(),
                source.words(refused.span),
            );
        }
        let (read, not) = (document.reading.quantities.len(), document.reading.refused.len());
        let _ = writeln!(out, "  {read} figures, {not} that look like one\n");
    }
    out
}
