//! Which claims are resolved together: sets tied by relations that put them into one scope, and
//! groups of such sets that parts and wholes, or derived figures, tie to each other.

use crate::graph::{ConflictGraph, Reason, Relation, Verdict};
use indexmap::IndexMap;
use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Claims that cannot all be true, by number.
pub(super) type Together = SmallVec<[usize; 3]>;

/// Sets of claims, by number, and groups of sets.
#[derive(Default)]
pub(super) struct Components {
    /// The claims of all sets, one set after the other.
    members: Vec<u32>,
    /// Where each set ends.
    ends: Vec<usize>,
    /// Sets of which something is tied.
    pub(super) groups: Vec<Group>,
    /// Whether each set belongs to a group; empty where there is none.
    grouped: Vec<bool>,
}

/// Sets that are tied to each other.
#[derive(Default)]
pub(super) struct Group {
    /// The sets, by number.
    pub(super) sets: Vec<usize>,
    /// What ties them.
    pub(super) ties: Vec<Together>,
}

impl Components {
    /// Of so many claims.
    pub(super) fn of(claims: usize, graph: &ConflictGraph) -> Self {
        let mut out = Self::default();
        let roots = out.collect(claims, graph);
        let ties: Vec<Together> =
            graph.relations().filter(tells_against).map(|tie| graph.together(tie).collect()).collect();
        if !ties.is_empty() {
            out.tie(&roots, ties);
        }
        out
    }

    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The claims of a set, in order.
    pub(super) fn set(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        self.ends.get(at).and_then(|end| self.members.get(start..*end)).unwrap_or_default()
    }

    /// Whether nothing ties a set to others.
    pub(super) fn is_alone(&self, at: usize) -> bool {
        !self.grouped.get(at).copied().unwrap_or(false)
    }

    /// Collects sets of two or more claims in one scope, in order of their first. Gives the root
    /// that each claim's set is known by.
    fn collect(&mut self, claims: usize, graph: &ConflictGraph) -> Vec<u32> {
        let mut sets: UnionFind<u32> = UnionFind::new(claims);
        for relation in graph.relations().filter(is_of_one_scope) {
            sets.union(number(relation.a), number(relation.b));
        }
        let roots = sets.into_labeling();
        let mut first: Vec<u32> = vec![u32::MAX; claims];
        let mut sorted: Vec<(u32, u32)> = Vec::new();
        let mut sizes: Vec<u32> = vec![0; claims];
        for root in &roots {
            sizes[*root as usize] += 1;
        }
        for (claim, root) in roots.iter().enumerate().filter(|(_, root)| sizes[**root as usize] > 1) {
            let first = &mut first[*root as usize];
            *first = (*first).min(number(claim));
            sorted.push((*first, number(claim)));
        }
        sorted.sort_unstable();
        self.members.reserve(sorted.len());
        for set in sorted.chunk_by(|a, b| a.0 == b.0) {
            self.push(set.iter().map(|(_, claim)| *claim));
        }
        roots
    }

    fn push(&mut self, set: impl Iterator<Item = u32>) -> usize {
        self.members.extend(set);
        self.ends.push(self.members.len());
        self.ends.len() - 1
    }

    /// Puts sets that ties reach into groups; a claim that is in none becomes a set.
    fn tie(&mut self, roots: &[u32], ties: Vec<Together>) {
        let root = |claim: usize| roots.get(claim).copied().unwrap_or(u32::MAX);
        let firsts = (0..self.len()).filter_map(|at| Some((root(*self.set(at).first()? as usize), at)));
        let mut by_root: FxHashMap<u32, usize> = firsts.collect();
        let sets_of: Vec<SmallVec<[usize; 3]>> = ties
            .iter()
            .map(|tie| {
                let set = |claim: &usize| {
                    let claim = *claim;
                    *by_root.entry(root(claim)).or_insert_with(|| self.push([number(claim)].into_iter()))
                };
                tie.iter().map(set).collect()
            })
            .collect();
        let mut groups: UnionFind<usize> = UnionFind::new(self.len());
        for tied in &sets_of {
            for pair in tied.windows(2) {
                if let [a, b] = pair {
                    groups.union(*a, *b);
                }
            }
        }
        let mut by_group: IndexMap<usize, Group> = IndexMap::new();
        for (tied, tie) in sets_of.iter().zip(ties) {
            let Some(first) = tied.first() else { continue };
            let group = by_group.entry(groups.find(*first)).or_default();
            group.sets.extend(tied);
            group.ties.push(tie);
        }
        self.grouped = vec![false; self.len()];
        for set in sets_of.into_iter().flatten() {
            self.grouped[set] = true;
        }
        self.groups = by_group.into_values().collect();
        for group in &mut self.groups {
            group.sets.sort_unstable();
            group.sets.dedup();
        }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn is_of_one_scope(relation: &Relation) -> bool {
    let verdict = relation.judgement.verdict;
    let tied = matches!(verdict, Verdict::Agree | Verdict::Discrepancy | Verdict::Contradiction);
    tied && !is_of_other_line(relation.judgement.reason)
}

/// Whether the claims of a relation cannot all be true though they stand on different lines.
fn tells_against(relation: &Relation) -> bool {
    match relation.judgement.verdict {
        Verdict::PartWhole => true,
        Verdict::Contradiction => is_of_other_line(relation.judgement.reason),
        Verdict::Agree | Verdict::Scope | Verdict::Discrepancy => false,
    }
}

/// A figure that follows from others, and editions of two years, stand on lines of their own.
fn is_of_other_line(reason: Reason) -> bool {
    matches!(reason, Reason::Derived | Reason::Misnumbered)
}
