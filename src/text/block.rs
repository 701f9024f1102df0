//! Blocks: titles, headings, paragraphs, list items. A line is a block, unless the text is
//! wrapped by hand.

use crate::source::{Content, PieceKind};
use crate::token::Span;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading-like line before the first paragraph: what the document is about.
    Title,
    /// A heading further down.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// Text of the page and not of the document: navigation, teasers of other texts.
    Boilerplate,
}

/// A block of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, list markers and heading signs excluded.
    pub span: Span,
    /// The heading it stands under, by index.
    pub heading: Option<usize>,
    /// The paragraph or item that introduces the list it belongs to, by index.
    pub lead: Option<usize>,
}

/// A line is wrapped by hand when it is at least this long and the next one goes on in lower case.
const WRAPPED_LINE: usize = 55;
/// A heading is at most this long, in characters.
const LONGEST_HEADING: usize = 160;

/// Cuts a text into blocks: its pieces where its format tells them apart, its lines otherwise.
/// `is_boilerplate` says of a heading whether what follows it is no part of the document.
#[must_use]
pub fn blocks(content: Content<'_>, is_boilerplate: impl Fn(&str) -> bool) -> Vec<Block> {
    let text = content.words;
    let lines = marked(content);
    let mut out: Vec<Block> = Vec::with_capacity(lines.len());
    let (mut heading, mut lead, mut boilerplate, mut body_begun) = (None, None, false, false);
    for (index, (inner, marker)) in lines.iter().copied().enumerate() {
        let content = inner.of(text);
        boilerplate |= is_boilerplate(content.trim_matches(|c: char| !c.is_alphanumeric()));
        let last = index + 1 == lines.len();
        let kind = match marker {
            _ if boilerplate || is_teaser(content) => BlockKind::Boilerplate,
            Marker::Item => BlockKind::Item,
            Marker::Heading if !body_begun => BlockKind::Title,
            Marker::Heading => BlockKind::Heading,
            Marker::None if is_heading(content) && !last && !body_begun => BlockKind::Title,
            Marker::None if is_heading(content) && !last => BlockKind::Heading,
            Marker::None | Marker::Row => BlockKind::Paragraph,
        };
        let id = out.len();
        out.push(Block { kind, span: inner, heading, lead: lead.filter(|_| kind == BlockKind::Item) });
        match kind {
            BlockKind::Heading => (heading, lead) = (Some(id), None),
            BlockKind::Paragraph => {
                body_begun = true;
                lead = content.trim_end().ends_with(':').then_some(id);
            }
            BlockKind::Item => body_begun = true,
            BlockKind::Title | BlockKind::Boilerplate => {}
        }
    }
    out
}

/// The pieces or lines of a text, each with what marks it.
fn marked(content: Content<'_>) -> Vec<(Span, Marker)> {
    let Some(pieces) = content.pieces else {
        let lines = joined_lines(content.words).into_iter();
        return lines.map(|line| strip_marker(content.words, line)).collect();
    };
    let marked = pieces.iter().map(|piece| {
        let marker = match piece.kind {
            PieceKind::Heading => Marker::Heading,
            PieceKind::Text => Marker::None,
            PieceKind::Item => Marker::Item,
            PieceKind::Row => Marker::Row,
        };
        (trimmed(content.words, piece.span), marker)
    });
    marked.filter(|(span, _)| !span.is_empty()).collect()
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// Lines without white space around them, hand-wrapped ones joined.
fn joined_lines(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut blank = true;
    for raw in lines(text) {
        let start = at + (raw.len() - raw.trim_start().len());
        at += raw.len();
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            blank |= raw.contains('\n') && !raw.is_empty();
            continue;
        }
        let span = Span::new(start, start + trimmed.len());
        match out.last_mut() {
            Some(last) if !blank && goes_on(last.of(text), trimmed) => last.end = span.end,
            _ => out.push(span),
        }
        blank = false;
    }
    out
}

/// The lines of a text, each with what ends it.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    const SEPARATOR: char = '\u{2028}';
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = memchr::memchr3_iter(b'\n', b'\r', SEPARATOR_BYTE, rest.as_bytes());
        let mut ends = ends.filter_map(|at| match rest.get(at..) {
            Some(end) if end.starts_with(SEPARATOR) => Some(at + SEPARATOR.len_utf8()),
            Some(end) if !end.starts_with(['\n', '\r']) => None,
            _ => Some(at + 1),
        });
        let (line, others) = rest.split_at_checked(ends.next().unwrap_or(rest.len()))?;
        rest = others;
        (!line.is_empty()).then_some(line)
    })
}

/// The first byte of U+2028, as of other marks.
const SEPARATOR_BYTE: u8 = 0xe2;

fn goes_on(line: &str, next: &str) -> bool {
    let last_line = line.rsplit(['\n', '\r']).next().unwrap_or(line);
    last_line.chars().count() >= WRAPPED_LINE
        && !line.ends_with(['.', '!', '?', ':', ';', '…'])
        && next.chars().next().is_some_and(char::is_lowercase)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    None,
    Item,
    Heading,
    Row,
}

/// Takes the sign of a list item or a Markdown heading off a line.
fn strip_marker(text: &str, line: Span) -> (Span, Marker) {
    let content = line.of(text);
    let hashes = content.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes) && content[hashes..].starts_with(' ') {
        return (shorten(content, line, hashes), Marker::Heading);
    }
    for bullet in ["- ", "* ", "• ", "– ", "— ", "· ", "◦ "] {
        // A dash may open direct speech as well; both stand as items.
        if content.starts_with(bullet) {
            return (shorten(content, line, bullet.len()), Marker::Item);
        }
    }
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) && matches!(&content.as_bytes()[digits..], [b'.' | b')', b' ', ..]) {
        return (shorten(content, line, digits + 2), Marker::Item);
    }
    (line, Marker::None)
}

fn shorten(content: &str, line: Span, by: usize) -> Span {
    let rest = &content[by..];
    Span::new(line.start + by + (rest.len() - rest.trim_start().len()), line.end)
}

fn is_heading(content: &str) -> bool {
    let ends = content.trim_end_matches(['"', '»', '”', ')']);
    content.chars().count() <= LONGEST_HEADING && !ends.ends_with(['.', '!', '…', ';', ',', ':', '?'])
}

/// The beginning of another text, cut off.
fn is_teaser(content: &str) -> bool {
    content.ends_with('…') || content.ends_with("...") || content.ends_with("[…]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text.into(), |heading| heading == "Recent Posts")
            .into_iter()
            .map(|b| (b.kind, b.span.of(text)))
            .collect()
    }

    #[test]
    fn titles_headings_items_and_paragraphs() {
        use BlockKind::{Heading, Item, Paragraph, Title};
        let text = "A title\n\nThe first paragraph.\n\nLimits\n- Timeout: 3 s\n2. Memory\n## More\nEnd.";
        let expected = [
            (Title, "A title"),
            (Paragraph, "The first paragraph."),
            (Heading, "Limits"),
            (Item, "Timeout: 3 s"),
            (Item, "Memory"),
            (Heading, "More"),
            (Paragraph, "End."),
        ];
        assert_eq!(cut(text), expected);
    }

    #[test]
    fn hand_wrapped_lines_are_one_paragraph() {
        let text =
            "This line is long enough to have been wrapped by hand, as mail\nonce was wrapped.\nAnother.";
        assert_eq!(cut(text).len(), 2);
    }

    #[test]
    fn what_follows_the_end_of_a_document_is_boilerplate() {
        let text = "Text.\nRecent Posts\nA tractor was stolen\nThe tractor MTZ-82 was…\n3 hours ago";
        assert!(cut(text)[1..].iter().all(|(kind, _)| *kind == BlockKind::Boilerplate));
    }

    #[test]
    fn any_line_end_ends_a_line() {
        assert_eq!(cut("One.\rTwo.\r\nThree.\u{2028}Four.").len(), 4);
    }
}
