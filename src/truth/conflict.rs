//! An item whose claims cannot all be true: its candidates, who claims which, and how the
//! candidates bear on each other.

use super::reading::Reading;
use crate::value::ValueRelation;

/// Candidates beyond which their pairs are not compared: a guess that keeps an item with a
/// million values linear.
const MAX_PAIRED: usize = 128;
/// How far apart, as a share of the larger, two numbers may be and still lend each other some
/// weight; a guess.
const NEAR: f64 = 0.05;

/// A value that some claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// As most write it.
    pub text: String,
    /// What it says.
    pub reading: Reading,
    /// How many rows write it so.
    pub(super) support: usize,
    /// Whether another scope of the same measure has it with no less support.
    pub(super) elsewhere: bool,
    /// The latest date at which it is claimed.
    pub(super) latest: String,
    /// Whether no other candidate is claimed later, and some are earlier.
    pub(super) newest: bool,
}

/// A source says a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The candidate, by number.
    pub candidate: u32,
    /// The source, by number in the ledger.
    pub source: u32,
}

/// An item in conflict.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conflict {
    /// What is claimed.
    pub candidates: Vec<Candidate>,
    /// By whom; sorted.
    pub claims: Vec<Claim>,
    /// Pairs of a finer candidate and a coarser one that is its rounding.
    pub(super) rounds: Vec<(usize, usize)>,
    /// Pairs of numbers near each other, with their closeness from 0 to 1.
    pub(super) near: Vec<(usize, usize, f64)>,
    /// Whether the same measure of the subject stands in another scope of the table.
    pub(super) scoped: bool,
    /// Whether the candidates are claimed at different dates.
    pub(super) dated: bool,
}

impl Conflict {
    /// Notes a spelling of a candidate; the one with the most support is shown.
    pub(super) fn offer(&mut self, at: usize, text: &str, reading: Reading, support: usize) {
        match self.candidates.get_mut(at) {
            None => self.candidates.push(Candidate {
                text: text.to_owned(),
                reading,
                support,
                elsewhere: false,
                latest: String::new(),
                newest: false,
            }),
            Some(known) if support > known.support => {
                text.clone_into(&mut known.text);
                known.reading = reading;
                known.support = support;
            }
            Some(_) => {}
        }
    }

    pub(super) fn claim(&mut self, candidate: usize, source: u32, date: &str) {
        if let Some(known) = self.candidates.get_mut(candidate)
            && date > known.latest.as_str()
        {
            date.clone_into(&mut known.latest);
        }
        self.claims.push(Claim { candidate: u32::try_from(candidate).unwrap_or(u32::MAX), source });
    }

    /// Finds out how the candidates bear on each other. A source that spells one value twice
    /// is one witness; rows without a source (number 0) are one each.
    pub(super) fn relate(&mut self) {
        self.claims.sort_unstable();
        self.claims.dedup_by(|a, b| a == b && a.source != 0);
        let newest = self.candidates.iter().map(|c| c.latest.clone()).max().unwrap_or_default();
        self.dated = self.candidates.iter().any(|c| c.latest != newest);
        for candidate in &mut self.candidates {
            candidate.newest = self.dated && candidate.latest == newest;
        }
        if self.candidates.len() > MAX_PAIRED {
            return;
        }
        for (i, a) in self.candidates.iter().enumerate() {
            for (j, b) in self.candidates.iter().enumerate().skip(i + 1) {
                if a.reading.relation(&b.reading) == ValueRelation::Rounded {
                    let first_finer = a.reading.fineness() >= b.reading.fineness();
                    self.rounds.push(if first_finer { (i, j) } else { (j, i) });
                } else if let (Some(x), Some(y), true) =
                    (a.reading.number(), b.reading.number(), a.reading.unit == b.reading.unit)
                {
                    let closeness = 1.0 - (x - y).abs() / (NEAR * x.abs().max(y.abs()));
                    if closeness > 0.0 {
                        self.near.push((i, j, closeness));
                    }
                }
            }
        }
    }

    /// The claims of a candidate.
    pub(super) fn claims_of(&self, candidate: usize) -> &[Claim] {
        let start = self.claims.partition_point(|c| (c.candidate as usize) < candidate);
        let end = self.claims.partition_point(|c| c.candidate as usize <= candidate);
        self.claims.get(start..end).unwrap_or_default()
    }

    /// How many witnesses a candidate has, those of its roundings included, and how many
    /// speak against it.
    #[must_use]
    pub fn counts(&self, candidate: usize) -> (usize, usize) {
        let coarser = self.rounds.iter().filter(|(fine, _)| *fine == candidate).map(|(_, coarse)| *coarse);
        let support: usize = std::iter::once(candidate).chain(coarser).map(|c| self.claims_of(c).len()).sum();
        (support, self.claims.len().saturating_sub(support))
    }

    /// The candidate with the highest score. Equal scores go to the later date, then to the
    /// finer figure, then by the text: the order of rows has no part in it.
    pub(super) fn best(&self, scores: &[f64]) -> usize {
        let rank = |at: usize| {
            let candidate = self.candidates.get(at);
            (
                candidate.map(|c| c.latest.as_str()),
                candidate.map(|c| c.reading.fineness()),
                candidate.map(|c| std::cmp::Reverse(c.text.as_str())),
            )
        };
        let pairs = scores.iter().enumerate();
        let best = pairs.max_by(|(i, a), (j, b)| {
            // Sums of the same weights in another order differ in the last digits.
            let apart = (**a - **b).abs() > 1e-9 * a.abs().max(b.abs()).max(1.0);
            if apart { a.total_cmp(b) } else { rank(*i).cmp(&rank(*j)) }
        });
        best.map_or(0, |(at, _)| at)
    }

    /// Adds to each score what the roundings of a candidate bring, whole, and what numbers
    /// near it bring, by their closeness and `influence`.
    pub(super) fn lend(&self, scores: &[f64], influence: f64) -> Vec<f64> {
        let mut out = scores.to_vec();
        let mut add = |to: usize, from: usize, share: f64| {
            if let (Some(to), Some(from)) = (out.get_mut(to), scores.get(from)) {
                *to += share * from;
            }
        };
        for (fine, coarse) in &self.rounds {
            add(*fine, *coarse, 1.0);
        }
        for (i, j, closeness) in &self.near {
            add(*i, *j, closeness * influence);
            add(*j, *i, closeness * influence);
        }
        out
    }
}
