//! No false claim of silence: whatever was not read, not compared or not in force is told in every
//! format. The cases are data: `tests/silence.toml`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    dead_code,
    reason = "a test stops where it cannot go on"
)]

#[path = "lsp/client.rs"]
mod client;
mod place;

use client::Client;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The document that every folder holds.
const GOOD: &str = "The weather was fine. In 2024 400 companies took part in the Riverside fair.\n";
const FORMATS: [&str; 8] = ["graphical", "narrated", "json", "jsonl", "sarif", "github", "gitlab", "junit"];
const REPORTS: [&str; 3] = ["html", "markdown", "json"];

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The code that must stand in each format.
    code: String,
    /// What a reader must see.
    says: String,
    exit: i32,
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Documents that state so many figures of one thing.
    #[serde(default)]
    repeat: BTreeMap<String, usize>,
    /// A file that may not be read.
    locked: Option<String>,
    /// A baseline of a finding that is gone.
    baseline: Option<String>,
    /// More arguments.
    #[serde(default)]
    more: Vec<String>,
    #[serde(default = "yes")]
    report: bool,
    #[serde(default = "yes")]
    editor: bool,
}

fn yes() -> bool {
    true
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("silence.toml")).expect("cases").case
}

struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

fn factlint(folder: &Path, arguments: &[&str]) -> Said {
    let run =
        Command::new(env!("CARGO_BIN_EXE_factlint")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: run.status.code(), out: text(&run.stdout), err: text(&run.stderr) }
}

impl Case {
    /// Lays out the folder; nothing where this system cannot.
    fn lay_out(&self, folder: &Path) -> Option<()> {
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        write("good.txt", GOOD);
        if let Some(name) = &self.baseline {
            write("other.txt", &GOOD.replace("400", "450"));
            let said = factlint(folder, &["check", ".", "--baseline", name, "--write-baseline"]);
            assert_eq!(said.code, Some(0), "{}", said.err);
            write("other.txt", GOOD);
        }
        self.files.iter().for_each(|(name, text)| write(name, text));
        for (name, times) in &self.repeat {
            let line = |n| format!("{} companies took part in the Riverside fair in 2024.\n\n", 400 + n);
            write(name, &(0..*times).map(line).collect::<String>());
        }
        if let Some(name) = &self.locked {
            lock(&folder.join(name));
            if std::fs::read(folder.join(name)).is_ok() {
                println!("skipped: {}: whoever runs this may read everything", self.name);
                return None;
            }
        }
        Some(())
    }
}

#[cfg(unix)]
fn lock(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).unwrap();
}

#[cfg(not(unix))]
fn lock(_path: &Path) {}

#[test]
fn every_format_of_check_tells() {
    for case in cases() {
        let folder = tempfile::tempdir().unwrap();
        if case.lay_out(folder.path()).is_none() {
            continue;
        }
        for format in FORMATS {
            let more = case.more.iter().map(String::as_str);
            let arguments: Vec<&str> = ["check", ".", "--format", format].into_iter().chain(more).collect();
            let said = factlint(folder.path(), &arguments);
            let at = format!("{}, {format}\n{}\n{}", case.name, said.out, said.err);
            assert_eq!(said.code, Some(case.exit), "{at}");
            let people = matches!(format, "graphical" | "narrated");
            let place = if people { &said.err } else { &said.out };
            assert!(place.contains(&case.code) && place.contains(&case.says), "{at}");
        }
    }
}

#[test]
fn every_format_of_report_tells() {
    for case in cases().into_iter().filter(|case| case.report) {
        let folder = tempfile::tempdir().unwrap();
        if case.lay_out(folder.path()).is_none() {
            continue;
        }
        for format in REPORTS {
            let more = case.more.iter().map(String::as_str);
            let arguments = ["report", ".", "-o", "-", "--format", format].into_iter().chain(more);
            let said = factlint(folder.path(), &arguments.collect::<Vec<_>>());
            let at = format!("{}, {format}\n{}\n{}", case.name, said.out, said.err);
            assert_eq!(said.code, Some(if case.exit == 2 { 2 } else { 0 }), "{at}");
            let out =
                said.out.replace("\\u002d", "-").replace("\\_", "_").replace("\\.", ".").replace("\\-", "-");
            assert!(out.contains(&case.says), "{at}");
        }
    }
}

#[test]
fn an_editor_tells() {
    for case in cases().into_iter().filter(|case| case.editor) {
        let folder: PathBuf = client::folder("silence");
        if case.lay_out(&folder).is_none() {
            continue;
        }
        let mut client = Client::start(folder, &[]);
        let address = client.open("good.txt", "plaintext", GOOD);
        let start = json!({ "line": 0, "character": 0 });
        client
            .request("textDocument/hover", json!({ "textDocument": { "uri": address }, "position": start }));
        let all: Vec<(&String, &Value)> =
            client.published.iter().map(|(address, (said, _))| (address, said)).collect();
        let told = all.iter().any(|(address, said)| {
            let list = said["diagnostics"].as_array().unwrap();
            list.iter().any(|d| {
                d["code"] == case.code.as_str()
                    && (address.contains(&case.says) || d["message"].as_str().unwrap().contains(&case.says))
            })
        });
        assert!(told, "{}: {all:#?}", case.name);
    }
}
