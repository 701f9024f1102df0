//! Runs the tests that stand in rule files: their little documents through the whole engine,
//! and what comes out against what is expected.

use super::check::{Input, Outcome, check};
use super::expect::{is_of, meets, of_measure};
use super::why::tried_measures;
use crate::claim::Claim;
use crate::diagnostic::{Code, Diagnostic, FileId, Severity, Sources};
use crate::graph::{describe, scope_value_text};
use crate::rule::{Id, Ruleset, Test};
use crate::source::Format;
use crate::syntax::ast::{Expect, ExpectMeasure, Item, TestDocument};
use crate::syntax::parse;
use crate::token::{Span, fold};
use crate::value::CalendarDate;
use rayon::prelude::*;

/// A test that did not give what it expects.
pub static TEST_FAILED: Code = Code {
    name: "test-failed",
    level: Severity::Error,
    explanation: "A test of a rule file did not give what it expects.\n\n\
        *missing*: nothing of the measure was claimed, or no such verdict was found. \
        *wrong*: something of the measure was claimed, but with another value, bound or scope. \
        *noisy*: something was claimed of which the test says that it must not be.\n\n\
        A figure that is none of the measure says what stopped it; `factlint why FILE:LINE` tells the same of documents.\n",
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
        earlier: None,
        number: None,
    });
    inputs.collect()
}

fn run_one(rules: &Ruleset, test: &Test, texts: &Sources) -> TestResult {
    let outcome = check(rules, inputs(test));
    let raw = texts.get(test.file).map_or("", |source| source.text.as_str());
    let failures = test.test.expects.iter().filter_map(|expect| {
        let failure = failure(expect, test, &outcome, rules)?;
        let message = format!("{} in test `{}`", failure.word, test.test.name.text);
        let said = Diagnostic::new(&TEST_FAILED, message).label(test.file, failure.span, failure.label);
        let said = said.maybe_help(quoted_name(expect, rules));
        let places = Got { expect, test, outcome: &outcome, rules, raw }.labels().into_iter();
        Some(places.fold(said, |said, (span, text)| said.label(test.file, span, text)))
    });
    TestResult { file: test.file, name: test.test.name.text.clone(), failures: failures.collect() }
}

/// What to do where a measure that is declared stands in quotes, as open ones do.
fn quoted_name(expect: &Expect, rules: &Ruleset) -> Option<String> {
    let ExpectMeasure { name, open } = expected_measure(expect)?;
    let declared = *open && rules.measures.contains_key(&name.text);
    declared.then(|| {
        format!("a name in quotes is a noun that no rule declares; `{0}` is declared: write `{0}`", name.text)
    })
}

/// The measure that an expectation is about.
fn expected_measure(expect: &Expect) -> Option<&ExpectMeasure> {
    match expect {
        Expect::Nothing(_) => None,
        Expect::NoClaim(measure) | Expect::Verdict(_, measure) => Some(measure),
        Expect::Claim(claim) => Some(&claim.measure),
    }
}

/// What a test gave, against one of its expectations.
struct Got<'a> {
    expect: &'a Expect,
    test: &'a Test,
    outcome: &'a Outcome,
    rules: &'a Ruleset,
    /// The text of the file.
    raw: &'a str,
}

impl Got<'_> {
    /// What was claimed, and what not, at its place in the texts of the test: of the measure in
    /// question where a document claims something of it, of all otherwise.
    fn labels(&self) -> Vec<(Span, String)> {
        let asked = expected_measure(self.expect);
        let of = |claim: &Claim| {
            asked.is_none_or(|measure| is_of(claim, measure, self.rules)) && !self.is_met_elsewhere(claim)
        };
        let mut out = Vec::new();
        for (at, (document, input)) in self.test.test.documents.iter().zip(inputs(self.test)).enumerate() {
            let of_document = |claim: &&Claim| claim.document == at && !self.is_met_elsewhere(claim);
            let claims = || self.outcome.claims.iter().filter(of_document);
            let unclaimed = || self.outcome.documents.get(at).into_iter().flat_map(|read| &read.unclaimed);
            // The figure that was expected says more than others do, whatever became of it.
            let is_expected = |span: Span| self.is_expected(span.of(&document.text));
            let expected = claims().any(|claim| is_expected(claim.span))
                || unclaimed().any(|seen| is_expected(seen.span));
            let of = |claim: &Claim| of(claim) && (!expected || is_expected(claim.span));
            let any = claims().any(of);
            let place = |span: Span| in_file(document, span, self.raw);
            let wanted = asked.filter(|measure| !any && !measure.open);
            let wanted = wanted.and_then(|measure| self.rules.measures.get_index_of(&measure.name.text));
            let tried = wanted.map_or_else(Vec::new, |_| tried_measures(self.rules, &input));
            // Why a figure is none of the measure in question.
            let against = |figure: Span| {
                let one =
                    tried.iter().find(|one| Some(one.measure) == wanted && one.figure.start == figure.start);
                let why = one.and_then(|one| one.against.as_ref()).zip(asked);
                why.map_or_else(String::new, |(why, asked)| {
                    format!("; not `{}`, because {why}", asked.name.text)
                })
            };
            let mut seen: Vec<(Span, String)> = claims()
                .filter(|claim| !any || of(claim))
                .filter(|claim| !expected || is_expected(claim.span))
                .map(|claim| {
                    (claim.span, format!("claimed: {}{}", self.claim_text(claim), against(claim.span)))
                })
                .collect();
            let unclaimed = unclaimed().filter(|seen| !any && (!expected || is_expected(seen.span)));
            seen.extend(unclaimed.map(|seen| (seen.span, format!("not claimed: {}", seen.why))));
            out.extend(seen.into_iter().map(|(span, said)| (place(span), said)));
            if let Some((_, measure)) =
                wanted.filter(|id| tried.iter().all(|one| one.measure != *id)).zip(asked)
            {
                let said = format!("no word of `{}` stands in a sentence with a figure", measure.name.text);
                out.push((document.span, said));
            }
            if let Some(id) = wanted {
                out.extend(self.phrases_in_pieces(id, document));
            }
        }
        if out.is_empty() {
            let first = self.test.test.documents.first();
            out.extend(first.map(|document| (document.span, "no figure seen here".to_owned())));
        }
        out
    }

    /// Whether another expectation of the test asks for a claim and gets it.
    fn is_met_elsewhere(&self, claim: &Claim) -> bool {
        matches!(self.expect, Expect::Claim(_))
            && self.test.test.expects.iter().any(|expect| match expect {
                Expect::Claim(other) => {
                    is_of(claim, &other.measure, self.rules) && meets(claim, other, self.rules)
                }
                _ => false,
            })
    }

    /// Whether a figure is written with the digits that are expected.
    fn is_expected(&self, figure: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        match self.expect {
            Expect::Claim(expected) => {
                let wanted = digits(&expected.figure.text);
                !wanted.is_empty() && digits(figure) == wanted
            }
            _ => false,
        }
    }

    /// Phrases of a measure of which a document holds some words and not all: perhaps they are
    /// several words, and the `|` between them is missing.
    fn phrases_in_pieces(&self, measure: Id, document: &TestDocument) -> Vec<(Span, String)> {
        let place = self.rules.measures.get_index(measure).map(|(_, measure)| measure.place);
        let Some((_, span)) = place.filter(|(file, _)| *file == self.test.file) else { return Vec::new() };
        let items = parse(self.test.file, self.raw).0;
        let item = items.iter().find_map(|item| match item {
            Item::Measure(measure) if measure.name.span == span => Some(measure),
            _ => None,
        });
        let text = fold(&document.text);
        let words = item.into_iter().flat_map(|item| &item.words);
        let phrases =
            words.filter(|words| words.lang.text == document.lang.text).flat_map(|words| &words.phrases);
        let in_pieces = phrases.filter(|phrase| {
            let stands = |word: &str| text.contains(&fold(word));
            !phrase.exact
                && phrase.text.contains(' ')
                && phrase.text.split(' ').any(stands)
                && !phrase.text.split(' ').all(stands)
        });
        let said = |text: &str| {
            format!("one phrase; words by themselves are parted: `{}`", text.replace(' ', " | "))
        };
        in_pieces.map(|phrase| (phrase.span, said(&phrase.text))).collect()
    }

    /// A claim as a test writes it; where verdicts are in question with what decides them: of
    /// whom it is, and when.
    fn claim_text(&self, claim: &Claim) -> String {
        let compared = matches!(self.expect, Expect::Verdict(..));
        let text = claim_text(claim, self.rules, compared);
        if !compared {
            return text;
        }
        let subject =
            if claim.subject.title.is_empty() { "nobody that is named" } else { &claim.subject.title };
        format!("{text}, of {subject}")
    }
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

fn claim_text(claim: &Claim, rules: &Ruleset, with_time: bool) -> String {
    let name = crate::finding::measure_name(&claim.measure, rules);
    let mut scope: Vec<String> = claim
        .scope
        .entries
        .iter()
        .map(|(id, entry)| {
            let dimension = rules.scopes.get_index(*id).map_or("", |(name, _)| name.as_str());
            format!("{dimension} = {}", scope_value_text(&entry.value, *id, rules))
        })
        .collect();
    let time = claim.scope.time.as_ref().filter(|_| with_time);
    scope.extend(time.map(|time| format!("time = {}", crate::graph::time_text(&time.span))));
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

fn failure(expect: &Expect, test: &Test, outcome: &Outcome, rules: &Ruleset) -> Option<Failure> {
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
            // What another expectation asks for is not what is wrong here.
            let other = |claim: &Claim, expect: &Expect| matches!(expect, Expect::Claim(other) if meets(claim, other, rules));
            let free = |claim: &&Claim| !test.test.expects.iter().any(|expect| other(claim, expect));
            let word = if claims.into_iter().any(|claim| free(&claim)) { "wrong" } else { "missing" };
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
