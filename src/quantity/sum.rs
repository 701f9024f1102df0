//! The arithmetic of number words: how cardinals, digits and multipliers add up as they come.

use super::kind::Problem;
use super::numeral::Numeral;
use crate::value::Decimal;

/// A piece of a number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// A word that adds: "twenty".
    Cardinal(Decimal),
    /// Digits.
    Digits(Numeral),
    /// A word that multiplies what stands before it: "thousand".
    Multiplier(Decimal),
}

/// What leads to the next piece of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// It is the first.
    Start,
    /// Nothing stands between.
    Direct,
    /// A hyphen.
    Hyphen,
    /// An "and".
    And,
}

/// Sums parts as they come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    /// What is settled: multiplied parts.
    pub total: Decimal,
    /// The group below the next multiplier.
    pub current: Option<Decimal>,
    /// The multiplier that came last.
    pub last_multiplier: Option<Decimal>,
    /// One unit of the last digit written.
    pub step: Decimal,
    /// Whether all of it are words.
    pub in_words: bool,
    /// Whether it was a fraction in digits.
    pub fraction: bool,
    /// The value of the last part.
    pub last: Decimal,
    /// The value before the last part.
    pub before_last: Decimal,
    /// What led to the last part.
    pub last_joint: Joint,
    /// Whether the last part are digits.
    pub last_digits: bool,
    /// What is odd about it.
    pub problem: Option<Problem>,
    /// Whether nothing may follow.
    pub ended: bool,
}

impl Sum {
    pub(super) fn new() -> Self {
        Self {
            total: Decimal::ZERO,
            current: None,
            last_multiplier: None,
            step: Decimal::ONE,
            in_words: true,
            fraction: false,
            last: Decimal::ZERO,
            before_last: Decimal::ZERO,
            last_joint: Joint::Start,
            last_digits: false,
            problem: None,
            ended: false,
        }
    }

    /// Adds a part; false where it belongs to another number.
    pub(super) fn add(&mut self, part: &Part, joint: Joint) -> bool {
        let before = self.value();
        let fits = match part {
            Part::Cardinal(n) => self.cardinal(*n, joint),
            Part::Digits(numeral) => self.digits(numeral, joint),
            Part::Multiplier(m) => self.multiplier(*m, joint),
        };
        if fits {
            (self.before_last, self.last_joint) = (before.unwrap_or_default(), joint);
            self.last_digits = matches!(part, Part::Digits(_));
        }
        fits
    }

    /// The value so far.
    pub(super) fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.current.unwrap_or_default())
    }

    /// What a further part must stay below.
    pub(super) fn room(&self) -> Decimal {
        match self.current {
            Some(current) => lowest_place(current),
            None => self.last_multiplier.unwrap_or_default(),
        }
    }

    fn digits(&mut self, numeral: &Numeral, joint: Joint) -> bool {
        let fits = match (joint, self.current) {
            (Joint::Start, _) => true,
            (Joint::Hyphen, _) => false,
            (Joint::And, Some(current)) => !self.in_words && numeral.value < lowest_place(current),
            (_, Some(_)) => false,
            (_, None) => {
                !self.in_words
                    && self.last_multiplier.is_some_and(|m| numeral.value < m && !numeral.value.is_zero())
            }
        };
        if fits {
            self.current = Some(self.current.unwrap_or_default() + numeral.value);
            (self.step, self.in_words, self.last) = (numeral.step, false, numeral.value);
            self.fraction |= numeral.fraction;
            self.problem = self.problem.or(numeral.problem);
        }
        fits
    }

    fn cardinal(&mut self, n: Decimal, joint: Joint) -> bool {
        let sum = match self.current {
            None if joint == Joint::Start || self.last_multiplier.is_some_and(|m| n < m) => Some(n),
            None => None,
            // "5 one" are two numbers, "3 hundred one" is one.
            Some(_) if !self.in_words && self.last < Decimal::ONE_HUNDRED => None,
            Some(current) if n < lowest_place(current) && !n.is_zero() => Some(current + n),
            // "one twenty two" as it is spoken.
            Some(current)
                if joint == Joint::Direct
                    && self.total.is_zero()
                    && current < Decimal::TEN
                    && !current.is_zero() =>
            {
                let tens = n >= Decimal::TEN
                    && n < Decimal::ONE_HUNDRED
                    && n.fract().is_zero()
                    && current.fract().is_zero();
                (tens && self.in_words).then(|| current * Decimal::ONE_HUNDRED + n)
            }
            Some(_) => None,
        };
        let Some(sum) = sum else { return false };
        self.current = Some(sum);
        (self.step, self.last) = (Decimal::ONE, n);
        true
    }

    fn multiplier(&mut self, m: Decimal, joint: Joint) -> bool {
        if m == Decimal::ONE_HUNDRED {
            let base = match self.current {
                None if joint == Joint::Start || self.last_multiplier.is_some() => Decimal::ONE,
                Some(current) if current < Decimal::ONE_HUNDRED => current,
                _ => return false,
            };
            self.current = Some(base * m);
            (self.step, self.last) = (self.step * m, m);
            return true;
        }
        let base = match self.current {
            Some(current) => current,
            None if joint == Joint::Start => Decimal::ONE,
            None if self.total.is_zero() => return false,
            None => Decimal::ZERO,
        };
        let grown = if self.last_multiplier.is_some_and(|last| m >= last) {
            self.total.checked_add(base).and_then(|sum| sum.checked_mul(m))
        } else {
            base.checked_mul(m).and_then(|product| product.checked_add(self.total))
        };
        let step = if joint == Joint::Start { m } else { self.step.checked_mul(m).unwrap_or(m) };
        match grown {
            Some(total) => self.total = total,
            None => self.problem = Some(Problem::TooLarge),
        }
        (self.current, self.last_multiplier, self.step, self.last) = (None, Some(m), step, m);
        self.ended = m < Decimal::ONE_HUNDRED;
        true
    }
}

/// The value of the last digit that is not zero, as far as hundreds: 320 → 10, 300 → 100.
fn lowest_place(n: Decimal) -> Decimal {
    if n.is_zero() || !n.fract().is_zero() {
        return Decimal::ZERO;
    }
    let mut place = Decimal::ONE;
    for _ in 0..2 {
        let next = place * Decimal::TEN;
        if !(n % next).is_zero() {
            break;
        }
        place = next;
    }
    place
}
