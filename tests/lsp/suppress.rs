//! The action that suppresses a finding: what it writes silences the finding, says that the reason
//! is still to come, and breaks nothing.

use crate::client::{Client, folder, uri};
use serde_json::{Value, json};

const OTHER: &str = "In 2024 400 companies took part in the Riverside fair.\n";

/// The text with the edits of a document applied, columns in UTF-16.
fn applied(text: &str, edit: &Value) -> String {
    let position = |place: &Value| {
        crate::place::offset(text, place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap())
    };
    let (from, to) = (position(&edit["range"]["start"]), position(&edit["range"]["end"]));
    [&text[..from], edit["newText"].as_str().unwrap(), &text[to..]].concat()
}

fn codes(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|d| d["code"].as_str()).collect()
}

/// The action that suppresses the finding of a document.
fn action(client: &mut Client, address: &str, finding: &Value) -> Option<Value> {
    let params = json!({ "textDocument": { "uri": address }, "range": finding["range"], "context": { "diagnostics": [] } });
    let answer = client.request("textDocument/codeAction", params);
    let actions = answer["result"].as_array().unwrap().clone();
    actions.into_iter().find(|action| action["title"].as_str().unwrap().starts_with("suppress"))
}

#[test]
fn a_comment_suppresses_in_markdown_and_html() {
    for (name, language, text) in [
        ("a.md", "markdown", "👋 In 2024 450 companies took part in the Riverside fair.\n"),
        (
            "a.md",
            "markdown",
            "# Fairs\n\n- One.\n- In 2024 450 companies took part in the Riverside fair.\n- Two.\n",
        ),
        ("a.md", "markdown", "In 2024 450\ncompanies took part in the Riverside fair.  \nMore.\n"),
        (
            "a.md",
            "markdown",
            "| what | of whom |\n|---|---|\n| In 2024 450 companies took part in the Riverside fair. | x |\n",
        ),
        (
            "a.html",
            "html",
            "<p>In 2024 450 <b>companies</b> took part in the Riverside fair.</p><p>More.</p>",
        ),
        (
            "a.html",
            "html",
            "<!doctype html><ul><li>In 2024 450 companies took part in the Riverside fair.<li>More.</ul>",
        ),
    ] {
        let mut client = Client::start(folder("suppress-comment"), &["utf-16"]);
        std::fs::write(client.folder.join("b.md"), OTHER).unwrap();
        let address = client.open(name, language, text);
        let list = client.diagnostics(&address, 1, |list| !list.is_empty());
        assert_eq!(codes(&list), ["contradiction"], "{text}");
        let action = action(&mut client, &address, &list[0]).unwrap();
        assert_eq!(action["title"], "suppress this contradiction here, with a reason");
        let text = applied(text, &action["edit"]["changes"][&address][0]);
        assert!(
            text.contains("<!-- factlint: ignore-line contradiction companies: TODO: say why -->"),
            "{text}"
        );
        client.change(&address, 2, &text);
        let list = client.settled(&address, 2);
        assert_eq!(codes(&list), ["unexplained-suppression"], "{text}");
        client.change(&address, 3, &text.replace("TODO: say why", "both are right"));
        assert_eq!(codes(&client.settled(&address, 3)), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn an_entry_of_the_configuration_suppresses_elsewhere() {
    const TEXT: &str = "In 2024 450 companies took part in the Riverside fair.\n";
    for (before, name) in [("", "a.txt"), ("fail-on = \"error\"", "a.txt"), ("comments = false\n", "a.md")] {
        let mut client = Client::start(folder("suppress-entry"), &["utf-16"]);
        std::fs::write(client.folder.join("b.md"), OTHER).unwrap();
        let config = client.folder.join("factlint.toml");
        std::fs::write(&config, before).unwrap();
        let address = client.open(name, "plaintext", TEXT);
        let list = client.diagnostics(&address, 1, |list| !list.is_empty());
        let action = action(&mut client, &address, &list[0]).unwrap();
        assert_eq!(action["title"], "suppress this contradiction in factlint.toml, with a reason");
        let text = applied(before, &action["edit"]["changes"][uri(&config)][0]);
        assert!(text.contains(&format!("paths = [\"{name}\"]")), "{text}");
        std::fs::write(&config, &text).unwrap();
        let changes = json!({ "changes": [{ "uri": uri(&config), "type": 2 }] });
        client.notify("workspace/didChangeWatchedFiles", changes);
        client.diagnostics(&address, 1, <[Value]>::is_empty);
        client.settled(&address, 1);
        let said = &client.published[&uri(&config)].0["diagnostics"];
        assert_eq!(codes(said.as_array().unwrap()), ["unexplained-suppression"], "{text}");
    }
}

#[test]
fn a_configuration_is_made_where_there_is_none_and_the_editor_can() {
    const TEXT: &str = "In 2024 450 companies took part in the Riverside fair.\n";
    let able = json!({ "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } } });
    for (abilities, offered) in [(able, true), (json!({}), false)] {
        let mut client = Client::start_with(folder("suppress-made"), abilities);
        std::fs::write(client.folder.join("b.md"), OTHER).unwrap();
        let address = client.open("a.txt", "plaintext", TEXT);
        let list = client.diagnostics(&address, 1, |list| !list.is_empty());
        let action = action(&mut client, &address, &list[0]);
        assert_eq!(action.is_some(), offered);
        let Some(action) = action else { continue };
        let changes = &action["edit"]["documentChanges"];
        let config = client.folder.join("factlint.toml");
        assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&"create".into(), &uri(&config).into()));
        assert_eq!(changes[1]["textDocument"]["uri"], uri(&config));
        std::fs::write(&config, changes[1]["edits"][0]["newText"].as_str().unwrap()).unwrap();
        let changes = json!({ "changes": [{ "uri": uri(&config), "type": 1 }] });
        client.notify("workspace/didChangeWatchedFiles", changes);
        client.diagnostics(&address, 1, <[Value]>::is_empty);
    }
}
