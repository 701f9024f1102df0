//! The language, each construct through a rule file: what compiles must run, and what a test
//! in the file says of it must hold.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong in a test fails it")]

use factlint::engine::{Packs, Prepared, Workshop, coverage, prepare, run_tests};
use factlint::report::{Style, diagnostic_text};
use std::path::{Path, PathBuf};

const STYLE: Style = Style { narrated: false, color: false, width: 100, links: None };

fn claim_files(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let deeper: Vec<PathBuf> =
        out.iter().filter(|path| path.is_dir()).flat_map(|path| claim_files(path)).collect();
    out.extend(deeper);
    out.retain(|path| path.extension().is_some_and(|ending| ending == "claim"));
    out.sort();
    out
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_construct_does_what_its_tests_say() {
    let mut said = String::new();
    for path in claim_files(&folder("tests/rules/language")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let prepared = prepare(vec![(name, std::fs::read_to_string(&path).unwrap())], &Packs);
        let own = |file| prepared.sources.get(file).is_some_and(|source| !source.name.starts_with("pack:"));
        let results = run_tests(&prepared.rules, &prepared.sources, |test| own(test.file));
        assert!(results.len() > 3, "{path:?}");
        let failures = results.iter().flat_map(|result| &result.failures);
        for diagnostic in prepared.diagnostics.iter().chain(failures) {
            said.push_str(&diagnostic_text(diagnostic, &prepared.sources, STYLE));
        }
    }
    assert!(said.is_empty(), "{said}");
}

/// The packs that ship, with their tests.
fn packs_with_tests() -> Prepared {
    let mut workshop = Workshop::default();
    workshop.pack_tests = true;
    workshop.prepare(Vec::new(), &Packs)
}

/// Every rule and every measure of every pack that ships has a test that it matches, and one in
/// which it comes near and stays silent; measures in each of their languages.
#[test]
fn shipped_rules_and_measures_are_tested_both_ways() {
    let prepared = packs_with_tests();
    let covered = coverage(&prepared.rules, &prepared.sources, |_| true);
    for (unreached, what) in [
        (covered.rules, "no test makes these rules match"),
        (covered.silent, "no test shows these rules to stay silent"),
        (covered.measures, "no test states these measures"),
        (covered.silent_measures, "no test shows these measures to stay silent"),
    ] {
        let missed: Vec<String> = unreached.missed.into_iter().map(|(_, _, name)| name).collect();
        assert!(unreached.all > 10 && missed.is_empty(), "{what}: {missed:?} of {}", unreached.all);
    }
}

#[test]
fn shipped_tests_pass() {
    let prepared = packs_with_tests();
    let broken: String =
        prepared.diagnostics.iter().map(|said| diagnostic_text(said, &prepared.sources, STYLE)).collect();
    assert!(broken.is_empty(), "tests that are broken do not run: {broken}");
    let results = run_tests(&prepared.rules, &prepared.sources, |_| true);
    assert!(results.len() > 400, "only {} tests are read", results.len());
    let failures = results.iter().flat_map(|result| &result.failures);
    let said: String = failures.map(|said| diagnostic_text(said, &prepared.sources, STYLE)).collect();
    assert!(said.is_empty(), "{said}");
}

#[test]
fn the_starter_pack_passes_its_tests() {
    let text = std::fs::read_to_string(folder("starter/rules.claim")).unwrap();
    let prepared = prepare(vec![("rules.claim".to_owned(), text)], &Packs);
    assert_eq!(prepared.diagnostics, []);
    let results = run_tests(&prepared.rules, &prepared.sources, |test| {
        prepared.sources.get(test.file).is_some_and(|source| source.name == "rules.claim")
    });
    assert_eq!(results.len(), 3);
    assert!(results.iter().all(|result| result.failures.is_empty()));
}

/// The examples of the language's reference are rule files, and their tests pass.
#[test]
fn examples_of_the_reference_run() {
    let page = std::fs::read_to_string(folder("docs/language.md")).unwrap();
    let examples: Vec<&str> =
        page.split("```claim\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() >= 5);
    let mut said = String::new();
    for example in examples {
        let prepared = prepare(vec![("example.claim".to_owned(), example.to_owned())], &Packs);
        let results = run_tests(&prepared.rules, &prepared.sources, |test| {
            prepared.sources.get(test.file).is_some_and(|source| source.name == "example.claim")
        });
        assert!(!results.is_empty(), "{example}");
        let failures = results.iter().flat_map(|result| &result.failures);
        for diagnostic in prepared.diagnostics.iter().chain(failures) {
            said.push_str(&diagnostic_text(diagnostic, &prepared.sources, STYLE));
        }
    }
    assert!(said.is_empty(), "{said}");
}
