//! The conflict report: all that a run found, as data, as a page, as Markdown.

mod axis;
mod coverage;
mod graph;
mod html;
mod markdown;
mod model;
mod scale;
mod sources;
mod statement;
mod timeline;
mod topic;

pub use html::{MOST_OF_TOPIC, html};
pub use markdown::markdown;
pub use model::ConflictReport;

use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Outcome;
use crate::rule::Ruleset;
use indexmap::IndexMap;
use model::Summary;

/// The version of the shape.
const VERSION: u32 = 1;
/// The key under which a scope says how its time was inferred.
const INFERRED: &str = "time-inferred-from";

impl ConflictReport {
    /// The report of a run under a title; `missing` says what could not be
    /// read before it, and `most` how many findings of a topic are wanted.
    #[must_use]
    pub fn new(
        title: &str,
        outcome: &Outcome,
        rules: &Ruleset,
        missing: &[Diagnostic],
        most: Option<usize>,
    ) -> Self {
        let (sources, of_document) = sources::sources(outcome, rules);
        let statements = topic::statements(outcome, rules);
        let mut topics = topic::topics(outcome, rules, most.unwrap_or(usize::MAX));
        topic::share_scopes(&mut topics, &statements);
        Self {
            version: VERSION,
            generator: crate::source::GENERATOR.to_owned(),
            title: title.to_owned(),
            summary: summary(outcome),
            graph: graph::graph(&topics, &statements),
            coverage: coverage::coverage(outcome, missing),
            documents: coverage::documents(outcome, &of_document),
            topics,
            statements,
            sources,
        }
    }

    /// The report as one JSON text.
    ///
    /// # Errors
    /// When serialising fails, which no report should make it do.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        super::escaped::pretty(self)
    }
}

fn summary(outcome: &Outcome) -> Summary {
    let mut languages: IndexMap<String, usize> = IndexMap::new();
    for code in outcome.documents.iter().filter_map(|document| document.language.clone()) {
        *languages.entry(code).or_default() += 1;
    }
    languages.sort_by(|a, n, b, m| m.cmp(n).then_with(|| a.cmp(b)));
    let conflicts = || outcome.findings.iter();
    let of = |level: Severity| conflicts().filter(|c| !c.minor && c.severity == level).count();
    Summary {
        documents: outcome.documents.len(),
        languages,
        claims: outcome.claims.len(),
        conflicts: conflicts().filter(|c| !c.minor).count(),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        advice: of(Severity::Advice),
        minor: conflicts().filter(|c| c.minor).count(),
    }
}
