//! From documents to findings.

use crate::claim::{Claim, Extracted, Metadata, Unclaimed, extract};
use crate::diagnostic::{Diagnostic, FileId, SourceText, Sources};
use crate::extract::Candidates;
use crate::finding::{Finding, collect};
use crate::graph::{ConflictGraph, connect};
use crate::resolve::{Resolution, Witnesses, resolve};
use crate::rule::Ruleset;
use crate::source::{self, NotText, language_of};
use crate::text::Words;
use crate::value::CalendarDate;
use rayon::prelude::*;

/// A document as the caller hands it over.
#[derive(Debug, Clone)]
pub struct Input {
    /// What output calls it: the path as given.
    pub path: String,
    /// Its bytes as they lie on disk.
    pub bytes: Vec<u8>,
    /// Its language, where the caller knows it.
    pub language: Option<String>,
    /// Its date, where the caller knows it.
    pub date: Option<CalendarDate>,
    /// Its publisher, where the caller knows it.
    pub publisher: Option<String>,
}

/// A document of a run.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its text among the sources.
    pub file: FileId,
    /// Its path as given.
    pub path: String,
    /// The code of its language.
    pub language: Option<String>,
    /// Its date.
    pub date: Option<CalendarDate>,
    /// Its publisher.
    pub publisher: Option<String>,
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
    /// What is to be said of the documents themselves.
    pub diagnostics: Vec<Diagnostic>,
}

struct Read {
    decoded: source::Decoded,
    metadata: Metadata,
    language: Option<String>,
    extracted: Extracted,
}

/// Checks documents against each other and themselves. The same input gives the same
/// outcome on any number of threads.
#[must_use]
pub fn check(rules: &Ruleset, inputs: Vec<Input>) -> Outcome {
    let candidates = Candidates::of(rules);
    let read: Vec<Result<Read, NotText>> = inputs
        .par_iter()
        .enumerate()
        .map_init(
            || Words::new(rules),
            |words, (index, input)| {
                words.trim();
                read_one(index, input, rules, &candidates, words)
            },
        )
        .collect();
    let mut outcome = Outcome::default();
    let mut witnesses = Vec::with_capacity(inputs.len());
    for (input, read) in inputs.into_iter().zip(read) {
        outcome.add(input, read, &mut witnesses);
    }
    let witnesses = Witnesses::new(&witnesses, rules);
    outcome.graph = connect(&outcome.claims, rules);
    outcome.resolutions = resolve(&outcome.claims, &outcome.graph, &witnesses, rules);
    outcome.findings = collect(&outcome.claims, &outcome.graph, &outcome.resolutions, rules);
    outcome
}

fn read_one(
    index: usize,
    input: &Input,
    rules: &Ruleset,
    candidates: &Candidates,
    words: &mut Words<'_>,
) -> Result<Read, NotText> {
    let decoded = source::decode(&input.bytes)?;
    let given = input.language.as_deref().and_then(|code| rules.language(code));
    let language = given.or_else(|| language_of(&decoded.text, rules));
    let metadata =
        Metadata { language: language.unwrap_or(0), date: input.date, publisher: input.publisher.clone() };
    let extracted = extract(index, &decoded.text, &metadata, candidates, words);
    let code = language.and_then(|lang| rules.languages.get(usize::from(lang))).map(|l| l.code.clone());
    Ok(Read { decoded, metadata, language: code, extracted })
}

impl Outcome {
    /// Whether no document had a word in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let text = |document: &Document| self.sources.get(document.file).map(|source| source.text.as_str());
        self.documents.iter().all(|document| text(document).is_none_or(|text| text.trim().is_empty()))
    }

    fn add(
        &mut self,
        input: Input,
        read: Result<Read, NotText>,
        witnesses: &mut Vec<(Option<String>, Vec<usize>)>,
    ) {
        let read = match read {
            Ok(read) => read,
            Err(NotText::Binary) => {
                let file = self.sources.add(SourceText::new(input.path.as_str(), ""));
                let said =
                    Diagnostic::new(&source::notice::NOT_TEXT, format!("`{}` is not text", input.path));
                self.diagnostics.push(said.label(file, crate::token::Span::default(), "not read"));
                self.documents.push(Document {
                    file,
                    path: input.path,
                    language: None,
                    date: None,
                    publisher: input.publisher,
                    figures: 0,
                    unclaimed: Vec::new(),
                });
                witnesses.push((None, Vec::new()));
                return;
            }
        };
        let notices = source::notice::of_decoded(&read.decoded);
        let file = self.sources.add(SourceText::new(input.path.as_str(), read.decoded.text));
        self.diagnostics.extend(notices.into_iter().map(|(said, span, label)| said.label(file, span, label)));
        witnesses.push((read.metadata.publisher.clone(), read.extracted.corrected));
        self.claims.extend(read.extracted.claims);
        self.documents.push(Document {
            file,
            path: input.path,
            language: read.language,
            date: read.extracted.date,
            publisher: read.metadata.publisher,
            figures: read.extracted.figures,
            unclaimed: read.extracted.unclaimed,
        });
    }
}
