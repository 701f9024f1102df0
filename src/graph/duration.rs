//! A stated duration against the dates that it is derived from.

use super::conflict::Derived;
use super::judge::judge;
use super::link::Following;
use super::values::describe;
use super::verdict::{Judgement, Verdict};
use crate::claim::{Claim, MeasureKey};
use crate::quantity::Converted;
use crate::rule::{Id, Ruleset};
use crate::value::{Amount, Decimal, Value};
use indexmap::IndexMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// Spans of dates that one stated duration is compared with; documents hold few of one subject.
const MOST_DATES: usize = 64;

/// Claims of a derived measure against what it is derived from: a duration against dates.
pub(super) fn durations(claims: &[Claim], rules: &Ruleset) -> Vec<Following> {
    let mut out = Vec::new();
    for (id, measure) in rules.measures.values().enumerate() {
        let derived = measure.derived.as_ref().filter(|(function, _)| function == "duration");
        if let Some((_, arguments)) = derived {
            of_measure(id, arguments, claims, rules, &mut out);
        }
    }
    out
}

fn of_measure(id: Id, arguments: &[Id], claims: &[Claim], rules: &Ruleset, out: &mut Vec<Following>) {
    let of = |wanted: Id| {
        claims.iter().enumerate().filter(move |(_, claim)| claim.measure == MeasureKey::Named(wanted))
    };
    if of(id).next().is_none() {
        return;
    }
    let mut by_subject: IndexMap<&[Arc<str>], Vec<usize>> = IndexMap::new();
    for (at, dates) in arguments.iter().flat_map(|argument| of(*argument)) {
        by_subject.entry(&dates.subject.keys).or_default().push(at);
    }
    for (a, stated) in of(id) {
        let of_same = by_subject.get(&stated.subject.keys[..]).into_iter().flatten();
        for b in of_same.copied().take(MOST_DATES) {
            if let Some((judgement, why)) =
                claims.get(b).and_then(|dates| against_dates(stated, dates, rules))
            {
                out.push(Following::new(
                    a,
                    b,
                    judgement,
                    Derived { why, stated: Some(a), with: SmallVec::new() },
                ));
            }
        }
    }
}

/// A duration against a span of days: as if the span had been stated in days.
fn against_dates(stated: &Claim, dates: &Claim, rules: &Ruleset) -> Option<(Judgement, String)> {
    let Value::Dates(span) = &dates.value else { return None };
    let days = span.length_in_days().filter(|days| *days > 1)?;
    let base = Amount::exact(Decimal::from(days), Decimal::ONE);
    let as_stated = Claim {
        value: Value::Amount(base),
        unit: "day".into(),
        converted: Some(Box::new(Converted {
            value: Value::Amount(base.scale(Decimal::from(86_400))?),
            unit: stated.base().unit.to_owned(),
            dimension: stated.dimension,
        })),
        dimension: stated.dimension,
        measure: stated.measure.clone(),
        ..dates.clone()
    };
    let judgement =
        judge(stated, &as_stated, rules).filter(|judgement| judgement.verdict != Verdict::Scope)?;
    let why = judgement.reason.text(stated, &as_stated, rules);
    Some((judgement, format!("{why}: {} is {days} days", describe(dates))))
}
