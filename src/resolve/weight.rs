//! What a claim weighs: one witness each, copies of one text together; more for a trusted
//! publisher, for a figure that was corrected, and a little for precision.

use super::copies::originals;
use crate::claim::{Claim, MeasureKey, ScopeValue};
use crate::graph::Shown;
use crate::rule::{Id, Ruleset};
use crate::source::Sketch;
use crate::token::fold;
use crate::value::Decimal;
use indexmap::IndexSet;
use petgraph::unionfind::UnionFind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::{self, Display, Formatter};

/// Weights are whole numbers, so that sums do not depend on their order.
pub(super) const UNIT: u64 = 1000;
/// What a correction notice multiplies the weight of what it corrects by; a guess.
const CORRECTED: u64 = 3;
/// What an exact figure gains over a bound or an approximation, of [`UNIT`]; a guess that
/// only breaks ties.
const PRECISION: u64 = 10;

/// So many witnesses are looked through; more are hashed.
const FEW: usize = 16;

/// Documents with what they state.
#[derive(Default)]
struct Seen<'c> {
    few: Vec<(usize, Shown<'c>)>,
    many: FxHashSet<(usize, Shown<'c>)>,
}

impl<'c> Seen<'c> {
    /// Whether a document states something for the first time.
    fn insert(&mut self, document: usize, shown: Shown<'c>) -> bool {
        let witness = (document, shown);
        if self.few.contains(&witness) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(witness);
            return true;
        }
        self.many.insert(witness)
    }
}

/// Who witnesses what: documents with their trust and corrections.
#[derive(Debug, Default)]
pub struct Witnesses {
    /// For each document, its trust in thousandths; of copies the highest.
    pub(super) trust: Vec<u64>,
    /// For each document, who speaks in it, and whether trust is stated of it.
    pub(super) sources: Vec<(Box<str>, bool)>,
    /// For each document, the first one that it is a copy of, or itself.
    originals: Vec<usize>,
    /// Measures that a correction notice of a document names.
    corrected: IndexSet<(usize, Id)>,
    /// The dimension of scope that says whom a claim quotes.
    voice: Option<Id>,
}

/// A document as a witness.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// Who published it, where known.
    pub publisher: Option<String>,
    /// How far it is trusted, from 0 to 1, where that is said of the document itself.
    pub trust: Option<Decimal>,
    /// Measures that a correction notice in it names.
    pub corrected: Vec<Id>,
    /// What its text looks like, unless it is too short to tell.
    pub sketch: Option<Sketch>,
}

impl Witnesses {
    /// Witnesses of a run, in the order of its documents.
    #[must_use]
    pub fn new(documents: &[Witness], rules: &Ruleset) -> Self {
        let (mut trust, mut sources) = (Vec::new(), Vec::new());
        for (document, witness) in documents.iter().enumerate() {
            let name = witness.publisher.as_ref().map(|name| fold(name));
            let known =
                rules.publishers.values().find(|p| name.as_ref().is_some_and(|n| p.names.contains(n)));
            let stated = witness.trust.or(known.and_then(|known| known.trust));
            let source = known.and_then(|known| known.names.first().cloned()).or(name);
            sources.push((source.unwrap_or_else(|| format!("#{document}")).into(), stated.is_some()));
            let units = stated.unwrap_or(Decimal::new(5, 1)) * Decimal::from(2 * UNIT);
            trust.push(u64::try_from(units).unwrap_or(UNIT).max(1));
        }
        let originals = originals(&documents.iter().map(|d| d.sketch.as_ref()).collect::<Vec<_>>());
        for (document, original) in originals.iter().enumerate() {
            let most = trust.get(document).max(trust.get(*original)).copied();
            if let (Some(most), Some(of_original)) = (most, trust.get_mut(*original)) {
                *of_original = most;
            }
        }
        let corrected = documents
            .iter()
            .enumerate()
            .flat_map(|(at, witness)| witness.corrected.iter().map(move |m| (at, *m)));
        Self { trust, sources, originals, corrected: corrected.collect(), voice: rules.voice() }
    }

    /// Whom a claim quotes.
    fn voice_of<'c>(&self, claim: &'c Claim) -> Option<&'c ScopeValue> {
        let voice = self.voice.filter(|_| !claim.scope.entries.is_empty())?;
        claim.scope.entries.get(&voice).map(|entry| &entry.value)
    }

    /// For each document, the first one that it is a copy of, or itself.
    #[must_use]
    pub fn originals(&self) -> &[usize] {
        &self.originals
    }

    /// The first document that one is a copy of, or itself.
    pub(super) fn original(&self, document: usize) -> usize {
        self.originals.get(document).copied().unwrap_or(document)
    }

    /// Whether a correction notice names the measure of a claim.
    #[must_use]
    pub fn is_corrected(&self, claim: &Claim) -> bool {
        matches!(claim.measure, MeasureKey::Named(id) if self.corrected.contains(&(claim.document, id)))
    }

    /// The weight of each of some claims. Claims of one value in one document and its copies, and
    /// those that quote one voice, share one weight: the first carries it.
    #[must_use]
    pub fn weights(&self, members: &[usize], claims: &[Claim]) -> Vec<u64> {
        let quoting =
            |member: &usize| claims.get(*member).is_some_and(|claim| self.voice_of(claim).is_some());
        if members.iter().any(quoting) {
            return self.shared_weights(members, claims);
        }
        let mut seen = Seen::default();
        members
            .iter()
            .map(|member| {
                let Some(claim) = claims.get(*member) else { return 0 };
                let original = self.original(claim.document);
                let fresh = seen.insert(original, Shown::of(claim));
                if fresh { self.weight(claim) } else { 1 }
            })
            .collect()
    }

    /// What a claim weighs by itself.
    fn weight(&self, claim: &Claim) -> u64 {
        let trust = self.trust.get(self.original(claim.document)).copied().unwrap_or(UNIT);
        let corrected = if self.is_corrected(claim) { CORRECTED } else { 1 };
        trust * corrected + if is_exact(claim) { PRECISION } else { 0 }
    }

    /// The weights of claims some of which quote: the first one of each witness carries the
    /// highest of its claims, so that their order does not matter.
    fn shared_weights(&self, members: &[usize], claims: &[Claim]) -> Vec<u64> {
        let mut sets = self.witnesses(members, claims);
        let mut out: Vec<u64> = vec![1; members.len()];
        let mut first: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, claim) in members.iter().enumerate().filter_map(|(at, m)| Some((at, claims.get(*m)?))) {
            let first = *first.entry(sets.find_mut(at)).or_insert(at);
            if let Some(weight) = out.get_mut(first) {
                *weight = (*weight).max(self.weight(claim));
            }
        }
        out
    }

    /// Claims of one witness: those of one value that one document and its copies state, or that
    /// quote one voice.
    fn witnesses(&self, members: &[usize], claims: &[Claim]) -> UnionFind<usize> {
        let mut sets = UnionFind::new(members.len());
        let mut stated: FxHashMap<(usize, Shown<'_>), usize> = FxHashMap::default();
        let mut quoted: FxHashMap<(&ScopeValue, Shown<'_>), usize> = FxHashMap::default();
        for (at, claim) in members.iter().enumerate().filter_map(|(at, m)| Some((at, claims.get(*m)?))) {
            let shown = Shown::of(claim);
            if let Some(voice) = self.voice_of(claim) {
                sets.union(at, *quoted.entry((voice, shown)).or_insert(at));
            }
            sets.union(at, *stated.entry((self.original(claim.document), shown)).or_insert(at));
        }
        sets
    }

    /// How many independent witnesses some claims have, and how many copies of them.
    #[must_use]
    pub fn counted(&self, members: &[usize], claims: &[Claim]) -> Counted {
        let mut documents: Vec<usize> =
            members.iter().filter_map(|member| claims.get(*member)).map(|claim| claim.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let all = documents.len();
        documents.iter_mut().for_each(|document| *document = self.original(*document));
        documents.sort_unstable();
        documents.dedup();
        let originals = documents.len();
        let witnesses = self.independent(members, claims, &documents);
        Counted { witnesses, copies: all - originals, quoting: originals - witnesses }
    }

    /// How many of some documents do not quote what another of them quotes.
    fn independent(&self, members: &[usize], claims: &[Claim], documents: &[usize]) -> usize {
        let mut sets: UnionFind<usize> = UnionFind::new(documents.len());
        let mut quoted: FxHashMap<(&ScopeValue, Shown<'_>), usize> = FxHashMap::default();
        let mut independent = documents.len();
        for claim in members.iter().filter_map(|member| claims.get(*member)) {
            let Some(voice) = self.voice_of(claim) else { continue };
            let Ok(at) = documents.binary_search(&self.original(claim.document)) else { continue };
            let first = *quoted.entry((voice, Shown::of(claim))).or_insert(at);
            independent -= usize::from(sets.union(first, at));
        }
        independent
    }
}

/// How many documents say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Those that are no copies of others among them, and quote nobody whom another quotes.
    pub witnesses: usize,
    /// Copies of others.
    pub copies: usize,
    /// The rest: they quote whom another quotes for the same.
    pub quoting: usize,
}

impl Display for Counted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} witness{}", self.witnesses, if self.witnesses == 1 { "" } else { "es" })?;
        match self.copies {
            0 => {}
            1 => f.write_str(" and a copy")?,
            copies => write!(f, " and {copies} copies")?,
        }
        match self.quoting {
            0 => Ok(()),
            1 => f.write_str(" and another document that quotes the same source"),
            quoting => write!(f, " and {quoting} more documents that quote the same source"),
        }
    }
}

fn is_exact(claim: &Claim) -> bool {
    claim.amount().is_none_or(|amount| !amount.approx && amount.interval.as_point().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What documents of some stated trust weigh.
    fn trust(stated: &[Option<&str>]) -> Vec<u64> {
        let trust = |text: &&str| text.parse().ok();
        let witness =
            |stated: &Option<&str>| Witness { trust: stated.as_ref().and_then(trust), ..Witness::default() };
        Witnesses::new(&stated.iter().map(witness).collect::<Vec<_>>(), &Ruleset::default()).trust
    }

    #[test]
    fn who_is_trusted_twice_as_far_weighs_twice_as_much() {
        assert_eq!(trust(&[None, Some("0.5"), Some("1"), Some("0.25")]), [UNIT, UNIT, 2 * UNIT, UNIT / 2]);
        assert_eq!(trust(&[Some("0")]), [1], "nobody weighs nothing");
    }

    #[test]
    fn a_witness_is_new_once_however_many_there_are() {
        let mut seen = Seen::default();
        let documents = || 0..3 * FEW;
        assert!(documents().all(|document| seen.insert(document, Shown::Dates(None, None))));
        assert!(!documents().any(|document| seen.insert(document, Shown::Dates(None, None))));
    }
}
