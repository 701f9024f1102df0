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

/// What the editor shows at the end is what a fresh run says.
#[test]
fn a_thousand_edits_leave_nothing_stale() {
    let mut client = Client::start(folder("soak"), &[]);
    std::fs::write(client.folder.join("b.txt"), SECOND).unwrap();
    let address = client.open("a.txt", "plaintext", "");
    let mut text = String::new();
    let mut state = 7u64;
    for version in 2..=1001 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let line = text.matches('\n').count() as u64;
        let (at, new) = match state >> 61 {
            0..=4 if line < 12 => {
                (state % (line + 1), FIRST.replace("450", &(state >> 50 & 1023).to_string()))
            }
            5 if line < 12 => (line, "👋\n".to_owned()),
            _ => (state % (line + 1), String::new()),
        };
        let starts: Vec<usize> =
            std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        let from = starts[at as usize];
        let to = if new.is_empty() { starts.get(at as usize + 1).copied().unwrap_or(from) } else { from };
        let end = if to > from { at + 1 } else { at };
        text.replace_range(from..to, &new);
        let range =
            json!({ "start": { "line": at, "character": 0 }, "end": { "line": end, "character": 0 } });
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": address, "version": version }, "contentChanges": [{ "range": range, "text": new }] }),
        );
    }
    let last = client.diagnostics(&address, 1001, |_| true);
    let mut fresh = Client::start(folder("soak-fresh"), &[]);
    std::fs::write(fresh.folder.join("b.txt"), SECOND).unwrap();
    let again = fresh.open("a.txt", "plaintext", &text);
    let expected = fresh.diagnostics(&again, 1, |_| true);
    let plain = |list: &[Value]| -> Vec<String> {
        list.iter().map(|d| format!("{} {} {}", d["range"], d["code"], d["message"])).collect()
    };
    assert_eq!(plain(&last), plain(&expected));
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
