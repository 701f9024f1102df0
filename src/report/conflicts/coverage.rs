//! What was read and what became of it, so that silence is never taken for agreement.

use super::model::{Coverage, DocumentRow};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Outcome;
use indexmap::IndexMap;

/// Counts what was read; `missing` says what could not be.
pub(super) fn coverage(outcome: &Outcome, missing: &[Diagnostic]) -> Coverage {
    let (broken, notices): (Vec<_>, Vec<_>) =
        outcome.diagnostics.iter().partition(|said| said.severity == Severity::Error);
    let mut reasons = outcome.unclaimed();
    reasons.sort_by(|a, n, b, m| m.cmp(n).then_with(|| a.cmp(b)));
    let mut aside: IndexMap<String, usize> = IndexMap::new();
    for left in &outcome.aside {
        *aside.entry(left.cause.word().to_owned()).or_default() += 1;
    }
    let alone = outcome.graph.alone();
    let languageless = outcome.documents.iter().filter(|d| d.language.is_none());
    Coverage {
        read: outcome.documents.len() - broken.len().min(outcome.documents.len()),
        missing: missing.iter().chain(broken).map(|said| said.message.clone()).collect(),
        skipped: outcome.skipped,
        aside,
        without_language: languageless.map(|document| document.path.clone()).collect(),
        notices: notices.into_iter().map(|said| located(said, outcome)).collect(),
        figures: outcome.documents.iter().map(|d| d.figures).sum(),
        claimed: outcome.claims.len(),
        unclaimed: reasons.values().sum(),
        compared: outcome.claims.len() - alone,
        alone,
        reasons,
    }
}

fn located(said: &Diagnostic, outcome: &Outcome) -> String {
    let file = said.labels.first().and_then(|label| outcome.sources.get(label.file));
    file.map_or_else(|| said.message.clone(), |file| format!("{}: {}", file.name, said.message))
}

/// The documents of a run, each with its source.
pub(super) fn documents(outcome: &Outcome, sources: &[usize]) -> Vec<DocumentRow> {
    let mut claims = vec![0; outcome.documents.len()];
    for claim in &outcome.claims {
        if let Some(count) = claims.get_mut(claim.document) {
            *count += 1;
        }
    }
    let row = |((document, claims), source): ((&crate::engine::Document, usize), &usize)| DocumentRow {
        path: document.path.clone(),
        language: document.language.clone(),
        date: document.day.date.map(|date| date.to_string()),
        publisher: document.publisher.clone(),
        source: *source,
        figures: document.figures,
        claims,
        unclaimed: document.unclaimed.len(),
    };
    outcome.documents.iter().zip(claims).zip(sources).map(row).collect()
}
