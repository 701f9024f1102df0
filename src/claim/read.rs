//! Reads a document: its blocks, its sentences with their figures and names, its date.

use super::ellipsis::lend_units;
use super::header;
use super::kept::{Before, Recall};
use super::name::{Name, names, place_at, unify_inflected};
use super::recurring::add_recurring;
use crate::quantity::{Conventions, Quantity, Reading, read, read_telling_of_date};
use crate::rule::{Lexeme, Meaning, Ruleset};
use crate::source::Content;
use crate::text::{Block, BlockKind, Sentence, Words, blocks, sentence_spans, telling_sentences};
use crate::token::fold;
use crate::value::CalendarDate;

/// A sentence with its figures and names.
pub(super) struct ReadSentence<'t> {
    pub(super) sentence: Sentence<'t>,
    pub(super) reading: Reading,
    pub(super) names: Vec<Name>,
    pub(super) block: usize,
    /// Whether figures may stand in it.
    pub(super) holds_figures: bool,
    /// Whether it was read already, and no date of the document changes what was read.
    pub(super) read: bool,
    /// What was made of it before, where it is what it was.
    pub(super) before: Option<Before>,
}

impl ReadSentence<'_> {
    /// Lists of places stand for how many they name: "from Russia, China and Belarus".
    fn add_lists(&mut self, rules: &Ruleset) {
        let sentence = &self.sentence;
        let mut at = 0;
        while at < sentence.tokens.len() {
            let Some((count, end)) = list_at(sentence, rules, at) else {
                at += 1;
                continue;
            };
            if count > 1 {
                self.reading.quantities.push(Quantity::list(sentence.span_of(at, end), (at, end), count));
            }
            at = end;
        }
        self.reading.quantities.sort_by_key(|q| q.tokens);
    }
}

/// The list of places that starts at a token: how many, and where it ends.
fn list_at(sentence: &Sentence<'_>, rules: &Ruleset, at: usize) -> Option<(usize, usize)> {
    let (_, mut end) = place_at(sentence, rules, at)?;
    let mut count = 1;
    while let Some((_, past)) = next_of_list(sentence, rules, end) {
        (count, end) = (count + 1, past);
    }
    Some((count, end))
}

fn next_of_list(sentence: &Sentence<'_>, rules: &Ruleset, at: usize) -> Option<(usize, usize)> {
    let comma = if sentence.token_text(at) == "," { at + 1 } else { at };
    let and =
        sentence.lexeme(comma, rules, |l| (l == Lexeme::And).then_some(())).map_or(comma, |((), end)| end);
    if and == at {
        return None;
    }
    place_at(sentence, rules, and)
}

/// What is known of a document besides its text.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    /// Its language, by place in the rule set.
    pub language: u8,
    /// Its date, where the caller knows it.
    pub date: Option<CalendarDate>,
    /// A date that counts where nothing else and not the text either tells one.
    pub likely_date: Option<CalendarDate>,
    /// Its publisher, where known.
    pub publisher: Option<String>,
}

/// A document as read.
pub(super) struct ReadDocument<'t> {
    pub(super) blocks: Vec<Block>,
    pub(super) sentences: Vec<ReadSentence<'t>>,
    /// Its date, with whether its year was printed.
    pub(super) date: Option<CalendarDate>,
    /// Figures of the header that are dates of publication, by sentence and figure.
    pub(super) header: Vec<(usize, usize)>,
    /// How it writes its figures.
    pub(super) conventions: Conventions,
}

/// The date of a document and its figures, sentence by sentence, without any claim made.
#[must_use]
pub fn readings<'t>(
    content: impl Into<Content<'t>>,
    metadata: &Metadata,
    words: &mut Words<'_>,
) -> (Option<CalendarDate>, Vec<Reading>) {
    let read = read_plain(content.into(), metadata, words, Wanted::Figures, None);
    (read.date, read.sentences.into_iter().map(|sentence| sentence.reading).collect())
}

/// Reads a text.
pub(super) fn read_document<'t>(
    content: Content<'t>,
    metadata: &Metadata,
    words: &mut Words<'_>,
) -> ReadDocument<'t> {
    read_document_again(content, metadata, words, None)
}

/// Reads a text of which sentences may be known from before.
pub(super) fn read_document_again<'t>(
    content: Content<'t>,
    metadata: &Metadata,
    words: &mut Words<'_>,
    recall: Option<Recall>,
) -> ReadDocument<'t> {
    let mut read = read_plain(content, metadata, words, Wanted::All, recall);
    for sentence in read.sentences.iter_mut().filter(|sentence| sentence.before.is_none()) {
        sentence.add_lists(words.rules());
        lend_units(&sentence.sentence, &mut sentence.reading.quantities, words);
    }
    read
}

/// What is wanted of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Its figures and its date. Sentences behind the header that hold none are passed over.
    Figures,
    /// All its sentences, with their names.
    All,
}

/// Reads a text without lists of names.
fn read_plain<'t>(
    content: Content<'t>,
    metadata: &Metadata,
    words: &mut Words<'_>,
    wanted: Wanted,
    mut recall: Option<Recall>,
) -> ReadDocument<'t> {
    let (text, rules) = (content.words, words.rules());
    let blocks = blocks(content, |heading| is_boilerplate(heading, rules));
    let mut conventions = Conventions::of(rules, metadata.language);
    let mut sentences = Vec::new();
    for (block, at) in blocks.iter().enumerate().map(|(i, b)| (b, i)) {
        if block.kind == BlockKind::Boilerplate {
            continue;
        }
        if wanted == Wanted::Figures && at >= header::BLOCKS {
            let read = |sentence| ReadSentence {
                sentence,
                reading: Reading::default(),
                names: Vec::new(),
                block: at,
                holds_figures: true,
                read: false,
                before: None,
            };
            sentences.extend(telling_sentences(text, block.span, words).into_iter().map(read));
            continue;
        }
        for span in sentence_spans(text, block.span, rules) {
            if let Some(known) = recall.as_mut().and_then(|recall| recall.sentence(text, span, at)) {
                sentences.push(known);
                continue;
            }
            let sentence = Sentence::read(text, span, words);
            let holds_figures = sentence.holds_words_of_figures(rules);
            let names = if wanted == Wanted::All { names(&sentence, words) } else { Vec::new() };
            let reading = Reading::default();
            let (read, before) = (false, None);
            sentences.push(ReadSentence { sentence, reading, names, block: at, holds_figures, read, before });
        }
    }
    if wanted == Wanted::All {
        add_recurring(&mut sentences, words);
    }
    unify_inflected(sentences.iter_mut().flat_map(|s: &mut ReadSentence<'_>| &mut s.names));
    let holds = |read: &&mut ReadSentence<'_>| read.holds_figures;
    let first = conventions.clone();
    for read_sentence in sentences.iter_mut().take_while(|s| s.block < header::BLOCKS).filter(holds) {
        let (reading, dated) = read_telling_of_date(&read_sentence.sentence, words, &first);
        (read_sentence.reading, read_sentence.read) = (reading, !dated);
    }
    let (found, header) = header::date_of(&blocks, &sentences, words);
    let date = metadata.date.or(found).or(metadata.likely_date);
    conventions.date = date;
    for read_sentence in sentences.iter().filter(|read| read.holds_figures) {
        conventions.learn(&read_sentence.sentence, words);
    }
    // What was read for the date of the document need not be read again, where that date has no say.
    let same = conventions.reads_as(&first);
    let as_before = recall.is_some_and(|recall| recall.reads_by(&conventions));
    for read_sentence in &mut sentences {
        let before = read_sentence.before.as_mut().filter(|_| as_before);
        match before.map(|before| std::mem::take(&mut before.reading)) {
            Some(reading) => read_sentence.reading = reading,
            None => {
                read_sentence.before = None;
                if read_sentence.holds_figures && !(read_sentence.read && same) {
                    read_sentence.reading = read(&read_sentence.sentence, words, &conventions);
                }
            }
        }
    }
    ReadDocument { blocks, sentences, date, header, conventions }
}

/// Whether a heading begins what is no part of the document.
fn is_boilerplate(heading: &str, rules: &Ruleset) -> bool {
    if heading.len() > 80 {
        return false;
    }
    let wanted = |id: &u32| matches!(rules.meaning(*id), Some(Meaning::Word(_, Lexeme::Boilerplate)));
    let mut node = 0;
    for word in heading.split_whitespace() {
        let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let form = rules.vocabulary.known(&folded).and_then(|known| known.form);
        let Some(next) = form.and_then(|form| rules.vocabulary.step(node, crate::rule::Element::Form(form)))
        else {
            return false;
        };
        node = next;
    }
    rules.vocabulary.meanings(node).iter().any(wanted)
}
