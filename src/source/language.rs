//! The language of a text: by the share of scripts, then by whether its words are known.

use crate::rule::Ruleset;
use crate::token::{is_cyrillic, is_letter};

/// How much of a text is looked at, in bytes.
const PROBE: usize = 16 << 10;
/// The share of Cyrillic letters from which a text counts as Cyrillic.
const CYRILLIC: f64 = 0.3;
/// How many words in lower case are looked up; fewer than `FEWEST` tell nothing.
const MOST: usize = 200;
const FEWEST: usize = 12;
/// The share of known words below which a text is in another language of the same script: news in
/// English and Russian has 0.9 and more, other languages of Europe 0.1 to 0.5.
const KNOWN: f64 = 0.6;

/// The letters of a text, by script.
#[derive(Default)]
struct Letters {
    latin: u32,
    cyrillic: u32,
    others: u32,
}

impl Letters {
    /// Those at the start of a text.
    fn of(text: &str) -> Self {
        let mut out = Self::default();
        let probe = text.get(..text.floor_char_boundary(PROBE)).unwrap_or(text);
        let mut rest = probe.as_bytes();
        loop {
            rest = match rest {
                [] => return out,
                [byte, rest @ ..] if byte.is_ascii() => {
                    out.latin += u32::from(byte.is_ascii_alphabetic());
                    rest
                }
                // From U+0400 to U+047F all are letters.
                [0xd0 | 0xd1, _, rest @ ..] => {
                    out.cyrillic += 1;
                    rest
                }
                _ => {
                    let Some(c) = probe.get(probe.len() - rest.len()..).and_then(|rest| rest.chars().next())
                    else {
                        return out;
                    };
                    match c {
                        _ if !is_letter(c) => {}
                        _ if is_cyrillic(c) => out.cyrillic += 1,
                        _ if is_latin(c) => out.latin += 1,
                        _ => out.others += 1,
                    }
                    rest.get(c.len_utf8()..).unwrap_or_default()
                }
            };
        }
    }

    fn all(&self) -> u32 {
        self.latin + self.cyrillic + self.others
    }
}

/// The share of Cyrillic among the letters at the start of a text; 0 without letters.
#[must_use]
pub fn cyrillic_share(text: &str) -> f64 {
    let letters = Letters::of(text);
    if letters.all() == 0 { 0.0 } else { f64::from(letters.cyrillic) / f64::from(letters.all()) }
}

/// The first language of the rule set that is written in the script of a text.
#[must_use]
pub fn language_of(text: &str, rules: &Ruleset) -> Option<u8> {
    let cyrillic = cyrillic_share(text) >= CYRILLIC;
    let found = rules.languages.iter().position(|language| language.cyrillic == cyrillic);
    found.and_then(|index| u8::try_from(index).ok())
}

/// Whether a text is in a language, as far as its letters and the dictionary of the language tell;
/// `is_known` says of a word whether that dictionary has it.
#[must_use]
pub fn is_in(text: &str, language: u8, rules: &Ruleset, mut is_known: impl FnMut(&str) -> bool) -> bool {
    let Some(language) = rules.languages.get(usize::from(language)) else { return false };
    let probe = text.get(..text.floor_char_boundary(PROBE)).unwrap_or(text);
    let letters = Letters::of(text);
    if (letters.latin + letters.cyrillic) * 2 < letters.all() {
        return false;
    }
    if language.dictionary.is_none() {
        return true;
    }
    let is_word = |word: &&str| is_word(word, language.cyrillic);
    let words = probe.split(|c: char| !is_letter(c) && !c.is_numeric()).filter(is_word).take(MOST);
    let (mut seen, mut known) = (0usize, 0usize);
    for word in words {
        seen += 1;
        known += usize::from(is_known(word));
        // However few of the others are known, they are enough.
        if known as f64 / MOST as f64 >= KNOWN {
            return true;
        }
    }
    seen < FEWEST || known as f64 / seen as f64 >= KNOWN
}

/// Whether a run of letters and digits is a word in lower case, of two letters of a script or more.
fn is_word(word: &str, cyrillic: bool) -> bool {
    if word.is_ascii() {
        let small = word.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
        return !cyrillic && small && word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    }
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase)
        && word.chars().count() > 1
        && chars.all(|c| is_letter(c) && is_cyrillic(c) == cyrillic)
}

/// Letters of the Latin script, with all their accents.
fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Packs, prepare};
    use crate::text::Words;

    #[test]
    fn a_language_is_known_by_its_letters_and_words() {
        let rules = prepare(Vec::new(), &Packs).rules;
        let known = |text: &str| {
            let mut words = Words::new(&rules);
            let is_in = |lang| is_in(text, lang, &rules, |word| words.is_known(word, lang));
            language_of(text, &rules).is_some_and(is_in)
        };
        assert!(known("450 компаний, 2024") && known("450, 2024") && known(""));
        assert!(!known("2024年有450家公司参加了展览会。"));
        assert!(!known("Το 2024 συμμετείχαν 450 εταιρείες."));
        assert!(!known(
            "Die Messe zählte in diesem Jahr mehr als 400 Unternehmen, und die Veranstalter \
            erwarten, dass die Zahl der Besucher im nächsten Jahr weiter steigen wird."
        ));
        assert!(known(
            "This year the fair drew more than 400 companies, and those who organise it expect \
            that still more visitors will come next year."
        ));
    }
}
