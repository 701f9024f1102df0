//! Ways to find the truth among candidates. None of them learns from anything but the claims.

mod crh;
mod scoped;
mod truthfinder;
mod vote;

use super::conflict::Conflict;
use super::item::Item;
use super::ledger::Ledger;

/// A way to find the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Every witness counts one.
    Vote,
    /// Every witness counts the share of its claims that agree with most.
    WeightedVote,
    /// Trust and confidence in turn (Yin, Han and Yu, 2008).
    TruthFinder,
    /// Least weighted distance (Li et al., 2014).
    Crh,
    /// Our own: each source judged by the others only, copying and scopes learned.
    Scoped,
}

/// What is decided of a conflict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// The candidate, by number.
    pub candidate: usize,
    /// From 0 to 1.
    pub confidence: f64,
}

/// What is decided of all conflicts.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovery {
    /// A decision for each conflict, in order.
    pub decisions: Vec<Decision>,
    /// The trust of each source, from 0 to 1; empty where the method learns none.
    pub trust: Vec<f64>,
    families: Vec<f64>,
}

/// The trust of a source of which nothing is known; TruthFinder starts from 0.9, ACCU (Dong,
/// Berti-Equille and Srivastava, 2009) from 0.8.
pub const PRIOR: f64 = 0.8;
/// The most that a value is believed: nothing is certain.
const CERTAIN: f64 = 0.999;

impl Method {
    /// Its name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vote => "vote",
            Self::WeightedVote => "weighted vote",
            Self::TruthFinder => "TruthFinder",
            Self::Crh => "CRH",
            Self::Scoped => "scoped truth discovery",
        }
    }

    /// Whether it learns from items without conflict as well.
    #[must_use]
    pub fn learns(self) -> bool {
        self != Self::Vote
    }
}

/// Decides all conflicts of a ledger.
#[must_use]
pub fn discover(ledger: &Ledger, method: Method) -> Discovery {
    let (decisions, trust) = match method {
        Method::Vote => (vote::plain(ledger), Vec::new()),
        Method::WeightedVote => vote::weighted(ledger),
        Method::TruthFinder => truthfinder::run(ledger),
        Method::Crh => crh::run(ledger),
        Method::Scoped => scoped::run(ledger),
    };
    let families = family_means(ledger, &trust);
    Discovery { decisions, trust, families }
}

/// The mean trust of each family.
fn family_means(ledger: &Ledger, trust: &[f64]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); ledger.families()];
    for (source, trust) in ledger.sources.iter().zip(trust) {
        if let Some((sum, count)) = sums.get_mut(source.family as usize) {
            *sum += trust;
            *count += 1.0;
        }
    }
    sums.into_iter().map(|(sum, count)| if count > 0.0 { sum / count } else { PRIOR }).collect()
}

impl Discovery {
    /// How sure an item is on whose value all agree: not all of its witnesses err. With a
    /// method that learns no trust, as sure as can be.
    #[must_use]
    pub fn agreed(&self, item: &Item, ledger: &Ledger) -> f64 {
        if self.trust.is_empty() {
            return 1.0;
        }
        let doubt: f64 = item.sources().map(|name| 1.0 - self.trust_of(name, ledger)).product();
        (1.0 - doubt).min(CERTAIN)
    }

    /// The trust of a source, from 0 to 1: its own, or that of its family, or what is assumed of
    /// those of which nothing is known.
    #[must_use]
    pub fn trust_of(&self, name: &str, ledger: &Ledger) -> f64 {
        let own = ledger.known(name).and_then(|number| self.trust.get(number));
        let family = || ledger.family_of(name).and_then(|family| self.families.get(family));
        own.or_else(family).copied().unwrap_or(PRIOR)
    }
}

/// The share of a conflict's whole score that its best candidate has.
fn by_share(conflict: &Conflict, scores: &[f64]) -> Decision {
    let candidate = conflict.best(scores);
    let whole: f64 = conflict.claims.len().max(1) as f64;
    let total: f64 = scores.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let (support, _) = conflict.counts(candidate);
    let best = scores.get(candidate).copied().unwrap_or(0.0);
    // Roundings count for several candidates: with equal weights the share is that of heads.
    let confidence = if total > 0.0 { (best / total).max(0.0) } else { support as f64 / whole };
    Decision { candidate, confidence: confidence.min(CERTAIN) }
}
