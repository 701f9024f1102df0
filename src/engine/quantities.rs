//! Figures alone: of one text, or of documents, without any claim made of them.

use super::text::{notices, read_text};
use crate::claim::readings;
use crate::diagnostic::{Diagnostic, FileId, SourceText, Sources};
use crate::engine::Input;
use crate::quantity::{self, Conventions, Quantity, Reading};
use crate::rule::Ruleset;
use crate::source::{Text, Unread};
use crate::text::{Words, telling_sentences};
use crate::token::Span;
use crate::value::CalendarDate;
use rayon::prelude::*;

/// Reads texts one by one: what it knows of words stays from one to the next.
pub struct FigureReader<'r> {
    words: Words<'r>,
    /// How each language writes, by its place in the rule set.
    languages: Vec<Conventions>,
}

/// The figures of a document.
#[derive(Debug, Clone)]
pub struct DocumentFigures {
    /// Its text among the sources.
    pub file: FileId,
    /// Its path as given.
    pub path: String,
    /// The code of its language.
    pub language: Option<String>,
    /// Its date, which relative dates were read against.
    pub date: Option<CalendarDate>,
    /// Its figures, in order; `converts` counts through the whole document.
    pub reading: Reading,
}

/// The figures of several documents.
#[derive(Debug, Default)]
pub struct FiguresOutcome {
    /// The documents that are text, in the order given.
    pub documents: Vec<DocumentFigures>,
    /// Their texts.
    pub sources: Sources,
    /// What is to be said of them.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'r> FigureReader<'r> {
    /// A reader that knows no word yet.
    #[must_use]
    pub fn new(rules: &'r Ruleset) -> Self {
        let languages = (0..=u8::MAX).take(rules.languages.len()).map(|lang| Conventions::of(rules, lang));
        Self { words: Words::of_figures(rules), languages: languages.collect() }
    }

    /// The figures of a text that is a document of its own, in a language by its place in the
    /// rule set, against a date where the text has one.
    pub fn text(&mut self, text: &str, lang: u8, date: Option<CalendarDate>) -> Reading {
        self.words.trim();
        let sentences = telling_sentences(text, Span::new(0, text.len()), &mut self.words);
        if sentences.is_empty() {
            return Reading::default();
        }
        let mut other;
        let conventions = match self.languages.get_mut(usize::from(lang)) {
            Some(known) => known,
            None => {
                other = Conventions::of(self.words.rules(), lang);
                &mut other
            }
        };
        conventions.date = date;
        for sentence in &sentences {
            conventions.learn(sentence, &self.words);
        }
        let reading = joined(sentences.iter().map(|s| quantity::read(s, &self.words, conventions)));
        conventions.forget();
        sentences.into_iter().for_each(|sentence| self.words.take_back(sentence));
        reading
    }
}

/// The readings of sentences as one of their document.
fn joined(readings: impl IntoIterator<Item = Reading>) -> Reading {
    let mut readings = readings.into_iter();
    let mut all = readings.next().unwrap_or_default();
    for reading in readings {
        let first = all.quantities.len();
        let moved = |q: Quantity| Quantity { converts: q.converts.map(|at| at + first), ..q };
        all.quantities.extend(reading.quantities.into_iter().map(moved));
        all.refused.extend(reading.refused);
    }
    all
}

/// Reads the figures of documents. The same input gives the same outcome on any number of
/// threads.
#[must_use]
pub fn quantities(rules: &Ruleset, inputs: Vec<Input>) -> FiguresOutcome {
    let read: Vec<_> = inputs
        .par_iter()
        .map_init(
            || Words::of_figures(rules),
            |words, input| {
                words.trim();
                read_one(input, words)
            },
        )
        .collect();
    let mut outcome = FiguresOutcome::default();
    for (input, read) in inputs.into_iter().zip(read) {
        outcome.add(input.path, read);
    }
    outcome
}

/// A decoded document with its language, date and figures.
type ReadFigures = (Text, Option<String>, Option<CalendarDate>, Reading);

fn read_one(input: &Input, words: &mut Words<'_>) -> Result<ReadFigures, Unread> {
    let (text, metadata, language) = read_text(input, words)?;
    let (date, readings) = readings(text.content(), &metadata, words);
    let mut reading = joined(readings);
    for span in reading
        .quantities
        .iter_mut()
        .map(|q| &mut q.span)
        .chain(reading.refused.iter_mut().map(|r| &mut r.span))
    {
        *span = text.in_file(*span);
    }
    Ok((text, language, date, reading))
}

impl FiguresOutcome {
    fn add(&mut self, path: String, read: Result<ReadFigures, Unread>) {
        let (text, language, date, reading) = match read {
            Ok(read) => read,
            Err(unread) => {
                let file = self.sources.add(SourceText::new(path.as_str(), ""));
                self.diagnostics.push(unread.diagnostic(&path).label(file, Span::default(), "not read"));
                return;
            }
        };
        let notices = notices(&text, language.is_some());
        let file = self.sources.add(text.into_source(&path));
        let labelled = notices.into_iter().map(|n| n.said.label(file, n.span, n.label));
        self.diagnostics.extend(labelled);
        self.documents.push(DocumentFigures { file, path, language, date, reading });
    }
}
