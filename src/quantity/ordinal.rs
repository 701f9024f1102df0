//! Ordinals: "23rd", «30-й», "twenty-first", "XI" before a noun.

use super::kind::{Figure, Kind, Quantity};
use super::reader::Reader;
use super::roman;
use crate::morphology::PartOfSpeech;
use crate::rule::Lexeme;
use crate::token::{Case, TokenKind};
use crate::value::{Amount, Decimal};

impl Reader<'_, '_> {
    /// The ordinal that starts at a token.
    pub(super) fn ordinal(&self, at: usize) -> Option<Quantity> {
        let (n, end) = self.ordinal_digits(at).or_else(|| self.ordinal_words(at)).or_else(|| self.ordinal_roman(at))?;
        Some(Quantity {
            span: self.span(at, end),
            tokens: (at, end),
            core: (at, end),
            kind: Kind::Ordinal,
            figure: Figure::Amount(Amount::exact(n, Decimal::ONE), None),
            fraction: false,
            also: false,
            implicit: false,
            problem: None,
        })
    }

    /// Digits with an ordinal ending: "23rd", "30-й", "4ый".
    fn ordinal_digits(&self, at: usize) -> Option<(Decimal, usize)> {
        if self.kind(at) != Some(TokenKind::Digits) || (self.glued(at) && !self.opens(at)) {
            return None;
        }
        let hyphen = usize::from(self.is_dash(at + 1) && self.glued(at + 1) && self.glued(at + 2));
        let end = self.past(at + 1 + hyphen, Lexeme::OrdinalEnding).filter(|_| self.glued(at + 1 + hyphen))?;
        let n = self.text(at).parse().ok()?;
        let whole = !(self.glued(end) && self.kind(end) == Some(TokenKind::Word));
        whole.then_some((n, end))
    }

    fn opens(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|b| matches!(self.text(b), "(" | "\"" | "«" | "“" | "'" | "["))
    }

    /// Ordinal words, with cardinals before them: "twenty-first", «сто двадцать первый».
    pub(super) fn ordinal_words(&self, at: usize) -> Option<(Decimal, usize)> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let ordinal = |at: usize| self.lexeme(at, |l| if let Lexeme::Ordinal(n) = l { Some(n) } else { None });
        if let Some((n, end)) = ordinal(at) {
            return Some((n, end));
        }
        let start = self.past(at, Lexeme::Article).unwrap_or(at);
        let spelled = self.spelled(start).filter(|s| s.in_words && s.problem.is_none())?;
        let hyphen = usize::from(self.is_dash(spelled.end) && spelled.last < Decimal::ONE_HUNDRED);
        let (n, end) = ordinal(spelled.end + hyphen)?;
        if self.is_denominator(end - 1, &spelled) {
            return None;
        }
        let sum = if n >= Decimal::ONE_HUNDRED {
            // "two hundredth", "a hundred trillionth"
            spelled.value.checked_mul(n)?
        } else if spelled.last > n || spelled.multiplier.is_some() {
            spelled.value.checked_add(n)?
        } else {
            return None;
        };
        Some((sum, end))
    }

    /// "twenty fifths": the plural makes it a fraction.
    fn is_denominator(&self, at: usize, spelled: &super::spelled::Spelled) -> bool {
        let word = self.word(at);
        let english_plural = word.is_some_and(|w| w.plural_noun && !w.singular_noun);
        let russian = word.is_some_and(|w| w.folded.ends_with("ых") && spelled.last < Decimal::TEN);
        english_plural || russian
    }

    /// A Roman numeral of two letters or more before a word, or any before a period.
    fn ordinal_roman(&self, at: usize) -> Option<(Decimal, usize)> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Word)?;
        let n = roman::value(self.text(at)).filter(|_| !self.glued(at) && !self.glued(at + 1))?;
        let long = token.case == Case::Upper;
        let before_period = self.lexeme(at + 1, |l| matches!(l, Lexeme::Period(_)).then_some(())).is_some();
        let before_noun = self.word(at + 1).is_some_and(|w| {
            w.may_be(PartOfSpeech::Noun) || w.may_be(PartOfSpeech::Adjective)
        });
        let after_name = at.checked_sub(1).and_then(|b| self.token(b)).is_some_and(|t| t.case != Case::Lower && at > 1);
        ((long && before_noun && !after_name) || before_period).then_some((Decimal::from(n), at + 1))
    }
}
