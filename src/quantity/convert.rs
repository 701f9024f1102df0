//! Figures in the units that output and comparison use.

use super::kind::Figure;
use super::unit::{CALENDAR, DURATION};
use crate::rule::{Id, Ruleset, Unit};
use crate::value::{Amount, Decimal, Value};
use serde::{Deserialize, Serialize};

/// A figure after conversion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Converted {
    /// The value.
    pub value: Value,
    /// The unit's symbol; `1` for what has none.
    pub unit: String,
    /// Its dimension, where it has a unit.
    pub dimension: Option<Id>,
}

/// The dimensions whose base units output promises.
const PROMISED: [&str; 12] = [
    "person", "share", "points", "factor", "money", "duration", "calendar", "length", "area", "volume",
    "mass", "data",
];
/// The dimension whose units have different zeros.
const TEMPERATURE: &str = "temperature";
/// Days that a month is taken for where it is no whole number of them.
const MONTH_DAYS: i64 = 30;
const DAY_SECONDS: i64 = 86_400;

impl Figure {
    /// In the base units that output promises; figures of other dimensions (speeds, energies,
    /// temperatures) and units whose size the text does not say ("ton", "degree") as written.
    /// `None` where that overflows.
    #[must_use]
    pub fn in_base_units(&self, rules: &Ruleset) -> Option<Converted> {
        self.convert(rules, |unit| is_shown_as_written(unit, rules))
    }

    /// The amount of `in_base_units` with the symbol of its unit.
    #[must_use]
    pub fn base_amount<'r>(&self, rules: &'r Ruleset) -> Option<(Amount, &'r str)> {
        let Self::Amount(amount, unit) = self else { return None };
        let Some(unit) = unit else { return Some((*amount, "1")) };
        let unit = rules.unit(*unit)?;
        let (amount, symbol, _) = converted(amount, unit, rules, is_shown_as_written(unit, rules))?;
        Some((amount, symbol))
    }

    /// In the base unit of its dimension whatever it was written in, for comparison with
    /// others: a ton is then a metric one, a degree one of Celsius.
    #[must_use]
    pub fn comparable(&self, rules: &Ruleset) -> Option<Converted> {
        self.convert(rules, |_| false)
    }

    /// In the unit that claims show: the base unit, or the unit as written for those that
    /// readers count in (days, hours, tonnes).
    #[must_use]
    pub fn as_stated(&self, rules: &Ruleset) -> Option<Converted> {
        self.convert(rules, |unit| unit.keep || unit.loose || rules.is_dimension(unit.dimension, TEMPERATURE))
    }

    fn convert(&self, rules: &Ruleset, keep: impl Fn(&Unit) -> bool) -> Option<Converted> {
        let plain = |value, unit: &str| Some(Converted { value, unit: unit.to_owned(), dimension: None });
        match self {
            Self::Dates(span) => plain(Value::Dates(*span), "date"),
            Self::Time(minutes, zone) => plain(Value::Text(clock_text(*minutes, *zone)), "time"),
            Self::Amount(amount, None) => plain(Value::Amount(*amount), "1"),
            Self::Amount(amount, Some(id)) => {
                let unit = rules.unit(*id)?;
                let (amount, symbol, dimension) = converted(amount, unit, rules, keep(unit))?;
                Some(Converted {
                    value: Value::Amount(amount),
                    unit: symbol.to_owned(),
                    dimension: Some(dimension),
                })
            }
        }
    }
}

fn is_shown_as_written(unit: &Unit, rules: &Ruleset) -> bool {
    let promised =
        rules.dimensions.get_index(unit.dimension).is_some_and(|(name, _)| PROMISED.contains(&name.as_str()));
    unit.loose || !promised
}

/// An amount in its unit as written or in the base unit, with the symbol of that and its
/// dimension.
fn converted<'r>(
    amount: &Amount,
    unit: &'r Unit,
    rules: &'r Ruleset,
    keep: bool,
) -> Option<(Amount, &'r str, Id)> {
    if keep {
        return Some((*amount, &unit.code, unit.dimension));
    }
    if let Some(seconds) = fractional_months(amount, unit, rules) {
        return Some((seconds, "s", rules.dimension(DURATION)?));
    }
    let base = rules.base_unit(unit.dimension);
    let symbol = if base.is_empty() { &unit.code } else { base };
    if unit.numerator == unit.denominator && unit.offset.is_none() {
        return Some((*amount, symbol, unit.dimension));
    }
    let shifted = amount.shift(unit.offset.unwrap_or_default())?;
    Some((shifted.scale(unit.numerator)?.divide(unit.denominator)?, symbol, unit.dimension))
}

/// Months and years that are no whole number of months, in seconds.
fn fractional_months(amount: &Amount, unit: &Unit, rules: &Ruleset) -> Option<Amount> {
    if !rules.is_dimension(unit.dimension, CALENDAR) {
        return None;
    }
    let months = amount.scale(unit.numerator)?;
    let whole = |end: Option<Decimal>| end.is_none_or(|end| end.fract().is_zero());
    let small = |end: Option<Decimal>| end.is_none_or(|end| end.round_dp(6).fract().is_zero());
    if whole(months.interval.lo) && whole(months.interval.hi)
        || small(months.interval.lo) && small(months.interval.hi)
    {
        return None;
    }
    if unit.numerator > Decimal::ONE {
        // "1 year, 2 days": a year of 365 days.
        return amount
            .scale(Decimal::from(365 * DAY_SECONDS))?
            .scale(unit.numerator)?
            .divide(Decimal::from(12));
    }
    months.scale(Decimal::from(MONTH_DAYS * DAY_SECONDS))
}

/// A time of day: in UTC with `Z` where the zone is known, as written otherwise.
#[must_use]
pub fn clock_text(minutes: u16, zone: Option<i16>) -> String {
    let shown = i32::from(minutes) - i32::from(zone.unwrap_or(0));
    let shown = shown.rem_euclid(24 * 60);
    format!("{:02}:{:02}{}", shown / 60, shown % 60, if zone.is_some() { "Z" } else { "" })
}
