//! Slips of the pen: figures that would be the same in another unit, or with other zeros.

use crate::claim::Claim;
use crate::rule::{Id, Ruleset, Unit};
use crate::value::{Decimal, Value};

/// Figures that differ by more zeros are no slip of each other.
const MOST_ZEROS: u32 = 9;
/// So many zeros may set apart the two units of one slip: a mile and a kilometre are tied by the
/// metre.
const UNIT_ZEROS: u32 = 3;

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
    if let Some(zeros) = zeros(small, large, MOST_ZEROS) {
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
        unit.dimension == dimension
            && unit.offset.is_none()
            && !unit.loose
            && n != d
            && !differ_by_zeros(n, d)
    };
    let mut units = rules.units.values().enumerate().filter(|(_, unit)| scales(unit));
    let by_it = |unit: &Unit| {
        let product = |a: Decimal, b: Decimal| a.checked_mul(b);
        let up = product(small, unit.numerator).zip(product(large, unit.denominator));
        let down = product(small, unit.denominator).zip(product(large, unit.numerator));
        [up, down].into_iter().flatten().any(|(a, b)| a == b || differ_by_zeros(a, b))
    };
    units.find(|(_, unit)| by_it(unit)).map(|(id, _)| id)
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
