//! What sets the scopes of two claims apart, as numbers and borrowed words: texts are made only
//! of what is shown.

use super::scope::{scope_value_text, tell_time};
use crate::claim::ScopeValue;
use crate::rule::{Id, Ruleset};
use crate::value::{CalendarDate, DateSpan};

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

/// A dimension in which scopes may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A declared one.
    Scope(Id),
    /// Time.
    Time,
    /// Whom or what the claims are about.
    Subject,
}

/// What one side says in a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stated<'c> {
    /// Nothing, which means the whole.
    All,
    /// A declared value, by its dimension.
    Declared(Id, Id),
    /// Words of the text.
    Words(&'c str),
    /// A span of time, by its ends.
    Time(Option<CalendarDate>, Option<CalendarDate>),
}

/// A dimension in which two scopes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeDifference<'c> {
    /// The dimension.
    pub dimension: Dimension,
    /// How the two stand to each other.
    pub relation: DimensionRelation,
    /// What each side says.
    pub sides: (Stated<'c>, Stated<'c>),
}

impl Dimension {
    /// The dimension as output calls it.
    #[must_use]
    pub fn title(self, rules: &Ruleset) -> &str {
        match self {
            Self::Scope(id) => rules.scopes.get_index(id).map_or("", |(name, scope)| {
                if scope.title.is_empty() { name.as_str() } else { scope.title.as_str() }
            }),
            Self::Time => "time",
            Self::Subject => "subject",
        }
    }
}

impl<'c> Stated<'c> {
    pub(super) fn of(value: Option<&'c ScopeValue>, dimension: Id, rules: &Ruleset) -> Self {
        match (value, rules.places()) {
            (None, _) => Self::All,
            (Some(ScopeValue::Declared(id)), _) => Self::Declared(dimension, *id),
            (Some(ScopeValue::Place(id)), Some(places)) => Self::Declared(places, *id),
            (Some(ScopeValue::Place(_)), None) => Self::Words(""),
            (Some(ScopeValue::Text(text)), _) => Self::Words(&text.shown),
        }
    }

    /// Appends it as output shows it.
    pub(super) fn tell(self, rules: &Ruleset, out: &mut String) {
        match self {
            Self::All => out.push_str("all"),
            Self::Declared(dimension, id) => {
                out.push_str(&scope_value_text(&ScopeValue::Declared(id), dimension, rules));
            }
            Self::Words(words) => out.push_str(words),
            Self::Time(from, to) => tell_time(&DateSpan { from, to, approx: false }, out),
        }
    }
}
