//! Excerpts of a text around a place: clipped to a readable width, with nothing in them that
//! a terminal would act on, and with the place where it really is.

use crate::diagnostic::SourceText;
use crate::token::{Span, is_invisible};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar as _;

/// An excerpt of one line with the labels that fall into it.
#[derive(Debug, Clone)]
pub(super) struct Snippet {
    /// The name of its text as it is, for links.
    path: String,
    name: String,
    text: String,
    line: usize,
    column: usize,
    /// Labels: where they stand in the excerpt, and what they say.
    pub(super) labels: Vec<(Span, String)>,
}

/// How many columns are kept of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clip {
    /// Before the first label.
    before: usize,
    /// Behind the last one.
    behind: usize,
    /// Of the labels and all around them.
    room: usize,
}

impl Clip {
    /// What a screen reader is given: whole lines, so that columns are those of the document.
    pub(super) const TOLD: Self = Self { before: 4000, behind: 4000, room: Self::ENOUGH };
    /// More than any line needs.
    const ENOUGH: usize = 1 << 16;
    /// Columns of a picture that are no text: line number, frame, ellipses.
    const FRAME: usize = 9;
    /// The width from which a line has the room that it gets at most.
    const WIDE: usize = 100;

    /// What fits on a line of a terminal.
    pub(super) fn drawn(width: usize) -> Self {
        let room = if width < Self::WIDE { width.saturating_sub(Self::FRAME).max(20) } else { Self::ENOUGH };
        Self { before: 38, behind: 48, room }
    }

    /// What is left before and behind labels of a width.
    fn around(self, labels: usize) -> Self {
        let left = self.room.saturating_sub(labels);
        let before = self.before.min(left * 2 / 5);
        Self { before, behind: self.behind.min(left - before), ..self }
    }

    /// Columns that labels may cover.
    fn label(self) -> usize {
        LONGEST_LABEL.min(self.room * 4 / 5)
    }
}

/// A label covers at most so many columns of an excerpt.
const LONGEST_LABEL: usize = 160;

impl Snippet {
    /// Excerpts of a text for labels, one for each line; labels of one line that lie near each
    /// other share one.
    pub(super) fn around(file: &SourceText, labels: &[(Span, String)], clip: Clip) -> Vec<Self> {
        let mut sorted: Vec<&(Span, String)> = labels.iter().collect();
        sorted.sort_by_key(|(span, _)| (span.start, span.end));
        let mut groups: Vec<Vec<&(Span, String)>> = Vec::new();
        for label in sorted {
            let near = |group: &Vec<&(Span, String)>| {
                group.last().is_some_and(|last| {
                    let between = file.text.get(last.0.end..label.0.start).unwrap_or("\n");
                    !between.contains(['\n', '\r'])
                        && columns(between) <= (clip.before + clip.behind).min(clip.room / 3)
                        && last.0.end <= label.0.start
                })
            };
            match groups.last_mut().filter(|group| near(group)) {
                Some(group) => group.push(label),
                None => groups.push(vec![label]),
            }
        }
        groups.iter().map(|group| Self::of(file, group, clip)).collect()
    }

    fn of(file: &SourceText, labels: &[&(Span, String)], clip: Clip) -> Self {
        let start = labels.first().map_or(0, |(span, _)| span.start);
        let end = labels.iter().map(|(span, _)| span.end).max().unwrap_or(start);
        let line = file.line(file.line_at(start));
        let position = file.position_in_part(start);
        let limit = forward(&file.text, file.text.len(), start, clip.label());
        let clip = clip.around(columns(file.text.get(start..end.min(limit)).unwrap_or("")));
        let from = back(&file.text, line.start, start, clip.before);
        let to =
            forward(&file.text, line.end.max(start), end.min(limit).min(line.end.max(start)), clip.behind);
        let mut text = String::new();
        if from > line.start {
            text.push('…');
        }
        let mut map = Vec::new();
        for (at, c) in file.text.get(from..to).unwrap_or("").char_indices() {
            map.push((from + at, text.len()));
            push_visible(&mut text, c);
        }
        map.push((to, text.len()));
        if to < line.end {
            text.push('…');
        }
        let place = |at: usize| {
            map.iter().find(|(original, _)| *original >= at).map_or(text.len(), |(_, shown)| *shown)
        };
        let labels = labels
            .iter()
            .map(|(span, said)| {
                let shown = Span::new(place(span.start), place(span.end));
                let middle = columns(text.get(..shown.start).unwrap_or("")) + columns(shown.of(&text)) / 2;
                (shown, folded(&visible(said), clip.room.saturating_sub(middle)))
            })
            .collect();
        Self {
            path: file.name.clone(),
            name: visible(&file.title(start)),
            text,
            line: position.line,
            column: position.column,
            labels,
        }
    }

    /// Where the first label stands: name, line and column from 1.
    pub(super) fn place(&self) -> String {
        format!("{}:{}:{}", self.name, self.line + 1, self.column + 1)
    }

    /// The path of its text.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Whether its text lies in a file that can be opened.
    pub(super) fn is_of_a_file(&self) -> bool {
        self.path != "-" && !self.path.contains("pack:")
    }
}

/// Where a byte of a text stands, in a column: line and column, or the part of a document that
/// has none.
#[must_use]
pub fn place_text(file: &SourceText, at: usize) -> String {
    match file.part(at) {
        Some(part) => format!("{:<9}", part.to_string()),
        None => {
            let position = file.position(at);
            format!("{:>4}:{:<4}", position.line + 1, position.column + 1)
        }
    }
}

/// A text in which nothing acts on a terminal.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_visible(&mut out, c));
    out
}

fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push(' '),
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => {}
        c if c.is_control() || is_invisible(c) || is_noncharacter(c) => out.extend(c.escape_default()),
        c => out.push(c),
    }
}

/// Code points that Unicode keeps free of characters: XML refuses a text with the last two, and a page with any is none.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// A label in lines of so many columns, where it can be broken.
fn folded(said: &str, room: usize) -> String {
    /// Narrower lines would hold a word each.
    const NARROWEST: usize = 12;
    let room = room.max(NARROWEST);
    let mut out = String::new();
    let mut used = 0;
    for word in said.split(' ') {
        let needed = columns(word);
        if used > 0 && used + 1 + needed > room {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += needed;
    }
    out
}

/// Columns that a character takes on a terminal.
fn width(c: char) -> usize {
    c.width().unwrap_or(1)
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// The place so many columns before another; marks without width count once in four, so that a
/// run of them ends.
fn back(text: &str, floor: usize, at: usize, columns: usize) -> usize {
    let head = text.get(floor..at).unwrap_or("");
    taken(head.char_indices().rev(), columns).map_or(at, |(i, _)| floor + i)
}

fn forward(text: &str, ceiling: usize, at: usize, columns: usize) -> usize {
    let tail = text.get(at..ceiling).unwrap_or("");
    taken(tail.char_indices(), columns).map_or(at, |(i, c)| at + i + c.len_utf8())
}

/// The last of the characters that fit into columns.
fn taken(chars: impl Iterator<Item = (usize, char)>, columns: usize) -> Option<(usize, char)> {
    let mut left = columns.saturating_mul(4);
    chars
        .take_while(|(_, c)| {
            let cost = (width(*c) * 4).max(1);
            let fits = cost <= left;
            left = left.saturating_sub(cost);
            fits
        })
        .last()
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line,
            self.column,
            1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_clipped_and_controls_escaped() {
        let long =
            format!("{}более 400\u{1b}[31m компаний{}", "слово ".repeat(20_000), " слово".repeat(20_000));
        let start = long.find("более").unwrap();
        let file = SourceText::new("a\u{1b}.txt", long.as_str());
        let snippets =
            Snippet::around(&file, &[(Span::new(start, start + 20), "said".into())], Clip::drawn(120));
        let snippet = &snippets[0];
        assert!(snippet.text.chars().count() < 150, "{}", snippet.text.chars().count());
        assert!(!snippet.text.contains('\u{1b}') && !snippet.name.contains('\u{1b}'));
        let (span, _) = &snippet.labels[0];
        assert!(span.of(&snippet.text).starts_with("более 400\\u{1b}"), "{}", span.of(&snippet.text));
    }

    #[test]
    fn what_is_no_character_is_shown_as_its_number() {
        assert_eq!(
            visible("450\u{ffff} \u{fffe}\u{1fffe}\u{fdd0}"),
            "450\\u{ffff} \\u{fffe}\\u{1fffe}\\u{fdd0}"
        );
        assert_eq!(visible("\u{fffd} 東京 👋"), "\u{fffd} 東京 👋");
    }

    #[test]
    fn lines_fit_narrow_terminals_and_wide_letters() {
        let wide = format!("{}参加的450家公司{}", "展览会".repeat(100), "参加".repeat(100));
        let start = wide.find("450").unwrap();
        let file = SourceText::new("a.txt", wide.as_str());
        for width in [20, 40, 60, 80] {
            let span = Span::new(start, start + "450家公司".len());
            let snippet = &Snippet::around(&file, &[(span, "said".into())], Clip::drawn(width))[0];
            let drawn = columns(&snippet.text);
            assert!(drawn <= width.max(29) - 7 && drawn + 16 > width, "{width}: {drawn} {}", snippet.text);
            assert_eq!(snippet.labels[0].0.of(&snippet.text), "450家公司");
        }
        assert_eq!(folded("450 (Central Asia, 2024, inferred)", 18), "450 (Central Asia,\n2024, inferred)");
        assert_eq!(folded("450 (Central Asia, 2024)", 100), "450 (Central Asia, 2024)");
        let marks = "\u{301}".repeat(100_000);
        let file = SourceText::new("a.txt", format!("{marks}450{marks}"));
        let span = Span::new(marks.len(), marks.len() + 3);
        let snippet = &Snippet::around(&file, &[(span, "said".into())], Clip::drawn(100))[0];
        assert!(snippet.text.len() < 1000, "{}", snippet.text.len());
    }

    #[test]
    fn labels_of_one_line_share_an_excerpt_when_they_are_near() {
        let file = SourceText::new("a", "more than 400 companies from 27 countries\nmore than 400 companies");
        let labels = [
            (Span::new(0, 23), "a".into()),
            (Span::new(29, 41), "b".into()),
            (Span::new(42, 65), "c".into()),
        ];
        let snippets = Snippet::around(&file, &labels, Clip::drawn(120));
        assert_eq!(snippets.iter().map(|s| s.labels.len()).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(snippets[1].place(), "a:2:1");
    }
}
