//! Who says it: publishers, or documents where none is known, and how they stand to the rest.

use super::model::Source;
use crate::diagnostic::Severity;
use crate::engine::{Document, Outcome};
use crate::graph::Verdict;
use crate::rule::Ruleset;
use crate::token::fold;
use indexmap::{IndexMap, IndexSet};

/// The sources of a run, and for each document which of them it belongs to.
pub(super) fn sources(outcome: &Outcome, rules: &Ruleset) -> (Vec<Source>, Vec<usize>) {
    let mut by_name: IndexMap<String, Source> = IndexMap::new();
    let of_document: Vec<usize> = outcome
        .documents
        .iter()
        .map(|document| {
            let (name, trust) = named(document, rules);
            let entry = by_name.entry(name.clone());
            let at = entry.index();
            entry.or_insert_with(|| empty(name, trust)).documents += 1;
            at
        })
        .collect();
    let mut sources: Vec<Source> = by_name.into_values().collect();
    count(&mut sources, &of_document, outcome);
    (sources, of_document)
}

/// What a document's source is called, and how far it is trusted.
fn named(document: &Document, rules: &Ruleset) -> (String, Option<String>) {
    let learned = document.trust.map(|trust| format!("{trust}, learned"));
    let Some(publisher) = &document.publisher else { return (document.path.clone(), learned) };
    let folded = fold(publisher);
    let known = rules.publishers.values().find(|known| known.names.contains(&folded));
    match known {
        Some(known) => {
            (known.title.clone(), known.trust.map(|trust| trust.normalize().to_string()).or(learned))
        }
        None => (publisher.clone(), learned),
    }
}

fn empty(name: String, trust: Option<String>) -> Source {
    Source { name, trust, documents: 0, claims: 0, confirmed: 0, conflicts: 0, support: 0, against: 0 }
}

fn count(sources: &mut [Source], of_document: &[usize], outcome: &Outcome) {
    let source_of =
        |claim: usize| outcome.claims.get(claim).and_then(|claim| of_document.get(claim.document)).copied();
    let mut add = |claim: usize, what: fn(&mut Source) -> &mut usize| {
        if let Some(source) = source_of(claim).and_then(|at| sources.get_mut(at)) {
            *what(source) += 1;
        }
    };
    let mut confirmed: IndexSet<usize> = IndexSet::new();
    for relation in outcome.graph.relations().filter(|r| r.judgement.verdict == Verdict::Agree) {
        if source_of(relation.a) != source_of(relation.b) {
            confirmed.extend([relation.a, relation.b]);
        }
    }
    confirmed.into_iter().for_each(|claim| add(claim, |source| &mut source.confirmed));
    for resolution in outcome.resolutions.iter().filter(|r| !r.against.is_empty()) {
        resolution.support.iter().for_each(|claim| add(*claim, |source| &mut source.support));
        resolution.against.iter().for_each(|claim| add(*claim, |source| &mut source.against));
    }
    (0..outcome.claims.len()).for_each(|claim| add(claim, |source| &mut source.claims));
    for finding in outcome.findings.iter().filter(|f| f.severity > Severity::Advice) {
        let parties: IndexSet<usize> =
            finding.sides(&outcome.graph).into_iter().filter_map(source_of).collect();
        for at in parties {
            if let Some(source) = sources.get_mut(at) {
                source.conflicts += 1;
            }
        }
    }
}
