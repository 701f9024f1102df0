//! A document that states both figures of a disagreement, and tells them apart, explains it:
//! "raised from 256 KB to 1 MB in October 2025".

use super::conflict::ConflictGraph;
use super::reason::Reason;
use super::values::Shown;
use super::verdict::{Judgement, Relation, Verdict};
use crate::claim::{Claim, MeasureKey};
use rustc_hash::{FxHashMap, FxHashSet};

/// Figures that documents tell apart.
#[derive(Default)]
struct ToldApart<'c> {
    /// Figures of measures, by what output shows of them in base units.
    figures: FxHashMap<(&'c MeasureKey, Shown<'c>), u32>,
    /// A document and two figures, the smaller number first.
    told: FxHashSet<(usize, u32, u32)>,
}

/// Makes differences of scope of those contradictions whose figures a document tells apart.
pub(super) fn tell_apart<'c>(graph: &mut ConflictGraph, claims: &'c [Claim]) {
    let is = |verdict: Verdict| move |relation: &Relation| relation.judgement.verdict == verdict;
    if !graph.relations().any(|relation| is(Verdict::Contradiction)(&relation)) {
        return;
    }
    let mut apart = ToldApart::default();
    // Who reports a dispute does not say that both sides are right.
    let settled = |relation: &Relation| relation.judgement.reason != Reason::Voices;
    for relation in graph.relations().filter(is(Verdict::Scope)).filter(settled) {
        if let Some((a, b)) = relation.sides(claims).filter(|(a, b)| a.document == b.document) {
            apart.add(a, b);
        }
    }
    if apart.told.is_empty() {
        return;
    }
    let contradictions = graph.relations().filter(is(Verdict::Contradiction));
    let told: Vec<Relation> = contradictions
        .filter(|relation| {
            relation.sides(claims).is_some_and(|(a, b)| a.document != b.document && apart.knows(a, b))
        })
        .collect();
    // Two documents that give two figures the other way round tell them apart, and disagree.
    let figures = |(a, b): (&'c Claim, &'c Claim)| {
        let (a, b) = if a.document < b.document { (a, b) } else { (b, a) };
        ((a.document, b.document), &a.measure, Shown::in_base_units(a), Shown::in_base_units(b))
    };
    let both: FxHashSet<_> = told.iter().filter_map(|r| r.sides(claims)).map(figures).collect();
    let exchanged = |relation: &Relation| {
        relation
            .sides(claims)
            .map(figures)
            .is_some_and(|(documents, measure, x, y)| both.contains(&(documents, measure, y, x)))
    };
    let explained: Vec<usize> = told.iter().filter(|r| !exchanged(r)).map(|r| r.number).collect();
    graph.judge_anew(&explained, Judgement::of(Verdict::Scope, Reason::ToldApart));
}

impl<'c> ToldApart<'c> {
    fn add(&mut self, a: &'c Claim, b: &'c Claim) {
        let (x, y) = (self.figure(a, a), self.figure(a, b));
        self.told.insert((a.document, x.min(y), x.max(y)));
    }

    /// The number of what a claim states, as a figure of the measure of another one.
    fn figure(&mut self, of: &'c Claim, claim: &'c Claim) -> u32 {
        let fresh = u32::try_from(self.figures.len()).unwrap_or(u32::MAX);
        *self.figures.entry((&of.measure, Shown::in_base_units(claim))).or_insert(fresh)
    }

    /// Whether the document of one of two claims tells their figures apart.
    fn knows(&self, a: &Claim, b: &Claim) -> bool {
        let figure = |claim| self.figures.get(&(&a.measure, Shown::in_base_units(claim))).copied();
        let (Some(x), Some(y)) = (figure(a), figure(b)) else { return false };
        [a.document, b.document].iter().any(|document| self.told.contains(&(*document, x.min(y), x.max(y))))
    }
}
