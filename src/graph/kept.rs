//! The relations of a run in few bytes, for the next run.

use super::conflict::{ConflictGraph, Derived};
use super::verdict::Judgement;
use crate::claim::MeasureKey;
use serde::{Deserialize, Serialize};

/// The relations of a run, in order.
#[derive(Serialize, Deserialize)]
pub struct KeptGraph {
    /// The two claims of each, by number, and what they are to each other.
    relations: Vec<(u32, u32, Judgement)>,
    /// What stands behind those of derived figures, by their numbers.
    derived: Vec<(u32, KeptDerived)>,
    /// Pairs that are not spelled out, by their measures.
    summarised: Vec<(MeasureKey, u64)>,
}

/// Why a derived figure stands against what it is derived from.
#[derive(Serialize, Deserialize)]
struct KeptDerived {
    why: String,
    stated: Option<u32>,
    with: Vec<u32>,
}

impl KeptDerived {
    fn of(derived: &Derived) -> Self {
        let Derived { why, stated, with } = derived;
        Self {
            why: why.clone(),
            stated: stated.map(number),
            with: with.iter().map(|claim| number(*claim)).collect(),
        }
    }
}

impl From<&ConflictGraph> for KeptGraph {
    fn from(graph: &ConflictGraph) -> Self {
        let relations = graph.relations().map(|r| (number(r.a), number(r.b), r.judgement)).collect();
        let derived = graph.relations().filter_map(|relation| {
            let derived = graph.derived.get(&relation.number)?;
            Some((number(relation.number), KeptDerived::of(derived)))
        });
        let summarised = graph.summarised.iter().map(|(measure, pairs)| (measure.clone(), *pairs));
        Self { relations, derived: derived.collect(), summarised: summarised.collect() }
    }
}

impl KeptGraph {
    /// The graph of so many claims; none where it is of others, as of what is damaged.
    #[must_use]
    pub fn graph(self, claims: usize) -> Option<ConflictGraph> {
        let known = |claim: &u32| (*claim as usize) < claims;
        let mut graph = ConflictGraph::of(claims, self.relations.len());
        for (a, b, judgement) in self.relations {
            (known(&a) && known(&b)).then(|| graph.relate(a as usize, b as usize, judgement))?;
        }
        for (relation, KeptDerived { why, stated, with }) in self.derived {
            let whole = (relation as usize) < graph.len() && stated.iter().chain(&with).all(known);
            let stated = stated.map(|claim| claim as usize);
            let with = with.into_iter().map(|claim| claim as usize).collect();
            whole.then(|| graph.derived.insert(relation as usize, Derived { why, stated, with }))?;
        }
        graph.summarised = self.summarised.into_iter().collect();
        Some(graph)
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
