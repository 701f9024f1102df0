//! What editors should not send, and what they may send that is large.

use crate::client::{Client, folder, uri};
use serde_json::{Value, json};

#[test]
fn malformed_and_unknown_messages_are_answered_and_survived() {
    let mut client = Client::start(folder("odd"), &[]);
    let unknown = client.request("textDocument/unheardOf", json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    for method in
        ["textDocument/hover", "textDocument/references", "textDocument/codeAction", "textDocument/rename"]
    {
        for params in [Value::Null, json!({}), json!([1, 2]), json!({ "textDocument": { "uri": 7 } })] {
            let answer = client.request(method, params);
            assert!(answer.get("error").is_some() || answer["result"].is_null(), "{method}: {answer}");
        }
    }
    let unopened = json!({ "textDocument": { "uri": "file:///nowhere/x.claim" }, "position": { "line": 4, "character": 2 } });
    assert!(client.request("textDocument/hover", unopened)["result"].is_null());
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": "file:///nowhere/x.txt", "version": 3 }, "contentChanges": [{ "text": "x" }] }));
    client.notify("textDocument/didOpen", json!({ "nothing": true }));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": "file:///nowhere/x.txt" } }));
    client.notify("$/cancelRequest", json!({ "id": 4711 }));
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": "file:///nowhere", "type": 9 }] }),
    );
    let address = client.open("a.claim", "claim", "measure a : cuont\n");
    client.diagnostics(&address, 1, |list| list.len() == 1);
    assert!(client.stop());
}

#[test]
fn positions_outside_of_the_text_are_survived() {
    let mut client = Client::start(folder("outside"), &[]);
    let address = client.open("a.claim", "claim", "measure 👋 : count\n");
    let edit = |line: u32, from: u32, to: u32, text: &str| json!({ "range": { "start": { "line": line, "character": from }, "end": { "line": line, "character": to } }, "text": text });
    let changes =
        [edit(0, 9, 9, "x"), edit(70, 4, 2, "y"), edit(0, 4_000_000_000, 0, "z"), edit(0, 9, 8, "")];
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": address, "version": 2 }, "contentChanges": changes }),
    );
    client.diagnostics(&address, 2, |_| true);
    for method in ["textDocument/hover", "textDocument/completion", "textDocument/definition"] {
        for (line, character) in [(0, 9), (0, 99), (99, 0), (u32::MAX, u32::MAX)] {
            let position = json!({ "line": line, "character": character });
            let answer =
                client.request(method, json!({ "textDocument": { "uri": address }, "position": position }));
            assert!(answer.get("error").is_none(), "{answer}");
        }
    }
    assert!(client.stop());
}

#[test]
fn huge_and_hostile_texts_are_answered() {
    let mut client = Client::start(folder("huge"), &[]);
    let texts = [
        "(".repeat(200_000),
        "rule a { match ".repeat(20_000),
        "\u{301}".repeat(100_000),
        "\"".repeat(100_001),
    ];
    for (nth, text) in texts.iter().enumerate() {
        let address = client.open(&format!("{nth}.claim"), "claim", text);
        client.diagnostics(&address, 1, |list| !list.is_empty());
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": address } }));
    }
    let address = client.open("a.txt", "plaintext", &"400 companies took part. ".repeat(20_000));
    client.diagnostics(&address, 1, |_| true);
    assert!(client.stop());
}

#[test]
fn a_question_that_is_cancelled_is_answered_so() {
    let mut client = Client::start(folder("cancel"), &[]);
    let address = client.open("a.txt", "plaintext", &"400 companies took part. ".repeat(2_000));
    let position = json!({ "line": 0, "character": 0 });
    let id =
        client.ask("textDocument/hover", json!({ "textDocument": { "uri": address }, "position": position }));
    client.notify("$/cancelRequest", json!({ "id": id }));
    let answer = client.answer(id);
    assert!(answer["error"]["code"] == -32800 || answer["result"].is_null(), "{answer}");
}

#[test]
fn the_end_of_the_pipe_ends_the_server_and_garbage_is_named() {
    let client = Client::start(folder("pipe"), &[]);
    assert_eq!(client.hang_up(), Some(0));
    let mut client = Client::start(folder("garbage"), &[]);
    client.send_raw(b"Content-Length: 5\r\n\r\n{[}]!");
    assert_eq!(client.hang_up(), Some(2));
}

#[test]
fn addresses_with_escapes_mean_one_document() {
    let mut client = Client::start(folder("a b"), &[]);
    let address = client.open("x.claim", "claim", "measure a : cuont\n");
    client.diagnostics(&address, 1, |list| list.len() == 1);
    let escaped = address.replace("a b", "a%20b");
    client.change(&escaped, 2, "measure a : count\n");
    client.diagnostics(&address, 2, |list| list.is_empty());
    assert_eq!(uri(&client.folder.join("x.claim")), address);
}

#[test]
fn messages_about_documents_in_the_wrong_order_leave_the_newest_text() {
    let mut client = Client::start(folder("order"), &[]);
    let text = |n: u32| {
        format!(
            "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024. \
             {n} companies took part in INNOPROM. Central Asia.\n"
        )
    };
    std::fs::write(client.folder.join("b.txt"), text(400)).unwrap();
    let address = uri(&client.folder.join("a.txt"));
    let close = json!({ "textDocument": { "uri": address } });
    client.change(&address, 7, &text(401));
    client.notify("textDocument/didClose", close.clone());
    client.open("a.txt", "plaintext", &text(400));
    client.open("a.txt", "plaintext", &text(500));
    client.diagnostics(&address, 1, |list| list.len() == 1);
    client.notify("textDocument/didClose", close.clone());
    client.notify("textDocument/didClose", close);
    client.change(&address, 9, &text(600));
    client.open("a.txt", "plaintext", &text(400));
    client.diagnostics(&address, 1, <[Value]>::is_empty);
    client.change(&address, 2, &text(700));
    client.diagnostics(&address, 2, |list| list.len() == 1);
    assert!(client.stop());
}
