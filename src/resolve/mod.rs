//! What the evidence supports: for each thing that several claims speak of, the heaviest set
//! of claims that can all be true, and the value they leave.

mod copies;
mod sweep;
mod weight;

pub use copies::originals;
pub use weight::{Counted, Witness, Witnesses};

use crate::claim::{Claim, MeasureKey};
use crate::graph::{ConflictGraph, Verdict, describe, describe_value, renumbered};
use crate::rule::Ruleset;
use crate::value::{Amount, CalendarDate, DateSpan, Decimal, Interval, Value};
use indexmap::IndexSet;
use petgraph::unionfind::UnionFind;
use rayon::prelude::*;

/// The value proposed for a subject, measure and scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// All claims that it weighs, by number.
    pub claims: Vec<usize>,
    /// Claims that can all be true together, by number.
    pub support: Vec<usize>,
    /// Claims that it leaves out, by number.
    pub against: Vec<usize>,
    /// The value that the support leaves, in the unit of the first supporting claim.
    pub value: Value,
    /// Its unit.
    pub unit: String,
    /// Whether a value that it leaves out is as well supported: the lowest was taken.
    pub even: bool,
    /// One sentence that says why.
    pub why: String,
}

impl Resolution {
    /// Gives its claims the numbers that they have from now on; false where they are gone.
    pub fn renumber(&mut self, numbers: &[Option<u32>]) -> bool {
        let lists = [&mut self.claims, &mut self.support, &mut self.against];
        lists.into_iter().flatten().all(|claim| match renumbered(*claim, numbers) {
            Some(now) => {
                *claim = now;
                true
            }
            None => false,
        })
    }
}

/// Values left out that the reason of a resolution lists.
const MOST_SHOWN: usize = 32;

/// Resolves every set of two or more claims that are about one thing.
#[must_use]
pub fn resolve(
    claims: &[Claim],
    graph: &ConflictGraph,
    witnesses: &Witnesses,
    rules: &Ruleset,
) -> Vec<Resolution> {
    let Components { members, ends } = components(claims.len(), graph);
    let start = |at: usize| if at == 0 { 0 } else { ends.get(at - 1).copied().unwrap_or(0) };
    ends.par_iter()
        .enumerate()
        .filter_map(|(at, end)| one(members.get(start(at)..*end)?, claims, witnesses, rules))
        .collect()
}

/// Sets of two or more claims, by number.
struct Components {
    /// The claims of all sets, one set after the other.
    members: Vec<u32>,
    /// Where each set ends.
    ends: Vec<usize>,
}

/// Sets of claims tied by relations that put them into one scope, in order of their first.
fn components(claims: usize, graph: &ConflictGraph) -> Components {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut sets: UnionFind<u32> = UnionFind::new(claims);
    let tied =
        |verdict: Verdict| matches!(verdict, Verdict::Agree | Verdict::Discrepancy | Verdict::Contradiction);
    for relation in graph.relations().filter(|r| tied(r.judgement.verdict)) {
        sets.union(number(relation.a), number(relation.b));
    }
    // Sets are known by their first claims.
    let roots = sets.into_labeling();
    let mut first: Vec<u32> = vec![u32::MAX; claims];
    let mut sorted: Vec<(u32, u32)> = Vec::new();
    let mut sizes: Vec<u32> = vec![0; claims];
    for root in &roots {
        sizes[*root as usize] += 1;
    }
    for (claim, root) in roots.iter().enumerate().filter(|(_, root)| sizes[**root as usize] > 1) {
        let first = &mut first[*root as usize];
        *first = (*first).min(number(claim));
        sorted.push((*first, number(claim)));
    }
    sorted.sort_unstable();
    let mut out = Components { members: Vec::with_capacity(sorted.len()), ends: Vec::new() };
    for set in sorted.chunk_by(|a, b| a.0 == b.0) {
        out.members.extend(set.iter().map(|(_, claim)| *claim));
        out.ends.push(out.members.len());
    }
    out
}

fn one(members: &[u32], claims: &[Claim], witnesses: &Witnesses, rules: &Ruleset) -> Option<Resolution> {
    // Claims of a derived measure are judged against it, but are not values of it.
    let first_measure = &claims.get(*members.first()? as usize)?.measure;
    let members: Vec<usize> = members
        .iter()
        .map(|member| *member as usize)
        .filter(|member| claims.get(*member).is_some_and(|claim| claim.measure == *first_measure))
        .collect();
    let intervals: Vec<Interval> =
        members.iter().map(|member| claims.get(*member).and_then(admitted)).collect::<Option<_>>()?;
    let weights = witnesses.weights(&members, claims);
    let chosen = sweep::heaviest(&intervals, &weights)?;
    let of = |side: bool| {
        let members = members.iter().zip(&chosen).filter(move |(_, chosen)| **chosen == side);
        members.map(|(member, _)| *member).collect::<Vec<usize>>()
    };
    let (support, against) = (of(true), of(false));
    let value = left_by(&support, claims)?;
    let unit = claims.get(*support.first()?)?.unit.to_string();
    let even = !against.is_empty() && is_even(&intervals, &weights, &chosen);
    let why = reason(&support, &against, even, claims, witnesses, rules, &value, &unit);
    Some(Resolution { claims: members, support, against, value, unit, even, why })
}

/// Whether claims that were not chosen weigh together what the chosen ones do.
fn is_even(intervals: &[Interval], weights: &[u64], chosen: &[bool]) -> bool {
    let side = |taken: bool| {
        let members = chosen.iter().zip(intervals.iter().zip(weights)).filter(move |(c, _)| **c == taken);
        members.map(|(_, (interval, weight))| (*interval, *weight)).unzip()
    };
    let (_, taken): (Vec<Interval>, Vec<u64>) = side(true);
    let (left, left_weights): (Vec<Interval>, Vec<u64>) = side(false);
    let best = sweep::heaviest(&left, &left_weights).unwrap_or_default();
    let rival: u64 = best.iter().zip(&left_weights).filter(|(c, _)| **c).map(|(_, weight)| *weight).sum();
    rival > 0 && rival >= taken.iter().sum()
}

/// What a claim admits, as an interval on one line; days are counted from year 0.
fn admitted(claim: &Claim) -> Option<Interval> {
    match claim.base().value {
        Value::Amount(amount) => Some(amount.admitted()),
        Value::Dates(span) => {
            let end = |date: Option<CalendarDate>, last: bool| {
                date.and_then(|d| if last { d.last_day() } else { d.first_day() }).map(day_number)
            };
            Some(Interval {
                lo: end(span.from, false),
                hi: end(span.to, true),
                lo_open: false,
                hi_open: false,
            })
        }
        Value::Text(_) => None,
    }
}

fn day_number(date: jiff::civil::Date) -> Decimal {
    let epoch = jiff::civil::Date::constant(0, 1, 1);
    Decimal::from(epoch.until(date).map_or(0, |span| span.get_days()))
}

/// The value that all supporting claims leave together: the narrowest stated one among
/// those that are not approximate, cut by the bounds of the others.
fn left_by(support: &[usize], claims: &[Claim]) -> Option<Value> {
    let first = claims.get(*support.first()?)?;
    match &first.value {
        Value::Dates(_) => {
            let spans = support.iter().filter_map(|s| match &claims.get(*s)?.value {
                Value::Dates(span) => Some(*span),
                _ => None,
            });
            spans
                .min_by_key(|span: &DateSpan| (span.length_in_days().unwrap_or(i64::MAX), span.from))
                .map(Value::Dates)
        }
        Value::Amount(_) => {
            let amounts: Vec<&Amount> = support.iter().filter_map(|s| claims.get(*s)?.amount()).collect();
            let exact: Vec<&&Amount> = amounts.iter().filter(|a| !a.approx).collect();
            let intervals: Vec<Interval> = if exact.is_empty() {
                amounts.iter().map(|a| a.admitted()).collect()
            } else {
                exact.iter().map(|a| a.interval).collect()
            };
            let met = intervals.iter().skip(1).try_fold(*intervals.first()?, |sum, i| sum.intersection(i));
            let finest = amounts.iter().min_by_key(|a| (a.approx, a.step))?;
            let interval = met.unwrap_or(finest.interval);
            let base = Amount { interval, approx: exact.is_empty(), step: finest.step };
            Some(Value::Amount(in_shown_unit(first, base)))
        }
        Value::Text(_) => None,
    }
}

/// Brings an amount of base units into the unit that the claim shows.
fn in_shown_unit(claim: &Claim, base: Amount) -> Amount {
    let (Value::Amount(shown), Some(own)) = (&claim.value, claim.amount()) else { return base };
    let end = |amount: &Amount| amount.interval.lo.or(amount.interval.hi).filter(|end| !end.is_zero());
    match (end(shown), end(own)) {
        (Some(shown), Some(own)) if shown != own => {
            base.scale(shown).and_then(|scaled| scaled.divide(own)).unwrap_or(base)
        }
        _ => base,
    }
}

#[expect(clippy::too_many_arguments, reason = "a sentence about all that decided")]
fn reason(
    support: &[usize],
    against: &[usize],
    even: bool,
    claims: &[Claim],
    witnesses: &Witnesses,
    rules: &Ruleset,
    value: &Value,
    unit: &str,
) -> String {
    let count = |members: &[usize]| witnesses.counted(members, claims);
    let corrected = support.iter().any(|m| claims.get(*m).is_some_and(|claim| witnesses.is_corrected(claim)));
    let mut out = format!("{} fits {}", describe_value(value, unit), count(support));
    if corrected {
        out.push_str(", one of them corrected");
    }
    if !against.is_empty() {
        let values: IndexSet<String> = against.iter().filter_map(|m| claims.get(*m)).map(describe).collect();
        let more = match values.len().saturating_sub(MOST_SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = values.into_iter().take(MOST_SHOWN).collect::<Vec<_>>().join(", ");
        let how = if even { "left out, though as well supported" } else { "left out" };
        out.push_str(&format!("; {how}: {shown}{more} ({})", count(against)));
    }
    if let Some(MeasureKey::Named(id)) = support.first().and_then(|m| claims.get(*m)).map(|c| &c.measure)
        && rules.measures.get_index(*id).is_some_and(|(_, m)| m.nature == crate::rule::Nature::Cumulative)
    {
        out.push_str("; the count only grows");
    }
    out
}
