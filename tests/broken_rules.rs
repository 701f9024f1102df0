//! Deliberately broken rule files: what is said of each is a snapshot that was read by a
//! person. The place is right, the help names the fix, and every mistake of the file is there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong in a test fails it")]

use factlint::engine::{Packs, prepare};
use factlint::report::{Style, diagnostic_text};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules/broken")
}

fn said_of(name: &str, text: &str) -> String {
    let prepared = prepare(vec![(format!("{name}.claim"), text.to_owned())], &Packs);
    let style = Style { narrated: false, color: false, width: 100, links: None };
    prepared.diagnostics.iter().map(|said| diagnostic_text(said, &prepared.sources, style)).collect()
}

#[test]
fn broken_rule_files_are_explained() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "claim"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 60, "{}", names.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    for name in &names {
        let text = std::fs::read_to_string(folder().join(format!("{name}.claim"))).unwrap();
        let said = said_of(name, &text);
        assert!(!said.is_empty(), "{name} is not broken");
        insta::assert_snapshot!(name.as_str(), said);
    }
}

/// The time that a text takes, the best of three.
fn seconds(text: &str) -> f64 {
    let once = || {
        let start = std::time::Instant::now();
        let _ = factlint::syntax::parse(factlint::diagnostic::FileId(0), text);
        start.elapsed().as_secs_f64()
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// No shape of file takes longer than its size allows: twice the size takes about twice the
/// time, and 100 KB of anything less than a second even unoptimised.
#[test]
fn time_to_parse_grows_with_the_size_alone() {
    let shapes: [(&str, &str, &str); 14] = [
        ("newlines", "rule a {", "\n"),
        ("spaces", "rule a {", " "),
        ("braces", "", "}"),
        ("opened braces", "", "{ }"),
        ("quotes", "measure a : count { en ", "\"a\" | "),
        ("unclosed", "rule a {\n", "  en \"x\n"),
        ("calls", "rule a { match ", "f(\"x\") "),
        ("names", "rule a { match ", "a:"),
        ("items", "", "rule a\n"),
        ("broken items", "", "measure a : count { en }\n"),
        ("words", "measure a : count { en ", "word "),
        ("comments", "", "# x\n"),
        ("statements", "rule a {\n", "  mtach x\n"),
        ("combining marks", "measure a : count { en e", "\u{301}"),
    ];
    for (name, head, unit) in shapes {
        let small = format!("{head}{}", unit.repeat(50_000 / unit.len()));
        let large = format!("{head}{}", unit.repeat(200_000 / unit.len()));
        let (short, long) = (seconds(&small), seconds(&large));
        assert!(long < 2.0, "{name}: {long:.2} s for 200 KB");
        assert!(long < short * 12.0 + 0.05, "{name}: 50 KB in {short:.3} s, 200 KB in {long:.3} s");
    }
}

#[test]
fn one_line_of_a_megabyte_is_read() {
    let text = format!("measure a : count {{ en {} }}\n", vec!["word"; 1 << 18].join(" | "));
    let (items, said) = factlint::syntax::parse(factlint::diagnostic::FileId(0), &text);
    assert_eq!((items.len(), said.len()), (1, 0));
}
