//! Operands: a number with the unit before or behind it, and sums of units ("5 ft 2 in",
//! "an hour and a half", "20 dollars and 43").

use super::number::Number;
use super::reader::Reader;
use crate::rule::{Id, Lexeme, Meaning, Unit};
use crate::token::TokenKind;
use crate::value::Decimal;

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operand {
    /// The number, in the unit as written.
    pub number: Number,
    /// Its unit.
    pub unit: Option<Id>,
    /// One past its last token.
    pub end: usize,
}

/// The dimension of whose units each is its own base, by its code.
const MONEY: &str = "money";
/// Spans of clock time.
pub(super) const DURATION: &str = "duration";
/// Spans of the calendar: months, years.
pub(super) const CALENDAR: &str = "calendar";

impl Reader<'_, '_> {
    /// The operand that starts at a token.
    pub(super) fn operand(&self, at: usize) -> Option<Operand> {
        if let Some(operand) = self.behind_unit(at) {
            return Some(operand);
        }
        let Some(number) = self.number(at) else { return self.article_unit(at) };
        let operand = match self.unit_behind(number.end, None) {
            Some((unit, end)) => Operand { number, unit: Some(unit), end },
            None => Operand { number, unit: None, end: number.end },
        };
        Some(self.sum(operand))
    }

    /// "$ 133.1 million", "USD 200", "Rb148".
    fn behind_unit(&self, at: usize) -> Option<Operand> {
        let (unit, end) = self.unit_mark(at, |unit| unit.before)?;
        let number = self.number(end)?;
        let digits = self.kind(end) == Some(TokenKind::Digits) || self.is_mark(end, '.') || self.sign_before_digits(end);
        if !digits {
            return None;
        }
        // "US$10 a share": a unit behind would be another figure's; the same one again is noise.
        let end = self.unit_behind(number.end, None).filter(|(behind, _)| *behind == unit).map_or(number.end, |(_, end)| end);
        Some(self.sum(Operand { number, unit: Some(unit), end }))
    }

    fn sign_before_digits(&self, at: usize) -> bool {
        self.lexeme(at, |l| matches!(l, Lexeme::Sign(_)).then_some(())).is_some()
    }

    /// "a month", "an hour": one of the unit.
    fn article_unit(&self, at: usize) -> Option<Operand> {
        let start = self.past(at, Lexeme::Article)?;
        let (unit, end) = self.unit_mark(start, |unit| !unit.compound)?;
        let word = self.text(start).chars().count() > 1;
        let number = Number {
            lo: Decimal::ONE,
            hi: Some(Decimal::ONE),
            step: Decimal::ONE,
            end: start,
            fraction: false,
            implicit: true,
            multiplier: None,
            problem: None,
        };
        word.then(|| self.sum(Operand { number, unit: Some(unit), end }))
    }

    /// A unit whose phrase starts at a token, the longest one that `fits`.
    pub(super) fn unit_mark(&self, at: usize, fits: impl Fn(&Unit) -> bool) -> Option<(Id, usize)> {
        self.sentence.marks.at(at).iter().find_map(|mark| match self.rules.meaning(mark.meaning)? {
            Meaning::Unit(id, _) if self.rules.unit(*id).is_some_and(&fits) => Some((*id, mark.end as usize)),
            _ => None,
        })
    }

    /// The unit behind a number: next to it, behind a hyphen, in brackets, or behind "more".
    pub(super) fn unit_behind(&self, at: usize, larger: Option<Id>) -> Option<(Id, usize)> {
        let fits = |unit: &Unit| !unit.compound || larger.is_some();
        if let Some((unit, end)) = self.unit_mark(at, fits).filter(|(_, end)| self.unit_stands_alone(at, *end)) {
            return Some((unit, end));
        }
        if (self.is_dash(at) && self.glued(at) && self.glued(at + 1)) || self.past(at, Lexeme::Also) == Some(at + 1) {
            return self.unit_mark(at + 1, fits).filter(|(_, end)| self.unit_stands_alone(at + 1, *end));
        }
        if matches!(self.text(at), "[" | "{" | "<") {
            let (unit, end) = self.unit_mark(at + 1, fits)?;
            return matches!(self.text(end), "]" | "}" | ">").then_some((unit, end + 1));
        }
        None
    }

    /// A unit is a whole word: "5 m" but not "5 m-high", "10 c" but not "10 c++".
    fn unit_stands_alone(&self, at: usize, end: usize) -> bool {
        let short = end == at + 1 && self.text(at).chars().count() == 1 && self.kind(at) == Some(TokenKind::Word);
        let goes_on = self.glued(end) && matches!(self.kind(end), Some(TokenKind::Word | TokenKind::Digits));
        let tied = short && self.glued(end) && matches!(self.text(end), "'" | "’" | "+" | "&" | "#");
        !(goes_on || tied)
    }

    /// Adds smaller units that follow: "2 years, 3 months", "thirteen dollars forty-five".
    fn sum(&self, first: Operand) -> Operand {
        let mut operand = first;
        for _ in 0..4 {
            let Some(next) = self.next_smaller(&operand) else { break };
            operand = next;
        }
        operand
    }

    fn next_smaller(&self, operand: &Operand) -> Option<Operand> {
        let larger = operand.unit?;
        let comma = usize::from(self.is_mark(operand.end, ','));
        let at = self.past(operand.end + comma, Lexeme::And).unwrap_or(operand.end + comma);
        let joined = at > operand.end;
        let number = self.number(at).or_else(|| self.half(at))?;
        let plain = !number.is_vague() && number.problem.is_none() && !number.implicit && !operand.number.is_vague();
        if !plain || number.lo.is_sign_negative() {
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
        Some(Operand { number, unit: operand.unit, end })
    }

    /// "… and a half" behind a unit.
    fn half(&self, at: usize) -> Option<Number> {
        let number = self.number(at)?;
        number.fraction.then_some(number)
    }

    /// How many of the larger unit one of the smaller is; nothing where it is not smaller or
    /// not of its dimension.
    fn ratio(&self, smaller: Id, larger: Id) -> Option<Decimal> {
        let (a, b) = (self.rules.unit(smaller)?, self.rules.unit(larger)?);
        let name = |unit: &Unit| self.rules.dimensions.get_index(unit.dimension).map(|(name, _)| name.as_str());
        let factor = match (name(a), name(b)) {
            (Some(x), Some(y)) if x == y => {
                let (a, b) = (a.numerator.checked_mul(b.denominator)?, b.numerator.checked_mul(a.denominator)?);
                a.checked_div(b)?
            }
            // A year has 365 days and a month 30 where both stand in one sum.
            (Some(DURATION), Some(CALENDAR)) => {
                let days = if b.numerator >= Decimal::from(12) { Decimal::from(365) * b.numerator / Decimal::from(12) } else { Decimal::from(30) * b.numerator };
                a.numerator.checked_div(a.denominator)?.checked_div(days * Decimal::from(86_400))?
            }
            _ => return None,
        };
        (factor < Decimal::ONE).then_some(factor)
    }

    /// The unit that a bare number behind a unit is of: hundredths of a currency, minutes
    /// after hours, a fraction of the unit itself.
    fn implied_ratio(&self, number: &Number, larger: Id, joined: bool) -> Option<Decimal> {
        let unit = self.rules.unit(larger)?;
        if number.fraction && number.lo < Decimal::ONE && joined {
            return Some(Decimal::ONE);
        }
        if !number.lo.fract().is_zero() || !self.ends_phrase(number.end) {
            return None;
        }
        let main = unit.numerator == unit.denominator;
        let small = |limit: i64| number.lo < Decimal::from(limit) && number.lo > Decimal::ONE;
        if self.rules.is_dimension(unit.dimension, MONEY) && main && small(100) {
            return Some(Decimal::new(1, 2));
        }
        let hour = unit.numerator == Decimal::from(3600) && self.rules.is_dimension(unit.dimension, DURATION);
        (hour && small(60)).then(|| Decimal::ONE / Decimal::from(60))
    }

    /// Whether nothing that could be counted stands at a place.
    fn ends_phrase(&self, at: usize) -> bool {
        self.kind(at) != Some(TokenKind::Word) && self.kind(at) != Some(TokenKind::Digits) && !self.is_mark(at, '%')
    }
}
