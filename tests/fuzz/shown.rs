//! All writers of reports, each held against what reads its format: whatever stands in a document, it stays a text there.

use factlint::engine::Outcome;
use factlint::report::{
    ConflictReport, Review, Style, diagnostic_text, dot, finding_text, github, gitlab, graph_json, html,
    json, junit, markdown, sarif, write_jsonl,
};
use factlint::rule::Ruleset;
use html5gum::Token;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Shows what was found in every format, under a title.
pub(super) fn held(title: &str, outcome: &Outcome, rules: &Ruleset) {
    let review = Review::all(outcome, rules);
    for narrated in [false, true] {
        let style = Style { narrated, color: false, width: 80, links: None };
        let drawn = |finding| finding_text(finding, &outcome.told(finding, rules), outcome, rules, style);
        let shown: String = outcome.findings.iter().map(drawn).collect();
        let said: String =
            outcome.diagnostics.iter().map(|said| diagnostic_text(said, &outcome.sources, style)).collect();
        let raw = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(raw) && !said.contains(raw), "a control character is shown");
    }
    parsed(&json(&review).expect("JSON"));
    in_places(&parsed(&sarif(&review).expect("SARIF")));
    parsed(&gitlab(&review).expect("the format of GitLab"));
    parsed(&graph_json(outcome, rules).expect("a graph"));
    let mut lines = Vec::new();
    write_jsonl(&review, &mut lines).expect("lines");
    String::from_utf8(lines).expect("UTF-8").lines().for_each(|line| drop(parsed(line)));
    let raw = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let (github, junit, dot) = (github(&review), junit(&review), dot(outcome, rules));
    for text in [&github, &junit, &dot] {
        assert!(!text.contains(raw), "a control character is written");
    }
    let commands = ["::error ", "::warning ", "::notice "];
    let lost = github.lines().find(|line| !commands.iter().any(|command| line.starts_with(command)));
    assert_eq!(lost, None, "no annotation");
    assert!(!junit.contains(['\u{fffe}', '\u{ffff}']), "what XML may not hold");
    let cases = quick_junit::Report::deserialize_from_str(&junit).expect("a JUnit report");
    let held: usize = cases.test_suites.iter().map(|suite| suite.test_cases.len()).sum();
    assert_eq!(cases.tests, held, "cases and their count");
    let report = ConflictReport::new(title, outcome, rules, &[], None);
    page_of_its_own(&html(&report).expect("a page"));
    parsed(&report.json().expect("a report"));
    let text = markdown(&report);
    assert!(!text.contains(raw), "a control character is written");
    markup_of_its_own(&text);
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON that is read")
}

/// Every place of SARIF is an address that holds nothing but what may stand in one, and begins before it ends.
fn in_places(value: &Value) {
    if let Some(uri) = value.pointer("/artifactLocation/uri").and_then(Value::as_str) {
        let may = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=:@/?".contains(c);
        assert!(uri.chars().all(may), "no address: {uri:?}");
    }
    if let Some(region) = value.get("region") {
        let at =
            |line: &str, column: &str| Some((region.get(line)?.as_u64()?, region.get(column)?.as_u64()?));
        let (start, end) = (at("startLine", "startColumn"), at("endLine", "endColumn"));
        assert!(start <= end && start.is_none_or(|(line, column)| line > 0 && column > 0), "{region}");
    }
    match value {
        Value::Array(all) => all.iter().for_each(in_places),
        Value::Object(all) => all.values().for_each(in_places),
        _ => {}
    }
}

/// The elements of the page's templates.
static ELEMENTS: LazyLock<BTreeSet<Vec<u8>>> = LazyLock::new(|| {
    let templates = [
        include_str!("../../src/report/conflicts/page/head.html"),
        include_str!("../../src/report/conflicts/page/body.html"),
        include_str!("../../src/report/conflicts/page/foot.html"),
        include_str!("../../src/report/conflicts/page/parts.html"),
        include_str!("../../src/report/conflicts/page/pictures.html"),
        include_str!("../../src/report/conflicts/page/topic.html"),
    ];
    let name = |rest: &str| rest.bytes().take_while(u8::is_ascii_alphanumeric).collect::<Vec<u8>>();
    templates.iter().flat_map(|text| text.split('<').skip(1).map(name)).collect()
});

/// The page holds elements of its templates only, runs no script but its own, and leads nowhere else.
fn page_of_its_own(page: &str) {
    let mut body = page.to_owned();
    // What stands in these is no markup until they end.
    for (open, close) in [("<script", "</script>"), ("<style", "</style>")] {
        while let Some(start) = body.find(open) {
            let end = body[start..].find(close).expect("it ends") + start;
            let inside = start + body[start..end].find('>').expect("its tag ends");
            assert!(!body[inside..end].contains("<!--"), "a script that hides its end");
            body.replace_range(start..end + close.len(), "");
        }
    }
    for Ok(token) in html5gum::Tokenizer::new(&body) {
        match token {
            Token::StartTag(tag) => {
                assert!(ELEMENTS.contains(tag.name.as_slice()), "a strange element: {tag:?}");
                for (name, value) in &tag.attributes {
                    assert!(!name.starts_with(b"on"), "a handler: {tag:?}");
                    let leads = matches!(name.as_slice(), b"href" | b"src" | b"action");
                    assert!(!leads || value.starts_with(b"#"), "it leads elsewhere: {tag:?}");
                    let text = name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-:".contains(byte));
                    assert!(text, "no attribute: {tag:?}");
                }
            }
            Token::Comment(comment) => panic!("a comment: {comment:?}"),
            Token::Error(error) => panic!("no HTML: {error:?}"),
            _ => {}
        }
    }
}

/// The report in Markdown holds only markup of its own: no page, link, picture, code or list from a document.
fn markup_of_its_own(text: &str) {
    let (mark, body) = text.split_once("-->\n").expect("a mark at the head");
    assert!(mark.starts_with("<!-- generator: factlint "));
    // What the sites read that such reports are put on.
    let read = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let mut quotes = 0usize;
    for event in Parser::new_ext(body, read) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(pulldown_cmark::TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::Paragraph | Tag::Strong) | Event::End(_) | Event::Text(_) => {}
            Event::Start(
                Tag::Heading { .. }
                | Tag::List(None)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            ) if quotes == 0 => {}
            other => panic!("markup of a document: {other:?} in\n{body}"),
        }
    }
}
