//! What was read out of a file beside the file: which bytes of the one are which of the other.
//! Readers leave markup out and decode escapes; a finding must still lead to the file as it lies
//! on disk.

use crate::token::Span;

/// The words that were read out of a text, with the places they come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alignment {
    /// What was read.
    pub words: String,
    runs: Vec<Run>,
}

/// A stretch of the words and the bytes of the file that it stands for. Of equal length, they
/// are the same byte for byte; otherwise they go together as a whole, as `&nbsp;` and its space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    read: Span,
    file: Span,
}

impl Alignment {
    /// Appends words that stand for bytes of the file behind those before.
    pub fn push(&mut self, words: &str, file: Span) {
        let start = self.words.len();
        self.words.push_str(words);
        let run = Run { read: Span::new(start, self.words.len()), file };
        match self.runs.last_mut() {
            Some(last) if last.goes_on_in(run) => *last = last.joined(run),
            _ => self.runs.push(run),
        }
    }

    /// Appends words that stand nowhere in the file, such as a space between two cells.
    pub fn insert(&mut self, words: &str) {
        self.words.push_str(words);
    }

    /// The end of the bytes of the file that were read so far.
    #[must_use]
    pub fn end(&self) -> usize {
        self.runs.last().map_or(0, |run| run.file.end)
    }

    /// The bytes of the file that a stretch of the words comes from.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        let first = self.runs.partition_point(|run| run.read.end <= span.start);
        let last = self.runs.partition_point(|run| run.read.start < span.end.max(span.start + 1));
        let end_of_file = self.end();
        let start = self.runs.get(first).map_or(end_of_file, |run| match run.read.start < span.start {
            true if run.is_plain() => run.file.start + (span.start - run.read.start),
            _ => run.file.start,
        });
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = last.checked_sub(1).and_then(|last| self.runs.get(last)).map_or(start, |run| {
            match span.end < run.read.end {
                true if run.is_plain() => run.file.start + (span.end - run.read.start),
                _ => run.file.end,
            }
        });
        Span::new(start, end.max(start))
    }

    /// The stretch of the words that comes from bytes of the file.
    #[must_use]
    pub fn in_words(&self, span: Span) -> Span {
        let first = self.runs.partition_point(|run| run.file.end <= span.start);
        let last = self.runs.partition_point(|run| run.file.start < span.end.max(span.start + 1));
        let start = self.runs.get(first).map_or(self.words.len(), |run| match run.file.start < span.start {
            true if run.is_plain() => run.read.start + (span.start - run.file.start),
            _ => run.read.start,
        });
        let end = last.checked_sub(1).and_then(|last| self.runs.get(last)).map_or(start, |run| {
            match span.end < run.file.end {
                true if run.is_plain() => run.read.start + span.end.saturating_sub(run.file.start),
                _ => run.read.end,
            }
        });
        let floor = |at: usize| self.words.floor_char_boundary(at);
        Span::new(floor(start), floor(end.max(start)))
    }
}

impl Run {
    fn is_plain(self) -> bool {
        self.read.len() == self.file.len()
    }

    fn goes_on_in(self, next: Self) -> bool {
        let touch = self.read.end == next.read.start && self.file.end == next.file.start;
        touch && self.is_plain() && next.is_plain()
    }

    fn joined(self, next: Self) -> Self {
        Self { read: self.read.cover(next.read), file: self.file.cover(next.file) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `more than <b>400</b>&nbsp;companies`, read as a browser shows it.
    fn page() -> (&'static str, Alignment) {
        let file = "more than <b>400</b>&nbsp;companies";
        let mut read = Alignment::default();
        for (words, start, end) in
            [("more than ", 0, 10), ("400", 13, 16), ("\u{a0}", 20, 26), ("companies", 26, 35)]
        {
            read.push(words, Span::new(start, end));
        }
        (file, read)
    }

    #[test]
    fn words_lead_back_to_the_file_and_the_file_to_words() {
        let (file, read) = page();
        let place = |words: &str| {
            let at = read.words.find(words).unwrap();
            read.in_file(Span::new(at, at + words.len()))
        };
        assert_eq!(place("than 400").of(file), "than <b>400");
        assert_eq!(place("400\u{a0}comp").of(file), "400</b>&nbsp;comp");
        assert_eq!(place("\u{a0}").of(file), "&nbsp;");
        assert_eq!(read.in_words(place("400\u{a0}comp")).of(&read.words), "400\u{a0}comp");
        assert_eq!(read.in_words(Span::new(10, 20)).of(&read.words), "400");
        assert_eq!(read.in_file(Span::new(99, 120)), Span::new(35, 35));
    }

    proptest! {
        #[test]
        fn there_and_back_covers_what_was_asked(runs in prop::collection::vec((0usize..4, 1usize..5, 0usize..3, any::<bool>()), 1..12)) {
            let (mut read, mut at) = (Alignment::default(), 0);
            for (gap, length, inserted, whole) in runs {
                at += gap;
                let file = if whole { length + 3 } else { length };
                read.push(&"x".repeat(length), Span::new(at, at + file));
                read.insert(&" ".repeat(inserted));
                at += file;
            }
            let words = read.words.len();
            for start in 0..words {
                for end in start + 1..=words {
                    if read.words[start..end].trim().is_empty() {
                        continue;
                    }
                    let file = read.in_file(Span::new(start, end));
                    prop_assert!(file.start < file.end && file.end <= at);
                    let back = read.in_words(file);
                    let asked = read.words[start..end].trim();
                    prop_assert!(back.of(&read.words).contains(asked), "{start}..{end} became {back:?}");
                }
            }
        }
    }
}
