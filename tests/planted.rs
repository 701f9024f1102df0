//! Generated documents whose truth is known: every planted contradiction is found, and nothing else.
//!
//! `PLANTED_DOCUMENTS=100000 cargo test --profile quick --test planted -- --nocapture` is the long form,
//! `PLANTED_SEED` another corpus.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test stops where it cannot go on, and a long run tells how long it took"
)]

mod chance;
#[path = "../xtask/src/planted/mod.rs"]
mod planted;

use factlint::claim::MeasureKey;
use factlint::engine::{Input, Outcome, Packs, check, prepare};
use factlint::graph::Verdict;
use factlint::rule::Ruleset;
use planted::{Corpus, Pair};
use std::collections::BTreeSet;
use std::time::Instant;

/// So many documents the gate checks.
const DOCUMENTS: usize = 2000;
/// So many pairs are named where some are wrong.
const NAMED: usize = 10;

fn set(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The pairs of documents between which some verdict stands, in order.
fn pairs(outcome: &Outcome, rules: &Ruleset, verdicts: &[Verdict]) -> BTreeSet<(usize, usize, String)> {
    let name = |measure: &MeasureKey| match measure {
        MeasureKey::Named(id) => rules.measures.get_index(*id).expect("a measure").0.clone(),
        MeasureKey::Open(noun) => format!("{noun:?} (open)"),
        MeasureKey::Change(of) => format!("{of:?} (change)"),
        MeasureKey::Unnamed(dimension) => format!("{dimension} (unnamed)"),
    };
    let relations = outcome.graph.relations().filter(|r| verdicts.contains(&r.judgement.verdict));
    relations
        .map(|relation| {
            let (a, b) = (&outcome.claims[relation.a], &outcome.claims[relation.b]);
            (a.document.min(b.document), a.document.max(b.document), name(&a.measure))
        })
        .collect()
}

fn planted_pairs(pairs: &[Pair]) -> BTreeSet<(usize, usize, String)> {
    pairs.iter().map(|pair| (pair.documents.0, pair.documents.1, pair.measure.to_owned())).collect()
}

/// What is wrong with a set of pairs, with the texts of some of them.
fn told(said: &str, wrong: &BTreeSet<(usize, usize, String)>, corpus: &Corpus) -> String {
    let mut out = format!("{} {said}\n", wrong.len());
    for (a, b, measure) in wrong.iter().take(NAMED) {
        let text = |number: &usize| corpus.documents[*number].text.as_str();
        out.push_str(&format!("--- {measure}\n{}\n-\n{}\n", text(a), text(b)));
    }
    out
}

#[test]
fn every_planted_contradiction_is_found_and_nothing_else() {
    let documents = set("PLANTED_DOCUMENTS").and_then(|n| usize::try_from(n).ok()).unwrap_or(DOCUMENTS);
    let corpus = Corpus::new(documents, set("PLANTED_SEED").unwrap_or(7));
    let rules = prepare(Vec::new(), &Packs).rules;
    let inputs = corpus.documents.iter().map(|d| Input::new(&d.path, d.text.clone().into_bytes())).collect();
    let start = Instant::now();
    let outcome = check(&rules, inputs);
    let took = start.elapsed();

    let impossible = pairs(&outcome, &rules, &[Verdict::Contradiction, Verdict::PartWhole]);
    let possible = pairs(&outcome, &rules, &[Verdict::Discrepancy]);
    let compared = pairs(&outcome, &rules, &[Verdict::Discrepancy, Verdict::Agree]);
    let contradictions = planted_pairs(&corpus.contradictions);
    let inexact = planted_pairs(&corpus.inexact);
    eprintln!(
        "{documents} documents in {took:.1?}: {} claims, {} relations, {} contradictions planted, {} found; {} pairs \
         that may both be true, {} told as discrepancies",
        outcome.claims.len(),
        outcome.graph.len(),
        contradictions.len(),
        impossible.len(),
        inexact.len(),
        possible.len(),
    );
    assert!(contradictions.len() > documents / 10, "{} are too few to tell anything", contradictions.len());

    let mut wrong = String::new();
    let mut expect = |said: &str, set: BTreeSet<(usize, usize, String)>| {
        if !set.is_empty() {
            wrong.push_str(&told(said, &set, &corpus));
        }
    };
    expect("planted and not found", contradictions.difference(&impossible).cloned().collect());
    expect("found and not planted", impossible.difference(&contradictions).cloned().collect());
    expect(
        "told as different figures of pairs that say the same",
        possible.difference(&inexact).cloned().collect(),
    );
    expect(
        "rounded or hedged and not compared",
        inexact.difference(&compared).filter(|pair| !impossible.contains(*pair)).cloned().collect(),
    );
    assert!(wrong.is_empty(), "{wrong}");
}
