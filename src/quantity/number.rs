//! Numbers whole: signs, decimals in words, compounds, vague numbers, margins.

use super::kind::Problem;
use super::reader::{Reader, back};
use super::spelled::Spelled;
use crate::rule::Lexeme;
use crate::token::TokenKind;
use crate::value::Decimal;

/// A number without bounds and units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its lower end.
    pub lo: Decimal,
    /// Its upper end; the same as the lower unless the number is vague, nothing where it is open.
    pub hi: Option<Decimal>,
    /// One unit of the last digit; zero where no digits were written.
    pub step: Decimal,
    /// One past its last token.
    pub end: usize,
    /// Whether it was a fraction of something.
    pub fraction: bool,
    /// Whether it was an article.
    pub implicit: bool,
    /// Whether its words name no exact number ("dozens").
    pub vague: bool,
    /// Whether it begins with digits.
    pub digits: bool,
    /// The multiplier of a thousand or more that it ends with.
    pub multiplier: Option<Decimal>,
    /// What is odd about it.
    pub problem: Option<Problem>,
}

impl Number {
    pub(super) fn point(value: Decimal, step: Decimal, end: usize) -> Self {
        Self {
            lo: value,
            hi: Some(value),
            step,
            end,
            fraction: false,
            implicit: false,
            vague: false,
            digits: false,
            multiplier: None,
            problem: None,
        }
    }

    /// A fraction of something.
    pub(super) fn share(value: Decimal, end: usize) -> Self {
        Self { fraction: true, ..Self::point(value, Decimal::ZERO, end) }
    }

    /// An article, or a unit that stands without a number.
    pub(super) fn one(end: usize) -> Self {
        Self { implicit: true, ..Self::point(Decimal::ONE, Decimal::ONE, end) }
    }

    fn of(spelled: &Spelled) -> Self {
        Self {
            fraction: spelled.fraction,
            multiplier: spelled.multiplier,
            problem: spelled.problem,
            digits: !spelled.in_words,
            ..Self::point(spelled.value, spelled.step, spelled.end)
        }
    }

    /// Whether it is no single value.
    pub(super) fn is_vague(&self) -> bool {
        self.vague || self.hi != Some(self.lo)
    }

    pub(super) fn scaled(self, factor: Decimal) -> Option<Self> {
        let hi = match self.hi {
            Some(hi) => Some(hi.checked_mul(factor)?),
            None => None,
        };
        Some(Self { lo: self.lo.checked_mul(factor)?, hi, step: self.step.checked_mul(factor)?, ..self })
    }

    pub(super) fn negated(self) -> Self {
        Self { lo: -self.hi.unwrap_or(self.lo), hi: Some(-self.lo), ..self }
    }
}

impl Reader<'_, '_> {
    /// The number that starts at a token.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        self.numbers.of(at, || self.signed(at))
    }

    fn signed(&self, at: usize) -> Option<Number> {
        if let Some((negative, end)) = self.sign(at) {
            let number = self.unsigned(end)?;
            return Some(if negative { number.negated() } else { number });
        }
        let number = self.unsigned(at)?;
        match self.past(number.end, Lexeme::BelowZero) {
            Some(end) if !number.is_vague() => Some(Number { end, ..number.negated() }),
            _ => Some(number),
        }
    }

    /// A sign: a word before a number, or a mark glued to it and to nothing before.
    fn sign(&self, at: usize) -> Option<(bool, usize)> {
        let (negative, end) = self.lexeme(at, kinds![Sign], |l| {
            if let Lexeme::Sign(negative) = l { Some(negative) } else { None }
        })?;
        if self.kind(at) != Some(TokenKind::Mark) {
            return Some((negative, end));
        }
        let currency = self.unit_mark(back(at, 1), |unit| unit.before).is_some_and(|(_, end)| end == at);
        let opens =
            !self.glued(at) || currency || matches!(self.text(back(at, 1)), "(" | "[" | "«" | "\"" | "“");
        let closes = self.is_glued_digits(end)
            || (self.is_mark(end, '.') && self.glued(end) && self.is_glued_digits(end + 1));
        (opens && closes).then_some((negative, end))
    }

    fn unsigned(&self, at: usize) -> Option<Number> {
        if let Some(number) = self.vague(at).or_else(|| self.fraction(at)).or_else(|| self.compound_head(at))
        {
            return Some(number);
        }
        if let Some(past) = self.past(at, Lexeme::Point) {
            return self.multiplied(self.decimals(Decimal::ZERO, past)?);
        }
        let spelled = self.spelled(at).or_else(|| {
            let past = self.past(at, Lexeme::Article).filter(|past| self.is_multiplier(*past))?;
            self.spelled(past).filter(|s| s.in_words)
        })?;
        let number = Number::of(&spelled);
        if number.problem.is_some_and(Problem::refuses) {
            return Some(number);
        }
        let number = self.with_decimals(&spelled).or_else(|| self.with_fraction(number)).unwrap_or(number);
        Some(self.divided(self.with_margin(number), spelled.in_words))
    }

    pub(super) fn is_multiplier(&self, at: usize) -> bool {
        self.begins(at, kinds![Multiplier])
    }

    /// The number that a compound begins with, tied to what it counts: «пол|часа»,
    /// «двух|дневный», «двадцати|пяти|летие».
    fn compound_head(&self, at: usize) -> Option<Number> {
        let head = |at: usize| {
            self.lexeme(at, kinds![NumberPrefix], |l| {
                if let Lexeme::NumberPrefix(n) = l { Some(n) } else { None }
            })
        };
        let tied = |at: usize| self.glued(at) && self.kind(at) == Some(TokenKind::Word);
        let (mut n, mut end) = head(at)?;
        while let Some((more, past)) =
            head(end).filter(|(more, past)| *more < n && self.glued(end) && tied(*past))
        {
            (n, end) = (n.checked_add(more)?, past);
        }
        // Only a part of a whole takes a hyphen: «пол-литра»; «двух-трех» is a range.
        let hyphen =
            usize::from(n < Decimal::ONE && self.is_dash(end) && self.glued(end) && self.glued(end + 1));
        if !tied(end + hyphen) {
            return None;
        }
        self.multiplied(Number::point(n, Decimal::ZERO, end + hyphen))
    }

    /// "several", "dozens", "hundreds of thousands", «несколько сотен тысяч».
    fn vague(&self, at: usize) -> Option<Number> {
        let start = self.past(at, Lexeme::Article).unwrap_or(at);
        let ((lo, hi), end) = self.lexeme(start, kinds![Vague], |l| {
            if let Lexeme::Vague(lo, hi) = l { Some((lo, hi)) } else { None }
        })?;
        if self.led_by(start, Lexeme::SingularCue) && self.is_multiplier(start) {
            return None;
        }
        let mut number = Number { hi, vague: true, ..Number::point(lo, Decimal::ZERO, end) };
        loop {
            let next = self.past(number.end, Lexeme::Of).unwrap_or(number.end);
            let factor = self.lexeme(next, kinds![Multiplier], |l| match l {
                Lexeme::Multiplier(n) if n >= Decimal::TEN => Some(n),
                _ => None,
            });
            let Some((factor, end)) =
                factor.filter(|(_, end)| *end > next + 1 || self.text(next).chars().nth(2).is_some())
            else {
                break;
            };
            number = Number { end, multiplier: Some(factor), ..number.scaled(factor)? };
        }
        Some(number)
    }

    /// Decimals in words behind a whole number: "three point one", «пять целых три десятых».
    fn with_decimals(&self, spelled: &Spelled) -> Option<Number> {
        if let Some(past) = self.past(spelled.end, Lexeme::Whole) {
            let past = self.past(past, Lexeme::And).unwrap_or(past);
            let part = self.fraction(past).filter(|part| part.fraction && part.lo < Decimal::ONE)?;
            return self.multiplied(Number {
                fraction: false,
                ..Number::share(spelled.value.checked_add(part.lo)?, part.end)
            });
        }
        let past = self.past(spelled.end, Lexeme::Point)?;
        self.multiplied(self.decimals(spelled.value, past)?)
    }

    /// What stands behind a spoken point: "nought three", "two", "eleven".
    fn decimals(&self, whole: Decimal, at: usize) -> Option<Number> {
        let (mut mantissa, mut scale, mut end) = (0i64, 0u32, at);
        while let Some((n, past)) =
            self.lexeme(end, kinds![Cardinal], |l| if let Lexeme::Cardinal(n) = l { Some(n) } else { None })
        {
            let n = i64::try_from(n).ok().filter(|n| *n < 100)?;
            let digits = if n < 10 { 1 } else { 2 };
            mantissa = mantissa.checked_mul(10i64.pow(digits))?.checked_add(n)?;
            (scale, end) = (scale + digits, past);
        }
        if scale == 0 && self.kind(at) == Some(TokenKind::Digits) {
            let text = self.text(at);
            (mantissa, scale, end) = (text.parse().ok()?, u32::try_from(text.len()).ok()?, at + 1);
        }
        if !(1..=12).contains(&scale) {
            return None;
        }
        let part = Decimal::new(mantissa, scale);
        Some(Number::point(whole.checked_add(part)?, Decimal::new(1, scale), end))
    }

    /// A multiplier behind a number that is whole in itself.
    pub(super) fn multiplied(&self, number: Number) -> Option<Number> {
        let multiplier = self.lexeme(number.end, kinds![Multiplier], |l| {
            if let Lexeme::Multiplier(m) = l { Some(m) } else { None }
        });
        let Some((m, end)) = multiplier
            .filter(|(_, end)| *end > number.end + 1 || self.text(number.end).chars().nth(1).is_some())
        else {
            return Some(number);
        };
        Some(Number { end, multiplier: Some(m), ..number.scaled(m)? })
    }

    /// "50 ± 3": all that the margin lets it be.
    fn with_margin(&self, number: Number) -> Number {
        let margin = || {
            let past = self.past(number.end, Lexeme::PlusMinus)?;
            let margin = self.spelled(past).filter(|m| m.problem.is_none() && m.value < number.lo.abs())?;
            let (lo, hi) = (number.lo.checked_sub(margin.value)?, number.lo.checked_add(margin.value)?);
            Some(Number { lo, hi: Some(hi), step: margin.step, end: margin.end, ..number })
        };
        margin().unwrap_or(number)
    }

    /// "one over three", "one out of three", "one in five".
    fn divided(&self, number: Number, in_words: bool) -> Number {
        let whole = || {
            let (past, means_over) = self.divisor(number.end)?;
            let under = self.spelled(past).filter(|s| s.value > number.lo && s.problem.is_none());
            // "2000 over 3" is a division only where nothing is counted.
            let under = match under {
                Some(under) => under,
                None if means_over => {
                    self.spelled(past).filter(|s| self.ends_phrase(s.end) && !s.value.is_zero())?
                }
                None => return None,
            };
            // "39 out of 75 districts" are two counts, "9 out of 10" is a share.
            let shared =
                in_words || number.lo == Decimal::ONE || under.in_words || is_power_of_ten(under.value);
            let explicit = in_words
                || shared && self.year_number(past).is_none()
                || past > number.end + 1
                || self.text(number.end).chars().nth(2).is_some();
            let share = number
                .lo
                .checked_div(under.value)
                .filter(|_| explicit && (shared || means_over) && !number.lo.is_zero())?;
            Some(Number::share(share, under.end))
        };
        if number.is_vague() || number.multiplier.is_some() { number } else { whole().unwrap_or(number) }
    }

    /// A word of division, and whether it is also one of bounds ("over"): then it divides
    /// whatever stands below it.
    fn divisor(&self, at: usize) -> Option<(usize, bool)> {
        let past = self.past(at, Lexeme::Over)?;
        let bound = self.lexeme(at, kinds![Bound, BoundOrDuring], |l| {
            matches!(l, Lexeme::Bound(_) | Lexeme::BoundOrDuring(_)).then_some(())
        });
        Some((past, bound.is_some_and(|(_, end)| end == past)))
    }
}

/// Whether a number is 1, 10, 100 and so on.
pub(super) fn is_power_of_ten(n: Decimal) -> bool {
    let mut power = Decimal::ONE;
    while power < n {
        power *= Decimal::TEN;
    }
    power == n
}
