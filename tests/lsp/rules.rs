//! Rule files: mistakes as they are typed, and everything that is asked about names.

use crate::client::{Client, covered, folder, place};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const RULES: &str = "# What fairs count.
measure stalls : count {
  en stall | booth
  ru стенд
}
entity мир \"👋 Мир\" { ru \"Мир\" }
rule taken {
  match n:quantity stalls
  claim stalls = n
}
";

fn codes(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|d| d["code"].as_str()).collect()
}

fn labels(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|i| i["label"].as_str().unwrap()).collect()
}

#[test]
fn a_mistake_is_underlined_while_it_is_typed_and_gone_when_it_is_mended() {
    let mut client = Client::start(folder("typed"), &["utf-16"]);
    let broken = RULES
        .replace("claim stalls", "claim \"👋\" = n; claim stalsl")
        .replace("quantity stalls", "quantity stals");
    let address = client.open("a.claim", "claim", &broken);
    let list = client.diagnostics(&address, 1, |list| !list.is_empty());
    assert!(codes(&list).contains(&"bad-syntax"), "{list:?}");
    let broken = RULES.replace("en stall", "en \"👋 стенд\"; needs statsu; en stall");
    client.change(&address, 2, &broken);
    let list = client.diagnostics(&address, 2, |list| codes(list) == ["unknown-name"]);
    assert_eq!(covered(&broken, &list[0]["range"]), "statsu");
    assert!(list[0]["message"].as_str().unwrap().contains("did you mean `status`?"));
    client.change(&address, 3, RULES);
    client.diagnostics(&address, 3, <[Value]>::is_empty);
    assert!(client.stop());
}

#[test]
fn edits_are_applied_where_the_editor_counts_them() {
    for (encoding, from, width) in [("utf-8", 18, 6), ("utf-16", 16, 3), ("utf-32", 15, 3)] {
        let mut client = Client::start(folder(encoding), &[encoding]);
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        let address = client.open("a.claim", "claim", "dimension a \"👋 мир\"\nunit b : x\n");
        let list = client.diagnostics(&address, 1, |list| !list.is_empty());
        assert_eq!(
            list[0]["range"],
            json!({ "start": { "line": 1, "character": 9 }, "end": { "line": 1, "character": 10 } })
        );
        // `мир` becomes `world`, and `x` becomes `a`.
        let change = |line: u32, from: u32, to: u32, text: &str| json!({ "range": { "start": { "line": line, "character": from }, "end": { "line": line, "character": to } }, "text": text });
        client.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": address, "version": 2 },
                "contentChanges": [change(0, from, from + width, "world"), change(1, 9, 10, "a")],
            }),
        );
        client.diagnostics(&address, 2, <[Value]>::is_empty);
        let symbols =
            client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": address } }));
        assert_eq!(symbols["result"][0]["name"], "a");
        let hover = client.request(
            "textDocument/hover",
            json!({ "textDocument": { "uri": address }, "position": { "line": 1, "character": 9 } }),
        );
        assert!(hover["result"]["contents"]["value"].as_str().unwrap().contains("\"👋 world\""), "{hover}");
    }
}

#[test]
fn completion_offers_what_may_stand_there() {
    let mut client = Client::start(folder("complete"), &[]);
    let address = client.open("a.claim", "claim", RULES);
    let cases = [
        ("‸", "measure", "stalls"),
        ("measure ‸ : count\nmeasure b : ‸", "count", "stalls"),
        ("scope role {\n  pla‸", "plain", "near"),
        ("rule b {\n  match n:quantity sta‸", "stalls", "claim"),
        ("rule b {\n  match n:quantity[‸", "length", "stalls"),
        ("rule b {\n  match n:quantity stalls\n  claim ‸", "stalls", "status"),
        ("rule b {\n  match whole:quantity stalls\n  claim stalls = ‸", "whole", "status"),
        ("rule b {\n  match n:quantity stalls\n  claim stalls = n { ‸", "status", "stalls"),
        ("rule b {\n  match n:quantity stalls\n  claim stalls = n { status = ‸", "planned", "stalls"),
        ("measure b : count {\n  needs ‸", "status", "stalls"),
        ("measure b : count {\n  ‸", "near", "measure"),
        ("compare ‸", "stalls", "status"),
        ("compare stalls {\n  level ‸", "discrepancy", "error"),
        ("compare stalls {\n  level scope = ‸", "error", "scope"),
        ("test \"a\" {\n  en \"4 stalls\"\n  => ‸", "stalls", "status"),
        ("use ‸", "std", "stalls"),
        ("entity b : ‸", "event", "stalls"),
    ];
    for (nth, (marked, wanted, unwanted)) in cases.into_iter().enumerate() {
        let marked = format!("{RULES}{}", marked.replacen("‸ :", "x :", 1));
        let (text, _) = place(&marked);
        client.change(&address, nth as i64 + 2, &text);
        let answer = client.at("textDocument/completion", &address, &marked);
        let found = labels(&answer);
        assert!(found.contains(&wanted), "{marked}: no `{wanted}` among {found:?}");
        assert!(!found.contains(&unwanted), "{marked}: `{unwanted}` among {found:?}");
    }
    let marked = format!("{RULES}test \"a\" {{ en \"4 ‸");
    client.change(&address, 99, &marked.replace('‸', ""));
    assert!(
        labels(&client.at("textDocument/completion", &address, &marked)).is_empty(),
        "quotes are left alone"
    );
}

#[test]
fn hover_says_what_a_name_means_and_which_forms_a_word_covers() {
    let mut client = Client::start(folder("hover"), &[]);
    let address = client.open("a.claim", "claim", RULES);
    let hover = |client: &mut Client, from: &str, to: &str| {
        let answer = client.at("textDocument/hover", &address, &RULES.replacen(from, to, 1));
        answer["contents"]["value"].as_str().unwrap_or("").to_owned()
    };
    let said = hover(&mut client, "quantity stalls", "quantity st‸alls");
    assert!(said.contains("**measure** `stalls`") && said.contains("What fairs count."), "{said}");
    let said = hover(&mut client, "ru стенд", "ru ст‸енд");
    assert!(said.contains("стенда") && said.contains("стендами"), "{said}");
    let said = hover(&mut client, "stall |", "sta‸ll |");
    assert!(said.contains("stalls"), "{said}");
    let said = hover(&mut client, "n:quantity", "n:quan‸tity");
    assert!(said.contains("figure"), "{said}");
    let said = hover(&mut client, "= n", "= ‸n");
    assert!(said.contains("**capture** `n`"), "{said}");
    assert_eq!(hover(&mut client, "claim stalls = n\n}\n", "claim stalls = n\n}\n‸"), "");
}

#[test]
fn definitions_references_and_renames_follow_a_name_through_files() {
    let mut client = Client::start(folder("names"), &[]);
    std::fs::write(client.folder.join("b.claim"), "compare stalls { tolerance 1% }\n").unwrap();
    let address = client.open("a.claim", "claim", RULES);
    let marked = RULES.replacen("quantity stalls", "quantity stalls‸", 1);
    let found = client.at("textDocument/definition", &address, &marked);
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(covered(RULES, &found[0]["range"]), "stalls");
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    let (_, position) = place(&marked);
    let params = json!({ "textDocument": { "uri": address }, "position": position, "context": { "includeDeclaration": true } });
    let found = client.request("textDocument/references", params);
    assert_eq!(found["result"].as_array().unwrap().len(), 4, "{found}");
    let mut params = json!({ "textDocument": { "uri": address }, "position": position, "newName": "booths" });
    let edit = client.request("textDocument/rename", params.clone());
    let changes = edit["result"]["changes"].as_object().unwrap();
    let counts: Vec<usize> = changes.values().map(|edits| edits.as_array().unwrap().len()).collect();
    assert_eq!((counts.len(), counts.iter().sum::<usize>()), (2, 4), "{edit}");
    params["newName"] = json!("no name");
    assert!(client.request("textDocument/rename", params)["error"]["message"].is_string());
    let shipped = RULES.replacen(": count", ": cou‸nt", 1);
    let found = client.at("textDocument/definition", &address, &shipped);
    let file = found[0]["uri"].as_str().unwrap().strip_prefix("file://").unwrap().to_owned();
    assert!(std::fs::read_to_string(&file).unwrap().contains("dimension count"), "{file}");
    let (_, position) = place(&shipped);
    let params = json!({ "textDocument": { "uri": address }, "position": position, "newName": "number" });
    let said = client.request("textDocument/rename", params);
    assert!(said["error"]["message"].as_str().unwrap().contains("ships"), "{said}");
}

#[test]
fn a_capture_is_renamed_in_its_rule_alone() {
    let mut client = Client::start(folder("captures"), &[]);
    let text = format!(
        "{RULES}rule other {{\n  match n:quantity[money] \"for a stall\"\n  ignore n \"a fee\"\n}}\n"
    );
    let address = client.open("a.claim", "claim", &text);
    let (_, position) = place(&text.replacen("match n", "match ‸n", 1));
    let params = json!({ "textDocument": { "uri": address }, "position": position, "newName": "count" });
    let edit = client.request("textDocument/rename", params);
    assert_eq!(edit["result"]["changes"][&address].as_array().unwrap().len(), 2, "{edit}");
}

#[test]
fn the_outline_holds_the_items_and_their_values() {
    let mut client = Client::start(folder("outline"), &[]);
    let text = format!("{RULES}scope hall {{\n  east {{ en east }}\n  west {{ en west }}\n}}\n");
    let address = client.open("a.claim", "claim", &text);
    let answer = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": address } }));
    let symbols = answer["result"].as_array().unwrap();
    let names: Vec<&str> = symbols.iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["stalls", "мир", "taken", "hall"]);
    assert_eq!(symbols[3]["children"].as_array().unwrap().len(), 2);
    assert!(covered(&text, &symbols[0]["range"]).ends_with("стенд\n}"));
    assert_eq!(covered(&text, &symbols[1]["selectionRange"]), "мир");
}

#[test]
fn fixes_replace_the_wrong_name_and_drop_what_is_not_used() {
    let mut client = Client::start(folder("fixes"), &[]);
    let text = RULES
        .replace("en stall", "needs statsu; en stall")
        .replace("quantity stalls", "quantity rest:stalls");
    let address = client.open("a.claim", "claim", &text);
    let list = client.diagnostics(&address, 1, |list| list.len() == 2);
    let mut fixed = text.clone();
    for diagnostic in &list {
        let params = json!({ "textDocument": { "uri": address }, "range": diagnostic["range"], "context": { "diagnostics": [diagnostic] } });
        let actions = client.request("textDocument/codeAction", params);
        let edit = &actions["result"][0]["edit"]["changes"][&address][0];
        let (old, new) = (covered(&text, &edit["range"]), edit["newText"].as_str().unwrap());
        fixed = fixed.replacen(&old, new, 1);
    }
    assert_eq!(fixed, RULES.replace("en stall", "needs status; en stall"));
}

#[test]
fn failing_tests_are_shown_when_typing_pauses() {
    let mut client = Client::start(folder("tests"), &[]);
    let text = format!("{RULES}test \"a\" {{\n  en \"The fair has 40 stalls.\"\n  => stalls = 41\n}}\n");
    let address = client.open("a.claim", "claim", &text);
    let list = client.diagnostics(&address, 1, |list| codes(list) == ["test-failed"]);
    assert_eq!(covered(&text, &list[0]["range"]), "stalls = 41");
    client.change(&address, 2, &text.replace("41", "40"));
    client.diagnostics(&address, 2, <[Value]>::is_empty);
}

/// A rule file of a thousand lines, edited a hundred times.
#[test]
fn diagnostics_of_a_thousand_lines_come_quickly() {
    let item = |n: usize| {
        format!(
            "measure stalls-{n} : count {{\n  en \"stall {n}\" | booth\n  ru стенд\n}}\n\
             rule taken-{n} {{\n  match n:quantity (\"of\" | \"из\")? stalls-{n}\n  \
             claim stalls-{n} = n {{ status = planned }}\n}}\n\n"
        )
    };
    let text: String = (0..112).map(item).collect();
    assert!(text.lines().count() >= 999);
    let mut client = Client::start(folder("fast"), &[]);
    let address = client.open("a.claim", "claim", &text);
    client.diagnostics(&address, 1, |_| true);
    let mut times: Vec<Duration> = Vec::new();
    let before = client.processor_time();
    for version in 2..102 {
        let edit = text.replacen("status = planned", &format!("status = planned{version}"), 50);
        let start = Instant::now();
        client.change(&address, version, &edit);
        client.diagnostics(&address, version, |_| true);
        times.push(start.elapsed());
    }
    times.sort();
    let (median, p95) = (times[50], times[94]);
    let used = client.processor_time().zip(before).map(|(after, before)| (after - before) / 100);
    println!("1,000 lines: median {median:?}, p95 {p95:?}, processor time of a change {used:?}");
    // The goal is 15 ms on a quiet machine with a release build; other builds and busy machines
    // are only to stay within reason.
    assert!(p95 < Duration::from_millis(1500), "p95 {p95:?}");
}

#[test]
fn a_file_is_laid_out_and_one_with_a_mistake_left_alone() {
    let mut client = Client::start(folder("layout"), &[]);
    let address = client.open("a.claim", "claim", "measure a:count{\nen  stall|booth # both\n}\n");
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let params = json!({ "textDocument": { "uri": address }, "options": options });
    let edits = client.request("textDocument/formatting", params.clone());
    let text = edits["result"][0]["newText"].as_str().unwrap().to_owned();
    assert!(text.contains("  en stall | booth  # both\n"), "{text}");
    client.change(&address, 2, &text);
    assert_eq!(client.request("textDocument/formatting", params.clone())["result"], json!([]));
    client.change(&address, 3, "measure a : {\n");
    assert_eq!(client.request("textDocument/formatting", params)["result"], Value::Null);
}
