//! What was read out of a document at the places of the file that it was read from: a reader
//! leaves markup out, and what is found must still lead back.

use super::build::Extracted;
use super::figure::FiguresInText;
use super::model::Claim;
use crate::token::Span;
use std::sync::Arc;

impl Extracted {
    /// All spans as `place` maps them.
    #[must_use]
    pub fn moved(mut self, place: impl Fn(Span) -> Span) -> Self {
        for claim in &mut self.claims {
            claim.move_spans(&place);
        }
        for unclaimed in &mut self.unclaimed {
            unclaimed.span = place(unclaimed.span);
        }
        for doubt in &mut self.doubts {
            doubt.span = place(doubt.span);
        }
        self
    }
}

impl Claim {
    pub(super) fn move_spans(&mut self, place: &impl Fn(Span) -> Span) {
        self.span = place(self.span);
        self.sentence = place(self.sentence);
        // Most scopes are shared, and have no place in the text or stay where they are.
        let words = self.scope.time.iter().filter_map(|time| time.words);
        let entries = self.scope.entries.iter().filter_map(|(_, entry)| entry.span);
        if entries.chain(words).all(|span| place(span) == span) {
            return;
        }
        let scope = Arc::make_mut(&mut self.scope);
        let words = scope.time.iter_mut().filter_map(|time| time.words.as_mut());
        for span in scope.entries.values_mut().filter_map(|entry| entry.span.as_mut()).chain(words) {
            *span = place(*span);
        }
    }
}

impl FiguresInText {
    /// All spans as `place` maps them.
    #[must_use]
    pub fn moved(mut self, place: impl Fn(Span) -> Span) -> Self {
        for figure in &mut self.figures {
            figure.span = place(figure.span);
        }
        self
    }
}
