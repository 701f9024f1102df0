//! What is proposed for a subject, measure and scope: the value that the chosen claims leave, and
//! one sentence that says why.

use super::line::{Chosen, Line};
use super::weight::Witnesses;
use crate::claim::{Claim, MeasureKey};
use crate::graph::{Shown, describe, describe_value, renumbered};
use crate::rule::{Nature, Ruleset};
use crate::value::{Amount, DateSpan, Interval, Value};
use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

/// The value proposed for a subject, measure and scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// What is known of all claims of a run.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) claims: &'a [Claim],
    pub(super) witnesses: &'a Witnesses,
    pub(super) rules: &'a Ruleset,
}

/// What ties a line to others say of its choice.
#[derive(Debug, Default)]
pub(super) struct Tying {
    /// Whether the line by itself would have chosen otherwise.
    pub(super) changed: bool,
    /// Whether the lines together can be chosen otherwise with as much weight.
    pub(super) even: bool,
    /// Claims of other lines that cannot be true beside what is chosen, by number.
    pub(super) excluded: Vec<usize>,
    /// By how much per cent more another choice might weigh, where the search was given up.
    pub(super) unproven: Option<u64>,
}

impl Resolution {
    /// What the choice of a line comes to; none where nothing of it stands.
    pub(super) fn of(line: &Line, chosen: &Chosen, tying: &Tying, run: Run<'_>) -> Option<Self> {
        let (support, against) = (line.side(chosen, true), line.side(chosen, false));
        let value = left_by(&support, run.claims)?;
        let unit = run.claims.get(*support.first()?)?.unit.to_string();
        let claims = line.members.clone();
        // What a tie left out may weigh more by itself, and is no rival.
        let rivals = !against.is_empty() && !tying.changed;
        let even = tying.even || (rivals && line.is_even(chosen));
        let mut out = Self { claims, support, against, value, unit, even, why: String::new() };
        out.why = out.reason(tying, run);
        Some(out)
    }

    /// One sentence about all that decided.
    fn reason(&self, tying: &Tying, run: Run<'_>) -> String {
        let count = |members: &[usize]| run.witnesses.counted(members, run.claims);
        let supporting = || self.support.iter().filter_map(|member| run.claims.get(*member));
        let (fits, opposed) = (count(&self.support), count(&self.against));
        let mut out = format!("{} fits {fits}", describe_value(&self.value, &self.unit));
        // Fewer, but trusted more, or corrected, than those of one other value.
        let rival = self.against.iter().filter_map(|member| run.claims.get(*member)).map(Shown::of);
        let outnumbered = fits.witnesses < opposed.witnesses && rival.collect::<IndexSet<_>>().len() == 1;
        if outnumbered && !tying.changed && !self.even {
            out.push_str(" of more weight");
        }
        if supporting().any(|claim| run.witnesses.is_corrected(claim)) {
            out.push_str(", one of them corrected");
        }
        if !self.against.is_empty() {
            let how = match (self.even, tying.changed) {
                (true, _) => ", though as well supported",
                (false, true) => ", as it does not fit what it is tied to",
                (false, false) => "",
            };
            out.push_str(&format!("; left out{how}: {} ({opposed})", listed(&self.against, run)));
        }
        if !tying.excluded.is_empty() {
            let (others, count) = (listed(&tying.excluded, run), count(&tying.excluded));
            out.push_str(&format!("; beside it cannot stand: {others} ({count})"));
        }
        if let Some(more) = tying.unproven {
            out.push_str(&format!("; not all choices were tried, another may weigh up to {more} % more"));
        }
        if let Some(MeasureKey::Named(id)) = supporting().next().map(|claim| &claim.measure)
            && run.rules.measures.get_index(*id).is_some_and(|(_, m)| m.nature == Nature::Cumulative)
        {
            out.push_str("; the count only grows");
        }
        out
    }
}

/// The values of claims, each once.
fn listed(members: &[usize], run: Run<'_>) -> String {
    let values: IndexSet<String> = members.iter().filter_map(|m| run.claims.get(*m)).map(describe).collect();
    let more = match values.len().saturating_sub(MOST_SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown = values.into_iter().take(MOST_SHOWN).collect::<Vec<_>>().join(", ");
    format!("{shown}{more}")
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
    let (Value::Amount(shown), Some(own)) = (claim.told().value, claim.amount()) else { return base };
    let end = |amount: &Amount| amount.interval.lo.or(amount.interval.hi).filter(|end| !end.is_zero());
    match (end(shown), end(own)) {
        (Some(shown), Some(own)) if shown != own => {
            base.scale(shown).and_then(|scaled| scaled.divide(own)).unwrap_or(base)
        }
        _ => base,
    }
}
