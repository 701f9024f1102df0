//! Living with findings, through the binary: suppressions, baseline, corrections, changes since
//! a revision, watching.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

mod folder;

use folder::{Folder, Said};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

/// A document that states a figure.
fn fair(companies: &str) -> String {
    format!("In 2024 {companies} companies took part in the Riverside fair.\n")
}

/// Two documents that disagree.
fn two() -> Folder {
    let folder = Folder::new();
    folder.write("a.md", fair("400"));
    folder.write("b.md", fair("450"));
    folder
}

fn check(folder: &Folder, more: &[&str]) -> Said {
    let arguments = ["check", ".", "--today", "2026-11-22"];
    folder.run(&[&arguments, more].concat())
}

#[test]
fn comments_suppress_and_are_counted() {
    for comment in [
        "<!-- factlint: ignore: both are right -->\n{}",
        "Intro.\n\n<!-- factlint: ignore contradiction companies until 2026-11-22: both are right -->\n\n{}",
        "<!-- factlint: ignore-file companies: both are right -->\n\nMore.\n\n{}",
        "{} <!-- factlint: ignore-line contradiction: both are right -->",
    ] {
        let folder = two();
        folder.write("b.md", comment.replace("{}", fair("450").trim_end()));
        check(&folder, &[])
            .has(0, &["0 errors", "1 finding suppressed: show with --show-suppressed"])
            .lacks("unused");
        let shown = check(&folder, &["--show-suppressed"]);
        shown.has(0, &["suppressed: companies of Riverside: 400 against 450", "both are right (./b.md:"]);
        let json = check(&folder, &["--format", "json"]);
        json.has(0, &[r#""aside":{"cause":"suppressed","reason":"both are right"}"#]);
    }
}

#[test]
fn what_a_comment_is_not_about_is_shown() {
    for comment in [
        "<!-- factlint: ignore discrepancy: x -->\n{}",
        "<!-- factlint: ignore visitors: x -->\n{}",
        "<!-- factlint: ignore: x -->\nAnother paragraph.\n\n{}",
        "Another line. <!-- factlint: ignore-line: x -->\n\n{}",
        "```\n<!-- factlint: ignore-file: x -->\n```\n\n{}",
    ] {
        let folder = two();
        folder.write("b.md", comment.replace("{}", fair("450").trim_end()));
        let said = check(&folder, &[]);
        said.has(1, &["1 error"]);
        assert_eq!(said.err.contains("unused-suppression"), !comment.contains("```"), "{comment}: {said}");
    }
}

#[test]
fn only_the_side_that_is_suppressed_goes() {
    let folder = two();
    folder.write("c.md", format!("<!-- factlint: ignore: an old figure -->\n{}", fair("450")));
    check(&folder, &[]).has(1, &["./b.md:1:9", "1 error", "1 finding suppressed"]).lacks("c.md");
    folder.write("a.md", format!("<!-- factlint: ignore: an old figure -->\n{}", fair("400")));
    check(&folder, &[]).has(0, &["0 errors"]);
}

#[test]
fn comments_that_are_not_understood_say_why() {
    for (comment, why) in [
        ("<!-- factlint: ignore -->", "no reason is given"),
        ("<!-- factlint: ignore contradicton: x -->", "did you mean `contradiction`"),
        ("<!-- factlint: hide: x -->", "nothing that a comment can do"),
        ("<!-- factlint: ignore until 2026-13-01: x -->", "is no day"),
        ("<!-- factlint: ignore \u{1b}[31m: x -->", "neither a code nor a measure"),
    ] {
        let folder = two();
        folder.write("b.md", format!("{comment}\n{}", fair("450")));
        let said = check(&folder, &[]);
        said.has(1, &["bad-suppression", why, "1 error"]).lacks("\u{1b}");
    }
    // A comment that is not closed holds all that follows.
    let folder = two();
    folder.write("b.md", format!("<!-- factlint: ignore: x\n{}", fair("450")));
    check(&folder, &[]).has(0, &["bad-suppression", "the comment is not closed", "empty-document"]);
}

#[test]
fn suppressions_end_and_say_so() {
    let folder = two();
    folder.write(
        "b.md",
        format!("<!-- factlint: ignore until 2026-11-21: until the fair -->\n{}", fair("450")),
    );
    check(&folder, &[]).has(1, &["expired-suppression", "held until 2026-11-21", "1 error"]);
    folder.run(&["check", ".", "--today", "2026-11-21"]).has(0, &["1 finding suppressed"]);
    folder.run(&["check", ".", "--today", "yesterday"]).has(2, &["`yesterday` is no day"]);
}

#[test]
fn the_configuration_suppresses_too() {
    for (entry, suppressed) in [
        ("codes = [\"contradiction\"]", true),
        ("measures = [\"companies\"]\npaths = [\"b.md\"]", true),
        ("text = \"450 companies took part\"", true),
        ("subject = \"Riverside\"", true),
        ("codes = [\"discrepancy\"]", false),
        ("paths = [\"press\"]", false),
        ("subject = \"Lakeside\"", false),
    ] {
        let folder = two();
        folder.write(
            "factlint.toml",
            format!("[[suppress]]\n{entry}\nreason = \"agreed with the press office\"\n"),
        );
        let said = check(&folder, &["--show-suppressed"]);
        if suppressed {
            said.has(0, &["agreed with the press office (factlint.toml:", "1 finding suppressed"])
                .lacks("unused");
        } else {
            said.has(1, &["unused-suppression", "factlint.toml", "1 error"]);
        }
    }
}

#[test]
fn a_file_of_suppressions_is_read_beside_the_configuration() {
    let folder = two();
    folder.write("factlint.toml", "suppressions = \"known.toml\"\n");
    folder.write(
        "known.toml",
        "[[suppress]]\ncodes = [\"contradiction\"]\nreason = \"known\"\nuntil = 2026-12-31\n",
    );
    check(&folder, &["--show-suppressed"]).has(0, &["known (known.toml:3)"]);
    folder.write("known.toml", "[[suppress]]\ncodes = [\"contradiction\"]\nwhy = \"known\"\n");
    check(&folder, &[]).has(2, &["no key `why`", "known.toml:3", "`reason` is missing"]);
}

#[test]
fn comments_can_be_switched_off_and_unused_ones_are_left_in_peace_in_part_of_a_project() {
    let folder = two();
    folder.write("b.md", format!("<!-- factlint: ignore: x -->\n{}", fair("450")));
    folder.run(&["check", "b.md"]).has(0, &["1 document"]).lacks("unused-suppression");
    folder.write("factlint.toml", "comments = false\n");
    check(&folder, &[]).has(1, &["1 error"]);
}

#[test]
fn levels_of_suppressions_can_be_set_and_fail() {
    let folder = Folder::new();
    folder.write("a.md", format!("<!-- factlint: ignore: x -->\n{}", fair("400")));
    check(&folder, &[]).has(0, &["unused-suppression"]);
    check(&folder, &["--fail-on", "warning"]).has(1, &["unused-suppression"]);
    folder.write("factlint.toml", "[levels]\nunused-suppression = \"off\"\n");
    check(&folder, &["--fail-on", "warning"]).has(0, &[]).lacks("unused-suppression");
}

#[test]
fn a_baseline_hides_what_is_known_and_nothing_else() {
    let folder = two();
    check(&folder, &["--baseline", "known.json", "--write-baseline"])
        .has(0, &["1 finding written to known.json"]);
    check(&folder, &["--baseline", "known.json"]).has(0, &["0 errors", "1 finding known to the baseline"]);
    folder.write("factlint.toml", "baseline = \"known.json\"\n");
    check(&folder, &[]).has(0, &["1 finding known to the baseline"]).lacks("stale");
    // Moved lines change nothing.
    folder.write("b.md", format!("A new line before it.\n\n{}", fair("450")));
    check(&folder, &[]).has(0, &["1 finding known to the baseline"]).lacks("stale");
    // The same conflict in a new document is new.
    folder.write("c.md", fair("450"));
    check(&folder, &[]).has(1, &["1 error", "./c.md:1:9"]).lacks("b.md");
}

#[test]
fn entries_of_a_baseline_that_are_gone_are_told() {
    let folder = two();
    folder.write("c.md", fair("450"));
    folder.write("factlint.toml", "baseline = \"known.json\"\n");
    check(&folder, &["--write-baseline"]).has(0, &["1 finding written"]);
    folder.write("c.md", fair("400"));
    check(&folder, &[]).has(1, &["stale-baseline", "`c.md` no longer states 450"]);
    folder.write("b.md", fair("400"));
    check(&folder, &[]).has(0, &["contradiction of companies (400, 450) is gone"]);
    folder.run(&["check", "a.md"]).has(0, &[]).lacks("stale-baseline");
    check(&folder, &["--write-baseline"]).has(0, &["0 findings written"]);
    check(&folder, &[]).has(0, &[]).lacks("stale-baseline");
}

#[test]
fn a_baseline_is_sorted_and_the_same_for_any_order() {
    let folder = two();
    folder.write("c.md", "In 2024 the Riverside fair had visitors from 27 countries.\n");
    folder.run(&["check", "a.md", "b.md", "--baseline", "x.json", "--write-baseline"]).has(0, &[]);
    folder.run(&["check", "b.md", "a.md", "--baseline", "y.json", "--write-baseline"]).has(0, &[]);
    assert_eq!(folder.read("x.json"), folder.read("y.json"));
    assert!(folder.read("x.json").ends_with("}\n"));
    let left: Vec<String> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".factlint"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "temporary files are left");
}

#[test]
fn baselines_that_cannot_be_used_say_why() {
    for (text, why) in [
        (&b"{\"version\":2,\"findings\":[]}"[..], "is of version 2"),
        (b"{\"version\":1,\"findings\":[", "is no baseline"),
        (b"{\"version\":1,\"findings\":[{\"code\":1}]}", "is no baseline"),
        (b"{\"version\":1,\"finding\":[]}", "unknown field `finding`"),
        (b"[]", "is no baseline"),
        (b"\xff", "not UTF-8"),
    ] {
        let folder = two();
        folder.write("known.json", text);
        check(&folder, &["--baseline", "known.json"]).has(2, &[why]);
    }
    let folder = two();
    check(&folder, &["--baseline", "nowhere.json"]).has(2, &["there is no such file", "--write-baseline"]);
    check(&folder, &["--write-baseline"]).has(2, &["name the baseline"]);
    folder.write("sub/x", "");
    check(&folder, &["--baseline", "sub"]).has(2, &["not a regular file"]);
    check(&folder, &["--baseline", "sub", "--write-baseline"]).has(2, &["cannot write `sub`"]);
    folder.write("broken.txt", [0, 1, 2, 0]);
    check(&folder, &["--baseline", "k.json", "--write-baseline"]).has(2, &["no baseline was written"]);
}

/// Three documents of which one is outvoted.
fn outvoted(right: [&str; 2], wrong: &str) -> Folder {
    let folder = Folder::new();
    folder.write("a.md", fair(right[0]));
    folder.write("b.md", format!("A second report.\n\n{}", fair(right[1])));
    folder.write("c.md", format!("# The fair\n\nA third report.\n\n{}\nThe end.\n", fair(wrong)));
    folder
}

#[test]
fn a_correction_is_shown_first_and_written_when_asked() {
    let folder = outvoted(["1,450", "1,450"], "1,400");
    let before = folder.read("c.md");
    let shown = check(&folder, &["--fix"]);
    shown.has(0, &["-In 2024 1,400 companies", "+In 2024 1,450 companies", "write with --fix --apply"]);
    assert!(shown.out.starts_with("--- a/c.md\n+++ b/c.md\n@@"), "stdout is a patch: {shown}");
    assert_eq!(folder.read("c.md"), before, "nothing is written before it is asked for");
    check(&folder, &["--fix", "--apply"]).has(0, &["1 figure corrected"]);
    assert_eq!(folder.read("c.md"), before.replace("1,400", "1,450"));
    check(&folder, &[]).has(0, &["0 errors"]);
    check(&folder, &["--fix"]).has(0, &["nothing is so plainly wrong"]);
}

#[test]
fn corrections_keep_the_style_of_the_document() {
    for (right, wrong, corrected) in
        [(["1450", "1450"], "1,400", "1,450"), (["45", "forty-five"], "forty", "forty-five")]
    {
        let folder = outvoted(right, wrong);
        let before = folder.read("c.md");
        check(&folder, &["--fix", "--apply"]).has(0, &["1 figure corrected"]);
        assert_eq!(folder.read("c.md"), before.replace(wrong, corrected));
    }
}

#[test]
fn what_is_not_plainly_wrong_is_left_alone() {
    // One against one is no majority, and words that no document gives cannot be guessed.
    check(&two(), &["--fix"]).has(0, &["nothing is so plainly wrong"]);
    let folder = outvoted(["45", "45"], "forty");
    check(&folder, &["--fix"]).has(0, &["not corrected: ./c.md:5", "writes the number in such words"]);
}

#[test]
fn a_document_that_is_no_plain_text_is_never_written() {
    let folder = outvoted(["1,450", "1,450"], "1,400");
    let text = "In 2024 1,400 companies took part in the Riverside fair – “big”.\n";
    let latin: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            c => c as u8,
        })
        .collect();
    folder.write("c.md", &latin);
    check(&folder, &["--fix", "--apply"]).has(2, &["is not plain text in UTF-8"]);
    assert_eq!(std::fs::read(folder.path().join("c.md")).expect("the file"), latin);
}

#[test]
fn a_byte_order_mark_and_permissions_survive_a_correction() {
    let folder = outvoted(["1,450", "1,450"], "1,400");
    folder.write("c.md", format!("\u{feff}{}", fair("1,400")));
    check(&folder, &["--fix", "--apply"]).has(0, &["1 figure corrected"]);
    assert_eq!(folder.read("c.md"), format!("\u{feff}{}", fair("1,450")));
}

/// Runs git in a folder, with nothing of the machine's configuration.
fn git(folder: &Folder, arguments: &[&str]) {
    let run = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git runs");
    assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn a_change_shows_only_what_it_touches() {
    let folder = two();
    folder.write("d.md", "The Lakeside fair had 123 companies in 2024.\n");
    folder.write("ф \"e\".md", "The Lakeside fair had 157 companies in 2024.\n");
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "first"]);
    check(&folder, &["--diff", "HEAD"]).has(0, &["0 errors", "without a changed side"]);
    folder.write("b.md", format!("A line above.\n\n{}", fair("450")));
    check(&folder, &["--diff", "HEAD"]).has(0, &["0 errors"]);
    folder.write("b.md", fair("470"));
    check(&folder, &["--diff", "HEAD"]).has(1, &["400 against 470", "1 error"]).lacks("Lakeside");
    folder.write("b.md", fair("450"));
    folder.write("ф \"e\".md", "The Lakeside fair had 168 companies in 2024.\n");
    check(&folder, &["--diff", "HEAD"]).has(1, &["123 against 168"]).lacks("400 against 450");
    git(&folder, &["commit", "-qam", "second"]);
    check(&folder, &["--diff", "HEAD~1"]).has(1, &["123 against 168"]);
    check(&folder, &["--diff", "HEAD"]).has(0, &["0 errors"]);
    // What git does not know yet is new.
    folder.write("new.md", fair("500"));
    check(&folder, &["--diff", "HEAD"])
        .has(1, &["400 against 500", "450 against 500"])
        .lacks("400 against 450");
}

#[test]
fn a_change_that_git_cannot_tell_says_why() {
    let folder = two();
    check(&folder, &["--diff", "HEAD"]).has(2, &["--diff needs a git repository"]);
    git(&folder, &["init", "-q"]);
    check(&folder, &["--diff", "HEAD"]).has(2, &["git knows no revision `HEAD`"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "first"]);
    for odd in ["nowhere", "--output=x", "-h", "", "HEAD:a.md"] {
        check(&folder, &["--diff", odd]).has(2, &["git knows no revision"]);
    }
    assert!(!folder.path().join("x").exists(), "a revision is never an option");
    let run = snapbox::cmd::Command::new(snapbox::cmd::cargo_bin!("factlint"))
        .args(["check", ".", "--diff", "HEAD"])
        .current_dir(folder.path())
        .env("PATH", folder.path())
        .output()
        .expect("factlint runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("git is not installed"));
}

#[test]
fn a_watched_folder_is_checked_again_after_a_change() {
    let folder = two();
    let mut child = Command::new(snapbox::cmd::cargo_bin!("factlint"))
        .args(["check", ".", "--watch"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("factlint starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let mut until_it_waits =
        || lines.by_ref().take_while(|line| !line.starts_with("watching")).collect::<String>();
    assert!(until_it_waits().contains("1 error"));
    folder.write("b.md", fair("400"));
    assert!(until_it_waits().contains("0 errors"));
    folder.write("b.md", fair("4500"));
    assert!(until_it_waits().contains("1 error"));
    child.kill().expect("it stops");
    child.wait().expect("it is gone");
    folder.run(&["check", "-", "--watch"]).has(2, &["standard input cannot be watched"]);
}
