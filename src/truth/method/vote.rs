//! Votes: each witness one, or each by how often it agrees with most.

use super::{Decision, by_share};
use crate::truth::conflict::Conflict;
use crate::truth::ledger::Ledger;

pub(super) fn plain(ledger: &Ledger) -> Vec<Decision> {
    ledger.conflicts.iter().map(|conflict| by_share(conflict, &scores(conflict, |_| 1.0))).collect()
}

/// Every source weighs the share of its claims that agree with the plain vote, one more of
/// each kind assumed (Laplace's rule).
pub(super) fn weighted(ledger: &Ledger) -> (Vec<Decision>, Vec<f64>) {
    let mut right: Vec<f64> = ledger.sources.iter().map(|source| f64::from(source.agreed) + 1.0).collect();
    let mut all: Vec<f64> = right.iter().map(|right| right + 1.0).collect();
    for (conflict, decision) in ledger.conflicts.iter().zip(plain(ledger)) {
        for claim in &conflict.claims {
            let source = claim.source as usize;
            let agrees = claim.candidate as usize == decision.candidate;
            if let (Some(right), Some(all)) = (right.get_mut(source), all.get_mut(source)) {
                *right += f64::from(u8::from(agrees));
                *all += 1.0;
            }
        }
    }
    let trust: Vec<f64> = right.iter().zip(&all).map(|(right, all)| right / all).collect();
    let weight = |source: u32| trust.get(source as usize).copied().unwrap_or(0.5);
    let decisions =
        ledger.conflicts.iter().map(|conflict| by_share(conflict, &scores(conflict, weight))).collect();
    (decisions, trust)
}

/// The summed weights of each candidate, with those of its roundings.
pub(super) fn scores(conflict: &Conflict, weight: impl Fn(u32) -> f64) -> Vec<f64> {
    let own: Vec<f64> = (0..conflict.candidates.len())
        .map(|at| conflict.claims_of(at).iter().map(|claim| weight(claim.source)).sum())
        .collect();
    conflict.lend(&own, 0.0)
}
