//! An edit that changes some claims changes what was found of their families of measures, and of
//! nothing else: the claims of these families are compared anew, in all documents, and what that
//! finds takes the place of what was found of them before.

use super::check::{Outcome, Read};
use super::patch::Standing;
use crate::claim::{Claim, MeasureKey};
use crate::finding::order;
use crate::graph::notice::SUMMARISED;
use crate::graph::{Families, Family, Named, Numbers, connect_families};
use crate::resolve::Witnesses;
use crate::rule::Ruleset;
use indexmap::{IndexMap, IndexSet};
use std::collections::VecDeque;
use std::mem::take;

/// What a caller decides of a part of an outcome, such as levels.
pub type Decide<'d> = dyn FnMut(&mut Outcome) + 'd;

/// A document that was read again, and what of it differs.
pub(super) struct Change<'c> {
    pub(super) standing: Standing,
    pub(super) path: &'c str,
    pub(super) now: &'c Read,
    pub(super) differing: IndexSet<Family<'c>>,
    pub(super) families: &'c Families,
}

impl Change<'_> {
    /// The numbers that claims have from now on; none for those of families that differ.
    fn kept<'a>(&'a self, claims: &'a [Claim]) -> Numbers {
        let own = &self.standing.claims;
        let (fewer, more) = (own.len(), self.now.extracted.claims.len());
        // Claims of a family that does not differ are the same ones in the same order, maybe
        // between others than before.
        let mut places: IndexMap<Family<'a>, VecDeque<usize>> = IndexMap::new();
        for (at, claim) in self.now.extracted.claims.iter().enumerate() {
            places.entry(self.families.of_claim(claim)).or_default().push_back(own.start + at);
        }
        let number = |(before, claim): (usize, &'a Claim)| {
            let family = self.families.of_claim(claim);
            let now = if own.contains(&before) {
                places.get_mut(&family).and_then(VecDeque::pop_front)
            } else if before < own.start {
                Some(before)
            } else {
                Some(before - fewer + more)
            };
            let now = now.filter(|_| !self.differing.contains(&family));
            now.and_then(|now| u32::try_from(now).ok())
        };
        claims.iter().enumerate().map(number).collect()
    }
}

impl Outcome {
    /// Puts a document, read again, in its place, and what is found of the families that differ in
    /// the place of what was found of them. False where that is not enough.
    pub(super) fn renew(
        &mut self,
        change: Change<'_>,
        rules: &Ruleset,
        witnesses: &Witnesses,
        decide: &mut Decide<'_>,
    ) -> bool {
        let kept = change.kept(&self.claims);
        let named_before = Named::of(&self.claims);
        let Change { standing, path, now, differing, families, .. } = change;
        self.put(standing, path, now);
        let differs = |measure: &MeasureKey| differing.contains(&families.of_measure(measure));
        let summarised = self.graph.summarised() > 0;
        let named = Named::of(&self.claims);
        // What is named counts for all families.
        if named != named_before {
            return false;
        }
        self.renew_families((&kept, &named), differs, rules, witnesses, decide);
        for said in self.diagnostics.iter_mut().filter(|said| said.code == &SUMMARISED) {
            said.message = self.graph.not_spelled_out();
        }
        // Whether that is said at all is decided for the whole.
        summarised == (self.graph.summarised() > 0)
    }

    /// Puts what is found of families that differ in the place of what was found of them. The claims are those of
    /// now, the relations are of claims as they were numbered before; `kept` gives the numbers that these have now,
    /// none for those of families that differ.
    pub(super) fn renew_families(
        &mut self,
        (kept, named): (&[Option<u32>], &Named),
        differs: impl Fn(&MeasureKey) -> bool,
        rules: &Ruleset,
        witnesses: &Witnesses,
        decide: &mut Decide<'_>,
    ) {
        let members = self.claims.iter().enumerate().filter(|(_, claim)| differs(&claim.measure));
        let (numbers, claims): (Numbers, Vec<Claim>) =
            members.map(|(number, claim)| (u32::try_from(number).ok(), claim.clone())).unzip();
        let mut part = Self { claims, ..Self::default() };
        part.graph = connect_families(&part.claims, named, &self.days(), rules);
        part.resolve(witnesses, rules);
        decide(&mut part);

        let fresh = (take(&mut part.graph), numbers.as_slice());
        let relations = self.graph.renew(self.claims.len(), kept, fresh, differs);
        let resolutions = self.renew_resolutions(&mut part, kept, &numbers);
        let maps = [(&relations.0, &resolutions.0), (&relations.1, &resolutions.1)];
        for (outcome, (relations, resolutions)) in [&mut *self, &mut part].into_iter().zip(maps) {
            outcome.findings.retain_mut(|finding| finding.renumber(relations, resolutions));
            outcome.aside.retain_mut(|aside| aside.finding.renumber(relations, resolutions));
        }
        self.findings.append(&mut part.findings);
        self.aside.append(&mut part.aside);
        order(&mut self.findings);
        self.aside.sort_by_key(|aside| aside.finding.rank());
    }

    /// Puts the resolutions of a part between the others, in the order of their first claims. Gives
    /// the numbers that they have from now on: its own, then those of the part.
    fn renew_resolutions(
        &mut self,
        part: &mut Self,
        kept: &[Option<u32>],
        placed: &[Option<u32>],
    ) -> (Numbers, Numbers) {
        let mut numbers = (vec![None; self.resolutions.len()], vec![None; part.resolutions.len()]);
        let own = take(&mut self.resolutions).into_iter().enumerate().map(|(at, own)| (false, at, own));
        let fresh = take(&mut part.resolutions).into_iter().enumerate().map(|(at, own)| (true, at, own));
        let stands = |(is_fresh, _, resolution): &mut (bool, usize, crate::resolve::Resolution)| {
            resolution.renumber(if *is_fresh { placed } else { kept })
        };
        let mut all: Vec<_> = own.chain(fresh).collect();
        all.retain_mut(stands);
        all.sort_by_key(|(_, _, resolution)| resolution.claims.first().copied());
        for (number, (is_fresh, at, resolution)) in all.into_iter().enumerate() {
            let own = if is_fresh { &mut numbers.1 } else { &mut numbers.0 };
            if let Some(known) = own.get_mut(at) {
                *known = u32::try_from(number).ok();
            }
            self.resolutions.push(resolution);
        }
        numbers
    }
}
