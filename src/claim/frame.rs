//! What the claims of every sentence may hang on: what is known of the document as a whole.

use super::read::{Metadata, ReadDocument};
use super::subject::{Subjects, Thing};
use super::time;
use super::topic::TopicWord;
use crate::quantity::Figure;
use crate::text::{BlockKind, Words};
use crate::value::{CalendarDate, DateSpan};
use indexmap::IndexSet;
use std::sync::Arc;

/// All that a claim may take from its document and not from its own surroundings.
#[derive(PartialEq)]
pub(super) struct Frame {
    date: Option<CalendarDate>,
    backdrop: Option<DateSpan>,
    language: u8,
    publisher: Option<String>,
    titles: Vec<String>,
    topic: Vec<TopicWord>,
    /// How many of these tell what it is about.
    main_names: u8,
    topic_words: Vec<Arc<str>>,
    main: Vec<(usize, Arc<str>, Arc<str>)>,
    things: Vec<Thing>,
    /// The edition that it is about, where it has no date.
    edition: Option<(i16, Arc<str>)>,
    /// The year in which it first names a month, or no month.
    months: Vec<(Option<u8>, i16)>,
}

impl Frame {
    pub(super) fn of(
        document: &ReadDocument<'_>,
        subjects: &Subjects,
        metadata: &Metadata,
        words: &Words<'_>,
        backdrop: Option<DateSpan>,
    ) -> Self {
        let text = document.sentences.first().map_or("", |first| first.sentence.text);
        let titles = document.blocks.iter().filter(|block| block.kind == BlockKind::Title);
        let dated = document.date.and_then(|date| date.year).is_some();
        let mut months: Vec<(Option<u8>, i16)> = Vec::new();
        for quantity in document.sentences.iter().flat_map(|read| &read.reading.quantities) {
            let Figure::Dates(DateSpan { from: Some(date), .. }) = quantity.figure else { continue };
            if let Some(year) = date.year.filter(|_| months.iter().all(|(month, _)| *month != date.month)) {
                months.push((date.month, year));
            }
        }
        let things: IndexSet<Thing> = subjects.things().collect();
        Self {
            date: document.date,
            backdrop,
            language: metadata.language,
            publisher: metadata.publisher.clone(),
            titles: titles.map(|block| block.span.of(text).to_owned()).collect(),
            topic: subjects.topic.clone(),
            main_names: subjects.main_names,
            topic_words: subjects.topic_words.iter().cloned().collect(),
            main: subjects
                .main
                .iter()
                .map(|(kind, (key, title))| (*kind, key.clone(), title.clone()))
                .collect(),
            things: things.into_iter().collect(),
            edition: if dated { None } else { time::infer(document, words) },
            months,
        }
    }
}
