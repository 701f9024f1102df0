//! Amounts: an interval with what a reader knows of it beyond its ends.

use super::{Decimal, Interval};
use serde::{Deserialize, Serialize};

/// A number as a text states it, after conversion to some unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// What it admits when taken at its word.
    pub interval: Interval,
    /// Whether the text calls it approximate.
    pub approx: bool,
    /// The value of one unit in the last digit written (`1.2 million`: 100,000); zero where
    /// no digits were written.
    #[serde(with = "super::packed")]
    pub step: Decimal,
}

/// Significant digits that an approximate figure shows, and the slack it is then given.
///
/// A guess from what careful readers of the gold clusters call compatible: "about 76 km" and
/// "approximately 81 km" go together, "roughly 85 km" and "about 76 km" do not.
const SLACK_PER_MILLE: [i64; 4] = [100, 50, 10, 5];

/// How far below its bound "almost" reaches, in per mille; a guess of the same kind.
const ALMOST_PER_MILLE: i64 = 100;

impl Amount {
    /// An exact single number whose last digit is worth `step`.
    #[must_use]
    pub fn exact(value: Decimal, step: Decimal) -> Self {
        Self { interval: Interval::point(value), approx: false, step }
    }

    /// Multiplies by a positive number; `None` on overflow.
    #[must_use]
    pub fn scale(&self, factor: Decimal) -> Option<Self> {
        Some(Self {
            interval: self.interval.map(|end| end.checked_mul(factor))?,
            step: self.step.checked_mul(factor)?,
            ..*self
        })
    }

    /// Divides by a positive number; `None` on overflow.
    #[must_use]
    pub fn divide(&self, divisor: Decimal) -> Option<Self> {
        Some(Self {
            interval: self.interval.map(|end| end.checked_div(divisor))?,
            step: self.step.checked_div(divisor)?,
            ..*self
        })
    }

    /// As much less than nothing.
    #[must_use]
    pub fn negated(&self) -> Self {
        let Interval { lo, hi, lo_open, hi_open } = self.interval;
        let interval =
            Interval { lo: hi.map(|end| -end), hi: lo.map(|end| -end), lo_open: hi_open, hi_open: lo_open };
        Self { interval, ..*self }
    }

    /// Adds a constant to both ends; `None` on overflow.
    #[must_use]
    pub fn shift(&self, by: Decimal) -> Option<Self> {
        Some(Self { interval: self.interval.map(|end| end.checked_add(by))?, ..*self })
    }

    /// What it admits once its approximation is given slack: for "about N" a margin around N
    /// by the digits shown, for "almost N" a stretch below N.
    #[must_use]
    pub fn admitted(&self) -> Interval {
        let Interval { lo, hi, .. } = self.interval;
        match (self.approx, lo, hi) {
            (false, ..) => self.interval,
            (true, Some(lo), Some(hi)) => {
                let (below, above) = (self.slack(lo), self.slack(hi));
                Interval::between(lo.saturating_sub(below), hi.saturating_add(above))
            }
            (true, None, Some(hi)) => Interval {
                lo: Some(hi.saturating_sub(per_mille(hi, ALMOST_PER_MILLE))),
                lo_open: false,
                ..self.interval
            },
            (true, Some(lo), None) => {
                Interval { lo: Some(lo.saturating_sub(self.slack(lo))), ..self.interval }
            }
            (true, None, None) => self.interval,
        }
    }

    /// The margin of an approximate end: by the digits shown, and half a unit of the last
    /// digit at least.
    fn slack(&self, end: Decimal) -> Decimal {
        let digits = significant_digits(end).clamp(1, SLACK_PER_MILLE.len());
        let relative = per_mille(end, SLACK_PER_MILLE[digits - 1]);
        relative
            .max(self.step.abs().saturating_mul(Decimal::new(5, 1)).min(per_mille(end, SLACK_PER_MILLE[0])))
    }
}

fn per_mille(value: Decimal, mille: i64) -> Decimal {
    value.abs().saturating_mul(Decimal::new(mille, 3))
}

/// The digits of a number without leading and trailing zeros.
impl Amount {
    /// The digits of its ends but for zeros at either side; the larger number of them.
    #[must_use]
    pub fn significant_digits(&self) -> usize {
        let ends = [self.interval.lo, self.interval.hi].into_iter().flatten();
        ends.map(significant_digits).max().unwrap_or(0)
    }
}

fn significant_digits(value: Decimal) -> usize {
    let mut mantissa = value.normalize().mantissa().unsigned_abs();
    while mantissa != 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
    }
    mantissa.checked_ilog10().map_or(0, |log| log as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(n: i64) -> Amount {
        Amount { approx: true, ..Amount::exact(Decimal::from(n), Decimal::ONE) }
    }

    #[test]
    fn slack_follows_the_digits_shown() {
        assert!(about(76).admitted().meets(&about(81).admitted()));
        assert!(!about(85).admitted().meets(&about(76).admitted()));
        assert!(about(9000).admitted().contains(Decimal::from(8962)));
        assert!(!about(21_163).admitted().contains(Decimal::from(21_500)));
    }

    #[test]
    fn almost_reaches_a_little_below() {
        let almost =
            Amount { approx: true, interval: Interval::below(Decimal::from(60), true), step: Decimal::ONE };
        assert!(almost.admitted().contains(Decimal::from(57)));
        assert!(!almost.admitted().contains(Decimal::from(23)));
    }
}
