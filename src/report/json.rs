//! JSON: what other programs read, in the shape that the interface fixes.

use super::escaped;
use super::many::write_many;
use super::relation::Relations;
use super::review::{Notice, Review};
use crate::claim::{Claim, Scope};
use crate::engine::{Document, Outcome};
use crate::finding::measure_name;
use crate::graph::{scope_value_text, time_text};
use crate::resolve::Resolution;
use crate::rule::Ruleset;
use crate::value::{Decimal, Value};
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::value::RawValue;
use std::io;

/// The version of the shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    language: Option<&'a str>,
    date: Option<String>,
    publisher: Option<&'a str>,
}

#[derive(Serialize)]
struct SpanJson {
    start: usize,
    end: usize,
}

/// A value as programs read it.
#[derive(Debug, Serialize)]
pub struct ValueJson {
    lo: Option<Box<RawValue>>,
    hi: Option<Box<RawValue>>,
    lo_open: bool,
    hi_open: bool,
    approx: bool,
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    id: String,
    document: &'a str,
    span: SpanJson,
    /// Where that is, in a document that has parts instead of lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    text: &'a str,
    rule: &'a str,
    measure: String,
    subject: &'a str,
    value: ValueJson,
    unit: &'a str,
    scope: IndexMap<String, String>,
}

/// Why a relation is not shown.
#[derive(Serialize, Clone, Copy)]
pub(super) struct AsideJson<'a> {
    pub(super) cause: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<&'a str>,
}

/// What was said of a document, a rule file or a limit.
#[derive(Serialize)]
struct NoticeJson<'a> {
    level: &'a str,
    code: &'a str,
    path: Option<&'a str>,
    span: Option<SpanJson>,
    message: &'a str,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct ResolutionJson<'a> {
    subject: &'a str,
    measure: String,
    scope: IndexMap<String, String>,
    value: ValueJson,
    unit: &'a str,
    support: Vec<String>,
    against: Vec<String>,
    why: &'a str,
}

/// What was seen and what became of it.
#[derive(Serialize)]
struct Coverage {
    figures: usize,
    claimed: usize,
    unclaimed: usize,
    compared: usize,
    alone: usize,
    unread: usize,
    skipped: usize,
    reasons: IndexMap<String, usize>,
}

/// A line of JSON lines.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Run { version: u32 },
    Document(DocumentJson<'a>),
    Claim(ClaimJson<'a>),
    Resolution(ResolutionJson<'a>),
    Notice(NoticeJson<'a>),
    Coverage(Coverage),
}

/// A run as one JSON text.
///
/// # Errors
/// When writing fails.
pub fn write_json(review: &Review<'_>, mut out: impl io::Write) -> Result<(), serde_json::Error> {
    let (outcome, out) = (review.outcome, &mut out as &mut dyn io::Write);
    let relations = Relations::of(outcome, review.rules);
    let documents: Vec<DocumentJson<'_>> = outcome.documents.iter().map(document_json).collect();
    let notices: Vec<NoticeJson<'_>> = review.notices.iter().map(notice_json).collect();
    put(&format!("{{\"version\":{VERSION},\"documents\":"), out)?;
    escaped::write(&documents, out)?;
    put(",\"claims\":[", out)?;
    write_many(outcome.claims.len(), b",", out, |at, out| {
        claims(review, at, |claim, out| escaped::write(&claim, out), out)
    })?;
    put("],\"relations\":[", out)?;
    write_many(relations.len(), b",", out, |at, out| relations.put(at, "", out))?;
    put("],\"resolutions\":", out)?;
    escaped::write(&resolutions(review).collect::<Vec<_>>(), out)?;
    put(",\"notices\":", out)?;
    escaped::write(&notices, out)?;
    put(",\"coverage\":", out)?;
    escaped::write(&coverage(outcome), out)?;
    put("}\n", out)
}

/// A run as JSON lines: each object of [`write_json`] on a line of its own, which says its type.
///
/// # Errors
/// When writing fails.
pub fn write_jsonl(review: &Review<'_>, mut out: impl io::Write) -> Result<(), serde_json::Error> {
    let (outcome, out) = (review.outcome, &mut out as &mut dyn io::Write);
    let relations = Relations::of(outcome, review.rules);
    escaped::write_line(&Line::Run { version: VERSION }, out)?;
    for document in &outcome.documents {
        escaped::write_line(&Line::Document(document_json(document)), out)?;
    }
    let line = |claim, out: &mut Vec<u8>| escaped::write_line(&Line::Claim(claim), out);
    write_many(outcome.claims.len(), b"", out, |at, out| claims(review, at, line, out))?;
    write_many(relations.len(), b"", out, |at, out| {
        relations.put(at, "\"type\":\"relation\",", out)?;
        out.push(b'\n');
        Ok(())
    })?;
    let lines = resolutions(review)
        .map(Line::Resolution)
        .chain(review.notices.iter().map(|notice| Line::Notice(notice_json(notice))))
        .chain(std::iter::once_with(|| Line::Coverage(coverage(outcome))));
    for line in lines {
        escaped::write_line(&line, out)?;
    }
    Ok(())
}

fn put(text: &str, out: &mut dyn io::Write) -> Result<(), serde_json::Error> {
    out.write_all(text.as_bytes()).map_err(serde_json::Error::io)
}

/// [`write_json`] as a text.
///
/// # Errors
/// When serialising fails, which no outcome should make it do.
pub fn json(review: &Review<'_>) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    write_json(review, &mut out)?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

/// Writes a claim by its number.
fn claims<'a>(
    review: &Review<'a>,
    at: usize,
    write: impl FnOnce(ClaimJson<'a>, &mut Vec<u8>) -> Result<(), serde_json::Error>,
    out: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    let (outcome, rules) = (review.outcome, review.rules);
    outcome.claims.get(at).map_or(Ok(()), |claim| write(claim_json(at, claim, outcome, rules), out))
}

fn resolutions<'a>(review: &Review<'a>) -> impl Iterator<Item = ResolutionJson<'a>> {
    let (outcome, rules) = (review.outcome, review.rules);
    outcome.resolutions.iter().filter_map(move |resolution| resolution_json(resolution, outcome, rules))
}

fn document_json(document: &Document) -> DocumentJson<'_> {
    DocumentJson {
        id: &document.path,
        path: &document.path,
        title: document.title.as_deref(),
        language: document.language.as_deref(),
        date: document.day.date.map(|date| date.to_string()),
        publisher: document.publisher.as_deref(),
    }
}

fn notice_json<'a>(notice: &'a Notice<'_>) -> NoticeJson<'a> {
    NoticeJson {
        level: notice.said.severity.word(),
        code: notice.said.code.name,
        path: notice.path(),
        span: notice.place().map(|place| SpanJson { start: place.span.start, end: place.span.end }),
        message: &notice.said.message,
        help: notice.said.help.as_deref(),
    }
}

/// The id of a claim in output.
#[must_use]
pub fn claim_id(claim: usize) -> String {
    format!("c{}", claim + 1)
}

fn path(outcome: &Outcome, document: usize) -> &str {
    outcome.documents.get(document).map_or("", |d| d.path.as_str())
}

fn text<'a>(outcome: &'a Outcome, claim: &Claim) -> &'a str {
    let file = outcome.documents.get(claim.document).and_then(|d| outcome.sources.get(d.file));
    file.map_or("", |file| file.words(claim.span))
}

fn place(outcome: &Outcome, claim: &Claim) -> Option<String> {
    let file = outcome.sources.get(outcome.documents.get(claim.document)?.file)?;
    file.part(claim.span.start).map(|part| part.to_string())
}

fn claim_json<'a>(at: usize, claim: &'a Claim, outcome: &'a Outcome, rules: &Ruleset) -> ClaimJson<'a> {
    ClaimJson {
        id: claim_id(at),
        document: path(outcome, claim.document),
        span: SpanJson { start: claim.span.start, end: claim.span.end },
        place: place(outcome, claim),
        text: text(outcome, claim),
        rule: &claim.rule,
        measure: measure_name(&claim.measure, rules),
        subject: &claim.subject.title,
        value: value_json(&claim.value),
        unit: &claim.unit,
        scope: scope_json(&claim.scope, rules),
    }
}

fn resolution_json<'a>(
    resolution: &'a Resolution,
    outcome: &'a Outcome,
    rules: &Ruleset,
) -> Option<ResolutionJson<'a>> {
    let first = outcome.claims.get(*resolution.support.first()?)?;
    let ids = |claims: &[usize]| claims.iter().map(|c| claim_id(*c)).collect();
    Some(ResolutionJson {
        subject: &first.subject.title,
        measure: measure_name(&first.measure, rules),
        scope: scope_json(&first.scope, rules),
        value: value_json(&resolution.value),
        unit: &resolution.unit,
        support: ids(&resolution.support),
        against: ids(&resolution.against),
        why: &resolution.why,
    })
}

pub(super) fn scope_json(scope: &Scope, rules: &Ruleset) -> IndexMap<String, String> {
    let name = |id: usize| rules.scopes.get_index(id).map_or_else(String::new, |(name, _)| name.clone());
    let mut out: IndexMap<String, String> = scope
        .entries
        .iter()
        .map(|(id, entry)| (name(*id), scope_value_text(&entry.value, *id, rules)))
        .collect();
    if let Some(time) = &scope.time {
        out.insert("time".to_owned(), time_text(&time.span));
        if let Some(why) = &time.inferred {
            out.insert("time-inferred-from".to_owned(), why.to_string());
        }
    }
    out
}

fn coverage(outcome: &Outcome) -> Coverage {
    let mut reasons = outcome.unclaimed();
    reasons.sort_keys();
    let alone = outcome.graph.alone();
    Coverage {
        figures: outcome.documents.iter().map(|d| d.figures).sum(),
        claimed: outcome.claims.len(),
        unclaimed: reasons.values().sum(),
        compared: outcome.claims.len() - alone,
        alone,
        unread: outcome.documents.iter().filter(|d| d.language.is_none()).count(),
        skipped: outcome.skipped,
        reasons,
    }
}

/// A number as JSON writes it, digit for digit.
fn number(value: Option<Decimal>) -> Option<Box<RawValue>> {
    value.and_then(|value| RawValue::from_string(value.normalize().to_string()).ok())
}

fn string(text: Option<String>) -> Option<Box<RawValue>> {
    text.and_then(|text| RawValue::from_string(escaped::line(&text).ok()?).ok())
}

pub(super) fn value_json(value: &Value) -> ValueJson {
    match value {
        Value::Amount(a) => ValueJson {
            lo: number(a.interval.lo),
            hi: number(a.interval.hi),
            lo_open: a.interval.lo_open,
            hi_open: a.interval.hi_open,
            approx: a.approx,
        },
        Value::Dates(span) => ValueJson {
            lo: string(span.from.map(|d| d.to_string())),
            hi: string(span.to.map(|d| d.to_string())),
            lo_open: false,
            hi_open: false,
            approx: span.approx,
        },
        Value::Text(text) => ValueJson {
            lo: string(Some(text.clone())),
            hi: string(Some(text.clone())),
            lo_open: false,
            hi_open: false,
            approx: false,
        },
    }
}
