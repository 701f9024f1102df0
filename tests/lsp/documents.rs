//! Documents: what they say against each other, while they are written.

use crate::client::{Client, covered, folder, uri};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const FIRST: &str = "👋 Выставка «Иннопром. Центральная Азия» прошла в Ташкенте в 2024 году. \
    В выставке «Иннопром. Центральная Азия» участвовали 450 компаний.\n";
const SECOND: &str = "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024. \
    More than 400 companies took part in INNOPROM. Central Asia.\n";

fn codes(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|d| d["code"].as_str()).collect()
}

#[test]
fn a_figure_is_underlined_where_another_document_of_the_folder_has_another() {
    let mut client = Client::start(folder("two"), &["utf-16"]);
    std::fs::write(client.folder.join("b.txt"), SECOND).unwrap();
    let address = client.open("a.txt", "plaintext", FIRST);
    let list = client.diagnostics(&address, 1, |list| !list.is_empty());
    assert_eq!(codes(&list), ["discrepancy"], "{list:?}");
    assert_eq!(covered(FIRST, &list[0]["range"]), "450 компаний");
    let other = &list[0]["relatedInformation"][0]["location"];
    assert!(other["uri"].as_str().unwrap().ends_with("/b.txt"));
    assert_eq!(covered(SECOND, &other["range"]), "More than 400 companies");
}

#[test]
fn typing_the_same_figure_ends_the_finding() {
    let mut client = Client::start(folder("typing"), &[]);
    let b = client.open("b.md", "markdown", SECOND);
    let a = client.open("a.txt", "plaintext", FIRST);
    client.diagnostics(&a, 1, |list| codes(list) == ["discrepancy"]);
    client.diagnostics(&b, 1, |list| codes(list) == ["discrepancy"]);
    client.change(&b, 2, &SECOND.replace("More than 400", "450"));
    client.diagnostics(&a, 1, <[Value]>::is_empty);
    client.diagnostics(&b, 2, <[Value]>::is_empty);
    client.change(&b, 3, &SECOND.replace("More than 400", "460"));
    client.diagnostics(&a, 1, |list| codes(list) == ["contradiction"]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": b } }));
    client.diagnostics(&a, 1, <[Value]>::is_empty);
    assert!(client.stop());
}

#[test]
fn hover_shows_value_scope_and_what_a_figure_disagrees_with() {
    let mut client = Client::start(folder("figure"), &["utf-16"]);
    std::fs::write(client.folder.join("b.txt"), SECOND).unwrap();
    let address = client.open("a.txt", "plaintext", FIRST);
    let marked = FIRST.replace("450", "45‸0");
    let said = client.at("textDocument/hover", &address, &marked);
    let text = said["contents"]["value"].as_str().unwrap();
    for part in ["450", "time: 2024", "**discrepancy (warning)**", "More than 400 companies", "b.txt:1"] {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
    let there = client.at("textDocument/definition", &address, &marked);
    assert_eq!(covered(SECOND, &there[0]["range"]), "More than 400 companies");
    let nothing = client.at("textDocument/hover", &address, &FIRST.replace("Выставка", "Выс‸тавка"));
    assert!(nothing.is_null());
}

/// A third document, which agrees with the first.
const THIRD: &str = "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024. \
    450 companies took part in INNOPROM. Central Asia.\n";

#[test]
fn references_are_all_claims_on_the_same_thing() {
    let mut client = Client::start(folder("same"), &["utf-16"]);
    std::fs::write(client.folder.join("b.txt"), SECOND).unwrap();
    std::fs::write(client.folder.join("c.txt"), THIRD).unwrap();
    let address = client.open("a.txt", "plaintext", FIRST);
    let (_, position) = crate::client::place(&FIRST.replace("450", "45‸0"));
    let mut ask = |own: bool| {
        let params = json!({ "textDocument": { "uri": address }, "position": position, "context": { "includeDeclaration": own } });
        let answer = client.request("textDocument/references", params);
        let places = answer["result"].as_array().unwrap().clone();
        let mut words: Vec<String> = places
            .iter()
            .map(|place| {
                let text = match place["uri"].as_str().unwrap().rsplit('/').next().unwrap() {
                    "a.txt" => FIRST,
                    "b.txt" => SECOND,
                    _ => THIRD,
                };
                covered(text, &place["range"])
            })
            .collect();
        words.sort();
        words
    };
    assert_eq!(ask(false), ["450 companies", "More than 400 companies"]);
    assert_eq!(ask(true), ["450 companies", "450 компаний", "More than 400 companies"]);
    let said = client.at("textDocument/hover", &address, &FIRST.replace("450", "45‸0"));
    let said = said["contents"]["value"].as_str().unwrap();
    assert!(said.contains("**agree** “450 companies” in c.txt:1"), "{said}");
}

#[test]
fn the_value_that_the_evidence_supports_can_be_taken() {
    let mut client = Client::start(folder("take"), &["utf-16"]);
    std::fs::write(client.folder.join("a.txt"), FIRST).unwrap();
    std::fs::write(client.folder.join("c.txt"), THIRD).unwrap();
    let address = client.open("b.txt", "plaintext", SECOND);
    let list = client.diagnostics(&address, 1, |list| !list.is_empty());
    let params = json!({ "textDocument": { "uri": address }, "range": list[0]["range"], "context": { "diagnostics": list } });
    let answer = client.request("textDocument/codeAction", params);
    let actions = answer["result"].as_array().unwrap();
    let take = actions.iter().find(|action| action["edit"].is_object()).unwrap();
    assert!(take["title"].as_str().unwrap().starts_with("take `450 companies`: 450 fits"), "{take}");
    assert_eq!(take["diagnostics"][0]["range"], list[0]["range"]);
    let edit = &take["edit"]["changes"][&address][0];
    assert_eq!(covered(SECOND, &edit["range"]), "More than 400 companies");
    let text = SECOND.replace("More than 400 companies", edit["newText"].as_str().unwrap());
    client.change(&address, 2, &text);
    client.diagnostics(&address, 2, <[Value]>::is_empty);

    let show = actions.iter().find(|action| action["command"].is_object()).unwrap();
    assert_eq!(show["title"], "show why this is a discrepancy");
    let command = json!({ "command": show["command"]["command"], "arguments": show["command"]["arguments"] });
    assert!(client.request("workspace/executeCommand", command)["result"].is_null());
    let shown = client.heard("window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().contains("admits 450"), "{shown}");
    let unknown = client.request("workspace/executeCommand", json!({ "command": "rm" }));
    assert!(unknown["error"].is_object());
}

#[test]
fn an_editor_that_can_is_asked_to_watch_files_and_shown_progress() {
    let folder = folder("able");
    for n in 0..60 {
        std::fs::write(folder.join(format!("{n}.txt")), SECOND).unwrap();
    }
    let able = json!({
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
        "window": { "workDoneProgress": true },
    });
    let mut client = Client::start_with(folder, able);
    let asked = client.heard("client/registerCapability");
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    let address = client.open("a.txt", "plaintext", FIRST);
    client.diagnostics(&address, 1, |list| !list.is_empty());
    let token = client.heard("window/workDoneProgress/create")["params"]["token"].clone();
    let told: Vec<&Value> = client.said.iter().filter(|said| said["method"] == "$/progress").collect();
    let kinds: Vec<&str> = told.iter().filter_map(|said| said["params"]["value"]["kind"].as_str()).collect();
    assert_eq!(kinds, ["begin", "end"]);
    assert!(told.iter().all(|said| said["params"]["token"] == token));

    let mut plain = Client::start(crate::client::folder("unable"), &[]);
    let address = plain.open("a.txt", "plaintext", FIRST);
    plain.diagnostics(&address, 1, |_| true);
    assert_eq!(plain.said, Vec::<Value>::new(), "an editor that cannot is not bothered");
}

#[test]
fn folders_come_and_go() {
    let mut client = Client::start(folder("first"), &[]);
    let address = client.open("a.txt", "plaintext", FIRST);
    client.diagnostics(&address, 1, <[Value]>::is_empty);
    let second = folder("second");
    std::fs::write(second.join("b.txt"), SECOND).unwrap();
    let item = json!([{ "uri": uri(&second), "name": "second" }]);
    let change = |added: &Value, removed: &Value| json!({ "event": { "added": added, "removed": removed } });
    client.notify("workspace/didChangeWorkspaceFolders", change(&item, &json!([])));
    client.diagnostics(&address, 1, |list| codes(list) == ["discrepancy"]);
    client.notify("workspace/didChangeWorkspaceFolders", change(&json!([]), &item));
    client.diagnostics(&address, 1, <[Value]>::is_empty);
    std::fs::remove_dir_all(second).unwrap();
}

#[test]
fn rule_files_beside_the_documents_are_used_and_reloaded() {
    let mut client = Client::start(folder("beside"), &[]);
    let policy = "compare companies { level discrepancy = error }\n";
    std::fs::write(client.folder.join("b.txt"), SECOND).unwrap();
    let address = client.open("a.txt", "plaintext", FIRST);
    client.diagnostics(&address, 1, |list| list.first().is_some_and(|d| d["severity"] == 2));
    let rules = client.folder.join("a.claim");
    std::fs::write(&rules, policy).unwrap();
    let changes = json!({ "changes": [{ "uri": uri(&rules), "type": 1 }] });
    client.notify("workspace/didChangeWatchedFiles", changes);
    client.diagnostics(&address, 1, |list| list.first().is_some_and(|d| d["severity"] == 1));
}

/// A document of 100 KB, typed into, over a folder of a thousand others.
#[test]
fn diagnostics_of_a_large_document_come_quickly() {
    let mut client = Client::start(folder("large"), &[]);
    for n in 0..1000 {
        let other = |text: String| text.replace("INNOPROM. Central Asia", &format!("EXPO Fair{n}"));
        let text = SECOND.replace("400", &(300 + n).to_string());
        let text = if n < 10 { text } else { other(text) };
        std::fs::write(client.folder.join(format!("{n}.txt")), text).unwrap();
    }
    let filler = "The weather was fine on the second day, and the guests walked along the river.\n";
    let text = format!("{}{FIRST}", filler.repeat(100_000 / filler.len()));
    let address = client.open("a.txt", "plaintext", &text);
    client.diagnostics(&address, 1, |list| !list.is_empty());
    let mut times = Vec::new();
    let before = client.processor_time();
    for version in 2..22 {
        let edit = text.replace("450", &(450 + version).to_string());
        let start = Instant::now();
        client.change(&address, version, &edit);
        client.diagnostics(&address, version, |_| true);
        times.push(start.elapsed());
    }
    times.sort();
    let used = client.processor_time().zip(before).map(|(after, before)| (after - before) / 20);
    println!(
        "100 KB over 1,000 documents: median {:?}, p95 {:?}, processor time of a change {used:?}",
        times[10], times[18]
    );
    assert!(times[18] < Duration::from_secs(5), "{times:?}");
}

#[test]
fn the_configuration_is_read_and_read_again_when_it_changes() {
    let mut client = Client::start(folder("configured"), &[]);
    let config = client.folder.join("factlint.toml");
    std::fs::write(client.folder.join("b.txt"), SECOND).unwrap();
    std::fs::write(&config, "[levels]\ndiscrepancy = \"off\"\n").unwrap();
    let a = client.open("a.txt", "plaintext", FIRST);
    client.diagnostics(&a, 1, <[Value]>::is_empty);
    let changed = json!({ "changes": [{ "uri": uri(&config), "type": 2 }] });
    std::fs::write(&config, "[levels]\ndiscrepancy = \"error\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    let list = client.diagnostics(&a, 1, |list| codes(list) == ["discrepancy"]);
    assert_eq!(list[0]["severity"], 1);
    std::fs::write(&config, "[[suppress]]\ncodes = [\"discrepancy\"]\nreason = \"known\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed);
    client.diagnostics(&a, 1, <[Value]>::is_empty);
    client.change(&a, 2, &format!("<!-- factlint: ignore: known -->\n{FIRST}"));
    client.diagnostics(&a, 2, |list| codes(list) == Vec::<&str>::new());
}
