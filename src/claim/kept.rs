//! What was made of a document, kept while it is edited. A sentence that no edit touched is not
//! cut, read and claimed anew where all that its claims hang on is what it was: the conventions
//! of the document, the [`Frame`], and what stands [`Around`] it.

use super::build::{Extracted, SetScope};
use super::edit::Edit;
use super::entries::Entries;
use super::frame::Frame;
use super::model::{ScopeValue, TimeScope};
use super::name::Name;
use super::read::ReadSentence;
use super::subject::Mention;
use crate::quantity::{Conventions, Reading};
use crate::text::{Marks, Sentence, WordId};
use crate::token::{Span, Token};
use std::iter::{Peekable, zip};
use std::ops::Range;
use std::sync::Arc;
use std::vec::IntoIter;

/// What is kept of one document; at first nothing. It holds for one set of rules, and for the
/// words of one run as long as none of them is forgotten.
#[derive(Default)]
pub struct Kept(pub(super) Option<Box<Whole>>);

/// All of a document as it was read last.
pub(super) struct Whole {
    pub(super) text: String,
    pub(super) conventions: Conventions,
    pub(super) frame: Frame,
    pub(super) sentences: Vec<KeptSentence>,
    pub(super) extracted: Extracted,
    pub(super) sets: Vec<SetScope>,
}

/// A sentence as it was read last.
pub(super) struct KeptSentence {
    span: Span,
    tokens: Vec<Token>,
    words: Vec<Option<WordId>>,
    marks: Marks,
    names: Vec<Name>,
    holds_figures: bool,
    before: Before,
}

/// What a sentence was read as and said before.
#[derive(Default)]
pub(super) struct Before {
    pub(super) reading: Reading,
    pub(super) said: Said,
}

/// What a sentence said, by places among all that the document said.
#[derive(Default)]
pub(super) struct Said {
    pub(super) around: Around,
    pub(super) claims: Range<usize>,
    pub(super) unclaimed: Range<usize>,
    pub(super) doubts: Range<usize>,
    pub(super) sets: Range<usize>,
    pub(super) figures: usize,
    /// The time that it spoke of last.
    pub(super) spoke: Option<TimeScope>,
}

/// What the claims of a sentence hang on beside its words and the frame of its document.
#[derive(Default)]
pub(super) struct Around {
    /// The keys of its names.
    pub(super) keys: Vec<Arc<str>>,
    /// Its figures that are dates of publication.
    pub(super) header: Vec<usize>,
    /// The things that its block speaks of, up to its end.
    pub(super) near: Vec<Mention>,
    /// The scope that was set before it and holds for it.
    pub(super) earlier: Entries,
    /// The time that its block spoke of last.
    pub(super) spoken: Option<TimeScope>,
    /// What may tell whose direct speech it is.
    pub(super) speech: Option<u64>,
}

impl Around {
    /// Whether that is what it was before an edit.
    pub(super) fn is_after(&self, edit: &Edit, before: &Self) -> bool {
        let Self { keys, header, near, earlier, spoken, speech } = before;
        let times = |time: &TimeScope, now: &TimeScope| edit.time(time).as_ref() == Some(now);
        let spoken = match (spoken, &self.spoken) {
            (Some(before), Some(now)) => times(before, now),
            (None, None) => true,
            _ => false,
        };
        spoken
            && *speech == self.speech
            && *keys == self.keys
            && *header == self.header
            && *near == self.near
            && earlier.len() == self.earlier.len()
            && zip(earlier.iter(), self.earlier.iter()).all(|((a, before), (b, now))| {
                a == b
                    && edit.entry(before).as_ref() == Some(now)
                    && shown(&before.value) == shown(&now.value)
            })
    }
}

/// Words are equal by their lemmas; they are shown as they are written.
fn shown(value: &ScopeValue) -> Option<&str> {
    if let ScopeValue::Text(text) = value { Some(&text.shown) } else { None }
}

impl KeptSentence {
    pub(super) fn new(read: ReadSentence<'_>, said: Said) -> Self {
        let ReadSentence { sentence, reading, names, holds_figures, .. } = read;
        let Sentence { text: _, span, tokens, words, marks } = sentence;
        Self { span, tokens, words, marks, names, holds_figures, before: Before { reading, said } }
    }

    /// The sentence in a text in which it stands so many bytes further on.
    fn read(mut self, text: &str, block: usize, by: isize) -> ReadSentence<'_> {
        if by != 0 {
            self.span = self.span.shifted(by);
            self.tokens.iter_mut().for_each(|token| token.span = token.span.shifted(by));
            self.names.iter_mut().for_each(|name| name.span = name.span.shifted(by));
            let Reading { quantities, refused } = &mut self.before.reading;
            quantities.iter_mut().for_each(|quantity| quantity.span = quantity.span.shifted(by));
            refused.iter_mut().for_each(|refused| refused.span = refused.span.shifted(by));
        }
        // Which ordinary words are names, and which inflected forms stand for which name, is for the
        // whole document to say.
        self.names.retain(|name| !name.late);
        self.names.iter_mut().for_each(|name| name.key = name.own.clone());
        let Self { span, tokens, words, marks, names, holds_figures, before } = self;
        let sentence = Sentence { text, span, tokens, words, marks };
        let reading = Reading::default();
        ReadSentence { sentence, reading, names, block, holds_figures, read: false, before: Some(before) }
    }
}

/// The sentences of a document as it was read last, for one that reads it again.
pub(super) struct Recall {
    sentences: Peekable<IntoIter<KeptSentence>>,
    edit: Edit,
    conventions: Conventions,
}

impl Recall {
    pub(super) fn new(sentences: Vec<KeptSentence>, edit: Edit, conventions: Conventions) -> Self {
        Self { sentences: sentences.into_iter().peekable(), edit, conventions }
    }

    /// The sentence of a stretch of the text, where it was one before. To be asked from the start
    /// of the text to its end.
    pub(super) fn sentence<'t>(
        &mut self,
        text: &'t str,
        span: Span,
        block: usize,
    ) -> Option<ReadSentence<'t>> {
        while let Some(known) = self.sentences.peek() {
            match self.edit.shift(known.span) {
                Some(by) if known.span.shifted(by) == span => {
                    return self.sentences.next().map(|known| known.read(text, block, by));
                }
                Some(by) if known.span.shifted(by).start > span.start => return None,
                _ => drop(self.sentences.next()),
            }
        }
        None
    }

    /// Whether figures read by some conventions are read as before.
    pub(super) fn reads_by(&self, conventions: &Conventions) -> bool {
        self.conventions == *conventions
    }
}
