//! Values of claims side by side: whether they can be compared, how they stand to each
//! other, and how output shows them.

use crate::claim::{Base, Claim};
use crate::value::{
    Amount, CalendarDate, Decimal, Tolerance, Value, ValueRelation, grouped, is_rounded, relate,
    relate_dates, shown,
};

/// How two values stand to each other; `None` where they are of different units or kinds.
pub(super) fn comparable(a: &Claim, b: &Claim, tolerance: Tolerance) -> Option<ValueRelation> {
    match (a.base().value, b.base().value) {
        (Value::Amount(x), Value::Amount(y)) if a.base().unit == b.base().unit => {
            Some(relate(x, y, tolerance))
        }
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
    let Base { value, unit } = claim.told();
    describe_value(value, unit)
}

/// A value with its unit, as output shows it.
#[must_use]
pub fn describe_value(value: &Value, unit: &str) -> String {
    match value {
        Value::Amount(amount) => {
            let number = amount_text(amount);
            match unit {
                unit if is_bare(unit) => number,
                "%" => format!("{number}%"),
                unit => format!("{number} {}", unit_text(unit, amount)),
            }
        }
        Value::Dates(span) => super::scope::time_text(span),
        Value::Text(text) => text.clone(),
    }
}

/// What output shows of a value, without the text: two of them are the same where the texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown<'c> {
    /// A number.
    Amount {
        /// What stands before it, and between its ends.
        words: Words,
        /// Its ends, as far as they are shown.
        ends: (Option<Decimal>, Option<Decimal>),
        /// The unit behind it.
        unit: &'c str,
    },
    /// Dates, by their ends.
    Dates(Option<CalendarDate>, Option<CalendarDate>),
    /// A text.
    Text(&'c str),
}

/// The words of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Words {
    /// One number.
    One {
        /// Whether it is called approximate.
        about: bool,
    },
    /// A range.
    Range {
        /// Whether it is called approximate.
        about: bool,
    },
    /// `more than`
    MoreThan,
    /// `at least`
    AtLeast,
    /// `almost`
    Almost,
    /// `less than`
    LessThan,
    /// `at most`
    AtMost,
    /// `any number`
    Any,
}

impl Words {
    fn of(amount: &Amount) -> Self {
        let (interval, about) = (&amount.interval, amount.approx);
        match (interval.lo, interval.hi) {
            (Some(lo), Some(hi)) if lo == hi => Self::One { about },
            (Some(_), Some(_)) => Self::Range { about },
            (Some(_), None) if interval.lo_open => Self::MoreThan,
            (Some(_), None) => Self::AtLeast,
            (None, Some(_)) if about => Self::Almost,
            (None, Some(_)) if interval.hi_open => Self::LessThan,
            (None, Some(_)) => Self::AtMost,
            (None, None) => Self::Any,
        }
    }
}

impl<'c> Shown<'c> {
    /// What output shows of a claim.
    #[must_use]
    pub fn of(claim: &'c Claim) -> Self {
        let Base { value, unit } = claim.told();
        Self::of_value(value, unit)
    }

    /// What output would show of a claim in base units.
    pub(super) fn in_base_units(claim: &'c Claim) -> Self {
        Self::of_value(claim.base().value, claim.base().unit)
    }

    fn of_value(value: &'c Value, unit: &'c str) -> Self {
        match value {
            Value::Amount(amount) => {
                let end = |end: Option<Decimal>| end.map(shown);
                Self::Amount {
                    words: Words::of(amount),
                    ends: (end(amount.interval.lo), end(amount.interval.hi)),
                    unit: if is_bare(unit) { "" } else { unit },
                }
            }
            Value::Dates(span) => Self::Dates(span.from, span.to),
            Value::Text(text) => Self::Text(text),
        }
    }
}

/// Whether output would show the same of two claims in base units.
pub(super) fn show_the_same(a: &Claim, b: &Claim) -> bool {
    may_show_the_same(a.base().value, b.base().value) && Shown::in_base_units(a) == Shown::in_base_units(b)
}

/// Whether two values may show the same, as far as a glance tells: most do not, and what output shows of them need not
/// be made.
fn may_show_the_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Amount(x), Value::Amount(y)) => {
            let (x, y) = (&x.interval, &y.interval);
            may_be_shown_alike(x.lo, y.lo) && may_be_shown_alike(x.hi, y.hi)
        }
        (Value::Dates(x), Value::Dates(y)) => (x.from, x.to) == (y.from, y.to),
        (Value::Text(x), Value::Text(y)) => x == y,
        _ => false,
    }
}

/// Whether two ends may be shown alike: of one scale, only the same number is, unless it is rounded.
fn may_be_shown_alike(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.scale() != b.scale() || a.mantissa() == b.mantissa() || is_rounded(a),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Whether output shows a number of a unit without it.
fn is_bare(unit: &str) -> bool {
    matches!(unit, "1" | "person")
}

/// A unit behind a number: those that are words take the plural.
fn unit_text(unit: &str, amount: &Amount) -> String {
    let word = unit.len() > 2 && unit.chars().all(|c| c.is_ascii_lowercase());
    let one = amount.interval.as_point() == Some(Decimal::ONE);
    if word && !one { format!("{unit}s") } else { unit.to_owned() }
}

fn amount_text(amount: &Amount) -> String {
    let end = |end: Option<Decimal>| end.map_or_else(String::new, grouped);
    let (lo, hi) = (end(amount.interval.lo), end(amount.interval.hi));
    let about = |about: bool| if about { "about " } else { "" };
    match Words::of(amount) {
        Words::One { about: approx } => format!("{}{lo}", about(approx)),
        Words::Range { about: approx } => format!("{}{lo} to {hi}", about(approx)),
        Words::MoreThan => format!("more than {lo}"),
        Words::AtLeast => format!("at least {lo}"),
        Words::Almost => format!("almost {hi}"),
        Words::LessThan => format!("less than {hi}"),
        Words::AtMost => format!("at most {hi}"),
        Words::Any => "any number".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Interval;
    use proptest::prelude::*;

    fn end() -> impl Strategy<Value = Option<Decimal>> {
        proptest::option::of(
            (-30i64..30, 0u32..9)
                .prop_map(|(n, scale)| Decimal::new(if n % 2 == 0 { n * 1000 } else { n }, scale)),
        )
    }

    proptest! {
        #[test]
        fn what_is_shown_alike_is_so_at_a_glance(a in (end(), end()), b in (end(), end())) {
            let amount = |(lo, hi)| Amount {
                interval: Interval { lo, hi, lo_open: false, hi_open: false },
                approx: false,
                step: Decimal::ONE,
            };
            let (a, b) = (Value::Amount(amount(a)), Value::Amount(amount(b)));
            if Shown::of_value(&a, "m") == Shown::of_value(&b, "m") {
                prop_assert!(may_show_the_same(&a, &b));
            }
        }
    }

    #[test]
    fn values_read_as_text() {
        let amount = |interval, approx| Value::Amount(Amount { interval, approx, step: Decimal::ONE });
        let n = Decimal::from(14_000);
        assert_eq!(describe_value(&amount(Interval::above(n, true), false), "m2"), "more than 14,000 m2");
        assert_eq!(describe_value(&amount(Interval::below(Decimal::from(60), true), true), "1"), "almost 60");
        assert_eq!(describe_value(&amount(Interval::point(Decimal::new(205, 1)), false), "%"), "20.5%");
    }
}
