//! Which claims are compared: those of one measure and one subject. Each pair becomes an edge.

use super::likeness::likeness;
use super::values::describe;
use super::verdict::{Judgement, Relation, Verdict, judge};
use crate::claim::{Claim, MeasureKey};
use crate::rule::Ruleset;
use crate::value::{Amount, Decimal, Value};
use indexmap::{IndexMap, IndexSet};
use petgraph::graph::{NodeIndex, UnGraph};
use std::sync::Arc;

/// The conflict graph of a run.
#[derive(Debug, Default)]
pub struct ConflictGraph {
    /// Claims by number, and relations between them.
    pub graph: UnGraph<usize, Judgement>,
    /// The relations in order.
    pub relations: Vec<Relation>,
    /// Claims that no other claim could be compared with.
    pub alone: usize,
    /// Sizes of the groups that were too large to compare every pair of.
    pub cut: Vec<usize>,
}

/// Groups beyond this size are compared by neighbours only, see [`connect`].
const MAX_GROUP: usize = 300;

/// Compares the claims of a run: all pairs of a group of one measure and subject; of a group
/// beyond a limit, each claim with its followers by value.
#[must_use]
pub fn connect(claims: &[Claim], rules: &Ruleset) -> ConflictGraph {
    let mut graph = UnGraph::with_capacity(claims.len(), claims.len());
    let nodes: Vec<NodeIndex> = (0..claims.len()).map(|claim| graph.add_node(claim)).collect();
    let mut pairs: IndexSet<(usize, usize)> = IndexSet::new();
    let mut cut = Vec::new();
    for members in groups(claims).values() {
        pair_up(members, claims, &mut pairs);
        if members.len() > MAX_GROUP {
            cut.push(members.len());
        }
    }
    let mut relations: Vec<Relation> = pairs
        .iter()
        .filter(|(a, b)| are_of_one_thing(&claims[*a], &claims[*b]))
        .filter_map(|(a, b)| {
            Some(Relation { a: *a, b: *b, judgement: judge(claims.get(*a)?, claims.get(*b)?, rules)? })
        })
        .collect();
    relations.extend(derived(claims, rules));
    relations.extend(super::derive::derive(claims, rules));
    explain(&mut relations, claims);
    relations.sort_by_key(|r| (r.a, r.b));
    let mut linked = vec![false; claims.len()];
    for relation in &relations {
        graph.add_edge(nodes[relation.a], nodes[relation.b], relation.judgement.clone());
        (linked[relation.a], linked[relation.b]) = (true, true);
    }
    let alone = linked.iter().filter(|linked| !**linked).count();
    ConflictGraph { graph, relations, alone, cut }
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
        let (x, y) = (describe_base(a), describe_base(b));
        let knows = |document| told.contains(&(document, a.measure.clone(), x.clone(), y.clone()));
        if a.document != b.document && (knows(a.document) || knows(b.document)) {
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

type Key<'c> = (&'c MeasureKey, &'c Arc<str>);

/// Claims by measure and by each key of their subject.
fn groups(claims: &[Claim]) -> IndexMap<Key<'_>, Vec<usize>> {
    let mut out: IndexMap<Key<'_>, Vec<usize>> = IndexMap::new();
    for (index, claim) in claims.iter().enumerate() {
        if matches!(claim.measure, MeasureKey::Unnamed(_)) {
            continue;
        }
        for key in claim.subject.keys.iter().chain(&claim.subject.around) {
            out.entry((&claim.measure, key)).or_default().push(index);
        }
    }
    out
}

fn pair_up(members: &[usize], claims: &[Claim], pairs: &mut IndexSet<(usize, usize)>) {
    if members.len() <= MAX_GROUP {
        for (at, a) in members.iter().enumerate() {
            pairs.extend(members[at + 1..].iter().map(|b| (*a, *b)));
        }
        return;
    }
    let mut sorted = members.to_vec();
    sorted.sort_by_cached_key(|index| (low_end(&claims[*index]), *index));
    for window in sorted.windows(2) {
        if let [a, b] = window {
            pairs.insert((*a.min(b), *a.max(b)));
        }
    }
}

fn low_end(claim: &Claim) -> Option<Decimal> {
    claim.amount().and_then(|amount| amount.interval.lo.or(amount.interval.hi))
}

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
        for (a, stated) in of(id) {
            for (b, dates) in arguments.iter().flat_map(|argument| of(*argument)) {
                let same = stated.subject.keys == dates.subject.keys;
                if let Some(judgement) = same.then(|| against_dates(stated, dates, rules)).flatten() {
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
