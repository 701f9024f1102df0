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
    if a.unit != b.unit
        && let (Value::Amount(x), Value::Amount(y)) = (&a.value, &b.value)
        && x.interval == y.interval
    {
        return Some(Slip::Written);
    }
    let (x, y) = (a.amount()?.interval.as_point()?, b.amount()?.interval.as_point()?);
    let (small, large) = if x.abs() < y.abs() { (x, y) } else { (y, x) };
    if small.is_zero() {
        return None;
    }
    let ratio = float(large) / float(small);
    if let Some(zeros) =
        Some(MOST_ZEROS).filter(|most| near_zeros(ratio, *most)).and_then(|most| zeros(small, large, most))
    {
        return Some(Slip::Zeros(zeros));
    }
    // Figures of all kinds are three times or eight times another one.
    let whole = large.checked_rem(small).is_none_or(|rest| rest.is_zero());
    if whole {
        None
    } else {
        unit(small, large, a.dimension.filter(|own| Some(*own) == b.dimension)?, rules).map(Slip::Unit)
    }
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
    if rules.is_dimension(dimension, "money") {
        return None;
    }
    let scales = |unit: &Unit| {
        let (n, d) = (unit.numerator, unit.denominator);
        unit.offset.is_none() && !unit.loose && n != d && !differ_by_zeros(n, d)
    };
    let mut units = rules.units.values().enumerate();
    let ratio = float(large) / float(small);
    let by_it = |unit: &Unit| {
        // Most units are told apart before anything is counted exactly.
        let factor = float(unit.numerator) / float(unit.denominator);
        if ![ratio / factor, ratio * factor]
            .into_iter()
            .any(|rest| near_zeros(rest.abs().max(1.0 / rest.abs()), UNIT_ZEROS))
        {
            return false;
        }
        let product = |a: Decimal, b: Decimal| a.checked_mul(b);
        let up = product(small, unit.numerator).zip(product(large, unit.denominator));
        let down = product(small, unit.denominator).zip(product(large, unit.numerator));
        [up, down].into_iter().flatten().any(|(a, b)| a == b || differ_by_zeros(a, b))
    };
    units.find(|(_, unit)| unit.dimension == dimension && by_it(unit) && scales(unit)).map(|(id, _)| id)
}

/// A number for a first look.
#[expect(clippy::cast_precision_loss, reason = "it is a first look")]
fn float(n: Decimal) -> f64 {
    n.mantissa() as f64 / 10f64.powi(i32::try_from(n.scale()).unwrap_or(0))
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

    fn dimension(of: &str) -> Id {
        RULES.units.get(of).unwrap().dimension
    }

    #[test]
    fn a_unit_ties_what_differs_by_its_factor_and_zeros() {
        let feet = |small: i64, large: i64| unit(small.into(), large.into(), dimension("m"), &RULES);
        assert!(feet(3048, 10_000).is_some());
        assert!(feet(1000, 3048).is_none_or(|id| RULES.units.get_index(id).is_some()));
        assert_eq!(feet(3048, 10_001), None);
    }

    proptest! {
        /// A first look passes over nothing that differs by zeros.
        #[test]
        fn a_first_look_sees_all_zeros(mantissa in 1i64.., scale in 0u32..12, zeros in 0u32..=MOST_ZEROS) {
            let small = Decimal::new(mantissa, scale);
            if let Some(large) = small.checked_mul(Decimal::from(10i64.pow(zeros))) {
                prop_assert!(near_zeros(float(large) / float(small), MOST_ZEROS));
            }
        }

        /// The unit found is the one that looking at each exactly finds.
        #[test]
        fn a_first_look_changes_no_unit(small in 1i64..100_000, factor in 0usize..400, zeros in 0u32..4) {
            let own = dimension("m");
            let (_, tried) = RULES.units.get_index(factor % RULES.units.len()).unwrap();
            let product = Decimal::from(small).checked_mul(tried.numerator).and_then(|n| n.checked_div(tried.denominator));
            if let Some(large) = product.and_then(|n| n.checked_mul(Decimal::from(10i64.pow(zeros))))
                && tried.dimension == own && tried.numerator != tried.denominator && tried.offset.is_none() && !tried.loose
                && !differ_by_zeros(tried.numerator, tried.denominator)
                && large.checked_mul(tried.denominator) == Decimal::from(small * 10i64.pow(zeros)).checked_mul(tried.numerator)
            {
                let (a, b) = if large.abs() < Decimal::from(small) { (large, small.into()) } else { (small.into(), large) };
                prop_assert!(unit(a, b, own, &RULES).is_some());
            }
        }
    }
}
