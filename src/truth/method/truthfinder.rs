//! TruthFinder: a source is trusted as much as what it says is believed, and a value is
//! believed by the trust of those who say it (Yin, Han and Yu, "Truth discovery with multiple
//! conflicting information providers on the web", TKDE 2008; constants from there).
//!
//! An item on whose value several sources agree counts as believed, instead of being kept.

use super::{CERTAIN, Decision};
use crate::truth::conflict::Conflict;
use crate::truth::ledger::Ledger;

/// What dampens the assumption that sources are independent.
const DAMPENING: f64 = 0.3;
/// How much near values lend each other.
const INFLUENCE: f64 = 0.5;
/// The trust to start from.
const START: f64 = 0.9;
/// Rounds at most, and the change of trust at which they end.
const ROUNDS: usize = 50;
const STILL: f64 = 1e-6;

pub(super) fn run(ledger: &Ledger) -> (Vec<Decision>, Vec<f64>) {
    let mut trust = vec![START; ledger.sources.len()];
    for _ in 0..ROUNDS {
        let mut sums: Vec<(f64, f64)> =
            ledger.sources.iter().map(|s| (f64::from(s.agreed), f64::from(s.agreed))).collect();
        for conflict in &ledger.conflicts {
            let believed = confidences(conflict, &trust);
            for claim in &conflict.claims {
                let confidence = believed.get(claim.candidate as usize).copied().unwrap_or(0.0);
                if let Some((sum, count)) = sums.get_mut(claim.source as usize) {
                    *sum += confidence;
                    *count += 1.0;
                }
            }
        }
        let next: Vec<f64> =
            sums.into_iter().map(|(sum, count)| if count > 0.0 { sum / count } else { START }).collect();
        let change = next.iter().zip(&trust).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        trust = next;
        if change < STILL {
            break;
        }
    }
    let decide = |conflict: &Conflict| {
        let believed = confidences(conflict, &trust);
        let candidate = conflict.best(&believed);
        let confidence = believed.get(candidate).copied().unwrap_or(0.0).min(CERTAIN);
        Decision { candidate, confidence }
    };
    (ledger.conflicts.iter().map(decide).collect(), trust)
}

fn confidences(conflict: &Conflict, trust: &[f64]) -> Vec<f64> {
    let score = |source: u32| {
        let trust = trust.get(source as usize).copied().unwrap_or(START);
        -(1.0 - trust.min(CERTAIN)).ln()
    };
    let own: Vec<f64> = (0..conflict.candidates.len())
        .map(|at| conflict.claims_of(at).iter().map(|claim| score(claim.source)).sum())
        .collect();
    let lent = conflict.lend(&own, INFLUENCE);
    lent.into_iter().map(|score| 1.0 / (1.0 + (-DAMPENING * score).exp())).collect()
}
