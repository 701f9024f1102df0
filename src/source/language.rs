//! The language of a text, by the share of scripts.

use crate::rule::Ruleset;

/// How much of a text is looked at, in bytes.
const PROBE: usize = 16 << 10;
/// The share of Cyrillic letters from which a text counts as Cyrillic.
const CYRILLIC: f64 = 0.3;

/// The share of Cyrillic among the letters at the start of a text; 0 without letters.
#[must_use]
pub fn cyrillic_share(text: &str) -> f64 {
    let (mut cyrillic, mut letters) = (0u32, 0u32);
    for (_, c) in text.char_indices().take_while(|(at, _)| *at < PROBE) {
        if c.is_alphabetic() {
            letters += 1;
            cyrillic += u32::from(crate::token::is_cyrillic(c));
        }
    }
    if letters == 0 { 0.0 } else { f64::from(cyrillic) / f64::from(letters) }
}

/// The first language of the rule set that is written in the script of a text.
#[must_use]
pub fn language_of(text: &str, rules: &Ruleset) -> Option<u8> {
    let cyrillic = cyrillic_share(text) >= CYRILLIC;
    let found = rules.languages.iter().position(|language| language.cyrillic == cyrillic);
    found.and_then(|index| u8::try_from(index).ok())
}
