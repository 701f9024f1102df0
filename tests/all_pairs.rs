//! The graph against the slow and obvious way to make it: every two claims looked at, names
//! compared as texts, and each verdict the one that the two get when they are judged alone.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::claim::{Claim, MeasureKey, Scope, Subject, TimeScope};
use factlint::engine::{Packs, Prepared, prepare};
use factlint::graph::{ConflictGraph, Reason, Shown, Verdict, connect, describe, judge};
use factlint::resolve::{Witnesses, resolve};
use factlint::rule::Reach;
use factlint::token::Span;
use factlint::value::{Amount, CalendarDate, DateSpan, Decimal, Interval, Value};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

/// So many claims of one subject and measure are compared pair by pair.
const SPELLED_OUT: usize = 24;

/// Two claims by number, and the verdict on them.
type Verdicts = BTreeMap<(usize, usize), Verdict>;

fn measure(name: &str) -> MeasureKey {
    MeasureKey::Named(RULES.rules.measures.get_index_of(name).expect("a measure of the packs"))
}

fn unnamed(dimension: &str) -> MeasureKey {
    MeasureKey::Unnamed(RULES.rules.dimension(dimension).expect("a dimension of the packs"))
}

fn any_measure() -> impl Strategy<Value = MeasureKey> {
    prop_oneof![
        4 => Just(measure("companies")),
        2 => Just(measure("floor-area")),
        2 => Just(MeasureKey::Open("lamp".into())),
        1 => Just(unnamed("count")),
        1 => Just(unnamed("length")),
    ]
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let end = prop_oneof![3 => 38i64..44, 2 => Just(400i64), 1 => Just(4000i64), 1 => Just(405i64)];
    (end, 0..3i64, 0..5u8, 0..2u32).prop_map(|(end, width, kind, scale)| {
        let (value, step) = (Decimal::from(end), Decimal::new(1, scale));
        let interval = match kind {
            0 => Interval::above(value, true),
            1 => Interval::below(value, false),
            2 => Interval::between(value, value + Decimal::from(width)),
            _ => Interval::point(value),
        };
        Amount { interval, approx: kind == 3, step }
    })
}

fn names(most: usize) -> impl Strategy<Value = Vec<Arc<str>>> {
    proptest::collection::vec(0..5usize, 0..most)
        .prop_map(|names| names.into_iter().map(|name| format!("name {name}").into()).collect())
}

fn any_time() -> impl Strategy<Value = Option<TimeScope>> {
    let year = prop_oneof![2 => Just(None), 3 => Just(Some(2024i16)), 1 => Just(Some(2023i16))];
    year.prop_map(|year| {
        let span = DateSpan::on(CalendarDate::year(year?));
        Some(TimeScope { span, words: None, reach: Reach::Sentence, inferred: None })
    })
}

prop_compose! {
    fn any_claim()(
        document in 0..4usize,
        sentence in 0..3usize,
        measure in any_measure(),
        mut keys in names(4),
        around in names(2),
        amount in any_amount(),
        time in any_time(),
        (also, listed) in (proptest::bool::weighted(0.1), proptest::bool::weighted(0.1)),
        context in proptest::collection::btree_set(0..8u32, 0..5),
    ) -> Claim {
        keys.insert(0, format!("name {}", sentence % 2).into());
        let title = keys.first().cloned().unwrap_or_default();
        Claim {
            document,
            span: Span::new(sentence * 100, sentence * 100 + 5),
            sentence: Span::new(sentence * 100, sentence * 100 + 90),
            rule: "made".into(),
            measure,
            subject: Subject { keys, common: 0, main: 3, title, explicit: false, around }.into(),
            value: Value::Amount(amount),
            unit: "1".into(),
            converted: None,
            dimension: None,
            scope: Scope { time, ..Scope::default() }.into(),
            also,
            listed,
            context: context.into_iter().collect(),
        }
    }
}

/// Whether two claims are looked at together: of one measure, of a shared name, of one topic.
fn is_pair(a: &Claim, b: &Claim) -> bool {
    let all = |claim: &Claim| -> BTreeSet<Arc<str>> {
        claim.subject.keys.iter().chain(&claim.subject.around).cloned().collect()
    };
    let named = a.measure != unnamed("count");
    let together = named && a.measure == b.measure && all(a).intersection(&all(b)).next().is_some();
    let (x, y) = (&a.subject.keys, &b.subject.keys);
    let shared: Vec<usize> = x
        .iter()
        .enumerate()
        .filter_map(|(i, key)| y.iter().position(|other| other == key).map(|j| i.min(j)))
        .collect();
    let topic = match (x.as_slice(), y.as_slice()) {
        ([_], [_]) => true,
        ([name], many) | (many, [name]) => many.iter().take(3).any(|other| other == name),
        _ => shared.len() >= 2 || shared.iter().any(|at| *at < 3),
    };
    together && (a.document == b.document || topic)
}

/// The verdicts on all pairs, with what a document tells apart.
fn all_pairs(claims: &[Claim]) -> Verdicts {
    let mut out = Verdicts::new();
    for (i, a) in claims.iter().enumerate() {
        for (j, b) in claims.iter().enumerate().skip(i + 1).filter(|(_, b)| is_pair(a, b)) {
            out.extend(judge(a, b, &RULES.rules).map(|judgement| ((i, j), judgement.verdict)));
        }
    }
    let figures = |i: usize, j: usize| BTreeSet::from([describe(&claims[i]), describe(&claims[j])]);
    let told: Vec<(usize, MeasureKey, BTreeSet<String>)> = out
        .iter()
        .filter(|((i, j), verdict)| **verdict == Verdict::Scope && claims[*i].document == claims[*j].document)
        .map(|((i, j), _)| (claims[*i].document, claims[*i].measure.clone(), figures(*i, *j)))
        .collect();
    let explained = |((i, j), verdict): &(&(usize, usize), &Verdict)| {
        let (a, b) = (&claims[*i], &claims[*j]);
        let knows = |document| told.contains(&(document, a.measure.clone(), figures(*i, *j)));
        **verdict == Verdict::Contradiction
            && a.document != b.document
            && (knows(a.document) || knows(b.document))
    };
    let apart: Vec<(usize, usize)> = out.iter().filter(explained).map(|(pair, _)| *pair).collect();
    // What two documents give the other way round is told apart and disagreed about.
    let given = |(i, j): (usize, usize)| {
        let (a, b) = if claims[i].document < claims[j].document { (i, j) } else { (j, i) };
        let (x, y) = (&claims[a], &claims[b]);
        ((x.document, y.document), x.measure.clone(), describe(x), describe(y))
    };
    let all: Vec<_> = apart.iter().map(|pair| given(*pair)).collect();
    for pair in &apart {
        let (documents, measure, x, y) = given(*pair);
        if !all.contains(&(documents, measure, y, x)) {
            out.insert(*pair, Verdict::Scope);
        }
    }
    out
}

fn verdicts(graph: &ConflictGraph) -> Verdicts {
    let all: Verdicts = graph.relations().map(|r| ((r.a, r.b), r.judgement.verdict)).collect();
    assert_eq!(all.len(), graph.len(), "no pair is judged twice");
    all
}

/// Sets of claims that relations of one scope tie, in order of their first claims: each claim
/// takes the least number among its neighbours until nothing changes.
fn tied(claims: usize, graph: &ConflictGraph) -> Vec<Vec<usize>> {
    let mut least: Vec<usize> = (0..claims).collect();
    let ties = |verdict| matches!(verdict, Verdict::Agree | Verdict::Discrepancy | Verdict::Contradiction);
    loop {
        let before = least.clone();
        for relation in graph.relations().filter(|relation| ties(relation.judgement.verdict)) {
            let number = least[relation.a].min(least[relation.b]);
            (least[relation.a], least[relation.b]) = (number, number);
        }
        if before == least {
            break;
        }
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (claim, least) in least.into_iter().enumerate() {
        sets.entry(least).or_default().push(claim);
    }
    sets.into_values().filter(|set| set.len() > 1).collect()
}

proptest! {
    #[test]
    fn the_graph_is_what_all_pairs_give(claims in proptest::collection::vec(any_claim(), 0..SPELLED_OUT)) {
        let graph = connect(&claims, &[], &RULES.rules);
        prop_assert_eq!(verdicts(&graph), all_pairs(&claims));
        prop_assert_eq!(graph.summarised(), 0);
        let numbers: Vec<usize> = graph.relations().map(|relation| relation.number).collect();
        prop_assert_eq!(numbers, (0..graph.len()).collect::<Vec<_>>());
        let alone = (0..claims.len()).filter(|claim| graph.of_claim(*claim).is_empty()).count();
        prop_assert_eq!(graph.alone(), alone);
    }

    #[test]
    fn verdicts_do_not_depend_on_the_order_of_two_claims(a in any_claim(), b in any_claim()) {
        let b = Claim { measure: a.measure.clone(), ..b };
        let verdict = |x, y| judge(x, y, &RULES.rules).map(|judgement| (judgement.verdict, judgement.level));
        prop_assert_eq!(verdict(&a, &b), verdict(&b, &a));
    }

    #[test]
    fn what_is_shown_alike_reads_alike(a in any_claim(), b in any_claim()) {
        prop_assert_eq!(Shown::of(&a) == Shown::of(&b), describe(&a) == describe(&b));
    }

    #[test]
    fn what_is_tied_is_resolved_together(claims in proptest::collection::vec(any_claim(), 0..60)) {
        let graph = connect(&claims, &[], &RULES.rules);
        let resolved: Vec<Vec<usize>> =
            resolve(&claims, &graph, &Witnesses::default(), &RULES.rules).into_iter().map(|r| r.claims).collect();
        let told = |verdict| graph.relations().filter(move |relation| relation.judgement.verdict == verdict);
        let bound: Vec<usize> = told(Verdict::PartWhole).flat_map(|relation| [relation.a, relation.b]).collect();
        // Of claims that a part or a whole puts out of the question nothing is proposed, and of one
        // claim only where it does that to others.
        let is_bound = |set: &Vec<usize>| set.iter().any(|claim| bound.contains(claim));
        let (alone, several): (Vec<_>, Vec<_>) = resolved.into_iter().partition(|set| set.len() == 1);
        prop_assert!(alone.iter().all(is_bound));
        let tied = tied(claims.len(), &graph);
        prop_assert!(several.iter().all(|set| tied.contains(set)));
        prop_assert!(tied.iter().all(|set| several.contains(set) || is_bound(set)));
    }

    #[test]
    fn threads_change_no_relation(claims in proptest::collection::vec(any_claim(), 0..60)) {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
            pool.install(|| connect(&claims, &[], &RULES.rules)).relations().collect::<Vec<_>>()
        };
        let one = on(1);
        prop_assert_eq!(&one, &on(2));
        prop_assert_eq!(&one, &on(8));
    }
}

// Each case is tens of thousands of pairs in the slow way.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_large_group_has_few_relations_and_no_wrong_one(
        claims in proptest::collection::vec(any_claim(), SPELLED_OUT + 1..160)
    ) {
        let one = Subject { keys: vec!["fair".into()], title: "fair".into(), ..Subject::default() };
        let (subject, measure) = (Arc::new(one), measure("companies"));
        let of_one = |claim: Claim| Claim { subject: subject.clone(), measure: measure.clone(), ..claim };
        let claims: Vec<Claim> = claims.into_iter().map(of_one).collect();
        let graph = connect(&claims, &[], &RULES.rules);
        let whole = all_pairs(&claims);
        for relation in graph.relations() {
            let verdict = relation.judgement.verdict;
            let reference = whole.get(&(relation.a, relation.b)).copied();
            // What only the pairs that are left out show of a document is not seen: that it tells two
            // figures apart, or that another gives them the other way round.
            let told = relation.judgement.reason == Reason::ToldApart;
            let unseen = match (reference, verdict) {
                (Some(Verdict::Scope), Verdict::Contradiction) => true,
                (Some(Verdict::Contradiction), Verdict::Scope) => told,
                _ => false,
            };
            prop_assert!(unseen || reference == Some(verdict), "{relation:?} {reference:?}");
        }
        prop_assert!(graph.len() <= claims.len() + SPELLED_OUT * SPELLED_OUT / 2);
        let pairs = claims.len() as u64 * (claims.len() as u64 - 1) / 2;
        prop_assert!(graph.summarised() + graph.len() as u64 <= pairs);
    }
}
