//! Every code that a rule file can get fires where it must and stays silent where it must.
//! What fires is seen in the snapshots of broken files, what stays silent in a file of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong in a test fails it")]

use factlint::engine::{Packs, prepare};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn codes() -> BTreeSet<&'static str> {
    let rules = factlint::rule::lint::CODES.iter().map(|code| code.name);
    rules.chain(factlint::syntax::CODES.iter().map(|code| code.name)).collect()
}

/// The codes that a rule file gets.
fn codes_of(path: &Path) -> BTreeSet<&'static str> {
    let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    prepare(vec![(name, text)], &Packs).diagnostics.iter().map(|said| said.code.name).collect()
}

fn files(name: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut out: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "claim")).collect();
    out.sort();
    out
}

#[test]
fn every_code_fires() {
    let mut fired: BTreeSet<&str> = files("rules/broken").iter().flat_map(|path| codes_of(path)).collect();
    // Two files are needed for a circle, and more than a repository should hold for a size.
    fired.extend(["use-cycle", "rule-file-too-large"]);
    assert_eq!(codes().difference(&fired).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn a_circle_of_files_and_a_file_too_large_are_reported() {
    use factlint::rule::RuleFiles;
    struct Two;
    impl RuleFiles for Two {
        fn resolve(&self, path: &str, from: &str) -> Vec<(String, Result<String, String>)> {
            if !path.starts_with("./") {
                return Packs.resolve(path, from);
            }
            let other = if path == "./a" { "./b" } else { "./a" };
            vec![(path.to_owned(), Ok(format!("use {other}\nmeasure x{} : count\n", &path[2..])))]
        }
        fn known(&self) -> Vec<String> {
            Vec::new()
        }
    }
    let said = prepare(vec![("./a".to_owned(), "use ./b\n".to_owned())], &Two).diagnostics;
    assert_eq!(said.iter().map(|said| said.code.name).collect::<Vec<_>>(), ["use-cycle"]);
    let (items, said) = factlint::syntax::parse(factlint::diagnostic::FileId(0), &" ".repeat(17 << 20));
    assert!(items.is_empty());
    assert_eq!(said[0].code.name, "rule-file-too-large");
}

#[test]
fn every_code_stays_silent_on_what_is_nearly_wrong() {
    for code in codes() {
        let path = folder("lints").join(format!("{code}.claim"));
        assert!(path.exists(), "tests/lints/{code}.claim is missing: what must not get `{code}`");
        assert!(!codes_of(&path).contains(code), "{code} is said of {}", path.display());
        let said = codes_of(&path);
        assert!(said.is_empty(), "{} gets {said:?}", path.display());
    }
}
