//! How the scopes of two claims stand to each other, dimension by dimension.

use super::difference::{Dimension, DimensionRelation, ScopeDifference, Stated};
use super::terms::Terms;
use crate::claim::{Claim, ScopeEntry, ScopeValue};
use crate::rule::{Id, Policy, Ruleset, ScopeKind, TimePolicy};
use crate::value::{CalendarDate, DateSpan};
use std::fmt::Write as _;

/// How two scopes stand to each other, all dimensions together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ScopeRelation {
    /// How the two stand to each other in the first dimension that sets them apart.
    first: Option<DimensionRelation>,
    different: bool,
    contains: bool,
    within: bool,
    /// Whether time is among the dimensions that set the two apart.
    pub(super) in_time: bool,
    /// Whether another dimension is.
    beside_time: bool,
    /// Whether one document quotes different voices for the two. It explains different figures,
    /// and says nothing of equal ones.
    pub(super) in_voice: bool,
    /// Whether anything but the nouns of the parts that the two are of sets them apart.
    beside_part: bool,
    /// Whether the two differ in a dimension in which claims must agree to be of one thing.
    pub(super) of_other_things: bool,
}

impl ScopeRelation {
    /// Relates the scopes of two claims.
    pub(super) fn of(a: &Claim, b: &Claim, terms: &Terms<'_>, rules: &Ruleset) -> Self {
        let mut out = Self::default();
        differences(a, b, terms, rules, |difference| {
            use DimensionRelation as R;
            let ScopeDifference { dimension, relation, .. } = difference;
            if matches!(dimension, Dimension::Scope(id) if rules.is_voice(id)) {
                out.in_voice = true;
                return;
            }
            out.first = out.first.or(Some(relation));
            match relation {
                R::Different => out.different = true,
                R::Contains => out.contains = true,
                R::Within => out.within = true,
                R::Same | R::Unknown => {}
            }
            out.beside_part |= !is_part_by_noun(difference, rules);
            if dimension == Dimension::Time {
                out.in_time = true;
            } else {
                out.beside_time = true;
            }
            out.of_other_things |= relation == R::Different && must_be_same(dimension, terms.policy);
        });
        out
    }

    /// Whether some dimension sets the two apart.
    pub(super) fn is_different(self) -> bool {
        self.different || (self.contains && self.within)
    }

    /// Whether time is all that sets the two apart, or nothing is.
    pub(super) fn is_time_alone(self) -> bool {
        !self.beside_time
    }

    /// Whether the nouns of parts are all that sets the two apart: "the wreck lies 80 m deep" may be
    /// said of the whole.
    pub(super) fn is_part_alone(self) -> bool {
        self.first.is_some() && !self.beside_part
    }

    /// Whether the first is a part of the second: `Some(true)`, or the second of the first:
    /// `Some(false)`.
    pub(super) fn first_is_part(self) -> Option<bool> {
        if self.is_different() { None } else { self.first.map(|first| first == DimensionRelation::Within) }
    }
}

fn is_part_by_noun(difference: ScopeDifference<'_>, rules: &Ruleset) -> bool {
    let by_noun = |stated| matches!(stated, Stated::Words(_) | Stated::All);
    let part = |id: Id| rules.scopes.get_index(id).is_some_and(|(_, scope)| scope.kind == ScopeKind::Part);
    matches!(difference.dimension, Dimension::Scope(id) if part(id))
        && by_noun(difference.sides.0)
        && by_noun(difference.sides.1)
}

fn must_be_same(dimension: Dimension, policy: &Policy) -> bool {
    match dimension {
        Dimension::Scope(id) => policy.same.contains(&id),
        Dimension::Time => policy.time == TimePolicy::Same,
        Dimension::Subject => false,
    }
}

/// Calls `with` for each dimension in which the scopes of two claims are neither the same nor
/// unknown.
pub(super) fn differences<'c>(
    a: &'c Claim,
    b: &'c Claim,
    terms: &Terms<'_>,
    rules: &Ruleset,
    mut with: impl FnMut(ScopeDifference<'c>),
) {
    if !a.scope.entries.is_empty() || !b.scope.entries.is_empty() {
        for id in 0..rules.scopes.len() {
            if let Some(difference) = in_dimension(a, b, id, terms, rules) {
                with(difference);
            }
        }
    }
    if terms.policy.time != TimePolicy::Ignored
        && let Some(difference) = in_time(a, b, terms.edition)
    {
        with(difference);
    }
}

fn in_dimension<'c>(
    a: &'c Claim,
    b: &'c Claim,
    id: Id,
    terms: &Terms<'_>,
    rules: &Ruleset,
) -> Option<ScopeDifference<'c>> {
    let (x, y) = (a.scope.entries.get(&id), b.scope.entries.get(&id));
    if x.is_none() && y.is_none() {
        return None;
    }
    let policy = terms.policy;
    let told = policy.explains.is_empty() || policy.explains.contains(&id) || policy.same.contains(&id);
    if policy.ignores.contains(&id) || !told {
        return None;
    }
    let (_, declared) = rules.scopes.get_index(id)?;
    // A figure that does not say has the plain value, where the dimension has one.
    let plain = declared.plain.map(ScopeValue::Declared);
    let value = |entry: Option<&'c ScopeEntry>| entry.map(|entry| &entry.value);
    if declared.kind == ScopeKind::Voice && a.document != b.document {
        return None;
    }
    let relation =
        entries(value(x).or(plain.as_ref()), value(y).or(plain.as_ref()), id, declared.kind, rules);
    // A thing named after a region and held in a town of it is one thing.
    let named_after = terms.edition && declared.kind == ScopeKind::Place;
    match relation {
        DimensionRelation::Same | DimensionRelation::Unknown => None,
        DimensionRelation::Contains | DimensionRelation::Within if named_after => None,
        relation => {
            let stated = |entry| match (value(entry), declared.plain) {
                (None, Some(plain)) => Stated::Declared(id, plain),
                (value, _) => Stated::of(value, id, rules),
            };
            Some(ScopeDifference { dimension: Dimension::Scope(id), relation, sides: (stated(x), stated(y)) })
        }
    }
}

fn in_time<'c>(a: &Claim, b: &Claim, edition: bool) -> Option<ScopeDifference<'c>> {
    let (x, y) = match (&a.scope.time, &b.scope.time) {
        (Some(x), Some(y)) => (x.span, y.span),
        (None, None) => return None,
        (one, other) => {
            // A claim without a time, in a document about one time, is not of another time.
            let x = one.as_ref().map(|t| t.span).or(a.scope.backdrop)?;
            let y = other.as_ref().map(|t| t.span).or(b.scope.backdrop)?;
            if spans(&x, &y, edition) != DimensionRelation::Different {
                return None;
            }
            (x, y)
        }
    };
    let relation = spans(&x, &y, edition);
    let sides = (Stated::Time(x.from, x.to), Stated::Time(y.from, y.to));
    let told = !matches!(relation, DimensionRelation::Same | DimensionRelation::Unknown);
    told.then_some(ScopeDifference { dimension: Dimension::Time, relation, sides })
}

fn entries(
    a: Option<&ScopeValue>,
    b: Option<&ScopeValue>,
    id: Id,
    kind: ScopeKind,
    rules: &Ruleset,
) -> DimensionRelation {
    use DimensionRelation as R;
    match (a, b, kind) {
        (Some(ScopeValue::Text(x)), Some(ScopeValue::Text(y)), ScopeKind::Voice) if x.may_be(y) => R::Unknown,
        (Some(x), Some(y), _) => values(x, y, id, rules),
        (_, _, ScopeKind::Label | ScopeKind::Place | ScopeKind::Voice) => R::Unknown,
        (_, _, ScopeKind::State) => R::Different,
        // None means the whole.
        (None, Some(_), _) => R::Contains,
        (Some(_), None, _) => R::Within,
        (None, None, _) => R::Same,
    }
}

fn values(a: &ScopeValue, b: &ScopeValue, id: Id, rules: &Ruleset) -> DimensionRelation {
    use DimensionRelation as R;
    if a == b {
        return R::Same;
    }
    let (x, y, dimension) = match (a, b) {
        (ScopeValue::Declared(x), ScopeValue::Declared(y)) => (*x, *y, id),
        (ScopeValue::Place(x), ScopeValue::Place(y)) => match rules.places() {
            Some(places) => (*x, *y, places),
            None => return R::Different,
        },
        _ => return R::Different,
    };
    if lies_within(x, y, dimension, rules) {
        R::Within
    } else if lies_within(y, x, dimension, rules) {
        R::Contains
    } else {
        R::Different
    }
}

/// Whether a value lies in another through the chain of what contains it.
fn lies_within(inner: Id, outer: Id, dimension: Id, rules: &Ruleset) -> bool {
    let Some((_, declared)) = rules.scopes.get_index(dimension) else { return false };
    let mut at = Some(inner);
    for _ in 0..16 {
        at = at.and_then(|id| declared.values.get_index(id)).and_then(|(_, value)| value.within);
        match at {
            Some(id) if id == outer => return true,
            None => return false,
            _ => {}
        }
    }
    false
}

/// Times: an edition is its whole year; elsewhere a year contains its days.
fn spans(a: &DateSpan, b: &DateSpan, edition: bool) -> DimensionRelation {
    use DimensionRelation as R;
    if edition && let (Some(x), Some(y)) = (a.common_year(), b.common_year()) {
        return if x == y { R::Same } else { R::Different };
    }
    match (a.days(), b.days()) {
        (Some(x), Some(y)) if x == y => R::Same,
        (Some((a1, a2)), Some((b1, b2))) => {
            if a1 <= b1 && b2 <= a2 {
                R::Contains
            } else if b1 <= a1 && a2 <= b2 {
                R::Within
            } else {
                R::Different
            }
        }
        _ => R::Unknown,
    }
}

/// A scope value as output shows it.
#[must_use]
pub fn scope_value_text(value: &ScopeValue, dimension: Id, rules: &Ruleset) -> String {
    let named = |dimension: Id, value: Id| {
        let scope = rules.scopes.get_index(dimension).map(|(_, scope)| scope);
        scope.and_then(|s| s.values.get_index(value)).map_or_else(String::new, |(_, v)| v.title.clone())
    };
    match value {
        ScopeValue::Declared(id) => named(dimension, *id),
        ScopeValue::Place(id) => rules.places().map_or_else(String::new, |places| named(places, *id)),
        ScopeValue::Text(text) => text.shown.to_string(),
    }
}

/// A span of dates as output shows it.
#[must_use]
pub fn time_text(span: &DateSpan) -> String {
    let mut out = String::new();
    tell_time(span, &mut out);
    out
}

/// Appends a span of dates as output shows it.
pub(super) fn tell_time(span: &DateSpan, out: &mut String) {
    let tell = |end: Option<CalendarDate>, out: &mut String| match end {
        // Writing into a text never fails.
        Some(date) => drop(write!(out, "{date}")),
        None => out.push('…'),
    };
    tell(span.from, out);
    if span.from.is_none() || span.from != span.to {
        out.push('/');
        tell(span.to, out);
    }
}
