//! `factlint verify`: a text against its sources.

use super::args::{self, Color, VerifyFormat};
use super::run::{FAILED, fail, print, say, style_of};
use super::settings::{Configuration, Ready, whole};
use crate::claim::{FiguresInText, Metadata, figures};
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, FileId, Severity, Sources};
use crate::engine::Input;
use crate::report::{Style, diagnostic_text};
use crate::rule::Ruleset;
use crate::source::{self, Content, Text, language_of};
use crate::text::Words;
use crate::token::Span;
use crate::value::CalendarDate;
use crate::verify::codes::{REFUTED, UNSUPPORTED};
use crate::verify::{Support, Verification, verify};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::io::BufRead as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// A line of a batch.
#[derive(Debug, Deserialize)]
struct Case {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    sources: Vec<String>,
}

/// What comes out for a line of a batch.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    verdict: &'static str,
    findings: Vec<FindingJson<'a>>,
}

/// What the sources say of a figure.
#[derive(Debug, Serialize)]
struct FindingJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<EvidenceJson<'a>>,
}

/// The place of a source that decides.
#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    source: usize,
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
}

pub(super) fn run(arguments: &args::Verify, color: Color) -> ExitCode {
    match (&arguments.batch, &arguments.text) {
        (Some(path), _) => batch(path, &arguments.configuration, color),
        (None, Some(text)) => one(text, arguments, color),
        (None, None) => fail("nothing to verify: name a text, or --batch"),
    }
}

/// Holds one document against others and shows what they say of its figures.
fn one(text: &std::path::Path, arguments: &args::Verify, color: Color) -> ExitCode {
    let own = [text.to_path_buf()];
    let paths: Vec<PathBuf> = own.iter().chain(&arguments.against).cloned().collect();
    let style = style_of(color, arguments.format == VerifyFormat::Narrated, &std::io::stderr());
    let ready = match whole(&arguments.configuration, &paths, &[], &[], color) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let prepared = &ready.prepared;
    let limits = &prepared.rules.limits;
    let (own, against) = (ready.documents(&own), ready.documents(&arguments.against));
    let mut sources = Sources::default();
    let mut unread: Vec<Diagnostic> = own.diagnostics.into_iter().chain(against.diagnostics).collect();
    let own = texts(own.documents, limits, &mut unread).into_iter().next();
    let rest = texts(against.documents, limits, &mut unread);
    say(&unread, &sources, style);
    let Some(own) = own else { return ExitCode::from(FAILED) };
    if rest.is_empty() {
        return fail("no source could be read");
    }
    let mut words = Words::new(&prepared.rules);
    let read_text = own.figures(&prepared.rules, &mut words);
    let read_sources: Vec<FiguresInText> =
        rest.iter().map(|document| document.figures(&prepared.rules, &mut words)).collect();
    let verification = verify(&read_text, &read_sources);
    let mut add = |Document { path, mut text, .. }: Document| {
        let notices = std::mem::take(&mut text.notices);
        let file = sources.add(text.into_source(&path));
        let said: Vec<Diagnostic> =
            notices.into_iter().map(|n| n.said.label(file, n.span, n.label)).collect();
        say(&said, &sources, style);
        file
    };
    let file = add(own);
    let others: Vec<FileId> = rest.into_iter().map(add).collect();
    let out = match arguments.format {
        VerifyFormat::Json => {
            let id = sources.get(file).map_or("", |own| own.name.as_str()).into();
            let words = |at: usize, span: Span| {
                let source = others.get(at).and_then(|file| sources.get(*file))?;
                Some(source.words(span))
            };
            let own = |span: Span| sources.get(file).map_or("", |own| own.words(span));
            match serde_json::to_string(&json(&id, own, words, &verification)) {
                Ok(line) => line + "\n",
                Err(error) => return fail(&format!("cannot write JSON: {error}")),
            }
        }
        VerifyFormat::Graphical | VerifyFormat::Narrated => {
            let style = style_of(color, arguments.format == VerifyFormat::Narrated, &std::io::stdout());
            drawn(&verification, (file, &others), &sources, style)
        }
    };
    let refuted = verification.figures.iter().any(|checked| checked.support == Support::Refuted);
    match print(&out) {
        Ok(()) if unread.iter().all(|said| said.severity < Severity::Error) => {
            ExitCode::from(u8::from(refuted))
        }
        Ok(()) => ExitCode::from(FAILED),
        Err(code) => code,
    }
}

/// A document that was read, and what the configuration knows of it.
struct Document {
    path: String,
    text: Text,
    language: Option<String>,
    date: Option<CalendarDate>,
}

impl Document {
    fn figures(&self, rules: &Ruleset, words: &mut Words<'_>) -> FiguresInText {
        let content = self.text.content();
        let given = self.language.as_deref().and_then(|code| rules.language(code));
        let language = given.or_else(|| language_of(content.words, rules)).unwrap_or(0);
        let metadata = Metadata { language, date: self.date, ..Metadata::default() };
        figures(content, &metadata, words).moved(|span| self.text.in_file(span))
    }
}

/// Documents as text; what cannot be read is told.
fn texts(documents: Vec<Input>, limits: &Limits, unread: &mut Vec<Diagnostic>) -> Vec<Document> {
    let mut texts = Vec::new();
    for Input { path, bytes, format, language, date, .. } in documents {
        match source::read(&path, &bytes, format, limits) {
            Ok(text) => texts.push(Document { path, text, language, date }),
            Err(why) => unread.push(why.diagnostic(&path)),
        }
    }
    texts
}

/// What the sources say of the figures that they do not support, and how many there are of each.
fn drawn(
    verification: &Verification,
    (file, others): (FileId, &[FileId]),
    sources: &Sources,
    style: Style,
) -> String {
    let mut out = String::new();
    for checked in &verification.figures {
        let told = sources.get(file).map_or("", |own| own.words(checked.span));
        let said = match checked.support {
            Support::Supported => continue,
            Support::Refuted => Diagnostic::new(&REFUTED, format!("a source says otherwise than `{told}`")),
            Support::Unknown => Diagnostic::new(&UNSUPPORTED, format!("no source says `{told}`")),
        };
        let said = said.label(file, checked.span, "told here");
        let place = checked.evidence.as_ref().filter(|_| checked.support == Support::Refuted);
        let said = match place.and_then(|e| Some((e.span, *others.get(e.source)?))) {
            Some((span, other)) => said.label(other, span, "said here"),
            None => said,
        };
        out.push_str(&diagnostic_text(&said, sources, style));
        out.push('\n');
    }
    let count = |wanted: Support| verification.figures.iter().filter(|c| c.support == wanted).count();
    let _ = writeln!(
        out,
        "{} figures: {} supported, {} refuted, {} that no source speaks of",
        verification.figures.len(),
        count(Support::Supported),
        count(Support::Refuted),
        count(Support::Unknown)
    );
    out
}

fn batch(path: &std::path::Path, configuration: &Configuration, color: Color) -> ExitCode {
    let Ready { settings, prepared, .. } = match whole(configuration, &[path.to_path_buf()], &[], &[], color)
    {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let language = settings.project.config.language.as_ref();
    let language = language.and_then(|code| prepared.rules.language(&code.value));
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) => return fail(&format!("cannot read `{}`: {error}", path.display())),
    };
    let lines: Vec<String> = match std::io::BufReader::new(file).lines().collect() {
        Ok(lines) => lines,
        Err(error) => return fail(&format!("cannot read `{}`: {error}", path.display())),
    };
    let answers: Vec<Result<String, String>> = lines
        .par_iter()
        .map_init(
            || Words::new(&prepared.rules),
            |words, line| {
                words.trim();
                answer(line, language, words)
            },
        )
        .collect();
    let mut out = String::new();
    let mut failed = 0;
    for (number, answer) in (1..).zip(answers) {
        // Lines stay in step with the cases, whatever they hold.
        let line = answer.unwrap_or_else(|why| {
            failed += 1;
            let error = format!("line {number}: {why}");
            fail(&format!("{}: {error}", path.display()));
            serde_json::json!({ "id": null, "verdict": Support::Unknown.word(), "findings": [], "error": error }).to_string()
        });
        out.push_str(&line);
        out.push('\n');
    }
    match print(&out) {
        Ok(()) if failed == 0 => ExitCode::SUCCESS,
        Ok(()) => ExitCode::from(FAILED),
        Err(code) => code,
    }
}

fn answer(line: &str, language: Option<u8>, words: &mut Words<'_>) -> Result<String, String> {
    let case: Case = serde_json::from_str(line).map_err(|error| format!("not a case: {error}"))?;
    let text = read((&case.text).into(), language, words);
    let sources: Vec<FiguresInText> =
        case.sources.iter().map(|source| read(source.into(), language, words)).collect();
    let verification = verify(&text, &sources);
    let own = |span: Span| span.of(&case.text);
    let said = |at: usize, span: Span| case.sources.get(at).map(|source| span.of(source));
    serde_json::to_string(&json(&case.id, own, said, &verification)).map_err(|error| error.to_string())
}

fn read(content: Content<'_>, language: Option<u8>, words: &mut Words<'_>) -> FiguresInText {
    let language = language.or_else(|| language_of(content.words, words.rules())).unwrap_or(0);
    figures(content, &Metadata { language, ..Metadata::default() }, words)
}

/// What comes out, with the words of the text and of its sources.
fn json<'a>(
    id: &'a serde_json::Value,
    own: impl Fn(Span) -> &'a str,
    said: impl Fn(usize, Span) -> Option<&'a str>,
    verification: &'a Verification,
) -> Answer<'a> {
    let findings = verification.figures.iter().map(|checked| FindingJson {
        start: checked.span.start,
        end: checked.span.end,
        text: own(checked.span),
        verdict: checked.support.word(),
        evidence: checked.evidence.as_ref().and_then(|e| {
            Some(EvidenceJson {
                source: e.source,
                start: e.span.start,
                end: e.span.end,
                text: said(e.source, e.span)?,
                by: e.by.as_deref(),
            })
        }),
    });
    Answer { id, verdict: verification.support.word(), findings: findings.collect() }
}
