//! Runs of letters, found several bytes at a time: most of a text is nothing else.

/// A bit in each of eight bytes, and what moves letters around it.
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
const SMALL: u64 = u64::from_ne_bytes([0x20; 8]);
const FROM_A: u64 = u64::from_ne_bytes([0x80 - b'a'; 8]);
const ABOVE_Z: u64 = u64::from_ne_bytes([0x7f - b'z'; 8]);

/// The high bit of each byte that is a letter of ASCII.
#[inline]
const fn letters(bytes: u64) -> u64 {
    let small = (bytes | SMALL) & !HIGH;
    // Neither sum reaches the next byte, as none of them is above 0x7f.
    (small + FROM_A) & !(small + ABOVE_Z) & !bytes & HIGH
}

/// The end of the run of ASCII letters that starts at a byte.
#[inline]
#[must_use]
pub fn latin_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let others = letters(u64::from_le_bytes(*chunk)) ^ HIGH;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += chunk.len();
    }
    while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        at += 1;
    }
    at
}

/// The end of the run of letters from А to я, two bytes each, that starts at a byte.
#[inline]
#[must_use]
pub fn russian_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let others = not_russian(u64::from_le_bytes(*chunk));
        if others != 0 {
            return at + others.trailing_zeros() as usize / 16 * 2;
        }
        at += chunk.len();
    }
    while let Some(letter) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        if !is_russian(*letter) {
            break;
        }
        at += letter.len();
    }
    at
}

/// Bits in each two of eight bytes that are no letter from А to я.
#[inline]
const fn not_russian(bytes: u64) -> u64 {
    const fn each(bits: u16) -> u64 {
        bits as u64 * 0x0001_0001_0001_0001
    }
    // A letter of two bytes from U+0400 to U+047F, first byte in the lower half.
    let shape = (bytes & each(0xc0fe)) ^ each(0x80d0);
    let place = (bytes & each(0x0001)) << 6 | bytes >> 8 & each(0x003f);
    // From U+0410 to U+044F: no sum reaches the next letter, as none is above 0xef.
    shape | ((place + each(0x70)) & each(0xc0)) ^ each(0x80)
}

/// Whether two bytes are a letter from А to я.
#[inline]
#[must_use]
fn is_russian(letter: [u8; 2]) -> bool {
    let code = u16::from_be_bytes(letter);
    matches!(code, 0xd090..=0xd0bf | 0xd180..=0xd18f)
}

/// Whether a run of ASCII letters that ends at a byte is a word: nothing behind it could belong to
/// it, as spaces, dashes, quotation marks and Cyrillic letters do not.
#[inline]
#[must_use]
pub fn ends_latin(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end..) {
        Some([byte, ..]) if !byte.is_ascii() => {
            matches!(
                bytes.get(end..end + 2),
                Some([0xe2, 0x80] | [0xc2, 0xa0 | 0xab | 0xbb] | [0xd0 | 0xd1, _])
            )
        }
        _ => true,
    }
}

/// Whether a run of letters from А to я that ends at a byte is a word: other Cyrillic letters,
/// combining marks and soft hyphens go on with one.
#[inline]
#[must_use]
pub fn ends_russian(bytes: &[u8], end: usize) -> bool {
    !matches!(bytes.get(end..end + 2), Some([0xd0..=0xd4 | 0xcc | 0xcd, _] | [0xc2, 0xad]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_at_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut bytes = [b'k'; 20];
                bytes[place] = byte;
                let end = if byte.is_ascii_alphabetic() { bytes.len() } else { place };
                assert_eq!(latin_end(&bytes, 0), end, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn letters_of_russian_are_those_from_a_to_ya() {
        for c in ('\u{80}'..'\u{800}').filter(|c| c.len_utf8() == 2) {
            let mut bytes = [0; 2];
            c.encode_utf8(&mut bytes);
            assert_eq!(is_russian(bytes), ('А'..='я').contains(&c), "{c}");
        }
        assert_eq!(russian_end("слово, и".as_bytes(), 0), 10);
    }

    #[test]
    fn letters_of_russian_are_told_four_at_a_time() {
        for (first, second) in
            (0..=u8::MAX).flat_map(|first| (0..=u8::MAX).map(move |second| (first, second)))
        {
            for place in 0..4 {
                let mut bytes: Vec<u8> = "жжжжж".into();
                (bytes[place * 2], bytes[place * 2 + 1]) = (first, second);
                let end = if is_russian([first, second]) { bytes.len() } else { place * 2 };
                assert_eq!(russian_end(&bytes, 0), end, "{first:x} {second:x} at {place}");
            }
        }
    }
}
