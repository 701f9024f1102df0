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

/// Whether the letters at the start of a text are mostly of other scripts than packs are written for.
fn is_foreign(text: &str) -> bool {
    let (mut foreign, mut letters) = (0u32, 0u32);
    for (_, c) in text.char_indices().take_while(|(at, _)| *at < PROBE) {
        if c.is_alphabetic() {
            let latin = matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}');
            letters += 1;
            foreign += u32::from(!latin && !crate::token::is_cyrillic(c));
        }
    }
    foreign * 2 > letters
}

/// The first language of the rule set that is written in the script of a text.
#[must_use]
pub fn language_of(text: &str, rules: &Ruleset) -> Option<u8> {
    if is_foreign(text) {
        return None;
    }
    let cyrillic = cyrillic_share(text) >= CYRILLIC;
    let found = rules.languages.iter().position(|language| language.cyrillic == cyrillic);
    found.and_then(|index| u8::try_from(index).ok())
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn scripts_that_no_pack_is_written_for_are_told_apart() {
        assert!(is_foreign("2024年有450家公司参加了展览会。"));
        assert!(is_foreign("Το 2024 συμμετείχαν 450 εταιρείες."));
        assert!(!is_foreign("450 компаний, 2024"));
        assert!(!is_foreign("Zażółć gęślą jaźń, 北京"));
        assert!(!is_foreign("450, 2024"));
    }
}
