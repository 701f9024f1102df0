//! Claims of one measure of one thing in one scope, on one line: what each admits, what it
//! weighs, and the heaviest of them that can all be true.

use super::sweep::heaviest;
use crate::claim::Claim;
use crate::value::{CalendarDate, Decimal, Interval, Value};
use rustc_hash::FxHashMap;

/// Claims on one line.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The claims, by number, in order.
    pub(super) members: Vec<usize>,
    /// What each admits.
    intervals: Vec<Interval>,
    /// What each weighs.
    weights: Vec<u64>,
    /// The value of each, by number: members that admit the same have one value.
    values: Vec<usize>,
}

/// Members of a line that can all be true.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    /// Whether each member is one of them.
    pub(super) members: Vec<bool>,
    /// What they weigh together.
    pub(super) weight: u64,
}

impl Line {
    /// Claims by number; none where one of them is no figure or date.
    pub(super) fn of(members: Vec<usize>, claims: &[Claim]) -> Option<Self> {
        let intervals = members.iter().map(|member| claims.get(*member).and_then(admitted));
        let intervals = intervals.collect::<Option<_>>()?;
        Some(Self::new(members, intervals))
    }

    fn new(members: Vec<usize>, intervals: Vec<Interval>) -> Self {
        let mut known: FxHashMap<_, usize> = FxHashMap::default();
        let number = |interval: &Interval| {
            let fresh = known.len();
            let Interval { lo, hi, lo_open, hi_open } = *interval;
            *known.entry((lo, hi, lo_open, hi_open)).or_insert(fresh)
        };
        let values = intervals.iter().map(number).collect();
        Self { weights: vec![1; members.len()], members, intervals, values }
    }

    /// Gives its members weights, one each.
    pub(super) fn weigh(&mut self, weights: Vec<u64>) {
        debug_assert_eq!(weights.len(), self.members.len(), "one weight a member");
        self.weights = weights;
    }

    /// The value of a claim, by number.
    pub(super) fn value_of(&self, claim: usize) -> Option<usize> {
        let at = self.members.binary_search(&claim).ok()?;
        self.values.get(at).copied()
    }

    /// The claims that state a value, by number.
    pub(super) fn stating(&self, value: usize) -> impl Iterator<Item = usize> + '_ {
        let own = self.members.iter().zip(&self.values).filter(move |(_, own)| **own == value);
        own.map(|(member, _)| *member)
    }

    /// Whether a value is among what was chosen.
    pub(super) fn holds(&self, chosen: &Chosen, value: usize) -> bool {
        self.values.iter().zip(&chosen.members).any(|(own, chosen)| *chosen && *own == value)
    }

    /// The heaviest set of its members that can all be true and have none of some values.
    pub(super) fn heaviest(&self, without: &[usize]) -> Chosen {
        let stands = |value: &usize| !without.contains(value);
        let left = || self.values.iter().map(stands);
        let weights: Vec<u64> =
            left().zip(&self.weights).map(|(stands, weight)| if stands { *weight } else { 0 }).collect();
        let inside = heaviest(&self.intervals, &weights).unwrap_or_default();
        let members: Vec<bool> =
            inside.iter().zip(left()).map(|(inside, stands)| *inside && stands).collect();
        let weight = members.iter().zip(&weights).filter(|(chosen, _)| **chosen).map(|(_, w)| *w).sum();
        Chosen { members, weight }
    }

    /// Whether members that were left out weigh together what the chosen ones do.
    pub(super) fn is_even(&self, chosen: &Chosen) -> bool {
        let left = chosen.members.iter().zip(self.intervals.iter().zip(&self.weights)).filter(|(c, _)| !**c);
        let (intervals, weights): (Vec<Interval>, Vec<u64>) = left.map(|(_, (i, w))| (*i, *w)).unzip();
        let best = heaviest(&intervals, &weights).unwrap_or_default();
        let rival: u64 = best.iter().zip(&weights).filter(|(c, _)| **c).map(|(_, weight)| *weight).sum();
        rival > 0 && rival >= chosen.weight
    }

    /// The claims that were chosen, or those that were not, by number.
    pub(super) fn side(&self, chosen: &Chosen, taken: bool) -> Vec<usize> {
        let members = self.members.iter().zip(&chosen.members).filter(|(_, chosen)| **chosen == taken);
        members.map(|(member, _)| *member).collect()
    }
}

/// What a claim admits, as an interval on one line; days are counted from year 0.
fn admitted(claim: &Claim) -> Option<Interval> {
    match claim.base().value {
        Value::Amount(amount) => Some(amount.admitted()),
        Value::Dates(span) => {
            let end = |date: Option<CalendarDate>, last: bool| {
                date.and_then(|d| if last { d.last_day() } else { d.first_day() }).map(day_number)
            };
            let (lo, hi) = (end(span.from, false), end(span.to, true));
            Some(Interval { lo, hi, lo_open: false, hi_open: false })
        }
        Value::Text(_) => None,
    }
}

fn day_number(date: jiff::civil::Date) -> Decimal {
    let epoch = jiff::civil::Date::constant(0, 1, 1);
    Decimal::from(epoch.until(date).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A line of exact figures with weights; its claims have the numbers from `first` on.
    pub(in crate::resolve) fn line(first: usize, figures: &[(i64, u64)]) -> Line {
        let members = (first..first + figures.len()).collect();
        let intervals = figures.iter().map(|(figure, _)| Interval::point(Decimal::from(*figure))).collect();
        let mut line = Line::new(members, intervals);
        line.weigh(figures.iter().map(|(_, weight)| *weight).collect());
        line
    }

    #[test]
    fn a_value_is_left_out_with_all_that_state_it() {
        let line = line(10, &[(4, 1), (5, 1), (4, 1)]);
        assert_eq!(line.side(&line.heaviest(&[]), true), [10, 12]);
        let without = line.value_of(12).unwrap();
        assert_eq!(line.side(&line.heaviest(&[without]), true), [11]);
        assert!(!line.is_even(&line.heaviest(&[])));
    }
}
