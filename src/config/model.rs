//! What a configuration says, with the place of everything in its text.

use super::glob::{Captured, Glob};
use super::limits::Limit;
use super::weighing::Weighing;
use crate::diagnostic::{FileId, Severity};
use crate::token::Span;
use crate::value::{CalendarDate, Decimal};
use indexmap::IndexMap;

/// A value with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the configuration.
    pub span: Span,
}

impl<T> Placed<T> {
    /// Another value of the same place.
    pub fn of<V>(&self, value: V) -> Placed<V> {
        Placed { value, span: self.span }
    }
}

/// Levels by code; off is none.
#[derive(Debug, Clone, Default)]
pub struct Levels(pub IndexMap<String, Placed<Option<Severity>>>);

/// Levels of one measure.
#[derive(Debug, Clone)]
pub struct MeasureLevels {
    /// Of all its findings.
    pub all: Option<Placed<Option<Severity>>>,
    /// By code.
    pub codes: Levels,
}

/// What holds for some of the documents.
#[derive(Debug, Clone)]
pub struct ForDocuments {
    /// Where it was written.
    pub place: Span,
    /// Which documents.
    pub paths: Vec<Glob>,
    /// Their publisher.
    pub publisher: Option<Placed<String>>,
    /// Their date.
    pub date: Option<Placed<CalendarDate>>,
    /// Their language.
    pub language: Option<Placed<String>>,
    /// How far they are trusted.
    pub trust: Option<Placed<Decimal>>,
    /// Levels of findings with a side in them.
    pub levels: Levels,
}

/// Findings that are known and not to be shown.
#[derive(Debug, Clone)]
pub struct Suppress {
    /// Where it was written.
    pub place: (FileId, Span),
    /// Of which codes; any where there are none.
    pub codes: Vec<String>,
    /// About which measures; any where there are none.
    pub measures: Vec<String>,
    /// About whom or what.
    pub subject: Option<String>,
    /// With a side in which documents; any where there are none.
    pub paths: Vec<Glob>,
    /// With a side whose sentence holds these words.
    pub text: Option<String>,
    /// The last day on which it holds.
    pub until: Option<CalendarDate>,
    /// Why.
    pub reason: String,
}

impl Suppress {
    /// Whether it has no condition.
    #[must_use]
    pub fn is_of_everything(&self) -> bool {
        let conditions = [self.codes.is_empty(), self.measures.is_empty(), self.paths.is_empty()];
        conditions.iter().all(|none| *none) && self.subject.is_none() && self.text.is_none()
    }
}

/// A configuration. What it does not say is not here.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Packs that ship to use.
    pub packs: Option<Placed<Vec<Placed<String>>>>,
    /// Rule files and folders of them.
    pub rules: Option<Placed<Vec<Placed<String>>>>,
    /// Globs of files that are documents as well.
    pub include: Option<Placed<Vec<Placed<String>>>>,
    /// Globs of files and folders that are left out.
    pub exclude: Option<Placed<Vec<Placed<String>>>>,
    /// The language of the documents.
    pub language: Option<Placed<String>>,
    /// The level that makes the exit code 1.
    pub fail_on: Option<Placed<Severity>>,
    /// Levels by code.
    pub levels: Levels,
    /// Levels by measure.
    pub measures: Vec<(Placed<String>, MeasureLevels)>,
    /// Trust by publisher.
    pub trust: Vec<(Placed<String>, Placed<Decimal>)>,
    /// By what sources are weighed.
    pub weigh_by: Option<Placed<Weighing>>,
    /// What holds for some of the documents.
    pub documents: Vec<ForDocuments>,
    /// Suppressions.
    pub suppress: Vec<Suppress>,
    /// A file of more of them.
    pub suppressions: Option<Placed<String>>,
    /// Whether comments in documents may suppress findings.
    pub comments: Option<Placed<bool>>,
    /// Limits that are set, by name.
    pub limits: Vec<(&'static Limit, Placed<usize>)>,
    /// The baseline.
    pub baseline: Option<Placed<String>>,
    /// The index.
    pub index: Option<Placed<String>>,
}

/// What a configuration says of one document, each with the place that says so.
#[derive(Debug, Clone, Default)]
pub struct OfDocument {
    /// Its publisher.
    pub publisher: Option<Placed<String>>,
    /// Its date.
    pub date: Option<Placed<CalendarDate>>,
    /// Its language.
    pub language: Option<Placed<String>>,
    /// How far it is trusted.
    pub trust: Option<Placed<Decimal>>,
}

impl Config {
    /// What holds for the document at a path, relative to the folder of the configuration.
    /// Later entries win, and what an entry says outright wins over what its paths capture.
    #[must_use]
    pub fn of_document(&self, path: &str) -> OfDocument {
        let mut out = OfDocument { language: self.language.clone(), ..OfDocument::default() };
        for entry in &self.documents {
            let Some(captured) = entry.captures(path) else { continue };
            let placed = |span| move |value| Placed { value, span };
            let publisher = entry.publisher.clone().or_else(|| captured.publisher.map(placed(entry.place)));
            let language = entry.language.clone().or_else(|| captured.language.map(placed(entry.place)));
            let date = captured.date.map(|value| Placed { value, span: entry.place });
            out.publisher = publisher.or(out.publisher);
            out.language = language.or(out.language);
            out.date = entry.date.clone().or(date).or(out.date);
            out.trust = entry.trust.clone().or(out.trust);
        }
        out
    }
}

impl ForDocuments {
    /// Whether it is about the document at a path.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.paths.iter().any(|glob| glob.matches(path))
    }

    fn captures(&self, path: &str) -> Option<Captured> {
        self.paths.iter().find_map(|glob| glob.captures(path))
    }
}
