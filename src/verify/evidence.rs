//! Finds the figure of the sources that speaks of the same thing as one of the text, and what
//! it says of it.

use super::Support;
use crate::claim::{FigureInText, FiguresInText};
use crate::quantity::Kind;
use crate::rule::DateSide;
use crate::token::Span;
use crate::value::{
    Amount, CalendarDate, DateSpan, Decimal, Interval, Tolerance, Value, ValueRelation, relate, relate_dates,
    trailing_zero_step,
};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;

/// The place of a source that decides on a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The source, by number.
    pub source: usize,
    /// Where in it.
    pub span: Span,
    /// What it says of the figure.
    pub support: Support,
    /// How it comes to say so, where that is by reckoning.
    pub by: Option<String>,
    /// How well it fits the figure; 0 and less is not at all.
    pub score: f64,
    /// How alike the words around both are, from 0 to 1.
    pub likeness: f64,
}

/// What decides which figure speaks of the same thing: the words around both, how close the
/// values lie, and the counted noun. The weights are guesses from the development pairs.
const CLOSENESS: f64 = 0.8;
const SAME_NOUN: f64 = 0.2;
const SAME_RANK: f64 = 0.6;
const OTHER_KIND: f64 = -0.5;
const OTHER_UNIT: f64 = -0.2;
/// From these scores on a figure that is the same supports, and one that differs refutes.
const SUPPORTS: f64 = 0.3;
const REFUTES: f64 = 0.5;
/// Dates that both lack a year are taken to be of one, which is a leap year.
const ANY_YEAR: i16 = 2000;
/// Words at this distance weigh half.
const HALF: f64 = 6.0;

/// The figure of the sources that speaks of the same thing.
pub(super) fn find(figure: &FigureInText, sources: &[FiguresInText]) -> Option<Evidence> {
    let candidates = sources.iter().enumerate().flat_map(|(index, source)| {
        source.figures.iter().filter_map(move |other| {
            let support = says(&other.value.value, &figure.value.value, figure, other)?;
            let (score, likeness) = (score(figure, other), likeness(figure, other));
            Some(Evidence { source: index, span: other.span, support, by: None, score, likeness })
        })
    });
    let better = |a: &Evidence, b: &Evidence| {
        // Of figures that fit the same, the one that says the same decides.
        a.score.total_cmp(&b.score).then_with(|| b.support.cmp(&a.support))
    };
    let best = candidates.max_by(better)?;
    let enough = match best.support {
        Support::Supported => best.score >= SUPPORTS,
        Support::Refuted => best.score >= REFUTES,
        Support::Unknown => false,
    };
    let support = if enough { best.support } else { Support::Unknown };
    Some(Evidence { support, ..best })
}

/// How well two figures fit each other.
fn score(a: &FigureInText, b: &FigureInText) -> f64 {
    let nouns = if a.noun.is_some() && a.noun == b.noun { SAME_NOUN } else { 0.0 };
    let kinds = if (a.kind == Kind::Ordinal) == (b.kind == Kind::Ordinal) { 0.0 } else { OTHER_KIND };
    let people = |f: &FigureInText| matches!(f.value.unit.as_str(), "person" | "1");
    let units = if a.value.unit == b.value.unit || (people(a) && people(b)) { 0.0 } else { OTHER_UNIT };
    let words = likeness(a, b);
    let ranks = if a.rank == b.rank { SAME_RANK * words } else { 0.0 };
    words + CLOSENESS * closeness(a, b) + nouns + kinds + units + ranks
}

/// How close two values lie: 1 for the same ones, the smaller by the larger otherwise.
fn closeness(a: &FigureInText, b: &FigureInText) -> f64 {
    match (&a.value.value, &b.value.value) {
        (Value::Amount(x), Value::Amount(y)) => {
            let pairs = x
                .interval
                .pairs_of_ends(&y.interval)
                .map(|(p, q)| (p.abs().min(q.abs()), p.abs().max(q.abs())));
            let ratio = |(small, large): (Decimal, Decimal)| {
                small.checked_div(large).and_then(|r| r.to_f64()).unwrap_or(1.0)
            };
            pairs.map(ratio).fold(0.0, f64::max)
        }
        (Value::Dates(x), Value::Dates(y)) => {
            let years = |span: &DateSpan| span.from.or(span.to).and_then(|d| d.year);
            let same_precision = x.from.map(|d| d.day.is_some()) == y.from.map(|d| d.day.is_some());
            match (years(x), years(y)) {
                (Some(p), Some(q)) if p == q && same_precision => 1.0,
                (Some(p), Some(q)) => 1.0 / f64::from(2 + (i32::from(p) - i32::from(q)).abs()),
                _ => 0.5,
            }
        }
        _ => 0.0,
    }
}

/// What one value says of another: nothing where they are not of one sort.
fn says(known: &Value, told: &Value, figure: &FigureInText, other: &FigureInText) -> Option<Support> {
    match (known, told) {
        (Value::Amount(known), Value::Amount(told)) if one_sort(figure, other) => {
            Some(amount_says(known, told))
        }
        (Value::Dates(known), Value::Dates(told)) => Some(match figure.side {
            Some(side) => side_says(known, told, side),
            None => date_says(known, told),
        }),
        (Value::Text(known), Value::Text(told)) => {
            Some(if known == told { Support::Supported } else { Support::Refuted })
        }
        _ => None,
    }
}

/// Whether two figures can be compared: one unit, or a count of things and of people.
fn one_sort(a: &FigureInText, b: &FigureInText) -> bool {
    let plain =
        |f: &FigureInText| f.value.dimension.is_none() || matches!(f.value.unit.as_str(), "person" | "x");
    a.value.unit == b.value.unit || (plain(a) && plain(b))
}

fn amount_says(known: &Amount, told: &Amount) -> Support {
    if is_least(known, told) {
        return Support::Supported;
    }
    // A figure within a bound is left open by it; two bounds are held against each other.
    let bounded = |amount: &Amount| amount.interval.lo.is_none() != amount.interval.hi.is_none();
    let known = &if bounded(told) { meant(known, told) } else { *known };
    let wide = told_interval(told);
    let admitted = if known.approx && !told.approx { known.admitted() } else { known.interval };
    if wide.covers(&admitted) || (known.interval == told.interval && known.approx == told.approx) {
        return Support::Supported;
    }
    match relate(known, told, Tolerance::NONE) {
        ValueRelation::Equal | ValueRelation::Rounded => Support::Supported,
        ValueRelation::Disjoint | ValueRelation::Truncated | ValueRelation::Coarse | ValueRelation::Near => {
            Support::Refuted
        }
        ValueRelation::Admits | ValueRelation::Overlaps => Support::Unknown,
    }
}

/// Whether a figure is the least that a source vouches for: "at least 30 died" is told as
/// "30 die". What "more than 30" excludes is not.
fn is_least(known: &Amount, told: &Amount) -> bool {
    let Interval { lo, hi, lo_open, .. } = known.interval;
    lo.is_some() && hi.is_none() && !lo_open && told.interval.as_point() == lo
}

/// What a source means by a bound: one that says "over 6.7 million" would have said more of 6.8.
fn meant(known: &Amount, told: &Amount) -> Amount {
    let interval = &known.interval;
    let finest = told.interval.lo.or(told.interval.hi).map_or(Decimal::MAX, |end| last_place(end, told.step));
    let last = |end: Decimal| last_place(end, known.step).min(finest);
    let narrowed = match (interval.lo, interval.hi) {
        (Some(lo), None) => lo.checked_add(last(lo)).map(|hi| Interval {
            lo: Some(lo),
            hi: Some(hi),
            lo_open: interval.lo_open,
            hi_open: true,
        }),
        (None, Some(hi)) => hi.checked_sub(last(hi)).map(|lo| Interval {
            lo: Some(lo),
            hi: Some(hi),
            lo_open: true,
            hi_open: interval.hi_open,
        }),
        _ => None,
    };
    Amount { interval: narrowed.unwrap_or(known.interval), ..*known }
}

/// The place of the last digit of a number that is not zero, at least the step it was written to.
fn last_place(value: Decimal, step: Decimal) -> Decimal {
    trailing_zero_step(value, if step.is_zero() { Decimal::ONE } else { step })
}

/// What a figure that is told admits: its slack where it is approximate.
fn told_interval(told: &Amount) -> Interval {
    if told.approx { told.admitted() } else { told.interval }
}

fn date_says(known: &DateSpan, told: &DateSpan) -> Support {
    match relate_dates(known, told) {
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
            (None, _) | (_, None) => Support::Supported,
            _ => Support::Unknown,
        },
    }
}

/// What a date says of one that is told by its side: "born before 1991".
fn side_says(known: &DateSpan, told: &DateSpan, side: DateSide) -> Support {
    let year = |span: &DateSpan| span.from.or(span.to).and_then(|d| d.year);
    let years = (year(known).or(year(told)), year(told).or(year(known)));
    let (Some(known), Some(told)) = (in_year(known, years.0), in_year(told, years.1)) else {
        return Support::Unknown;
    };
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

/// The first and last day of a span, in a year where it has none.
fn in_year(span: &DateSpan, year: Option<i16>) -> Option<(Date, Date)> {
    let complete = |date: CalendarDate| date.in_year(year.unwrap_or(ANY_YEAR));
    let span = DateSpan { from: span.from.map(complete), to: span.to.map(complete), ..*span };
    span.days()
}

/// How alike the words around two figures are: the share of the first one's words that stand
/// about as near to the second, near words weighing more.
fn likeness(a: &FigureInText, b: &FigureInText) -> f64 {
    let weight = |distance: u32| 1.0 / (1.0 + f64::from(distance) / HALF);
    let (mut shared, mut all) = (0.0, 0.0);
    for (hash, distance) in &a.near {
        let own = weight(*distance);
        all += own;
        if let Ok(at) = b.near.binary_search_by_key(hash, |(other, _)| *other) {
            shared += own.min(weight(b.near[at].1));
        }
    }
    if all == 0.0 { 0.0 } else { shared / all }
}
