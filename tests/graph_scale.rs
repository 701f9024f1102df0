//! The graph of many claims, made on the spot: relations grow in line with the claims, and how
//! long a million takes.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a measurement stops where it cannot go on, and tells"
)]

use factlint::claim::{Claim, MeasureKey, Scope, Subject};
use factlint::engine::{Packs, prepare};
use factlint::graph::connect;
use factlint::resolve::{Witnesses, resolve};
use factlint::rule::Ruleset;
use factlint::token::Span;
use factlint::value::{Amount, Decimal, Value};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What all claims of a measurement share.
struct Common {
    measure: usize,
    rule: Arc<str>,
    unit: Arc<str>,
    scope: Arc<Scope>,
    context: Arc<[u32]>,
}

impl Common {
    fn of(rules: &Ruleset) -> Self {
        Self {
            measure: rules.measures.get_index_of("companies").expect("a measure of the packs"),
            rule: "made".into(),
            unit: "1".into(),
            scope: Arc::default(),
            context: [].into(),
        }
    }
}

fn subject(name: &str) -> Arc<Subject> {
    Subject { keys: vec![name.into()], title: name.into(), ..Subject::default() }.into()
}

/// A claim that counts the first measure of the packs that is a count.
fn claim(document: usize, subject: &Arc<Subject>, value: usize, common: &Common) -> Claim {
    let amount = Amount::exact(Decimal::from(value), Decimal::ONE);
    Claim {
        document,
        span: Span::default(),
        sentence: Span::default(),
        rule: common.rule.clone(),
        measure: MeasureKey::Named(common.measure),
        subject: subject.clone(),
        value: Value::Amount(amount),
        unit: common.unit.clone(),
        converted: None,
        dimension: None,
        scope: common.scope.clone(),
        also: false,
        listed: false,
        context: common.context.clone(),
    }
}

#[test]
fn a_hot_key_is_summarised_and_resolved() {
    let rules = prepare(Vec::new(), &Packs).rules;
    let (subject, common) = (subject("fair"), Common::of(&rules));
    let claims: Vec<Claim> = (0..20_000).map(|at| claim(at, &subject, at / 2, &common)).collect();
    let graph = connect(&claims, &[], &rules);
    assert!(graph.len() < 40_000, "{}", graph.len());
    assert_eq!(graph.summarised() + graph.len() as u64, 20_000 * 19_999 / 2);
    let resolutions = resolve(&claims, &graph, &Witnesses::default(), &rules);
    assert!(!resolutions.is_empty());
}

#[test]
#[ignore = "a measurement; run in release"]
fn a_million_claims_in_a_hundred_thousand_groups() {
    let rules = prepare(Vec::new(), &Packs).rules;
    let subjects: Vec<Arc<Subject>> = (0..100_000).map(|at| subject(&format!("subject {at}"))).collect();
    let common = Common::of(&rules);
    let one = |at: usize| {
        let (group, witness) = (at % subjects.len(), at / subjects.len());
        // One witness in five disagrees.
        let value = 1000 + group + if (at * 7919 + witness).is_multiple_of(5) { witness + 1 } else { 0 };
        // Each claim of a group is of another document, so that those that differ contradict.
        claim(at / 1000, &subjects[group], value, &common)
    };
    let claims: Vec<Claim> = (0..1_000_000).map(one).collect();
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let start = Instant::now();
        let graph = pool.install(|| connect(&claims, &[], &rules));
        let connected = start.elapsed();
        let resolutions = pool.install(|| resolve(&claims, &graph, &Witnesses::default(), &rules));
        let took = start.elapsed();
        let (relations, resolved) = (graph.len(), resolutions.len());
        eprintln!(
            "{threads} threads: {relations} relations in {connected:?}, {resolved} resolutions after {took:?}"
        );
        assert!(took < Duration::from_secs(60), "{took:?}");
    }
}
