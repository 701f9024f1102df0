//! Ordinals: "23rd", «30-й», "twenty-first", "XI" before a noun; and spans of them.

use super::kind::{Figure, Kind, Quantity};
use super::reader::{Reader, back};
use super::roman;
use super::spelled::Spelled;
use crate::morphology::PartOfSpeech;
use crate::rule::{Bound, Lexeme};
use crate::token::{Case, TokenKind};
use crate::value::{Amount, Decimal, Interval};

impl Reader<'_, '_> {
    /// The ordinal, or span of ordinals, that starts at a token.
    pub(super) fn ordinal(&self, at: usize) -> Option<Quantity> {
        if !self.places.ordered(at) || self.kind(at) == Some(TokenKind::Word) && self.is_fraction(at) {
            return None;
        }
        let Some((n, end)) = self.single_ordinal(at) else { return self.bounded_ordinal(at) };
        // «5-й – 7-й», "between the tenth and the fifteenth".
        let upper = self.upper_ordinal(at, n, end);
        let (interval, end) =
            upper.map_or((Interval::point(n), end), |(upper, end)| (Interval::between(n, upper), end));
        Some(self.ordinal_quantity(at, at, end, interval))
    }

    /// "a trillionth", "one twenty-fifth": a part, though its name is an ordinal.
    fn is_fraction(&self, at: usize) -> bool {
        let words = self.spelled(at).filter(|s| s.in_words);
        let one = self.past(at, Lexeme::Article).is_some()
            || words.is_some_and(|s| s.before_last.unwrap_or(s.value) == Decimal::ONE);
        (one || words.is_some()) && self.fraction(at).is_some_and(|part| one || part.lo < Decimal::ONE)
    }

    fn ordinal_quantity(&self, from: usize, core: usize, end: usize, interval: Interval) -> Quantity {
        let amount = Amount { interval, approx: false, step: Decimal::ONE };
        let plain =
            Quantity::plain(self.span(from, end), (from, end), Kind::Ordinal, Figure::Amount(amount, None));
        Quantity { core: (core, end), ..plain }
    }

    pub(super) fn single_ordinal(&self, at: usize) -> Option<(Decimal, usize)> {
        if !self.places.ordered(at) {
            return None;
        }
        match self.kind(at)? {
            TokenKind::Digits => self.ordinal_digits(at),
            TokenKind::Word => self.ordinal_words(at).or_else(|| self.ordinal_roman(at)),
            TokenKind::Mark => None,
        }
    }

    fn upper_ordinal(&self, at: usize, n: Decimal, end: usize) -> Option<(Decimal, usize)> {
        let opened = self.led_by(at, Lexeme::RangeOpen);
        let middle = match self.past(end, Lexeme::RangeMiddle) {
            Some(past) if opened => past,
            _ if self.is_dash(end) && self.kind(at) == Some(TokenKind::Digits) => end + 1,
            _ => return None,
        };
        self.single_ordinal(middle).filter(|(upper, _)| *upper > n)
    }

    /// "higher than the tenth".
    fn bounded_ordinal(&self, at: usize) -> Option<Quantity> {
        let (bound, end) = self
            .lexeme(at, kinds![Bound], |l| if let Lexeme::Bound(bound) = l { Some(bound) } else { None })?;
        let start = self.past(end, Lexeme::The)?;
        let (n, end) = self.ordinal_words(start)?;
        let interval = match bound {
            Bound::Over | Bound::Barely => Interval::above(n, true),
            Bound::AtLeast => Interval::above(n, false),
            Bound::Under | Bound::Nearly => Interval::below(n, true),
            Bound::AtMost => Interval::below(n, false),
            Bound::Exactly => Interval::point(n),
        };
        Some(self.ordinal_quantity(at, start, end, interval))
    }

    /// Digits with an ordinal ending: "23rd", "30-й", "4ый".
    fn ordinal_digits(&self, at: usize) -> Option<(Decimal, usize)> {
        if self.glued(at) && !matches!(self.text(back(at, 1)), "(" | "\"" | "«" | "“" | "'" | "[" | "-" | "–")
        {
            return None;
        }
        let end = self.past_ordinal_ending(at + 1)?;
        Some((self.text(at).parse().ok()?, end))
    }

    /// The end of an ordinal ending that is tied to digits before it. Without a hyphen it must
    /// not look like a unit («5 м» is no fifth).
    pub(super) fn past_ordinal_ending(&self, at: usize) -> Option<usize> {
        let hyphen = usize::from(self.is_dash(at) && self.glued(at) && self.glued(at + 1));
        let end = self.past(at + hyphen, Lexeme::OrdinalEnding).filter(|_| self.glued(at + hyphen))?;
        let whole = !(self.glued(end) && self.kind(end) == Some(TokenKind::Word));
        let unit = hyphen == 0 && self.unit_mark(at, |_| true).is_some_and(|(_, past)| past == end);
        let digit = self.text(at.checked_sub(1)?).bytes().last()?.checked_sub(b'0')?;
        let case_ending = self
            .lexeme(at + hyphen, kinds![CardinalEnding], |l| {
                (l == Lexeme::CardinalEnding(digit)).then_some(())
            })
            .is_some();
        (whole && !unit && !case_ending).then_some(end)
    }

    /// Ordinal words, with cardinals before them: "twenty-first", «сто двадцать первый».
    pub(super) fn ordinal_words(&self, at: usize) -> Option<(Decimal, usize)> {
        if self.kind(at) != Some(TokenKind::Word) || !self.places.ordered(at) {
            return None;
        }
        let ordinal = |at: usize| {
            self.lexeme(at, kinds![Ordinal], |l| if let Lexeme::Ordinal(n) = l { Some(n) } else { None })
        };
        if let Some((n, end)) = ordinal(at) {
            return Some((n, end));
        }
        if let Some((n, end)) = self.split_ordinal(at) {
            return Some((n, end));
        }
        let start = self.past(at, Lexeme::Article).unwrap_or(at);
        let spelled = self.spelled(start).filter(|s| s.in_words && s.problem.is_none())?;
        let past_and = self.past(spelled.end, Lexeme::And).filter(|_| spelled.last >= Decimal::ONE_HUNDRED);
        let hyphen = usize::from(self.is_mark(spelled.end, '-') && spelled.last < Decimal::ONE_HUNDRED);
        let (n, end) = ordinal(past_and.unwrap_or(spelled.end + hyphen))?;
        if self.is_denominator(end - 1, &spelled, n) {
            return None;
        }
        Some((joined(&spelled, n)?, end))
    }

    /// "twentyfifth": the head was cut off.
    fn split_ordinal(&self, at: usize) -> Option<(Decimal, usize)> {
        let (tens, end) = self.lexeme(at, kinds![NumberPrefix], |l| {
            if let Lexeme::NumberPrefix(n) = l { Some(n) } else { None }
        })?;
        let (n, past) =
            self.lexeme(end, kinds![Ordinal], |l| if let Lexeme::Ordinal(n) = l { Some(n) } else { None })?;
        (self.glued(end) && n < tens).then(|| (tens + n, past))
    }

    /// "twenty fifths": the plural makes it a fraction.
    fn is_denominator(&self, at: usize, spelled: &Spelled, n: Decimal) -> bool {
        let Some(word) = self.word(at) else { return false };
        word.plural_adjective && spelled.last < Decimal::TEN && n >= Decimal::TWO
    }

    /// Whether a token is written like a Roman numeral.
    pub(super) fn is_roman(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.case != Case::Lower) && roman::value(self.text(at)).is_some()
    }

    /// A Roman numeral of two letters or more before a word, or any before a period.
    fn ordinal_roman(&self, at: usize) -> Option<(Decimal, usize)> {
        let token = self.token(at).filter(|t| t.case != Case::Lower)?;
        let row = self.is_dash(at + 1) && self.is_roman(at + 2)
            || self.is_dash(back(at, 1)) && self.is_roman(back(at, 2));
        let n = roman::value(self.text(at)).filter(|_| row || !self.glued(at) && !self.glued(at + 1))?;
        if self.begins(at + 1, kinds![Period]) {
            return Some((Decimal::from(n), at + 1));
        }
        let before_noun = self
            .word(at + 1)
            .is_some_and(|w| w.may_be(PartOfSpeech::Noun) || w.may_be(PartOfSpeech::Adjective));
        let before = at.checked_sub(1).and_then(|b| self.token(b));
        let after_name = at > 1 && before.is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower);
        if row {
            return Some((Decimal::from(n), at + 1));
        }
        (token.case == Case::Upper && before_noun && !after_name).then_some((Decimal::from(n), at + 1))
    }
}

/// A cardinal and the ordinal behind it as one ordinal.
fn joined(spelled: &Spelled, n: Decimal) -> Option<Decimal> {
    if n >= Decimal::ONE_HUNDRED && spelled.value < n {
        // "two hundredth", "a hundred trillionth"
        return spelled.value.checked_mul(n);
    }
    let fits = spelled.last > n || spelled.multiplier.is_some();
    let tens = spelled.last >= Decimal::from(20);
    (fits && tens).then(|| spelled.value.checked_add(n))?
}
