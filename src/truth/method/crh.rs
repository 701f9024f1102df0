//! CRH: the values with the least weighted distance to all claims, and weights by how far a
//! source is from those values (Li et al., "Resolving conflicts in heterogeneous data by truth
//! discovery and source reliability estimation", SIGMOD 2014): the weighted median for
//! numbers, the weighted vote for all else.

use super::vote::scores;
use super::{Decision, by_share};
use crate::truth::conflict::Conflict;
use crate::truth::ledger::Ledger;

/// Rounds; the paper's curves are flat after five.
const ROUNDS: usize = 10;

pub(super) fn run(ledger: &Ledger) -> (Vec<Decision>, Vec<f64>) {
    let mut weights = vec![1.0; ledger.sources.len()];
    let mut truths: Vec<usize> = Vec::new();
    for _ in 0..ROUNDS {
        truths = ledger.conflicts.iter().map(|conflict| truth(conflict, &weights)).collect();
        weights = reweigh(ledger, &truths);
    }
    let decide = |(conflict, candidate): (&Conflict, usize)| {
        let scores = scores(conflict, |source| weights.get(source as usize).copied().unwrap_or(0.0));
        let total: f64 = scores.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let own = scores.get(candidate).copied().unwrap_or(0.0);
        Decision { candidate, confidence: own / total }
    };
    let decisions = ledger.conflicts.iter().zip(truths).map(decide).collect();
    // Weights are logarithms of shares of the loss; as trust they are read on the unit scale.
    let trust = weights.iter().map(|weight| 1.0 - (-weight).exp()).collect();
    (decisions, trust)
}

/// The weighted median of numbers, the weighted vote of all else.
fn truth(conflict: &Conflict, weights: &[f64]) -> usize {
    let weight = |source: u32| weights.get(source as usize).copied().unwrap_or(0.0);
    let Some(mut numbers) = numbers(conflict) else {
        return by_share(conflict, &scores(conflict, weight)).candidate;
    };
    numbers.sort_by(|a, b| a.1.total_cmp(&b.1));
    let own = |at: usize| conflict.claims_of(at).iter().map(|claim| weight(claim.source)).sum::<f64>();
    let half: f64 = numbers.iter().map(|(at, _)| own(*at)).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    for (at, _) in &numbers {
        sum += own(*at);
        if sum >= half {
            return *at;
        }
    }
    0
}

/// The numbers of all candidates, where all are numbers.
fn numbers(conflict: &Conflict) -> Option<Vec<(usize, f64)>> {
    conflict.candidates.iter().enumerate().map(|(at, c)| Some((at, c.reading.number()?))).collect()
}

fn reweigh(ledger: &Ledger, truths: &[usize]) -> Vec<f64> {
    // Half a claim of loss is assumed of every source, so that none is without.
    let mut losses: Vec<(f64, f64)> =
        ledger.sources.iter().map(|source| (0.5, f64::from(source.agreed) + 1.0)).collect();
    for (conflict, truth) in ledger.conflicts.iter().zip(truths) {
        let distances = distances(conflict, *truth);
        for claim in &conflict.claims {
            let distance = distances.get(claim.candidate as usize).copied().unwrap_or(1.0);
            if let Some((loss, count)) = losses.get_mut(claim.source as usize) {
                *loss += distance;
                *count += 1.0;
            }
        }
    }
    let means: Vec<f64> = losses.into_iter().map(|(loss, count)| loss / count).collect();
    let total: f64 = means.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    means.into_iter().map(|mean| -(mean / total).ln()).collect()
}

/// How far each candidate is from the truth: absolute distance over the deviation of the
/// claims for numbers, 0 or 1 for all else.
fn distances(conflict: &Conflict, truth: usize) -> Vec<f64> {
    let Some(numbers) = numbers(conflict) else {
        return (0..conflict.candidates.len()).map(|at| f64::from(u8::from(at != truth))).collect();
    };
    let count = numbers.len().max(1) as f64;
    let mean = numbers.iter().map(|(_, x)| x).sum::<f64>() / count;
    let deviation = (numbers.iter().map(|(_, x)| (x - mean).powi(2)).sum::<f64>() / count).sqrt();
    let centre = numbers.get(truth).map_or(0.0, |(_, x)| *x);
    numbers.iter().map(|(_, x)| (x - centre).abs() / deviation.max(f64::MIN_POSITIVE)).collect()
}
