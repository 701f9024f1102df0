//! Puts relations that were found anew in the place of those that they replace.

use super::conflict::{ConflictGraph, Derived};
use super::verdict::Judgement;
use crate::claim::MeasureKey;

/// New numbers by old ones; none for what is gone.
pub type Numbers = Vec<Option<u32>>;

/// A relation on its way into the renewed graph.
struct Moved {
    claims: (u32, u32),
    judgement: Judgement,
    /// Its number in the graph that it comes from, and whether that is the fresh one.
    from: (u32, bool),
}

/// The number that something has now.
#[must_use]
pub fn renumbered(number: usize, numbers: &[Option<u32>]) -> Option<usize> {
    numbers.get(number).copied().flatten().map(|number| number as usize)
}

impl ConflictGraph {
    /// Puts the relations of a fresh graph in the place of those of claims that have no number any
    /// more. Both graphs come with the numbers that their claims have from now on, and `gone` tells
    /// the measures of the claims that are replaced. Gives the numbers that relations have from now
    /// on: those of this graph, then those of the fresh one.
    pub fn renew(
        &mut self,
        claims: usize,
        kept: &[Option<u32>],
        (mut fresh, placed): (Self, &[Option<u32>]),
        gone: impl Fn(&MeasureKey) -> bool,
    ) -> (Numbers, Numbers) {
        let mut all: Vec<Moved> = Vec::with_capacity(self.len());
        all.extend(self.moved(kept, false));
        all.extend(fresh.moved(placed, true));
        // Two runs in order; relations of one pair of claims come from one graph, in their order.
        all.sort_by_key(|relation| relation.claims);
        let mut graph = Self::of(claims, all.len());
        graph.summarised = std::mem::take(&mut self.summarised);
        graph.summarised.retain(|measure, _| !gone(measure));
        graph.summarised.append(&mut fresh.summarised);
        let (mut own, mut others): (Numbers, Numbers) = (vec![None; self.len()], vec![None; fresh.len()]);
        for Moved { claims: (a, b), judgement, from: (from, is_fresh) } in all {
            let (source, numbers, of_claims) =
                if is_fresh { (&mut fresh, &mut others, placed) } else { (&mut *self, &mut own, kept) };
            let (a, b) = (a as usize, b as usize);
            let number = match source.derived.remove(&(from as usize)) {
                None => graph.relate(a, b, judgement),
                Some(Derived { why, stated, with }) => {
                    let number = |claim| renumbered(claim, of_claims);
                    let (stated, with) =
                        (stated.and_then(number), with.into_iter().filter_map(number).collect());
                    graph.derive(a, b, judgement, Derived { why, stated, with })
                }
            };
            if let Some(known) = numbers.get_mut(from as usize) {
                *known = u32::try_from(number).ok();
            }
        }
        *self = graph;
        (own, others)
    }

    fn moved(&self, claims: &[Option<u32>], is_fresh: bool) -> impl Iterator<Item = Moved> {
        let number = |claim: usize| claims.get(claim).copied().flatten();
        self.relations().filter_map(move |relation| {
            let claims = (number(relation.a)?, number(relation.b)?);
            let from = (u32::try_from(relation.number).ok()?, is_fresh);
            Some(Moved { claims, judgement: relation.judgement, from })
        })
    }
}
