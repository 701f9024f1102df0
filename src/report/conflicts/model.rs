//! The conflict report as data: what the JSON file holds, and what the page and the Markdown
//! are drawn from.

use super::super::json::ValueJson;
use super::graph::Graph;
use super::scale::Scale;
use super::timeline::Timeline;
use crate::diagnostic::Severity;
use indexmap::IndexMap;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Everything that a run found.
#[derive(Debug, Serialize)]
pub struct ConflictReport {
    /// The version of the shape.
    pub version: u32,
    /// What wrote it.
    pub generator: String,
    /// What the reader calls it.
    pub title: String,
    /// How much there is of what.
    pub summary: Summary,
    /// Findings by what they are about, graver ones first.
    pub topics: Vec<Topic>,
    /// The claims that findings speak of, by id.
    pub statements: IndexMap<String, Statement>,
    /// Who says it, and how that stands to the rest.
    pub sources: Vec<Source>,
    /// Who says what against whom.
    pub graph: Graph,
    /// What was read, and what became of it.
    pub coverage: Coverage,
    /// The documents, in the order given.
    pub documents: Vec<DocumentRow>,
}

/// How much there is of what.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// Documents of the run.
    pub documents: usize,
    /// Documents by language.
    pub languages: IndexMap<String, usize>,
    /// Claims that they make.
    pub claims: usize,
    /// Findings, without the minor ones.
    pub conflicts: usize,
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level advice, without the minor ones.
    pub advice: usize,
    /// Equal figures in different scopes, and figures of different things that share a name.
    pub minor: usize,
}

/// Findings about one measure of one subject.
#[derive(Debug, Serialize)]
pub struct Topic {
    /// Its id in this report.
    pub id: String,
    /// What is stated.
    pub measure: String,
    /// Of whom or what.
    pub subject: String,
    /// How other documents write the subject.
    pub also: Vec<String>,
    /// The gravest level among its findings.
    pub level: Severity,
    /// Its findings, graver ones first, minor ones last.
    pub conflicts: Vec<Conflict>,
    /// Findings that were left out, where not all were wanted.
    #[serde(skip)]
    pub left_out: LeftOut,
}

/// Findings of a topic that were left out.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Those that are not minor, by level, graver ones first.
    pub levels: BTreeMap<Reverse<Severity>, usize>,
    /// Minor ones.
    pub minor: usize,
}

/// A finding: figures that stand against each other.
#[derive(Debug, Serialize)]
pub struct Conflict {
    /// Its id in this report.
    pub id: String,
    /// Its code, which `factlint explain` knows.
    pub code: &'static str,
    /// Its verdict.
    pub verdict: &'static str,
    /// Its level.
    pub level: Severity,
    /// Whether it is shown only on request.
    pub minor: bool,
    /// What stands against what.
    pub headline: String,
    /// Why it is what it is.
    pub why: String,
    /// The figures, each with those who state it.
    pub positions: Vec<Position>,
    /// What the evidence supports.
    pub resolution: Option<Resolved>,
    /// The values on one line.
    pub scale: Option<Scale>,
    /// The times that the figures are of, where they differ.
    pub timeline: Option<Timeline>,
}

/// A figure of a finding with those who state it.
#[derive(Debug, Serialize)]
pub struct Position {
    /// The figure.
    pub value: String,
    /// The figure in base units, where it reads otherwise.
    pub normalised: Option<String>,
    /// Conditions that all statements share.
    pub scope: IndexMap<String, String>,
    /// Those who state it, by id.
    pub statements: Vec<String>,
}

/// A claim where it stands.
#[derive(Debug, Serialize)]
pub struct Statement {
    /// The document's path as given.
    pub document: String,
    /// The document's place in the run.
    #[serde(skip)]
    pub document_index: usize,
    /// The page or paragraph, of a document that has parts instead of lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the figure in the document.
    pub span: Bytes,
    /// The sentence.
    pub sentence: Sentence,
    /// The rule that claims it.
    pub rule: String,
    /// What is stated.
    pub measure: String,
    /// Of whom or what, as the document writes it.
    pub subject: String,
    /// The value as stated.
    pub value: ValueJson,
    /// Its unit.
    pub unit: String,
    /// The value in base units.
    pub normalised: ValueJson,
    /// The base unit.
    pub normalised_unit: String,
    /// Under which conditions, by dimension.
    pub scope: IndexMap<String, String>,
}

/// A stretch of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bytes {
    /// First.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}

/// A sentence, or what stands around the figure where it is very long.
#[derive(Debug, Serialize)]
pub struct Sentence {
    /// Its bytes in the document.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
    /// What a reader sees of it, without markup.
    pub text: String,
    /// Whether words in front were left out.
    pub cut_before: bool,
    /// Whether words behind were left out.
    pub cut_behind: bool,
    /// Words that matter, in order and without overlap.
    pub marks: Vec<Mark>,
}

/// Words of a sentence that matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// First byte in the sentence.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
    /// `figure`, or the dimension of scope that the words set.
    pub kind: String,
}

/// What the evidence supports.
#[derive(Debug, Serialize)]
pub struct Resolved {
    /// The value as text.
    pub text: String,
    /// The value.
    pub value: ValueJson,
    /// Its unit.
    pub unit: String,
    /// Whether others weigh as much, so that nothing tells which is right.
    pub even: bool,
    /// Claims that it fits.
    pub support: Vec<String>,
    /// Claims that it leaves out.
    pub against: Vec<String>,
    /// Why.
    pub why: String,
}

/// A publisher, or a document that names none.
#[derive(Debug, Serialize)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// How far it is trusted, from 0 to 1, and whether that was learned; nothing where it is not known.
    pub trust: Option<String>,
    /// Documents of it.
    pub documents: usize,
    /// Claims in them.
    pub claims: usize,
    /// Claims that another source confirms.
    pub confirmed: usize,
    /// Errors and warnings that it takes part in.
    pub conflicts: usize,
    /// Claims that a resolution against others rests on.
    pub support: usize,
    /// Claims that a resolution leaves out.
    pub against: usize,
}

/// What was read, and what became of it.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// Documents that were read.
    pub read: usize,
    /// What was named and could not be read, and rules that are broken.
    pub missing: Vec<String>,
    /// Files that were left out for being in no format that is read.
    pub skipped: usize,
    /// Findings that the project decided not to be shown, by how it did.
    pub aside: IndexMap<String, usize>,
    /// Documents in a language that no pack knows.
    pub without_language: Vec<String>,
    /// What else is to be said of documents.
    pub notices: Vec<String>,
    /// Figures that were seen.
    pub figures: usize,
    /// Claims that were made of them.
    pub claimed: usize,
    /// Figures that make no claim.
    pub unclaimed: usize,
    /// Claims that were compared with another.
    pub compared: usize,
    /// Claims that nothing could be compared with.
    pub alone: usize,
    /// Figures that make no claim, by reason.
    pub reasons: IndexMap<String, usize>,
}

/// A document of the run.
#[derive(Debug, Serialize)]
pub struct DocumentRow {
    /// Its path as given.
    pub path: String,
    /// Its language, where a pack knows it.
    pub language: Option<String>,
    /// Its date, where known.
    pub date: Option<String>,
    /// Its publisher, where known.
    pub publisher: Option<String>,
    /// Its source, by place in the list of sources.
    pub source: usize,
    /// Figures seen in it.
    pub figures: usize,
    /// Claims made of them.
    pub claims: usize,
    /// Figures that make no claim.
    pub unclaimed: usize,
}
