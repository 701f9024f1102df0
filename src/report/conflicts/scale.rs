//! The figures of a finding on one line: bounds as open ends, approximate ones with the slack
//! they are given, and the value that the evidence supports.

use super::axis::{Axis, Tick, day, float};
use crate::claim::Claim;
use crate::graph::{describe, describe_value};
use crate::resolve::Resolution;
use crate::value::{Interval, Value};
use serde::Serialize;

/// The values of a finding on one line. Places go from 0 at the left to 1 at the right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scale {
    /// The unit of the line.
    pub unit: String,
    /// Whether equal steps are equal factors.
    pub logarithmic: bool,
    /// Round values.
    pub ticks: Vec<Tick>,
    /// A row for each figure.
    pub rows: Vec<Stretch>,
    /// What the evidence supports.
    pub resolution: Option<Stretch>,
}

/// The part of a line that a figure admits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stretch {
    /// The figure.
    pub label: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Whether it goes on to the left for ever.
    pub unbounded_below: bool,
    /// Whether it goes on to the right for ever.
    pub unbounded_above: bool,
    /// Whether its first value is excluded.
    pub open_below: bool,
    /// Whether its last value is excluded.
    pub open_above: bool,
    /// The slack of an approximate figure: where it begins and ends.
    pub slack: Option<(f64, f64)>,
}

/// What a figure admits, at its word and with slack, as numbers or days.
struct Range {
    label: String,
    stated: (Option<f64>, Option<f64>),
    open: (bool, bool),
    slack: Option<(Option<f64>, Option<f64>)>,
}

impl Range {
    fn of(claim: &Claim) -> Option<Self> {
        Self::of_value(claim.base().value, describe(claim))
    }

    fn of_value(value: &Value, label: String) -> Option<Self> {
        match value {
            Value::Amount(amount) => {
                let ends = |i: &Interval| (i.lo.map(float), i.hi.map(float));
                let slack = amount.approx.then(|| ends(&amount.admitted()));
                let open = (amount.interval.lo_open, amount.interval.hi_open);
                Some(Self { label, stated: ends(&amount.interval), open, slack })
            }
            Value::Dates(span) => {
                let from = span.from.and_then(|date| date.first_day()).map(day);
                let to = span.to.and_then(|date| date.last_day()).map(day);
                (from.is_some() || to.is_some()).then_some(Self {
                    label,
                    stated: (from, to),
                    open: (false, false),
                    slack: None,
                })
            }
            Value::Text(_) => None,
        }
    }

    fn ends(&self) -> impl Iterator<Item = f64> + use<> {
        let slack = self.slack.unwrap_or_default();
        [self.stated.0, self.stated.1, slack.0, slack.1].into_iter().flatten()
    }

    fn on(&self, axis: &Axis) -> Stretch {
        let left = |end: Option<f64>| end.map_or(0.0, |value| axis.place(value));
        let right = |end: Option<f64>| end.map_or(1.0, |value| axis.place(value));
        Stretch {
            label: self.label.clone(),
            from: left(self.stated.0),
            to: right(self.stated.1),
            unbounded_below: self.stated.0.is_none(),
            unbounded_above: self.stated.1.is_none(),
            open_below: self.open.0,
            open_above: self.open.1,
            slack: self.slack.map(|(from, to)| (left(from), right(to))),
        }
    }
}

/// The value of a resolution as claims are compared: it is told in the unit that claims show.
fn in_base_unit(resolution: &Resolution, claims: &[&Claim]) -> Option<Value> {
    let Value::Amount(amount) = &resolution.value else { return Some(resolution.value.clone()) };
    let end = |value: &Value| match value {
        Value::Amount(amount) => amount.interval.lo.or(amount.interval.hi).filter(|end| !end.is_zero()),
        _ => None,
    };
    let alike = claims.iter().filter(|claim| *claim.unit == *resolution.unit);
    let factor = alike.filter_map(|claim| end(claim.base().value)?.checked_div(end(&claim.value)?)).next()?;
    amount.scale(factor).map(Value::Amount)
}

/// The line of some claims, one for each figure; nothing where they are no numbers or dates.
pub(super) fn scale(claims: &[&Claim], resolution: Option<&Resolution>) -> Option<Scale> {
    let first = claims.first()?;
    let dates = matches!(first.base().value, Value::Dates(_));
    let comparable = claims
        .iter()
        .all(|c| c.base().unit == first.base().unit && matches!(c.base().value, Value::Dates(_)) == dates);
    let ranges: Vec<Range> = claims.iter().map(|claim| Range::of(claim)).collect::<Option<_>>()?;
    let resolved = resolution.and_then(|resolution| {
        let label = describe_value(&resolution.value, &resolution.unit);
        Range::of_value(&in_base_unit(resolution, claims)?, label)
    });
    let ends: Vec<f64> = ranges.iter().chain(&resolved).flat_map(Range::ends).collect();
    let axis = if dates { Axis::of_days(&ends)? } else { Axis::of_numbers(&ends)? };
    comparable.then(|| Scale {
        unit: first.base().unit.to_owned(),
        logarithmic: axis.logarithmic,
        ticks: axis.ticks(),
        rows: ranges.iter().map(|range| range.on(&axis)).collect(),
        resolution: resolved.map(|range| range.on(&axis)),
    })
}
