//! What is held against any bytes: nothing panics or hangs, and what comes out is as it must be. Run on mutated
//! inputs by `tests/fuzz.rs`, and by cargo-fuzz (`fuzz/`), which looks at what each input reaches.

#[path = "../slow/figures.rs"]
mod slow_figures;
#[path = "../slow/matcher.rs"]
mod slow_matcher;

use factlint::config::{Limits, Names, Project};
use factlint::diagnostic::{FileId, Severity};
use factlint::engine::{FigureReader, Input, Outcome, Packs, Prepared, check, prepare};
use factlint::extract::{Annotated, Machine};
use factlint::lsp::Wire;
use factlint::quantity::{Conventions, read_slowly};
use factlint::report::{
    ConflictReport, Review, Style, diagnostic_text, dot, finding_text, github, gitlab, graph_json, html,
    json, junit, markdown, sarif, write_jsonl,
};
use factlint::source::{Format, read};
use factlint::text::{Sentence, Words, sentence_spans};
use factlint::token::Span;
use std::cell::RefCell;
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| {
    let hard = ("patterns.claim".to_owned(), include_str!("patterns.claim").to_owned());
    let prepared = prepare(vec![hard], &Packs);
    let wrong = prepared.diagnostics.iter().find(|said| said.severity == Severity::Error);
    assert!(wrong.is_none(), "the patterns are broken: {wrong:?}");
    prepared
});

/// The formats of documents that are read.
const FORMATS: [Format; 8] = [
    Format::Plain,
    Format::Markdown,
    Format::Html,
    Format::Docx,
    Format::Epub,
    Format::Pages,
    Format::Csv,
    Format::JsonLines,
];

/// Rule files are parsed and laid out.
pub(crate) fn layout(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (_, said) = factlint::syntax::parse(FileId(0), &text);
    match factlint::syntax::format(&text) {
        Ok(once) => {
            assert!(said.iter().all(|s| s.severity < Severity::Error), "laid out with faults");
            let twice = factlint::syntax::format(&once).expect("what was laid out is read");
            assert_eq!(once, twice, "laid out anew it changes");
        }
        Err(said) => assert!(!said.is_empty(), "refused without a word"),
    }
}

/// Rule files are compiled and used.
pub(crate) fn rules(bytes: &[u8]) {
    let style = Style { narrated: false, color: false, width: 100, links: None };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let prepared = prepare(vec![("mutated.claim".to_owned(), text)], &Packs);
    for said in &prepared.diagnostics {
        assert!(!diagnostic_text(said, &prepared.sources, style).is_empty());
    }
    let text = b"More than 400 companies from 27 countries took part in 2024.";
    let outcome = check(&prepared.rules, vec![input("a.txt", text)]);
    assert_eq!(outcome.documents.len(), 1);
}

/// A configuration is read, and what is wrong with it shown.
pub(crate) fn configuration(bytes: &[u8]) {
    let style = Style { narrated: true, color: false, width: 80, links: None };
    let text = String::from_utf8_lossy(bytes);
    let names = Names { codes: vec!["discrepancy", "scope"], packs: vec!["std".to_owned()] };
    let project = Project::new("factlint.toml", &text, Path::new("/project/factlint.toml"), &names);
    for said in &project.diagnostics {
        assert!(!diagnostic_text(said, &project.sources, style).contains('\u{1b}'));
    }
    let _ = project.config.of_document("2024/05-01/report.txt");
}

/// Patterns match as a slow and obvious matcher says.
pub(crate) fn matcher(bytes: &[u8]) {
    thread_local!(static MACHINE: RefCell<Machine> = RefCell::default());
    let (text, rules) = (String::from_utf8_lossy(bytes), &RULES.rules);
    let mut words = Words::new(rules);
    for span in sentence_spans(&text, Span::new(0, text.len()), rules).into_iter().take(4) {
        let sentence = Sentence::read(&text, span, &mut words);
        if sentence.tokens.len() > 80 {
            continue;
        }
        let lang = u8::from(text.chars().any(|c| ('а'..='я').contains(&c)));
        let quantities = read_slowly(&sentence, &words, &Conventions::of(rules, lang)).quantities;
        let on = Annotated { sentence: &sentence, words: &words, quantities: &quantities };
        for (name, rule) in &rules.rules {
            for program in rule.matches.iter().chain(&rule.unless) {
                let Some(slow) = slow_matcher::find(program, &on, 0, rule.captures.len()) else { continue };
                let fast =
                    MACHINE.with_borrow_mut(|machine| machine.find(program, &on, 0, rule.captures.len()));
                assert_eq!(fast, slow, "rule {name} in {:?}", span.of(&text));
            }
        }
    }
}

/// Figures are read as reading them slowly says, and lie in the text.
pub(crate) fn figures(bytes: &[u8]) {
    thread_local!(static READER: RefCell<FigureReader<'static>> = RefCell::new(FigureReader::new(&RULES.rules)));
    let text = String::from_utf8_lossy(bytes);
    for lang in 0..2 {
        let reading = READER.with_borrow_mut(|reader| reader.text(&text, lang, None));
        for quantity in &reading.quantities {
            assert!(text.get(quantity.span.start..quantity.span.end).is_some(), "{:?}", quantity.span);
        }
        if text.len() <= 4096 && !text.contains('\n') {
            assert_eq!(reading, slow_figures::figures(&text, lang, &RULES.rules), "{text:?}");
        }
    }
}

/// Documents of every format are read, and what is found leads back into them. The first byte tells the format.
pub(crate) fn readers(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let format = FORMATS[usize::from(*first) % FORMATS.len()];
    let Ok(text) = read("document", bytes, Some(format), &Limits::default()) else { return };
    let words = text.content().words.to_owned();
    let spans: Vec<Span> =
        words.char_indices().step_by(7).map(|(at, c)| Span::new(at, at + c.len_utf8())).collect();
    let places: Vec<Span> = spans.iter().map(|span| text.in_file(*span)).collect();
    let source = text.into_text("document");
    for (span, place) in spans.iter().zip(places) {
        assert!(source.text.get(place.start..place.end).is_some(), "{format:?}: {span:?} is at {place:?}");
    }
    shown(&checked(vec![Input { format: Some(format), ..input("document", bytes) }]));
}

/// Documents are checked and shown in every format.
pub(crate) fn documents(bytes: &[u8]) {
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    shown(&checked(vec![input("a.txt", bytes), input("b.md", head), input("c.txt", tail)]));
}

/// What an editor sends is read to its end or refused.
pub(crate) fn wire(bytes: &[u8]) {
    let Ok((connection, wire)) = Wire::connect(std::io::Cursor::new(bytes.to_vec()), std::io::sink()) else {
        return;
    };
    let read = connection.receiver.iter().take(1 << 16).count();
    drop(connection);
    let ended = wire.join();
    assert!(read <= bytes.len(), "{read} messages of {} bytes: {ended:?}", bytes.len());
}

fn checked(inputs: Vec<Input>) -> Outcome {
    let outcome = check(&RULES.rules, inputs);
    for claim in &outcome.claims {
        let text = &outcome.sources.get(outcome.documents[claim.document].file).expect("its text").text;
        let words = text.get(claim.span.start..claim.span.end);
        assert!(words.is_some_and(|words| !words.is_empty()), "{:?}", claim.span);
    }
    outcome
}

/// All writers of reports, each held against what reads its format.
fn shown(outcome: &Outcome) {
    let (rules, review) = (&RULES.rules, Review::all(outcome, &RULES.rules));
    for narrated in [false, true] {
        let style = Style { narrated, color: false, width: 80, links: None };
        let drawn = |finding| finding_text(finding, &outcome.told(finding, rules), outcome, rules, style);
        let shown: String = outcome.findings.iter().map(drawn).collect();
        let said: String =
            outcome.diagnostics.iter().map(|said| diagnostic_text(said, &outcome.sources, style)).collect();
        let raw = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(raw) && !said.contains(raw), "a control character is shown");
    }
    let parsed =
        |text: String| drop(serde_json::from_str::<serde_json::Value>(&text).expect("JSON that is read"));
    parsed(json(&review).expect("JSON"));
    parsed(sarif(&review).expect("SARIF"));
    parsed(gitlab(&review).expect("the format of GitLab"));
    parsed(graph_json(outcome, rules).expect("a graph"));
    let mut lines = Vec::new();
    write_jsonl(&review, &mut lines).expect("lines");
    String::from_utf8(lines).expect("UTF-8").lines().for_each(|line| parsed(line.to_owned()));
    let raw = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    for text in [github(&review), junit(&review), dot(outcome, rules)] {
        assert!(!text.contains(raw), "a control character is written");
    }
    let report = ConflictReport::new("fuzz", outcome, rules, &[], None);
    html(&report).expect("a page");
    parsed(report.json().expect("a report"));
    assert!(!markdown(&report).contains(raw), "a control character is written");
}

fn input(path: &str, bytes: &[u8]) -> Input {
    Input::new(path, bytes.to_vec())
}
