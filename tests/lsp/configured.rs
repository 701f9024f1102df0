//! The configuration in an editor: what `check` takes from it, the server does, and it asks to be
//! told of every file that it reads.

use crate::client::{Client, folder, uri};
use serde_json::{Value, json};

const OWN: &str = "In 2024 450 companies took part in the Riverside fair.\n";
const OTHER: &str = "In 2024 400 companies took part in the Riverside fair.\n";

fn codes(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|d| d["code"].as_str()).collect()
}

/// What a document is told under a configuration, beside others on disk.
fn told(config: &str, name: &str, language: &str, others: &[(&str, &str)]) -> Vec<String> {
    let mut client = Client::start(folder("configured-keys"), &[]);
    std::fs::write(client.folder.join("factlint.toml"), config).unwrap();
    for (name, text) in others {
        let path = client.folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let address = client.open(name, language, OWN);
    client.settled_or_silent(&address).iter().map(|d| format!("{} {}", d["code"], d["severity"])).collect()
}

#[test]
fn keys_do_what_they_do_in_check() {
    let rules = "compare companies { level contradiction = advice }\n";
    for (config, name, language, others, expected) in [
        ("", "a.txt", "plaintext", &[("b.txt", OTHER)][..], &["\"contradiction\" 1"][..]),
        (
            "[levels]\ncontradiction = \"warning\"\n",
            "a.txt",
            "plaintext",
            &[("b.txt", OTHER)],
            &["\"contradiction\" 2"],
        ),
        ("[measures]\ncompanies = \"off\"\n", "a.txt", "plaintext", &[("b.txt", OTHER)], &[]),
        (
            "[[documents]]\npaths = [\"a.txt\"]\nlevels = { contradiction = \"advice\" }\n",
            "a.txt",
            "plaintext",
            &[("b.txt", OTHER)],
            &["\"contradiction\" 3"],
        ),
        // What is left out when a folder is read is left out here, open or not.
        ("exclude = [\"b.txt\"]\n", "a.txt", "plaintext", &[("b.txt", OTHER)], &[]),
        ("exclude = [\"a.txt\"]\n", "a.txt", "plaintext", &[("b.txt", OTHER)], &[]),
        // What is taken in whatever its ending is taken in here, open or not.
        ("include = [\"*.notes\"]\n", "a.txt", "plaintext", &[("b.notes", OTHER)], &["\"contradiction\" 1"]),
        ("include = [\"*.notes\"]\n", "a.notes", "notes", &[("b.txt", OTHER)], &["\"contradiction\" 1"]),
        ("", "a.notes", "notes", &[("b.txt", OTHER)], &[]),
        (
            "rules = [\"more\"]\n",
            "a.txt",
            "plaintext",
            &[("b.txt", OTHER), ("more/r.claim", rules)],
            &["\"contradiction\" 3"],
        ),
        ("packs = []\n", "a.txt", "plaintext", &[("b.txt", OTHER)], &["\"contradiction\" 1"]),
        (
            "suppressions = \"s.toml\"\n",
            "a.txt",
            "plaintext",
            &[
                ("b.txt", OTHER),
                ("s.toml", "[[suppress]]\ncodes = [\"contradiction\"]\nreason = \"known\"\n"),
            ],
            &[],
        ),
        ("comments = false\n", "a.md", "markdown", &[("b.txt", OTHER)], &["\"contradiction\" 1"]),
    ] {
        assert_eq!(told(config, name, language, others), expected, "{config} {name}");
    }
}

#[test]
fn a_baseline_is_used() {
    let home = folder("configured-baseline");
    for (name, text) in [("a.txt", OWN), ("b.txt", OTHER), ("factlint.toml", "baseline = \"known.json\"\n")] {
        std::fs::write(home.join(name), text).unwrap();
    }
    let written = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", ".", "--write-baseline"])
        .current_dir(&home)
        .output()
        .unwrap();
    assert!(written.status.success(), "{written:?}");
    let mut client = Client::start(home, &[]);
    let address = client.open("a.txt", "plaintext", OWN);
    assert_eq!(client.settled(&address, 1), Vec::<Value>::new());
    client.change(&address, 2, &OWN.replace("450", "470"));
    assert_eq!(codes(&client.settled(&address, 2)), ["contradiction", "stale-baseline"]);
}

#[test]
fn the_editor_is_asked_to_watch_all_that_is_read() {
    let able = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let home = folder("configured-watch");
    let config = home.join("factlint.toml");
    std::fs::write(&config, "include = [\"*.notes\"]\nbaseline = \"known.json\"\n").unwrap();
    std::fs::write(home.join("known.json"), "{\"version\":1,\"findings\":[]}").unwrap();
    let mut client = Client::start_with(home, able);
    let asked = client.heard("client/registerCapability");
    let globs = asked["params"]["registrations"][0]["registerOptions"]["watchers"].to_string();
    for ending in ["claim", "txt", "md", "html", "csv", "jsonl", "docx", "epub", "pdf"] {
        assert!(
            globs.contains(&format!("{ending},")) || globs.contains(&format!("{ending}}}")),
            "{ending}: {globs}"
        );
    }
    assert!(globs.contains("**/factlint.toml"), "{globs}");
    let address = client.open("a.txt", "plaintext", OWN);
    client.diagnostics(&address, 1, |_| true);
    let all = client.said.iter().map(Value::to_string).collect::<String>();
    assert!(all.contains("**/*.notes") && all.contains("**/known.json"), "{all}");
    std::fs::write(&config, "").unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": uri(&config), "type": 2 }] }),
    );
    client.heard("client/unregisterCapability");
}

#[test]
fn documents_that_change_on_disk_are_read_again_and_others_are_not_lost() {
    let mut client = Client::start(folder("configured-disk"), &[]);
    let (b, c) = (client.folder.join("b.txt"), client.folder.join("c.html"));
    std::fs::write(&b, OTHER).unwrap();
    let address = client.open("a.txt", "plaintext", OWN);
    client.diagnostics(&address, 1, |list| codes(list) == ["contradiction"]);
    let changed = |path, kind| json!({ "changes": [{ "uri": uri(path), "type": kind }] });
    std::fs::write(&b, OWN).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed(&b, 2));
    client.diagnostics(&address, 1, <[Value]>::is_empty);
    std::fs::write(&c, OTHER).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed(&c, 1));
    client.diagnostics(&address, 1, |list| codes(list) == ["contradiction"]);
    std::fs::remove_file(&c).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed(&c, 3));
    client.diagnostics(&address, 1, <[Value]>::is_empty);
}
