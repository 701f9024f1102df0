//! Whether two different figures are about one thing, as far as the texts show. Figures that
//! lie close, stand under one stated condition or in like sentences are; figures far apart in
//! unlike sentences are more often of different parts of a thing that share a measure.

use super::slip::slip_of_digits;
use crate::claim::{Claim, MeasureKey, ScopeValue};
use crate::rule::{Reach, Ruleset, ScopeKind};
use crate::value::{Amount, Decimal, Value};

/// Points from which two figures count as being about one thing. This and the points below are
/// guesses from the development clusters, where contradictions lie within a factor of 1.5
/// unless both sides name the same condition.
const ENOUGH: i32 = 2;
const CLOSE: i32 = 3;
const NEAR: i32 = 2;
const OTHER_DATE: i32 = 1;
const ALIKE: i32 = 2;
const SOMEWHAT_ALIKE: i32 = 1;
const SHARED_CONDITION: i32 = 1;
const SAME_THING: i32 = 2;
const TOLD_SLIP: i32 = 2;
/// An author rarely contradicts himself.
const ONE_DOCUMENT: i32 = -1;

/// Days up to which two dates in unlike sentences may be one date, told wrong once: of one document,
/// and of two. Guesses.
const MISTAKEN_DAYS: i32 = 31;
const MISTAKEN_YEAR: i32 = 366;
/// Factors up to which two figures are close, and near.
const CLOSE_FACTOR: Decimal = Decimal::from_parts(15, 0, 0, false, 1);
/// Growth from which two counts are of different days. A guess, as the above.
const GROWN_FACTOR: Decimal = Decimal::from_parts(12, 0, 0, false, 1);
/// Figures of one fact are rounded and bounded to within this. A guess, as the above.
const SAME_FACTOR: Decimal = Decimal::from_parts(105, 0, 0, false, 2);
/// Digits from which two figures that lie close are hardly so by chance, of a noun that no pack knows.
const PRECISE: usize = 3;
const NEAR_FACTOR: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

/// How much of the shorter sentence's content words the other must share, in per cent.
const ALIKE_PER_CENT: usize = 60;
const SOMEWHAT_PER_CENT: usize = 34;

/// Whether two claims of one measure, subject and scope are about one thing. Symmetric.
/// `same_thing` says that both are of a thing of a kind that the measure is of, or of what happens once.
pub(super) fn about_one_thing(a: &Claim, b: &Claim, rules: &Ruleset, same_thing: bool) -> bool {
    let alike = likeness(&a.context, &b.context);
    // A noun that no pack knows may be counted of anything, in one document more than once.
    let least = if a.document == b.document { ALIKE } else { SOMEWHAT_ALIKE };
    let told = a.document != b.document && are_of_one_size(a, b, PRECISE);
    if matches!(a.measure, MeasureKey::Open(_)) && alike < least && !told {
        return false;
    }
    let days = if a.document == b.document { MISTAKEN_DAYS } else { MISTAKEN_YEAR };
    if are_apart(a, b, days) && alike < SOMEWHAT_ALIKE {
        return false;
    }
    let mut points = closeness(a, b) + alike;
    points += SHARED_CONDITION * shared_conditions(a, b, rules);
    if same_thing {
        points += SAME_THING;
    }
    // Two lengths may differ by the factor of some unit by chance.
    if slip_of_digits(a, b).is_some() {
        points += TOLD_SLIP;
    }
    if a.document == b.document {
        points += ONE_DOCUMENT;
    }
    points >= ENOUGH
}

/// Whether two dates are further apart than one that was mistaken for the other: of the openings of
/// two parts of a thing.
fn are_apart(a: &Claim, b: &Claim, most: i32) -> bool {
    let days = |claim: &Claim| match claim.base().value {
        Value::Dates(span) => span.days(),
        Value::Amount(_) | Value::Text(_) => None,
    };
    let Some(((first, _), (second, _))) = days(a).zip(days(b)) else { return false };
    first.until(second).is_ok_and(|apart| apart.get_days().abs() > most)
}

/// Whether two figures, of which nobody says what they measure, are of one fact: they lie within a
/// twentieth of each other and are no round figures, or stand in like sentences.
pub(super) fn is_one_fact(a: &Claim, b: &Claim) -> bool {
    let told = |claim: &Claim| digits(claim) > 1;
    (within_twentieth(a, b) && (told(a) || told(b))) || likeness(&a.context, &b.context) == ALIKE
}

/// Whether two figures lie within a twentieth of each other, and each shows so many digits that this
/// is hardly chance.
pub(super) fn are_of_one_size(a: &Claim, b: &Claim, least: usize) -> bool {
    digits(a) >= least && digits(b) >= least && within_twentieth(a, b)
}

fn digits(claim: &Claim) -> usize {
    claim.amount().map_or(0, |amount| amount.significant_digits())
}

fn within_twentieth(a: &Claim, b: &Claim) -> bool {
    a.amount().zip(b.amount()).is_some_and(|(x, y)| within_factor(x, y, SAME_FACTOR))
}

/// Whether two figures lie within a fifth of each other.
pub(super) fn are_close(a: &Claim, b: &Claim) -> bool {
    a.amount().zip(b.amount()).is_some_and(|(x, y)| within_factor(x, y, GROWN_FACTOR))
}

/// A count that only grows, told by two documents further apart than counts of one day are.
pub(super) fn may_have_grown(a: &Claim, b: &Claim) -> bool {
    a.document != b.document && !are_close(a, b)
}

/// Whether one of two counts is said of a place and the other of none: where it is smaller, or one
/// text tells both, it may be a part of it.
pub(super) fn may_be_of_a_part(a: &Claim, b: &Claim, rules: &Ruleset) -> bool {
    let Some(places) = rules.places() else { return false };
    let own = |claim: &Claim| claim.scope.entries.get(&places).is_some_and(|e| e.reach <= Reach::Sentence);
    let (part, whole) = match (own(a), own(b)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return false,
    };
    if a.document == b.document {
        return true;
    }
    let ends = part.amount().and_then(|p| p.admitted().hi).zip(whole.amount().and_then(|w| w.admitted().lo));
    ends.is_some_and(|(part, whole)| part < whole)
}

fn closeness(a: &Claim, b: &Claim) -> i32 {
    match (a.base().value, b.base().value) {
        (Value::Amount(x), Value::Amount(y)) if within_factor(x, y, CLOSE_FACTOR) => CLOSE,
        (Value::Amount(x), Value::Amount(y)) if within_factor(x, y, NEAR_FACTOR) => NEAR,
        (Value::Dates(_), Value::Dates(_)) if a.document != b.document => OTHER_DATE,
        _ => 0,
    }
}

/// Whether some end of one amount is at most so many times an end of the other. Not where a sign
/// or zero stands between.
fn within_factor(x: &Amount, y: &Amount, most: Decimal) -> bool {
    let within = |(p, q): (Decimal, Decimal)| {
        let (small, large) = if p.abs() < q.abs() { (p, q) } else { (q, p) };
        let comparable = !small.is_zero() && small.is_sign_positive() == large.is_sign_positive();
        // What overflows is larger than any number.
        comparable && small.abs().checked_mul(most).is_none_or(|most| large.abs() <= most)
    };
    match (x.interval.as_point(), y.interval.as_point()) {
        (Some(p), Some(q)) => within((p, q)),
        _ => x.interval.pairs_of_ends(&y.interval).any(within),
    }
}

/// How alike the sentences of two claims are, by their hashes of lemmas in order.
fn likeness(a: &[u32], b: &[u32]) -> i32 {
    let shorter = a.len().min(b.len());
    match (shared(a, b) * 100).checked_div(shorter) {
        Some(share) if share >= ALIKE_PER_CENT => ALIKE,
        Some(share) if share >= SOMEWHAT_PER_CENT => SOMEWHAT_ALIKE,
        _ => 0,
    }
}

/// How many numbers two ascending lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    shared
}

/// In how many dimensions both sides state the same condition; a place that the whole document
/// has says nothing of a figure, and who is quoted nothing of what it is of.
fn shared_conditions(a: &Claim, b: &Claim, rules: &Ruleset) -> i32 {
    let shared = a.scope.entries.iter().filter(|(id, entry)| {
        let own = rules
            .scopes
            .get_index(**id)
            .is_some_and(|(_, scope)| !matches!(scope.kind, ScopeKind::Place | ScopeKind::Voice));
        let inherited = matches!(entry.value, ScopeValue::Place(_)) && entry.reach == Reach::Document;
        own && !inherited && b.scope.entries.get(id).is_some_and(|other| other.value == entry.value)
    });
    i32::try_from(shared.count()).unwrap_or(i32::MAX)
}
