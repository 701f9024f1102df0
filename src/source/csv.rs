//! Tables with a character between their cells: each cell of words is a text. Cells of figures
//! alone are no text; tables of those are for `reconcile`.

use super::text::{Builder, PieceKind, Text};
use crate::token::Span;

/// Characters that may stand between cells; the one that the first line has most of counts.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a table; its text begins at a byte of the file.
pub(super) fn read(file: &str, base: usize) -> Text {
    let mut out = Builder::new(file);
    let bytes = file.as_bytes();
    let separator = separator(bytes.get(base..).unwrap_or(&[]));
    let mut at = base;
    while at < bytes.len() {
        let (cell, next) = cell(bytes, at, separator);
        if is_prose(cell.of(file)) {
            out.begin(PieceKind::Row);
            push(&mut out, cell);
        }
        at = next;
    }
    out.of_file()
}

/// Whether a cell or a string is words: it has letters, and more than one word.
pub(super) fn is_prose(text: &str) -> bool {
    let text = text.trim();
    text.contains(char::is_whitespace) && text.chars().any(char::is_alphabetic)
}

fn separator(bytes: &[u8]) -> u8 {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or(&[]);
    let count = |separator: u8| line.iter().filter(|byte| **byte == separator).count();
    // Of those that come first among equals: a comma.
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// The cell that begins at a byte, without its quotes, and where the next one begins.
fn cell(bytes: &[u8], start: usize, separator: u8) -> (Span, usize) {
    let ends = |byte: u8| byte == separator || byte == b'\n' || byte == b'\r';
    let quoted = bytes.get(start) == Some(&b'"');
    let mut at = start + usize::from(quoted);
    let from = at;
    if quoted {
        while let Some(byte) = bytes.get(at) {
            let doubled = bytes.get(at + 1) == Some(&b'"');
            match byte {
                b'"' if doubled => at += 2,
                b'"' => break,
                _ => at += 1,
            }
        }
    }
    let inner = at;
    while bytes.get(at).is_some_and(|byte| !ends(*byte)) {
        at += 1;
    }
    (Span::new(from, if quoted { inner } else { at }), (at + 1).min(bytes.len().max(at)))
}

/// Adds a cell; a doubled quote in it is one.
fn push(out: &mut Builder<'_>, cell: Span) {
    let (file, mut at) = (out.file, cell.start);
    while let Some(found) = file.get(at..cell.end).and_then(|rest| rest.find("\"\"")) {
        out.text(Span::new(at, at + found));
        out.instead("\"", Span::new(at + found, at + found + 2));
        at += found + 2;
    }
    out.text(Span::new(at, cell.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_words_are_texts_and_lead_back() {
        let file = "id;text\r\n1;\"The \"\"Riverside\"\" fair;\r\ndrew 400 companies\"\r\n2;450\n3;27 countries came";
        let text = read(file, 0);
        let content = text.content();
        let cells: Vec<&str> = content.pieces.unwrap().iter().map(|p| p.span.of(content.words)).collect();
        assert_eq!(cells, ["The \"Riverside\" fair; drew 400 companies", "27 countries came"]);
        let at = content.words.find("Riverside\" fair").unwrap();
        assert_eq!(text.in_file(Span::new(at, at + 15)).of(file), "Riverside\"\" fair");
        for odd in ["\"", "\"never closed", "a,\"b\"c\n", ",,,\n\n", "\"\"\"\""] {
            read(odd, 0);
        }
    }
}
