//! Writes a number as another one was written: the same separators, the same magnitude behind
//! it, the same words.

use crate::rule::{Language, PluralRule};
use crate::token::Span;
use crate::value::Decimal;

/// Characters that may part groups of digits, beside those of the language.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
/// What a word behind the digits may multiply them by.
const MAGNITUDES: [i64; 4] = [1, 1_000, 1_000_000, 1_000_000_000];
/// A corrected figure may have so many decimals more than the wrong one.
const MORE_DECIMALS: u32 = 2;

/// The only figure of a text and what to write instead, so that it says `new` where it said `old`.
pub(super) fn rewritten(
    text: &str,
    old: Decimal,
    new: Decimal,
    language: &Language,
) -> Option<(Span, String)> {
    let digit = |c: char| c.is_ascii_digit();
    let start = text.find(digit)?;
    let end = text.rfind(digit)? + 1;
    let written = text.get(start..end)?;
    let (mut group, mut decimal) = (None, None);
    for c in written.chars().filter(|c| !c.is_ascii_digit()) {
        if c == language.decimal && decimal.is_none() {
            decimal = Some(c);
        } else if decimal.is_none()
            && (language.groups.contains(&c) || SPACES.contains(&c))
            && group.is_none_or(|g| g == c)
        {
            group = Some(c);
        } else {
            return None;
        }
    }
    let plain: String = written
        .chars()
        .filter(|c| Some(*c) != group)
        .map(|c| if Some(c) == decimal { '.' } else { c })
        .collect();
    let number = Decimal::from_str_exact(&plain).ok()?;
    let factor =
        MAGNITUDES.into_iter().map(Decimal::from).find(|factor| number.checked_mul(*factor) == Some(old))?;
    let wanted = new.checked_div(factor)?.normalize();
    if wanted.scale() > number.scale() + if factor > Decimal::ONE { MORE_DECIMALS } else { 0 } {
        return None;
    }
    let kept = wanted.scale().max(if factor == Decimal::ONE { number.scale() } else { 0 });
    let (whole, rest) = {
        let mut scaled = wanted;
        scaled.rescale(kept);
        let text = scaled.to_string();
        text.split_once('.')
            .map_or((text.clone(), None), |(whole, rest)| (whole.to_owned(), Some(rest.to_owned())))
    };
    // A number without a group may be too short to show how the document parts them.
    let group =
        group.or_else(|| (plain.len() < 4 && whole.len() > 4).then(|| language.groups.first().copied())?);
    let mut out = group.map_or_else(|| whole.clone(), |group| grouped(&whole, group));
    if let Some(rest) = rest {
        out.push(language.decimal);
        out.push_str(&rest);
    }
    Some((Span::new(start, end), out))
}

fn grouped(whole: &str, group: char) -> String {
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(c);
    }
    out
}

/// A figure in words as another text writes its own, where both end with the same word.
pub(super) fn in_words(own: &str, other: &str) -> Option<String> {
    let last = |text: &str| text.split_whitespace().next_back().map(str::to_lowercase);
    if other.contains(|c: char| c.is_ascii_digit()) || last(own) != last(other) {
        return None;
    }
    let capital = own.chars().next().is_some_and(char::is_uppercase);
    let mut chars = other.chars();
    let first = chars.next()?;
    let first: String = if capital { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    Some(first + chars.as_str())
}

/// Whether the nouns behind two numbers stand in the same form.
pub(super) fn agree_alike(a: Decimal, b: Decimal, rule: Option<PluralRule>) -> bool {
    let class = |number: Decimal| match rule {
        None => 0,
        Some(PluralRule::OneOther) => u8::from(number == Decimal::ONE),
        Some(PluralRule::OneFewMany) => {
            let (tens, ones) = (number % Decimal::ONE_HUNDRED, number % Decimal::TEN);
            let teens = tens > Decimal::TEN && tens < Decimal::from(20);
            match () {
                () if !number.fract().is_zero() => 3,
                () if teens => 0,
                () if ones == Decimal::ONE => 1,
                () if ones >= Decimal::TWO && ones < Decimal::from(5) => 2,
                () => 0,
            }
        }
    };
    class(a) == class(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(text: &str, old: &str, new: &str) -> Option<String> {
        written(text, old, new, '.', &[','])
    }

    fn written(text: &str, old: &str, new: &str, decimal: char, groups: &[char]) -> Option<String> {
        let language = Language {
            code: "xx".to_owned(),
            cyrillic: false,
            decimal,
            groups: groups.to_vec(),
            dictionary: None,
            plural: None,
            stemmer: None,
        };
        let number = |text: &str| Decimal::from_str_exact(text).unwrap();
        let (span, new) = rewritten(text, number(old), number(new), &language)?;
        Some(format!("{}{new}{}", &text[..span.start], &text[span.end..]))
    }

    #[test]
    fn the_style_of_the_document_is_kept() {
        assert_eq!(english("46,000 visitors", "46000", "1047000").as_deref(), Some("1,047,000 visitors"));
        assert_eq!(english("46000 visitors", "46000", "47000").as_deref(), Some("47000 visitors"));
        assert_eq!(english("14 thousand sq m", "14000", "15500").as_deref(), Some("15.5 thousand sq m"));
        assert_eq!(english("$1.2 million", "1200000", "1250000").as_deref(), Some("$1.25 million"));
        assert_eq!(english("2.50 metres", "2.5", "3").as_deref(), Some("3.00 metres"));
        let russian = |text, old, new| written(text, old, new, ',', &['\u{a0}', ' ']);
        assert_eq!(russian("46\u{a0}000 гостей", "46000", "47500").as_deref(), Some("47\u{a0}500 гостей"));
        assert_eq!(russian("1,2 млн", "1200000", "1300000").as_deref(), Some("1,3 млн"));
    }

    #[test]
    fn what_cannot_be_written_so_is_left_alone() {
        assert_eq!(english("400 companies from 27 countries", "400", "450"), None, "two figures");
        assert_eq!(english("5 feet 3", "63", "64"), None);
        assert_eq!(english("3 metres", "3", "3.25"), None, "finer than the document writes");
        assert_eq!(english("4oo", "400", "450"), None);
    }

    #[test]
    fn words_come_from_a_document_that_supports_them() {
        assert_eq!(
            in_words("Forty agreements", "forty-five agreements").as_deref(),
            Some("Forty-five agreements")
        );
        assert_eq!(in_words("forty deals", "forty-five agreements"), None);
        assert_eq!(in_words("forty agreements", "45 agreements"), None);
    }

    #[test]
    fn nouns_keep_their_form() {
        let alike = |a: i64, b: i64, rule| agree_alike(Decimal::from(a), Decimal::from(b), Some(rule));
        assert!(alike(400, 450, PluralRule::OneFewMany) && alike(11, 5, PluralRule::OneFewMany));
        assert!(!alike(21, 25, PluralRule::OneFewMany) && !alike(1, 2, PluralRule::OneOther));
    }
}
