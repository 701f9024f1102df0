//! What the templates of the page are given: findings with their statements at hand, cut to
//! what a reader can take in. The JSON report holds everything.

use super::super::graph::Net;
use super::super::model::{Conflict, ConflictReport, LeftOut, Position, Sentence, Source, Statement, Topic};
use super::super::scale::Scale;
use super::super::timeline::Timeline;
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

/// Statements of a figure that are shown in full.
const IN_FULL: usize = 4;
/// Places of a figure that are named behind them.
const NAMED: usize = 60;

/// A topic.
#[derive(Serialize)]
pub(super) struct TopicView<'r> {
    id: &'r str,
    measure: &'r str,
    subject: &'r str,
    also: &'r [String],
    level: &'static str,
    pub(super) conflicts: Vec<ConflictView<'r>>,
    /// What is said of findings that are not shown.
    more: Option<String>,
    minor: Vec<ConflictView<'r>>,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct ConflictView<'r> {
    id: &'r str,
    verdict: &'r str,
    level: &'static str,
    headline: &'r str,
    why: &'r str,
    open: bool,
    /// Which of the packed bodies is its own; nothing where it stands in the page.
    pub(super) packed: Option<usize>,
    sources: String,
    positions: Vec<PositionView<'r>>,
    scale: Option<&'r Scale>,
    timeline: Option<&'r Timeline>,
    resolution: Option<ResolutionView<'r>>,
}

/// What the evidence supports, with its statements counted.
#[derive(Serialize)]
struct ResolutionView<'r> {
    text: &'r str,
    even: bool,
    why: &'r str,
    support: usize,
    against: usize,
}

/// A figure with those who state it.
#[derive(Serialize)]
struct PositionView<'r> {
    value: &'r str,
    normalised: Option<&'r str>,
    letter: char,
    scope: Vec<(&'r str, &'r str)>,
    inferred: Option<&'r str>,
    documents: usize,
    statements: Vec<StatementView<'r>>,
    others: Vec<Place<'r>>,
    unnamed: usize,
}

/// A statement in full.
#[derive(Serialize)]
struct StatementView<'r> {
    place: Place<'r>,
    language: Option<&'r str>,
    sentence: &'r Sentence,
    pieces: Vec<(&'r str, &'r str)>,
    rule: &'r str,
    scope: Vec<(&'r str, &'r str)>,
}

/// Where a statement stands.
#[derive(Serialize)]
struct Place<'r> {
    path: &'r str,
    part: Option<&'r str>,
    line: usize,
    date: Option<&'r str>,
    publisher: Option<&'r str>,
}

/// How many of the findings that come next stand open, have their pictures drawn, and are not
/// packed; and how many are packed so far.
#[derive(Clone, Copy)]
pub(super) struct Allowance {
    pub(super) open: usize,
    pub(super) drawn: usize,
    pub(super) plain: usize,
    pub(super) packed: usize,
}

impl Allowance {
    /// What is left behind some findings.
    pub(super) fn take(&mut self, findings: usize) {
        self.open = self.open.saturating_sub(findings);
        self.drawn = self.drawn.saturating_sub(findings);
        self.packed += findings.saturating_sub(self.plain);
        self.plain = self.plain.saturating_sub(findings);
    }
}

/// What is said of the findings of a topic that are not shown.
fn more(left_out: &LeftOut) -> Option<String> {
    let levels = left_out.levels.iter().map(|(level, count)| format!("{count} at level {}", level.0.word()));
    let minor = (left_out.minor > 0).then(|| format!("{} minor", left_out.minor));
    let all: Vec<String> = levels.chain(minor).collect();
    (!all.is_empty()).then(|| format!("Not shown of this topic: {}.", all.join(", ")))
}

/// A topic with its findings.
pub(super) fn topic_view<'r>(topic: &'r Topic, report: &'r ConflictReport, left: Allowance) -> TopicView<'r> {
    let (minor, conflicts): (Vec<&Conflict>, Vec<&Conflict>) = topic.conflicts.iter().partition(|c| c.minor);
    let view = |(at, own): (usize, &'r Conflict)| {
        let mut left = left;
        left.take(at);
        conflict_view(own, report, left)
    };
    let in_list =
        |own: &'r Conflict| conflict_view(own, report, Allowance { open: 0, drawn: 0, plain: 1, packed: 0 });
    TopicView {
        id: &topic.id,
        measure: &topic.measure,
        subject: &topic.subject,
        also: &topic.also,
        level: topic.level.word(),
        conflicts: conflicts.into_iter().enumerate().map(view).collect(),
        more: more(&topic.left_out),
        minor: minor.into_iter().map(in_list).collect(),
    }
}

fn conflict_view<'r>(own: &'r Conflict, report: &'r ConflictReport, left: Allowance) -> ConflictView<'r> {
    let drawn = left.drawn > 0;
    let statements =
        || own.positions.iter().flat_map(|p| &p.statements).filter_map(|id| report.statements.get(id));
    let sources: IndexSet<usize> = statements().filter_map(|s| source_of(s, report)).collect();
    let sources: Vec<String> = sources.into_iter().map(|source| source.to_string()).collect();
    let letters = 'A'..='Z';
    let resolution = own.resolution.as_ref().map(|resolved| ResolutionView {
        text: &resolved.text,
        even: resolved.even,
        why: &resolved.why,
        support: resolved.support.len(),
        against: resolved.against.len(),
    });
    ConflictView {
        id: &own.id,
        verdict: own.verdict,
        level: own.level.word(),
        headline: &own.headline,
        why: &own.why,
        open: left.open > 0,
        packed: (left.plain == 0).then_some(left.packed),
        sources: sources.join(" "),
        positions: own
            .positions
            .iter()
            .zip(letters.cycle())
            .map(|(p, l)| position_view(p, l, report))
            .collect(),
        scale: own.scale.as_ref().filter(|_| drawn),
        timeline: own.timeline.as_ref().filter(|_| drawn),
        resolution,
    }
}

fn source_of(statement: &Statement, report: &ConflictReport) -> Option<usize> {
    report.documents.get(statement.document_index).map(|document| document.source)
}

fn position_view<'r>(own: &'r Position, letter: char, report: &'r ConflictReport) -> PositionView<'r> {
    let statements: Vec<&Statement> =
        own.statements.iter().filter_map(|id| report.statements.get(id)).collect();
    let documents: IndexSet<usize> = statements.iter().map(|s| s.document_index).collect();
    let behind = statements.len().saturating_sub(IN_FULL);
    PositionView {
        value: &own.value,
        normalised: own.normalised.as_deref(),
        letter,
        scope: pairs(&own.scope).collect(),
        inferred: own.scope.get(super::super::INFERRED).map(String::as_str),
        documents: documents.len(),
        statements: statements.iter().take(IN_FULL).map(|s| statement_view(s, own, report)).collect(),
        others: statements.iter().skip(IN_FULL).take(NAMED).map(|s| place(s, report)).collect(),
        unnamed: behind.saturating_sub(NAMED),
    }
}

/// Conditions as the page names them: how a time was inferred is told beside it.
fn pairs(scope: &IndexMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    let shown = scope.iter().filter(|(dimension, _)| *dimension != super::super::INFERRED);
    shown.map(|(dimension, value)| (dimension.as_str(), value.as_str()))
}

fn statement_view<'r>(
    own: &'r Statement,
    position: &Position,
    report: &'r ConflictReport,
) -> StatementView<'r> {
    let document = report.documents.get(own.document_index);
    StatementView {
        place: place(own, report),
        language: document.and_then(|document| document.language.as_deref()),
        sentence: &own.sentence,
        pieces: pieces(&own.sentence),
        rule: &own.rule,
        scope: pairs(&own.scope).filter(|(dimension, _)| !position.scope.contains_key(*dimension)).collect(),
    }
}

fn place<'r>(own: &'r Statement, report: &'r ConflictReport) -> Place<'r> {
    let document = report.documents.get(own.document_index);
    Place {
        path: &own.document,
        part: own.part.as_deref(),
        line: own.line,
        date: document.and_then(|document| document.date.as_deref()),
        publisher: document.and_then(|document| document.publisher.as_deref()),
    }
}

/// A sentence in pieces, each with what it is: plain text, the figure, or a dimension.
fn pieces(sentence: &Sentence) -> Vec<(&str, &str)> {
    let piece = |from: usize, to: usize| sentence.text.get(from..to).unwrap_or("");
    let mut out = Vec::new();
    let mut at = 0;
    for mark in &sentence.marks {
        out.push((piece(at, mark.start), ""));
        out.push((piece(mark.start, mark.end), mark.kind.as_str()));
        at = mark.end;
    }
    out.push((piece(at, sentence.text.len()), ""));
    out.retain(|(text, _)| !text.is_empty());
    out
}

/// A line of the list at the top.
#[derive(Serialize)]
pub(super) struct Glance<'r> {
    topic: &'r str,
    measure: &'r str,
    subject: &'r str,
    conflict: &'r Conflict,
    more: usize,
}

/// The gravest finding of the first topics.
pub(super) fn glance(report: &ConflictReport, most: usize) -> Vec<Glance<'_>> {
    report.topics.iter().filter_map(line).take(most).collect()
}

fn line(topic: &Topic) -> Option<Glance<'_>> {
    let mut conflicts = topic.conflicts.iter().filter(|conflict| !conflict.minor);
    let conflict = conflicts.next()?;
    Some(Glance {
        topic: &topic.id,
        measure: &topic.measure,
        subject: &topic.subject,
        conflict,
        more: conflicts.count() + topic.left_out.levels.values().sum::<usize>(),
    })
}

/// The topics that have a net, with what the list calls them.
pub(super) fn nets(report: &ConflictReport, nets: &[Net]) -> Vec<(String, String)> {
    let topic = |id: &str| report.topics.iter().find(|topic| topic.id == id);
    let named = nets.iter().filter_map(|net| topic(&net.topic));
    named.map(|topic| (topic.id.clone(), format!("{}: {}", topic.measure, topic.subject))).collect()
}

/// Sources, those with conflicts first.
pub(super) fn sources(report: &ConflictReport) -> Vec<&Source> {
    let mut out: Vec<&Source> = report.sources.iter().collect();
    out.sort_by_key(|source| std::cmp::Reverse((source.conflicts, source.claims)));
    out
}

/// What the filters offer.
#[derive(Serialize)]
pub(super) struct Choices<'r> {
    measures: Vec<&'r str>,
    subjects: Vec<&'r str>,
    verdicts: Vec<&'r str>,
    sources: Vec<(usize, &'r str)>,
}

impl<'r> Choices<'r> {
    pub(super) fn of(report: &'r ConflictReport) -> Self {
        let sorted = |mut names: Vec<&'r str>| {
            names.sort_unstable();
            names.dedup();
            names
        };
        let conflicts = report.topics.iter().flat_map(|topic| &topic.conflicts);
        let mut sources: Vec<(usize, &str)> =
            report.sources.iter().enumerate().map(|(at, source)| (at, source.name.as_str())).collect();
        sources.sort_by_key(|(_, name)| *name);
        Self {
            measures: sorted(report.topics.iter().map(|topic| topic.measure.as_str()).collect()),
            subjects: sorted(report.topics.iter().map(|topic| topic.subject.as_str()).collect()),
            verdicts: sorted(conflicts.map(|conflict| conflict.verdict).collect()),
            sources,
        }
    }
}
