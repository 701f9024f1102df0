//! Our own: sources that may err and may copy, values that may have slipped from another
//! scope, later dates that may know better. Everything is learned from the claims alone.
//!
//! The frame is ACCU with copying (Dong, Berti-Equille and Srivastava, "Integrating
//! conflicting data: the role of source dependence", VLDB 2009). What differs:
//!
//! - Copying is a rate of the source, not of a pair of sources: most pairs share too few items.
//!   A copier shows by siding with others regardless of who they are. It is judged by what the
//!   *others* make of the item: no source is a judge in its own cause.
//! - A witness that may have copied adds to the candidate what its word adds beyond that.
//! - Sources of which little is known are taken for the mean of their family of names.
//! - Whether a value that stands in another scope as well, or the latest one, is rather right
//!   or wrong is learned as a ratio of likelihoods over the run.

mod copying;
mod signs;

use super::{CERTAIN, Decision, PRIOR};
use crate::truth::conflict::Conflict;
use crate::truth::ledger::Ledger;
use copying::{Standing, first_weight, standing};
use rayon::prelude::*;
use signs::{Counts, Signs};

/// Rounds at most, and the change of trust at which they end.
const ROUNDS: usize = 20;
const STILL: f64 = 1e-3;
/// Parts of the conflicts that are worked on at once. Fixed, so that sums come out the same on
/// any number of threads.
const PARTS: usize = 8;
/// The share of copied claims to start from; Dong et al. start from 0.2 to 0.8 alike.
const COPYING: f64 = 0.3;
/// How many claims the mean of its family counts for in a source's trust, and in its copying.
const FAMILY_CLAIMS: f64 = 2.0;
const COPYING_CLAIMS: f64 = 4.0;
/// What near numbers lend each other: the similarity of AccuSim, cautiously.
const INFLUENCE: f64 = 0.3;
/// No trust beyond these: one source never outweighs any number of others.
const LEAST: f64 = 0.05;
const MOST: f64 = 0.99;

/// What is believed of the sources.
#[derive(Debug, Clone)]
struct Beliefs {
    /// How often each is right when it speaks for itself.
    trust: Vec<f64>,
    /// How often each says what others say.
    copying: Vec<f64>,
    signs: Signs,
    /// What the word of each weighs where no other said the same before.
    first: Vec<f64>,
}

impl Beliefs {
    fn new(trust: Vec<f64>, copying: Vec<f64>, signs: Signs) -> Self {
        let first = trust.iter().map(|trust| first_weight(*trust)).collect();
        Self { trust, copying, signs, first }
    }
}

/// Sums over the claims of a source.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: f64,
    own: f64,
    copied: f64,
    judged: f64,
}

pub(super) fn run(ledger: &Ledger) -> (Vec<Decision>, Vec<f64>) {
    let sources = ledger.sources.len();
    let mut beliefs = Beliefs::new(vec![PRIOR; sources], vec![COPYING; sources], Signs::default());
    for _ in 0..ROUNDS {
        let next = learn(ledger, &beliefs);
        let change = next.trust.iter().zip(&beliefs.trust).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        beliefs = next;
        if change < STILL {
            break;
        }
    }
    let decide = |conflict: &Conflict| {
        let scores = scores(conflict, &standing(conflict, &beliefs), &beliefs);
        let candidate = conflict.best(&scores);
        let believed = shares(&scores, true);
        let confidence = believed.get(candidate).copied().unwrap_or(0.0).min(CERTAIN);
        Decision { candidate, confidence }
    };
    (ledger.conflicts.par_iter().map(decide).collect(), beliefs.trust)
}

fn learn(ledger: &Ledger, beliefs: &Beliefs) -> Beliefs {
    let size = ledger.conflicts.len().div_ceil(PARTS).max(1);
    let sums: Vec<(Vec<Tally>, Counts)> =
        ledger.conflicts.par_chunks(size).map(|part| tally(part, beliefs)).collect();
    let mut signs = Counts::default();
    let mut tallies: Vec<Tally> = ledger
        .sources
        .iter()
        .map(|source| Tally {
            right: f64::from(source.agreed),
            own: f64::from(source.agreed),
            ..Tally::default()
        })
        .collect();
    for (part, counts) in &sums {
        tallies.iter_mut().zip(part).for_each(|(sum, part)| sum.add(part));
        signs.join(counts);
    }
    let (trust, copying) = pooled(ledger, &tallies);
    Beliefs::new(trust, copying, signs.learned())
}

fn tally(conflicts: &[Conflict], beliefs: &Beliefs) -> (Vec<Tally>, Counts) {
    let (mut tallies, mut signs) = (vec![Tally::default(); beliefs.trust.len()], Counts::default());
    for conflict in conflicts {
        let standing = standing(conflict, beliefs);
        let posterior = shares(&scores(conflict, &standing, beliefs), false);
        signs.add(conflict, &posterior);
        standing.tally(conflict, beliefs, &posterior, &mut tallies);
    }
    (tallies, signs)
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.own += other.own;
        self.copied += other.copied;
        self.judged += other.judged;
    }
}

/// Trust and copying of each source, drawn towards the means of its family and of all.
fn pooled(ledger: &Ledger, tallies: &[Tally]) -> (Vec<f64>, Vec<f64>) {
    let mut families = vec![Tally::default(); ledger.families()];
    let mut all = Tally::default();
    for (tally, source) in tallies.iter().zip(&ledger.sources) {
        if let Some(family) = families.get_mut(source.family as usize) {
            family.right += tally.right;
            family.own += tally.own;
        }
        all.right += tally.right;
        all.own += tally.own;
        all.copied += tally.copied;
        all.judged += tally.judged;
    }
    let mean = if all.own > 0.0 { all.right / all.own } else { PRIOR };
    let copying = if all.judged > 0.0 { all.copied / all.judged } else { COPYING };
    let own = tallies.iter().zip(&ledger.sources).map(|(tally, source)| {
        let family = families.get(source.family as usize).copied().unwrap_or_default();
        let prior = (family.right + FAMILY_CLAIMS * mean) / (family.own + FAMILY_CLAIMS);
        (tally.right + FAMILY_CLAIMS * prior) / (tally.own + FAMILY_CLAIMS)
    });
    let copied = tallies
        .iter()
        .map(|tally| (tally.copied + COPYING_CLAIMS * copying) / (tally.judged + COPYING_CLAIMS));
    (own.collect(), copied.collect())
}

/// The log-odds of each candidate.
fn scores(conflict: &Conflict, standing: &Standing, beliefs: &Beliefs) -> Vec<f64> {
    let lent = conflict.lend(&standing.full, INFLUENCE);
    let with_signs = lent.into_iter().enumerate().map(|(at, score)| score + beliefs.signs.of(conflict, at));
    with_signs.collect()
}

/// The probabilities of candidates from their log-odds; with room for a truth that nobody
/// states, where `open`.
fn shares(scores: &[f64], open: bool) -> Vec<f64> {
    let top = scores.iter().copied().fold(0.0, f64::max);
    let odds: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
    let unseen = if open { (-top).exp() } else { 0.0 };
    let total = odds.iter().sum::<f64>() + unseen;
    odds.into_iter().map(|odd| odd / total).collect()
}
