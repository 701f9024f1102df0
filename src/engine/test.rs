//! Runs the tests that stand in rule files: their little documents through the whole engine,
//! and what comes out against what is expected.

use super::check::{Input, Outcome, check};
use super::expect::{is_of, meets, of_measure};
use crate::claim::Claim;
use crate::diagnostic::{Code, Diagnostic, FileId, Severity, Sources};
use crate::graph::{describe, scope_value_text};
use crate::rule::{Ruleset, Test};
use crate::source::Format;
use crate::syntax::ast::{Expect, TestDocument};
use crate::token::Span;
use crate::value::CalendarDate;
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
pub fn run_tests(rules: &Ruleset, texts: &Sources, wanted: impl Fn(&Test) -> bool + Sync) -> Vec<TestResult> {
    let tests: Vec<&Test> = rules.tests.iter().filter(|test| wanted(test)).collect();
    tests.par_iter().map(|test| run_one(rules, test, texts)).collect()
}

/// The documents of a test, as the engine takes them.
pub(super) fn inputs(test: &Test) -> Vec<Input> {
    let documents = test.test.documents.iter().enumerate();
    let inputs = documents.map(|(at, document)| Input {
        path: document
            .label
            .as_ref()
            .map_or_else(|| format!("document {}", at + 1), |label| label.text.clone()),
        bytes: document.text.clone().into_bytes(),
        language: Some(document.lang.text.clone()),
        date: document.dated.as_ref().and_then(|date| parse_date(&date.text)),
        publisher: document.source.as_ref().map(|source| source.text.clone()),
        // What stands in a test is words and nothing else, whatever its label.
        format: Some(Format::Plain),
        trust: None,
    });
    inputs.collect()
}

fn run_one(rules: &Ruleset, test: &Test, texts: &Sources) -> TestResult {
    let outcome = check(rules, inputs(test));
    let raw = texts.get(test.file).map_or("", |source| source.text.as_str());
    let failures = test.test.expects.iter().filter_map(|expect| {
        let failure = failure(expect, &outcome, rules)?;
        let message = format!("{} in test `{}`", failure.word, test.test.name.text);
        let said = Diagnostic::new(&TEST_FAILED, message).label(test.file, failure.span, failure.label);
        let places = got(expect, test, &outcome, rules, raw).into_iter();
        Some(places.fold(said, |said, (span, text)| said.label(test.file, span, text)))
    });
    TestResult { file: test.file, name: test.test.name.text.clone(), failures: failures.collect() }
}

/// What was claimed, and what not, at its place in the texts of the test: of the measure in
/// question where something of it was claimed, of all otherwise.
fn got(expect: &Expect, test: &Test, outcome: &Outcome, rules: &Ruleset, raw: &str) -> Vec<(Span, String)> {
    let document = |at: usize| test.test.documents.get(at);
    let asked = match expect {
        Expect::Nothing(_) => None,
        Expect::NoClaim(measure) | Expect::Verdict(_, measure) => Some(measure),
        Expect::Claim(claim) => Some(&claim.measure),
    };
    let place = |at: usize, span: Span| document(at).map(|document| in_file(document, span, raw));
    let of = |claim: &Claim| asked.is_none_or(|measure| is_of(claim, measure, rules));
    let any = outcome.claims.iter().any(of);
    let claims = outcome.claims.iter().filter(|claim| !any || of(claim));
    let mut out: Vec<(Span, String)> = claims
        .filter_map(|claim| {
            Some((place(claim.document, claim.span)?, format!("claimed: {}", claim_text(claim, rules))))
        })
        .collect();
    for (at, read) in outcome.documents.iter().enumerate() {
        let unclaimed = read.unclaimed.iter().filter(|_| !any);
        out.extend(
            unclaimed.filter_map(|seen| Some((place(at, seen.span)?, format!("not claimed: {}", seen.why)))),
        );
    }
    if out.is_empty() {
        out.extend(
            test.test.documents.first().map(|document| (document.span, "no figure seen here".to_owned())),
        );
    }
    out
}

/// Where a stretch of a test's text stands in its file, escapes counted as written.
fn in_file(document: &TestDocument, span: Span, raw: &str) -> Span {
    let mut written = document.span.of(raw).char_indices().peekable();
    let (mut at, mut start, mut end) = (0, None, None);
    while let Some((here, c)) = written.next() {
        if at >= span.start {
            start.get_or_insert(here);
        }
        if at >= span.end {
            end.get_or_insert(here);
            break;
        }
        at += if c == '\\' { escaped(&mut written) } else { c.len_utf8() };
    }
    let base = document.span.start;
    let end = end.map_or(document.span.end, |end| base + end);
    Span::new(base + start.unwrap_or(0), end)
}

/// Skips what follows a backslash; gives the length of the character that it stands for.
fn escaped(written: &mut std::iter::Peekable<std::str::CharIndices<'_>>) -> usize {
    if written.next().is_none_or(|(_, c)| c != 'u') {
        return 1;
    }
    let hex: String = written.by_ref().skip(1).map(|(_, c)| c).take_while(|c| *c != '}').collect();
    u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).map_or(0, char::len_utf8)
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

/// An expectation that was not met.
struct Failure {
    span: Span,
    /// `missing`, `noisy` or `wrong`.
    word: &'static str,
    label: String,
}

fn failure(expect: &Expect, outcome: &Outcome, rules: &Ruleset) -> Option<Failure> {
    let failed = |span: Span, word: &'static str, label: String| Failure { span, word, label };
    match expect {
        Expect::Nothing(span) => {
            let noisy = !outcome.claims.is_empty();
            noisy.then(|| failed(*span, "noisy", "something was claimed".to_owned()))
        }
        Expect::NoClaim(measure) => {
            let noisy = of_measure(measure, outcome, rules).next().is_some();
            noisy.then(|| failed(measure.name.span, "noisy", format!("`{}` was claimed", measure.name.text)))
        }
        Expect::Verdict(verdict, measure) => {
            let of = |claim: usize| outcome.claims.get(claim).is_some_and(|c| is_of(c, measure, rules));
            let verdicts: Vec<&str> = outcome
                .graph
                .relations()
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
            Some(failed(verdict.span, word, label))
        }
        Expect::Claim(expected) => {
            let claims: Vec<&Claim> = of_measure(&expected.measure, outcome, rules).collect();
            if claims.iter().any(|claim| meets(claim, expected, rules)) {
                return None;
            }
            let word = if claims.is_empty() { "missing" } else { "wrong" };
            Some(failed(expected.span, word, "expected".to_owned()))
        }
    }
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
