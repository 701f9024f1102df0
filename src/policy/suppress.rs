//! Suppressions, from comments and from the configuration: which relations each is about, and
//! which have done nothing.

use super::apply::Policy;
use super::codes::{BAD_SUPPRESSION, EXPIRED_SUPPRESSION, UNEXPLAINED_SUPPRESSION, UNUSED_SUPPRESSION};
use super::comment::{Comment, comments};
use crate::claim::Claim;
use crate::config::{Project, Suppress};
use crate::diagnostic::{Diagnostic, FileId, did_you_mean, is_addressed};
use crate::engine::Outcome;
use crate::finding::{CODES, Cause, code_of, measure_goes_by, measure_name};
use crate::graph::Relation;
use crate::rule::Ruleset;
use crate::token::Span;
use crate::value::CalendarDate;
use indexmap::IndexSet;
use std::cell::LazyCell;

/// What a suppression is about.
enum About {
    /// Claims within a span of a document.
    Place { document: usize, covers: Span, words: Vec<String> },
    /// What an entry of the configuration says.
    Entry(Suppress),
}

/// A suppression.
pub(super) struct Suppression {
    by: (FileId, Span),
    reason: String,
    until: Option<CalendarDate>,
    about: About,
    used: bool,
}

/// All suppressions of a run, and what is wrong with comments.
pub(super) fn all(
    outcome: &Outcome,
    rules: &Ruleset,
    policy: &Policy<'_>,
) -> (Vec<Suppression>, Vec<Diagnostic>) {
    let (mut out, mut diagnostics) = (Vec::new(), Vec::new());
    let config = &policy.project.config;
    for entry in &config.suppress {
        out.push(Suppression {
            by: policy.of_config(entry.place),
            reason: entry.reason.clone(),
            until: entry.until,
            about: About::Entry(entry.clone()),
            used: false,
        });
    }
    if config.comments.as_ref().is_some_and(|comments| !comments.value) {
        return (out, diagnostics);
    }
    // Names of measures are many, and most runs have no comment that needs them.
    let measures: LazyCell<IndexSet<String>, _> =
        LazyCell::new(|| outcome.claims.iter().map(|c| measure_name(&c.measure, rules)).collect());
    for (document, text) in outcome.documents.iter().enumerate() {
        if !outcome.sources.is_addressed(text.file) {
            continue;
        }
        let Some(file) = outcome.sources.get(text.file) else { continue };
        for comment in comments(file) {
            match comment {
                Ok(comment) => match unknown_word(&comment, rules, |name| measures.contains(name)) {
                    Some(said) => diagnostics.push(said.label(text.file, comment.span, "suppresses nothing")),
                    None => out.push(of_comment(comment, document, text.file)),
                },
                Err(wrong) => {
                    let said = Diagnostic::new(&BAD_SUPPRESSION, wrong.why).help(wrong.help);
                    diagnostics.push(said.label(text.file, wrong.span, "suppresses nothing"));
                }
            }
        }
    }
    (out, diagnostics)
}

fn of_comment(comment: Comment, document: usize, file: FileId) -> Suppression {
    let Comment { span, covers, words, until, reason } = comment;
    Suppression {
        by: (file, span),
        reason,
        until,
        about: About::Place { document, covers, words },
        used: false,
    }
}

/// A word that is neither a code nor a measure.
fn unknown_word(comment: &Comment, rules: &Ruleset, stated: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let is_code = |word: &str| CODES.iter().any(|code| code.name == word);
    let known = |word: &str| is_code(word) || rules.measures.contains_key(word) || stated(word);
    let word = comment.words.iter().find(|word| !known(word))?;
    let names = CODES.iter().map(|code| code.name).chain(rules.measures.keys().map(String::as_str));
    let help =
        did_you_mean(word, names).unwrap_or_else(|| "a measure of several words stands in quotes".to_owned());
    Some(
        Diagnostic::new(
            &BAD_SUPPRESSION,
            format!("`{word}` is neither a code nor a measure of these documents"),
        )
        .help(help),
    )
}

/// Whether what a project decided of the findings of a document hangs on its words and not on its
/// claims alone: they hold a comment, or may hold the text of an entry.
#[must_use]
pub fn hangs_on_words(project: &Project, text: &str) -> bool {
    is_addressed(text) || project.config.suppress.iter().any(|entry| entry.text.is_some())
}

/// Whether what becomes of a relation hangs on nothing but that relation, so that a part of a run
/// can be decided on by itself: nothing is suppressed, and every measure that the configuration
/// names is one of the rules.
#[must_use]
pub fn decides_each_by_itself(project: &Project, outcome: &Outcome, rules: &Ruleset) -> bool {
    let config = &project.config;
    config.suppress.is_empty()
        && config.measures.iter().all(|(name, _)| rules.measures.contains_key(name.value.as_str()))
        && !outcome.documents.iter().any(|document| outcome.sources.is_addressed(document.file))
}

impl Suppression {
    /// Whether its last day is past.
    fn is_expired(&self, today: CalendarDate) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    fn is_about(&self, relation: &Relation, outcome: &Outcome, rules: &Ruleset, names: &[String]) -> bool {
        let code = code_of(relation.judgement.verdict).name;
        let sides: Vec<&Claim> =
            [relation.a, relation.b].iter().filter_map(|side| outcome.claims.get(*side)).collect();
        let of_measure = |name: &str| sides.iter().any(|claim| measure_goes_by(&claim.measure, name, rules));
        match &self.about {
            About::Place { document, covers, words } => {
                let here = |claim: &&Claim| claim.document == *document && claim.span.overlaps(*covers);
                let (codes, measures): (Vec<&String>, Vec<&String>) =
                    words.iter().partition(|word| CODES.iter().any(|code| code.name == word.as_str()));
                (codes.is_empty() || codes.iter().any(|own| *own == code))
                    && (measures.is_empty() || measures.iter().any(|name| of_measure(name)))
                    && sides.iter().any(here)
            }
            About::Entry(entry) => {
                let place = |claim: &&Claim| {
                    let name = names.get(claim.document);
                    let path = entry.paths.is_empty()
                        || name.is_some_and(|name| entry.paths.iter().any(|glob| glob.matches(name)));
                    path && entry
                        .text
                        .as_ref()
                        .is_none_or(|text| sentence(claim, outcome).contains(text.as_str()))
                };
                (entry.codes.is_empty() || entry.codes.iter().any(|own| own == code))
                    && (entry.measures.is_empty() || entry.measures.iter().any(|name| of_measure(name)))
                    && entry
                        .subject
                        .as_ref()
                        .is_none_or(|own| sides.iter().any(|c| *c.subject.title == **own))
                    && sides.iter().any(place)
            }
        }
    }
}

fn sentence<'o>(claim: &Claim, outcome: &'o Outcome) -> &'o str {
    let file = outcome.documents.get(claim.document).and_then(|document| outcome.sources.get(document.file));
    file.map_or("", |file| claim.sentence.of(&file.text))
}

/// The cause for which a relation is set aside, where a suppression is about it. All that are
/// about it have been of use.
pub(super) fn cause(
    suppressions: &mut [Suppression],
    relation: &Relation,
    outcome: &Outcome,
    rules: &Ruleset,
    policy: &Policy<'_>,
) -> Option<Cause> {
    let mut cause = None;
    for suppression in suppressions.iter_mut().filter(|s| !s.is_expired(policy.today)) {
        if suppression.is_about(relation, outcome, rules, &policy.names) {
            suppression.used = true;
            let found = Cause::Suppressed { reason: suppression.reason.clone(), by: suppression.by };
            cause.get_or_insert(found);
        }
    }
    cause
}

/// What is to be said of suppressions that do nothing: any more, or at all.
pub(super) fn idle(suppressions: &[Suppression], policy: &Policy<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for suppression in suppressions {
        let (file, span) = suppression.by;
        if let Some(until) = suppression.until.filter(|_| suppression.is_expired(policy.today)) {
            let said = Diagnostic::new(&EXPIRED_SUPPRESSION, format!("this suppression held until {until}"));
            out.push(
                said.label(file, span, "no longer holds").help("correct the texts, or give it a new day"),
            );
        } else if !suppression.used && policy.whole {
            let said = Diagnostic::new(&UNUSED_SUPPRESSION, "this suppression matches no finding");
            out.push(said.label(file, span, "suppresses nothing").help("take it away"));
        } else if suppression.reason.starts_with("TODO") {
            let said = Diagnostic::new(&UNEXPLAINED_SUPPRESSION, "this suppression gives no reason yet");
            out.push(
                said.label(file, span, "holds all the same").help("write why in the place of the `TODO`"),
            );
        }
    }
    out
}
