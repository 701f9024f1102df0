//! Slips of the pen: figures that would be the same in another unit, or with other zeros.

use crate::claim::Claim;
use crate::rule::{Id, Ruleset, Unit};
use crate::value::{Decimal, Value};

/// Figures that differ by more zeros are no slip of each other.
const MOST_ZEROS: u32 = 9;
/// So many zeros may set apart the two units of one slip: a mile and a kilometre are tied by the
/// metre.
const UNIT_ZEROS: u32 = 3;

/// How far a first look may be off.
const SLACK: f64 = 1e-6;

/// A slip of the pen that may have made one figure of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// The same digits in another unit, as both are written.
    Written,
    /// The same digits, if one of them was meant in this unit.
    Unit(Id),
    /// So many zeros more or fewer.
    Zeros(u32),
}

/// What slip of the pen may have made one figure of the other.
pub(super) fn slip(a: &Claim, b: &Claim, rules: &Ruleset) -> Option<Slip> {
    slip_of_digits(a, b).or_else(|| slip_of_unit(a, b, rules))
}

/// The slip that the digits of two figures tell by themselves.
pub(super) fn slip_of_digits(a: &Claim, b: &Claim) -> Option<Slip> {
    if a.unit != b.unit
        && let (Value::Amount(x), Value::Amount(y)) = (&a.value, &b.value)
        && x.interval == y.interval
    {
        return Some(Slip::Written);
    }
    let (small, large) = by_size(a, b)?;
    let ratio = float(large) / float(small);
    let zeros = near_zeros(ratio, MOST_ZEROS).then(|| zeros(small, large, MOST_ZEROS));
    zeros.flatten().map(Slip::Zeros)
}

/// The slip that another unit tells, of two figures whose digits tell none.
fn slip_of_unit(a: &Claim, b: &Claim, rules: &Ruleset) -> Option<Slip> {
    let dimension = a.dimension.filter(|own| Some(*own) == b.dimension)?;
    let (small, large) = by_size(a, b)?;
    // Figures of all kinds are three times or eight times another one.
    let whole = large.checked_rem(small).is_none_or(|rest| rest.is_zero());
    if whole { None } else { unit(small, large, dimension, rules).map(Slip::Unit) }
}

/// The single numbers of two figures, the smaller first, which is not zero.
fn by_size(a: &Claim, b: &Claim) -> Option<(Decimal, Decimal)> {
    let (x, y) = (a.amount()?.interval.as_point()?, b.amount()?.interval.as_point()?);
    let (small, large) = if x.abs() < y.abs() { (x, y) } else { (y, x) };
    (!small.is_zero()).then_some((small, large))
}

/// How many zeros make one number of a smaller one.
fn zeros(mut small: Decimal, large: Decimal, most: u32) -> Option<u32> {
    for zeros in 1..=most {
        small = small.checked_mul(Decimal::TEN)?;
        if small == large {
            return Some(zeros);
        }
        if small.abs() >= large.abs() {
            return None;
        }
    }
    None
}

/// The unit by whose factor, zeros aside, two numbers differ; no money, whose rates are not fixed.
fn unit(small: Decimal, large: Decimal, dimension: Id, rules: &Ruleset) -> Option<Id> {
    let ratio = float(large) / float(small);
    let ties = |(id, factor): &&(Id, f64)| {
        // Most units are told apart before anything is counted exactly.
        let near = [ratio / factor, ratio * factor]
            .into_iter()
            .any(|rest| near_zeros(rest.abs().max(1.0 / rest.abs()), UNIT_ZEROS));
        near && rules.units.get_index(*id).is_some_and(|(_, unit)| differ_by_unit(small, large, unit))
    };
    rules.slip_factors().get(dimension)?.iter().find(ties).map(|(id, _)| *id)
}

impl Ruleset {
    /// For each dimension the units that figures of it may have been meant in, with their factors, for a first look.
    fn slip_factors(&self) -> &[Vec<(Id, f64)>] {
        self.slip_factors.get_or_init(|| {
            let mut factors = vec![Vec::new(); self.dimensions.len()];
            let units = self.units.values().enumerate();
            for (id, unit) in units.filter(|(_, unit)| is_more_than_zeros(unit)) {
                let own =
                    factors.get_mut(unit.dimension).filter(|_| !self.is_dimension(unit.dimension, "money"));
                own.into_iter()
                    .for_each(|own| own.push((id, float(unit.numerator) / float(unit.denominator))));
            }
            factors
        })
    }
}

/// Whether a unit has a factor that is known and more than zeros.
fn is_more_than_zeros(unit: &Unit) -> bool {
    let (n, d) = (unit.numerator, unit.denominator);
    unit.offset.is_none() && !unit.loose && n != d && !differ_by_zeros(n, d)
}

/// Whether two numbers differ by the factor of a unit, zeros aside.
fn differ_by_unit(small: Decimal, large: Decimal, unit: &Unit) -> bool {
    let (n, d) = (unit.numerator, unit.denominator);
    let up = small.checked_mul(n).zip(large.checked_mul(d));
    let down = small.checked_mul(d).zip(large.checked_mul(n));
    [up, down].into_iter().flatten().any(|(a, b)| a == b || differ_by_zeros(a, b))
}

/// A number for a first look.
#[expect(clippy::cast_precision_loss, reason = "it is a first look")]
fn float(n: Decimal) -> f64 {
    // Most numbers are short ones without decimals.
    let digits = i64::try_from(n.mantissa()).map_or_else(|_| n.mantissa() as f64, |short| short as f64);
    match n.scale() {
        0 => digits,
        scale => digits / 10f64.powi(i32::try_from(scale).unwrap_or(0)),
    }
}

/// Whether a ratio may be that of numbers which differ by no zeros or by up to so many, as far as a first look tells.
fn near_zeros(ratio: f64, most: u32) -> bool {
    let mut power = 1.0;
    for _ in 0..=most {
        let off = (ratio.abs() - power).abs();
        // A ratio that is no number is looked at exactly.
        if off.is_nan() || off <= power * SLACK {
            return true;
        }
        power *= 10.0;
    }
    false
}

fn differ_by_zeros(a: Decimal, b: Decimal) -> bool {
    let (small, large) = if a.abs() < b.abs() { (a, b) } else { (b, a) };
    zeros(small, large, UNIT_ZEROS).is_some()
}

impl Slip {
    /// The slip as words.
    pub(super) fn text(self, a: &Claim, b: &Claim, rules: &Ruleset) -> String {
        match self {
            Self::Written => {
                format!("the digits are the same, the unit is {} here and {} there", a.unit, b.unit)
            }
            Self::Unit(id) => {
                let unit = rules.units.get_index(id).map_or("", |(_, unit)| unit.code.as_str());
                format!("the digits are the same if one of them was meant in {unit}")
            }
            Self::Zeros(1) => "they differ by exactly 1 zero".to_owned(),
            Self::Zeros(zeros) => format!("they differ by exactly {zeros} zeros"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Packs, prepare};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static RULES: LazyLock<Ruleset> = LazyLock::new(|| prepare(Vec::new(), &Packs).rules);

    /// [`unit`] without a first look.
    fn unit_exactly(small: Decimal, large: Decimal, dimension: Id) -> Option<Id> {
        let mut units = RULES.units.values().enumerate();
        let ties = |u: &Unit| is_more_than_zeros(u) && differ_by_unit(small, large, u);
        units.find(|(_, u)| u.dimension == dimension && ties(u)).map(|(id, _)| id)
    }

    proptest! {
        #[test]
        fn a_first_look_passes_over_no_zeros(mantissa in 1i64.., scale in 0u32..12, zeros in 0u32..=MOST_ZEROS) {
            let small = Decimal::new(mantissa, scale);
            if let Some(large) = small.checked_mul(Decimal::from(10i64.pow(zeros))) {
                prop_assert!(near_zeros(float(large) / float(small), MOST_ZEROS));
            }
        }

        #[test]
        fn a_first_look_changes_no_unit(small in 1i64..100_000, unit_at: prop::sample::Index, zeros in 0u32..6) {
            let small = Decimal::from(small);
            let (_, tried) = RULES.units.get_index(unit_at.index(RULES.units.len())).unwrap();
            let whole = Decimal::from(10i64.pow(zeros));
            let large = small.checked_mul(tried.numerator).and_then(|n| n.checked_mul(whole)?.checked_div(tried.denominator));
            if let Some(large) = large.filter(|large| !large.is_zero()) {
                let (a, b) = if large.abs() < small { (large, small) } else { (small, large) };
                let money = RULES.is_dimension(tried.dimension, "money");
                let exactly = unit_exactly(a, b, tried.dimension).filter(|_| !money);
                prop_assert_eq!(unit(a, b, tried.dimension, &RULES), exactly);
            }
        }
    }

    #[test]
    fn a_foot_ties_what_differs_by_it() {
        let (id, _, foot) = RULES.units.get_full("foot").unwrap();
        let tied = |large: i64| unit(Decimal::from(3048), Decimal::from(large), foot.dimension, &RULES);
        assert_eq!(tied(10_000), Some(id));
        assert_eq!(tied(10_001), None);
    }
}
