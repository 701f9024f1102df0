//! Decoding: byte order mark, UTF-8, what a page says of itself, or what the detector makes of
//! it. What was guessed is told.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The encoding, where it was another than UTF-8.
    pub encoding: Option<&'static str>,
    /// How many places could not be decoded and were replaced.
    pub replaced: usize,
    /// The bytes of a UTF-8 byte order mark that was taken off.
    pub skipped: usize,
    /// Whether the encoding is what fits best and nothing says.
    pub guessed: bool,
}

/// Bytes that are no text: NUL bytes or too many control characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

/// How many bytes at the start decide whether a file is text.
const PROBE: usize = 8192;
/// An HTML page names its encoding within so many bytes.
const NAMED: usize = 2048;
/// The high byte of the last alphabet looked for: Latin 00–02, Greek 03, Cyrillic 04–05, Arabic 06.
const LAST_BLOCK: u8 = 6;
/// What stands for a byte that means nothing: one byte too, so that offsets stay those of the file.
const SUBSTITUTE: char = '\u{1a}';

/// Decodes bytes; `named` is the encoding that the document itself names, which counts where
/// it is not UTF-8.
///
/// # Errors
/// When they are no text.
pub fn decode(bytes: &[u8], named: Option<&'static Encoding>) -> Result<Decoded, NotText> {
    if let Some((encoding, skipped)) = Encoding::for_bom(bytes) {
        return Ok(with_encoding(
            bytes.get(skipped..).unwrap_or(&[]),
            encoding,
            if encoding == UTF_8 { skipped } else { 0 },
        ));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(with_encoding(bytes, encoding, 0));
    }
    if looks_binary(bytes) {
        return Err(NotText);
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => {
            Ok(Decoded { text: text.to_owned(), encoding: None, replaced: 0, skipped: 0, guessed: false })
        }
        Err(_) => Ok(match named.filter(|named| *named != UTF_8) {
            Some(named) => with_encoding(bytes, named, 0),
            None => guess(bytes),
        }),
    }
}

/// Broken UTF-8 stays UTF-8 where more of its long characters are whole than broken, which
/// texts in other encodings do not show; otherwise the detector decides.
fn guess(bytes: &[u8]) -> Decoded {
    let (mut text, mut replaced) = (String::with_capacity(bytes.len()), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        replaced += chunk.invalid().len();
        text.extend(chunk.invalid().iter().map(|_| SUBSTITUTE));
    }
    let whole = text.chars().filter(|c| !c.is_ascii()).count();
    if whole > replaced {
        return Decoded { text, encoding: None, replaced, skipped: 0, guessed: false };
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    Decoded { guessed: true, ..with_encoding(bytes, encoding, 0) }
}

/// The encoding that an HTML or XML document names in its first bytes.
#[must_use]
pub(super) fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..NAMED.min(bytes.len())).unwrap_or(bytes).to_ascii_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|word| {
        let at = memchr::memmem::find(&head, word.as_bytes())? + word.len();
        let rest = head.get(at..)?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)));
        rest.get(..end.unwrap_or(rest.len()))
    })?;
    Encoding::for_label(label)
}

fn with_encoding(bytes: &[u8], encoding: &'static Encoding, skipped: usize) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches('\u{fffd}').count();
    let named = (encoding != UTF_8).then(|| encoding.name());
    Decoded { text: text.into_owned(), encoding: named, replaced, skipped, guessed: false }
}

/// UTF-16 of an alphabet shows as every other byte being small: the block of the letters.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PROBE.min(bytes.len())).unwrap_or(bytes);
    if head.len() < 8 || head.len() % 2 != 0 && bytes.len() == head.len() {
        return None;
    }
    let small = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b <= LAST_BLOCK).count();
    let (even, odd, half) = (small(0), small(1), head.len() / 2);
    if odd > half * 3 / 4 && even <= half / 20 {
        return Some(UTF_16LE);
    }
    (even > half * 3 / 4 && odd <= half / 20).then_some(UTF_16BE)
}

fn looks_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..PROBE.min(bytes.len())).unwrap_or(bytes);
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    head.contains(&0) || control * 20 > head.len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1251_and_utf_16_are_found_out() {
        let text = "Выставку посетили более 14 тыс. человек из 24 стран мира.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, Some("windows-1251")));
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16, None).unwrap().text, text);
        let unmarked: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&unmarked, None).unwrap().encoding, Some("UTF-16BE"));
        let latin: Vec<u8> = "45 agreements were signed".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&latin, None).unwrap().encoding, Some("UTF-16LE"));
    }

    #[test]
    fn a_little_broken_utf8_is_kept() {
        let mut bytes = "Выставку посетили 14 тысяч человек. ".repeat(10).into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), (None, 1));
        assert_eq!(decoded.text.len(), bytes.len(), "offsets stay those of the file");
        let mut short = "из 27 стран".as_bytes().to_vec();
        short.extend(b"\xff\xfe and 300 companies");
        let decoded = decode(&short, None).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), (None, 2));
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0", None), Err(NotText));
    }

    #[test]
    fn a_page_that_names_its_encoding_is_believed_where_it_is_not_utf_8() {
        let page = "<meta http-equiv=Content-Type content=\"text/html; charset=KOI8-R\">27 стран";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(page);
        let named = named_encoding(&bytes);
        let decoded = decode(&bytes, named).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.guessed), (page, Some("KOI8-R"), false));
        let prolog = named_encoding(b"<?xml version='1.0' encoding='windows-1251'?>");
        assert_eq!(prolog, Some(encoding_rs::WINDOWS_1251));
        assert_eq!(named_encoding(b"<meta charset=nonsense>"), None);
        let decoded = decode(page.as_bytes(), named).unwrap();
        assert_eq!(decoded.encoding, None, "what is UTF-8 is UTF-8, whatever it says");
    }
}
