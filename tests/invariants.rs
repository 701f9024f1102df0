//! What ARCHITECTURE.md promises of every run: the order of documents, threads, agreeing and
//! unrelated documents.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use factlint::diagnostic::Severity;
use factlint::engine::{Input, Outcome, Packs, Prepared, check, prepare};
use factlint::graph::{describe, judge};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

/// The seed documents and some that speak of other things.
static TEXTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut texts: Vec<(String, Vec<u8>)> = ["seeds", "docs/examples/library"]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("the folder is there"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| (path.display().to_string(), fs::read(&path).expect("the file is read")))
        .collect();
    texts.sort();
    texts
});

fn run(texts: &[(String, Vec<u8>)]) -> Outcome {
    let inputs = texts.iter().map(|(path, bytes)| Input::new(path.as_str(), bytes.clone()));
    check(&RULES.rules, inputs.collect())
}

/// Relations as text that does not depend on the order of documents: both places, the verdict, the level.
fn relations(outcome: &Outcome) -> BTreeSet<String> {
    let place = |claim: usize| {
        let claim = &outcome.claims[claim];
        format!("{}:{} {}", outcome.documents[claim.document].path, claim.span.start, describe(claim))
    };
    outcome
        .graph
        .relations()
        .map(|relation| {
            let (a, b) = (place(relation.a), place(relation.b));
            let (a, b) = if a < b { (a, b) } else { (b, a) };
            format!("{a} | {b} | {} {:?}", relation.judgement.verdict.word(), relation.judgement.level)
        })
        .collect()
}

fn worst(outcome: &Outcome) -> Option<Severity> {
    outcome.findings.iter().map(|finding| finding.severity).max()
}

#[test]
fn verdicts_are_symmetric() {
    let outcome = run(&TEXTS);
    let mut judged = 0;
    for relation in outcome.graph.relations() {
        let (a, b) = (&outcome.claims[relation.a], &outcome.claims[relation.b]);
        if a.measure != b.measure {
            continue;
        }
        let verdict = |x, y| judge(x, y, &RULES.rules).map(|judgement| (judgement.verdict, judgement.level));
        assert_eq!(verdict(a, b), verdict(b, a), "{} and {}", describe(a), describe(b));
        judged += 1;
    }
    assert!(judged > 50, "only {judged} pairs were judged");
}

#[test]
fn threads_change_nothing() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
        let outcome = pool.install(|| run(&TEXTS));
        factlint::report::json(&factlint::report::Review::all(&outcome, &RULES.rules))
            .expect("JSON is written")
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(7));
}

#[test]
fn an_agreeing_document_never_raises_a_level() {
    let before = run(&TEXTS);
    for (path, bytes) in TEXTS.iter() {
        let mut more = TEXTS.clone();
        more.push((format!("again-{path}"), bytes.clone()));
        let after = run(&more);
        assert!(worst(&after) <= worst(&before), "{path} told twice raises {:?}", worst(&before));
        let gone: Vec<String> = relations(&before).difference(&relations(&after)).cloned().collect();
        assert_eq!(gone, Vec::<String>::new(), "{path} told twice changes what was said before");
    }
}

#[test]
fn an_unrelated_document_changes_nothing() {
    let before = relations(&run(&TEXTS));
    let mut more = TEXTS.clone();
    let unrelated =
        "The lighthouse of Port Ellery is 31 metres high. Its lamp was lit in 1854 and seen for 18 miles.\n";
    more.insert(0, ("0-lighthouse.txt".to_owned(), unrelated.as_bytes().to_vec()));
    let after = relations(&run(&more));
    assert_eq!(before, after);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_documents_changes_nothing(order in Just((0..TEXTS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let shuffled: Vec<(String, Vec<u8>)> = order.iter().map(|at| TEXTS[*at].clone()).collect();
        prop_assert_eq!(relations(&run(&TEXTS)), relations(&run(&shuffled)));
    }
}
