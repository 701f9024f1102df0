//! Documents that are checked again and again, as an editor does: what has not changed since
//! the last time is not read anew.

use super::check::{Input, Outcome, ReadDocument, compare, read_all};
use crate::extract::Candidates;
use crate::rule::Ruleset;
use crate::text::Words;
use indexmap::IndexMap;

/// Documents that were read, by path.
pub struct Session<'r> {
    rules: &'r Ruleset,
    candidates: Candidates,
    words: Words<'r>,
    documents: IndexMap<String, ReadDocument>,
}

impl<'r> Session<'r> {
    /// A session without documents.
    #[must_use]
    pub fn new(rules: &'r Ruleset) -> Self {
        let candidates = Candidates::of(rules);
        Self { rules, candidates, words: Words::new(rules), documents: IndexMap::new() }
    }

    /// Reads documents; one of a path that is known takes its place.
    pub fn read_all(&mut self, inputs: Vec<Input>) {
        let paths: Vec<String> = inputs.iter().map(|input| input.path.clone()).collect();
        let read = read_all(self.rules, &self.candidates, inputs, &|| {});
        self.documents.extend(paths.into_iter().zip(read));
    }

    /// Reads one document that has changed.
    pub fn read(&mut self, input: Input) {
        self.words.trim();
        let path = input.path.clone();
        self.documents.insert(path, ReadDocument::new(input, &self.candidates, &mut self.words));
    }

    /// Compares all documents, in the order of their paths: the outcome is that of a fresh run
    /// over the same texts.
    #[must_use]
    pub fn compare(&mut self) -> Outcome {
        self.documents.sort_keys();
        compare(self.rules, self.documents.values().cloned().collect())
    }
}
