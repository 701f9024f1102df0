//! What an amount that a source knows says of one that a text tells.

use super::Support;
use crate::value::{Amount, Decimal, Interval, Tolerance, ValueRelation, relate, trailing_zero_step};

pub(super) fn amount_says(known: &Amount, told: &Amount) -> Support {
    if is_least(known, told) || (known.interval == told.interval && known.approx == told.approx) {
        return Support::Supported;
    }
    // A figure within a bound is left open by it; two bounds are held against each other.
    let bounded = |amount: &Amount| amount.interval.lo.is_none() != amount.interval.hi.is_none();
    let meant = if bounded(told) { meant(known, told) } else { *known };
    let admitted = if meant.approx && !told.approx { meant.admitted() } else { meant.interval };
    if told_interval(told).covers(&admitted) {
        return Support::Supported;
    }
    match relate(&meant, told, Tolerance::NONE) {
        ValueRelation::Equal | ValueRelation::Rounded => Support::Supported,
        ValueRelation::Disjoint | ValueRelation::Truncated | ValueRelation::Coarse | ValueRelation::Near => {
            Support::Refuted
        }
        ValueRelation::Admits | ValueRelation::Overlaps if bounded(told) => by_name(known, told),
        ValueRelation::Admits | ValueRelation::Overlaps => Support::Unknown,
    }
}

/// Whether a figure is the least that a source vouches for: "at least 30 died" is told as
/// "30 die". What "more than 30" excludes is not.
fn is_least(known: &Amount, told: &Amount) -> bool {
    let Interval { lo, hi, lo_open, .. } = known.interval;
    lo.is_some() && hi.is_none() && !lo_open && told.interval.as_point() == lo
}

/// Which side of a bound "about 450" lies on: the one on which the number that it names does.
fn by_name(known: &Amount, told: &Amount) -> Support {
    let Interval { lo, hi, .. } = known.interval;
    let named = known.interval.as_point().or(if lo.is_none() { hi } else { lo.filter(|_| hi.is_none()) });
    match named.filter(|_| known.approx && !told.approx) {
        Some(named) if told.interval.contains(named) => Support::Supported,
        Some(_) => Support::Refuted,
        None => Support::Unknown,
    }
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
