//! Operands: a number with the unit before or behind it, and sums of units ("5 ft 2 in",
//! "an hour and a half", "20 dollars and 43").

use super::kind::{Problem, Rate};
use super::number::Number;
use super::reader::Reader;
use super::unit::is_quote;
use crate::morphology::PartOfSpeech;
use crate::rule::{Bound, Id, Lexeme};
use crate::token::TokenKind;
use crate::value::Decimal;

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operand {
    /// The number, in the unit as written.
    pub number: Number,
    /// Its unit.
    pub unit: Option<Id>,
    /// What it is counted by.
    pub per: Option<Rate>,
    /// A bound that stands inside of it («20 с лишним лет»).
    pub bound: Option<Bound>,
    /// Whether a word inside of it calls it approximate, or the order of its words does
    /// («человек 20»).
    pub hedge: bool,
    /// One past its last token.
    pub end: usize,
}

impl Operand {
    pub(super) fn of(number: Number, unit: Option<Id>, end: usize) -> Self {
        Self { number, unit, per: None, bound: None, hedge: false, end }
    }
}

impl Reader<'_, '_> {
    /// The operand that starts at a token. Behind the opener of a range, "and" joins no parts
    /// of a sum.
    pub(super) fn operand(&self, at: usize, opener: bool) -> Option<Operand> {
        let found = self
            .behind_sign(at)
            .or_else(|| self.signed_money(at))
            .or_else(|| self.inverted(at))
            .or_else(|| self.unit_or_two(at))
            .or_else(|| self.times(at))
            .or_else(|| self.age_decade(at));
        let found = found.or_else(|| self.inverted_magnitude(at));
        let operand = match found {
            Some(operand) => operand,
            None => match self.number(at) {
                Some(number) if number.problem.is_some_and(Problem::refuses) => {
                    return Some(Operand::of(number, None, number.end));
                }
                Some(number) => self.with_unit(number),
                None => self.article_unit(at)?,
            },
        };
        let sum = self.sum(operand, opener);
        Some(match self.rate(sum.end).filter(|_| sum.unit.is_some()) {
            Some((per, end)) => Operand { per: Some(per), end, ..sum },
            None => sum,
        })
    }

    /// A number with what stands behind it: a bound in the middle, letters for millions, the unit.
    fn with_unit(&self, number: Number) -> Operand {
        if let Some(operand) = self.bound_inside(number) {
            return operand;
        }
        let number = self.press_millions(number).unwrap_or(number);
        match self.unit_of(&number) {
            Some((unit, end)) if !number.is_vague() && self.past(end, Lexeme::BelowZero).is_some() => {
                Operand::of(number.negated(), Some(unit), self.past(end, Lexeme::BelowZero).unwrap_or(end))
            }
            Some((unit, end)) => Operand::of(number, Some(unit), end),
            None => Operand::of(number, None, number.end),
        }
    }

    /// «20 с лишним тысяч человек», "400-odd miles": the bound counts if the number goes on.
    fn bound_inside(&self, number: Number) -> Option<Operand> {
        let suffix = self.suffix(number.end);
        if suffix.end == number.end {
            return None;
        }
        let multiplier = self.lexeme(suffix.end, kinds![Multiplier], |l| {
            if let Lexeme::Multiplier(m) = l { Some(m) } else { None }
        });
        let hyphen = usize::from(self.is_dash(suffix.end) && self.glued(suffix.end));
        let inner = match multiplier {
            Some((m, end)) => Number { end, multiplier: Some(m), ..number.scaled(m)? },
            None => Number { end: suffix.end + hyphen, ..number },
        };
        let unit = self.unit_of(&inner);
        if multiplier.is_none() && unit.is_none() {
            return None;
        }
        let (unit, end) = unit.map_or((None, inner.end), |(unit, end)| (Some(unit), end));
        Some(Operand { bound: suffix.bound, hedge: suffix.hedge, ..Operand::of(inner, unit, end) })
    }

    /// "5m people": the letter of the press for millions, where people and not metres follow.
    fn press_millions(&self, number: Number) -> Option<Number> {
        let person =
            |at: usize| self.unit_mark(at, |unit| unit.dimension == self.dimensions.person).is_some();
        let plural = |at: usize| {
            person(at) || self.word(at).is_some_and(|w| w.plural_noun && !w.singular_noun && w.in_dictionary)
        };
        let letter = self.glued(number.end) && !self.glued(number.end + 1) && plural(number.end + 1);
        let (m, end) = self.lexeme(number.end, kinds![MoneyMultiplier], |l| {
            if let Lexeme::MoneyMultiplier(m) = l { Some(m) } else { None }
        })?;
        let scaled = number.scaled(m).filter(|_| letter && number.digits)?;
        Some(Number { end, multiplier: Some(m), ..scaled })
    }

    /// The unit that a number is of, with the words that may lead from a fraction to it.
    fn unit_of(&self, number: &Number) -> Option<(Id, usize)> {
        let part = number.fraction && number.lo < Decimal::ONE || number.step.is_zero() && !number.vague;
        let direct = self.unit_behind(number.end, None);
        if number.vague && direct.is_none() {
            // "dozens of people", "tens of millions of dollars"
            return self.unit_behind(self.past(number.end, Lexeme::Of)?, None);
        }
        if !part {
            return direct;
        }
        let counted =
            |unit: Id| self.rules.unit(unit).is_some_and(|unit| unit.dimension != self.dimensions.person);
        if let Some((unit, end)) = direct {
            return (!number.fraction || counted(unit)).then_some((unit, end));
        }
        // "half an hour", "three quarters of an hour", "two and a quarter of hour".
        let of = self.past(number.end, Lexeme::Of);
        let start = of.unwrap_or(number.end);
        let start = self.past(start, Lexeme::Article).unwrap_or(start);
        let share = |unit: Id| {
            self.rules.unit(unit).is_some_and(|unit| self.is_share(unit.dimension) && of == Some(start))
        };
        (start > number.end)
            .then(|| self.unit_behind(start, None))?
            .filter(|(unit, _)| counted(*unit) && !share(*unit))
    }

    /// "−$5": the sign of the number before that of the currency.
    fn signed_money(&self, at: usize) -> Option<Operand> {
        let negative =
            self.kind(at) == Some(TokenKind::Mark) && self.past(at, Lexeme::Sign(true)) == Some(at + 1);
        if !(negative && !self.glued(at) && self.glued(at + 1)) {
            return None;
        }
        let operand = self.behind_sign(at + 1).filter(|o| !o.number.lo.is_sign_negative())?;
        Some(Operand { number: operand.number.negated(), ..operand })
    }

    /// "$ 133.1 million", "USD 200", "Rb148", "£3bn".
    fn behind_sign(&self, at: usize) -> Option<Operand> {
        let (unit, end) = self.unit_mark(at, |unit| unit.before).filter(|(_, end)| self.is_sign(at, *end))?;
        let digits =
            self.kind(end) == Some(TokenKind::Digits) || self.is_mark(end, '.') || self.is_signed(end);
        if !digits {
            return None;
        }
        let number = self.number(end)?;
        if number.problem.is_some_and(Problem::refuses) {
            return Some(Operand::of(number, None, number.end));
        }
        let letter = self.lexeme(number.end, kinds![MoneyMultiplier], |l| {
            if let Lexeme::MoneyMultiplier(m) = l { Some(m) } else { None }
        });
        // "$2.4M", and "$2.4 M" where the letter stands alone.
        let letter = letter.filter(|(_, past)| {
            let word_goes_on = self.glued(*past) && self.kind(*past) == Some(TokenKind::Word);
            if self.glued(number.end) { !word_goes_on } else { !self.glued(*past) }
        });
        let number = match letter {
            Some((m, end)) => Number { end, multiplier: Some(m), ..number.scaled(m)? },
            None => number,
        };
        // The same unit once more is noise: "USD 20 USD", "$20 dollars".
        let again = self
            .unit_behind(number.end, None)
            .filter(|(behind, past)| *behind == unit && self.kind(*past) != Some(TokenKind::Digits));
        let end = again.map_or(number.end, |(_, end)| end);
        Some(Operand::of(number, Some(self.settled(unit, at, at + 1)), end))
    }

    fn is_signed(&self, at: usize) -> bool {
        self.begins(at, kinds![Sign])
    }

    /// «человек 20», «лет через пять», «минуты две»: the number behind its unit is approximate.
    fn inverted(&self, at: usize) -> Option<Operand> {
        let word = self.word(at).filter(|_| self.token(at).is_some_and(|t| t.cyrillic))?;
        let (unit, end) = self
            .unit_mark(at, |unit| !unit.compound)
            .filter(|(_, end)| *end == at + 1 && self.text(at).chars().nth(2).is_some())?;
        let preposition = self.word(end).is_some_and(|w| w.may_be(PartOfSpeech::Preposition));
        // «километрах в десяти»: behind a preposition the unit takes its case.
        if !(word.genitive_noun || (preposition && word.plural_noun)) {
            return None;
        }
        let start = end + usize::from(preposition);
        let number = self.number(start).filter(|n| !n.implicit && n.problem.is_none() && !n.fraction)?;
        let own = self.unit_behind(number.end, None).is_some() || self.is_counted(at);
        let date = preposition && number.digits && self.date(start).is_some();
        (!own && !date && number.lo > Decimal::ONE)
            .then(|| Operand { hedge: true, ..Operand::of(number, Some(unit), number.end) })
    }

    /// "in her thirties", "in their 20s": an age within ten years.
    fn age_decade(&self, at: usize) -> Option<Operand> {
        if !self.led_by(at, Lexeme::Possessive) {
            return None;
        }
        let in_digits = || {
            let end = self.decade_ending(at + 1)?;
            Some((Decimal::from(self.text(at).parse::<u8>().ok()?), end))
        };
        let word = self.lexeme(at, kinds![Decade], |l| {
            if let Lexeme::Decade(n) = l { Some(Decimal::from(n)) } else { None }
        });
        let (n, end) = word.or_else(in_digits)?;
        let number = Number {
            hi: n.checked_add(Decimal::from(9)),
            vague: true,
            ..Number::point(n, Decimal::ONE, end)
        };
        Some(Operand::of(number, Some(self.dimensions.year?), end))
    }

    /// "twice", «втрое»: a factor.
    fn times(&self, at: usize) -> Option<Operand> {
        let (n, end) =
            self.lexeme(at, kinds![Times], |l| if let Lexeme::Times(n) = l { Some(n) } else { None })?;
        Some(Operand::of(Number::point(n, Decimal::ZERO, end), Some(self.dimensions.times?), end))
    }

    /// «тысяч сто», «миллиона два», «тысяч на пять»: the number behind its magnitude.
    fn inverted_magnitude(&self, at: usize) -> Option<Operand> {
        let genitive =
            self.token(at).is_some_and(|t| t.cyrillic) && self.word(at).is_some_and(|w| w.genitive_noun);
        let (m, end) = self
            .lexeme(at, kinds![Multiplier], |l| if let Lexeme::Multiplier(m) = l { Some(m) } else { None })
            .filter(|(_, end)| genitive && *end == at + 1 && self.text(at).chars().nth(2).is_some())?;
        if self.is_counted(at) || self.led_by(at, Lexeme::SingularCue) {
            return None;
        }
        let start = end + usize::from(self.word(end).is_some_and(|w| w.may_be(PartOfSpeech::Preposition)));
        let number = self.number(start).filter(|n| {
            !n.is_vague() && n.problem.is_none() && n.multiplier.is_none() && !n.fraction && n.lo < m
        })?;
        let number = Number { multiplier: Some(m), ..number.scaled(m)? };
        let date = number.digits && self.date(start).is_some();
        let (unit, end) =
            self.unit_behind(number.end, None).map_or((None, number.end), |(unit, end)| (Some(unit), end));
        (!date).then(|| Operand { hedge: true, ..Operand::of(number, unit, end) })
    }

    /// «день-два», «час-полтора», «неделя-другая»: one or two of the unit.
    fn unit_or_two(&self, at: usize) -> Option<Operand> {
        let (unit, dash) = self
            .unit_mark(at, |unit| !unit.compound)
            .filter(|(_, end)| *end == at + 1 && self.word(at).is_some_and(|w| w.singular_noun))?;
        if !(self.is_mark(dash, '-') && self.glued(dash) && self.glued(dash + 1)) || self.is_counted(at) {
            return None;
        }
        let (most, end) = match self.past(dash + 1, Lexeme::AnotherOne) {
            Some(end) => (Decimal::TWO, end),
            None => self
                .spelled(dash + 1)
                .filter(|s| s.in_words && s.value > Decimal::ONE && s.value <= Decimal::from(3))
                .map(|s| (s.value, s.end))?,
        };
        let number = Number { hi: Some(most), vague: true, ..Number::point(Decimal::ONE, Decimal::ONE, end) };
        Some(Operand::of(number, Some(unit), end))
    }

    /// Whether something before a unit already counts it: «много лет», «число человек».
    fn is_counted(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        before.is_some_and(|w| {
            w.may_be(PartOfSpeech::Noun)
                || w.may_be(PartOfSpeech::Numeral)
                || w.may_be(PartOfSpeech::Adjective)
        })
    }

    /// "a month", "an hour": one of the unit, unless the article means "per".
    fn article_unit(&self, at: usize) -> Option<Operand> {
        let start = self.past(at, Lexeme::Article)?;
        let (unit, end) = self
            .unit_mark(start, |unit| !unit.compound)
            .filter(|(_, end)| self.unit_stands_alone(start, *end))?;
        let word = self.text(start).chars().nth(1).is_some();
        let sign = self.kind(end) == Some(TokenKind::Digits);
        // "a second edition" is no second.
        let ordinal = self.begins(start, kinds![Ordinal]) && self.kind(end) == Some(TokenKind::Word);
        (word && !sign && !ordinal && !self.means_per(at))
            .then(|| Operand::of(Number::one(start), Some(unit), end))
    }

    /// A unit that is all of a short text: «минутку», "кг".
    pub(super) fn lone_unit(&self, at: usize, start: usize) -> Option<Operand> {
        let (unit, end) = self.unit_mark(start, |unit| !unit.compound && !unit.before)?;
        // "~'": a quotation mark is the unit of a number that it is tied to, and of nothing else.
        if is_quote(self.text(start)) {
            return None;
        }
        let alone = at == 0 && end == self.sentence.tokens.len();
        let one = self.is_singular(start)
            && self.rules.unit(unit).is_some_and(|unit| unit.dimension != self.dimensions.person);
        (alone && one).then(|| Operand::of(Number::one(start), Some(unit), end))
    }

    /// Adds smaller units that follow: "2 years, 3 months", "thirteen dollars forty-five".
    fn sum(&self, first: Operand, opener: bool) -> Operand {
        let mut operand = first;
        for _ in 0..4 {
            let Some(next) = self.next_smaller(&operand, opener) else { break };
            operand = next;
        }
        operand
    }

    fn next_smaller(&self, operand: &Operand, opener: bool) -> Option<Operand> {
        let larger = operand.unit.filter(|_| !operand.hedge && operand.bound.is_none())?;
        let comma = usize::from(self.is_mark(operand.end, ',') && self.is_time(larger));
        let hyphen = usize::from(
            comma == 0 && self.is_dash(operand.end) && self.glued(operand.end) && self.glued(operand.end + 1),
        );
        let behind = operand.end + comma + hyphen;
        let at = self.past(behind, Lexeme::And).unwrap_or(behind);
        let joined = at > behind;
        let number = self.number(at)?;
        let plain =
            !number.is_vague() && number.problem.is_none() && !number.implicit && !operand.number.is_vague();
        if !plain || number.lo.is_sign_negative() || (opener && joined) {
            return None;
        }
        let (factor, end) = match self.unit_behind(number.end, Some(larger)) {
            Some((smaller, end)) => (self.ratio(smaller, larger)?, end),
            None if comma == 0 => (self.implied_ratio(&number, larger, joined)?, number.end),
            None => return None,
        };
        let part = number.lo.checked_mul(factor)?;
        let (lo, hi) = (operand.number.lo.checked_add(part)?, operand.number.hi?.checked_add(part)?);
        let number = Number { lo, hi: Some(hi), step: factor, end, ..operand.number };
        Some(Operand::of(number, operand.unit, end))
    }

    /// The unit that a bare number behind a unit is of: hundredths of a currency, minutes
    /// after hours, inches after feet, a fraction of the unit itself.
    fn implied_ratio(&self, number: &Number, larger: Id, joined: bool) -> Option<Decimal> {
        let unit = self.rules.unit(larger)?;
        if number.fraction && number.lo < Decimal::ONE && joined {
            return Some(Decimal::ONE);
        }
        if !number.lo.fract().is_zero() || !self.ends_phrase(number.end) || number.multiplier.is_some() {
            return None;
        }
        let below = |limit: i64| number.lo < Decimal::from(limit) && number.lo > Decimal::ONE;
        if self.is_money(unit.dimension) && unit.numerator == unit.denominator && below(100) {
            return Some(Decimal::new(1, 2));
        }
        if unit.numerator == Decimal::from(3600) && unit.dimension == self.dimensions.duration && below(60) {
            return Some(Decimal::ONE / Decimal::from(60));
        }
        let foot = unit.numerator == Decimal::new(3048, 4) && unit.dimension == self.dimensions.length;
        (foot && below(12) && !joined).then(|| Decimal::ONE / Decimal::from(12))
    }
}
