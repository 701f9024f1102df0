//! Places in a text.

/// The byte at a line and a column of UTF-16 units, both from 0.
pub(crate) fn offset(text: &str, line: u64, column: u64) -> usize {
    let line = usize::try_from(line).unwrap();
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let (mut at, mut left) = (start, usize::try_from(column).unwrap());
    for c in text[start..].chars() {
        if left == 0 {
            break;
        }
        left -= c.len_utf16();
        at += c.len_utf8();
    }
    at
}
