//! Common nouns of topics that are a name somewhere. Nothing meets in the others. It is the one thing that families of
//! measures share: what a claim of any measure names counts for all.

use crate::claim::{Claim, Subject};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Common nouns of the claims of a run that some claim of it has as a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named(FxHashSet<Arc<str>>);

impl Named {
    /// Those of some claims.
    #[must_use]
    pub fn of(claims: &[Claim]) -> Self {
        if claims.iter().all(|claim| claim.subject.common == 0) {
            return Self::default();
        }
        let mut seen: FxHashSet<*const Subject> = FxHashSet::default();
        let subjects = claims.iter().map(|claim| &claim.subject);
        let subjects: Vec<_> = subjects.filter(|subject| seen.insert(Arc::as_ptr(subject))).collect();
        let common: FxHashSet<&Arc<str>> =
            subjects.iter().flat_map(|subject| subject.common_nouns()).collect();
        let names = subjects.iter().flat_map(|subject| subject.names().chain(&subject.around));
        Self(names.filter(|name| common.contains(name)).cloned().collect())
    }

    /// Those that are the name of something.
    #[must_use]
    pub fn from_names(names: &[Arc<str>]) -> Self {
        Self(names.iter().cloned().collect())
    }

    /// All of them, in order.
    #[must_use]
    pub fn names(&self) -> Vec<Arc<str>> {
        let mut names: Vec<Arc<str>> = self.0.iter().cloned().collect();
        names.sort_unstable();
        names
    }

    /// Whether a common noun is the name of something.
    pub(super) fn has(&self, noun: &Arc<str>) -> bool {
        self.0.contains(noun)
    }

    /// Whether a claim has a common noun that is a name by the one and none by the other.
    #[must_use]
    pub fn differs_for(&self, other: &Self, claim: &Claim) -> bool {
        claim.subject.common_nouns().any(|noun| self.has(noun) != other.has(noun))
    }
}
