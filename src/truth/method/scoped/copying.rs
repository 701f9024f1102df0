//! What the witnesses of each candidate weigh when some may have copied from others, and what
//! the others make of an item when one witness is left out.

use super::{Beliefs, LEAST, MOST, PRIOR, Tally};
use crate::truth::conflict::Conflict;

/// How many wrong values an erring source may hit upon. Large enough that two rarely hit upon
/// the same; results do not change between 5 and 200.
const WRONG_VALUES: f64 = 10.0;
/// Bounds of the copying of a source, so that the next claim may still show otherwise.
const COPIES: (f64, f64) = (0.02, 0.98);

/// The weights in a conflict.
pub(super) struct Standing {
    /// The log-odds of each candidate from its witnesses.
    pub(super) full: Vec<f64>,
    /// The witnesses of each candidate in turn, the most independent first.
    sources: Vec<u32>,
    /// Where the witnesses of each candidate end.
    ends: Vec<usize>,
}

pub(super) fn standing(conflict: &Conflict, beliefs: &Beliefs) -> Standing {
    let witnesses = conflict.claims.len();
    let mut sources: Vec<u32> = conflict.claims.iter().map(|claim| claim.source).collect();
    let (mut full, mut ends) = (Vec::new(), Vec::new());
    for claims in conflict.claims.chunk_by(|a, b| a.candidate == b.candidate) {
        let start = ends.last().copied().unwrap_or(0);
        let end = start + claims.len();
        let own = sources.get_mut(start..end).unwrap_or_default();
        own.sort_unstable_by(|a, b| {
            let by_copying = beliefs.copying(*a).total_cmp(&beliefs.copying(*b));
            by_copying.then(beliefs.trust(*b).total_cmp(&beliefs.trust(*a))).then(a.cmp(b))
        });
        full.push(own.iter().enumerate().map(|(rank, s)| beliefs.weight(*s, rank, witnesses)).sum());
        ends.push(end);
    }
    Standing { full, sources, ends }
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
        if before == 0 {
            return self.first.get(source as usize).copied().unwrap_or_default();
        }
        let (trust, copying) = (self.trust(source), self.copying(source));
        let chance = copying * before as f64 / witnesses.saturating_sub(1).max(1) as f64;
        let right = chance + (1.0 - copying) * trust;
        let wrong = chance + (1.0 - copying) * (1.0 - trust) / WRONG_VALUES;
        (right / wrong).ln().max(0.0)
    }
}

/// What a witness adds that none has said its candidate before.
pub(super) fn first_weight(trust: f64) -> f64 {
    let trust = trust.clamp(LEAST, MOST);
    (trust * WRONG_VALUES / (1.0 - trust)).ln().max(0.0)
}

impl Standing {
    /// The witnesses of each candidate.
    fn by_candidate(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.sources.get(start..*end).unwrap_or_default())
    }

    /// Adds what a conflict tells of its sources.
    pub(super) fn tally(&self, conflict: &Conflict, beliefs: &Beliefs, posterior: &[f64], out: &mut [Tally]) {
        let witnesses = conflict.claims.len();
        let others = witnesses.saturating_sub(1);
        let sum = |sources: &[u32]| -> f64 {
            sources.iter().enumerate().map(|(rank, s)| beliefs.weight(*s, rank, others)).sum()
        };
        let less: Vec<f64> = self
            .by_candidate()
            .enumerate()
            .map(|(at, sources)| sum(sources) + beliefs.signs.of(conflict, at))
            .collect();
        let top = less.iter().copied().fold(0.0, f64::max);
        let total: f64 = less.iter().map(|score| (score - top).exp()).sum::<f64>() + (-top).exp();
        for (at, sources) in self.by_candidate().enumerate() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truth::method::scoped::Signs;
    use crate::truth::{Item, Ledger, Reader, Row};
    use proptest::prelude::*;

    fn no_rules() -> &'static crate::rule::Ruleset {
        panic!("digits need no rules")
    }

    fn conflict(claims: &[(u8, u8)]) -> Option<(Conflict, usize)> {
        let mut claims = claims.to_vec();
        claims.sort_unstable();
        let (mut item, mut ledger) = (Item::default(), Ledger::new());
        for (number, (value, source)) in claims.iter().enumerate() {
            let (value, source) = (format!("{value}00001"), format!("source {source}"));
            let row = Row { subject: "s", measure: "m", value: &value, source: &source, date: "" };
            if number == 0 { item.restart(&row) } else { item.push(&row) }
        }
        ledger.take(&item, &mut Reader::new(&no_rules));
        let sources = ledger.sources.len();
        ledger.conflicts.pop().map(|conflict| (conflict, sources))
    }

    fn beliefs(sources: usize, seed: &[(f64, f64)]) -> Beliefs {
        let pick = |at: usize| seed.get(at % seed.len()).copied().unwrap();
        let trust = (0..sources).map(|at| pick(at).0).collect();
        Beliefs::new(trust, (0..sources).map(|at| pick(at).1).collect(), Signs::default())
    }

    /// The slow and obvious way: the conflict without one claim, weighed anew.
    fn judged_by_others(conflict: &Conflict, left_out: usize, beliefs: &Beliefs) -> f64 {
        let own = conflict.claims[left_out].candidate as usize;
        let weigh = |candidate: usize| -> (f64, usize) {
            let rest = conflict.claims.iter().enumerate();
            let mut sources: Vec<u32> = rest
                .filter(|(at, claim)| *at != left_out && claim.candidate as usize == candidate)
                .map(|(_, claim)| claim.source)
                .collect();
            sources.sort_by(|a, b| {
                let (x, y) = (beliefs.copying(*a), beliefs.copying(*b));
                x.total_cmp(&y).then(beliefs.trust(*b).total_cmp(&beliefs.trust(*a))).then(a.cmp(b))
            });
            let others = conflict.claims.len() - 1;
            let weights = sources.iter().enumerate().map(|(rank, s)| beliefs.weight(*s, rank, others));
            (weights.sum(), sources.len())
        };
        let all: Vec<(f64, usize)> = (0..conflict.candidates.len()).map(weigh).collect();
        let odds = |(weight, count): &(f64, usize)| if *count > 0 { weight.exp() } else { 0.0 };
        odds(&all[own]) / (1.0 + all.iter().map(odds).sum::<f64>())
    }

    proptest! {
        #[test]
        fn leaving_one_out_is_what_weighing_anew_gives(
            claims in proptest::collection::vec((1u8..5, 0u8..9), 2..14),
            seed in proptest::collection::vec((0.06f64..0.97, 0.03f64..0.95), 1..5),
        ) {
            let Some((conflict, sources)) = conflict(&claims) else { return Ok(()) };
            let beliefs = beliefs(sources, &seed);
            let mut fast = vec![Tally::default(); sources];
            let posterior = vec![1.0; conflict.candidates.len()];
            standing(&conflict, &beliefs).tally(&conflict, &beliefs, &posterior, &mut fast);
            let mut slow = vec![0.0; sources];
            for (at, claim) in conflict.claims.iter().enumerate() {
                let same = conflict.claims_of(claim.candidate as usize).len() - 1;
                let share = same as f64 / (conflict.claims.len() - 1) as f64;
                let by_others = judged_by_others(&conflict, at, &beliefs);
                let copied = if same > 0 { beliefs.copied(claim.source, share, by_others) } else { 0.0 };
                slow[claim.source as usize] += 1.0 - copied;
            }
            for (fast, slow) in fast.iter().zip(slow) {
                prop_assert!((fast.own - slow).abs() < 1e-6, "{} {}", fast.own, slow);
            }
        }

        #[test]
        fn one_more_witness_never_lowers_its_candidate(
            trust in 0.0f64..1.0, copying in 0.0f64..1.0, before in 0usize..9, more in 1usize..9
        ) {
            let beliefs = Beliefs::new(vec![trust], vec![copying], Signs::default());
            prop_assert!(beliefs.weight(0, before, before + more) >= 0.0);
        }
    }
}
