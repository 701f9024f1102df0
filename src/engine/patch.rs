//! A document that was read again, put in the place of itself in an outcome. Most of what is typed
//! leaves its claims what they were and moves places alone. What changes a claim changes what was
//! found of its family of measures: see `renew.rs`.

use super::check::{Outcome, Read, ReadDocument, doubtful};
use super::text::notices;
use crate::claim::{CODES, Claim, Doubt, Scope, ScopeEntry, ScopeValue, TimeScope};
use crate::diagnostic::{Diagnostic, FileId};
use crate::graph::{Families, Family};
use crate::source::Text;
use crate::token::Span;
use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHashMap;
use std::iter::zip;
use std::ops::Range;

/// Where a document stands in an outcome.
pub(super) struct Standing {
    /// Its number.
    document: usize,
    /// Its claims.
    pub(super) claims: Range<usize>,
    /// Its new text.
    text: Text,
}

impl Outcome {
    /// Where a document stands that was read again, if nothing but its claims and their places can
    /// have changed by that.
    pub(super) fn standing(&self, before: &ReadDocument, now: &ReadDocument) -> Option<Standing> {
        let at = self.documents.iter().position(|document| document.path == now.path)?;
        let (Ok(old), Ok(new)) = (&before.read, &now.read) else { return None };
        let file = self.documents.get(at)?.file;
        let same = before.publisher == now.publisher
            && before.trust == now.trust
            && old.metadata.publisher == new.metadata.publisher
            && old.extracted.corrected == new.extracted.corrected;
        let text = new.text.clone();
        let quiet = notices(&text, new.language.is_some()).is_empty();
        let told = self.diagnostics.iter().any(|said| !CODES.contains(&said.code) && is_of(said, file));
        let from = self.claims.partition_point(|claim| claim.document < at);
        let to = self.claims.partition_point(|claim| claim.document <= at);
        let known = to - from == old.extracted.claims.len();
        (same && quiet && !told && known).then_some(Standing { document: at, claims: from..to, text })
    }

    /// Puts a reading of a document in the place of the one before.
    pub(super) fn put(&mut self, standing: Standing, path: &str, new: &Read) {
        let Standing { document: at, claims, mut text } = standing;
        let new_claims = new.extracted.claims.iter().map(|claim| Claim { document: at, ..claim.clone() });
        if claims.len() == new_claims.len() {
            zip(self.claims.get_mut(claims).into_iter().flatten(), new_claims).for_each(|(a, b)| *a = b);
        } else {
            drop(self.claims.splice(claims, new_claims));
        }
        let Some(document) = self.documents.get_mut(at) else { return };
        document.title = text.about.title.take();
        document.language.clone_from(&new.language);
        document.day = new.extracted.day;
        document.figures = new.extracted.figures;
        document.unclaimed.clone_from(&new.extracted.unclaimed);
        let file = document.file;
        self.sources.set(file, text.into_source(path));
        self.doubt(file, &new.extracted.doubts);
    }

    /// Says of a document what is doubtful in it, in the place of what was said before.
    fn doubt(&mut self, file: FileId, doubts: &[Doubt]) {
        self.diagnostics.retain(|said| !CODES.contains(&said.code) || !is_of(said, file));
        let behind = |said: &Diagnostic| said.labels.first().is_none_or(|label| label.file > file);
        let at = self.diagnostics.iter().position(behind).unwrap_or(self.diagnostics.len());
        self.diagnostics.splice(at..at, doubts.iter().map(|doubt| doubtful(doubt, file)));
    }
}

fn is_of(said: &Diagnostic, file: FileId) -> bool {
    said.labels.iter().any(|label| label.file == file)
}

/// Whether two readings of a document state the same in the same order, wherever it stands.
pub(super) fn says_the_same(a: &Read, b: &Read) -> bool {
    let (x, y): (Vec<&Claim>, Vec<&Claim>) =
        (a.extracted.claims.iter().collect(), b.extracted.claims.iter().collect());
    are_same_claims(&x, &y)
}

/// The families of which two readings of a document state different things.
pub(super) fn differing<'c>(a: &'c Read, b: &'c Read, families: &Families) -> IndexSet<Family<'c>> {
    let (x, y) = (by_family(&a.extracted.claims, families), by_family(&b.extracted.claims, families));
    let differ = |family: &&Family<'c>| match (x.get(*family), y.get(*family)) {
        (Some(x), Some(y)) => !are_same_claims(x, y),
        _ => true,
    };
    x.keys().chain(y.keys()).filter(differ).copied().collect()
}

/// Claims by family, in order.
fn by_family<'c>(claims: &'c [Claim], families: &Families) -> IndexMap<Family<'c>, Vec<&'c Claim>> {
    let mut out: IndexMap<Family<'c>, Vec<&'c Claim>> = IndexMap::new();
    for claim in claims {
        out.entry(families.of_claim(claim)).or_default().push(claim);
    }
    out
}

fn are_same_claims(a: &[&Claim], b: &[&Claim]) -> bool {
    a.len() == b.len()
        && zip(a, b).all(|(a, b)| is_same_claim(a, b))
        // Claims of one sentence are compared in another way.
        && sentences(a) == sentences(b)
}

/// For each claim, the first one of its sentence.
fn sentences(claims: &[&Claim]) -> Vec<usize> {
    let mut first: FxHashMap<Span, usize> = FxHashMap::default();
    claims.iter().enumerate().map(|(at, claim)| *first.entry(claim.sentence).or_insert(at)).collect()
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
