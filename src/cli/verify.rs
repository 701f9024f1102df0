//! `factlint verify`: a text against its sources.

use super::args::{self, Color};
use super::files::{self, Disk};
use super::run::{FAILED, fail, print, say};
use crate::claim::{FiguresInText, Metadata, figures};
use crate::engine::{Packs, prepare};
use crate::rule::Ruleset;
use crate::source::language_of;
use crate::text::Words;
use crate::verify::{Verification, verify};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::BufRead as _;
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
    let _ = (color, FAILED, say, files::documents, Disk);
    match &arguments.batch {
        Some(path) => batch(path),
        None => fail("nothing to verify"),
    }
}

fn batch(path: &std::path::Path) -> ExitCode {
    let prepared = prepare(Vec::new(), &Packs);
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
        .map_init(|| Words::new(&prepared.rules), |words, line| {
            words.trim();
            answer(line, &prepared.rules, words)
        })
        .collect();
    let mut out = String::new();
    for answer in answers {
        match answer {
            Ok(line) => out.push_str(&line),
            Err(why) => return fail(&why),
        }
        out.push('\n');
    }
    match print(&out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn answer(line: &str, rules: &Ruleset, words: &mut Words<'_>) -> Result<String, String> {
    let case: Case = serde_json::from_str(line).map_err(|error| format!("not a case: {error}"))?;
    let text = read(&case.text, rules, words);
    let sources: Vec<FiguresInText> = case.sources.iter().map(|source| read(source, rules, words)).collect();
    let verification = verify(&text, &sources);
    serde_json::to_string(&json(&case, &verification)).map_err(|error| error.to_string())
}

fn read(text: &str, rules: &Ruleset, words: &mut Words<'_>) -> FiguresInText {
    let language = language_of(text, rules).unwrap_or(0);
    figures(text, &Metadata { language, date: None, publisher: None }, words)
}

fn json<'a>(case: &'a Case, verification: &'a Verification) -> Answer<'a> {
    let findings = verification.figures.iter().map(|checked| FindingJson {
        start: checked.span.start,
        end: checked.span.end,
        text: checked.span.of(&case.text),
        verdict: checked.support.word(),
        evidence: checked.evidence.as_ref().and_then(|e| {
            let source = case.sources.get(e.source)?;
            Some(EvidenceJson { source: e.source, start: e.span.start, end: e.span.end, text: e.span.of(source), by: e.by.as_deref() })
        }),
    });
    Answer { id: &case.id, verdict: verification.support.word(), findings: findings.collect() }
}
