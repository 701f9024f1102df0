//! Findings by what they are about, in the order in which a reader should meet them.

use super::super::json::{claim_id, value_json};
use super::model::{Conflict, LeftOut, Position, Resolved, Statement, Topic};
use super::scale::scale;
use super::statement::statement;
use super::timeline::timeline;
use crate::claim::{Claim, MeasureKey};
use crate::engine::Outcome;
use crate::finding::{Finding, label, measure_name};
use crate::graph::{Verdict, describe, describe_value};
use crate::resolve::Resolution;
use crate::rule::Ruleset;
use indexmap::IndexMap;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

type Key = (MeasureKey, Option<Arc<str>>);

/// Findings by topic: the topic of the gravest finding first, and of equally grave ones that
/// of which most documents speak. Of each topic as many as are wanted, and as many minor ones.
pub(super) fn topics(outcome: &Outcome, rules: &Ruleset, most: usize) -> Vec<Topic> {
    let mut groups: IndexMap<Key, (Topic, Rank)> = IndexMap::new();
    // Findings that are wanted, each with its topic.
    let mut wanted: Vec<(usize, usize)> = Vec::new();
    for (at, finding) in outcome.findings.iter().enumerate() {
        let Some(first) = first_claim(finding, outcome) else { continue };
        let key_of_subject = first.subject.keys.first().cloned();
        let key = (finding.measure.clone(), key_of_subject.clone());
        let entry = groups.entry(key);
        let number = entry.index();
        let (topic, rank) = entry.or_insert_with(|| (empty(finding, rules, first), Rank::default()));
        let sides = finding.sides(&outcome.graph);
        let sides = || sides.iter().filter_map(|side| outcome.claims.get(*side));
        rank.add(finding, sides());
        topic.level = topic.level.max(finding.severity);
        for side in sides() {
            let same = side.subject.keys.first() == key_of_subject.as_ref();
            let known = *side.subject.title == *topic.subject
                || topic.also.iter().any(|also| **also == *side.subject.title);
            if same && !known && !finding.minor {
                topic.also.push(side.subject.title.to_string());
            }
        }
        if rank.takes(finding, most, &mut topic.left_out) {
            wanted.push((at, number));
        }
    }
    let resolutions = by_claim(&outcome.resolutions);
    let made: Vec<(usize, Conflict)> = wanted
        .into_par_iter()
        .filter_map(|(at, topic)| {
            Some((topic, conflict(at, outcome.findings.get(at)?, outcome, &resolutions, rules)))
        })
        .collect();
    for (topic, conflict) in made {
        if let Some((_, (topic, _))) = groups.get_index_mut(topic) {
            topic.conflicts.push(conflict);
        }
    }
    let mut out: Vec<(Topic, Rank)> = groups.into_values().collect();
    out.sort_by_key(|(_, rank)| (rank.only_minor, Reverse(rank.gravest), Reverse(rank.documents.len())));
    let numbered = |(at, (mut topic, _)): (usize, (Topic, Rank))| {
        topic.id = format!("t{}", at + 1);
        topic.conflicts.sort_by_key(|conflict| conflict.minor);
        topic
    };
    out.into_iter().enumerate().map(numbered).collect()
}

/// What puts one topic before another.
struct Rank {
    only_minor: bool,
    gravest: Option<(crate::diagnostic::Severity, Verdict)>,
    documents: BTreeSet<usize>,
    /// Findings of it that were taken, and minor ones.
    taken: (usize, usize),
}

impl Default for Rank {
    fn default() -> Self {
        Self { only_minor: true, gravest: None, documents: BTreeSet::new(), taken: (0, 0) }
    }
}

impl Rank {
    fn add<'c>(&mut self, finding: &Finding, sides: impl Iterator<Item = &'c Claim>) {
        self.only_minor &= finding.minor;
        if !finding.minor {
            self.gravest = self.gravest.max(Some((finding.severity, finding.verdict)));
            self.documents.extend(sides.map(|claim| claim.document));
        }
    }
}

impl Rank {
    /// Whether a finding is among those that are wanted of its topic; it is counted where it is not.
    fn takes(&mut self, finding: &Finding, most: usize, left_out: &mut LeftOut) -> bool {
        let taken = if finding.minor { &mut self.taken.1 } else { &mut self.taken.0 };
        *taken += 1;
        if *taken <= most {
            return true;
        }
        if finding.minor {
            left_out.minor += 1;
        } else {
            *left_out.levels.entry(Reverse(finding.severity)).or_default() += 1;
        }
        false
    }
}

fn first_claim<'o>(finding: &Finding, outcome: &'o Outcome) -> Option<&'o Claim> {
    outcome.claims.get(finding.first_side(&outcome.graph)?)
}

fn empty(finding: &Finding, rules: &Ruleset, first: &Claim) -> Topic {
    Topic {
        id: String::new(),
        measure: measure_name(&finding.measure, rules),
        subject: first.subject.title.to_string(),
        also: Vec::new(),
        level: finding.severity,
        conflicts: Vec::new(),
        left_out: LeftOut::default(),
    }
}

/// Resolutions by the claims that they weigh.
fn by_claim(resolutions: &[Resolution]) -> IndexMap<usize, &Resolution> {
    let pairs = resolutions.iter().flat_map(|r| r.claims.iter().map(move |claim| (*claim, r)));
    let mut out = IndexMap::new();
    for (claim, resolution) in pairs {
        out.entry(claim).or_insert(resolution);
    }
    out
}

fn conflict(
    at: usize,
    finding: &Finding,
    outcome: &Outcome,
    resolutions: &IndexMap<usize, &Resolution>,
    rules: &Ruleset,
) -> Conflict {
    let sides = finding.sides(&outcome.graph);
    let positions = positions(&sides, outcome, rules);
    // What is of different scopes has no common value.
    let resolution = (finding.verdict != Verdict::Scope)
        .then(|| sides.iter().find_map(|claim| resolutions.get(claim).copied()))
        .flatten();
    let of = |members: &Vec<usize>| members.iter().filter_map(|claim| outcome.claims.get(*claim)).collect();
    let claims: Vec<Vec<&Claim>> = positions.iter().map(of).collect();
    let firsts: Vec<&Claim> = claims.iter().filter_map(|members| members.first().copied()).collect();
    Conflict {
        id: format!("k{}", at + 1),
        code: finding.code().name,
        verdict: finding.verdict.word(),
        level: finding.severity,
        minor: finding.minor,
        headline: firsts.iter().map(|claim| describe(claim)).collect::<Vec<_>>().join(" against "),
        why: outcome.told(finding, rules).why,
        resolution: resolution.map(resolved),
        scale: (!finding.minor).then(|| scale(&firsts, resolution.filter(|r| !r.even))).flatten(),
        timeline: (!finding.minor).then(|| timeline(&claims, outcome)).flatten(),
        positions: positions.iter().filter_map(|members| position(members, outcome)).collect(),
    }
}

/// The claims of a finding by the figure that they state; by their scope where all state one.
fn positions(sides: &[usize], outcome: &Outcome, rules: &Ruleset) -> Vec<Vec<usize>> {
    let mut by_figure: IndexMap<String, Vec<usize>> = IndexMap::new();
    let mut by_label: IndexMap<String, Vec<usize>> = IndexMap::new();
    for side in sides {
        let Some(claim) = outcome.claims.get(*side) else { continue };
        by_figure.entry(describe(claim)).or_default().push(*side);
        by_label.entry(label(claim, rules)).or_default().push(*side);
    }
    if by_figure.len() > 1 { by_figure.into_values().collect() } else { by_label.into_values().collect() }
}

fn position(members: &[usize], outcome: &Outcome) -> Option<Position> {
    let first = outcome.claims.get(*members.first()?)?;
    let value = describe(first);
    let normalised = describe_value(first.base().value, first.base().unit);
    Some(Position {
        normalised: (normalised != value).then_some(normalised),
        value,
        scope: IndexMap::new(),
        statements: members.iter().map(|claim| claim_id(*claim)).collect(),
    })
}

fn resolved(resolution: &Resolution) -> Resolved {
    let ids = |claims: &[usize]| claims.iter().map(|claim| claim_id(*claim)).collect();
    Resolved {
        text: describe_value(&resolution.value, &resolution.unit),
        value: value_json(&resolution.value),
        unit: resolution.unit.clone(),
        even: resolution.even,
        support: ids(&resolution.support),
        against: ids(&resolution.against),
        why: resolution.why.clone(),
    }
}

/// The claims that findings and their resolutions speak of, in the order of the run.
pub(super) fn statements(outcome: &Outcome, rules: &Ruleset) -> IndexMap<String, Statement> {
    let mut wanted = vec![false; outcome.claims.len()];
    let resolved = outcome.resolutions.iter().flat_map(|r| r.claims.iter().copied());
    let sides = outcome.findings.iter().flat_map(|finding| finding.sides(&outcome.graph));
    for claim in sides.chain(resolved) {
        if let Some(wanted) = wanted.get_mut(claim) {
            *wanted = true;
        }
    }
    let numbered: Vec<usize> = (0..wanted.len()).filter(|claim| wanted[*claim]).collect();
    let made: Vec<_> = numbered
        .into_par_iter()
        .filter_map(|at| Some((claim_id(at), statement(outcome.claims.get(at)?, outcome, rules)?)))
        .collect();
    made.into_iter().collect()
}

/// Fills in the conditions that all statements of a position share.
pub(super) fn share_scopes(topics: &mut [Topic], statements: &IndexMap<String, Statement>) {
    for position in topics.iter_mut().flat_map(|t| &mut t.conflicts).flat_map(|c| &mut c.positions) {
        let mut scopes = position.statements.iter().filter_map(|id| statements.get(id)).map(|s| &s.scope);
        let Some(mut shared) = scopes.next().cloned() else { continue };
        for scope in scopes {
            shared.retain(|dimension, value| scope.get(dimension) == Some(value));
        }
        position.scope = shared;
    }
}
