//! What a newcomer does beside the tutorial: reports into the folder, tests without a path, names
//! that do not exist. Nothing misleads, and each message leads to the mend.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong in a test fails it")]

use std::path::Path;
use std::process::{Command, Output};

fn factlint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const RULES: &str = "kind club { en club }\nmeasure boats \"boats owned\" : count { of club; en boat }\ntest \"boats\" {\n  en \"The Severn Club has 24 boats.\"\n  => boats = 24\n}\n";
const DOCUMENTS: [(&str, &str); 2] = [
    ("a.txt", "In 2024 the Severn Club had 24 boats and 7 sheds.\n"),
    ("b.txt", "In 2024 the Severn Club had 25 boats and 8 sheds.\n"),
];

/// A folder with a rule file and two documents that disagree.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("first-steps").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("rules.claim"), RULES).unwrap();
    DOCUMENTS.iter().for_each(|(name, text)| std::fs::write(folder.join(name), text).unwrap());
    folder
}

#[test]
fn a_report_in_the_folder_is_no_document() {
    let folder = folder("reports");
    for (name, boats) in [("a.txt", 24), ("b.txt", 25)] {
        std::fs::write(folder.join(name), format!("In 2024 the Severn Club had {boats} boats.\n")).unwrap();
    }
    let before = out(&factlint(&folder, &["check", "."]));
    for (name, format) in [("report.html", "html"), ("report.md", "md"), ("conflicts.html", "")] {
        let output = ["report", ".", "-o", name, "--format", format];
        let arguments = if format.is_empty() { &output[..2] } else { &output[..] };
        let written = factlint(&folder, arguments);
        assert!(written.status.success() && folder.join(name).exists(), "{}", said(&written));
    }
    let checked = factlint(&folder, &["check", "."]);
    assert_eq!(out(&checked), before);
    for name in ["report.html", "report.md", "conflicts.html"] {
        let left_out = format!("`./{name}` is a report that factlint wrote, and is left out");
        assert!(said(&checked).contains(&left_out), "{name}: {}", said(&checked));
    }
    let page = std::fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(page.contains("· 1 error, 0 warnings</title>"), "{}", &page[..1500]);
    for _ in 0..2 {
        assert!(
            factlint(&folder, &["report", ".", "--format", "json"]).status.success(),
            "written, and again"
        );
    }
    std::fs::write(folder.join("conflicts.md"), "# My notes\n").unwrap();
    let notes = factlint(&folder, &["report", ".", "--format", "md"]);
    assert_eq!(notes.status.code(), Some(2), "what is no report is not replaced");
    let alone = factlint(&folder, &["check", "report.md"]);
    assert_eq!(alone.status.code(), Some(2), "nothing was checked");
}

#[test]
fn tests_without_a_path_are_those_of_the_folder() {
    let folder = folder("whose-tests");
    assert_eq!(out(&factlint(&folder, &["test"])), "1 test, 1 passed, 0 failed (of rules.claim)\n");
    std::fs::write(folder.join("more.claim"), "test \"nothing\" {\n  en \"It rains.\"\n  => nothing\n}\n")
        .unwrap();
    std::fs::write(folder.join("factlint.toml"), "rules = [\"more.claim\"]\n").unwrap();
    let configured = out(&factlint(&folder, &["test"]));
    assert_eq!(configured, "1 test, 1 passed, 0 failed (of the rules of factlint.toml)\n");
    let packs = out(&factlint(&folder, &["test", "--packs"]));
    assert!(packs.ends_with(" passed, 0 failed (of the packs that ship)\n"), "{packs}");
    let both = factlint(&folder, &["test", "--packs", "rules.claim"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn tests_of_what_is_broken_are_not_run() {
    let folder = folder("not-run");
    for broken in [
        RULES.replace(": count", ": people"),
        RULES.replace("en boat }", "еn boat }"),
        RULES.replace("kind club {", "kind club "),
        RULES.replace("=> boats", "=> boatz"),
    ] {
        std::fs::write(folder.join("rules.claim"), &broken).unwrap();
        let tested = factlint(&folder, &["test"]);
        assert_eq!(tested.status.code(), Some(2), "{broken}");
        assert!(!said(&tested).contains("test-failed"), "{broken}: {}", said(&tested));
        let summary = "0 tests, 0 passed, 0 failed, 1 not run: what they test is broken (of rules.claim)\n";
        assert_eq!(out(&tested), summary, "{broken}");
    }
}

#[test]
fn a_test_that_fails_says_how_its_words_are_written() {
    let folder = folder("how-written");
    let failures = |rules: String| {
        std::fs::write(folder.join("rules.claim"), rules).unwrap();
        said(&factlint(&folder, &["test"]))
    };
    let phrase = failures(RULES.replace("en boat }", "en boat skiff }"));
    assert!(phrase.contains("one phrase; words by themselves are parted: `boat | skiff`"), "{phrase}");
    let quoted = failures(RULES.replace("=> boats", "=> \"boats\""));
    assert!(quoted.contains("`boats` is declared: write `boats`"), "{quoted}");
}

#[test]
fn findings_are_asked_for_by_the_name_that_claims_prints() {
    let folder = folder("measures");
    for (name, expected) in
        [("shed", "7 against 8"), ("boats", "24 against 25"), ("boats owned", "24 against 25")]
    {
        let checked = factlint(&folder, &["check", ".", "--measure", name]);
        assert!(out(&checked).contains(expected), "{name}: {} {}", out(&checked), said(&checked));
    }
    let unknown = factlint(&folder, &["check", ".", "--measure", "shedd"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("did you mean `shed`?"), "{}", said(&unknown));
}

#[test]
fn what_is_named_and_is_not_there_stops_the_run() {
    let folder = folder("missing");
    let rules = factlint(&folder, &["check", ".", "--rules", "nosuch.claim"]);
    assert_eq!((rules.status.code(), out(&rules).as_str()), (Some(2), ""));
    assert!(said(&rules).contains("cannot read rule file `nosuch.claim`"), "{}", said(&rules));
    let alone = said(&factlint(&folder, &["check", "nosuch.txt"]));
    assert!(alone.contains("help: check the path\n") && !alone.contains("were read"), "{alone}");
    let beside = said(&factlint(&folder, &["check", "nosuch.txt", "a.txt"]));
    assert!(beside.contains("check the path; the other documents were read"), "{beside}");
}

#[test]
fn codes_are_explained_in_any_case() {
    let folder = folder("explain");
    assert!(out(&factlint(&folder, &["explain", "DISCREPANCY"])).starts_with("discrepancy (warning)"));
    let unknown = said(&factlint(&folder, &["explain", "DISCREPANCI"]));
    assert!(unknown.contains("did you mean `discrepancy`?"), "{unknown}");
}

#[test]
fn a_measure_of_which_documents_are_compared_is_covered() {
    let folder = folder("coverage");
    let rules = RULES.split("test").next().unwrap().to_owned()
        + "test \"two clubs' books\" {\n  a en \"In 2024 the Severn Club had 24 boats.\"\n  b en \"In 2024 the Severn Club had 25 boats.\"\n  => contradiction boats\n}\n";
    std::fs::write(folder.join("rules.claim"), rules).unwrap();
    let coverage = out(&factlint(&folder, &["test", "--coverage"]));
    assert!(coverage.contains("measures stated in a test, by language: 1 of 1"), "{coverage}");
}
