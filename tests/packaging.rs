//! What others run factlint by: the script of the action, the hooks, the job of GitLab's template,
//! completions. Each is executed with the binary of this build.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A command in a folder, with the binary of this build first on the path.
fn command(program: &str, folder: &Path) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().unwrap().to_path_buf();
    let others = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(std::iter::once(binary).chain(std::env::split_paths(&others))).unwrap();
    let mut command = Command::new(program);
    command.current_dir(folder).env("PATH", path);
    command
}

/// A folder with the documents of the library that disagree, in a folder with a space.
fn library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let documents = folder.path().join("my docs");
    std::fs::create_dir(&documents).unwrap();
    for entry in std::fs::read_dir(Path::new(ROOT).join("docs/examples/library")).unwrap().flatten() {
        std::fs::copy(entry.path(), documents.join(entry.file_name())).unwrap();
    }
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

fn action(folder: &Path, inputs: &[(&str, &str)]) -> Output {
    let script = PathBuf::from(ROOT).join("packaging/github-action.sh");
    command(script.to_str().unwrap(), folder).envs(inputs.iter().copied()).output().unwrap()
}

#[test]
fn the_action_annotates_writes_sarif_and_fails_where_it_should() {
    let folder = library();
    let inputs = [("FACTLINT_PATHS", "my docs\n"), ("FACTLINT_SARIF", "out.sarif")];
    let run = action(folder.path(), &inputs);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(text(&run.stdout).starts_with("::error file=my docs/news.txt,line=3,"), "{run:?}");
    let log: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("out.sarif")).unwrap()).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 2);
    let lenient = action(folder.path(), &[("FACTLINT_PATHS", "my docs/report.txt")]);
    assert_eq!(lenient.status.code(), Some(0), "{lenient:?}");
}

#[test]
fn inputs_of_the_action_are_data() {
    let folder = library();
    let hostile = "$(touch hacked)\n`touch hacked`; touch hacked\n--help";
    let run = action(folder.path(), &[("FACTLINT_PATHS", hostile), ("FACTLINT_RULES", "$(touch hacked)")]);
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    assert!(!folder.path().join("hacked").exists());
    let yaml = read("action.yml");
    let (_, steps) = yaml.split_once("steps:").unwrap();
    for line in steps.lines().filter(|line| line.contains("${{")) {
        assert!(
            line.trim().starts_with("FACTLINT_"),
            "an expression outside of `env` is run by a shell: {line}"
        );
    }
}

#[test]
fn hooks_are_commands_that_exist() {
    let folder = library();
    let hooks = read(".pre-commit-hooks.yaml");
    let entries: Vec<&str> =
        hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: factlint ")).collect();
    assert_eq!(entries, ["check --level warning", "test", "fmt"]);
    let run = |entry: &str, path: &str| {
        let run = command("factlint", folder.path()).args(entry.split(' ')).arg(path).output().unwrap();
        run.status.code()
    };
    assert_eq!(run(entries[0], "my docs"), Some(1));
    assert_eq!(run(entries[1], "my docs/library.claim"), Some(0));
    assert_eq!(run(entries[2], "my docs/library.claim"), Some(0));
}

#[test]
fn the_job_of_gitlab_writes_its_report() {
    let folder = library();
    std::fs::rename(folder.path().join("my docs"), folder.path().join("docs")).unwrap();
    let template = read("packaging/gitlab-ci.yml");
    let script = template.lines().find_map(|line| line.trim().strip_prefix("- factlint check")).unwrap();
    let run = command("bash", folder.path())
        .args(["-c", &format!("factlint check{script}")])
        .envs([("FACTLINT_PATHS", "docs"), ("FACTLINT_LEVEL", "warning"), ("FACTLINT_FAIL_ON", "error")])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let report = std::fs::read(folder.path().join("gl-code-quality-report.json")).unwrap();
    let issues: serde_json::Value = serde_json::from_slice(&report).unwrap();
    assert_eq!(issues[0]["location"]["path"], "docs/news.txt");
    assert!(template.contains("codequality: gl-code-quality-report.json"));
}

#[test]
fn shells_understand_their_completions() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = command("factlint", folder.path()).args(["completions", shell]).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{shell}");
        let script = text(&run.stdout);
        assert!(script.contains("quantities") && script.contains("fail-on"), "{shell}");
        let file = folder.path().join(shell);
        std::fs::write(&file, script).unwrap();
        // A shell that is not installed is not asked.
        if let Ok(read) = Command::new(shell).arg("-n").arg(&file).output() {
            assert!(read.status.success(), "{shell}: {read:?}");
        }
    }
    let complete = "source ./bash; COMP_WORDS=(factlint check --form); COMP_CWORD=2; _factlint factlint --form check; echo \"${COMPREPLY[@]}\"";
    let run = command("bash", folder.path()).args(["-c", complete]).output().unwrap();
    assert_eq!(text(&run.stdout).trim(), "--format", "{run:?}");
}
