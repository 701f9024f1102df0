//! Gathers the relations of a run into findings: one for each pair of figures that stand
//! against each other, with every place that states them.

use super::code_of;
use crate::claim::{Claim, MeasureKey};
use crate::diagnostic::{Code, Severity};
use crate::graph::{ConflictGraph, Relation, Verdict, describe};
use crate::resolve::Resolution;
use crate::rule::Ruleset;
use indexmap::{IndexMap, IndexSet};

/// A place that states one of the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The claim, by number.
    pub claim: usize,
    /// What is said beside it.
    pub label: String,
}

/// What the user is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its code.
    pub code: &'static Code,
    /// Its verdict.
    pub verdict: Verdict,
    /// Its level.
    pub severity: Severity,
    /// What its figures state.
    pub measure: MeasureKey,
    /// What stands against what.
    pub message: String,
    /// Why it is what it is.
    pub why: String,
    /// The relations that it gathers, by number.
    pub relations: Vec<usize>,
    /// Every place that states one of the figures, in order.
    pub sides: Vec<Side>,
    /// What the evidence supports.
    pub resolution: Option<String>,
    /// Whether it is shown only on request: figures of different things that share a name, and
    /// equal figures in different scopes.
    pub minor: bool,
}

/// Findings of a run: graver ones first, then in the order of the documents.
#[must_use]
pub fn collect(
    claims: &[Claim],
    graph: &ConflictGraph,
    resolutions: &[Resolution],
    rules: &Ruleset,
) -> Vec<Finding> {
    let figures = Figures::of(claims);
    let mut groups: IndexMap<GroupKey, Vec<usize>> = IndexMap::new();
    for (at, relation) in graph.relations.iter().enumerate().filter(|(_, r)| r.judgement.level.is_some()) {
        if let Some(key) = GroupKey::of(relation, claims, &figures) {
            groups.entry(key).or_default().push(at);
        }
    }
    let resolved = Resolved::new(claims.len(), resolutions);
    let mut findings: Vec<Finding> = groups
        .into_values()
        .filter_map(|relations| finding(relations, claims, graph, &resolved, rules))
        .collect();
    order(&mut findings);
    findings
}

/// Graver ones first, then in the order of the documents.
pub fn order(findings: &mut [Finding]) {
    findings.sort_by_key(|f| {
        (std::cmp::Reverse(f.severity), std::cmp::Reverse(f.verdict), f.sides.first().map(|s| s.claim))
    });
}

impl Finding {
    /// What is left of it when only some of its relations count.
    #[must_use]
    pub fn only(&self, relations: Vec<usize>, graph: &ConflictGraph) -> Self {
        let members: IndexSet<usize> =
            relations.iter().filter_map(|r| graph.relations.get(*r)).flat_map(|r| [r.a, r.b]).collect();
        let sides = self.sides.iter().filter(|side| members.contains(&side.claim)).cloned().collect();
        Self { relations, sides, ..self.clone() }
    }
}

/// The first resolution of each claim.
struct Resolved<'r> {
    resolutions: &'r [Resolution],
    by_claim: Vec<Option<usize>>,
}

impl<'r> Resolved<'r> {
    fn new(claims: usize, resolutions: &'r [Resolution]) -> Self {
        let mut by_claim = vec![None; claims];
        for (at, resolution) in resolutions.iter().enumerate().rev() {
            resolution
                .claims
                .iter()
                .filter(|claim| **claim < claims)
                .for_each(|claim| by_claim[*claim] = Some(at));
        }
        Self { resolutions, by_claim }
    }

    /// The first resolution that weighs one of some claims.
    fn first_of(&self, members: &[usize]) -> Option<&'r Resolution> {
        let first = members.iter().filter_map(|claim| self.by_claim.get(*claim).copied().flatten()).min()?;
        self.resolutions.get(first)
    }
}

/// Relations that say one thing: the same figures of the same measure and subject.
#[derive(PartialEq, Eq, Hash)]
struct GroupKey {
    verdict: Verdict,
    measure: MeasureKey,
    /// What the two state, by number among all that is stated.
    figures: (usize, usize),
    scopes: String,
}

/// What each claim states, by number: claims that output describes alike share one.
struct Figures {
    of_claim: Vec<usize>,
}

impl Figures {
    fn of(claims: &[Claim]) -> Self {
        let mut known: IndexSet<String> = IndexSet::new();
        Self { of_claim: claims.iter().map(|claim| known.insert_full(describe(claim)).0).collect() }
    }
}

impl GroupKey {
    fn of(relation: &Relation, claims: &[Claim], figures: &Figures) -> Option<Self> {
        let a = claims.get(relation.a)?;
        let (x, y) = (*figures.of_claim.get(relation.a)?, *figures.of_claim.get(relation.b)?);
        let scopes = relation.judgement.differences.iter().map(|d| {
            let (low, high) =
                if d.sides.0 < d.sides.1 { (&d.sides.0, &d.sides.1) } else { (&d.sides.1, &d.sides.0) };
            format!("{}={low}/{high}", d.dimension)
        });
        let scopes = scopes.collect::<Vec<_>>().join(";");
        Some(Self {
            verdict: relation.judgement.verdict,
            measure: a.measure.clone(),
            figures: (x.min(y), x.max(y)),
            scopes,
        })
    }
}

fn finding(
    relations: Vec<usize>,
    claims: &[Claim],
    graph: &ConflictGraph,
    resolved: &Resolved<'_>,
    rules: &Ruleset,
) -> Option<Finding> {
    let first = graph.relations.get(*relations.first()?)?;
    let judgement = &first.judgement;
    let (a, b) = (claims.get(first.a)?, claims.get(first.b)?);
    let tied = relations.iter().filter_map(|at| graph.relations.get(*at));
    let mut members: Vec<usize> = tied.flat_map(|r| [r.a, r.b]).collect();
    members.sort_unstable();
    members.dedup();
    let sides = members
        .iter()
        .filter_map(|m| Some(Side { claim: *m, label: label(claims.get(*m)?, rules) }))
        .collect();
    let name = measure_name(&a.measure, rules);
    let of = if a.subject.title.is_empty() { String::new() } else { format!(" of {}", a.subject.title) };
    let places = rules.places().and_then(|id| rules.scopes.get_index(id)).map(|(_, s)| s.title.clone());
    let of_others = |dimension: &String| Some(dimension) == places.as_ref() || dimension == "subject";
    let minor = judgement.verdict == Verdict::Scope
        && (describe(a) == describe(b) || judgement.differences.iter().any(|d| of_others(&d.dimension)));
    let resolution = (judgement.verdict != Verdict::Scope)
        .then(|| resolved.first_of(&members))
        .flatten()
        .map(|r| r.why.clone());
    Some(Finding {
        code: code_of(judgement.verdict),
        verdict: judgement.verdict,
        severity: judgement.level?,
        measure: a.measure.clone(),
        message: format!("{name}{of}: {} against {}", describe(a), describe(b)),
        why: judgement.why.clone(),
        relations,
        sides,
        resolution,
        minor,
    })
}

/// What is said beside a figure: its value and what sets its scope.
fn label(claim: &Claim, rules: &Ruleset) -> String {
    let mut scope: Vec<String> = claim
        .scope
        .entries
        .iter()
        .map(|(id, entry)| crate::graph::scope_value_text(&entry.value, *id, rules))
        .filter(|text| !text.is_empty())
        .collect();
    if let Some(time) = &claim.scope.time {
        let text = crate::graph::time_text(&time.span);
        scope.push(if time.inferred.is_some() { format!("{text}, inferred") } else { text });
    }
    let value = describe(claim);
    if scope.is_empty() { value } else { format!("{value} ({})", scope.join(", ")) }
}

/// A measure as output calls it.
#[must_use]
pub fn measure_name(measure: &MeasureKey, rules: &Ruleset) -> String {
    match measure {
        MeasureKey::Named(id) => {
            rules.measures.get_index(*id).map_or_else(String::new, |(_, m)| m.title.clone())
        }
        MeasureKey::Open(name) => name.to_string(),
        MeasureKey::Unnamed(dimension) => {
            rules.dimensions.get_index(*dimension).map_or_else(String::new, |(name, _)| name.clone())
        }
    }
}

/// Whether a measure goes by a name: that of rule files, or what output calls it.
#[must_use]
pub fn measure_goes_by(measure: &MeasureKey, name: &str, rules: &Ruleset) -> bool {
    let declared = match measure {
        MeasureKey::Named(id) => rules.measures.get_index(*id).map(|(own, _)| own.as_str()),
        MeasureKey::Open(_) | MeasureKey::Unnamed(_) => None,
    };
    declared == Some(name) || measure_name(measure, rules) == name
}
