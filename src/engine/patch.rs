//! An edit that leaves the claims of a document what they were leaves all that was found what it
//! was: only places move. Most of what is typed is such an edit.

use super::check::{Outcome, Read, ReadDocument};
use super::text::take_notices;
use crate::claim::{Claim, Scope, ScopeEntry, ScopeValue, TimeScope};
use std::iter::zip;

impl Outcome {
    /// Puts a document, read again, in the place of itself. False where more than places changed:
    /// the outcome is then what it was, and all is to be compared anew.
    pub(super) fn patch(&mut self, before: &ReadDocument, now: &ReadDocument) -> bool {
        let at = self.documents.iter().position(|document| document.path == now.path);
        let (Some(at), Ok(old), Ok(new)) = (at, &before.read, &now.read) else { return false };
        let Some(document) = self.documents.get(at) else { return false };
        let same = before.publisher == now.publisher && before.trust == now.trust && says_the_same(old, new);
        let mut text = new.text.clone();
        let quiet = take_notices(&mut text, new.language.is_some()).is_empty();
        let told = self.diagnostics.iter().any(|said| said.labels.iter().any(|l| l.file == document.file));
        let from = self.claims.partition_point(|claim| claim.document < at);
        let Some(claims) = self.claims.get_mut(from..from + new.extracted.claims.len()) else { return false };
        if !same || !quiet || told || claims.iter().any(|claim| claim.document != at) {
            return false;
        }
        for (claim, new) in zip(claims, &new.extracted.claims) {
            *claim = Claim { document: at, ..new.clone() };
        }
        let Some(document) = self.documents.get_mut(at) else { return false };
        document.title = text.about.title.take();
        document.figures = new.extracted.figures;
        document.unclaimed.clone_from(&new.extracted.unclaimed);
        self.sources.set(document.file, text.into_source(&now.path));
        true
    }
}

/// Whether two readings of a document state the same, wherever it stands.
fn says_the_same(a: &Read, b: &Read) -> bool {
    let (x, y) = (&a.extracted, &b.extracted);
    a.language == b.language
        && a.metadata.publisher == b.metadata.publisher
        && x.date == y.date
        && x.corrected == y.corrected
        && x.claims.len() == y.claims.len()
        && zip(&x.claims, &y.claims).all(|(a, b)| is_same_claim(a, b))
        // Claims of one sentence are compared in another way.
        && zip(x.claims.windows(2), y.claims.windows(2)).all(|(a, b)| in_one_sentence(a) == in_one_sentence(b))
}

fn in_one_sentence(two: &[Claim]) -> bool {
    matches!(two, [a, b] if a.sentence == b.sentence)
}

fn is_same_claim(a: &Claim, b: &Claim) -> bool {
    let Claim {
        document: _,
        span: _,
        sentence: _,
        rule,
        measure,
        subject,
        value,
        unit,
        converted,
        dimension,
        scope,
        also,
        listed,
        context,
    } = a;
    *rule == b.rule
        && *measure == b.measure
        && *subject == b.subject
        && *value == b.value
        && *unit == b.unit
        && *converted == b.converted
        && *dimension == b.dimension
        && is_same_scope(scope, &b.scope)
        && *also == b.also
        && *listed == b.listed
        && *context == b.context
}

fn is_same_scope(a: &Scope, b: &Scope) -> bool {
    let Scope { entries, time, backdrop } = a;
    let same_time = match (time, &b.time) {
        (None, None) => true,
        (Some(TimeScope { span, words: _, reach, inferred }), Some(b)) => {
            *span == b.span && *reach == b.reach && *inferred == b.inferred
        }
        _ => false,
    };
    same_time
        && *backdrop == b.backdrop
        && entries.len() == b.entries.len()
        && zip(entries.iter(), b.entries.iter())
            .all(|((a_id, a), (b_id, b))| a_id == b_id && is_same_entry(a, b))
}

fn is_same_entry(a: &ScopeEntry, b: &ScopeEntry) -> bool {
    let ScopeEntry { value, span: _, reach } = a;
    // Words are equal by their lemmas; they are shown as they are written.
    let shown = match (value, &b.value) {
        (ScopeValue::Text(a), ScopeValue::Text(b)) => a.shown == b.shown,
        _ => true,
    };
    shown && *value == b.value && *reach == b.reach
}
