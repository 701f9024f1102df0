//! Runs the cases of `tests/verify/`: a verdict, a text, its sources. Their form is explained in
//! the README beside them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use factlint::claim::{FiguresInText, Metadata, figures};
use factlint::engine::{Packs, Prepared, prepare};
use factlint::text::Words;
use factlint::verify::{Support, verify};
use std::collections::BTreeSet;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify");
/// What parts the sources of a case.
const PARTS: &str = " || ";

/// A case: the kind it is of, the verdict, the text, its sources.
struct Case {
    kind: String,
    wanted: String,
    text: String,
    sources: Vec<String>,
}

fn cases(language: &str) -> Vec<Case> {
    let path = Path::new(FOLDER).join(format!("{language}.tsv"));
    let content = std::fs::read_to_string(&path).expect("cases");
    let (mut out, mut kind) = (Vec::new(), String::new());
    for line in content.lines().filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("# ") {
            name.clone_into(&mut kind);
            continue;
        }
        let [wanted, text, sources] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{}: not three columns: {line}", path.display());
        };
        out.push(Case {
            kind: kind.clone(),
            wanted: wanted.to_owned(),
            text: text.to_owned(),
            sources: sources.split(PARTS).map(str::to_owned).collect(),
        });
    }
    out
}

fn verdict(case: &Case, language: &str, prepared: &Prepared) -> Support {
    let language = prepared.rules.language(language).expect("language");
    let metadata = Metadata { language, ..Metadata::default() };
    let mut words = Words::new(&prepared.rules);
    let mut read = |text: &String| -> FiguresInText { figures(text.as_str(), &metadata, &mut words) };
    let text = read(&case.text);
    let sources: Vec<FiguresInText> = case.sources.iter().map(&mut read).collect();
    verify(&text, &sources).support
}

#[test]
fn cases_have_the_verdict_that_a_careful_reader_gives() {
    let prepared = prepare(Vec::new(), &Packs);
    let mut failed = Vec::new();
    for language in ["en", "ru"] {
        for case in cases(language) {
            let got = verdict(&case, language, &prepared).word();
            if got != case.wanted {
                failed.push(format!(
                    "{language}, {}: {got} for {}\n  text:   {}\n  source: {}",
                    case.kind,
                    case.wanted,
                    case.text,
                    case.sources.join(PARTS)
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_text_is_backed_by_itself_or_left_open_and_never_refuted() {
    let prepared = prepare(Vec::new(), &Packs);
    for language in ["en", "ru"] {
        for case in cases(language) {
            let own = Case { sources: vec![case.text.clone()], ..case };
            let got = verdict(&own, language, &prepared);
            assert_eq!(got, Support::Supported, "{language}: {}", own.text);
        }
    }
}

#[test]
fn a_source_that_speaks_of_something_else_changes_no_verdict() {
    const OTHER: &str = "Nobody lives there.";
    let prepared = prepare(Vec::new(), &Packs);
    for language in ["en", "ru"] {
        for mut case in cases(language) {
            case.sources.push(OTHER.to_owned());
            assert_eq!(verdict(&case, language, &prepared).word(), case.wanted, "{}", case.text);
        }
    }
}

#[test]
fn no_verdict_is_that_of_a_whole_language() {
    for language in ["en", "ru"] {
        let verdicts: BTreeSet<String> = cases(language).into_iter().map(|case| case.wanted).collect();
        assert_eq!(verdicts.len(), 3, "{language}");
    }
}
