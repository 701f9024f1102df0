//! Finds the figure of the sources that speaks of the same thing as one of the text, and what
//! it says of it.

use super::Support;
use crate::claim::{FigureInText, FiguresInText};
use crate::token::Span;
use crate::value::{Amount, DateSpan, Interval, Tolerance, Value, ValueRelation, relate, relate_dates};

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
    /// How alike the words around both are, from 0 to 1.
    pub likeness: f64,
}

/// Figures whose words are this much less alike than the likest still speak of the same thing
/// where they say the same.
const MARGIN: f64 = 0.25;
/// From this likeness on a figure that differs refutes.
const REFUTES: f64 = 0.3;
/// From this likeness on a figure that is the same supports.
const SUPPORTS: f64 = 0.1;
/// Words at this distance weigh half.
const HALF: f64 = 6.0;
/// What the same counted noun adds.
const SAME_NOUN: f64 = 0.2;

/// The figure of the sources that speaks of the same thing.
pub(super) fn find(figure: &FigureInText, sources: &[FiguresInText]) -> Option<Evidence> {
    let candidates = sources.iter().enumerate().flat_map(|(index, source)| {
        source.figures.iter().filter_map(move |other| {
            let support = says(&other.value.value, &figure.value.value, figure, other)?;
            let likeness = likeness(figure, other);
            Some(Evidence { source: index, span: other.span, support, by: None, likeness })
        })
    });
    let candidates: Vec<Evidence> = candidates.collect();
    let best = candidates.iter().map(|c| c.likeness).fold(0.0, f64::max);
    let likest = |wanted: Support| {
        let own = candidates.iter().filter(|c| c.support == wanted && c.likeness + MARGIN >= best);
        own.max_by(|a, b| a.likeness.total_cmp(&b.likeness)).cloned()
    };
    if let Some(found) = likest(Support::Supported).filter(|c| c.likeness >= SUPPORTS) {
        return Some(found);
    }
    let found = candidates.iter().max_by(|a, b| a.likeness.total_cmp(&b.likeness)).cloned()?;
    let support = if found.likeness >= REFUTES { found.support } else { Support::Unknown };
    Some(Evidence { support, ..found })
}

/// What one value says of another: nothing where they are not of one sort.
fn says(known: &Value, told: &Value, figure: &FigureInText, other: &FigureInText) -> Option<Support> {
    match (known, told) {
        (Value::Amount(known), Value::Amount(told)) if one_sort(figure, other) => Some(amount_says(known, told)),
        (Value::Dates(known), Value::Dates(told)) => Some(date_says(known, told)),
        (Value::Text(known), Value::Text(told)) => {
            Some(if known == told { Support::Supported } else { Support::Refuted })
        }
        _ => None,
    }
}

/// Whether two figures can be compared: one unit, or a count of things and of people.
fn one_sort(a: &FigureInText, b: &FigureInText) -> bool {
    let plain = |f: &FigureInText| matches!(f.value.unit.as_str(), "1" | "person");
    a.value.unit == b.value.unit || (plain(a) && plain(b))
}

fn amount_says(known: &Amount, told: &Amount) -> Support {
    let wide = told_interval(told);
    if wide.covers(&known.interval) && (!known.approx || told.approx || known.interval == told.interval) {
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

/// What a figure that is told admits: its slack where it is approximate.
fn told_interval(told: &Amount) -> Interval {
    if told.approx { told.admitted() } else { told.interval }
}

fn date_says(known: &DateSpan, told: &DateSpan) -> Support {
    match relate_dates(known, told) {
        ValueRelation::Equal => Support::Supported,
        ValueRelation::Disjoint => Support::Refuted,
        _ => match (known.days(), told.days()) {
            (Some((a, b)), Some((c, d))) if c <= a && b <= d => Support::Supported,
            (None, _) | (_, None) => Support::Supported,
            _ => Support::Unknown,
        },
    }
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
    let nouns = if a.noun.is_some() && a.noun == b.noun { SAME_NOUN } else { 0.0 };
    if all == 0.0 { nouns } else { (shared / all + nouns).min(1.0) }
}
