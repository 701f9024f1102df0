//! The value of a cell: plain digits by the short way, all else by the reader of quantities.

use crate::quantity::{self, Conventions};
use crate::rule::Ruleset;
use crate::text::{Sentence, Words};
use crate::token::{Span, fold};
use crate::value::{Amount, Decimal, Value, ValueRelation, relate, relate_dates};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// How many distinct cells are remembered; a guess that bounds memory.
const MEMO: usize = 1 << 16;
/// Digits that [`Decimal`] holds without rounding.
const MAX_DIGITS: usize = 28;
/// A cell longer than this is a text and not looked into.
const MAX_FIGURE: usize = 120;

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its value; amounts and dates in the unit below, all else as folded text.
    pub value: Value,
    /// The base unit of an amount; empty for a text.
    pub unit: String,
}

/// Why a cell is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing stands in it.
    Empty,
    /// The number that is none.
    NotANumber,
    /// No finite number.
    Infinite,
    /// More digits than can be held exactly.
    TooLarge,
}

impl Refusal {
    /// What to tell the user.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Empty => "the value is empty",
            Self::NotANumber => "the value is not a number",
            Self::Infinite => "the value is infinite",
            Self::TooLarge => "the value is too large or too fine to be held exactly",
        }
    }

    /// What makes a cell no value, where something does.
    #[must_use]
    pub fn of(cell: &str) -> Option<Self> {
        let cell = cell.trim();
        let Some(first) = cell.bytes().next() else { return Some(Self::Empty) };
        let bare = cell.trim_start_matches(['+', '-']);
        if bare.eq_ignore_ascii_case("nan") {
            return Some(Self::NotANumber);
        }
        if bare.eq_ignore_ascii_case("inf") || bare.eq_ignore_ascii_case("infinity") {
            return Some(Self::Infinite);
        }
        let figure = first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.');
        let numeric = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-');
        let wrong = figure && cell.len() > 1 && cell.bytes().all(numeric) && too_large(cell);
        wrong.then_some(Self::TooLarge)
    }
}

/// Whether a number in digits cannot be held exactly.
fn too_large(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    if digits < MAX_DIGITS && !cell.contains(['e', 'E']) {
        return false;
    }
    cell.parse::<f64>().is_ok() && plain(cell).is_none()
}

/// A number in digits alone, perhaps with a point or an exponent.
fn plain(cell: &str) -> Option<Amount> {
    let bytes = cell.as_bytes();
    let (negative, digits) = match bytes.first()? {
        b'-' => (true, bytes.get(1..)?),
        _ => (false, bytes),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) || digits.len() > 18 {
        return written(cell);
    }
    let value = digits.iter().fold(0i64, |sum, d| sum * 10 + i64::from(d - b'0'));
    Some(Amount::exact(Decimal::from(if negative { -value } else { value }), Decimal::ONE))
}

fn written(cell: &str) -> Option<Amount> {
    let digits = cell.trim_start_matches(['+', '-']);
    let numeric = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'-' | b'+'));
    if !numeric || !digits.bytes().next()?.is_ascii_digit() {
        return None;
    }
    let value = Decimal::from_str_exact(cell).or_else(|_| Decimal::from_scientific(cell)).ok()?;
    // The step of a written exponent is that of its mantissa.
    Some(Amount::exact(value, Decimal::new(1, value.scale())))
}

/// Reads cells, and remembers what it read.
pub struct Reader<'r> {
    rules: &'r dyn Fn() -> &'r Ruleset,
    engine: Option<(Words<'r>, Conventions)>,
    memo: FxHashMap<Box<str>, Reading>,
}

impl<'r> Reader<'r> {
    /// A reader that asks for the rules when a cell needs them.
    #[must_use]
    pub fn new(rules: &'r dyn Fn() -> &'r Ruleset) -> Self {
        Self { rules, engine: None, memo: FxHashMap::default() }
    }

    /// What a cell says.
    pub fn read(&mut self, cell: &str) -> Reading {
        let cell = cell.trim();
        if let Some(amount) = plain(cell) {
            return Reading { value: Value::Amount(amount), unit: "1".to_owned() };
        }
        if let Some(known) = self.memo.get(cell) {
            return known.clone();
        }
        let text = || Reading { value: Value::Text(fold(cell)), unit: String::new() };
        let figure = cell.len() <= MAX_FIGURE && cell.chars().any(char::is_numeric);
        let reading = if figure { self.figure(cell).unwrap_or_else(text) } else { text() };
        if self.memo.len() < MEMO {
            self.memo.insert(cell.into(), reading.clone());
        }
        reading
    }

    /// The one quantity that a cell is from end to end.
    fn figure(&mut self, cell: &str) -> Option<Reading> {
        let rules = (self.rules)();
        let (words, conventions) =
            self.engine.get_or_insert_with(|| (Words::new(rules), Conventions::of(rules, 0)));
        let sentence = Sentence::read(cell, Span::new(0, cell.len()), words);
        let found = quantity::read(&sentence, words, conventions);
        let [only] = found.quantities.as_slice() else { return None };
        let rest = [cell.get(..only.span.start)?, cell.get(only.span.end..)?];
        if rest.iter().any(|rest| rest.chars().any(char::is_alphanumeric)) {
            return None;
        }
        let converted = only.figure.in_base_units(rules)?;
        Some(Reading { value: converted.value, unit: converted.unit })
    }
}

impl Reading {
    /// How two readings stand to each other; texts are equal or disjoint.
    #[must_use]
    pub fn relation(&self, other: &Self) -> ValueRelation {
        let same_unit = self.unit == other.unit;
        match (&self.value, &other.value) {
            (Value::Amount(a), Value::Amount(b)) if same_unit => relate(a, b, crate::value::Tolerance::NONE),
            (Value::Dates(a), Value::Dates(b)) => relate_dates(a, b),
            (a, b) if same_unit && a == b => ValueRelation::Equal,
            _ => ValueRelation::Disjoint,
        }
    }

    /// The number of a single exact amount.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        let Value::Amount(amount) = &self.value else { return None };
        f64::try_from(amount.interval.as_point()?).ok()
    }

    /// How fine it is: larger is finer. The step of an amount without its trailing zeros, or
    /// the days of a span of dates.
    #[must_use]
    pub fn fineness(&self) -> i64 {
        match &self.value {
            Value::Amount(amount) => {
                let point = amount.interval.as_point().unwrap_or_default().normalize();
                let zeros = trailing_zeros(point.mantissa());
                i64::from(point.scale()) - zeros - if amount.approx { 1 } else { 0 }
            }
            Value::Dates(span) => -span.length_in_days().unwrap_or(i64::MAX),
            Value::Text(_) => 0,
        }
    }
}

/// The place of the first of the finest readings, where all others are it or its roundings.
pub(super) fn finest_of_one<'r>(readings: impl Iterator<Item = &'r Reading> + Clone) -> Option<usize> {
    let (at, finest) = readings.clone().enumerate().max_by_key(|(at, r)| (r.fineness(), Reverse(*at)))?;
    let is_one =
        |reading: &Reading| matches!(finest.relation(reading), ValueRelation::Equal | ValueRelation::Rounded);
    readings.into_iter().all(is_one).then_some(at)
}

fn trailing_zeros(mut mantissa: i128) -> i64 {
    let mut zeros = 0;
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        zeros += 1;
    }
    zeros
}

impl Reading {
    /// What readings of one value share.
    pub(super) fn key(&self) -> String {
        match &self.value {
            Value::Amount(amount) => match amount.interval.as_point() {
                Some(point) if !amount.approx => format!("{} {}", point.normalize(), self.unit),
                _ => format!("{:?} {} {}", amount.interval, amount.approx, self.unit),
            },
            Value::Dates(span) => format!("{:?}", (span.from, span.to)),
            Value::Text(text) => format!("={text}"),
        }
    }
}
