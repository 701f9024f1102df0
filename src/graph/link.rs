//! Which claims are compared: those of one measure and one subject. Each pair becomes an edge.

use super::likeness::likeness;
use super::pairs::{Pairs, pairs};
use super::values::describe;
use super::verdict::{Judgement, Relation, Verdict, judge};
use crate::claim::{Claim, MeasureKey};
use crate::rule::Ruleset;
use crate::value::{Amount, Decimal, Value};
use indexmap::{IndexMap, IndexSet};
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use rayon::prelude::*;
use std::sync::Arc;

/// The conflict graph of a run.
#[derive(Debug, Default)]
pub struct ConflictGraph {
    /// Claims by number, and the numbers of the relations between them.
    pub graph: UnGraph<usize, usize>,
    /// The relations in order.
    pub relations: Vec<Relation>,
    /// Claims that no other claim could be compared with.
    pub alone: usize,
    /// Pairs of claims of one measure and subject that are not spelled out, because their
    /// groups are too large: see [`connect`].
    pub summarised: u64,
}

impl ConflictGraph {
    /// What the claims at the ends of an edge are to each other.
    #[must_use]
    pub fn judgement(&self, edge: EdgeIndex) -> Option<&Judgement> {
        let relation = self.graph.edge_weight(edge).and_then(|at| self.relations.get(*at))?;
        Some(&relation.judgement)
    }
}

/// Compares the claims of a run: all pairs of a group of one measure and subject. In a group
/// beyond a limit, claims that say the same are compared with one of them only, and that one
/// with the others of its kind; where even those are too many, with its neighbours by value.
#[must_use]
pub fn connect(claims: &[Claim], rules: &Ruleset) -> ConflictGraph {
    let mut graph = UnGraph::with_capacity(claims.len(), claims.len());
    let nodes: Vec<NodeIndex> = (0..claims.len()).map(|claim| graph.add_node(claim)).collect();
    let Pairs { pairs, summarised } = pairs(claims);
    let related = |(a, b): &(u32, u32)| {
        let (at, other) = (*a as usize, *b as usize);
        let (a, b) = (claims.get(at)?, claims.get(other)?);
        let judgement = if are_of_one_thing(a, b) { judge(a, b, rules) } else { None };
        Some(Relation { a: at, b: other, judgement: judgement? })
    };
    let mut relations: Vec<Relation> = pairs.par_iter().filter_map(related).collect();
    drop(pairs);
    relations.extend(derived(claims, rules));
    relations.extend(super::derive::derive(claims, rules));
    explain(&mut relations, claims);
    relations.sort_by_key(|r| (r.a, r.b));
    let mut linked = vec![false; claims.len()];
    for (at, relation) in relations.iter().enumerate() {
        graph.add_edge(nodes[relation.a], nodes[relation.b], at);
        (linked[relation.a], linked[relation.b]) = (true, true);
    }
    let alone = linked.iter().filter(|linked| !**linked).count();
    ConflictGraph { graph, relations, alone, summarised }
}

/// Whether two claims of one group are about one thing: of one topic, and for nouns that no
/// pack knows, in like sentences.
fn are_of_one_thing(a: &Claim, b: &Claim) -> bool {
    let topic = a.document == b.document || share_topic(&a.subject.keys, &b.subject.keys);
    let open = matches!(a.measure, MeasureKey::Open(_));
    topic && (!open || likeness(&a.context, &b.context) > 0)
}

/// Topics meet in one of the heaviest names of either, or in two names.
fn share_topic(a: &[Arc<str>], b: &[Arc<str>]) -> bool {
    if a.len() <= 1 || b.len() <= 1 {
        return true;
    }
    let shared: Vec<(usize, usize)> = a
        .iter()
        .enumerate()
        .filter_map(|(i, key)| b.iter().position(|other| other == key).map(|j| (i, j)))
        .collect();
    shared.len() >= 2 || shared.iter().any(|(i, j)| *i.min(j) < 2)
}

/// A document that states both figures of a disagreement, and tells them apart, explains it:
/// "raised from 256 KB to 1 MB in October 2025".
fn explain(relations: &mut [Relation], claims: &[Claim]) {
    if !relations.iter().any(|r| r.judgement.verdict == Verdict::Contradiction) {
        return;
    }
    let mut told: IndexSet<(usize, MeasureKey, String, String)> = IndexSet::new();
    for relation in relations.iter().filter(|r| r.judgement.verdict == Verdict::Scope) {
        let (a, b) = (&claims[relation.a], &claims[relation.b]);
        if a.document == b.document {
            let (x, y) = (describe_base(a), describe_base(b));
            told.insert((a.document, a.measure.clone(), x.clone(), y.clone()));
            told.insert((a.document, a.measure.clone(), y, x));
        }
    }
    for relation in relations.iter_mut().filter(|r| r.judgement.verdict == Verdict::Contradiction) {
        let (a, b) = (&claims[relation.a], &claims[relation.b]);
        if told.is_empty() || a.document == b.document {
            continue;
        }
        let (x, y) = (describe_base(a), describe_base(b));
        let knows = |document| told.contains(&(document, a.measure.clone(), x.clone(), y.clone()));
        if knows(a.document) || knows(b.document) {
            let why =
                format!("one document states both {} and {}, and tells them apart", describe(a), describe(b));
            relation.judgement.verdict = Verdict::Scope;
            relation.judgement.level = Verdict::Scope.level();
            relation.judgement.why = why;
        }
    }
}

fn describe_base(claim: &Claim) -> String {
    super::values::describe_value(&claim.base.value, &claim.base.unit)
}

/// Spans of dates that one stated duration is compared with; documents hold few of one subject.
const MOST_DATES: usize = 64;

/// Claims of a derived measure against what it is derived from: a duration against dates.
fn derived(claims: &[Claim], rules: &Ruleset) -> Vec<Relation> {
    let mut out = Vec::new();
    for (id, measure) in rules.measures.values().enumerate() {
        let Some((function, arguments)) = &measure.derived else { continue };
        if function != "duration" {
            continue;
        }
        let of = |wanted: usize| {
            claims.iter().enumerate().filter(move |(_, c)| c.measure == MeasureKey::Named(wanted))
        };
        let mut by_subject: IndexMap<&[Arc<str>], Vec<usize>> = IndexMap::new();
        for (at, dates) in arguments.iter().flat_map(|argument| of(*argument)) {
            by_subject.entry(&dates.subject.keys).or_default().push(at);
        }
        for (a, stated) in of(id) {
            let of_same = by_subject.get(&stated.subject.keys[..]).into_iter().flatten();
            for b in of_same.copied().take(MOST_DATES) {
                if let Some(judgement) = against_dates(stated, &claims[b], rules) {
                    out.push(Relation { a: a.min(b), b: a.max(b), judgement });
                }
            }
        }
    }
    out
}

/// A duration against a span of days: as if the span had been stated in days.
fn against_dates(stated: &Claim, dates: &Claim, rules: &Ruleset) -> Option<Judgement> {
    let Value::Dates(span) = &dates.value else { return None };
    let days = span.length_in_days().filter(|days| *days > 1)?;
    let base = Amount::exact(Decimal::from(days), Decimal::ONE);
    let as_stated = Claim {
        value: Value::Amount(base),
        unit: "day".into(),
        base: crate::quantity::Converted {
            value: Value::Amount(base.scale(Decimal::from(86_400))?),
            ..stated.base.clone()
        },
        measure: stated.measure.clone(),
        ..dates.clone()
    };
    let judgement = judge(stated, &as_stated, rules)?;
    let why = format!("{}: {} is {} days", judgement.why, describe(dates), days);
    (judgement.verdict != Verdict::Scope).then_some(Judgement { why, ..judgement })
}
