//! The lines that a change touches, and the relations that stand on one of them.

use crate::engine::Outcome;
use crate::graph::Relation;
use std::ops::Range;

/// Lines of each document, from 0.
#[derive(Debug, Default)]
pub struct Changed {
    /// For each document of the run, the ranges of lines that were changed, in order.
    pub lines: Vec<Vec<Range<usize>>>,
}

impl Changed {
    /// Whether the sentence of a side was changed.
    pub(super) fn touches(&self, relation: &Relation, outcome: &Outcome) -> bool {
        [relation.a, relation.b].iter().filter_map(|side| outcome.claims.get(*side)).any(|claim| {
            let file =
                outcome.documents.get(claim.document).and_then(|document| outcome.sources.get(document.file));
            let changed = self.lines.get(claim.document);
            file.zip(changed).is_some_and(|(file, changed)| {
                let sentence = claim.sentence.cover(claim.span);
                let (first, last) =
                    (file.line_at(sentence.start), file.line_at(sentence.end.saturating_sub(1)));
                let next = changed.partition_point(|lines| lines.end <= first);
                changed.get(next).is_some_and(|lines| lines.start <= last)
            })
        })
    }
}
