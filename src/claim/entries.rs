//! The scope of a claim by dimension: so few entries that looking through them is the fastest,
//! and the smallest, way to find one.

use super::model::ScopeEntry;
use crate::rule::Id;
use serde::{Deserialize, Serialize};

/// Entries by dimension, in the order in which they were added.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entries(Vec<(Id, ScopeEntry)>);

impl Entries {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The entry of a dimension.
    #[must_use]
    pub fn get(&self, dimension: &Id) -> Option<&ScopeEntry> {
        self.0.iter().find(|(known, _)| known == dimension).map(|(_, entry)| entry)
    }

    /// Whether a dimension has an entry.
    #[must_use]
    pub fn contains_key(&self, dimension: &Id) -> bool {
        self.get(dimension).is_some()
    }

    /// All entries with their dimensions.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &ScopeEntry)> {
        self.0.iter().map(|(dimension, entry)| (dimension, entry))
    }

    /// Whether they are of the same dimensions and values, whatever words say so.
    #[must_use]
    pub fn say_the_same(&self, other: &Self) -> bool {
        let has = |(id, entry): (&Id, &ScopeEntry)| other.get(id).is_some_and(|own| own.value == entry.value);
        self.len() == other.len() && self.iter().all(has)
    }

    /// All entries, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut ScopeEntry> {
        self.0.iter_mut().map(|(_, entry)| entry)
    }

    /// Gives a dimension an entry, in the place of the one that it has.
    pub fn insert(&mut self, dimension: Id, entry: ScopeEntry) {
        match self.0.iter_mut().find(|(known, _)| *known == dimension) {
            Some((_, known)) => *known = entry,
            None => self.0.push((dimension, entry)),
        }
    }

    /// Keeps the entries that are wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&Id, &ScopeEntry) -> bool) {
        self.0.retain(|(dimension, entry)| wanted(dimension, entry));
    }
}

impl Extend<(Id, ScopeEntry)> for Entries {
    fn extend<T: IntoIterator<Item = (Id, ScopeEntry)>>(&mut self, entries: T) {
        entries.into_iter().for_each(|(dimension, entry)| self.insert(dimension, entry));
    }
}

impl FromIterator<(Id, ScopeEntry)> for Entries {
    fn from_iter<T: IntoIterator<Item = (Id, ScopeEntry)>>(entries: T) -> Self {
        let mut out = Self::default();
        out.extend(entries);
        out
    }
}
