//! Folding: one spelling for all the ways a word is written, so that dictionaries and
//! rules meet documents on common ground.

use super::is_invisible;

/// A folded word; short ones need no allocation.
pub type Folded = smallvec::SmallVec<[u8; 64]>;

/// Lower case, `ё` as `е`, decomposed `й` composed, stress marks and invisible characters gone.
#[must_use]
pub fn fold(word: &str) -> String {
    if is_folded(word) {
        return word.to_owned();
    }
    let mut out = Folded::new();
    fold_into(word, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// Whether a word has only small letters of which no other stands for the same; most words have.
fn is_folded(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'а'..='я' | '\0'..='@' | '['..='\u{7f}'))
}

/// Appends the folded form of `word` to `out`, in UTF-8.
pub fn fold_into(word: &str, out: &mut Folded) {
    if is_folded(word) {
        out.extend_from_slice(word.as_bytes());
        return;
    }
    if word.is_ascii() {
        out.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
        return;
    }
    let mut previous = '\0';
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase() as u8);
            previous = c;
            continue;
        }
        match (c, previous) {
            ('\u{306}', 'и' | 'И') => {
                out.truncate(out.len() - 'и'.len_utf8());
                push(out, 'й');
            }
            ('\u{300}'..='\u{36f}', _) => {}
            ('ё' | 'Ё', _) => push(out, 'е'),
            ('’' | 'ʼ', _) => out.push(b'\''),
            ('\u{b5}', _) => push(out, 'μ'),
            ('а'..='я', _) => push(out, c),
            ('А'..='Я', _) => push(out, char::from_u32(c as u32 + 0x20).unwrap_or(c)),
            _ if is_invisible(c) => {}
            _ => c.to_lowercase().for_each(|l| push(out, l)),
        }
        previous = c;
    }
}

fn push(out: &mut Folded, c: char) {
    let mut buffer = [0; 4];
    out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_spelling_for_all() {
        assert_eq!(fold("Четвёртый"), "четвертый");
        assert_eq!(fold("Третии\u{306}"), fold("третий"));
        assert_eq!(fold("COM\u{ad}PANY"), "company");
        assert_eq!(fold("за\u{301}мок"), "замок");
    }

    #[test]
    fn what_is_folded_is_told_at_a_glance_and_stays() {
        for c in ('\0'..='\u{2fff}').filter(|c| super::is_folded(&c.to_string())) {
            assert_eq!(fold(&format!("B{c}")), format!("b{c}"));
        }
    }
}
