//! Intervals of exact decimals.

use super::Decimal;
use serde::{Deserialize, Serialize};

/// The numbers between two ends; an end may be missing (unbounded) or open (excluded).
#[derive(Debug, Clone, Copy, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    #[serde(with = "super::packed::option")]
    pub lo: Option<Decimal>,
    /// Upper end.
    #[serde(with = "super::packed::option")]
    pub hi: Option<Decimal>,
    /// Whether the lower end itself is excluded.
    pub lo_open: bool,
    /// Whether the upper end itself is excluded.
    pub hi_open: bool,
}

/// Whether two numbers are the same. Most are whole numbers of few digits, which takes less to
/// see than decimals of any scale do.
fn same(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) if a.scale() == b.scale() => a.mantissa() == b.mantissa(),
        (a, b) => a == b,
    }
}

impl PartialEq for Interval {
    fn eq(&self, other: &Self) -> bool {
        (self.lo_open, self.hi_open) == (other.lo_open, other.hi_open)
            && same(self.lo, other.lo)
            && same(self.hi, other.hi)
    }
}

impl Interval {
    /// Each end of this one that there is with each of another.
    pub fn pairs_of_ends(&self, other: &Self) -> impl Iterator<Item = (Decimal, Decimal)> + use<> {
        let (own, others) = ([self.lo, self.hi], [other.lo, other.hi]);
        own.into_iter().flatten().flat_map(move |x| others.into_iter().flatten().map(move |y| (x, y)))
    }

    /// A single number.
    #[must_use]
    pub fn point(value: Decimal) -> Self {
        Self { lo: Some(value), hi: Some(value), lo_open: false, hi_open: false }
    }

    /// Both ends included; the ends are swapped where they stand upside down.
    #[must_use]
    pub fn between(a: Decimal, b: Decimal) -> Self {
        Self { lo: Some(a.min(b)), hi: Some(a.max(b)), lo_open: false, hi_open: false }
    }

    /// From `value` upwards.
    #[must_use]
    pub fn above(value: Decimal, open: bool) -> Self {
        Self { lo: Some(value), hi: None, lo_open: open, hi_open: false }
    }

    /// Up to `value`.
    #[must_use]
    pub fn below(value: Decimal, open: bool) -> Self {
        Self { lo: None, hi: Some(value), lo_open: false, hi_open: open }
    }

    /// The number, where the interval is a single one.
    #[must_use]
    pub fn as_point(&self) -> Option<Decimal> {
        self.lo.filter(|_| !self.lo_open && !self.hi_open && same(self.lo, self.hi))
    }

    /// Whether a number lies in it.
    #[must_use]
    pub fn contains(&self, value: Decimal) -> bool {
        let above = self.lo.is_none_or(|lo| value > lo || (value == lo && !self.lo_open));
        let below = self.hi.is_none_or(|hi| value < hi || (value == hi && !self.hi_open));
        above && below
    }

    /// Whether every number of `other` lies in it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let lower = match (self.lo, other.lo) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a < b || (a == b && (!self.lo_open || other.lo_open)),
        };
        let upper = match (self.hi, other.hi) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a > b || (a == b && (!self.hi_open || other.hi_open)),
        };
        lower && upper
    }

    /// Whether the two share a number.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.intersection(other).is_some()
    }

    /// The numbers that lie in both, where there are any.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let (lo, lo_open) = tighter(self.lo, self.lo_open, other.lo, other.lo_open, Ord::max);
        let (hi, hi_open) = tighter(self.hi, self.hi_open, other.hi, other.hi_open, Ord::min);
        let empty = match (lo, hi) {
            (Some(lo), Some(hi)) => lo > hi || (lo == hi && (lo_open || hi_open)),
            _ => false,
        };
        (!empty).then_some(Self { lo, hi, lo_open, hi_open })
    }

    /// Applies an increasing function to both ends; `None` where one of them overflows.
    #[must_use]
    pub fn map(&self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        let end = |value: Option<Decimal>| value.map(&f).map_or(Some(None), |mapped| mapped.map(Some));
        Some(Self { lo: end(self.lo)?, hi: end(self.hi)?, ..*self })
    }
}

fn tighter(
    a: Option<Decimal>,
    a_open: bool,
    b: Option<Decimal>,
    b_open: bool,
    pick: impl Fn(Decimal, Decimal) -> Decimal,
) -> (Option<Decimal>, bool) {
    match (a, b) {
        (None, None) => (None, false),
        (Some(_), None) => (a, a_open),
        (None, Some(_)) => (b, b_open),
        (Some(x), Some(y)) if x == y => (a, a_open || b_open),
        (Some(x), Some(y)) => {
            let end = pick(x, y);
            (Some(end), if end == x { a_open } else { b_open })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn end() -> impl Strategy<Value = Option<Decimal>> {
        proptest::option::of((-20i64..20).prop_map(Decimal::from))
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (end(), end(), any::<bool>(), any::<bool>()).prop_map(|(a, b, lo_open, hi_open)| match (a, b) {
            (Some(x), Some(y)) if x > y => Interval { lo: b, hi: a, lo_open, hi_open },
            (Some(x), Some(y)) if x == y => Interval::point(x),
            _ => Interval { lo: a, hi: b, lo_open, hi_open },
        })
    }

    proptest! {
        #[test]
        fn a_number_lies_in_both_exactly_when_it_lies_in_the_intersection(a in interval(), b in interval(), n in -42i64..42) {
            let n = Decimal::new(n * 5, 1);
            let both = a.contains(n) && b.contains(n);
            prop_assert_eq!(both, a.intersection(&b).is_some_and(|i| i.contains(n)));
        }

        #[test]
        fn meeting_is_symmetric(a in interval(), b in interval()) {
            prop_assert_eq!(a.meets(&b), b.meets(&a));
        }

        /// Ends are whole numbers within 20 of 0: halves between and numbers beyond them stand for all others.
        #[test]
        fn one_covers_another_exactly_when_every_number_of_that_lies_in_it(a in interval(), b in interval()) {
            let numbers = || (-42i64..=42).map(|n| Decimal::new(n * 5, 1));
            prop_assert_eq!(a.covers(&b), numbers().all(|n| a.contains(n) || !b.contains(n)));
            prop_assert_eq!(a.meets(&b), numbers().any(|n| a.contains(n) && b.contains(n)));
        }
    }

    #[test]
    fn an_open_end_is_left_out_and_a_missing_one_is_none() {
        let held = |interval: Interval| -> Vec<i64> {
            (0..6).filter(|n| interval.contains(Decimal::from(*n))).collect()
        };
        let (two, four) = (Decimal::from(2), Decimal::from(4));
        assert_eq!(held(Interval::between(four, two)), [2, 3, 4]);
        assert_eq!(held(Interval { lo_open: true, ..Interval::between(two, four) }), [3, 4]);
        assert_eq!(held(Interval { hi_open: true, ..Interval::between(two, four) }), [2, 3]);
        assert_eq!(held(Interval::above(four, true)), [5]);
        assert_eq!(held(Interval::above(four, false)), [4, 5]);
        assert_eq!(held(Interval::below(two, true)), [0, 1]);
        assert_eq!(held(Interval::below(two, false)), [0, 1, 2]);
    }

    #[test]
    fn only_an_interval_of_one_number_is_a_point() {
        let (two, four) = (Decimal::from(2), Decimal::from(4));
        assert_eq!(Interval::point(two).as_point(), Some(two));
        assert_eq!(
            Interval::between(two, Decimal::new(20, 1)).as_point(),
            Some(two),
            "2 and 2.0 are one number"
        );
        assert_eq!(Interval::point(two), Interval::point(Decimal::new(20, 1)));
        for none in [
            Interval::between(two, four),
            Interval::above(two, false),
            Interval::below(two, false),
            Interval { lo_open: true, ..Interval::point(two) },
            Interval { hi_open: true, ..Interval::point(two) },
        ] {
            assert_eq!(none.as_point(), None, "{none:?}");
            assert_ne!(none, Interval::point(two));
        }
    }
}
