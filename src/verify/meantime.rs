//! Counts of one day against counts of another: what has grown in the meantime is not refuted.
//! "As of 18 April there are 403 cases" leaves open whether there were more than 405 by the 19th.

use super::alignment::Pair;
use super::{Support, date};
use crate::claim::FigureInText;
use crate::quantity::Kind;
use crate::rule::DateSide;
use crate::value::{DateSpan, Decimal, Value};

/// How a text stands to its source in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Of an earlier time.
    Earlier,
    /// Of a later one.
    Later,
}

/// Takes back what dates explain: a count that is refuted, where the text tells it of another
/// time than the source and it may have grown from the one to the other. Whether anything was.
pub(super) fn take_back(pairs: &mut [Option<Pair<'_>>]) -> bool {
    let dates: Vec<(Pair<'_>, Told)> =
        pairs.iter().flatten().filter_map(|pair| Some((*pair, told(pair)?))).collect();
    let mut explained = false;
    for pair in pairs.iter_mut().flatten().filter(|pair| is_refuted_count(pair)) {
        let of_it = |date: &Pair<'_>| {
            date.told.sentence == pair.told.sentence
                && date.source == pair.source
                && date.known.sentence == pair.known.sentence
        };
        if dates.iter().any(|(date, told)| of_it(date) && may_have_grown(pair, *told)) {
            pair.support = Support::Unknown;
            explained = true;
        }
    }
    // The date itself is another one, which is no contradiction either.
    if explained {
        let refuted = |pair: &&mut Pair<'_>| {
            pair.support == Support::Refuted && matches!(pair.told.value.value, Value::Dates(_))
        };
        pairs.iter_mut().flatten().filter(refuted).for_each(|pair| pair.support = Support::Unknown);
    }
    explained
}

fn is_refuted_count(pair: &Pair<'_>) -> bool {
    pair.support == Support::Refuted && pair.told.kind != Kind::Ordinal
}

fn dates(figure: &FigureInText) -> Option<&DateSpan> {
    if let Value::Dates(span) = &figure.value.value { Some(span) } else { None }
}

/// Whether a text tells of an earlier or of a later time than its source. "Before the 19th" is
/// earlier than the 19th.
fn told(pair: &Pair<'_>) -> Option<Told> {
    let (known, told) = date::days_of(dates(pair.known)?, dates(pair.told)?)?;
    match pair.told.side {
        Some(DateSide::Before) => (known == told).then_some(Told::Earlier),
        // What lies after a day has no day of its own.
        Some(DateSide::After) => None,
        Some(DateSide::By) | None if told.0 > known.1 => Some(Told::Later),
        Some(DateSide::By) | None if told.1 < known.0 => Some(Told::Earlier),
        Some(DateSide::By) | None => None,
    }
}

/// Whether a count only differs in the direction in which counts grow.
fn may_have_grown(pair: &Pair<'_>, told: Told) -> bool {
    let (Value::Amount(known), Value::Amount(said)) = (&pair.known.value.value, &pair.told.value.value)
    else {
        return false;
    };
    let ends = || -> Vec<Decimal> { known.interval.lo.into_iter().chain(known.interval.hi).collect() };
    match told {
        Told::Later => said.interval.lo.is_some_and(|lo| ends().into_iter().all(|end| lo >= end)),
        Told::Earlier => said.interval.hi.is_some_and(|hi| ends().into_iter().all(|end| hi <= end)),
    }
}
