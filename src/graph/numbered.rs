//! Editions by number and year: numbers grow as the years go on, and not faster than editions are
//! held. Which years had no edition nobody says, so that numbers that grow slower say nothing.

use super::conflict::ConflictGraph;
use super::difference::Dimension;
use super::likeness::about_one_thing;
use super::reason::Reason;
use super::verdict::{Judgement, Relation, Verdict};
use crate::claim::{Claim, MeasureKey};
use crate::rule::{Reach, Ruleset, ScopeKind};
use rustc_hash::FxHashSet;

/// Years between two editions from which the numbers between them tell how often one is held: in
/// neighbouring years two of an event that is held twice a year may have neighbouring numbers.
const TELLING: i64 = 2;

/// How two editions stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// One number in two years.
    Same,
    /// A smaller number in a later year.
    Back,
    /// More numbers than years.
    Fast,
    /// About two numbers a year, over some years.
    Twice,
    /// One number a year, over some years.
    Yearly,
    /// Two numbers in one year.
    OneYear,
    /// What says nothing.
    Other,
}

/// Makes contradictions of those differences of time that editions by number and year cannot have.
/// How often an event is held is learned from its other editions; two in one year are none where
/// it is held twice.
pub(super) fn find_misnumbered(graph: &mut ConflictGraph, claims: &[Claim], rules: &Ruleset) {
    let steps: Vec<(Relation, Step)> = graph
        .relations()
        .filter(|relation| relation.sides(claims).is_some_and(|(a, _)| is_numbered(a, rules)))
        .filter_map(|relation| relation.sides(claims).and_then(|(a, b)| Some((relation, step(a, b, rules)?))))
        .collect();
    let of = |wanted: Step| -> FxHashSet<usize> {
        let steps = steps.iter().filter(|(_, step)| *step == wanted);
        steps.flat_map(|(relation, _)| [relation.a, relation.b]).collect()
    };
    let (yearly, twice) = (of(Step::Yearly), of(Step::Twice));
    let among = |relation: &Relation, known: &FxHashSet<usize>| {
        known.contains(&relation.a) || known.contains(&relation.b)
    };
    let (mut misnumbered, mut explained) = (Vec::new(), Vec::new());
    for (relation, step) in &steps {
        let wrong = match step {
            Step::Same | Step::Back => true,
            Step::Fast | Step::Twice => among(relation, &yearly),
            Step::OneYear => {
                if among(relation, &twice) && !among(relation, &yearly) {
                    explained.push(relation.number);
                }
                false
            }
            Step::Yearly | Step::Other => false,
        };
        if wrong && are_of_one_event(*relation, graph, claims, rules) {
            misnumbered.push(relation.number);
        }
    }
    graph.judge_anew(&misnumbered, Judgement::of(Verdict::Contradiction, Reason::Misnumbered));
    graph.judge_anew(&explained, Judgement::of(Verdict::Scope, Reason::TwoEditions));
}

/// Whether a claim gives the number of an edition.
fn is_numbered(claim: &Claim, rules: &Ruleset) -> bool {
    matches!(&claim.measure, MeasureKey::Named(id)
        if rules.measures.get_index(*id).is_some_and(|(_, m)| m.of_kind.is_some() && rules.is_dimension(m.dimension, "ordinal")))
}

/// The number and the year of an edition, where a rule read both together and nothing tells of a
/// plan: a year elsewhere in a sentence may be that of anything.
fn edition(claim: &Claim, rules: &Ruleset) -> Option<(i64, i64)> {
    let number = claim.amount()?.interval.as_point()?;
    let time = claim.scope.time.as_ref().filter(|time| time.reach == Reach::Rule)?;
    let planned =
        claim.scope.entries.iter().any(|(id, _)| {
            rules.scopes.get_index(*id).is_some_and(|(_, scope)| scope.kind == ScopeKind::State)
        });
    let year = time.span.common_year().filter(|_| !planned)?;
    Some((i64::try_from(number).ok()?, i64::from(year)))
}

/// How the editions of two claims stand to each other.
pub(super) fn step(a: &Claim, b: &Claim, rules: &Ruleset) -> Option<Step> {
    let (x, y) = (edition(a, rules)?, edition(b, rules)?);
    let (before, after) = if x.1 <= y.1 { (x, y) } else { (y, x) };
    let (numbers, years) = (after.0.checked_sub(before.0)?, after.1 - before.1);
    let over_some = years >= TELLING;
    Some(match (numbers, years) {
        (0, 0) => Step::Other,
        (_, 0) => Step::OneYear,
        (0, _) => Step::Same,
        (numbers, _) if numbers < 0 => Step::Back,
        (numbers, years) if numbers == years && over_some => Step::Yearly,
        (numbers, years) if over_some && (2 * years - 1..=2 * years + 1).contains(&numbers) => Step::Twice,
        (numbers, years) if numbers > years => Step::Fast,
        _ => Step::Other,
    })
}

/// Whether time alone sets two editions apart, and nothing else shows that they are of two events.
fn are_of_one_event(relation: Relation, graph: &ConflictGraph, claims: &[Claim], rules: &Ruleset) -> bool {
    let mut time_alone = relation.judgement.reason == Reason::Scopes;
    graph.differences(relation, claims, rules, |difference| {
        time_alone &= difference.dimension == Dimension::Time;
    });
    let sides = relation.sides(claims);
    time_alone && sides.is_some_and(|(a, b)| about_one_thing(a, b, rules, false))
}

/// Appends why two editions cannot both be.
pub(super) fn tell((a, b): (&Claim, &Claim), (x, y): (&str, &str), rules: &Ruleset, out: &mut String) {
    let (Some((_, of_a)), Some((_, of_b))) = (edition(a, rules), edition(b, rules)) else { return };
    let why = match step(a, b, rules) {
        Some(Step::Same) => "one edition has one year",
        Some(Step::Back) => "the numbers fall as the years go on",
        _ => "there are more numbers than years, and other editions are a year apart",
    };
    out.push_str(&format!("{x} in {of_a} and {y} in {of_b} cannot both be true: {why}"));
}
