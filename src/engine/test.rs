//! Runs the tests that stand in rule files: their little documents through the whole engine,
//! and what comes out against what is expected.

use super::check::{Input, Outcome, check};
use crate::claim::{Claim, MeasureKey};
use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::graph::{describe, scope_value_text};
use crate::quantity::Figure;
use crate::rule::{Ruleset, Test};
use crate::syntax::ast::{Expect, ExpectClaim, ExpectMeasure, Pair};
use crate::token::Span;
use crate::value::{Amount, CalendarDate, Decimal, Interval, Value};
use rayon::prelude::*;

/// A test that did not give what it expects.
pub static TEST_FAILED: Code = Code {
    name: "test-failed",
    level: Severity::Error,
    explanation: "A test of a rule file did not give what it expects.\n\n\
        *missing*: nothing of the measure was claimed, or no such verdict was found. \
        *wrong*: something of the measure was claimed, but with another value, bound or scope. \
        *noisy*: something was claimed of which the test says that it must not be.\n",
};

/// What became of a test.
#[derive(Debug, Clone)]
pub struct TestResult {
    /// The file that it stands in.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// What it did not give; empty where it passed.
    pub failures: Vec<Diagnostic>,
}

/// Runs all tests of a rule set that `wanted` picks, in parallel; results in order.
#[must_use]
pub fn run_tests(rules: &Ruleset, wanted: impl Fn(&Test) -> bool + Sync) -> Vec<TestResult> {
    let tests: Vec<&Test> = rules.tests.iter().filter(|test| wanted(test)).collect();
    tests.par_iter().map(|test| run_one(rules, test)).collect()
}

fn run_one(rules: &Ruleset, test: &Test) -> TestResult {
    let inputs = test.test.documents.iter().enumerate().map(|(at, document)| Input {
        path: document
            .label
            .as_ref()
            .map_or_else(|| format!("document {}", at + 1), |label| label.text.clone()),
        bytes: document.text.clone().into_bytes(),
        language: Some(document.lang.text.clone()),
        date: document.dated.as_ref().and_then(|date| parse_date(&date.text)),
        publisher: None,
    });
    let outcome = check(rules, inputs.collect());
    let failures = test.test.expects.iter().filter_map(|expect| {
        let (span, message, label) = failure(expect, &outcome, rules)?;
        let place = test.test.documents.first().map_or(span, |document| document.span);
        Some(
            Diagnostic::new(&TEST_FAILED, format!("{message} in test `{}`", test.test.name.text))
                .label(test.file, span, label)
                .label(test.file, place, got(&outcome, rules)),
        )
    });
    TestResult { file: test.file, name: test.test.name.text.clone(), failures: failures.collect() }
}

/// What was claimed, in a line.
fn got(outcome: &Outcome, rules: &Ruleset) -> String {
    let claims: Vec<String> = outcome.claims.iter().map(|claim| claim_text(claim, rules)).collect();
    if claims.is_empty() {
        "nothing was claimed of this".to_owned()
    } else {
        format!("claimed: {}", claims.join(", "))
    }
}

fn claim_text(claim: &Claim, rules: &Ruleset) -> String {
    let name = crate::finding::measure_name(&claim.measure, rules);
    let scope: Vec<String> = claim
        .scope
        .entries
        .iter()
        .map(|(id, entry)| {
            let dimension = rules.scopes.get_index(*id).map_or("", |(name, _)| name.as_str());
            format!("{dimension} = {}", scope_value_text(&entry.value, *id, rules))
        })
        .collect();
    let scope = if scope.is_empty() { String::new() } else { format!(" {{ {} }}", scope.join(", ")) };
    format!("{name} {}{scope}", describe(claim))
}

/// Where, what and why, for an expectation that was not met.
fn failure(expect: &Expect, outcome: &Outcome, rules: &Ruleset) -> Option<(Span, String, String)> {
    match expect {
        Expect::Nothing(span) => {
            let noisy = !outcome.claims.is_empty();
            noisy.then(|| (*span, "noisy".to_owned(), "something was claimed".to_owned()))
        }
        Expect::NoClaim(measure) => {
            let noisy = of_measure(measure, outcome, rules).next().is_some();
            noisy.then(|| {
                (measure.name.span, "noisy".to_owned(), format!("`{}` was claimed", measure.name.text))
            })
        }
        Expect::Verdict(verdict, measure) => {
            let of = |claim: usize| outcome.claims.get(claim).is_some_and(|c| is_of(c, measure, rules));
            let verdicts: Vec<&str> = outcome
                .graph
                .relations
                .iter()
                .filter(|r| of(r.a) || of(r.b))
                .map(|r| r.judgement.verdict.word())
                .collect();
            if verdicts.contains(&verdict.text.as_str()) {
                return None;
            }
            let label = if verdicts.is_empty() {
                "nothing was compared".to_owned()
            } else {
                format!("got {}", verdicts.join(", "))
            };
            let word = if verdicts.is_empty() { "missing" } else { "wrong" };
            Some((verdict.span, word.to_owned(), label))
        }
        Expect::Claim(expected) => {
            let claims: Vec<&Claim> = of_measure(&expected.measure, outcome, rules).collect();
            if claims.iter().any(|claim| meets(claim, expected, rules)) {
                return None;
            }
            let word = if claims.is_empty() { "missing" } else { "wrong" };
            Some((expected.span, word.to_owned(), "expected".to_owned()))
        }
    }
}

fn of_measure<'a>(
    measure: &'a ExpectMeasure,
    outcome: &'a Outcome,
    rules: &'a Ruleset,
) -> impl Iterator<Item = &'a Claim> {
    outcome.claims.iter().filter(move |claim| is_of(claim, measure, rules))
}

fn is_of(claim: &Claim, measure: &ExpectMeasure, rules: &Ruleset) -> bool {
    match &claim.measure {
        MeasureKey::Named(id) => {
            !measure.open && rules.measures.get_index_of(&measure.name.text) == Some(*id)
        }
        MeasureKey::Open(lemma) => measure.open && **lemma == *measure.name.text,
        MeasureKey::Unnamed(_) => false,
    }
}

/// Whether a claim is what is expected.
fn meets(claim: &Claim, expected: &ExpectClaim, rules: &Ruleset) -> bool {
    value_meets(claim, expected, rules) && expected.scope.iter().all(|pair| scope_meets(claim, pair, rules))
}

fn scope_meets(claim: &Claim, pair: &Pair, rules: &Ruleset) -> bool {
    if pair.key.text == "time" {
        let time = claim.scope.time.as_ref().map(|time| crate::graph::time_text(&time.span));
        return time.as_ref() == Some(&pair.value.text);
    }
    let Some(id) = rules.scopes.get_index_of(&pair.key.text) else { return false };
    let Some(entry) = claim.scope.entries.get(&id) else { return false };
    let shown = scope_value_text(&entry.value, id, rules);
    let title = |dimension: usize| {
        let scope = rules.scopes.get_index(dimension).map(|(_, scope)| scope);
        scope.and_then(|s| s.values.get(&pair.value.text)).map(|value| value.title.clone())
    };
    shown == pair.value.text
        || title(id).as_ref() == Some(&shown)
        || rules.places().and_then(title).as_ref() == Some(&shown)
}

fn value_meets(claim: &Claim, expected: &ExpectClaim, rules: &Ruleset) -> bool {
    let figure = expected.figure.text.as_str();
    match &claim.value {
        Value::Dates(span) => {
            let (from, to) = figure.split_once("..").unwrap_or((figure, figure));
            let text = |date: Option<CalendarDate>| date.map(|d| d.to_string());
            text(span.from).as_deref() == Some(from) && text(span.to).as_deref() == Some(to)
        }
        Value::Text(text) => text == figure,
        Value::Amount(_) => amount_meets(claim, expected, rules).unwrap_or(false),
    }
}

fn amount_meets(claim: &Claim, expected: &ExpectClaim, rules: &Ruleset) -> Option<bool> {
    let amount = claim.amount()?;
    let (from, to) =
        expected.figure.text.split_once("..").unwrap_or((&expected.figure.text, &expected.figure.text));
    let (from, to): (Decimal, Decimal) = (crate::rule::number(from)?, crate::rule::number(to)?);
    let plain = match expected.relation.as_str() {
        ">" => Interval::above(from, true),
        ">=" => Interval::above(from, false),
        "<" => Interval::below(from, true),
        "<=" => Interval::below(from, false),
        _ => Interval { lo: Some(from), hi: Some(to), lo_open: false, hi_open: false },
    };
    let approx = expected.relation == "~";
    let written = Amount { interval: plain, approx, step: Decimal::ONE };
    let unit = expected.unit.as_ref().and_then(|unit| unit_named(&unit.text, rules));
    let base = Figure::Amount(written, unit).in_base_units(rules)?;
    let Value::Amount(base) = base.value else { return None };
    let unit_fits = expected.unit.is_none() || unit.is_some();
    let value = base.interval == amount.interval
        && (amount.approx == approx || matches!(expected.relation.as_str(), "<" | ">"));
    Some(value && unit_fits)
}

/// The unit of a name or a code.
pub(super) fn unit_named(text: &str, rules: &Ruleset) -> Option<usize> {
    rules.units.get_index_of(text).or_else(|| {
        rules.units.values().position(|unit| unit.code == text && unit.numerator == unit.denominator)
    })
}

fn parse_date(text: &str) -> Option<CalendarDate> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    Some(CalendarDate {
        year: Some(year),
        month: parts.next().and_then(|m| m.parse().ok()),
        day: parts.next().and_then(|d| d.parse().ok()),
    })
}
