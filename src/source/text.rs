//! What a reader of a format gives: the words of a document in pieces, the way back to the file,
//! and what the file says of itself.

use super::notice::Notice;
use crate::diagnostic::{Alignment, Elsewhere, Part, Place, Source, SourceText};
use crate::token::Span;
use crate::value::CalendarDate;
use std::sync::Arc;

/// What a piece of a document is, where its format says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A heading.
    Heading,
    /// Running text; a short line of it may be a heading all the same.
    Text,
    /// An item of a list.
    Item,
    /// A row of a table, or a cell that stands for itself.
    Row,
}

/// A piece of a document: nothing that is said goes on from one to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands in the words.
    pub span: Span,
}

/// The words of a document, with their pieces where the format tells them apart; lines tell
/// them apart otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Content<'t> {
    /// The words.
    pub words: &'t str,
    /// Their pieces, in order.
    pub pieces: Option<&'t [Piece]>,
}

#[cfg(test)]
impl Content<'_> {
    /// The pieces with their words.
    pub(super) fn parts(&self) -> Vec<(PieceKind, String)> {
        let pieces = self.pieces.unwrap_or(&[]).iter();
        pieces.map(|piece| (piece.kind, piece.span.of(self.words).to_owned())).collect()
    }
}

impl<'t> From<&'t str> for Content<'t> {
    fn from(words: &'t str) -> Self {
        Self { words, pieces: None }
    }
}

impl<'t> From<&'t String> for Content<'t> {
    fn from(words: &'t String) -> Self {
        Self::from(words.as_str())
    }
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// Its date of publication.
    pub date: Option<CalendarDate>,
    /// A date that is not said to be that of publication: when the file was made, what stands in
    /// its name. It counts where the text has none either.
    pub likely_date: Option<CalendarDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The code of its language, such as `en`.
    pub language: Option<String>,
}

/// A document as its reader gives it.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The file as text; nothing where it is no text.
    pub(super) file: String,
    /// What was read out of the file, where that is not the file itself.
    pub(super) reading: Option<Arc<Alignment>>,
    /// Where its parts begin, where it has no lines.
    pub(super) places: Vec<Place>,
    /// Its pieces, where the format tells them apart.
    pub(super) pieces: Option<Vec<Piece>>,
    /// What it says of itself.
    pub about: About,
    /// What is to be said of it.
    pub notices: Vec<Notice>,
    /// Where its words are not here, how they are had.
    pub(super) elsewhere: Option<Elsewhere>,
}

impl Text {
    /// A file that is words and nothing else.
    #[must_use]
    pub fn plain(file: String) -> Self {
        Self { file, ..Self::default() }
    }

    /// A file that was read before, and is loaded when somebody asks for it.
    #[must_use]
    pub fn elsewhere(title: Option<String>, notices: Vec<Notice>, elsewhere: Elsewhere) -> Self {
        let about = About { title, ..About::default() };
        Self { about, notices, elsewhere: Some(elsewhere), ..Self::default() }
    }

    /// Words that were read out of a text.
    pub(super) fn read_out(reading: Alignment, pieces: Option<Vec<Piece>>) -> Self {
        Self { reading: Some(Arc::new(reading)), pieces, ..Self::default() }
    }

    /// The same, read out of this text.
    pub(super) fn in_text(self, file: String) -> Self {
        Self { file, ..self }
    }

    /// Its words and their pieces.
    #[must_use]
    pub fn content(&self) -> Content<'_> {
        let words = self.reading.as_ref().map_or(self.file.as_str(), |reading| &reading.words);
        Content { words, pieces: self.pieces.as_deref() }
    }

    /// What is shown of it.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.file
    }

    /// The bytes of the shown text that a stretch of the words comes from.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        self.reading.as_ref().map_or(span, |reading| reading.in_file(span))
    }

    /// Whether offsets in the words are those of the shown text.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.reading.is_none()
    }

    /// What is shown of it, and what diagnostics point into: the file, or the words where the
    /// file is no text.
    #[must_use]
    pub fn into_source(self, name: &str) -> Source {
        match self.elsewhere {
            Some(elsewhere) => Source::Elsewhere(elsewhere),
            None => self.into_text(name).into(),
        }
    }

    /// The same of a text whose words are here.
    #[must_use]
    pub fn into_text(self, name: &str) -> SourceText {
        let source = SourceText::new(name, self.file).with_places(self.places);
        match self.reading {
            Some(reading) => source.read_as(reading),
            None => source,
        }
    }
}

/// Puts words into pieces, in the order of the file.
pub(super) struct Builder<'f> {
    /// The text of the file; empty where it is no text.
    pub(super) file: &'f str,
    read: Alignment,
    pub(super) pieces: Vec<Piece>,
    places: Vec<Place>,
    kind: PieceKind,
    start: usize,
    /// Where white space stands that was met and belongs between words.
    space: Option<Span>,
}

impl<'f> Builder<'f> {
    /// Nothing read yet of a file.
    pub(super) fn new(file: &'f str) -> Self {
        Self {
            file,
            read: Alignment::default(),
            pieces: Vec::new(),
            places: Vec::new(),
            kind: PieceKind::Text,
            start: 0,
            space: None,
        }
    }

    /// Ends the piece before; what follows is of a kind.
    pub(super) fn begin(&mut self, kind: PieceKind) {
        self.space = None;
        let span = Span::new(self.start, self.read.words.len());
        if !span.of(&self.read.words).trim().is_empty() {
            self.pieces.push(Piece { kind: self.kind, span });
            self.read.insert("\n");
        }
        (self.kind, self.start) = (kind, self.read.words.len());
    }

    /// The kind of the piece that is being read.
    pub(super) fn kind(&self) -> PieceKind {
        self.kind
    }

    /// The words of the piece that is being read.
    pub(super) fn current(&self) -> &str {
        self.read.words.get(self.start..).unwrap_or("")
    }

    /// Words that stand in the file as they are; any white space becomes one space.
    pub(super) fn text(&mut self, span: Span) {
        let text = span.of(self.file);
        let mut at = 0;
        while at < text.len() {
            let words = plain_words(text.get(at..).unwrap_or(""));
            self.push(words, Span::new(span.start + at, span.start + at + words.len()));
            at += words.len();
            let rest = text.get(at..).unwrap_or("");
            let space = rest.len() - rest.trim_start_matches(is_space).len();
            if space > 0 {
                self.gap(Span::new(span.start + at, span.start + at + space));
            }
            at += space;
        }
    }

    /// Words that stand for a stretch of the file as a whole.
    pub(super) fn instead(&mut self, words: &str, span: Span) {
        if !words.is_empty() && words.chars().all(is_space) { self.gap(span) } else { self.push(words, span) }
    }

    /// Words that stand nowhere in the file.
    pub(super) fn insert(&mut self, words: &str) {
        self.space = None;
        self.read.insert(words);
    }

    /// Words of a file that is no text; any white space becomes one space.
    pub(super) fn say(&mut self, words: &str) {
        for chunk in words.split_inclusive(is_space) {
            let word = chunk.trim_end_matches(is_space);
            let at = self.read.words.len();
            self.push(word, Span::new(at, at));
            if word.len() < chunk.len() {
                self.gap(Span::default());
            }
        }
    }

    /// Words end here, without any sign of it in the file.
    pub(super) fn say_space(&mut self) {
        let end = self.read.end();
        self.gap(Span::new(end, end));
    }

    /// The piece that is being read stands in a part.
    pub(super) fn part(&mut self, part: Part) {
        self.places.push(Place { start: self.start, part });
    }

    fn gap(&mut self, span: Span) {
        self.space = Some(self.space.map_or(span, |known| known.cover(span)));
    }

    fn push(&mut self, words: &str, span: Span) {
        if words.is_empty() {
            return;
        }
        if let Some(space) = self.space.take()
            && self.start < self.read.words.len()
        {
            if self.file.is_empty() { self.read.insert(" ") } else { self.read.push(" ", space) }
        }
        if self.file.is_empty() { self.read.insert(words) } else { self.read.push(words, span) }
    }

    /// What was read of a file that is text.
    pub(super) fn of_file(mut self) -> Text {
        self.begin(PieceKind::Text);
        Text::read_out(self.read, Some(self.pieces))
    }

    /// What was read of a file that is no text.
    pub(super) fn of_parts(mut self) -> Text {
        self.begin(PieceKind::Text);
        Text { file: self.read.words, pieces: Some(self.pieces), places: self.places, ..Text::default() }
    }
}

/// The words that a text begins with and that one space parts from each other.
fn plain_words(text: &str) -> &str {
    let bytes = text.as_bytes();
    let space = |at: usize| bytes.get(at).is_some_and(|byte| is_space(char::from(*byte)));
    let single = |at: usize| at > 0 && bytes.get(at) == Some(&b' ') && at + 1 < bytes.len() && !space(at + 1);
    let end = (0..bytes.len()).find(|at| space(*at) && !single(*at));
    text.get(..end.unwrap_or(bytes.len())).unwrap_or(text)
}

/// White space that means no more than that words end; a space that must not break does not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
