//! The texts that diagnostics point into, with their line tables.

use super::{Alignment, Part, Place, Source};
use crate::token::Span;
use std::borrow::Cow;
use std::sync::Arc;

/// The word by which documents address this program.
pub const ADDRESS: &str = "factlint:";

/// Which of the texts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// A line and a column, both from 0; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 0.
    pub line: usize,
    /// Column in characters, from 0.
    pub column: usize,
}

/// Whether a text holds the word by which documents address this program.
#[must_use]
pub fn is_addressed(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), ADDRESS.as_bytes()).is_some()
}

/// A text with its name and the starts of its lines.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The path as given, or what stands for it.
    pub name: String,
    /// The text.
    pub text: String,
    lines: Vec<usize>,
    /// What was read out of it, where that is not the text itself.
    reading: Option<Arc<Alignment>>,
    /// Where its parts begin, where the file has none of these lines.
    places: Vec<Place>,
}

/// All texts of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl SourceText {
    /// A text under a name. Lines end at `\n`, `\r\n` or a lone `\r`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let starts =
            ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Self { name: name.into(), text, lines, reading: None, places: Vec::new() }
    }

    /// The same text, with what was read out of it.
    #[must_use]
    pub fn read_as(self, reading: Arc<Alignment>) -> Self {
        Self { reading: Some(reading), ..self }
    }

    /// The same text, out of a file that has parts instead of lines: a page, a paragraph.
    #[must_use]
    pub fn with_places(self, places: Vec<Place>) -> Self {
        Self { places, ..self }
    }

    /// What a reader sees at a span: without markup and escapes.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        match &self.reading {
            Some(reading) => reading.in_words(span).of(&reading.words),
            None => span.of(&self.text),
        }
    }

    /// Whether nothing was read out of it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.reading.as_ref().map_or(self.text.as_str(), |reading| &reading.words).trim().is_empty()
    }

    /// Whether it holds the word by which documents address this program, such as in comments.
    #[must_use]
    pub fn is_addressed(&self) -> bool {
        is_addressed(&self.text)
    }

    /// Whether its lines are those of a file. Where they are not, only [`Self::part`] tells a
    /// user where to look.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.places.is_empty()
    }

    fn place(&self, at: usize) -> Option<&Place> {
        let next = self.places.partition_point(|place| place.start <= at);
        self.places.get(next.saturating_sub(1))
    }

    /// The part that a byte stands in, of a file that has parts instead of lines.
    #[must_use]
    pub fn part(&self, at: usize) -> Option<Part> {
        self.place(at).map(|place| place.part)
    }

    /// What to call the text at a byte: its name, and the part where it has parts.
    #[must_use]
    pub fn title(&self, at: usize) -> Cow<'_, str> {
        match self.part(at) {
            Some(part) => Cow::Owned(format!("{}, {part}", self.name)),
            None => Cow::Borrowed(&self.name),
        }
    }

    /// Line and column of a byte under its [`Self::title`]: lines of a part count from its start.
    #[must_use]
    pub fn position_in_part(&self, at: usize) -> Position {
        let position = self.position(at);
        let first = self.place(at).map_or(0, |place| self.line_at(place.start));
        Position { line: position.line.saturating_sub(first), ..position }
    }

    /// The line that a byte stands on.
    #[must_use]
    pub fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Line and column of a byte.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        let line = self.line_at(at);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |head| head.chars().count());
        Position { line, column }
    }

    /// Line and column of a byte, where the column counts UTF-16 units.
    #[must_use]
    pub fn utf16_position(&self, at: usize) -> Position {
        let line = self.line_at(at);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |head| head.chars().map(char::len_utf16).sum());
        Position { line, column }
    }

    /// The bytes of a line, without its end.
    #[must_use]
    pub fn line(&self, line: usize) -> Span {
        let start = self.lines.get(line).copied().unwrap_or(self.text.len());
        let end = self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let trimmed = self.text.get(start..end).map_or(0, |l| l.trim_end_matches(['\n', '\r']).len());
        Span::new(start, start + trimmed)
    }

    /// The number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }
}

impl Sources {
    /// Puts another text in the place of one.
    pub fn set(&mut self, id: FileId, file: impl Into<Source>) {
        if let Some(known) = self.files.get_mut(id.0) {
            *known = file.into();
        }
    }

    /// Adds a text and gives its id.
    pub fn add(&mut self, file: impl Into<Source>) -> FileId {
        self.files.push(file.into());
        FileId(self.files.len() - 1)
    }

    /// The text of an id, where this run has it.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&SourceText> {
        self.files.get(id.0).map(Source::text)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether nothing was read out of a text; not so where this run does not have it.
    #[must_use]
    pub fn is_blank(&self, id: FileId) -> bool {
        self.files.get(id.0).is_some_and(Source::is_blank)
    }

    /// Whether a text addresses this program: see [`SourceText::is_addressed`].
    #[must_use]
    pub fn is_addressed(&self, id: FileId) -> bool {
        self.files.get(id.0).is_some_and(Source::is_addressed)
    }

    /// All texts, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceText)> {
        self.files.iter().enumerate().map(|(i, file)| (FileId(i), file.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_in_three_ways() {
        let file = SourceText::new("a", "один\r\nдва\rтри\nx");
        assert_eq!(file.line_count(), 4);
        let at = file.text.find("три").unwrap() + 2;
        assert_eq!(file.position(at), Position { line: 2, column: 1 });
        assert_eq!(file.line(1).of(&file.text), "два");
        let file = SourceText::new("a", "👋 три");
        assert_eq!(file.utf16_position(5), Position { line: 0, column: 3 });
    }

    #[test]
    fn parts_are_named_and_count_their_own_lines() {
        let parts = [Place { start: 0, part: Part::Page(1) }, Place { start: 8, part: Part::Page(2) }];
        let file = SourceText::new("a.pdf", "one\ntwo\nthree\nfour").with_places(parts.to_vec());
        let at = file.text.find("four").unwrap();
        assert_eq!(file.title(at), "a.pdf, page 2");
        assert_eq!(file.position_in_part(at), Position { line: 1, column: 0 });
        assert_eq!(file.title(2), "a.pdf, page 1");
    }
}
