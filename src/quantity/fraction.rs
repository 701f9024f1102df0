//! Fractions in words: "half", "two thirds", "one twenty-first", «три десятых», "half a
//! million", and the ones behind whole numbers: "two and a half", «три с четвертью».

use super::number::Number;
use super::reader::Reader;
use super::spelled::Spelled;
use crate::rule::Lexeme;
use crate::value::Decimal;

impl Reader<'_, '_> {
    /// A fraction that starts at a token.
    pub(super) fn fraction(&self, at: usize) -> Option<Number> {
        let number = self.plain_fraction(at)?;
        Some(self.of_multiplier(number).or_else(|| self.of_one(number)).unwrap_or(number))
    }

    /// A fraction without the magnitude that it may be of.
    fn plain_fraction(&self, at: usize) -> Option<Number> {
        self.named_fraction(at).or_else(|| self.ordinal_fraction(at))
    }

    /// "half", "a third", "two-thirds", "three quarters", «четверть».
    fn named_fraction(&self, at: usize) -> Option<Number> {
        let (count, start) = self.numerator(at)?;
        let ((a, b), end) = self.lexeme(start, kinds![Fraction], |l| {
            if let Lexeme::Fraction(a, b) = l { Some((a, b)) } else { None }
        })?;
        // "the third quarter", "three straight quarters", "3 quarters": periods.
        let counted = start > at && count != Decimal::ONE;
        let period = self.unit_mark(start, |_| true).is_some_and(|(_, past)| past == end);
        let digits = counted && !self.starts_in_words(at);
        let many =
            counted && (count >= Decimal::from(4) || count == Decimal::TWO && !self.led_by(at, Lexeme::And));
        if self.led_by_ordinal(at) || (period && (digits || many || self.led_by_relative(at))) {
            return None;
        }
        Some(Number::share(count.checked_mul(a)?.checked_div(b)?, end))
    }

    /// How many parts a fraction counts, and where its name stands.
    fn numerator(&self, at: usize) -> Option<(Decimal, usize)> {
        if let Some(past) = self.past(at, Lexeme::Article) {
            return Some((Decimal::ONE, past));
        }
        match self.spelled(at) {
            Some(s)
                if s.multiplier.is_none()
                    && s.value < Decimal::ONE_HUNDRED
                    && s.problem.is_none()
                    && s.value.fract().is_zero() =>
            {
                Some((s.value, s.end + usize::from(self.is_mark(s.end, '-'))))
            }
            Some(_) => None,
            None => Some((Decimal::ONE, at)),
        }
    }

    fn starts_in_words(&self, at: usize) -> bool {
        self.kind(at) == Some(crate::token::TokenKind::Word)
    }

    /// "one eighth", "a hundredth", «две пятых».
    fn ordinal_fraction(&self, at: usize) -> Option<Number> {
        if let Some(spelled) = self.spelled(at) {
            return self.denominator(at, &spelled);
        }
        let past = self.past(at, Lexeme::Article)?;
        let counted = self.spelled(past).and_then(|spelled| self.denominator(past, &spelled));
        counted.or_else(|| self.article_fraction(past))
    }

    /// "a fifth", "a twenty-first" where no noun follows that it would be an ordinal of.
    fn article_fraction(&self, at: usize) -> Option<Number> {
        let (n, end) = self.ordinal_words(at)?;
        let simple = !self.begins(at, kinds![Multiplier]);
        let unit = self.unit_mark(end - 1, |_| true).is_some();
        let stands_alone = self.past(end, Lexeme::Of).is_some()
            || self.ends_phrase(end)
            || self.past(end, Lexeme::And).is_some();
        (simple && !unit && stands_alone && n > Decimal::TWO).then(|| Number::share(Decimal::ONE / n, end))
    }

    /// An ordinal behind a number as its denominator: "one fifth", "two hundredths",
    /// «три десятых». Bare tens before it belong to it: "one hundred thirty fifths" are a
    /// hundred thirty-fifths.
    pub(super) fn denominator(&self, at: usize, spelled: &Spelled) -> Option<Number> {
        if !spelled.in_words
            || spelled.value.is_zero()
            || spelled.problem.is_some()
            || !spelled.value.fract().is_zero()
        {
            return None;
        }
        let start = spelled.end + usize::from(self.is_mark(spelled.end, '-'));
        let ((part, plural), end) = self.part_name(start)?;
        let tens =
            spelled.last >= Decimal::from(20) && spelled.last < Decimal::ONE_HUNDRED && part < Decimal::TEN;
        let (numerator, denominator) = match spelled.before_last.filter(|_| tens) {
            Some(before) => (before, part + spelled.last),
            None => (spelled.value, part),
        };
        let unit = self.unit_mark(start, |_| true).is_some_and(|(_, past)| past == end);
        let article = at.checked_sub(1).is_some_and(|before| self.past(before, Lexeme::Article) == Some(at));
        let agrees = plural == (numerator != Decimal::ONE);
        // "a hundred trillionth" and "twenty-first" are ordinals.
        let ordinal = !plural && (article || (tens && numerator == spelled.value));
        if unit || !agrees || ordinal || denominator < Decimal::TWO {
            return None;
        }
        Some(Number::share(numerator.checked_div(denominator)?, end))
    }

    /// The name of parts at a token, and whether it is in the plural.
    fn part_name(&self, at: usize) -> Option<((Decimal, bool), usize)> {
        let plural = |at: usize| self.word(at).is_some_and(|w| w.plural_adjective);
        self.lexeme(at, kinds![Denominator, Ordinal], |l| match l {
            Lexeme::Denominator(n) => Some((n, true)),
            Lexeme::Ordinal(n) => Some((n, plural(at))),
            _ => None,
        })
    }

    /// "… of a million", "… a million", "… million": a fraction of a multiplier.
    fn of_multiplier(&self, number: Number) -> Option<Number> {
        let past_of = self.past(number.end, Lexeme::Of).unwrap_or(number.end);
        let start = self.past(past_of, Lexeme::Article).unwrap_or(past_of);
        let (m, end) = self.lexeme(start, kinds![Multiplier], |l| {
            if let Lexeme::Multiplier(m) = l { Some(m) } else { None }
        })?;
        let whole = m >= Decimal::TEN && self.text(start).chars().nth(2).is_some();
        let scaled = number.scaled(m).filter(|_| whole)?;
        Some(Number { end, step: Decimal::ZERO, fraction: false, multiplier: Some(m), ..scaled })
    }

    /// "half of one percent", «треть одного процента»: a fraction of a single unit.
    fn of_one(&self, number: Number) -> Option<Number> {
        let past = self.past(number.end, Lexeme::Of).unwrap_or(number.end);
        let one = self.spelled(past).filter(|s| s.value == Decimal::ONE)?;
        let (unit, _) = self.unit_behind(one.end, None)?;
        let share = self.rules.unit(unit).is_some_and(|unit| self.is_share(unit.dimension));
        share.then_some(Number { end: one.end, fraction: false, ..number })
    }

    /// "… and a half", «… с половиной», "… and three quarters" behind a whole number.
    pub(super) fn with_fraction(&self, number: Number) -> Option<Number> {
        let with = self.past(number.end, Lexeme::With);
        let joint = with.or_else(|| self.past(number.end, Lexeme::And))?;
        // "two and a half million" is a sum first; "a billion and a half million" is not.
        let part = self.joined_fraction(joint, with.is_some(), number.multiplier.is_some())?;
        let own = part.multiplier.is_some();
        if part.lo >= Decimal::ONE && !own
            || number.is_vague()
            || (own && number.multiplier.is_none_or(|m| part.lo >= m))
        {
            return None;
        }
        // "two million and a half": of the million.
        let scale =
            number.multiplier.filter(|_| !own && self.is_half_or_quarter(&part)).unwrap_or(Decimal::ONE);
        let sum = number.lo.checked_add(part.lo.checked_mul(scale)?)?;
        let whole = Number { end: part.end, fraction: false, ..Number::point(sum, Decimal::ZERO, part.end) };
        self.multiplied(Number { digits: number.digits, multiplier: number.multiplier, ..whole })
    }

    fn is_half_or_quarter(&self, part: &Number) -> bool {
        (part.lo * Decimal::from(4)).fract().is_zero()
    }

    /// The fraction behind a joint. "Two and a third of them" are two things, "two and a
    /// quarter of an hour" is one.
    fn joined_fraction(&self, at: usize, with: bool, multiplied: bool) -> Option<Number> {
        let digits = || {
            let numeral = self.numeral(at).filter(|n| n.fraction && n.problem.is_none())?;
            Some(Number { digits: true, ..Number::share(numeral.value, numeral.end) })
        };
        let part = if multiplied { self.fraction(at) } else { self.plain_fraction(at) }.or_else(digits)?;
        let of = self.past(part.end, Lexeme::Of);
        let of_unit = of.is_some_and(|past| {
            let past = self.past(past, Lexeme::Article).unwrap_or(past);
            self.unit_mark(past, |_| true).is_some()
        });
        (with || of.is_none() || of_unit || part.multiplier.is_some()).then_some(part)
    }
}
