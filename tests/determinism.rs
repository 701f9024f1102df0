//! The same bytes come out whatever the number of threads, the order of arguments, the locale, the
//! time zone, and however often it is asked.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::path::Path;
use std::process::Command;

/// Documents that disagree, by path from the root of the repository.
fn documents() -> Vec<String> {
    let mut paths: Vec<String> = ["seeds", "docs/examples/library"]
        .iter()
        .flat_map(|folder| {
            let entries =
                std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
            entries.map(move |entry| {
                format!("{folder}/{}", entry.expect("an entry").file_name().to_string_lossy())
            })
        })
        .filter(|path| path.ends_with(".txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 5, "{paths:?}");
    paths
}

/// What a run prints on both streams, with its exit code.
fn run(arguments: &[&str], paths: &[String], environment: &[(&str, &str)]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(arguments)
        .args(paths)
        .envs(environment.iter().copied())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("factlint runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    format!("{:?}\n{}\n{}", run.status.code(), text(run.stdout), text(run.stderr))
}

#[test]
fn the_same_bytes_come_out() {
    let paths = documents();
    let reversed: Vec<String> = paths.iter().rev().cloned().collect();
    let commands: [&[&str]; 7] = [
        &["check", "--verbose"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["claims", "--unclaimed"],
        &["graph", "--format", "json"],
        &["quantities", "--format", "jsonl"],
        &["report", "--format", "json", "-o", "-"],
    ];
    for command in commands {
        let first = run(command, &paths, &[]);
        assert!(first.len() > 500, "{command:?} prints next to nothing: {first}");
        for threads in ["1", "2", "8"] {
            let arguments = [command, &["--threads", threads]].concat();
            assert!(run(&arguments, &paths, &[]) == first, "{command:?} on {threads} threads");
        }
        assert!(run(command, &reversed, &[]) == first, "{command:?} with its arguments the other way round");
        let elsewhere = [("LC_ALL", "tr_TR.UTF-8"), ("LANG", "ru_RU.KOI8-R"), ("TZ", "Pacific/Kiritimati")];
        assert!(run(command, &paths, &elsewhere) == first, "{command:?} elsewhere");
    }
}
