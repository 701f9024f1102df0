//! What tests expect against what was claimed.

use super::check::Outcome;
use crate::claim::{Claim, MeasureKey};
use crate::graph::{measure_name, scope_value_text};
use crate::quantity::Figure;
use crate::rule::Ruleset;
use crate::syntax::ast::{ExpectClaim, ExpectMeasure, Pair};
use crate::value::{Amount, CalendarDate, Decimal, Interval, Value};

/// The claims of a measure.
pub(super) fn of_measure<'a>(
    measure: &'a ExpectMeasure,
    outcome: &'a Outcome,
    rules: &'a Ruleset,
) -> impl Iterator<Item = &'a Claim> {
    outcome.claims.iter().filter(move |claim| is_of(claim, measure, rules))
}

/// Whether a claim is of a measure.
pub(super) fn is_of(claim: &Claim, measure: &ExpectMeasure, rules: &Ruleset) -> bool {
    match &claim.measure {
        MeasureKey::Named(id) => {
            !measure.open && rules.measures.get_index_of(&measure.name.text) == Some(*id)
        }
        MeasureKey::Open(_) | MeasureKey::Change(_) => {
            measure.open && measure_name(&claim.measure, rules) == measure.name.text
        }
        MeasureKey::Unnamed(_) => false,
    }
}

/// Whether a claim is what is expected.
pub(super) fn meets(claim: &Claim, expected: &ExpectClaim, rules: &Ruleset) -> bool {
    value_meets(claim, expected, rules) && expected.scope.iter().all(|pair| scope_meets(claim, pair, rules))
}

fn scope_meets(claim: &Claim, pair: &Pair, rules: &Ruleset) -> bool {
    if pair.key.text == "time" {
        let time = claim.scope.time.as_ref().map(|time| crate::graph::time_text(&time.span));
        return time.as_ref() == Some(&pair.value.text);
    }
    let Some(id) = rules.scopes.get_index_of(&pair.key.text) else { return false };
    let Some(entry) = claim.scope.entries.get(&id) else { return false };
    let shown = scope_value_text(&entry.value, id, rules);
    let title = |dimension: usize| {
        let scope = rules.scopes.get_index(dimension).map(|(_, scope)| scope);
        scope.and_then(|s| s.values.get(&pair.value.text)).map(|value| value.title.clone())
    };
    shown == pair.value.text
        || title(id).as_ref() == Some(&shown)
        || rules.places().and_then(title).as_ref() == Some(&shown)
}

fn value_meets(claim: &Claim, expected: &ExpectClaim, rules: &Ruleset) -> bool {
    let figure = expected.figure.text.as_str();
    match &claim.value {
        Value::Dates(span) => {
            let (from, to) = figure.split_once("..").unwrap_or((figure, figure));
            let text = |date: Option<CalendarDate>| date.map(|d| d.to_string());
            // An end that is open is not for a test to name.
            let fits = |end, wanted: &str| text(end).is_none_or(|end| end == wanted);
            fits(span.from, from) && fits(span.to, to)
        }
        Value::Text(text) => text == figure,
        Value::Amount(_) => amount_meets(claim, expected, rules).unwrap_or(false),
    }
}

fn amount_meets(claim: &Claim, expected: &ExpectClaim, rules: &Ruleset) -> Option<bool> {
    let amount = claim.amount()?;
    let (from, to) =
        expected.figure.text.split_once("..").unwrap_or((&expected.figure.text, &expected.figure.text));
    let (from, to): (Decimal, Decimal) = (crate::rule::number(from)?, crate::rule::number(to)?);
    let plain = match expected.relation.as_str() {
        ">" => Interval::above(from, true),
        ">=" => Interval::above(from, false),
        "<" => Interval::below(from, true),
        "<=" => Interval::below(from, false),
        _ => Interval { lo: Some(from), hi: Some(to), lo_open: false, hi_open: false },
    };
    let approx = expected.relation == "~";
    let written = Amount { interval: plain, approx, step: Decimal::ONE };
    let unit = expected.unit.as_ref().and_then(|unit| rules.unit_named(&unit.text));
    let base = Figure::Amount(written, unit).comparable(rules)?;
    let Value::Amount(base) = base.value else { return None };
    let unit_fits = expected.unit.is_none() || unit.is_some();
    let value = base.interval == amount.interval
        && (amount.approx == approx || matches!(expected.relation.as_str(), "<" | ">"));
    Some(value && unit_fits)
}
