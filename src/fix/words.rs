//! The words of a figure and behind it: which other ones a corrected figure needs.

use crate::rule::PluralRule;
use crate::value::Decimal;

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
