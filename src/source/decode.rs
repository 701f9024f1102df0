//! Decoding: byte order mark, UTF-8, or what the detector makes of it. What was guessed is
//! told.

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
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// They hold NUL bytes or too many control characters.
    Binary,
}

/// How many bytes at the start decide whether a file is text.
const PROBE: usize = 8192;
/// Files in UTF-8 with more broken places than one in so many bytes are taken for another encoding.
const BROKEN_PER: usize = 200;

/// Decodes bytes.
///
/// # Errors
/// When they are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
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
        return Err(NotText::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), encoding: None, replaced: 0, skipped: 0 }),
        Err(_) => Ok(guess(bytes)),
    }
}

/// Broken UTF-8 stays UTF-8 where little of it is broken; otherwise the detector decides.
fn guess(bytes: &[u8]) -> Decoded {
    let lossy = String::from_utf8_lossy(bytes);
    let replaced = lossy.matches('\u{fffd}').count();
    let has_multibyte = lossy.chars().any(|c| !c.is_ascii() && c != '\u{fffd}');
    if has_multibyte && replaced <= bytes.len() / BROKEN_PER + 1 {
        return Decoded { text: lossy.into_owned(), encoding: None, replaced, skipped: 0 };
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    with_encoding(bytes, encoding, 0)
}

fn with_encoding(bytes: &[u8], encoding: &'static Encoding, skipped: usize) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches('\u{fffd}').count();
    let named = (encoding != UTF_8).then(|| encoding.name());
    Decoded { text: text.into_owned(), encoding: named, replaced, skipped }
}

/// UTF-16 of mostly Latin text shows as every other byte zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PROBE.min(bytes.len())).unwrap_or(bytes);
    if head.len() < 8 || head.len() % 2 != 0 && bytes.len() == head.len() {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd > half / 2 && even < half / 20 {
        return Some(UTF_16LE);
    }
    (even > half / 2 && odd < half / 20).then_some(UTF_16BE)
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
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, Some("windows-1251")));
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16).unwrap().text, text);
        let latin: Vec<u8> = "45 agreements were signed".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&latin).unwrap().encoding, Some("UTF-16LE"));
    }

    #[test]
    fn a_little_broken_utf8_is_kept() {
        let mut bytes = "Выставку посетили 14 тысяч человек. ".repeat(10).into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), (None, 1));
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0"), Err(NotText::Binary));
    }
}
