//! Which figure of the sources speaks of the same thing as one of the text: the best pairs
//! first, and no figure of a source for two of the text.

use super::{Support, amount, date};
use crate::claim::{FigureInText, FiguresInText};
use crate::quantity::Kind;
use crate::token::Span;
use crate::value::{Decimal, Value};
use rust_decimal::prelude::ToPrimitive as _;

/// What decides which figure speaks of the same thing: the words around both, how close the
/// values lie, the counted noun, the rank in the sentence. The weights are guesses from the
/// development pairs; each of them may be half or twice as large without much changing.
const CLOSENESS: f64 = 1.2;
const SAME_NOUN: f64 = 0.2;
const SAME_RANK: f64 = 0.6;
const OTHER_KIND: f64 = -0.5;
const OTHER_UNIT: f64 = -0.2;
const SAYS_THE_SAME: f64 = 0.1;
/// From these scores on a figure that is the same supports, and one that differs refutes.
const SUPPORTS: f64 = 0.3;
const REFUTES: f64 = 0.4;
/// Figures whose ratio is e have a closeness of one fifth.
const STEEPNESS: f64 = 4.0;
/// Words at this distance weigh half.
const HALF: f64 = 6.0;
/// Pairs of one figure that are kept, the best ones: sources may have any number of figures.
const MOST_PAIRS: usize = 64;
/// From here on a number is hardly a count of something else where a sum of money is told.
const AS_MONEY: i64 = 1000;

/// A figure of the sources beside one of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'t> {
    /// The figure of the text, in the reading that fits.
    pub told: &'t FigureInText,
    /// The figure of the source.
    pub known: &'t FigureInText,
    /// The source, by number.
    pub source: usize,
    /// What the one says of the other.
    pub support: Support,
    /// How well the two fit each other; 0 and less is not at all.
    pub score: f64,
}

impl Pair<'_> {
    /// How alike the words around both are, from 0 to 1.
    pub(super) fn likeness(&self) -> f64 {
        likeness(self.told, self.known)
    }

    fn place(&self) -> (usize, Span) {
        (self.source, self.known.span)
    }
}

/// For each figure of the text, by its place, the figure of the sources that speaks of the same
/// thing, where there is one.
pub(super) fn align<'t>(
    text: &'t FiguresInText,
    sources: &'t [FiguresInText],
) -> Vec<(&'t [FigureInText], Option<Pair<'t>>)> {
    let groups: Vec<&[FigureInText]> = text.figures.chunk_by(|a, b| a.span == b.span).collect();
    let mut all: Vec<(usize, Pair<'_>)> = Vec::new();
    // Of pairs that fit the same, the one that says the same comes first.
    let better = |a: &Pair<'_>, b: &Pair<'_>| b.score.total_cmp(&a.score).then(a.support.cmp(&b.support));
    for (at, readings) in groups.iter().enumerate() {
        let mut pairs: Vec<Pair<'_>> = readings.iter().flat_map(|told| candidates(told, sources)).collect();
        pairs.sort_by(better);
        all.extend(pairs.into_iter().take(MOST_PAIRS).map(|pair| (at, pair)));
    }
    all.sort_by(|(x, a), (y, b)| better(a, b).then(x.cmp(y)));
    let mut found: Vec<Option<Pair<'_>>> = vec![None; groups.len()];
    let mut taken: rustc_hash::FxHashSet<(usize, Span)> = rustc_hash::FxHashSet::default();
    for (at, pair) in &all {
        if let Some(free) = found.get_mut(*at).filter(|place| place.is_none())
            && taken.insert(pair.place())
        {
            *free = Some(decided(*pair));
        }
    }
    // What is left has only figures that speak of others: they back it, and refute nothing.
    for (at, pair) in all {
        if let Some(free) = found.get_mut(at).filter(|place| place.is_none()) {
            let pair = decided(pair);
            let refutes = pair.support == Support::Refuted;
            *free = Some(if refutes { Pair { support: Support::Unknown, score: 0.0, ..pair } } else { pair });
        }
    }
    groups.into_iter().zip(found).collect()
}

/// A pair with what it says once it fits well enough to say anything.
fn decided(pair: Pair<'_>) -> Pair<'_> {
    let enough = match pair.support {
        Support::Supported => pair.score >= SUPPORTS,
        Support::Refuted => pair.score >= REFUTES,
        Support::Unknown => false,
    };
    Pair { support: if enough { pair.support } else { Support::Unknown }, ..pair }
}

/// All figures of the sources of one sort with a figure of the text.
fn candidates<'t>(told: &'t FigureInText, sources: &'t [FiguresInText]) -> impl Iterator<Item = Pair<'t>> {
    sources.iter().enumerate().flat_map(move |(source, text)| {
        text.figures.iter().filter_map(move |known| {
            let support = says(known, told)?;
            Some(Pair { told, known, source, support, score: score(told, known, support) })
        })
    })
}

/// What one figure says of another: nothing where they are not of one sort.
fn says(known: &FigureInText, told: &FigureInText) -> Option<Support> {
    match (&known.value.value, &told.value.value) {
        (Value::Amount(k), Value::Amount(t)) => is_one_sort(known, told).then(|| amount::amount_says(k, t)),
        (Value::Dates(k), Value::Dates(t)) => date::says((k, known.side), (t, told.side)),
        (Value::Text(k), Value::Text(t)) if known.value.unit == told.value.unit => {
            Some(if k == t { Support::Supported } else { Support::Refuted })
        }
        _ => None,
    }
}

/// Whether two figures can be compared: one unit, a count of things and of people, or a sum of
/// money and a large number that nothing is counted by.
fn is_one_sort(a: &FigureInText, b: &FigureInText) -> bool {
    let plain =
        |f: &FigureInText| f.value.dimension.is_none() || matches!(f.value.unit.as_str(), "person" | "x");
    let bare = |f: &FigureInText| f.value.dimension.is_none() && f.noun.is_none() && f.kind != Kind::Ordinal;
    let money = |a: &FigureInText, b: &FigureInText| {
        bare(a) && b.kind == Kind::Money && is_long(&a.value.value) && is_long(&b.value.value)
    };
    a.value.unit == b.value.unit || (plain(a) && plain(b)) || money(a, b) || money(b, a)
}

/// A number of thousands, or one with decimals.
fn is_long(value: &Value) -> bool {
    let Value::Amount(amount) = value else { return false };
    let ends = amount.interval.lo.into_iter().chain(amount.interval.hi);
    ends.into_iter().any(|end| end.abs() >= Decimal::from(AS_MONEY) || !end.fract().is_zero())
}

/// How well two figures fit each other.
fn score(a: &FigureInText, b: &FigureInText, support: Support) -> f64 {
    let given = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
    let people = |f: &FigureInText| matches!(f.value.unit.as_str(), "person" | "1");
    let words = likeness(a, b);
    words
        + CLOSENESS * closeness(&a.value.value, &b.value.value)
        + given(a.noun.is_some() && a.noun == b.noun, SAME_NOUN)
        + given((a.kind == Kind::Ordinal) != (b.kind == Kind::Ordinal), OTHER_KIND)
        + given(a.value.unit != b.value.unit && !(people(a) && people(b)), OTHER_UNIT)
        + given(a.rank == b.rank, SAME_RANK * words)
        + given(support == Support::Supported, SAYS_THE_SAME)
}

/// How close two values lie: 1 for the same ones, less the larger their ratio.
fn closeness(a: &Value, b: &Value) -> f64 {
    match (a, b) {
        (Value::Amount(x), Value::Amount(y)) => {
            let nearness = |(p, q): (Decimal, Decimal)| {
                let (small, large) = (p.abs().min(q.abs()), p.abs().max(q.abs()));
                let ratio = large.checked_div(small).and_then(|r| r.to_f64());
                if small == large { 1.0 } else { ratio.map_or(0.0, |r| 1.0 / (1.0 + STEEPNESS * r.ln())) }
            };
            x.interval.pairs_of_ends(&y.interval).map(nearness).fold(0.0, f64::max)
        }
        (Value::Dates(x), Value::Dates(y)) => date::closeness(y, x),
        (Value::Text(x), Value::Text(y)) if x == y => 1.0,
        _ => 0.0,
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
    if all == 0.0 { 0.0 } else { shared / all }
}
