//! By what the claims of a source are weighed where sources disagree.

/// Ways to weigh sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weighing {
    /// By the trust that rules and configuration state.
    #[default]
    Stated,
    /// All alike.
    Vote,
    /// By how often each agrees with most.
    WeightedVote,
    /// By trust and confidence in turn (Yin, Han and Yu, 2008).
    TruthFinder,
    /// By how far each is from the values that lie nearest to all (Li et al., 2014).
    Crh,
    /// By what the others make of what each says, copying and scopes learned.
    Scoped,
}

impl Weighing {
    /// The names in a configuration.
    pub(super) const NAMES: [&str; 6] = ["stated", "vote", "weighted-vote", "truthfinder", "crh", "scoped"];
    const ALL: [Self; 6] =
        [Self::Stated, Self::Vote, Self::WeightedVote, Self::TruthFinder, Self::Crh, Self::Scoped];

    pub(super) fn named(name: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        Self::ALL.get(at).copied()
    }

    /// Its name in a configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        let at = Self::ALL.iter().position(|known| *known == self);
        at.and_then(|at| Self::NAMES.get(at)).copied().unwrap_or_default()
    }

    /// Whether trust is learned from all claims of a run.
    #[must_use]
    pub fn learns(self) -> bool {
        !matches!(self, Self::Stated | Self::Vote)
    }
}
