//! JUnit's XML, as build servers read it: suites of cases, for the tests of rule files and for
//! the findings of a check alike.

use super::review::{Review, plain};
use super::snippet::visible;
use crate::diagnostic::{Severity, Sources};
use crate::engine::TestResult;
use indexmap::IndexMap;
use std::fmt::Write as _;

/// A case and what became of it.
struct Case {
    name: String,
    results: Vec<CaseResult>,
}

/// What became of a case, with a headline and the places behind it.
struct CaseResult {
    kind: Kind,
    code: &'static str,
    message: String,
    text: String,
}

/// Kinds of results.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is wrong.
    Failure,
    /// It could not be looked at.
    Error,
    /// It was not looked at in full.
    Skipped,
    /// It passed, and something is said of it.
    Passed,
}

/// The results of tests, one suite for each rule file.
#[must_use]
pub fn junit_tests(results: &[TestResult], sources: &Sources) -> String {
    let mut suites: IndexMap<String, Vec<Case>> = IndexMap::new();
    for result in results {
        let name = sources.get(result.file).map_or("", |source| source.name.as_str());
        let failures = result.failures.iter().map(|failure| {
            let lines: Vec<String> = failure
                .labels
                .iter()
                .filter_map(|label| {
                    let source = sources.get(label.file)?;
                    let at = source.position(label.span.start);
                    let words = label.span.of(&source.text);
                    Some(format!(
                        "{}:{}:{}: `{words}` {}",
                        source.name,
                        at.line + 1,
                        at.column + 1,
                        label.text
                    ))
                })
                .collect();
            CaseResult {
                kind: Kind::Failure,
                code: failure.code.name,
                message: failure.message.clone(),
                text: lines.join("\n"),
            }
        });
        let case = Case { name: result.name.clone(), results: failures.collect() };
        suites.entry(name.to_owned()).or_default().push(case);
    }
    written(&suites)
}

/// The findings of a check, one suite for each document: a case for each finding whose first
/// side stands there, or one that passes.
#[must_use]
pub fn junit(review: &Review<'_>) -> String {
    let documents = review.outcome.documents.iter();
    let mut suites: IndexMap<String, Vec<Case>> =
        documents.map(|document| (plain(&document.path), Vec::new())).collect();
    for notice in &review.notices {
        let kind = match notice.said.severity {
            Severity::Error => Kind::Error,
            Severity::Warning => Kind::Skipped,
            Severity::Advice => Kind::Passed,
        };
        let code = notice.said.code.name;
        let (message, text) = (notice.said.message.clone(), notice.said.help.clone().unwrap_or_default());
        let case = Case {
            name: format!("{code}: {message}"),
            results: vec![CaseResult { kind, code, message, text }],
        };
        let suite = notice.path().map_or_else(|| "factlint".to_owned(), plain);
        suites.entry(suite).or_default().push(case);
    }
    for finding in &review.findings {
        let sides = review.sides(finding);
        let Some(first) = sides.first() else { continue };
        let mut said = review.said(finding).into_iter();
        let message = said.next().unwrap_or_default();
        let mut lines: Vec<String> = said.collect();
        lines.extend(sides.iter().map(|side| format!("{}: {}", side.place.shown(), side.label)));
        let failed = finding.severity >= review.fail_on;
        let result = CaseResult {
            kind: if failed { Kind::Failure } else { Kind::Passed },
            code: finding.code().name,
            message: message.clone(),
            text: lines.join("\n"),
        };
        let name = format!("{}: {message}", finding.code().name);
        let suite = suites.entry(plain(&first.place.source.name)).or_default();
        suite.push(Case { name, results: vec![result] });
    }
    for cases in suites.values_mut().filter(|cases| cases.is_empty()) {
        cases.push(Case { name: "nothing stands against it".to_owned(), results: Vec::new() });
    }
    written(&suites)
}

fn written(suites: &IndexMap<String, Vec<Case>>) -> String {
    let all = || suites.values().flatten();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"factlint\" {}>", counts(&all()));
    for (name, cases) in suites {
        let suite = escape(name);
        let _ = writeln!(out, "  <testsuite name=\"{suite}\" {}>", counts(&cases.iter()));
        cases.iter().for_each(|case| case.write(&mut out, &suite));
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// How many cases there are, and how many of each kind.
fn counts<'c>(cases: &(impl Iterator<Item = &'c Case> + Clone)) -> String {
    let of = |kind| cases.clone().filter(|case| case.results.iter().any(|r| r.kind == kind)).count();
    let (failures, errors, skipped) = (of(Kind::Failure), of(Kind::Error), of(Kind::Skipped));
    let tests = cases.clone().count();
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

impl Case {
    fn write(&self, out: &mut String, suite: &str) {
        let _ = write!(out, "    <testcase name=\"{}\" classname=\"{suite}\"", escape(&self.name));
        if self.results.is_empty() {
            out.push_str("/>\n");
            return;
        }
        out.push_str(">\n");
        for result in &self.results {
            let (message, text) = (escape(&result.message), escape_lines(&result.text));
            let code = result.code;
            let _ = match result.kind {
                Kind::Failure => {
                    writeln!(out, "      <failure type=\"{code}\" message=\"{message}\">{text}</failure>")
                }
                Kind::Error => {
                    writeln!(out, "      <error type=\"{code}\" message=\"{message}\">{text}</error>")
                }
                Kind::Skipped => writeln!(out, "      <skipped message=\"{message}\"/>"),
                Kind::Passed => writeln!(out, "      <system-out>{text}</system-out>"),
            };
        }
        out.push_str("    </testcase>\n");
    }
}

/// A text in one line as XML writes it; what acts on a screen, or what XML cannot hold, is shown
/// as an escape.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// A text of several lines as XML writes it.
fn escape_lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_leave_their_element() {
        assert_eq!(
            escape_lines("]]>\n</a> \"&\u{0}\u{ffff}"),
            "]]&gt;\n&lt;/a&gt; &quot;&amp;\\u{0}\\u{ffff}"
        );
    }
}
