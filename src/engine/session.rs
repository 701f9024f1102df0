//! Documents that are checked again and again, as an editor does: what has not changed since
//! the last time is not read anew.

use super::check::{Input, Outcome, ReadDocument, Watch, compare, read_all};
use super::patch::{differing, says_the_same};
use super::renew::{Change, Decide};
use crate::claim::Kept;
use crate::extract::Candidates;
use crate::graph::Families;
use crate::resolve::{Witness, Witnesses, originals};
use crate::rule::Ruleset;
use crate::source::Sketch;
use crate::text::Words;
use indexmap::IndexMap;
use std::hash::{BuildHasher as _, RandomState};

/// Documents that were read, by path, each with a hash of what it was read from.
pub struct Session<'r> {
    rules: &'r Ruleset,
    candidates: Candidates,
    words: Words<'r>,
    families: Families,
    documents: IndexMap<String, (u64, ReadDocument)>,
    /// What is known of documents that are edited, by path.
    kept: IndexMap<String, Kept>,
    hashes: RandomState,
}

impl<'r> Session<'r> {
    /// A session without documents.
    #[must_use]
    pub fn new(rules: &'r Ruleset) -> Self {
        let candidates = Candidates::of(rules);
        Self {
            rules,
            candidates,
            words: Words::new(rules),
            families: Families::of(rules),
            documents: IndexMap::new(),
            kept: IndexMap::new(),
            hashes: RandomState::new(),
        }
    }

    /// Takes these documents in the place of all it has. One that is as it was is not read anew.
    /// Of those that were edited nothing is kept any longer: they may have been closed.
    pub fn replace(&mut self, inputs: Vec<Input>) {
        self.kept.clear();
        let mut before = std::mem::take(&mut self.documents);
        let (mut fresh, mut kept) = (Vec::new(), IndexMap::with_capacity(inputs.len()));
        for input in inputs {
            let hash = self.hash(&input);
            match before.swap_remove(&input.path).filter(|(known, _)| *known == hash) {
                Some(known) => drop(kept.insert(input.path, known)),
                None => fresh.push((hash, input)),
            }
        }
        let names: Vec<(u64, String)> =
            fresh.iter().map(|(hash, input)| (*hash, input.path.clone())).collect();
        let fresh = fresh.into_iter().map(|(_, input)| input).collect();
        let read = read_all(self.rules, &self.candidates, fresh, Watch::NOBODY);
        kept.extend(names.into_iter().zip(read).map(|((hash, path), read)| (path, (hash, read))));
        self.documents = kept;
    }

    fn hash(&self, input: &Input) -> u64 {
        let Input { path: _, bytes, format, language, date, publisher, trust, earlier: _, number: _ } = input;
        self.hashes.hash_one((bytes, format, language, date, publisher, trust))
    }

    /// Reads one document that has changed.
    pub fn read(&mut self, input: Input) {
        let (hash, path) = (self.hash(&input), input.path.clone());
        let now = self.read_again(input);
        self.documents.insert(path, (hash, now));
    }

    /// Reads a document that is edited, as far as it is not known from the last time.
    fn read_again(&mut self, input: Input) -> ReadDocument {
        if self.words.trim() {
            self.kept.clear();
        }
        let kept = self.kept.entry(input.path.clone()).or_default();
        ReadDocument::new(input, &self.candidates, &mut self.words, Some(kept))
    }

    /// Reads one document that has changed, and renews an outcome of this session by it. What is
    /// found anew is given to `decide` before it takes its place, as the whole was when it was
    /// found. False where that is not enough, or where the caller cannot decide on a part: see
    /// [`Self::compare`]; the outcome is of no use any more then.
    pub fn update(&mut self, input: Input, outcome: &mut Outcome, decide: Option<&mut Decide<'_>>) -> bool {
        let (hash, path) = (self.hash(&input), input.path.clone());
        let now = self.read_again(input);
        let renewed =
            self.documents.get(&path).is_some_and(|(_, before)| self.renew(before, &now, outcome, decide));
        self.documents.insert(path, (hash, now));
        renewed
    }

    fn renew(
        &self,
        before: &ReadDocument,
        now: &ReadDocument,
        outcome: &mut Outcome,
        decide: Option<&mut Decide<'_>>,
    ) -> bool {
        let (Some(standing), Ok(old), Ok(new)) = (outcome.standing(before, now), &before.read, &now.read)
        else {
            return false;
        };
        if old.sketch != new.sketch
            && self.originals(None) != self.originals(Some((&now.path, new.sketch.as_ref())))
        {
            // Who is a copy of whom decides of other documents too.
            return false;
        }
        if old.extracted.day != new.extracted.day {
            // Whether a count has grown or fallen is told by the days of two documents.
            return false;
        }
        if says_the_same(old, new) {
            outcome.put(standing, &now.path, new);
            return true;
        }
        // What is learned of the sources decides of all claims.
        let Some(decide) = decide.filter(|_| !self.rules.weighing.learns()) else { return false };
        let witnesses: Vec<Witness> = self.documents.values().map(|(_, read)| read.witness()).collect();
        let change = Change {
            standing,
            path: &now.path,
            now: new,
            differing: differing(old, new, &self.families),
            families: &self.families,
        };
        outcome.renew(change, self.rules, &Witnesses::new(&witnesses, self.rules), decide)
    }

    /// Which documents are copies of which, with another sketch for one of them.
    fn originals(&self, other: Option<(&str, Option<&Sketch>)>) -> Vec<usize> {
        let sketches = self.documents.iter().map(|(path, (_, document))| match other {
            Some((changed, sketch)) if path == changed => sketch,
            _ => document.read.as_ref().ok().and_then(|read| read.sketch.as_ref()),
        });
        originals(&sketches.collect::<Vec<_>>())
    }

    /// Compares all documents, in the order of their paths: the outcome is that of a fresh run
    /// over the same texts.
    #[must_use]
    pub fn compare(&mut self) -> Outcome {
        self.documents.sort_keys();
        compare(self.rules, self.documents.values().map(|(_, read)| read.clone()).collect(), None)
    }
}
