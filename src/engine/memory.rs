//! What a run found, kept for the next one: where documents are what they were, what was found of them is found again
//! by taking it up. Only families of measures that a document speaks of which is new, gone or another are compared
//! anew; that gives what comparing all gives, as an edit in an editor does: see `renew.rs`.

use super::check::{Document, Outcome, ReadDocument};
use super::recall::Given;
use crate::claim::MeasureKey;
use crate::config::Weighing;
use crate::finding::KeptFinding;
use crate::graph::{Families, Family, KeptGraph, Named, Numbers};
use crate::resolve::{Resolution, Witnesses};
use crate::rule::Ruleset;
use indexmap::IndexSet;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::iter::zip;
use std::sync::Arc;

/// Where more than one claim in so many is of a family that differs, all are compared: a part of a run is made of
/// copies, and put in its place.
const MOST_DIFFERING: usize = 2;

/// What an earlier run found, and who takes what this one finds.
#[derive(Clone, Copy)]
pub struct Memory<'w> {
    /// What the earlier one gave, where there was one under the same rules.
    pub before: Option<&'w [u8]>,
    /// Is given what this one found, in few bytes, unless that is what the earlier one found.
    pub found: &'w (dyn Fn(Vec<u8>) + Sync),
}

/// What tells that a document says what it said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Identity {
    pub(super) bytes: [u8; 32],
    pub(super) given: Given,
    pub(super) trust: Option<String>,
}

/// What is known of the documents of a run beside what an outcome holds, in their order.
pub(super) struct Facts {
    identities: Vec<Option<Identity>>,
    originals: Vec<usize>,
}

/// A document of a run.
#[derive(Serialize, Deserialize)]
struct KeptDocument {
    path: String,
    /// None of what no index knows, which is never what it was.
    identity: Option<Identity>,
    /// How many claims it makes.
    claims: u32,
    /// The document that it is a copy of, by number, or itself.
    original: u32,
    /// What it speaks of, by number.
    measures: Vec<u32>,
}

/// What a run found.
#[derive(Serialize, Deserialize)]
struct KeptRun<'r> {
    measures: Vec<MeasureKey>,
    named: Vec<Arc<str>>,
    documents: Vec<KeptDocument>,
    graph: KeptGraph,
    resolutions: Cow<'r, [Resolution]>,
    findings: Vec<KeptFinding>,
}

/// How the documents of a run stand to those of an earlier one.
struct Matched {
    /// For each document of the earlier one, the same one of this.
    now: Vec<Option<usize>>,
    /// For each document of this one, whether it and all its copies are what they were.
    untouched: Vec<bool>,
}

impl Facts {
    /// Those of documents that were read; none where what is found of one family of measures hangs on others.
    pub(super) fn of(read: &[ReadDocument], witnesses: &Witnesses, rules: &Ruleset) -> Option<Self> {
        (rules.weighing == Weighing::Stated).then(|| Self {
            identities: read.iter().map(|document| document.identity.clone()).collect(),
            originals: witnesses.originals().to_vec(),
        })
    }
}

/// What a run found, in few bytes.
pub(super) fn packed(outcome: &Outcome, facts: &Facts) -> Option<Vec<u8>> {
    let mut measures: IndexSet<&MeasureKey> = IndexSet::new();
    let mut of_documents: Vec<(u32, Vec<u32>)> = vec![(0, Vec::new()); outcome.documents.len()];
    for claim in &outcome.claims {
        let Some((claims, own)) = of_documents.get_mut(claim.document) else { continue };
        let measure = u32::try_from(measures.insert_full(&claim.measure).0).ok()?;
        *claims += 1;
        if !own.contains(&measure) {
            own.push(measure);
        }
    }
    let known = zip(&facts.identities, &facts.originals);
    let documents = zip(&outcome.documents, of_documents).zip(known);
    let documents = documents.map(|((document, (claims, measures)), (identity, original))| {
        let (path, identity) = (document.path.clone(), identity.clone());
        Some(KeptDocument { path, identity, claims, original: u32::try_from(*original).ok()?, measures })
    });
    let run = KeptRun {
        documents: documents.collect::<Option<_>>()?,
        measures: measures.into_iter().cloned().collect(),
        named: Named::of(&outcome.claims).names(),
        graph: KeptGraph::from(&outcome.graph),
        resolutions: Cow::Borrowed(&outcome.resolutions),
        findings: outcome.findings.iter().map(KeptFinding::from).collect(),
    };
    postcard::to_stdvec(&run).ok()
}

/// Finds what the claims of an outcome are to each other, by what an earlier run found. Tells whether that is another
/// run than the earlier one; none where all is to be compared, and nothing was put into the outcome.
pub(super) fn renew(
    before: &[u8],
    outcome: &mut Outcome,
    facts: &Facts,
    witnesses: &Witnesses,
    rules: &Ruleset,
) -> Option<bool> {
    let run: KeptRun<'_> = postcard::from_bytes(before).ok()?;
    let matched = run.matched(&outcome.documents, facts)?;
    let families = Families::of(rules);
    let (named, named_before) = (Named::of(&outcome.claims), Named::from_names(&run.named));
    let mut speaking = run.speaking(outcome, &matched)?;
    if named != named_before {
        let differing = outcome.claims.iter().filter(|claim| named.differs_for(&named_before, claim));
        speaking.extend(differing.map(|claim| claim.measure.clone()));
    }
    let differing: IndexSet<Family<'_>> = speaking.iter().map(|m| families.of_measure(m)).collect();
    let differs = |measure: &MeasureKey| differing.contains(&families.of_measure(measure));
    let differing_claims = outcome.claims.iter().filter(|claim| differs(&claim.measure)).count();
    if differing_claims * MOST_DIFFERING > outcome.claims.len() {
        return None;
    }
    let kept = run.numbers(outcome, &matched, differs)?;
    let is_another = matched.now.len() != outcome.documents.len() || matched.untouched.contains(&false);
    let graph = run.graph.graph(kept.len())?;
    let known = |claims: &[usize]| claims.iter().all(|claim| *claim < kept.len());
    let is_whole = |r: &Resolution| known(&r.claims) && known(&r.support) && known(&r.against);
    run.resolutions.iter().all(is_whole).then_some(())?;
    let mut findings = Vec::with_capacity(run.findings.len());
    for finding in run.findings {
        let first = graph.relation(finding.told_by()?)?.a;
        // What is gone is gone with all its relations: they are of one family.
        let Some(now) = kept.get(first).copied().flatten() else { continue };
        let measure = outcome.claims.get(now as usize)?.measure.clone();
        findings.push(finding.finding(measure, &graph, run.resolutions.len())?);
    }
    (outcome.graph, outcome.resolutions, outcome.findings) = (graph, run.resolutions.into_owned(), findings);
    let is_same = kept.len() == outcome.claims.len()
        && kept.iter().enumerate().all(|(before, now)| now.is_some_and(|now| now as usize == before));
    if !is_same {
        outcome.renew_families((&kept, &named), differs, rules, witnesses, &mut |_| {});
    }
    Some(is_another)
}

impl KeptRun<'_> {
    /// How documents stand to those of this run; none where they stand in another order.
    fn matched(&self, documents: &[Document], facts: &Facts) -> Option<Matched> {
        let places: FxHashMap<&str, usize> =
            documents.iter().enumerate().map(|(at, document)| (document.path.as_str(), at)).collect();
        let same = |kept: &KeptDocument| {
            let at = *places.get(kept.path.as_str())?;
            let own = facts.identities.get(at)?.as_ref();
            own.is_some_and(|own| kept.identity.as_ref() == Some(own)).then_some(at)
        };
        let now: Vec<Option<usize>> = self.documents.iter().map(same).collect();
        let mut before: Vec<Option<usize>> = vec![None; documents.len()];
        for (at, now) in now.iter().enumerate() {
            if let Some(place) = now.and_then(|now| before.get_mut(now)) {
                *place = Some(at);
            }
        }
        now.iter().flatten().is_sorted_by(|a, b| a < b).then_some(())?;
        // Copies are one witness: what becomes of one of them matters to the others.
        let original = |at: usize| self.documents.get(at).map(|document| document.original as usize);
        let (mut stale, mut fresh) = (vec![false; now.len()], vec![false; documents.len()]);
        for at in (0..now.len()).filter(|at| now.get(*at).is_none_or(Option::is_none)) {
            *stale.get_mut(original(at)?)? = true;
        }
        for at in (0..documents.len()).filter(|at| before.get(*at).is_none_or(Option::is_none)) {
            *fresh.get_mut(*facts.originals.get(at)?)? = true;
        }
        let untouched = |(at, before): (usize, &Option<usize>)| {
            let (own, other) = (*facts.originals.get(at)?, original((*before)?)?);
            let clean = !*fresh.get(own)? && !*stale.get(other)?;
            (clean && now.get(other).copied().flatten() == Some(own)).then_some(())
        };
        let untouched = before.iter().enumerate().map(|document| untouched(document).is_some()).collect();
        Some(Matched { now, untouched })
    }

    /// What documents speak of that are gone, new, or no longer what they were.
    fn speaking(&self, outcome: &Outcome, matched: &Matched) -> Option<IndexSet<MeasureKey>> {
        let untouched = |document: usize| matched.untouched.get(document).copied().unwrap_or(false);
        let now = outcome.claims.iter().filter(|claim| !untouched(claim.document));
        let mut out: IndexSet<MeasureKey> = now.map(|claim| claim.measure.clone()).collect();
        for (kept, now) in zip(&self.documents, &matched.now) {
            if !now.is_some_and(untouched) {
                for measure in &kept.measures {
                    out.insert(self.measures.get(*measure as usize)?.clone());
                }
            }
        }
        Some(out)
    }

    /// The numbers that the claims of this run have now, none for those of measures that differ; none at all where
    /// a document does not make as many as it did, or more are gone than there are.
    fn numbers(
        &self,
        outcome: &Outcome,
        matched: &Matched,
        differs: impl Fn(&MeasureKey) -> bool,
    ) -> Option<Numbers> {
        let start = |document: usize| outcome.claims.partition_point(|claim| claim.document < document);
        let (mut out, mut gone) = (Numbers::new(), 0);
        for (kept, now) in zip(&self.documents, &matched.now) {
            let Some(now) = *now else {
                gone += kept.claims as usize;
                (gone <= outcome.claims.len()).then(|| out.resize(out.len() + kept.claims as usize, None))?;
                continue;
            };
            let from = start(now);
            let own = outcome.claims.iter().enumerate().skip(from).take_while(|(_, c)| c.document == now);
            let before = out.len();
            out.extend(own.map(|(at, claim)| u32::try_from(at).ok().filter(|_| !differs(&claim.measure))));
            (out.len() - before == kept.claims as usize).then_some(())?;
        }
        Some(out)
    }
}
