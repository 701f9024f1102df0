//! Which pairs of claims are looked at: never more than a fixed multiple of the claims, however
//! many of them are of one measure and subject.

use super::groups::Groups;
use super::named::Named;
use crate::claim::{Claim, MeasureKey};
use crate::rule::Ruleset;
use crate::value::Decimal;
use indexmap::IndexMap;
use rayon::prelude::*;
use std::ops::Range;

/// So many claims of one number are looked through for one that says the same.
const LOOKED_THROUGH: usize = 16;

/// The pairs of a run.
#[derive(Debug)]
pub(super) struct Pairs {
    groups: Groups,
    /// Groups up to this size are compared pair by pair.
    most: usize,
    /// For each claim, bits of its own keys: two claims without a bit in common share none.
    bits: Vec<u64>,
    /// Those of large groups, by number, the smaller number first, in order.
    listed: Vec<(u32, u32)>,
    /// How many more there are in groups too large to spell out, by their measures.
    pub summarised: IndexMap<MeasureKey, u64>,
}

impl Pairs {
    /// The pairs of some claims: all of groups of as many claims as the rules allow.
    pub(super) fn of(claims: &[Claim], named: &Named, rules: &Ruleset) -> Self {
        let (groups, most) = (Groups::of(claims, named, rules), rules.limits.group_claims);
        let large = groups.above(most);
        let some: Vec<Vec<(u32, u32)>> =
            large.par_iter().map(|members| list_some(members, claims, most)).collect();
        let (mut listed, mut summarised) = (Vec::new(), IndexMap::new());
        for (members, some) in large.iter().zip(some) {
            let all = members.len() as u64 * (members.len() as u64 - 1) / 2;
            let Some(first) = members.first().and_then(|first| claims.get(*first as usize)) else { continue };
            *summarised.entry(first.measure.clone()).or_default() += all.saturating_sub(some.len() as u64);
            listed.extend(some);
        }
        listed.sort_unstable();
        listed.dedup();
        let bits = |claim: (usize, &Claim)| {
            let keys = own_keys(&groups, u32::try_from(claim.0).unwrap_or(u32::MAX), claim.1);
            keys.iter().fold(0, |bits, key| bits | bit(*key))
        };
        let bits = claims.iter().enumerate().map(bits).collect();
        Self { groups, most, bits, listed, summarised }
    }

    /// The bits of a claim.
    fn bits(&self, claim: u32) -> u64 {
        self.bits.get(claim as usize).copied().unwrap_or(u64::MAX)
    }

    /// Calls `with` for the pairs of which the first claim is in a range, in order.
    pub(super) fn each_in(&self, range: Range<u32>, mut with: impl FnMut(u32, u32)) {
        let mut others: Vec<u32> = Vec::new();
        for claim in range {
            others.clear();
            let groups = self.groups.of_claim(claim);
            for group in groups {
                let members = self.groups.members(*group);
                if members.len() <= self.most {
                    let behind = members.partition_point(|member| *member <= claim);
                    others.extend(members.get(behind..).unwrap_or(&[]));
                }
            }
            let from = self.listed.partition_point(|(first, _)| *first < claim);
            let listed = self.listed.get(from..).unwrap_or(&[]);
            let listed = listed.iter().take_while(|(first, _)| *first == claim).map(|(_, other)| *other);
            others.extend(listed);
            others.sort_unstable();
            others.dedup();
            others.iter().for_each(|other| with(claim, *other));
        }
    }

    /// Whether two claims of one group are of one subject: they share a key of their own.
    pub(super) fn share_subject(&self, (a, x): (u32, &Claim), (b, y): (u32, &Claim)) -> bool {
        let common = self.bits(a) & self.bits(b);
        let (x, y) = (own_keys(&self.groups, a, x), own_keys(&self.groups, b, y));
        x.iter().any(|key| common & bit(*key) != 0 && y.contains(key))
    }

    /// Whether the topics of two claims of one group meet: in one of the names that tell what
    /// either is about, or in two names. Two bridges do not meet in "bridge".
    pub(super) fn share_topic(&self, (a, first): (u32, &Claim), (b, second): (u32, &Claim)) -> bool {
        let (x, y) = (own_keys(&self.groups, a, first), own_keys(&self.groups, b, second));
        let main = |claim: &Claim| usize::from(claim.subject.main);
        match (x, y) {
            ([_] | [], [_] | []) => return true,
            // A thing named by itself is another's topic only where that topic is about it.
            ([key], _) => return y.iter().take(main(second)).any(|own| own == key),
            (_, [key]) => return x.iter().take(main(first)).any(|own| own == key),
            _ => {}
        }
        let common = self.bits(a) & self.bits(b);
        let mut shared = x
            .iter()
            .enumerate()
            .filter(|(_, key)| common & bit(**key) != 0)
            .filter_map(|(i, key)| y.iter().position(|other| other == key).map(|j| (i, j)))
            .filter(|(i, j)| !(first.subject.is_common(*i) && second.subject.is_common(*j)))
            .map(|(i, j)| i < main(first) || j < main(second));
        match shared.next() {
            None => false,
            Some(is_main) => is_main || shared.next().is_some(),
        }
    }
}

/// The keys of a claim of a group, by number: claims of one measure share a group exactly where
/// they share a key.
fn own_keys<'g>(groups: &'g Groups, number: u32, claim: &Claim) -> &'g [u32] {
    let groups = groups.of_claim(number);
    groups.get(..claim.subject.keys.len()).unwrap_or(groups)
}

/// The bit of a key.
fn bit(key: u32) -> u64 {
    1 << (key.wrapping_mul(0x9e37_79b1) >> 26)
}

/// Pairs of a large group: claims that say the same with the first of them, and what says
/// different things with each other, or where that is too much with its neighbours by value.
fn list_some(members: &[u32], claims: &[Claim], most: usize) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let distinct = list_equal_ones(members, claims, &mut out);
    if distinct.len() <= most {
        for (at, a) in distinct.iter().enumerate() {
            out.extend(distinct.iter().skip(at + 1).map(|b| (*a.min(b), *a.max(b))));
        }
    } else {
        out.extend(distinct.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((*a.min(b), *a.max(b))),
            _ => None,
        }));
    }
    out
}

/// Pairs each claim with the first one that says the same; gives those first ones, by value.
fn list_equal_ones(members: &[u32], claims: &[Claim], out: &mut Vec<(u32, u32)>) -> Vec<u32> {
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
            Some(known) => out.push((*known.min(&index), *known.max(&index))),
            None => distinct.push(index),
        }
    }
    distinct
}

fn low_end(claim: &Claim) -> Option<Decimal> {
    claim.amount().and_then(|amount| amount.interval.lo.or(amount.interval.hi))
}

/// Whether two claims of one group are of one value, subject and scope, whatever words say so.
fn says_the_same(a: &Claim, b: &Claim) -> bool {
    let span = |claim: &Claim| claim.scope.time.as_ref().map(|time| time.span);
    (a.base(), a.dimension) == (b.base(), b.dimension)
        && span(a) == span(b)
        && a.scope.entries.say_the_same(&b.scope.entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Amount, Value};

    const SPELLED_OUT: usize = 24;

    fn claims(count: usize, value: impl Fn(usize) -> i64) -> Vec<Claim> {
        let claim = |at: usize| {
            let value = Value::Amount(Amount::exact(Decimal::from(value(at)), Decimal::ONE));
            Claim {
                document: at,
                span: crate::token::Span::default(),
                sentence: crate::token::Span::default(),
                rule: "r".into(),
                measure: MeasureKey::Named(0),
                subject: crate::claim::Subject { keys: vec!["key".into()], ..Default::default() }.into(),
                converted: None,
                dimension: None,
                value,
                unit: "1".into(),
                scope: crate::claim::Scope::default().into(),
                also: false,
                listed: false,
                context: [].into(),
            }
        };
        (0..count).map(claim).collect()
    }

    fn pairs(claims: &[Claim]) -> (Vec<(u32, u32)>, u64) {
        let (found, mut pairs) = (Pairs::of(claims, &Named::of(claims), &Ruleset::default()), Vec::new());
        found.each_in(0..claims.len() as u32, |a, b| pairs.push((a, b)));
        (pairs, found.summarised.values().sum())
    }

    #[test]
    fn a_small_group_is_spelled_out() {
        let (pairs, summarised) = pairs(&claims(SPELLED_OUT, |at| at as i64));
        assert_eq!(pairs.len(), SPELLED_OUT * (SPELLED_OUT - 1) / 2);
        assert_eq!(summarised, 0);
    }

    #[test]
    fn equal_values_are_one_node() {
        let (pairs, summarised) = pairs(&claims(10_000, |at| at as i64 % 3));
        assert_eq!(pairs.len(), 10_000 - 3 + 3);
        assert_eq!(summarised + 10_000, 10_000 * 9_999 / 2);
    }

    #[test]
    fn a_hot_key_of_different_values_grows_in_line_with_its_claims() {
        let (pairs, summarised) = pairs(&claims(100_000, |at| at as i64));
        assert_eq!(pairs.len(), 99_999);
        assert!(summarised > 4_000_000_000);
    }
}
