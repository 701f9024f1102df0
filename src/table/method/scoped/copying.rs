//! What the witnesses of each candidate weigh when some may have copied from others, and what
//! the others make of an item when one witness is left out.

use super::{Beliefs, LEAST, MOST, PRIOR, Tally};
use crate::table::conflict::Conflict;

/// How many wrong values an erring source may hit upon. Large enough that two rarely hit upon
/// the same; results do not change between 5 and 200.
const WRONG_VALUES: f64 = 10.0;
/// Bounds of the copying of a source, so that the next claim may still show otherwise.
const COPIES: (f64, f64) = (0.02, 0.98);

/// The weights in a conflict.
pub(super) struct Standing {
    /// The log-odds of each candidate from its witnesses.
    pub(super) full: Vec<f64>,
    /// For each candidate its witnesses, the most independent first.
    order: Vec<Vec<u32>>,
}

pub(super) fn standing(conflict: &Conflict, beliefs: &Beliefs) -> Standing {
    let witnesses = conflict.claims.len();
    let mut order = Vec::with_capacity(conflict.candidates.len());
    let mut full = Vec::with_capacity(conflict.candidates.len());
    for candidate in 0..conflict.candidates.len() {
        let mut sources: Vec<u32> = conflict.claims_of(candidate).iter().map(|c| c.source).collect();
        sources.sort_by(|a, b| {
            let by_copying = beliefs.copying(*a).total_cmp(&beliefs.copying(*b));
            by_copying.then(beliefs.trust(*b).total_cmp(&beliefs.trust(*a))).then(a.cmp(b))
        });
        full.push(sources.iter().enumerate().map(|(rank, s)| beliefs.weight(*s, rank, witnesses)).sum());
        order.push(sources);
    }
    Standing { full, order }
}

impl Beliefs {
    fn trust(&self, source: u32) -> f64 {
        self.trust.get(source as usize).copied().unwrap_or(PRIOR).clamp(LEAST, MOST)
    }

    fn copying(&self, source: u32) -> f64 {
        self.copying.get(source as usize).copied().unwrap_or_default().clamp(COPIES.0, COPIES.1)
    }

    /// What a witness adds to the log-odds of its candidate when `before` others of `witnesses`
    /// have said it already: the likelihood of its word where the candidate is right over that
    /// where it is wrong, each a mixture of copying and speaking for itself. Never negative:
    /// a witness for a value is no evidence against it.
    fn weight(&self, source: u32, before: usize, witnesses: usize) -> f64 {
        let trust = self.trust(source);
        let copying = if before > 0 { self.copying(source) } else { 0.0 };
        let chance = copying * before as f64 / witnesses.saturating_sub(1).max(1) as f64;
        let right = chance + (1.0 - copying) * trust;
        let wrong = chance + (1.0 - copying) * (1.0 - trust) / WRONG_VALUES;
        (right / wrong).ln().max(0.0)
    }
}

impl Standing {
    /// Adds what a conflict tells of its sources.
    pub(super) fn tally(&self, conflict: &Conflict, beliefs: &Beliefs, posterior: &[f64], out: &mut [Tally]) {
        let witnesses = conflict.claims.len();
        let others = witnesses.saturating_sub(1);
        let sum = |sources: &[u32]| -> f64 {
            sources.iter().enumerate().map(|(rank, s)| beliefs.weight(*s, rank, others)).sum()
        };
        let less: Vec<f64> = self.order.iter().enumerate()
            .map(|(at, sources)| sum(sources) + beliefs.signs.of(conflict, at))
            .collect();
        let top = less.iter().copied().fold(0.0, f64::max);
        let total: f64 = less.iter().map(|score| (score - top).exp()).sum::<f64>() + (-top).exp();
        for (at, sources) in self.order.iter().enumerate() {
            let own = less.get(at).copied().unwrap_or(0.0);
            let rest = (total - (own - top).exp()).max(f64::MIN_POSITIVE);
            let alone = sources.len() == 1;
            let disagree = conflict.candidates.len() - usize::from(alone) > 1;
            let share = sources.len().saturating_sub(1) as f64 / others.max(1) as f64;
            let believed = posterior.get(at).copied().unwrap_or(0.0);
            // Witnesses behind the one left out move up by one place.
            let mut behind: f64 =
                sources.iter().enumerate().skip(1).map(|(r, s)| beliefs.weight(*s, r - 1, others)).sum();
            let mut ahead = 0.0;
            for (rank, source) in sources.iter().enumerate() {
                let without = ahead + behind + beliefs.signs.of(conflict, at);
                let odds = (without - top).exp();
                let by_others = if alone { 0.0 } else { odds / (rest + odds) };
                let copied = if alone { 0.0 } else { beliefs.copied(*source, share, by_others) };
                if let Some(tally) = out.get_mut(*source as usize) {
                    tally.right += believed * (1.0 - copied);
                    tally.own += 1.0 - copied;
                    if disagree {
                        tally.copied += copied;
                        tally.judged += 1.0;
                    }
                }
                ahead += beliefs.weight(*source, rank, others);
                if let Some(next) = sources.get(rank + 1) {
                    behind -= beliefs.weight(*next, rank, others);
                }
            }
        }
    }
}

impl Beliefs {
    /// The probability that a source copied what `share` of the others say and they believe by
    /// `by_others`.
    fn copied(&self, source: u32, share: f64, by_others: f64) -> f64 {
        let (trust, copying) = (self.trust(source), self.copying(source));
        let itself = by_others * trust + (1.0 - by_others) * (1.0 - trust) / WRONG_VALUES;
        let copy = copying * share;
        copy / (copy + (1.0 - copying) * itself)
    }
}
