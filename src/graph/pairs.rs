//! Which pairs of claims are looked at: never more than a fixed multiple of the claims, however
//! many of them are of one measure and subject.

use crate::claim::{Claim, MeasureKey};
use crate::value::Decimal;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Groups up to this size are compared pair by pair.
const SPELLED_OUT: usize = 24;
/// So many claims of a larger group that say different things are compared pair by pair.
const MOST_DISTINCT: usize = 24;
/// So many claims of one number are looked through for one that says the same.
const LOOKED_THROUGH: usize = 16;

/// Pairs of claims, by number.
pub(super) struct Pairs {
    /// The smaller number first, in order.
    pub pairs: Vec<(u32, u32)>,
    /// How many more there are in groups too large to spell out.
    pub summarised: u64,
}

/// The pairs of a run.
pub(super) fn pairs(claims: &[Claim]) -> Pairs {
    let mut out = Pairs { pairs: Vec::new(), summarised: 0 };
    let (groups, members) = groups(claims);
    for window in groups.windows(2) {
        if let [from, to] = window {
            out.add_group(members.get(*from..*to).unwrap_or(&[]), claims);
        }
    }
    out.pairs.sort_unstable();
    out.pairs.dedup();
    out
}

/// Claims by measure and by each key of their subject: all members one after the other, and
/// where each group begins.
fn groups(claims: &[Claim]) -> (Vec<usize>, Vec<u32>) {
    let mut ids: FxHashMap<(&MeasureKey, &Arc<str>), u32> = FxHashMap::default();
    let mut placed: Vec<(u32, u32)> = Vec::with_capacity(claims.len());
    for (index, claim) in (0u32..).zip(claims) {
        if matches!(claim.measure, MeasureKey::Unnamed(_)) {
            continue;
        }
        for key in claim.subject.keys.iter().chain(&claim.subject.around) {
            let fresh = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            placed.push((*ids.entry((&claim.measure, key)).or_insert(fresh), index));
        }
    }
    placed.sort_unstable();
    placed.dedup();
    let mut begins = vec![0; ids.len() + 1];
    for (group, _) in &placed {
        if let Some(count) = begins.get_mut(*group as usize + 1) {
            *count += 1;
        }
    }
    for at in 1..begins.len() {
        begins[at] += begins[at - 1];
    }
    (begins, placed.into_iter().map(|(_, claim)| claim).collect())
}

impl Pairs {
    fn add_group(&mut self, members: &[u32], claims: &[Claim]) {
        if members.len() <= SPELLED_OUT {
            return self.add_all(members);
        }
        let before = self.pairs.len();
        let distinct = self.add_equal_ones(members, claims);
        if distinct.len() <= MOST_DISTINCT {
            self.add_all(&distinct);
        } else {
            self.pairs.extend(distinct.windows(2).filter_map(|pair| match pair {
                [a, b] => Some((*a.min(b), *a.max(b))),
                _ => None,
            }));
        }
        let all = members.len() as u64 * (members.len() as u64 - 1) / 2;
        self.summarised += all.saturating_sub((self.pairs.len() - before) as u64);
    }

    fn add_all(&mut self, members: &[u32]) {
        for (at, a) in members.iter().enumerate() {
            self.pairs.extend(members.iter().skip(at + 1).map(|b| (*a.min(b), *a.max(b))));
        }
    }

    /// Pairs each claim with the first one that says the same; gives those first ones, by value.
    fn add_equal_ones(&mut self, members: &[u32], claims: &[Claim]) -> Vec<u32> {
        let claim = |index: u32| claims.get(index as usize);
        let mut sorted: Vec<(Option<Decimal>, u32)> =
            members.iter().map(|index| (claim(*index).and_then(low_end), *index)).collect();
        sorted.sort_unstable();
        let mut distinct: Vec<u32> = Vec::new();
        let mut run = (None, 0);
        for (low, index) in sorted {
            if run.0 != low {
                run = (low, distinct.len());
            }
            let of_value = distinct.get(run.1..).unwrap_or(&[]);
            let same = of_value.iter().take(LOOKED_THROUGH).find(|known| {
                claim(**known).zip(claim(index)).is_some_and(|(known, claim)| says_the_same(known, claim))
            });
            match same {
                Some(known) => self.pairs.push((*known.min(&index), *known.max(&index))),
                None => distinct.push(index),
            }
        }
        distinct
    }
}

fn low_end(claim: &Claim) -> Option<Decimal> {
    claim.amount().and_then(|amount| amount.interval.lo.or(amount.interval.hi))
}

/// Whether two claims of one group are of one value, subject and scope, whatever words say so.
fn says_the_same(a: &Claim, b: &Claim) -> bool {
    let span = |claim: &Claim| claim.scope.time.as_ref().map(|time| time.span);
    a.base == b.base
        && span(a) == span(b)
        && a.scope.entries.len() == b.scope.entries.len()
        && a.scope
            .entries
            .iter()
            .all(|(id, entry)| b.scope.entries.get(id).is_some_and(|other| other.value == entry.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Converted;
    use crate::value::{Amount, Value};

    fn claims(count: usize, value: impl Fn(usize) -> i64) -> Vec<Claim> {
        let claim = |at: usize| {
            let value = Value::Amount(Amount::exact(Decimal::from(value(at)), Decimal::ONE));
            Claim {
                document: at,
                span: crate::token::Span::default(),
                sentence: crate::token::Span::default(),
                rule: "r".into(),
                measure: MeasureKey::Named(0),
                subject: crate::claim::Subject { keys: vec!["key".into()], ..Default::default() },
                base: Converted { value: value.clone(), unit: "1".into(), dimension: None },
                value,
                unit: "1".into(),
                scope: crate::claim::Scope::default(),
                also: false,
                listed: false,
                context: [].into(),
            }
        };
        (0..count).map(claim).collect()
    }

    #[test]
    fn a_small_group_is_spelled_out() {
        let found = pairs(&claims(SPELLED_OUT, |at| at as i64));
        assert_eq!(found.pairs.len(), SPELLED_OUT * (SPELLED_OUT - 1) / 2);
        assert_eq!(found.summarised, 0);
    }

    #[test]
    fn equal_values_are_one_node() {
        let found = pairs(&claims(10_000, |at| at as i64 % 3));
        assert_eq!(found.pairs.len(), 10_000 - 3 + 3);
        assert_eq!(found.summarised + 10_000, 10_000 * 9_999 / 2);
    }

    #[test]
    fn a_hot_key_of_different_values_grows_in_line_with_its_claims() {
        let found = pairs(&claims(100_000, |at| at as i64));
        assert_eq!(found.pairs.len(), 99_999);
        assert!(found.summarised > 4_000_000_000);
    }
}
