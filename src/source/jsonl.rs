//! JSON lines: each string of words in a value is a text; keys are none.

use super::csv::is_prose;
use super::limits;
use super::notice::{BROKEN_LINE, Notice};
use super::text::{Builder, PieceKind, Text};
use crate::diagnostic::Diagnostic;
use crate::token::Span;

/// Reads a file of JSON lines; its text begins at a byte of the file.
pub(super) fn read(file: &str, base: usize) -> Text {
    let mut out = Builder::new(file);
    let (mut at, mut broken) = (base, Vec::new());
    for line in file.get(base..).unwrap_or("").split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if span.is_empty() {
            continue;
        }
        match serde_json::from_str::<serde::de::IgnoredAny>(span.of(file)) {
            Ok(_) => strings(&mut out, span),
            Err(error) => broken.push((span, error.to_string())),
        }
    }
    Text { notices: notices(&broken), ..out.of_file() }
}

fn notices(broken: &[(Span, String)]) -> Vec<Notice> {
    let named = broken.iter().take(limits::BROKEN_LINES);
    let mut out: Vec<Notice> = named
        .map(|(span, why)| {
            let said = Diagnostic::new(&BROKEN_LINE, format!("a line is not JSON: {why}"));
            Notice { said, span: Span::new(span.start, span.start), label: "not read".into() }
        })
        .collect();
    let rest = broken.len().saturating_sub(limits::BROKEN_LINES);
    if let (Some(last), true) = (out.last_mut(), rest > 0) {
        last.said = last.said.clone().help(format!("and {rest} lines more"));
    }
    out
}

/// Adds the strings of a line that is JSON.
fn strings(out: &mut Builder<'_>, line: Span) {
    let file = out.file;
    let bytes = file.as_bytes();
    let mut at = line.start;
    while let Some(found) = bytes.get(at..line.end).and_then(|rest| memchr::memchr(b'"', rest)) {
        let start = at + found + 1;
        let end = string_end(bytes, start, line.end);
        at = end + 1;
        let key = bytes.get(at..line.end).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"));
        if !key && is_prose(Span::new(start, end).of(file)) {
            push(out, Span::new(start, end));
        }
    }
}

fn string_end(bytes: &[u8], start: usize, limit: usize) -> usize {
    let mut at = start;
    while at < limit {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => break,
            _ => at += 1,
        }
    }
    at.min(limit)
}

/// Adds a string, each escape as what it stands for; lines in it are pieces.
fn push(out: &mut Builder<'_>, string: Span) {
    out.begin(PieceKind::Row);
    let (file, mut at) = (out.file, string.start);
    while let Some(found) = file.get(at..string.end).and_then(|rest| rest.find('\\')) {
        let escape = at + found;
        out.text(Span::new(at, escape));
        let (words, length) = escaped(file.get(escape..string.end).unwrap_or(""));
        at = (escape + length).min(string.end);
        match words {
            Some('\n' | '\r') => out.begin(PieceKind::Row),
            Some(c) => out.instead(c.encode_utf8(&mut [0; 4]), Span::new(escape, at)),
            None => {}
        }
    }
    out.text(Span::new(at, string.end));
}

/// What an escape at the start of a text stands for, and how long it is.
fn escaped(text: &str) -> (Option<char>, usize) {
    let c = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'b' | b'f') => ' ',
        Some(b'u') => return unicode(text),
        Some(byte) if byte.is_ascii() => char::from(*byte),
        _ => return (None, 1),
    };
    (Some(c), 2)
}

/// `\u0434`, or two of them for a character beyond 16 bits.
fn unicode(text: &str) -> (Option<char>, usize) {
    let unit = |at: usize| u32::from_str_radix(text.get(at..at + 4)?, 16).ok();
    let Some(high) = unit(2) else { return (None, text.len().min(6)) };
    if let Some(c) = char::from_u32(high) {
        return (Some(c), 6);
    }
    let low = if text.get(6..8) == Some("\\u") { unit(8) } else { None };
    match low.filter(|low| (0xdc00..0xe000).contains(low) && (0xd800..0xdc00).contains(&high)) {
        Some(low) => (char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 12),
        None => (None, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_texts_with_their_escapes_decoded() {
        let file = "{\"a key of words\": \"\\u0431олее 400 \\\"компаний\\\"\\nиз 27 стран \\ud83d\\ude00\", \"n\": [5, \"x\"]}\nnot json\n[\"45 agreements\"]\n";
        let text = read(file, 0);
        let content = text.content();
        let strings: Vec<&str> = content.pieces.unwrap().iter().map(|p| p.span.of(content.words)).collect();
        assert_eq!(strings, ["более 400 \"компаний\"", "из 27 стран 😀", "45 agreements"]);
        let at = content.words.find("более 400 \"комп").unwrap();
        let place = text.in_file(Span::new(at, at + "более 400 \"комп".len()));
        assert_eq!(place.of(file), "\\u0431олее 400 \\\"комп");
        assert_eq!(text.notices.len(), 1);
        assert_eq!(file.get(text.notices[0].span.start..).unwrap().lines().next(), Some("not json"));
    }
}
