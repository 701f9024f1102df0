//! Bad input is normal input: a clear diagnostic with place and help, exit code 2, and the rest
//! of the run goes on.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

mod folder;

use folder::{Folder, Said};
use std::fs;

const GOOD: &str = "The Riverside fair 2024 drew 400 companies.\n";

/// A folder with a good document.
fn with_good() -> Folder {
    let folder = Folder::new();
    folder.write("good.txt", GOOD);
    folder
}

impl Said {
    /// Exit code 2, each of the words on stderr, and the good document was still checked.
    #[track_caller]
    fn failed_but_went_on(&self, words: &[&str]) {
        self.tells(2, words);
        assert!(self.out.contains("1 claim"), "the good document was not checked: {self}");
    }

    /// The exit code, each of the words on stderr, and no colours there.
    #[track_caller]
    fn tells(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self}");
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not said: {}", self.err);
        }
        assert!(!self.err.contains('\u{1b}'), "colour without a terminal: {}", self.err);
    }
}

#[test]
fn a_missing_path_is_named() {
    let said = with_good().run(&["check", "good.txt", "missing.txt"]);
    said.failed_but_went_on(&["unreadable", "cannot read `missing.txt`: there is no such file", "help"]);
}

#[test]
fn a_folder_without_documents_says_what_is_read() {
    let folder = with_good();
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let said = folder.run(&["check", "empty", "good.txt"]);
    said.failed_but_went_on(&["no-documents", "no documents in `empty`", ".md"]);
    folder.run(&["check", "empty"]).tells(2, &["no documents in `empty`"]);
}

#[test]
fn only_a_missing_path_fails_the_run() {
    with_good().run(&["check", "missing"]).tells(2, &["cannot read `missing`"]);
}

#[cfg(unix)]
#[test]
fn a_dangling_link_and_a_device_are_unreadable() {
    let folder = with_good();
    std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.txt")).expect("a link");
    let said = folder.run(&["check", "good.txt", "dangling.txt", "/dev/null"]);
    said.failed_but_went_on(&["cannot read `dangling.txt`", "cannot read `/dev/null`: not a regular file"]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_unreadable() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = with_good();
    folder.write("secret.txt", GOOD);
    let path = folder.path().join("secret.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions are set");
    if fs::read(&path).is_ok() {
        // The superuser reads everything; there is nothing to see.
        return;
    }
    folder
        .run(&["check", "good.txt", "secret.txt"])
        .failed_but_went_on(&["cannot read `secret.txt`: permission denied"]);
}

#[test]
fn a_file_that_is_not_text_is_not_read() {
    let folder = with_good();
    folder.write("picture.txt", [0x89, b'P', b'N', b'G', 0, 0, 0, 1, 2, 3, 0, 0]);
    folder.run(&["check", "."]).failed_but_went_on(&["not-text", "`./picture.txt` is not text"]);
}

#[test]
fn broken_utf8_is_read_with_its_offsets() {
    let folder = with_good();
    folder.write("broken.txt", b"The R\xc3\xado caf\xc3\xa9 fair 2024 \xff drew 400 companies.\n");
    let said = folder.run(&["check", "--format", "json", "broken.txt"]);
    said.tells(0, &["broken-encoding", "1 byte could not be decoded", "the first of them"]);
    assert!(said.out.contains(r#""span":{"start":32,"end":45}"#), "{}", said.out);
}

#[test]
fn other_encodings_are_found_and_said() {
    let folder = with_good();
    let text = "В 2024 году в выставке «Иннопром» участвовали более 400 компаний из 27 стран мира.\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    folder.write("windows.txt", &windows);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("utf16.txt", [&[0xff, 0xfe][..], &utf16].concat());
    for (name, encoding) in [("windows.txt", "windows-1251"), ("utf16.txt", "UTF-16LE")] {
        let said = folder.run(&["claims", name]);
        said.tells(0, &["other-encoding", &format!("decoded from {encoding}")]);
        assert!(said.out.contains("more than 400") && said.out.contains("27 стран"), "{}", said.out);
    }
}

#[test]
fn an_empty_document_is_said() {
    let folder = with_good();
    folder.write("empty.txt", "");
    let said = folder.run(&["check", "good.txt", "empty.txt"]);
    said.tells(0, &["empty-document", "the document is empty"]);
    folder.run(&["check", "empty.txt"]).tells(2, &["the document is empty"]);
}

#[test]
fn all_mistakes_of_a_rule_file_are_reported_at_once() {
    let folder = with_good();
    folder.write(
        "broken.claim",
        "use units\nmeasure trees \"trees\" : cuont { en firm }\n\
         measure a \"a\" : count { en a ", // never closed
    );
    folder.write(
        "names.claim",
        "measure firms \"firms\" : count { en firm }\n\
         rule a { match n:quantity firmz\n claim frims = m }\n\
         rule b { match n:quantity k:adjective firms\n claim firms = n }\n",
    );
    let said = folder.run(&["check", "good.txt"]);
    said.tells(
        2,
        &[
            "unknown-name",
            "`cuont`",
            "did you mean `count`?",
            "bad-syntax",
            "`firmz`",
            "did you mean `firms`?",
            "unused-capture",
            "broken.claim:2",
            "names.claim:2",
        ],
    );
}

#[test]
fn a_claim_of_a_measure_that_is_not_declared_is_said_beside_the_rule_s_other_mistakes() {
    let folder = with_good();
    folder.write(
        "rules.claim",
        "measure trees \"trees\" : count { en tree }\nrule r {\n  match n:quantity treez\n  claim tres = n\n}\n",
    );
    let said = folder.run(&["check", "good.txt"]);
    said.tells(
        2,
        &["unknown measure `tres`", "rules.claim:4", "did you mean `trees`?", "`treez`", "rules.claim:3"],
    );
}

#[test]
fn a_unit_of_the_wrong_dimension_is_said() {
    let folder = with_good();
    folder.write(
        "units.claim",
        "use units\nmeasure area \"area\" : area { en area }\n\
         test \"t\" {\n  en \"the area is 5 m2\"\n  => area = 5 kg\n}\n",
    );
    let said = folder.run(&["check", "good.txt"]);
    said.tells(2, &["wrong-dimension", "units.claim:5", "`kg` is a unit of mass, not of area", "help"]);
}

#[test]
fn rules_that_include_themselves_are_said() {
    let folder = with_good();
    folder.write("a.claim", "use ./b\n");
    folder.write("b.claim", "use ./a\n");
    folder.run(&["check", "good.txt"]).tells(2, &["use-cycle", "a.claim"]);
}

#[test]
fn a_line_of_a_batch_that_is_no_case_keeps_the_output_in_step() {
    let folder = with_good();
    folder.write(
        "cases.jsonl",
        "{\"id\": 1, \"text\": \"5 cats\", \"sources\": [\"5 cats\"]}\nnot a case\n{\"text\": \"no figure\"}\n",
    );
    let said = folder.run(&["verify", "--batch", "cases.jsonl"]);
    said.tells(2, &["cases.jsonl: line 2: not a case"]);
    let verdicts: Vec<&str> = said
        .out
        .lines()
        .map(|line| if line.contains("\"supported\",\"findings") { "supported" } else { "unknown" })
        .collect();
    assert_eq!(verdicts, ["supported", "unknown", "unknown"], "{}", said.out);
}

#[test]
fn what_is_no_text_is_neither_verified_nor_a_source_in_silence() {
    let folder = with_good();
    folder.write("picture.txt", [0x89, b'P', b'N', b'G', 0, 0, 0, 1, 2, 3, 0, 0]);
    let said = folder.run(&["verify", "picture.txt", "--against", "good.txt"]);
    said.tells(2, &["not-text", "`picture.txt` is not text"]);
    assert_eq!(said.out, "", "a source was taken for the text");
    let said = folder.run(&["verify", "good.txt", "--against", "good.txt", "picture.txt"]);
    said.tells(2, &["`picture.txt` is not text"]);
    assert!(said.out.contains("supported"), "the other source was not used: {said:?}");
}

#[test]
fn nothing_of_a_document_reaches_the_terminal_unescaped() {
    let folder = with_good();
    folder.write("evil.txt", "The Riverside fair 2024 drew \u{1b}[31m 300 companies.\u{202e} \n");
    let said = folder.run(&["check", "--verbose", "."]);
    for text in [&said.out, &said.err] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
}
