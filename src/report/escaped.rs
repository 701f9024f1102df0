//! JSON in which every character that a terminal would act on is an escape: the same text to a
//! program, harmless to a screen.

use crate::token::is_invisible;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::io;

/// A formatter that escapes control and direction characters.
struct Escaped<F>(F);

impl<F: Formatter> Formatter for Escaped<F> {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if is_plain(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| acts(*c)) {
            writer.write_all(rest.get(..at).unwrap_or("").as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = rest.get(at + c.len_utf8()..).unwrap_or("");
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

/// Whether a character does something on a screen instead of standing on it.
fn acts(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether no character of a text can be one that acts: told by the bytes that such characters begin
/// with, all at once.
fn is_plain(text: &str) -> bool {
    let may_act = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef | 0xf3);
    !text.bytes().fold(false, |acts, byte| acts | may_act(byte))
}

/// Writes a value as JSON.
pub(super) fn write(
    value: &impl Serialize,
    out: &mut (impl io::Write + ?Sized),
) -> Result<(), serde_json::Error> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Escaped(CompactFormatter)))
}

/// Writes a value as one line of JSON with its end.
pub(super) fn write_line(
    value: &impl Serialize,
    out: &mut (impl io::Write + ?Sized),
) -> Result<(), serde_json::Error> {
    write(value, out)?;
    out.write_all(b"\n").map_err(serde_json::Error::io)
}

/// Appends a text as JSON; most have nothing to escape.
pub(super) fn put(text: &str, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    if !is_plain(text) || text.bytes().fold(false, |quotes, byte| quotes | matches!(byte, b'"' | b'\\')) {
        return write(&text, out);
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

/// A value as one line of JSON.
pub(super) fn line(value: &impl Serialize) -> Result<String, serde_json::Error> {
    written(value, CompactFormatter)
}

/// A value as JSON that people may want to read.
pub(super) fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    written(value, PrettyFormatter::new())
}

fn written(value: &impl Serialize, formatter: impl Formatter) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaped(formatter)))?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_act_is_told_by_its_first_byte() {
        for c in ('\0'..=char::MAX).filter(|c| acts(*c)) {
            assert!(!is_plain(&c.to_string()), "{c:?}");
        }
        assert!(is_plain("450 компаний & more: ёЁ 東京"));
        let mut out = Vec::new();
        put("a \"b\" \\ \u{202e}", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), line(&"a \"b\" \\ \u{202e}").unwrap());
    }

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_comes_back() {
        let hostile = "a\u{9b}31m\u{202e}b\u{7f}\u{1b}[0m\u{e000}\n\u{2028}я";
        let written = line(&[hostile]).unwrap();
        assert!(!written.contains(acts), "{written:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), [hostile]);
        assert_eq!(serde_json::from_str::<Vec<String>>(&pretty(&[hostile]).unwrap()).unwrap(), [hostile]);
    }
}
