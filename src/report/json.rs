//! JSON.

use crate::quantity::Quantity;
use crate::rule::Ruleset;
use crate::value::{Decimal, Value};
use serde_json::json;

/// A number as JSON writes it, digit for digit.
fn number(value: Option<Decimal>) -> serde_json::Value {
    value.map_or(serde_json::Value::Null, |v| serde_json::from_str(&v.normalize().to_string()).unwrap_or_default())
}

/// A quantity as a JSON object.
#[must_use]
pub fn quantity_json(q: &Quantity, text: &str, rules: &Ruleset) -> Option<String> {
    let converted = q.figure.in_base_units(rules)?;
    let value = match converted.value {
        Value::Amount(a) => json!({"lo": number(a.interval.lo), "hi": number(a.interval.hi), "lo_open": a.interval.lo_open, "hi_open": a.interval.hi_open, "approx": a.approx}),
        Value::Dates(d) => json!({"lo": d.from.map(|d| d.to_string()), "hi": d.to.map(|d| d.to_string()), "lo_open": false, "hi_open": false, "approx": d.approx}),
        Value::Text(t) => json!({"lo": t, "hi": t, "lo_open": false, "hi_open": false, "approx": false}),
    };
    Some(json!({"start": q.span.start, "end": q.span.end, "text": q.span.of(text), "kind": q.kind.word(), "value": value, "unit": converted.unit}).to_string())
}
