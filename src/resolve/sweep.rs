//! The heaviest point of a set of weighted intervals on one line.
//!
//! For intervals, pairwise overlap implies a common point (Helly's theorem in one
//! dimension), so the heaviest set of claims that can all be true is the set of those that
//! contain the heaviest point: exact, in O(n log n).

use crate::value::{Decimal, Interval};

/// Which intervals contain the heaviest point; `None` without intervals. Of equally heavy
/// points the lowest one wins.
pub(super) fn heaviest(intervals: &[Interval], weights: &[u64]) -> Option<Vec<bool>> {
    let mut ends: Vec<Decimal> = intervals.iter().flat_map(|i| [i.lo, i.hi]).flatten().collect();
    ends.sort_unstable();
    ends.dedup();
    // Stretches of the line between ends: 0 lies below all ends, 2i+1 is the i-th end
    // itself, 2i+2 the gap above it.
    let stretches = 2 * ends.len() + 1;
    let at = |end: Decimal| 2 * ends.partition_point(|e| *e < end) + 1;
    let mut change = vec![0i128; stretches + 1];
    let range = |i: &Interval| {
        let from = i.lo.map_or(0, |lo| at(lo) + usize::from(i.lo_open));
        let to = i.hi.map_or(stretches, |hi| at(hi) + usize::from(!i.hi_open));
        (from, to)
    };
    for (interval, weight) in intervals.iter().zip(weights) {
        let (from, to) = range(interval);
        if from < to {
            change[from] += i128::from(*weight);
            change[to] -= i128::from(*weight);
        }
    }
    let (mut sum, mut best) = (0, (i128::MIN, 0));
    for (stretch, delta) in change.iter().enumerate().take(stretches) {
        sum += delta;
        if sum > best.0 {
            best = (sum, stretch);
        }
    }
    let inside = |i: &Interval| {
        let (from, to) = range(i);
        from <= best.1 && best.1 < to
    };
    (!intervals.is_empty()).then(|| intervals.iter().map(inside).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn interval() -> impl Strategy<Value = Interval> {
        let end = || proptest::option::of(-6i64..6);
        (end(), end(), any::<bool>(), any::<bool>()).prop_map(|(a, b, lo_open, hi_open)| {
            let (lo, hi) = match (a, b) {
                (Some(x), Some(y)) if x > y => (Some(y), Some(x)),
                other => other,
            };
            let point = lo == hi && lo.is_some();
            Interval {
                lo: lo.map(Decimal::from),
                hi: hi.map(Decimal::from),
                lo_open: lo_open && !point,
                hi_open: hi_open && !point,
            }
        })
    }

    /// The slow and obvious way: every subset whose members have a common point.
    fn brute_force(intervals: &[Interval], weights: &[u64]) -> u64 {
        (0u32..1 << intervals.len())
            .filter_map(|subset| {
                let members = (0..intervals.len()).filter(|i| subset >> i & 1 == 1);
                let mut common = Interval { lo: None, hi: None, lo_open: false, hi_open: false };
                let mut weight = 0;
                for i in members {
                    common = common.intersection(&intervals[i])?;
                    weight += weights[i];
                }
                Some(weight)
            })
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn of_equally_heavy_points_the_lowest_wins() {
        let points = [7, 3, 5].map(|n| Interval::point(Decimal::from(n)));
        assert_eq!(heaviest(&points, &[1, 1, 1]).unwrap(), [false, true, false]);
        assert_eq!(heaviest(&points, &[2, 1, 2]).unwrap(), [false, false, true]);
        assert_eq!(heaviest(&[], &[]), None);
        let (below, above) =
            (Interval::below(Decimal::from(3), true), Interval::above(Decimal::from(3), true));
        assert_eq!(heaviest(&[above, below], &[1, 1]).unwrap(), [false, true]);
    }

    proptest! {
        #[test]
        fn the_sweep_finds_what_trying_every_subset_finds(
            cases in proptest::collection::vec((interval(), 1u64..5), 1..9)
        ) {
            let (intervals, weights): (Vec<_>, Vec<_>) = cases.into_iter().unzip();
            let chosen = heaviest(&intervals, &weights).unwrap();
            let weight: u64 = chosen.iter().zip(&weights).filter(|(c, _)| **c).map(|(_, w)| *w).sum();
            prop_assert_eq!(weight, brute_force(&intervals, &weights));
            let members: Vec<&Interval> = intervals.iter().zip(&chosen).filter(|(_, c)| **c).map(|(i, _)| i).collect();
            let common = members.iter().try_fold(Interval { lo: None, hi: None, lo_open: false, hi_open: false }, |sum, i| sum.intersection(i));
            prop_assert!(common.is_some());
        }
    }
}
