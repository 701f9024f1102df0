//! Numbers whole: signs, fractions, "and a half", decimals in words, vague numbers.

use super::kind::Problem;
use super::reader::Reader;
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
    /// One unit of the last digit.
    pub step: Decimal,
    /// One past its last token.
    pub end: usize,
    /// Whether it was a fraction of something.
    pub fraction: bool,
    /// Whether it was an article.
    pub implicit: bool,
    /// The multiplier of a thousand or more that it ends with.
    pub multiplier: Option<Decimal>,
    /// What is odd about it.
    pub problem: Option<Problem>,
}

impl Number {
    fn point(value: Decimal, step: Decimal, end: usize) -> Self {
        let (fraction, implicit, multiplier, problem) = (false, false, None, None);
        Self { lo: value, hi: Some(value), step, end, fraction, implicit, multiplier, problem }
    }

    fn of(spelled: &Spelled) -> Self {
        Self {
            fraction: spelled.fraction,
            multiplier: spelled.multiplier,
            problem: spelled.problem,
            ..Self::point(spelled.value, spelled.step, spelled.end)
        }
    }

    /// Whether it is a single value.
    pub(super) fn is_vague(&self) -> bool {
        self.hi != Some(self.lo)
    }

    pub(super) fn scaled(self, factor: Decimal) -> Option<Self> {
        let hi = match self.hi {
            Some(hi) => Some(hi.checked_mul(factor)?),
            None => None,
        };
        Some(Self { lo: self.lo.checked_mul(factor)?, hi, step: self.step.checked_mul(factor)?, ..self })
    }

    fn negated(self) -> Self {
        Self { lo: -self.hi.unwrap_or(self.lo), hi: Some(-self.lo), ..self }
    }
}

impl Reader<'_, '_> {
    /// The number that starts at a token.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        if let Some((negative, end)) = self.sign(at) {
            let number = self.unsigned(end)?;
            return Some(if negative { number.negated() } else { number });
        }
        let number = self.unsigned(at)?;
        match self.past(number.end, Lexeme::BelowZero) {
            Some(end) => Some(Number { end, ..number.negated() }),
            None => Some(number),
        }
    }

    /// A sign: a word before a number, or a mark glued to it and to nothing before.
    fn sign(&self, at: usize) -> Option<(bool, usize)> {
        let (negative, end) = self.lexeme(at, |l| if let Lexeme::Sign(negative) = l { Some(negative) } else { None })?;
        if self.kind(at) == Some(TokenKind::Mark) {
            let opens = !self.glued(at) || self.is_mark(at.wrapping_sub(1), '(');
            let closes = self.glued(end) && (self.kind(end) == Some(TokenKind::Digits) || self.is_mark(end, '.'));
            return (opens && closes).then_some((negative, end));
        }
        Some((negative, end))
    }

    fn unsigned(&self, at: usize) -> Option<Number> {
        if let Some(vague) = self.vague(at) {
            return Some(vague);
        }
        if let Some(fraction) = self.fraction(at) {
            return self.add_fraction(fraction);
        }
        if let Some(point) = self.past(at, Lexeme::Point).and_then(|past| self.decimals(Decimal::ZERO, past)) {
            return self.multiplied(point);
        }
        if let Some(compound) = self.compound_head(at) {
            return Some(compound);
        }
        let article = self.past(at, Lexeme::Article);
        let start = article.unwrap_or(at);
        let spelled = match article {
            Some(past) => self.spelled(past).filter(|s| s.in_words && self.starts_with_multiplier(past) && s.end > past)?,
            None => self.spelled(start)?,
        };
        let number = Number::of(&spelled);
        if let Some(ratio) = self.denominator(start, &spelled) {
            return self.add_fraction(ratio);
        }
        if spelled.in_words
            && let Some(decimal) = self.past(number.end, Lexeme::Point).and_then(|past| self.decimals(number.lo, past))
        {
            return self.multiplied(decimal);
        }
        let number = self.add_fraction(number)?;
        Some(self.divided(number, spelled.in_words))
    }

    /// The number that a compound begins with, tied to what it counts: «пол|часа», «двух|дневный».
    fn compound_head(&self, at: usize) -> Option<Number> {
        let (n, end) = self.lexeme(at, |l| if let Lexeme::NumberPrefix(n) = l { Some(n) } else { None })?;
        let hyphen = usize::from(self.is_dash(end) && self.glued(end) && self.glued(end + 1));
        let tied = self.glued(end + hyphen) && self.kind(end + hyphen) == Some(TokenKind::Word);
        let number = Number::point(n, Decimal::ZERO, end + hyphen);
        tied.then(|| self.multiplied(number))?
    }

    fn starts_with_multiplier(&self, at: usize) -> bool {
        self.lexeme(at, |l| matches!(l, Lexeme::Multiplier(_)).then_some(())).is_some()
    }

    /// "several", "dozens", "hundreds of thousands", «несколько сотен тысяч».
    fn vague(&self, at: usize) -> Option<Number> {
        let start = self.past(at, Lexeme::Article).unwrap_or(at);
        let read = |at: usize| self.lexeme(at, |l| if let Lexeme::Vague(lo, hi) = l { Some((lo, hi)) } else { None });
        let ((lo, hi), end) = read(start)?;
        let (approx, step) = (Number::point(lo, Decimal::ZERO, end), Decimal::ZERO);
        let mut number = Number { hi, step, ..approx };
        loop {
            let next = self.past(number.end, Lexeme::Of).unwrap_or(number.end);
            let factor = self.lexeme(next, |l| match l {
                Lexeme::Multiplier(n) if n >= Decimal::TEN => Some(n),
                _ => None,
            });
            let Some((factor, end)) = factor else { break };
            number = Number { end, multiplier: Some(factor), ..number.scaled(factor)? };
        }
        Some(number)
    }

    /// "half", "a third", "two thirds", "three quarters", "half a million".
    fn fraction(&self, at: usize) -> Option<Number> {
        let (count, start) = self.counted_fraction(at);
        let ((a, b), end) = self.lexeme(start, |l| if let Lexeme::Fraction(a, b) = l { Some((a, b)) } else { None })?;
        let share = count.checked_mul(a)?.checked_div(b)?;
        let number = Number { fraction: true, ..Number::point(share, Decimal::ZERO, end) };
        self.of_multiplier(number).or(Some(number))
    }

    /// How many parts a fraction counts, and where its name stands.
    fn counted_fraction(&self, at: usize) -> (Decimal, usize) {
        if let Some(past) = self.past(at, Lexeme::Article) {
            return (Decimal::ONE, past);
        }
        match self.spelled(at) {
            Some(spelled) if spelled.multiplier.is_none() && spelled.value < Decimal::ONE_HUNDRED && spelled.problem.is_none() => {
                let past = if self.is_dash(spelled.end) { spelled.end + 1 } else { spelled.end };
                (spelled.value, past)
            }
            _ => (Decimal::ONE, at),
        }
    }

    /// "… of a million", "… a million", "… million": a fraction of a multiplier.
    fn of_multiplier(&self, number: Number) -> Option<Number> {
        let past_of = self.past(number.end, Lexeme::Of).unwrap_or(number.end);
        let start = self.past(past_of, Lexeme::Article).unwrap_or(past_of);
        let (m, end) = self.lexeme(start, |l| if let Lexeme::Multiplier(m) = l { Some(m) } else { None })?;
        let whole = m >= Decimal::TEN && self.text(start).chars().count() > 1;
        let scaled = number.scaled(m).filter(|_| whole)?;
        Some(Number { end, step: Decimal::ZERO, fraction: false, multiplier: Some(m), ..scaled })
    }

    /// An ordinal behind a number as its denominator: "one fifth", "two hundredths",
    /// «три десятых». The number keeps what stands before tens that belong to the ordinal.
    fn denominator(&self, start: usize, spelled: &Spelled) -> Option<Number> {
        if !spelled.in_words || spelled.value.is_zero() {
            return None;
        }
        let hyphen = usize::from(self.is_dash(spelled.end));
        let ordinal = |at: usize| self.lexeme(at, |l| if let Lexeme::Ordinal(n) = l { Some(n) } else { None });
        let (ordinal, end) = ordinal(spelled.end + hyphen)?;
        let plural = self.word(end - 1).is_some_and(|w| w.plural_noun || self.is_plural_adjective(end - 1));
        let one = spelled.value == Decimal::ONE;
        if !(plural || one) || ordinal <= Decimal::ONE {
            return None;
        }
        // "one hundred thirty fifths": thirty-fifths, a hundred of them.
        let tens = spelled.last >= Decimal::from(20) && spelled.last < Decimal::ONE_HUNDRED && ordinal < Decimal::TEN;
        let before_tens = spelled.value - spelled.last;
        let joined = self.past(spelled.end.checked_sub(2).filter(|p| *p > start)?.max(start), Lexeme::And).is_some();
        let (numerator, denominator) = if tens && !before_tens.is_zero() && !joined {
            (before_tens, ordinal + spelled.last)
        } else {
            (spelled.value, ordinal)
        };
        let share = numerator.checked_div(denominator)?;
        Some(Number { fraction: true, ..Number::point(share, Decimal::ZERO, end) })
    }

    fn is_plural_adjective(&self, at: usize) -> bool {
        use crate::morphology::PartOfSpeech;
        self.word(at).is_some_and(|w| w.may_be(PartOfSpeech::Adjective) && w.folded.ends_with("ых"))
    }

    /// "… and a half", "… and three quarters", «… с половиной».
    fn add_fraction(&self, number: Number) -> Option<Number> {
        let Some(past) = self.past(number.end, Lexeme::And) else { return Some(number) };
        let fraction = self.fraction(past).or_else(|| {
            let article = self.past(past, Lexeme::Article);
            let spelled = self.spelled(article.unwrap_or(past));
            match (article, spelled) {
                (Some(at), None) => self.unit_fraction(at),
                (None, Some(spelled)) => self.denominator(past, &spelled),
                _ => None,
            }
        });
        let Some(fraction) = fraction else { return Some(number) };
        // "3 million and a half" is half a million more, "a hundred and a half" is not fifty.
        let scale = number.multiplier.filter(|_| fraction.fraction).unwrap_or(Decimal::ONE);
        let part = fraction.lo.checked_mul(scale)?;
        let lo = number.lo.checked_add(part)?;
        Some(Number { fraction: false, multiplier: number.multiplier, ..Number::point(lo, Decimal::ZERO, fraction.end) })
    }

    /// "a fifth", "a twenty-first": the article stood before.
    fn unit_fraction(&self, at: usize) -> Option<Number> {
        let (ordinal, end) = self.ordinal_words(at)?;
        let share = Decimal::ONE.checked_div(ordinal).filter(|_| ordinal > Decimal::ONE)?;
        Some(Number { fraction: true, ..Number::point(share, Decimal::ZERO, end) })
    }

    /// Digits in words behind a point: "nought three", "two", "eleven".
    fn decimals(&self, whole: Decimal, at: usize) -> Option<Number> {
        let mut text = String::new();
        let mut end = at;
        while let Some((n, past)) = self.lexeme(end, |l| if let Lexeme::Cardinal(n) = l { Some(n) } else { None }) {
            text.push_str(&n.normalize().to_string());
            end = past;
        }
        if text.is_empty() && self.kind(at) == Some(TokenKind::Digits) {
            text = self.text(at).to_owned();
            end = at + 1;
        }
        let scale = u32::try_from(text.len()).ok().filter(|n| (1..=12).contains(n))?;
        let part = Decimal::new(text.parse().ok()?, scale);
        Some(Number::point(whole.checked_add(part)?, Decimal::new(1, scale), end))
    }

    fn multiplied(&self, number: Number) -> Option<Number> {
        let multiplier = self.lexeme(number.end, |l| if let Lexeme::Multiplier(m) = l { Some(m) } else { None });
        let Some((m, end)) = multiplier else { return Some(number) };
        Some(Number { end, multiplier: Some(m), ..number.scaled(m)? })
    }

    /// "one over three", "one out of three", "one in five".
    fn divided(&self, number: Number, in_words: bool) -> Number {
        let whole = || {
            let past = self.past(number.end, Lexeme::Over)?;
            let under = self.spelled(past).filter(|s| s.value > number.lo && s.problem.is_none())?;
            let explicit = in_words || self.word(number.end).is_some_and(|w| w.folded.chars().count() > 2);
            let share = number.lo.checked_div(under.value).filter(|_| explicit && !number.lo.is_zero())?;
            Some(Number { fraction: true, ..Number::point(share, Decimal::ZERO, under.end) })
        };
        whole().unwrap_or(number)
    }
}
