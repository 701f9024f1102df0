//! How the scopes of two claims stand to each other, dimension by dimension.

use crate::claim::{Claim, Scope, ScopeEntry, ScopeValue};
use crate::rule::{Id, Policy, Ruleset, ScopeKind, TimePolicy};
use crate::value::DateSpan;

/// How two scopes stand to each other in one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DimensionRelation {
    /// The same.
    Same,
    /// One side does not say.
    Unknown,
    /// The first contains the second.
    Contains,
    /// The second contains the first.
    Within,
    /// Neither contains the other.
    Different,
}

/// A dimension in which two scopes differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeDifference {
    /// The dimension, as output calls it.
    pub dimension: String,
    /// How the two stand to each other.
    pub relation: DimensionRelation,
    /// What each side says.
    pub sides: (String, String),
}

/// How two scopes stand to each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScopeRelation {
    /// Dimensions that are neither the same nor unknown.
    pub differences: Vec<ScopeDifference>,
    /// Dimensions that only one side speaks of.
    pub unknown: Vec<String>,
}

/// The name of the dimension of time in output.
const TIME: &str = "time";

impl ScopeRelation {
    /// Relates the scopes of two claims under a policy.
    #[must_use]
    pub fn of(a: &Claim, b: &Claim, policy: &Policy, rules: &Ruleset, edition: bool) -> Self {
        let mut out = Self::default();
        for (id, (name, dimension)) in rules.scopes.iter().enumerate() {
            let told =
                policy.explains.is_empty() || policy.explains.contains(&id) || policy.same.contains(&id);
            if policy.ignores.contains(&id) || !told {
                continue;
            }
            let (x, y) = (a.scope.entries.get(&id), b.scope.entries.get(&id));
            if x.is_none() && y.is_none() {
                continue;
            }
            // A figure that does not say has the plain value, where the dimension has one.
            let plain = dimension.plain.map(|value| ScopeEntry {
                value: ScopeValue::Declared(value),
                span: None,
                reach: crate::rule::Reach::Rule,
            });
            let (x, y) = (x.or(plain.as_ref()), y.or(plain.as_ref()));
            let relation = match entries(x, y, id, dimension.kind, rules) {
                // A thing named after a region and held in a town of it is one thing.
                DimensionRelation::Contains | DimensionRelation::Within
                    if edition && dimension.kind == ScopeKind::Place =>
                {
                    DimensionRelation::Same
                }
                relation => relation,
            };
            let sides = (entry_text(x, id, rules), entry_text(y, id, rules));
            out.note(if dimension.title.is_empty() { name } else { &dimension.title }, relation, sides);
        }
        if policy.time != TimePolicy::Ignored {
            out.time(&a.scope, &b.scope, edition);
        }
        out
    }

    fn note(&mut self, dimension: &str, relation: DimensionRelation, sides: (String, String)) {
        match relation {
            DimensionRelation::Same => {}
            DimensionRelation::Unknown => self.unknown.push(dimension.to_owned()),
            _ => self.differences.push(ScopeDifference { dimension: dimension.to_owned(), relation, sides }),
        }
    }

    fn time(&mut self, a: &Scope, b: &Scope, edition: bool) {
        let (x, y) = match (&a.time, &b.time) {
            (Some(x), Some(y)) => (x.span, y.span),
            (None, None) => return,
            (one, other) => {
                // A claim without a time, in a document about one time, is not of another time.
                let (x, y) = (
                    one.as_ref().map(|t| t.span).or(a.backdrop),
                    other.as_ref().map(|t| t.span).or(b.backdrop),
                );
                match x.zip(y).filter(|(x, y)| spans(x, y, edition) == DimensionRelation::Different) {
                    Some(apart) => apart,
                    None => return self.unknown.push(TIME.to_owned()),
                }
            }
        };
        self.note(TIME, spans(&x, &y, edition), (time_text(&x), time_text(&y)));
    }

    /// Whether the two differ in a dimension in which claims must agree to be of one thing.
    #[must_use]
    pub fn is_of_other_things(&self, policy: &Policy, rules: &Ruleset) -> bool {
        let same = |difference: &ScopeDifference| {
            let named = policy.same.iter().filter_map(|id| rules.scopes.get_index(*id));
            let time = policy.time == TimePolicy::Same && difference.dimension == TIME;
            time || named
                .into_iter()
                .any(|(name, scope)| difference.dimension == scope.title || difference.dimension == *name)
        };
        self.differences.iter().any(|d| d.relation == DimensionRelation::Different && same(d))
    }

    /// Whether some dimension sets the two apart.
    #[must_use]
    pub fn is_different(&self) -> bool {
        let any = |wanted| self.differences.iter().any(|d| d.relation == wanted);
        any(DimensionRelation::Different)
            || (any(DimensionRelation::Contains) && any(DimensionRelation::Within))
    }

    /// Whether time is all that sets the two apart.
    #[must_use]
    pub fn is_time_alone(&self) -> bool {
        self.differences.iter().all(|d| d.dimension == TIME)
    }

    /// Whether the first is a part of the second: `Some(true)`, or the second of the first:
    /// `Some(false)`.
    #[must_use]
    pub fn first_is_part(&self) -> Option<bool> {
        if self.is_different() {
            return None;
        }
        self.differences.first().map(|d| d.relation == DimensionRelation::Within)
    }
}

fn entries(
    a: Option<&ScopeEntry>,
    b: Option<&ScopeEntry>,
    id: Id,
    kind: ScopeKind,
    rules: &Ruleset,
) -> DimensionRelation {
    use DimensionRelation as R;
    match (a, b, kind) {
        (Some(x), Some(y), _) => values(&x.value, &y.value, id, rules),
        (_, _, ScopeKind::Label | ScopeKind::Place) => R::Unknown,
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

fn entry_text(entry: Option<&ScopeEntry>, id: Id, rules: &Ruleset) -> String {
    entry.map_or_else(|| "all".to_owned(), |entry| scope_value_text(&entry.value, id, rules))
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
    match (span.from, span.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => {
            let text = |end: Option<crate::value::CalendarDate>| {
                end.map_or_else(|| "…".to_owned(), |d| d.to_string())
            };
            format!("{}/{}", text(from), text(to))
        }
    }
}
