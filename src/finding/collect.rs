//! Gathers the relations of a run into findings: one for each pair of figures that stand
//! against each other, with every place that states them.

use super::code_of;
use crate::claim::{Claim, MeasureKey};
use crate::diagnostic::{Code, Severity};
use crate::graph::{ConflictGraph, Dimension, Relation, Shown, Stated, Verdict, measure_name, renumbered};
use crate::resolve::Resolution;
use crate::rule::Ruleset;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::{BuildHasher as _, BuildHasherDefault, Hash};

/// What the user is shown: numbers only, see [`Finding::told`] for the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its verdict.
    pub verdict: Verdict,
    /// Its level.
    pub severity: Severity,
    /// Whether it is shown only on request: figures of different things that share a name, and
    /// equal figures in different scopes.
    pub minor: bool,
    /// What its figures state.
    pub measure: MeasureKey,
    /// The relations that it gathers, by number, in order.
    pub relations: Relations,
    /// The relation that it is told by, by number.
    pub(super) told_by: usize,
    /// What the evidence supports, by number of the resolution.
    pub resolution: Option<usize>,
}

/// The gravity of a finding, the graver the less, then its first relation: relations are in the
/// order of the documents. One number, as very many are compared.
pub type Rank = u64;

/// Bits of a rank that say which relation is the first.
const RELATION_BITS: u32 = 40;

/// Numbers of relations; most findings have one.
pub type Relations = SmallVec<[u32; 4]>;

/// Findings of a run: graver ones first, then in the order of the documents.
#[must_use]
pub fn collect(
    claims: &[Claim],
    graph: &ConflictGraph,
    resolutions: &[Resolution],
    rules: &Ruleset,
) -> Vec<Finding> {
    let run = Run {
        claims,
        graph,
        rules,
        keys: Keys::of(claims),
        resolved: Resolved::new(claims.len(), resolutions),
    };
    // Relations that say one thing fall into one share; shares are gathered by all threads.
    let share_of: Vec<u8> =
        (0..graph.len()).into_par_iter().map(|number| run.share_of(number).unwrap_or(NO_SHARE)).collect();
    // There may be as many as relations: few shares lie in memory beside those that were gathered.
    let mut findings = Vec::new();
    for share in (0..SHARES).step_by(SHARES_AT_ONCE) {
        let shares = (share..SHARES).take(SHARES_AT_ONCE).collect::<Vec<_>>();
        let gathered: Vec<Vec<Finding>> =
            shares.into_par_iter().map(|share| run.gather(share, &share_of)).collect();
        gathered.into_iter().for_each(|share| findings.extend(share));
    }
    order(&mut findings);
    findings
}

/// Into so many shares relations are parted.
const SHARES: u8 = 32;
/// So many of them are gathered at once.
const SHARES_AT_ONCE: usize = 8;
/// The share of relations that make no finding.
const NO_SHARE: u8 = u8::MAX;

/// What findings are gathered from.
struct Run<'c> {
    claims: &'c [Claim],
    graph: &'c ConflictGraph,
    rules: &'c Ruleset,
    keys: Keys,
    resolved: Resolved,
}

impl<'c> Run<'c> {
    /// The share that a relation falls into; none where it makes no finding.
    fn share_of(&self, number: usize) -> Option<u8> {
        let relation = self.graph.relation(number)?;
        relation.judgement.level?;
        let key = self.keys.of_relation(relation)?;
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one(key);
        u8::try_from(hash >> 32 & u64::from(SHARES - 1)).ok()
    }

    /// The findings of a share of the relations.
    fn gather(&self, share: u8, shares: &[u8]) -> Vec<Finding> {
        let Self { claims, graph, rules, keys, resolved } = self;
        let places = rules.places().map(|id| Dimension::Scope(id).title(rules));
        let mut scopes: FxHashMap<SmallVec<[Apart<'c>; 1]>, u32> = FxHashMap::default();
        let mut groups: FxHashMap<(FigureKey, u32), usize> = FxHashMap::default();
        let mut findings: Vec<Finding> = Vec::new();
        for relation in memchr::memchr_iter(share, shares).filter_map(|number| graph.relation(number)) {
            let Some(severity) = relation.judgement.level else { continue };
            let (Some(key), Some(first)) = (keys.of_relation(relation), claims.get(relation.a)) else {
                continue;
            };
            let fresh = u32::try_from(scopes.len()).unwrap_or(u32::MAX);
            let scope = *scopes.entry(self.scopes_apart(relation)).or_insert(fresh);
            let at = *groups.entry((key, scope)).or_insert(findings.len());
            if at == findings.len() {
                findings.push(Finding {
                    verdict: relation.judgement.verdict,
                    severity,
                    minor: is_minor(relation, claims, graph, places, rules),
                    measure: first.measure.clone(),
                    relations: Relations::new(),
                    told_by: relation.number,
                    resolution: None,
                });
            }
            let Some(finding) = findings.get_mut(at) else { continue };
            finding.relations.extend(u32::try_from(relation.number));
            if finding.verdict != Verdict::Scope {
                let known = finding.resolution.into_iter();
                finding.resolution =
                    known.chain(resolved.of(relation.a)).chain(resolved.of(relation.b)).min();
            }
        }
        findings.shrink_to_fit();
        findings
    }

    /// What sets the scopes of the two claims of a relation apart.
    fn scopes_apart(&self, relation: Relation) -> SmallVec<[Apart<'c>; 1]> {
        let mut scopes: SmallVec<[Apart<'c>; 1]> = SmallVec::new();
        self.graph.differences(relation, self.claims, self.rules, |difference| {
            let (a, b) = difference.sides;
            scopes.push((difference.dimension, a.min(b), a.max(b)));
        });
        scopes
    }
}

/// Graver ones first, then in the order of the documents. No two are of one rank, as none shares a relation.
pub fn order(findings: &mut [Finding]) {
    // They are large: what they are sorted by is moved in their place.
    if !findings.is_sorted_by_key(Finding::rank) {
        findings.sort_by_cached_key(Finding::rank);
    }
}

impl Finding {
    /// What puts it before or behind others.
    #[must_use]
    pub fn rank(&self) -> Rank {
        let graver = |level: u8| u64::from(u8::MAX - level);
        let gravity = graver(self.severity as u8) << u8::BITS | graver(self.verdict as u8);
        gravity << RELATION_BITS | self.relations.first().map_or(0, |first| u64::from(*first) + 1)
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &'static Code {
        code_of(self.verdict)
    }

    /// The relations that it gathers, in order.
    pub fn relations_in<'g>(&'g self, graph: &'g ConflictGraph) -> impl Iterator<Item = Relation> + 'g {
        self.relations.iter().filter_map(|number| graph.relation(*number as usize))
    }

    /// The claims that state one of the figures, by number, in order.
    #[must_use]
    pub fn sides(&self, graph: &ConflictGraph) -> Vec<usize> {
        let mut sides: Vec<usize> = self.relations_in(graph).flat_map(|r| [r.a, r.b]).collect();
        sides.sort_unstable();
        sides.dedup();
        sides
    }

    /// The first of them: relations are in the order of their first claims.
    #[must_use]
    pub fn first_side(&self, graph: &ConflictGraph) -> Option<usize> {
        self.relations_in(graph).next().map(|relation| relation.a)
    }

    /// Gives its relations and its resolution the numbers that they have from now on; false where
    /// its relations are gone.
    pub fn renumber(&mut self, relations: &[Option<u32>], resolutions: &[Option<u32>]) -> bool {
        let number = |old: usize| relations.get(old).copied().flatten();
        let Some(told_by) = number(self.told_by) else { return false };
        self.told_by = told_by as usize;
        self.resolution = self.resolution.and_then(|at| renumbered(at, resolutions));
        self.relations.iter_mut().all(|relation| match number(*relation as usize) {
            Some(now) => {
                *relation = now;
                true
            }
            None => false,
        })
    }

    /// What is left of it when only some of its relations count.
    #[must_use]
    pub fn only(&self, relations: Relations) -> Self {
        Self { relations, ..self.clone() }
    }
}

/// Whether a relation is of figures of different things that share a name, or of equal figures
/// in different scopes.
fn is_minor(
    relation: Relation,
    claims: &[Claim],
    graph: &ConflictGraph,
    places: Option<&str>,
    rules: &Ruleset,
) -> bool {
    if relation.judgement.verdict != Verdict::Scope {
        return false;
    }
    let sides = relation.sides(claims);
    let mut minor = sides.is_some_and(|(a, b)| Shown::of(a) == Shown::of(b));
    graph.differences(relation, claims, rules, |difference| {
        let dimension = difference.dimension;
        minor |= dimension == Dimension::Subject || Some(dimension.title(rules)) == places;
    });
    minor
}

/// The first resolution of each claim.
struct Resolved {
    by_claim: Vec<Option<u32>>,
}

impl Resolved {
    fn new(claims: usize, resolutions: &[Resolution]) -> Self {
        let mut by_claim = vec![None; claims];
        for (at, resolution) in resolutions.iter().enumerate().rev() {
            for claim in &resolution.claims {
                if let Some(first) = by_claim.get_mut(*claim) {
                    *first = u32::try_from(at).ok();
                }
            }
        }
        Self { by_claim }
    }

    fn of(&self, claim: usize) -> Option<usize> {
        self.by_claim.get(claim).copied().flatten().map(|at| at as usize)
    }
}

/// The figures of the same measure that relations that say one thing are of. All by number.
#[derive(PartialEq, Eq, Hash)]
struct FigureKey {
    verdict: Verdict,
    measure: u32,
    figures: (u32, u32),
}

/// A dimension that sets two scopes apart, and what either side says, in no order.
type Apart<'c> = (Dimension, Stated<'c>, Stated<'c>);

/// Numbers of what relations are gathered by.
struct Keys {
    /// The measure of each claim.
    measures: Vec<u32>,
    /// What each claim states: claims that output describes alike share one.
    figures: Vec<u32>,
}

impl Keys {
    fn of(claims: &[Claim]) -> Self {
        let (measures, figures) = rayon::join(
            || numbered(claims.iter().map(|claim| &claim.measure)),
            || numbered(claims.iter().map(Shown::of)),
        );
        Self { measures, figures }
    }

    fn of_relation(&self, relation: Relation) -> Option<FigureKey> {
        let (x, y) = (*self.figures.get(relation.a)?, *self.figures.get(relation.b)?);
        let measure = *self.measures.get(relation.a)?;
        Some(FigureKey { verdict: relation.judgement.verdict, measure, figures: (x.min(y), x.max(y)) })
    }
}

/// A number for each of some things; equal ones share one.
fn numbered<T: Eq + Hash>(things: impl Iterator<Item = T>) -> Vec<u32> {
    let mut known: FxHashMap<T, u32> = FxHashMap::default();
    things
        .map(|thing| {
            let fresh = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(thing).or_insert(fresh)
        })
        .collect()
}

/// Whether a measure goes by a name: that of rule files, or what output calls it.
#[must_use]
pub fn measure_goes_by(measure: &MeasureKey, name: &str, rules: &Ruleset) -> bool {
    let declared = match measure {
        MeasureKey::Named(id) => rules.measures.get_index(*id).map(|(own, _)| own.as_str()),
        MeasureKey::Open(_) | MeasureKey::Change(_) | MeasureKey::Unnamed(_) => None,
    };
    declared == Some(name) || measure_name(measure, rules) == name
}
