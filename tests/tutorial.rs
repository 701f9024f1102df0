//! Walks through `docs/tutorial.md` as a reader does, in an empty folder: files are written as
//! the page shows them, commands are run, and what they print is compared.
//!
//! A fence names what it is: ```` ```text news.txt ```` and ```` ```claim library.claim ```` are files,
//! ```` ```console ```` is a command with its output. A line `...` stands for any lines.
//! `TUTORIAL=overwrite` writes what the commands print into the page; read it before it is committed.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use snapbox::cmd::{Command, cargo_bin};
use std::fs;
use std::path::Path;

const PAGE: &str = "docs/tutorial.md";

#[test]
fn the_tutorial_works_as_written() {
    let page = fs::read_to_string(PAGE).expect("the page");
    let folder = tempfile::tempdir().expect("a folder");
    let mut out = String::new();
    let (mut files, mut commands, mut wrong) = (0, 0, Vec::new());
    let mut rest = page.as_str();
    while let Some((before, fenced)) = rest.split_once("\n```") {
        let (head, fenced) = fenced.split_once('\n').expect("a fence has lines");
        let (body, after) = fenced.split_once("```").expect("a fence ends");
        let body = match head.split_once(' ') {
            Some((_, name)) => {
                files += 1;
                fs::write(folder.path().join(name), body).expect("the file is written");
                body.to_owned()
            }
            None if head == "console" => {
                commands += 1;
                let got = run(body.lines().next().expect("a command"), folder.path());
                if !matches(body, &got) {
                    wrong.push(format!("--- shown\n{body}\n--- printed\n{got}"));
                }
                if matches(body, &got) { body.to_owned() } else { got }
            }
            None => body.to_owned(),
        };
        out.push_str(&format!("{before}\n```{head}\n{body}```"));
        rest = after;
    }
    out.push_str(rest);
    assert!(files >= 4 && commands >= 4, "the page lost its {files} files or {commands} commands");
    if std::env::var("TUTORIAL").is_ok_and(|value| value == "overwrite") {
        fs::write(PAGE, out).expect("the page is written");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// A command line and what it prints, as the page shows it.
fn run(line: &str, folder: &Path) -> String {
    let words: Vec<&str> = line.trim_start_matches("$ ").split_whitespace().collect();
    assert_eq!(words.first(), Some(&"factlint"), "only factlint is run: {line}");
    let run = Command::new(cargo_bin!("factlint")).args(&words[1..]).current_dir(folder).output();
    let run = run.expect("factlint runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    format!("{line}\n{}{}", text(&run.stdout), text(&run.stderr))
}

/// Whether what was printed is what is shown, where a line `...` stands for any lines.
fn matches(shown: &str, printed: &str) -> bool {
    let mut rest = printed.trim_end();
    let mut parts = shown.trim_end().split("\n...").peekable();
    let first = parts.next().unwrap_or_default();
    let Some(after) = rest.strip_prefix(first) else { return false };
    rest = after;
    let mut open = false;
    while let Some(part) = parts.next() {
        open = part.is_empty();
        let Some(at) = rest.rfind(part).filter(|_| parts.peek().is_none()).or_else(|| rest.find(part)) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    open || rest.is_empty()
}

#[test]
fn dots_stand_for_any_lines_and_nothing_else_does() {
    assert!(matches("$ a\none\n...\nfour\n", "$ a\none\ntwo\nthree\nfour\n"));
    assert!(matches("$ a\none\n...\n", "$ a\none\ntwo\n"));
    assert!(!matches("$ a\none\n...\nfive\n", "$ a\none\ntwo\nfour\n"));
    assert!(!matches("$ a\none\n", "$ a\none\ntwo\n"));
}
