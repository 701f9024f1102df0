//! Quantities for readers, and as JSON that is written straight into a buffer: output is longer than the text that
//! it is about, so it must cost no more to write than that is to read.

use crate::graph::describe_value;
use crate::quantity::{Figure, Quantity, Rate, clock_text};
use crate::rule::{Ruleset, Unit};
use crate::value::{Amount, CalendarDate, DateSpan, Decimal};
use std::fmt::Write as _;

/// Appends a quantity as a JSON object; `words` are those that it is written in.
pub fn push_quantity(out: &mut String, quantity: &Quantity, words: &str, rules: &Ruleset) {
    out.push_str("{\"start\":");
    push_integer(out, quantity.span.start);
    out.push_str(",\"end\":");
    push_integer(out, quantity.span.end);
    out.push_str(",\"text\":");
    push_string(out, words);
    out.push_str(",\"kind\":\"");
    out.push_str(quantity.kind.word());
    out.push_str("\",\"value\":");
    push_value(out, quantity, rules);
    if let Some(rate) = quantity.per {
        out.push_str(",\"per\":");
        push_rate(out, rate, rules);
    }
    if let Some(converted) = quantity.converts {
        out.push_str(",\"converts\":");
        push_integer(out, converted);
    }
    if let Some(problem) = quantity.problem {
        out.push_str(",\"problem\":");
        push_string(out, problem.word());
    }
    out.push('}');
}

/// A figure for a reader, in base units: `more than 14,000 m2 per day`.
#[must_use]
pub fn figure_text(quantity: &Quantity, rules: &Ruleset) -> String {
    let mut out = match quantity.figure.in_base_units(rules) {
        Some(converted) => describe_value(&converted.value, &converted.unit),
        None => "too large for its base unit".to_owned(),
    };
    if let Some(rate) = quantity.per {
        let mut per = String::new();
        push_rate(&mut per, rate, rules);
        let _ = write!(out, " per {}", per.trim_matches('"'));
    }
    if let Some(problem) = quantity.problem {
        let _ = write!(out, " ({})", problem.reason());
    }
    out
}

/// A text on one line, with nothing that a terminal would obey.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// The value and behind it the unit.
fn push_value(out: &mut String, quantity: &Quantity, rules: &Ruleset) {
    match &quantity.figure {
        Figure::Amount(amount, None) => push_amount(out, amount, "1"),
        Figure::Amount(amount, Some(id)) => {
            let unit = rules.unit(*id);
            match quantity.figure.base_amount(rules) {
                Some((amount, symbol)) => push_amount(out, &amount, symbol),
                // Too large for the base unit: as written.
                None => push_amount(out, amount, unit.map_or("1", |unit| &unit.code)),
            }
        }
        Figure::Dates(span) => push_dates(out, span),
        Figure::Time(minutes, zone) => {
            let time = clock_text(*minutes, *zone);
            let _ = write!(
                out,
                "{{\"lo\":\"{time}\",\"hi\":\"{time}\",\"lo_open\":false,\"hi_open\":false,\"approx\":false}},\"unit\":\"time\""
            );
        }
    }
}

fn push_amount(out: &mut String, amount: &Amount, unit: &str) {
    let interval = &amount.interval;
    out.push_str("{\"lo\":");
    push_end(out, interval.lo);
    out.push_str(",\"hi\":");
    push_end(out, interval.hi);
    push_flags(out, interval.lo_open, interval.hi_open, amount.approx);
    out.push_str(",\"unit\":");
    push_string(out, unit);
}

fn push_dates(out: &mut String, span: &DateSpan) {
    out.push_str("{\"lo\":");
    push_date(out, span.from);
    out.push_str(",\"hi\":");
    push_date(out, span.to);
    push_flags(out, false, false, span.approx);
    out.push_str(",\"unit\":\"date\"");
}

fn push_flags(out: &mut String, lo_open: bool, hi_open: bool, approx: bool) {
    // As of most figures.
    if !(lo_open || hi_open || approx) {
        return out.push_str(",\"lo_open\":false,\"hi_open\":false,\"approx\":false}");
    }
    let word = |yes: bool| if yes { "true" } else { "false" };
    for (name, yes) in [(",\"lo_open\":", lo_open), (",\"hi_open\":", hi_open), (",\"approx\":", approx)] {
        out.push_str(name);
        out.push_str(word(yes));
    }
    out.push('}');
}

fn push_rate(out: &mut String, rate: Rate, rules: &Ruleset) {
    let code = rules.unit(rate.unit).map_or("", |unit: &Unit| &unit.code);
    if rate.count == Decimal::ONE {
        return push_string(out, code);
    }
    out.push('"');
    push_decimal(out, rate.count);
    out.push(' ');
    push_escaped(out, code);
    out.push('"');
}

fn push_end(out: &mut String, end: Option<Decimal>) {
    match end {
        Some(end) => push_decimal(out, end),
        None => out.push_str("null"),
    }
}

fn push_date(out: &mut String, date: Option<CalendarDate>) {
    match date {
        // A day of a year of four digits, as most dates are, costs no formatter.
        Some(CalendarDate { year: Some(year @ 1000..=9999), month, day }) => {
            out.push('"');
            push_integer(out, usize::from(year.unsigned_abs()));
            for part in [month, day].into_iter().flatten() {
                out.push_str(if part < 10 { "-0" } else { "-" });
                push_integer(out, usize::from(part));
            }
            out.push('"');
        }
        Some(date) => {
            let _ = write!(out, "\"{date}\"");
        }
        None => out.push_str("null"),
    }
}

/// A decimal as JSON writes it, digit for digit and without trailing zeros.
fn push_decimal(out: &mut String, value: Decimal) {
    let value = value.normalize();
    let mut digits = [b'0'; 40];
    let (mut mantissa, scale) = (value.mantissa().unsigned_abs(), value.scale() as usize);
    let mut at = digits.len();
    while mantissa > 0 || digits.len() - at <= scale {
        at -= 1;
        // Most mantissas are short: the narrow division is several times faster.
        let digit = match u64::try_from(mantissa) {
            Ok(narrow) => {
                mantissa = u128::from(narrow / 10);
                narrow % 10
            }
            Err(_) => {
                let digit = mantissa % 10;
                mantissa /= 10;
                u64::try_from(digit).unwrap_or(0)
            }
        };
        if let Some(slot) = digits.get_mut(at) {
            *slot = b'0' + u8::try_from(digit).unwrap_or(0);
        }
    }
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    let point = digits.len() - scale;
    push_ascii(out, digits.get(at..point));
    if scale > 0 {
        out.push('.');
        push_ascii(out, digits.get(point..));
    }
}

fn push_integer(out: &mut String, n: usize) {
    let mut digits = [b'0'; 20];
    let (mut n, mut at) = (n, digits.len());
    loop {
        at -= 1;
        if let Some(slot) = digits.get_mut(at) {
            *slot = b'0' + u8::try_from(n % 10).unwrap_or(0);
        }
        n /= 10;
        if n == 0 {
            break;
        }
    }
    push_ascii(out, digits.get(at..));
}

fn push_ascii(out: &mut String, bytes: Option<&[u8]>) {
    out.extend(bytes.unwrap_or_default().iter().map(|byte| char::from(*byte)));
}

/// A text as a JSON string.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    push_escaped(out, text);
    out.push('"');
}

fn push_escaped(out: &mut String, text: &str) {
    // All bytes are looked at, which is done several at a time.
    if !text.bytes().fold(false, |any, b| any | (b < 0x20) | (b == b'"') | (b == b'\\')) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::str::FromStr;

    fn decimal(text: &str) -> String {
        let mut out = String::new();
        push_decimal(&mut out, Decimal::from_str(text).unwrap());
        out
    }

    #[test]
    fn decimals_are_written_digit_for_digit() {
        for text in [
            "0",
            "1",
            "-5",
            "0.5",
            "-0.05",
            "1234.56",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
        ] {
            assert_eq!(decimal(text), text);
        }
        assert_eq!(decimal("1.500"), "1.5");
        assert_eq!(decimal("1200000"), "1200000");
        assert_eq!(decimal("-0.0"), "0");
    }

    #[test]
    fn dates_are_written_as_they_are_shown() {
        for year in [None, Some(-44), Some(0), Some(987), Some(1000), Some(2024), Some(9999), Some(10_000)] {
            for (month, day) in [(None, None), (Some(4), None), (Some(12), Some(9)), (None, Some(10))] {
                let date = CalendarDate { year, month, day };
                let mut out = String::new();
                push_date(&mut out, Some(date));
                assert_eq!(out, format!("\"{date}\""));
            }
        }
    }

    #[test]
    fn strings_are_escaped() {
        let mut out = String::new();
        push_string(&mut out, "5\" \\ \u{1b} «6»\n");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), "5\" \\ \u{1b} «6»\n");
    }

    proptest! {
        #[test]
        fn decimals_come_back(mantissa in any::<i64>(), scale in 0u32..20) {
            let value = Decimal::new(mantissa, scale);
            let mut out = String::new();
            push_decimal(&mut out, value);
            prop_assert_eq!(Decimal::from_str(&out).unwrap(), value);
        }
    }
}
