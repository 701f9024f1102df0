//! Values of claims side by side: whether they can be compared, how they stand to each
//! other, and how output shows them.

use crate::claim::Claim;
use crate::value::{Amount, Decimal, Tolerance, Value, ValueRelation, relate, relate_dates};

/// How two values stand to each other; `None` where they are of different units or kinds.
#[must_use]
pub fn comparable(a: &Claim, b: &Claim, tolerance: Tolerance) -> Option<ValueRelation> {
    match (&a.base.value, &b.base.value) {
        (Value::Amount(x), Value::Amount(y)) if a.base.unit == b.base.unit => Some(relate(x, y, tolerance)),
        (Value::Dates(x), Value::Dates(y)) => Some(relate_dates(x, y)),
        (Value::Text(x), Value::Text(y)) => {
            Some(if x == y { ValueRelation::Equal } else { ValueRelation::Disjoint })
        }
        _ => None,
    }
}

/// A claim's value with its unit, as output shows it: `more than 14000 m2`.
#[must_use]
pub fn describe(claim: &Claim) -> String {
    describe_value(&claim.value, &claim.unit)
}

/// A value with its unit, as output shows it.
#[must_use]
pub fn describe_value(value: &Value, unit: &str) -> String {
    match value {
        Value::Amount(amount) => {
            let number = amount_text(amount);
            match unit {
                "1" | "person" => number,
                "%" => format!("{number}%"),
                unit => format!("{number} {}", unit_text(unit, amount)),
            }
        }
        Value::Dates(span) => super::scope::time_text(span),
        Value::Text(text) => text.clone(),
    }
}

/// A unit behind a number: those that are words take the plural.
fn unit_text(unit: &str, amount: &Amount) -> String {
    let word = unit.len() > 2 && unit.chars().all(|c| c.is_ascii_lowercase());
    let one = amount.interval.as_point() == Some(Decimal::ONE);
    if word && !one { format!("{unit}s") } else { unit.to_owned() }
}

fn amount_text(amount: &Amount) -> String {
    let interval = &amount.interval;
    match (interval.lo, interval.hi) {
        (Some(lo), Some(hi)) if lo == hi => {
            format!("{}{}", if amount.approx { "about " } else { "" }, grouped(lo))
        }
        (Some(lo), Some(hi)) => {
            format!("{}{} to {}", if amount.approx { "about " } else { "" }, grouped(lo), grouped(hi))
        }
        (Some(lo), None) if interval.lo_open => format!("more than {}", grouped(lo)),
        (Some(lo), None) => format!("at least {}", grouped(lo)),
        (None, Some(hi)) if amount.approx => format!("almost {}", grouped(hi)),
        (None, Some(hi)) if interval.hi_open => format!("less than {}", grouped(hi)),
        (None, Some(hi)) => format!("at most {}", grouped(hi)),
        (None, None) => "any number".to_owned(),
    }
}

/// A number with its thousands parted by commas.
fn grouped(value: Decimal) -> String {
    // Most figures have no fraction and few digits.
    if let Ok(whole) = u32::try_from(value.mantissa())
        && value.scale() == 0
    {
        return grouped_digits(&whole.to_string());
    }
    let text = value.round_dp(6).normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, String::new()), |(w, f)| (w, format!(".{f}")));
    format!("{sign}{}{fraction}", grouped_digits(whole))
}

fn grouped_digits(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Interval;

    #[test]
    fn values_read_as_text() {
        let amount = |interval, approx| Value::Amount(Amount { interval, approx, step: Decimal::ONE });
        let n = Decimal::from(14_000);
        assert_eq!(describe_value(&amount(Interval::above(n, true), false), "m2"), "more than 14,000 m2");
        assert_eq!(describe_value(&amount(Interval::below(Decimal::from(60), true), true), "1"), "almost 60");
        assert_eq!(describe_value(&amount(Interval::point(Decimal::new(205, 1)), false), "%"), "20.5%");
    }
}
