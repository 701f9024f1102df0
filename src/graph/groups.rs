//! Claims by measure and subject: those of one group may be about one thing.

use super::named::Named;
use crate::claim::{Claim, MeasureKey, Subject};
use crate::rule::Ruleset;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Groups of claims, and the groups of each claim.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The groups of claims, one claim after the other: those of the keys of its subject, then
    /// those of what is around it.
    of_claims: Vec<u32>,
    /// Where those of each claim begin, and where the last end.
    claims: Vec<u32>,
    /// The members of groups in ascending order, one group after the other.
    members: Vec<u32>,
    /// Where those of each group begin, and where the last end.
    groups: Vec<u32>,
}

impl Groups {
    /// The groups of some claims. Numbers of which nobody says what they count are in none.
    pub(super) fn of(claims: &[Claim], named: &Named, rules: &Ruleset) -> Self {
        let mut out = Self { claims: Vec::with_capacity(claims.len() + 1), ..Self::default() };
        let mut ids: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut measures: FxHashMap<&MeasureKey, u32> = FxHashMap::default();
        let mut subjects = Subjects::default();
        let mut sizes: Vec<u32> = Vec::new();
        for claim in claims {
            out.claims.push(length(&out.of_claims));
            let own = out.of_claims.len();
            if matches!(claim.measure, MeasureKey::Unnamed(id) if rules.is_dimension(id, "count")) {
                continue;
            }
            let fresh = length_of(&measures);
            let measure = *measures.entry(&claim.measure).or_insert(fresh);
            for (at, key) in subjects.keys_of(&claim.subject).iter().enumerate() {
                let mut fresh = || {
                    sizes.push(0);
                    length(&sizes) - 1
                };
                // Nothing meets in a common noun that is the name of nothing: a group of its own.
                let alone = claim.subject.is_common(at)
                    && claim.subject.keys.get(at).is_some_and(|key| !named.has(key));
                let group = if alone { fresh() } else { *ids.entry((measure, *key)).or_insert_with(fresh) };
                let known = out.of_claims.get(own..).is_some_and(|own| own.contains(&group));
                out.of_claims.push(group);
                if let Some(size) = sizes.get_mut(group as usize).filter(|_| !known) {
                    *size += 1;
                }
            }
        }
        out.claims.push(length(&out.of_claims));
        drop(ids);
        out.place(&sizes);
        out
    }

    /// Puts each claim into its groups, of which the sizes are known.
    fn place(&mut self, sizes: &[u32]) {
        let mut next: Vec<u32> = Vec::with_capacity(sizes.len() + 1);
        let mut sum = 0;
        for size in sizes {
            next.push(sum);
            sum += size;
        }
        self.groups.clone_from(&next);
        self.groups.push(sum);
        self.members = vec![u32::MAX; sum as usize];
        for claim in 0..self.claims.len().saturating_sub(1) {
            let own = range(&self.claims, claim);
            for at in own.clone() {
                let Some(group) = self.of_claims.get(at).copied() else { continue };
                let known = self.of_claims.get(own.start..at).is_some_and(|before| before.contains(&group));
                let Some(next) = next.get_mut(group as usize).filter(|_| !known) else { continue };
                if let Some(place) = self.members.get_mut(*next as usize) {
                    *place = u32::try_from(claim).unwrap_or(u32::MAX);
                }
                *next += 1;
            }
        }
    }

    /// The groups of a claim: those of the keys of its subject first.
    pub(super) fn of_claim(&self, claim: u32) -> &[u32] {
        self.of_claims.get(range(&self.claims, claim as usize)).unwrap_or(&[])
    }

    /// The members of a group in ascending order.
    pub(super) fn members(&self, group: u32) -> &[u32] {
        self.members.get(range(&self.groups, group as usize)).unwrap_or(&[])
    }

    /// The groups of more members than that, in order.
    pub(super) fn above(&self, size: usize) -> Vec<&[u32]> {
        let all = (0..length(&self.groups).saturating_sub(1)).map(|group| self.members(group));
        all.filter(|members| members.len() > size).collect()
    }
}

/// The keys of subjects, by number. Claims of a document share their subject, which is looked up once.
#[derive(Default)]
struct Subjects<'c> {
    keys: FxHashMap<&'c Arc<str>, u32>,
    /// For each subject, by where it lies, which of `of_subjects` are its keys.
    subjects: FxHashMap<*const Subject, Range<usize>>,
    of_subjects: Vec<u32>,
}

impl<'c> Subjects<'c> {
    /// The keys of a subject, then those of what is around it.
    fn keys_of(&mut self, subject: &'c Arc<Subject>) -> &[u32] {
        let (keys, of_subjects) = (&mut self.keys, &mut self.of_subjects);
        let own = self.subjects.entry(Arc::as_ptr(subject)).or_insert_with(|| {
            let start = of_subjects.len();
            for key in subject.keys.iter().chain(&subject.around) {
                let fresh = length_of(keys);
                of_subjects.push(*keys.entry(key).or_insert(fresh));
            }
            start..of_subjects.len()
        });
        self.of_subjects.get(own.clone()).unwrap_or(&[])
    }
}

fn length_of<K, V>(map: &FxHashMap<K, V>) -> u32 {
    u32::try_from(map.len()).unwrap_or(u32::MAX)
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The places between an entry of a list of beginnings and the next.
fn range(begins: &[u32], at: usize) -> Range<usize> {
    let begin = |at: usize| begins.get(at).or(begins.last()).copied().unwrap_or(0) as usize;
    begin(at)..begin(at + 1)
}
