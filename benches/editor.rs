//! How long a writer waits: from a keystroke to the diagnostics of that text, over the wire, for a
//! document of 100 KB among a thousand others and for rule files.
//!
//! `cargo bench --bench editor`; `-- 40` for other than 200 keystrokes each.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    dead_code,
    reason = "a measurement stops where it cannot go on"
)]

#[path = "../tests/lsp/client.rs"]
mod client;
#[path = "../tests/place/mod.rs"]
mod place;

use client::{Client, folder};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 1000;
const KEYSTROKES: usize = 200;
const LARGE: usize = 100_000;

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let keystrokes = asked.unwrap_or(KEYSTROKES);
    documents(keystrokes);
    rules(keystrokes);
}

/// A report of some length on a fair, with figures in every third sentence.
fn report(fair: &str, companies: usize, length: usize) -> String {
    let mut out = format!(
        "# {fair}\n\nThe exhibition {fair} was held in Tashkent in 2024. {companies} companies took part in {fair}.\n\n"
    );
    let mut seed = companies * 7919 + fair.len() * 104_729 + length;
    let mut word = |list: &[&'static str]| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        list.get((seed >> 8) % list.len()).copied().unwrap_or_default()
    };
    while out.len() < length {
        // The figures are the same in every document, so that what is shown is about the fair; the
        // words are not, so that none is a copy of another.
        let _ = write!(
            out,
            "The {} was {} on that day, and the {} walked along the {}. \
             On the way 24 trams ran for 900 visitors, who paid $12.50 each. \
             Nobody whom the {} asked wanted to {} before the {}.\n\n",
            word(&["weather", "music", "food", "road", "hall", "light", "coffee"]),
            word(&["fine", "good", "poor", "better", "loud", "cold", "warm"]),
            word(&["guests", "ministers", "drivers", "children", "singers", "dealers"]),
            word(&["river", "canal", "wall", "railway", "park", "market", "bridge"]),
            word(&["organisers", "reporters", "guards", "hosts", "owners"]),
            word(&["leave", "eat", "sing", "pay", "sleep", "speak"]),
            word(&["evening", "concert", "speech", "rain", "train", "end"]),
        );
    }
    out
}

fn documents(keystrokes: usize) {
    let mut client = Client::start(folder("bench-documents"), &["utf-8"]);
    for n in 0..DOCUMENTS {
        // Ten speak of the fair that is written about.
        let fair = if n < 10 { "INNOPROM. Central Asia".to_owned() } else { format!("EXPO Fair{n}") };
        std::fs::write(client.folder.join(format!("{n}.md")), report(&fair, 300 + n % 50, 2000)).unwrap();
    }
    for (what, length) in [("a document of 2 KB", 2000), ("a document of 100 KB", LARGE)] {
        let name = format!("open-{length}.md");
        let text = report("INNOPROM. Central Asia", 450, length);
        let start = Instant::now();
        let address = client.open(&name, "markdown", &text);
        client.diagnostics(&address, 1, |list| !list.is_empty());
        println!("{what} over {DOCUMENTS} others: opened in {:?}", start.elapsed());
        // In the middle, where a sentence begins.
        let line = text[..text.len() / 2].matches('\n').count() / 2 * 2;
        typed(&mut client, &address, (line, 0), keystrokes, &format!("{what}, text"));
        // The figure itself, which stands against those of others.
        let column = text.lines().nth(2).unwrap().find(" companies").unwrap();
        figure(&mut client, &address, column, keystrokes, &format!("{what}, figure"));
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": address } }));
    }
}

fn rules(keystrokes: usize) {
    for (what, length) in [("rules of 1,000 lines", 0), ("rules of 100 KB", LARGE)] {
        let mut text = String::from("measure stalls : count {\n  en stall\n}\n");
        for n in 0.. {
            let enough = if length == 0 { text.lines().count() >= 1000 } else { text.len() >= length };
            if enough {
                break;
            }
            let thing = word(n);
            let _ = write!(
                text,
                "measure {thing}s : count {{\n  en {thing} | \"other {thing}\"\n}}\n\
                 rule taken-{thing} {{\n  match n:quantity {thing}s (\"in\" _* year)?\n  claim {thing}s = n\n}}\n"
            );
        }
        let mut client = Client::start(folder("bench-rules"), &["utf-8"]);
        let address = client.open("a.claim", "claim", &text);
        client.diagnostics(&address, 1, |_| true);
        let line = text.lines().count() / 2;
        let at = text.lines().enumerate().skip(line).find(|(_, line)| line.contains("measure")).unwrap().0;
        let size = text.len() / 1000;
        // In front of a keyword, which makes the item a mistake, and in one of its words.
        typed(&mut client, &address, (at, 0), keystrokes, &format!("{what} ({size} KB), a mistake"));
        typed(&mut client, &address, (at + 1, 5), keystrokes, &format!("{what} ({size} KB), a word"));
    }
}

/// A noun of its own for each number.
fn word(mut n: usize) -> String {
    let mut out = String::from("z");
    for _ in 0..4 {
        out.push_str(["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "so", "tu"][n % 10]);
        n /= 10;
    }
    out
}

/// Types letters at a place, one after the other, each once the last was answered.
fn typed(client: &mut Client, address: &str, (line, start): (usize, usize), keystrokes: usize, what: &str) {
    let place = |column: usize| json!({ "line": line, "character": start + column });
    let (mut times, before) = (Vec::new(), client.processor_time());
    let first = version(client, address);
    for n in 0..keystrokes {
        // Words of five letters, taken away again so that the text stays what it was.
        let (from, to, letter) = match n % 10 {
            column @ 0..5 => (column, column, "a"),
            column => (9 - column, 10 - column, ""),
        };
        times.push(keystroke(client, address, first + 1 + n as i64, (place(from), place(to)), letter));
    }
    told(what, &mut times, client.processor_time().zip(before));
}

/// Types over the last digit of a figure.
fn figure(client: &mut Client, address: &str, column: usize, keystrokes: usize, what: &str) {
    let place = |column: usize| json!({ "line": 2, "character": column });
    let (mut times, before) = (Vec::new(), client.processor_time());
    let first = version(client, address);
    for n in 0..keystrokes {
        let digit = (n % 10).to_string();
        times.push(keystroke(
            client,
            address,
            first + 1 + n as i64,
            (place(column - 1), place(column)),
            &digit,
        ));
    }
    told(what, &mut times, client.processor_time().zip(before));
}

fn version(client: &Client, address: &str) -> i64 {
    client.published[address].0["version"].as_i64().unwrap()
}

fn keystroke(
    client: &mut Client,
    address: &str,
    version: i64,
    (from, to): (Value, Value),
    text: &str,
) -> Duration {
    let range = json!({ "start": from, "end": to });
    let start = Instant::now();
    client.notify(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": address, "version": version },
            "contentChanges": [{ "range": range, "text": text }],
        }),
    );
    client.diagnostics(address, version, |_| true);
    start.elapsed()
}

/// What keystrokes took by the clock, and of the processor, which other work on the machine does
/// not lengthen as much.
fn told(what: &str, times: &mut [Duration], processor: Option<(Duration, Duration)>) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let each = |(now, before): (Duration, Duration)| {
        format!(", processor {:.1?} each", (now - before) / u32::try_from(times.len()).unwrap())
    };
    let processor = processor.map_or_else(String::new, each);
    println!("{what}: median {:.1?}, p95 {:.1?}, longest {:.1?}{processor}", at(50), at(95), at(100));
}
