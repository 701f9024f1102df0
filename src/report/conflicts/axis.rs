//! A line on which values lie: where each stands on it, and which ticks tell a reader so.
//! Pictures only; every comparison is made elsewhere, in exact decimals.

use crate::graph::describe_value;
use crate::value::{Amount, Decimal, Value};
use jiff::civil::Date;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};
use serde::Serialize;

/// Room kept free at both ends, as a share of the line, so that arrows have a way to go.
const ROOM: f64 = 0.14;
/// Values that lie further apart than this, by their quotient, are drawn by their logarithm.
const FAR_APART: f64 = 200.0;
/// Ticks aimed at.
const TICKS: f64 = 4.0;
/// The names of large numbers on ticks.
const LARGE: [(f64, &str); 3] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];

/// A place on the line with its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// From 0 at the left to 1 at the right.
    pub at: f64,
    /// Its name.
    pub label: String,
}

/// A line on which values lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    from: f64,
    to: f64,
    /// Whether equal steps are equal factors.
    pub(super) logarithmic: bool,
    dates: bool,
}

impl Axis {
    /// A line for numbers; nothing without any.
    pub(super) fn of_numbers(values: &[f64]) -> Option<Self> {
        let (low, high) = ends(values)?;
        if low > 0.0 && high / low >= FAR_APART {
            let room = (high.log10() - low.log10()) * ROOM;
            return Some(Self {
                from: low.log10() - room,
                to: high.log10() + room,
                logarithmic: true,
                dates: false,
            });
        }
        let room = if high > low { (high - low) * ROOM * 2.0 } else { (high.abs() * 0.1).max(1.0) };
        Some(Self { from: low - room, to: high + room, logarithmic: false, dates: false })
    }

    /// A line for days as [`day`] counts them; nothing without any.
    pub(super) fn of_days(days: &[f64]) -> Option<Self> {
        let (low, high) = ends(days)?;
        let room = ((high - low) * ROOM).max(1.0);
        Some(Self { from: low - room, to: high + room, logarithmic: false, dates: true })
    }

    /// Where a value stands, from 0 to 1.
    pub(super) fn place(&self, value: f64) -> f64 {
        let value = if self.logarithmic { value.max(f64::MIN_POSITIVE).log10() } else { value };
        rounded(((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0))
    }

    /// Ticks at round values.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let values = if self.dates {
            return self.date_ticks();
        } else if self.logarithmic {
            powers(self.from, self.to)
        } else {
            multiples(self.from, self.to, round_step((self.to - self.from) / TICKS))
        };
        values.into_iter().map(|value| Tick { at: self.place(value), label: number(value) }).collect()
    }

    fn date_ticks(&self) -> Vec<Tick> {
        let days = self.to - self.from;
        let step = |unit: f64| (days / unit / TICKS).ceil().max(1.0);
        let (Some(first), Some(last)) = (date(self.from.ceil()), date(self.to)) else { return Vec::new() };
        let years = days > 900.0;
        let months = !years && days > 75.0;
        let step = if years {
            step(365.25)
        } else if months {
            step(30.5)
        } else {
            step(1.0)
        };
        let step = step as i32;
        let mut at = if years || months { first.first_of_month() } else { first };
        if years {
            at = at.first_of_year();
            let over = i32::from(at.year()).rem_euclid(step);
            at = at.saturating_sub(jiff::Span::new().years(over));
        } else if months {
            // Quarters begin in January.
            let over = (i32::from(at.month()) - 1).rem_euclid(step);
            at = at.saturating_sub(jiff::Span::new().months(over));
        }
        let next = |at: Date| match (years, months) {
            (true, _) => at.checked_add(jiff::Span::new().years(step)),
            (_, true) => at.checked_add(jiff::Span::new().months(step)),
            _ => at.checked_add(jiff::Span::new().days(step)),
        };
        let mut out = Vec::new();
        while at <= last {
            if at >= first {
                let text = at.to_string();
                let label = if years {
                    &text[..text.len() - 6]
                } else if months {
                    &text[..text.len() - 3]
                } else {
                    &text
                };
                out.push(Tick { at: self.place(day(at)), label: label.to_owned() });
            }
            match next(at) {
                Ok(date) => at = date,
                Err(_) => break,
            }
        }
        out
    }
}

fn ends(values: &[f64]) -> Option<(f64, f64)> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let low = finite().min_by(f64::total_cmp)?;
    Some((low, finite().max_by(f64::total_cmp)?))
}

/// A day as a number, from the year 0.
pub(super) fn day(date: Date) -> f64 {
    f64::from(Date::constant(0, 1, 1).until(date).map_or(0, |span| span.get_days()))
}

fn date(day: f64) -> Option<Date> {
    Date::constant(0, 1, 1).checked_add(jiff::Span::new().try_days(day as i64).ok()?).ok()
}

/// A decimal as pictures take it.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// Four digits are finer than any screen, and print the same everywhere.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// The next larger of 1, 2, 2.5, 5 and their tenfolds.
fn round_step(step: f64) -> f64 {
    let tenfold = 10f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|factor| factor * tenfold >= step * 0.999);
    factor.unwrap_or(10.0) * tenfold
}

fn multiples(from: f64, to: f64, step: f64) -> Vec<f64> {
    let first = (from / step).ceil();
    (0..12).map(|n| (first + f64::from(n)) * step).take_while(|value| *value <= to).collect()
}

fn powers(from: f64, to: f64) -> Vec<f64> {
    let step = ((to - from) / TICKS).ceil().max(1.0);
    multiples(from, to, step).into_iter().map(|exponent| 10f64.powf(exponent)).collect()
}

fn number(value: f64) -> String {
    let (unit, name) = LARGE.into_iter().find(|(unit, _)| value.abs() >= *unit).unwrap_or((1.0, ""));
    let plain = |value: f64| {
        let decimal = Decimal::from_f64(value).unwrap_or_default().round_dp(6);
        describe_value(&Value::Amount(Amount::exact(decimal, Decimal::ONE)), "1")
    };
    if name.is_empty() { plain(value) } else { format!("{} {name}", plain(value / unit)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: Option<Axis>) -> Vec<String> {
        axis.unwrap().ticks().into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(labels(Axis::of_numbers(&[400.0, 450.0])), ["400", "420", "440", "460"]);
        assert_eq!(labels(Axis::of_numbers(&[0.2, 0.3])), ["0.2", "0.25", "0.3"]);
        assert_eq!(labels(Axis::of_numbers(&[1e9, 3e9])), ["1 billion", "2 billion", "3 billion"]);
        assert_eq!(labels(Axis::of_numbers(&[10.0, 10_000.0])), ["10", "100", "1,000", "10,000"]);
    }

    #[test]
    fn days_months_and_years_have_their_ticks() {
        let at = |text: &str| day(text.parse().unwrap());
        let days = [at("2024-04-22"), at("2024-04-24")];
        assert_eq!(
            labels(Axis::of_days(&days)),
            ["2024-04-21", "2024-04-22", "2024-04-23", "2024-04-24", "2024-04-25"]
        );
        let months = [at("2024-01-01"), at("2024-10-01")];
        assert_eq!(labels(Axis::of_days(&months)), ["2024-01", "2024-04", "2024-07", "2024-10"]);
        let years = [at("2010-01-01"), at("2024-12-31")];
        assert_eq!(labels(Axis::of_days(&years)), ["2010", "2015", "2020", "2025"]);
    }

    #[test]
    fn one_value_and_no_value() {
        assert_eq!(Axis::of_numbers(&[5.0]).unwrap().place(5.0), 0.5);
        assert_eq!(Axis::of_numbers(&[]), None);
        assert_eq!(Axis::of_numbers(&[f64::NAN]), None);
    }
}
