//! Measures whose claims meet: a derived measure and those that it is derived from are one family, and so
//! are a measure and its growth.
//! Claims of two families are never compared, so that what is found of one hangs on it alone.

use crate::claim::{Claim, MeasureKey};
use crate::rule::{Id, Ruleset};
use petgraph::unionfind::UnionFind;

/// The families of the measures of a rule set.
#[derive(Debug, Clone)]
pub struct Families {
    /// For each measure that rules declare, one measure of its family.
    named: Vec<Id>,
}

/// A family of measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family<'c> {
    /// Declared ones, by one of them.
    Named(Id),
    /// What texts themselves count or measure: a family by itself.
    Open(&'c str),
    /// Figures of which nobody says what they measure; they are never compared.
    Unnamed(Id),
}

impl Families {
    /// The families of a rule set.
    #[must_use]
    pub fn of(rules: &Ruleset) -> Self {
        let mut sets: UnionFind<Id> = UnionFind::new(rules.measures.len());
        for (id, measure) in rules.measures.values().enumerate() {
            for argument in measure.derived.iter().flat_map(|(_, arguments)| arguments) {
                sets.union(id, *argument);
            }
        }
        Self { named: sets.into_labeling() }
    }

    /// The family of a claim.
    #[must_use]
    pub fn of_claim<'c>(&self, claim: &'c Claim) -> Family<'c> {
        self.of_measure(&claim.measure)
    }

    /// The family of a measure.
    #[must_use]
    pub fn of_measure<'c>(&self, measure: &'c MeasureKey) -> Family<'c> {
        match measure {
            MeasureKey::Named(id) => Family::Named(self.named.get(*id).copied().unwrap_or(*id)),
            MeasureKey::Open(noun) => Family::Open(&noun.key),
            MeasureKey::Change(of) => self.of_measure(of),
            MeasureKey::Unnamed(dimension) => Family::Unnamed(*dimension),
        }
    }
}
