//! What a date that a source knows says of one that a text tells.

use super::Support;
use crate::rule::DateSide;
use crate::value::{CalendarDate, DateSpan, ValueRelation, relate_dates};
use jiff::civil::Date;

/// Dates that both lack a year are taken to be of one, which is a leap year.
const ANY_YEAR: i16 = 2000;

/// What a date says of one that is told, each by its side where it has one; nothing where one
/// has no year and the other nothing but a year.
pub(super) fn says(
    (known, known_side): (&DateSpan, Option<DateSide>),
    (told, side): (&DateSpan, Option<DateSide>),
) -> Option<Support> {
    match side {
        Some(_) if side == known_side && (known.from, known.to) == (told.from, told.to) => {
            Some(Support::Supported)
        }
        Some(side) => Some(side_says(known, told, side)),
        None => date_says(known, told),
    }
}

fn date_says(known: &DateSpan, told: &DateSpan) -> Option<Support> {
    if let Some(support) = spans_say(known, told) {
        return Some(support);
    }
    Some(match relate_dates(known, told) {
        ValueRelation::Equal => Support::Supported,
        ValueRelation::Disjoint => Support::Refuted,
        // "fought from 1861 to 1865": begun in the one, ended in the other.
        _ if known.from != known.to
            && [known.from, known.to].contains(&told.from)
            && told.from == told.to =>
        {
            Support::Supported
        }
        _ => match (known.days(), told.days()) {
            (Some((a, b)), Some((c, d))) if c <= a && b <= d => Support::Supported,
            (None, _) | (_, None) => return both_have_months(known, told).then_some(Support::Supported),
            _ => Support::Unknown,
        },
    })
}

fn both_have_months(known: &DateSpan, told: &DateSpan) -> bool {
    let month = |span: &DateSpan| span.from.or(span.to).is_some_and(|date| date.month.is_some());
    month(known) && month(told)
}

/// "From 5 to 27 March" and "from 5 to 26 March": two spans that share one end differ in the other.
fn spans_say(known: &DateSpan, told: &DateSpan) -> Option<Support> {
    let ends = |span: &DateSpan| {
        let (from, to) = (span.from?, span.to?);
        let year =
            |own: CalendarDate, other: CalendarDate| CalendarDate { year: own.year.or(other.year), ..own };
        (from != to).then(|| (year(from, to), year(to, from)))
    };
    let ((a, b), (c, d)) = (ends(known)?, ends(told)?);
    match (is_same(a, c), is_same(b, d)) {
        (true, true) => Some(Support::Supported),
        (false, false) => None,
        _ => Some(Support::Refuted),
    }
}

/// Whether two dates agree in all that both of them tell.
fn is_same(a: CalendarDate, b: CalendarDate) -> bool {
    fn agree<T: PartialEq + Copy>(x: Option<T>, y: Option<T>) -> bool {
        x.is_none() || y.is_none() || x == y
    }
    agree(a.year, b.year) && agree(a.month, b.month) && agree(a.day, b.day)
}

/// What a date says of one that is told by its side: "born before 1991".
fn side_says(known: &DateSpan, told: &DateSpan, side: DateSide) -> Support {
    let Some((known, told)) = days_of(known, told) else { return Support::Unknown };
    let (holds, fails) = match side {
        DateSide::Before => (known.1 < told.0 || (known.0 != known.1 && known.0 < told.0), known.0 >= told.0),
        DateSide::By => (known.1 <= told.1, known.0 > told.1),
        DateSide::After => (known.0 > told.1 || (known.0 != known.1 && known.1 > told.1), known.1 <= told.1),
    };
    match (holds, fails) {
        (true, _) => Support::Supported,
        (_, true) => Support::Refuted,
        _ => Support::Unknown,
    }
}

/// First and last day of two dates; one that has no year is taken to be of the other's.
pub(super) fn days_of(known: &DateSpan, told: &DateSpan) -> Option<((Date, Date), (Date, Date))> {
    let year = |span: &DateSpan| span.from.or(span.to).and_then(|d| d.year);
    let (own, other) = (year(known), year(told));
    Some((in_year(known, own.or(other))?, in_year(told, other.or(own))?))
}

/// The first and last day of a span, in a year where it has none.
fn in_year(span: &DateSpan, year: Option<i16>) -> Option<(Date, Date)> {
    let complete = |date: CalendarDate| date.in_year(year.unwrap_or(ANY_YEAR));
    let span = DateSpan { from: span.from.map(complete), to: span.to.map(complete), ..*span };
    span.days()
}

/// How near two dates lie by what is written of them, from 0 to 1.
pub(super) fn closeness(known: &DateSpan, told: &DateSpan) -> f64 {
    let (Some(a), Some(b)) = (known.from.or(known.to), told.from.or(told.to)) else { return 0.5 };
    if let (Some(p), Some(q)) = (a.year, b.year)
        && p != q
    {
        return 1.0 / f64::from(2 + (i32::from(p) - i32::from(q)).abs());
    }
    let months = a.month.is_some() && b.month.is_some();
    if months && a.month != b.month {
        return 0.6;
    }
    if months && a.day.is_some() && b.day.is_some() {
        return if a.day == b.day { 1.0 } else { 0.7 };
    }
    match (a.year.is_some() && b.year.is_some(), a.month.is_some() == b.month.is_some()) {
        (true, true) => 1.0,
        (true, false) => 0.8,
        (false, _) => {
            if months {
                0.9
            } else {
                0.3
            }
        }
    }
}
