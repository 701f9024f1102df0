//! From documents to findings.

use super::memory::{self, Facts, Identity, Memory};
use super::recall::{Earlier, packed};
use super::text::{notices, read_text};
use crate::claim::{Claim, Day, Doubt, Extracted, Kept, Metadata, Unclaimed, extract, extract_again};
use crate::diagnostic::{Diagnostic, FileId, SourceText, Sources};
use crate::extract::Candidates;
use crate::finding::{Aside, Finding, Told, collect};
use crate::graph::notice::SUMMARISED;
use crate::graph::{ConflictGraph, connect};
use crate::resolve::{Resolution, Witness, Witnesses, resolve};
use crate::rule::Ruleset;
use crate::source::{Format, Sketch, Text, Unread};
use crate::text::Words;
use crate::value::{CalendarDate, Decimal};
use indexmap::IndexMap;
use rayon::prelude::*;
use std::mem::take;

/// A document as the caller hands it over.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// What output calls it: the path as given.
    pub path: String,
    /// Its bytes as they lie on disk.
    pub bytes: Vec<u8>,
    /// Its format, where the caller knows it.
    pub format: Option<Format>,
    /// Its language, where the caller knows it.
    pub language: Option<String>,
    /// Its date, where the caller knows it.
    pub date: Option<CalendarDate>,
    /// Its publisher, where the caller knows it.
    pub publisher: Option<String>,
    /// How far it is trusted, from 0 to 1, where the caller knows that of the document itself.
    pub trust: Option<Decimal>,
    /// What it said in an earlier run, where it is what it was: its bytes are not looked at then.
    pub earlier: Option<Earlier>,
    /// A number that tells its bytes from all others, where the caller has one: what was found of it may be kept.
    pub number: Option<[u8; 32]>,
}

/// Who watches a run.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Is called whenever a document was read, from any thread.
    pub read: &'w (dyn Fn() + Sync),
    /// Is given the path of a document that was read and what it said, in few bytes, from any thread.
    pub said: Option<&'w (dyn Fn(String, Vec<u8>) + Sync)>,
    /// What an earlier run found, and who takes what this one finds.
    pub memory: Option<Memory<'w>>,
}

impl Watch<'_> {
    /// Nobody.
    pub(super) const NOBODY: Self = Self { read: &|| {}, said: None, memory: None };
}

impl Input {
    /// A document of which nothing more is known.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), bytes, ..Self::default() }
    }

    /// What tells that it says what it said.
    fn identity(&self) -> Option<Identity> {
        let trust = self.trust.map(|trust| trust.to_string());
        Some(Identity { bytes: self.number?, given: self.given(), trust })
    }
}

/// A document of a run.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its text among the sources.
    pub file: FileId,
    /// Its path as given.
    pub path: String,
    /// Its title, where it states one.
    pub title: Option<String>,
    /// The code of its language.
    pub language: Option<String>,
    /// When it was written.
    pub day: Day,
    /// Its publisher.
    pub publisher: Option<String>,
    /// The trust that was learned of whom it is from, from 0 to 1, where it was.
    pub trust: Option<Decimal>,
    /// Figures that were seen in it.
    pub figures: usize,
    /// Figures that make no claim, with the reason.
    pub unclaimed: Vec<Unclaimed>,
}

/// What a run found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The documents, in the order given.
    pub documents: Vec<Document>,
    /// The texts of the documents.
    pub sources: Sources,
    /// All claims, document by document.
    pub claims: Vec<Claim>,
    /// How they relate.
    pub graph: ConflictGraph,
    /// What the evidence supports.
    pub resolutions: Vec<Resolution>,
    /// What the user is shown.
    pub findings: Vec<Finding>,
    /// What the user is not shown, by a decision of the project.
    pub aside: Vec<Aside>,
    /// What is to be said of the documents themselves.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that the caller met and left out for being in no format that is read.
    pub skipped: usize,
}

/// What reading a text gave.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) text: Text,
    pub(super) metadata: Metadata,
    pub(super) language: Option<String>,
    pub(super) extracted: Extracted,
    /// What tells copies of it.
    pub(super) sketch: Option<Sketch>,
}

/// A document that was read, before it is compared with others.
#[derive(Debug, Clone)]
pub(super) struct ReadDocument {
    pub(super) path: String,
    pub(super) publisher: Option<String>,
    pub(super) trust: Option<Decimal>,
    /// What tells that it says what it said, where that is known.
    pub(super) identity: Option<Identity>,
    pub(super) read: Result<Read, Unread>,
}

/// Checks documents against each other and themselves. The same input gives the same
/// outcome on any number of threads.
#[must_use]
pub fn check(rules: &Ruleset, inputs: Vec<Input>) -> Outcome {
    check_watched(rules, inputs, Watch::NOBODY)
}

/// [`check`] while somebody watches.
#[must_use]
pub fn check_watched(rules: &Ruleset, inputs: Vec<Input>, watch: Watch<'_>) -> Outcome {
    compare(rules, read_all(rules, &Candidates::of(rules), inputs, watch), watch.memory)
}

/// Reads documents, on all threads.
pub(super) fn read_all(
    rules: &Ruleset,
    candidates: &Candidates,
    inputs: Vec<Input>,
    watch: Watch<'_>,
) -> Vec<ReadDocument> {
    inputs
        .into_par_iter()
        .map_init(
            || Words::new(rules),
            |words, mut input| {
                words.trim();
                let document = ReadDocument::recalled(&mut input, rules).unwrap_or_else(|| {
                    let given = watch.said.map(|said| (said, input.given()));
                    let document = ReadDocument::new(input, candidates, words, None);
                    if let Some((said, given)) = given {
                        packed(&document, given).into_iter().for_each(|p| said(document.path.clone(), p));
                    }
                    document
                });
                (watch.read)();
                document
            },
        )
        .collect()
}

/// Compares documents that were read, as far as an earlier run did not.
pub(super) fn compare(rules: &Ruleset, read: Vec<ReadDocument>, memory: Option<Memory<'_>>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut witnesses = Witnesses::new(&read.iter().map(ReadDocument::witness).collect::<Vec<_>>(), rules);
    let claims =
        |document: &ReadDocument| document.read.as_ref().map_or(0, |read| read.extracted.claims.len());
    outcome.claims.reserve_exact(read.iter().map(claims).sum());
    let memory = memory.and_then(|memory| Some((memory, Facts::of(&read, &witnesses, rules)?)));
    for document in read {
        outcome.add(document);
    }
    let before = memory.as_ref().and_then(|(memory, facts)| Some((memory.before?, facts)));
    let renewed = before.and_then(|(b, facts)| memory::renew(b, &mut outcome, facts, &witnesses, rules));
    if renewed.is_none() {
        outcome.graph = connect(&outcome.claims, &outcome.days(), rules);
        let trust = witnesses.weigh_by(rules.weighing, &outcome.claims, &outcome.graph);
        for (document, trust) in outcome.documents.iter_mut().zip(trust) {
            document.trust = trust;
        }
        outcome.resolve(&witnesses, rules);
    }
    if let Some((memory, facts)) = memory.filter(|_| renewed != Some(false)) {
        memory::packed(&outcome, &facts).into_iter().for_each(memory.found);
    }
    if outcome.graph.summarised() > 0 {
        let help = "`factlint explain summarised` says how large groups of claims are compared";
        outcome.diagnostics.push(Diagnostic::new(&SUMMARISED, outcome.graph.not_spelled_out()).help(help));
    }
    outcome
}

impl ReadDocument {
    /// A document that was read in an earlier run; none where it is to be read: it was not, or what is kept of it is
    /// damaged.
    fn recalled(input: &mut Input, rules: &Ruleset) -> Option<Self> {
        let earlier = input.earlier.take()?;
        if let Some(read) = earlier.recall(input, rules.limits) {
            let identity = input.identity();
            let (path, publisher) = (take(&mut input.path), input.publisher.take());
            return Some(Self { path, publisher, trust: input.trust, identity, read: Ok(read) });
        }
        if let Some((bytes, format)) = (earlier.again)(&input.path) {
            (input.bytes, input.format) = (bytes, format.or(input.format));
        }
        None
    }

    /// Reads a document, of which some may be known from the last time.
    pub(super) fn new(
        input: Input,
        candidates: &Candidates,
        words: &mut Words<'_>,
        kept: Option<&mut Kept>,
    ) -> Self {
        let read = Read::new(&input, candidates, words, kept);
        let identity = input.identity();
        Self { path: input.path, publisher: input.publisher, trust: input.trust, identity, read }
    }

    /// The document as a witness.
    pub(super) fn witness(&self) -> Witness {
        self.read.as_ref().map_or_else(
            |_| Witness::default(),
            |read| Witness {
                publisher: read.metadata.publisher.clone(),
                trust: self.trust,
                corrected: read.extracted.corrected.clone(),
                sketch: read.sketch.clone(),
            },
        )
    }
}

impl Read {
    fn new(
        input: &Input,
        candidates: &Candidates,
        words: &mut Words<'_>,
        kept: Option<&mut Kept>,
    ) -> Result<Self, Unread> {
        let (text, metadata, language) = read_text(input, words)?;
        let sketch = Sketch::of(text.content().words);
        let extracted = match kept {
            Some(kept) => extract_again(0, text.content(), &metadata, candidates, words, kept),
            None => extract(0, text.content(), &metadata, candidates, words),
        };
        let mut extracted =
            if text.is_file() { extracted } else { extracted.moved(|span| text.in_file(span)) };
        // Documents are many, and most make few claims: room for more is no use to anybody.
        extracted.claims.shrink_to_fit();
        extracted.unclaimed.shrink_to_fit();
        Ok(Self { text, metadata, language, extracted, sketch })
    }
}

/// What is said of a doubt.
pub(super) fn doubtful(doubt: &Doubt, file: FileId) -> Diagnostic {
    Diagnostic::new(doubt.code, doubt.why.to_string()).label(file, doubt.span, "here")
}

impl Outcome {
    /// Whether no document had a word in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.iter().all(|document| self.sources.is_blank(document.file))
    }

    /// What is said of a finding of this run.
    #[must_use]
    pub fn told(&self, finding: &Finding, rules: &Ruleset) -> Told {
        finding.told(&self.claims, &self.graph, &self.resolutions, rules)
    }

    /// Why figures became no claims, and how many of them.
    #[must_use]
    pub fn unclaimed(&self) -> IndexMap<String, usize> {
        let mut reasons = IndexMap::new();
        for unclaimed in self.documents.iter().flat_map(|document| &document.unclaimed) {
            *reasons.entry(unclaimed.why.to_string()).or_default() += 1;
        }
        reasons
    }

    /// When its documents were written.
    pub(super) fn days(&self) -> Vec<Day> {
        self.documents.iter().map(|document| document.day).collect()
    }

    /// Finds what the relations of its claims say.
    pub(super) fn resolve(&mut self, witnesses: &Witnesses, rules: &Ruleset) {
        self.resolutions = resolve(&self.claims, &self.graph, witnesses, rules);
        self.findings = collect(&self.claims, &self.graph, &self.resolutions, rules);
    }

    fn add(&mut self, document: ReadDocument) {
        let index = self.documents.len();
        let ReadDocument { path, publisher, trust: _, identity: _, read } = document;
        let read = match read {
            Ok(read) => read,
            Err(unread) => {
                let file = self.sources.add(SourceText::new(path.as_str(), ""));
                let said = unread.diagnostic(&path);
                self.diagnostics.push(said.label(file, crate::token::Span::default(), "not read"));
                self.documents.push(Document {
                    file,
                    path,
                    title: None,
                    language: None,
                    day: Day::default(),
                    publisher,
                    trust: None,
                    figures: 0,
                    unclaimed: Vec::new(),
                });
                return;
            }
        };
        let mut text = read.text;
        let notices = notices(&text, read.language.is_some());
        let title = text.about.title.take();
        let file = self.sources.add(text.into_source(&path));
        self.diagnostics.extend(notices.into_iter().map(|n| n.said.label(file, n.span, n.label)));
        self.diagnostics.extend(read.extracted.doubts.iter().map(|doubt| doubtful(doubt, file)));
        self.claims.extend(read.extracted.claims.into_iter().map(|claim| Claim { document: index, ..claim }));
        self.documents.push(Document {
            file,
            path,
            title,
            language: read.language,
            day: read.extracted.day,
            publisher: read.metadata.publisher,
            trust: None,
            figures: read.extracted.figures,
            unclaimed: read.extracted.unclaimed,
        });
    }
}
