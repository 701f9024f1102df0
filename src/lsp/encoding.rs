//! Byte offsets to editor positions and back. Editors count columns in UTF-16 units unless
//! they agree on something better; a wrong count puts every underline behind a Cyrillic word
//! or an emoji beside its word.

use crate::diagnostic::SourceText;
use crate::token::Span;
use gen_lsp_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 units, which every editor understands.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The cheapest encoding among those that the editor offers.
    #[must_use]
    pub fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offered.contains(&PositionEncodingKind::UTF16) || offered.is_empty() {
            Self::Utf16
        } else if offered.contains(&PositionEncodingKind::UTF32) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    #[must_use]
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The position of a byte.
    #[must_use]
    pub fn position(self, text: &SourceText, at: usize) -> Position {
        let line = text.line_at(at);
        let start = text.line(line).start;
        let head = text.text.get(start..text.text.floor_char_boundary(at)).unwrap_or("");
        let column = match self {
            Self::Utf8 => head.len(),
            _ => head.chars().map(|c| self.width(c)).sum(),
        };
        Position { line: count(line), character: count(column) }
    }

    /// The positions of a span.
    #[must_use]
    pub fn range(self, text: &SourceText, span: Span) -> Range {
        Range { start: self.position(text, span.start), end: self.position(text, span.end) }
    }

    /// The byte of a position. What lies behind the end of a line means its end, what splits a
    /// character means its start: an editor that is out of step must not break the server.
    #[must_use]
    pub fn offset(self, text: &SourceText, position: Position) -> usize {
        let line = text.line(position.line as usize);
        let mut left = position.character as usize;
        let mut at = line.start;
        for c in line.of(&text.text).chars() {
            let width = self.width(c);
            if left < width {
                break;
            }
            left -= width;
            at += c.len_utf8();
        }
        at
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "одна 👩‍👩‍👧 рота\r\nпять\rend";

    #[test]
    fn columns_are_right_behind_cyrillic_and_emoji_in_every_encoding() {
        let text = SourceText::new("a", TEXT);
        let at = TEXT.find("рота").unwrap();
        for (encoding, column) in [(Encoding::Utf8, 28), (Encoding::Utf16, 14), (Encoding::Utf32, 11)] {
            assert_eq!(encoding.position(&text, at), Position { line: 0, character: column });
            assert_eq!(encoding.offset(&text, Position { line: 0, character: column }), at);
        }
    }

    #[test]
    fn every_boundary_comes_back() {
        let text = SourceText::new("a", TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (at, c) in TEXT.char_indices().filter(|(_, c)| !matches!(c, '\r' | '\n')) {
                assert_eq!(encoding.offset(&text, encoding.position(&text, at)), at, "{encoding:?} {c}");
            }
        }
    }

    #[test]
    fn positions_out_of_range_or_inside_a_character_fall_on_its_edge() {
        let text = SourceText::new("a", TEXT);
        let emoji = TEXT.find('👩').unwrap();
        assert_eq!(Encoding::Utf16.offset(&text, Position { line: 0, character: 6 }), emoji);
        assert_eq!(Encoding::Utf8.offset(&text, Position { line: 0, character: 1 }), 0);
        assert_eq!(Encoding::Utf16.offset(&text, Position { line: 0, character: 999 }), text.line(0).end);
        assert_eq!(Encoding::Utf16.offset(&text, Position { line: 99, character: 0 }), TEXT.len());
        assert_eq!(Encoding::Utf16.position(&text, 9999).line, 2);
    }

    #[test]
    fn an_editor_that_offers_nothing_gets_utf_16() {
        assert_eq!(Encoding::negotiate(&[]), Encoding::Utf16);
        let offered = [PositionEncodingKind::UTF16, PositionEncodingKind::UTF8];
        assert_eq!(Encoding::negotiate(&offered), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(&[PositionEncodingKind::UTF32]), Encoding::Utf32);
    }
}
