//! What ARCHITECTURE.md promises and a compiler cannot check: the direction of the modules,
//! that every path it names exists, that files say why they are there, that no word of a
//! language stands in the sources.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `src/` in the order of the code map of ARCHITECTURE.md.
fn order() -> Vec<String> {
    let text = fs::read_to_string("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `src/"));
    rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned())).collect()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

fn all_sources() -> Vec<PathBuf> {
    let mut out = Vec::new();
    sources(Path::new("src"), &mut out);
    assert!(out.len() > 50, "the sources are not where they are expected");
    out
}

/// The text of a source file up to its tests, which stand last and may use anything.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

/// The folder of `src/` that a file belongs to.
fn module(path: &Path) -> Option<String> {
    let mut parts = path.strip_prefix("src").ok()?.components();
    let first = parts.next()?.as_os_str().to_string_lossy().into_owned();
    parts.next().map(|_| first)
}

#[test]
fn modules_use_only_what_stands_before_them() {
    let order = order();
    let place = |name: &str| order.iter().position(|other| other == name);
    let mut wrong = Vec::new();
    let mut edges = 0;
    for path in all_sources() {
        let Some(own) = module(&path) else { continue };
        let at = place(&own).unwrap_or_else(|| panic!("ARCHITECTURE.md does not name src/{own}"));
        let text = fs::read_to_string(&path).expect("source");
        for found in without_tests(&text).split("crate::").skip(1) {
            let name: String = found.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(used) = place(&name) else { continue };
            edges += 1;
            if used > at {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(edges > 100, "only {edges} edges were read: the test no longer sees them");
    assert_eq!(wrong, Vec::<String>::new(), "back arrows against the order of ARCHITECTURE.md");
}

#[test]
fn every_path_that_the_documents_name_exists() {
    let mut missing = Vec::new();
    let mut named = 0;
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(document).expect("document");
        let fenced: String = text.split("```").step_by(2).collect();
        for word in fenced.split('`').skip(1).step_by(2).filter(|word| is_path(word)) {
            named += 1;
            if !Path::new(word).exists() {
                missing.push(format!("{document}: {word}"));
            }
        }
    }
    assert!(named > 20, "only {named} paths were read");
    assert_eq!(missing, Vec::<String>::new());
}

fn is_path(word: &str) -> bool {
    let roots =
        ["src", "rules", "grammar", "seeds", "tests", "docs", "xtask", ".ci", "benches", "editors", "fuzz"];
    let root = word.split('/').next().unwrap_or_default();
    roots.contains(&root) && !word.contains([' ', '*', '<'])
}

#[test]
fn every_file_says_why_it_is_there() {
    let silent: Vec<PathBuf> = all_sources()
        .into_iter()
        .filter(|path| !fs::read_to_string(path).expect("source").starts_with("//! "))
        .collect();
    assert_eq!(silent, Vec::<PathBuf>::new());
}

#[test]
fn no_word_of_a_language_stands_in_the_sources() {
    let mut found = BTreeMap::new();
    for path in all_sources() {
        let text = fs::read_to_string(&path).expect("source");
        let code =
            without_tests(&text).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        for (number, line) in code {
            // Two letters in a row are a word; one alone may be a numeral or a look-alike.
            let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
            let word = line.chars().zip(line.chars().skip(1)).any(|(a, b)| cyrillic(a) && cyrillic(b));
            if word {
                found.insert(format!("{}:{}", path.display(), number + 1), line.trim().to_owned());
            }
        }
    }
    assert_eq!(found, BTreeMap::new());
}

#[test]
fn only_the_command_line_does_input_and_output() {
    let mut found = Vec::new();
    for path in all_sources() {
        let outer = module(&path).is_none_or(|name| name == "cli" || name == "lsp");
        // Reading from bytes in memory is none.
        let text = fs::read_to_string(&path).expect("source").replace("std::io::{Cursor, Read as _}", "");
        let words =
            ["std::fs", "std::env", "std::io::", "std::process", "std::net", "SystemTime", "Instant::now"];
        if !outer && words.iter().any(|word| without_tests(&text).contains(word)) {
            found.push(path);
        }
    }
    assert_eq!(found, Vec::<PathBuf>::new());
}
