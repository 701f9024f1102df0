//! The conflict graph itself: claims are nodes, relations are edges. An edge holds what was
//! decided, and no texts.

use super::difference::ScopeDifference;
use super::exchange::tell_exchange;
use super::reason::{Reason, Sides};
use super::scope::differences;
use super::terms::Terms;
use super::values::describe;
use super::verdict::{Judgement, Relation};
use crate::claim::{Claim, MeasureKey};
use crate::diagnostic::Severity;
use crate::rule::Ruleset;
use indexmap::IndexMap;
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// The conflict graph of a run.
#[derive(Debug, Default)]
pub struct ConflictGraph {
    /// The node of a claim has its number, the edge of a relation has its number.
    graph: UnGraph<(), Judgement>,
    /// What stands behind relations of derived figures, by their numbers.
    pub(super) derived: FxHashMap<usize, Derived>,
    /// Pairs that are not spelled out, by their measures.
    pub(super) summarised: IndexMap<MeasureKey, u64>,
}

/// Why a derived figure stands against what it is derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// One sentence that says why.
    pub why: String,
    /// The claim of the derived measure, by number, where its scope was compared.
    pub stated: Option<usize>,
    /// Claims beside the two of the relation that it follows from, by number: that these together
    /// are all true is what does not fit.
    pub with: SmallVec<[usize; 2]>,
}

impl ConflictGraph {
    /// Claims without relations, with room for some.
    pub(super) fn of(claims: usize, relations: usize) -> Self {
        let mut graph = UnGraph::with_capacity(claims, relations);
        for _ in 0..claims {
            graph.add_node(());
        }
        Self { graph, ..Self::default() }
    }

    /// Adds a relation; those of one run come in order.
    pub(super) fn relate(&mut self, a: usize, b: usize, judgement: Judgement) -> usize {
        self.graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), judgement).index()
    }

    /// Adds a relation that follows from more than its two claims.
    pub(super) fn derive(&mut self, a: usize, b: usize, judgement: Judgement, derived: Derived) -> usize {
        let number = self.relate(a, b, judgement);
        self.derived.insert(number, derived);
        number
    }

    /// Pairs of claims of one measure and subject that are not spelled out, because their
    /// groups are too large: see [`connect`](super::connect).
    #[must_use]
    pub fn summarised(&self) -> u64 {
        self.summarised.values().sum()
    }

    /// What is said of them.
    #[must_use]
    pub fn not_spelled_out(&self) -> String {
        format!("{} pairs of claims are not spelled out", self.summarised())
    }

    /// The graph as petgraph knows it: the node of a claim has its number, the edge of a
    /// relation has its number.
    #[must_use]
    pub fn graph(&self) -> &UnGraph<(), Judgement> {
        &self.graph
    }

    /// How many relations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.graph.edge_count()
    }

    /// Whether there is no relation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The relations in order.
    pub fn relations(&self) -> impl ExactSizeIterator<Item = Relation> + '_ {
        let edges = self.graph.raw_edges().iter().enumerate();
        edges.map(|(number, edge)| Relation {
            number,
            a: edge.source().index(),
            b: edge.target().index(),
            judgement: edge.weight,
        })
    }

    /// A relation by its number.
    #[must_use]
    pub fn relation(&self, number: usize) -> Option<Relation> {
        let edge = self.graph.raw_edges().get(number)?;
        Some(Relation { number, a: edge.source().index(), b: edge.target().index(), judgement: edge.weight })
    }

    /// The claims that cannot all be true where a relation is of such: its two, and those that it
    /// follows from beside them.
    pub fn together(&self, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        let with = self.derived.get(&relation.number).into_iter().flat_map(|derived| &derived.with);
        [relation.a, relation.b].into_iter().chain(with.copied())
    }

    /// The relations of a claim, in order.
    #[must_use]
    pub fn of_claim(&self, claim: usize) -> Vec<Relation> {
        if claim >= self.graph.node_count() {
            return Vec::new();
        }
        let mut numbers: Vec<usize> =
            self.graph.edges(NodeIndex::new(claim)).map(|edge| edge.id().index()).collect();
        numbers.sort_unstable();
        numbers.into_iter().filter_map(|number| self.relation(number)).collect()
    }

    /// How many claims no other claim could be compared with.
    #[must_use]
    pub fn alone(&self) -> usize {
        self.graph.node_indices().filter(|node| self.graph.neighbors(*node).next().is_none()).count()
    }

    /// Gives a relation another level.
    pub fn set_level(&mut self, number: usize, level: Option<Severity>) {
        if let Some(judgement) = self.graph.edge_weight_mut(EdgeIndex::new(number)) {
            judgement.level = level;
        }
    }

    /// Judges those relations anew of which something holds.
    pub(super) fn judge_where(
        &mut self,
        claims: &[Claim],
        judgement: Judgement,
        holds: impl Fn(Judgement, &Claim, &Claim) -> bool,
    ) {
        let told = |relation: &Relation| {
            relation.sides(claims).is_some_and(|(a, b)| holds(relation.judgement, a, b))
        };
        let relations: Vec<usize> = self.relations().filter(told).map(|relation| relation.number).collect();
        self.judge_anew(&relations, judgement);
    }

    /// Judges some relations anew, by number.
    pub(super) fn judge_anew(&mut self, relations: &[usize], judgement: Judgement) {
        for number in relations {
            if let Some(known) = self.graph.edge_weight_mut(EdgeIndex::new(*number)) {
                *known = judgement;
            }
        }
    }

    /// One sentence that says why two claims are to each other what they are, with both values
    /// converted.
    #[must_use]
    pub fn why(&self, relation: Relation, claims: &[Claim], rules: &Ruleset) -> String {
        let sides = relation.sides(claims);
        let (a, b) = sides.map_or_else(Default::default, |(a, b)| (describe(a), describe(b)));
        let shown = |claim: usize| if claim == relation.a { a.as_str() } else { b.as_str() };
        let mut out = String::new();
        self.tell_why(relation, claims, shown, rules, &mut out);
        out
    }

    /// Appends [`why`](Self::why), with what output shows of each claim made before.
    pub fn tell_why<'s>(
        &self,
        relation: Relation,
        claims: &[Claim],
        shown: impl Fn(usize) -> &'s str,
        rules: &Ruleset,
        out: &mut String,
    ) {
        let reason = relation.judgement.reason;
        if let Some(derived) = self.derived.get(&relation.number).filter(|_| reason == Reason::Derived) {
            out.push_str(&derived.why);
        } else if let Some(sides) = relation.sides(claims) {
            let sides = Sides { claims: sides, shown: (shown(relation.a), shown(relation.b)) };
            reason.tell(sides, rules, out);
            tell_exchange((relation.a, relation.b), relation.judgement, claims, rules, out);
        }
    }

    /// Calls `with` for what sets the scopes of the two claims of a relation apart.
    pub fn differences<'c>(
        &self,
        relation: Relation,
        claims: &'c [Claim],
        rules: &Ruleset,
        with: impl FnMut(ScopeDifference<'c>),
    ) {
        let Some((a, b)) = relation.sides(claims) else { return };
        match self.derived.get(&relation.number) {
            None => relation.judgement.reason.differences(a, b, rules, with),
            Some(derived) => {
                if let Some(stated) = derived.stated.and_then(|stated| claims.get(stated)) {
                    differences(a, b, &Terms::of(&stated.measure, rules), rules, with);
                }
            }
        }
    }
}
