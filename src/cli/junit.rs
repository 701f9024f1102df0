//! Results of tests in JUnit's XML, as build servers read it.

use crate::diagnostic::Sources;
use crate::engine::TestResult;
use std::fmt::Write as _;

/// The results, one suite for each rule file.
pub(super) fn junit(results: &[TestResult], sources: &Sources) -> String {
    let failed = results.iter().filter(|result| !result.failures.is_empty()).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"factlint\" tests=\"{}\" failures=\"{failed}\">", results.len());
    for suite in results.chunk_by(|a, b| a.file == b.file) {
        let Some(first) = suite.first() else { continue };
        let name = sources.get(first.file).map_or("", |source| source.name.as_str());
        let failed = suite.iter().filter(|result| !result.failures.is_empty()).count();
        let (name, tests) = (escape(name), suite.len());
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failed}\">");
        for result in suite {
            case(&mut out, result, &name, sources);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, result: &TestResult, suite: &str, sources: &Sources) {
    let _ = write!(out, "    <testcase name=\"{}\" classname=\"{suite}\"", escape(&result.name));
    if result.failures.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    for failure in &result.failures {
        let lines: Vec<String> = failure
            .labels
            .iter()
            .filter_map(|label| {
                let source = sources.get(label.file)?;
                let at = source.position(label.span.start);
                let words = label.span.of(&source.text);
                Some(format!("{}:{}:{}: `{words}` {}", source.name, at.line + 1, at.column + 1, label.text))
            })
            .collect();
        let (message, text) = (escape(&failure.message), escape(&lines.join("\n")));
        let _ = writeln!(out, "      <failure message=\"{message}\">{text}</failure>");
    }
    out.push_str("    </testcase>\n");
}

/// A text as XML writes it; characters that XML cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
