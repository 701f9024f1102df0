//! Edits at random over two open documents beside others that share their names, with questions, cancellations and closed documents
//! between them: what the editor shows at the end is what a fresh run says. `SOAK=10000` for as
//! many edits.

use crate::client::{Client, folder};
use serde_json::{Value, json};

/// What lies beside the open documents, the configuration among it: levels of a code, of a measure
/// and of a document are decided for parts of a run as for the whole.
const ON_DISK: [(&str, &str); 5] = [
    (
        "b.txt",
        "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024. \
         More than 400 companies took part in INNOPROM. Central Asia.\n",
    ),
    ("d.txt", "In 2024, 449 companies took part in INNOPROM. Central Asia, and 27 countries.\n"),
    ("e.txt", "The Riverside fair had 4 halls and 50 companies in 2024.\n"),
    (
        "f.txt",
        "INNOPROM. Central Asia covered 12 thousand sq m in 2023. 41 companies took part in the Riverside fair.\n",
    ),
    (
        "factlint.toml",
        "[levels]\ndiscrepancy = \"error\"\n\n[measures]\nfloor-area = \"advice\"\n\n\
         [[documents]]\npaths = [\"f.txt\"]\nlevels = { scope = \"off\" }\n",
    ),
];

fn write_beside(client: &Client) {
    for (name, text) in ON_DISK {
        std::fs::write(client.folder.join(name), text).unwrap();
    }
}

/// What is typed, pasted and left half done.
const PIECES: [&str; 11] = [
    "В выставке «Иннопром. Центральная Азия» в 2024 году участвовали 450 компаний.\n",
    "In 2024, 451 companies took part in INNOPROM. Central Asia.\n",
    "The Riverside fair had 45 companies in 2024.\n",
    "INNOPROM. Central Asia covered 14 thousand sq m in 2024.\n",
    "\n\n",
    "👋👩‍👩‍👧",
    " 4",
    "50 ",
    "more than ",
    "# Итоги\n",
    "е\u{301}",
];
const EDITS: usize = 1000;
/// A document that grows beyond this is cut.
const LONGEST: usize = 3000;

/// A generator that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    /// A place in a text, between characters.
    fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.roll(text.len() + 1))
    }
}

struct Document {
    name: &'static str,
    address: String,
    version: i64,
    text: String,
}

impl Document {
    fn open(client: &mut Client, name: &'static str, version: i64, text: String) -> Self {
        let language = if name.ends_with(".md") { "markdown" } else { "plaintext" };
        let address = client.open(name, language, &text);
        assert_eq!(version, 1);
        Self { name, address, version, text }
    }

    fn position(&self, at: usize) -> Value {
        let head = &self.text[..at];
        let start = head.rfind('\n').map_or(0, |n| n + 1);
        json!({ "line": head.matches('\n').count(), "character": head[start..].encode_utf16().count() })
    }

    fn edit(&mut self, client: &mut Client, dice: &mut Dice) {
        let (mut from, mut to) = (dice.place(&self.text), dice.place(&self.text));
        let mut piece = PIECES[dice.roll(PIECES.len())];
        if from > to {
            (from, to) = (to, from);
        }
        if self.text.len() < LONGEST {
            // Mostly typed in, sometimes over a few characters.
            to = if dice.roll(4) == 0 {
                self.text.floor_char_boundary(to.min(from + 12)).max(from)
            } else {
                from
            };
        } else {
            piece = "";
        }
        let range = json!({ "start": self.position(from), "end": self.position(to) });
        self.text.replace_range(from..to, piece);
        self.version += 1;
        client.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": self.address, "version": self.version },
                "contentChanges": [{ "range": range, "text": piece }],
            }),
        );
    }
}

fn shown(list: &[Value]) -> Vec<String> {
    let related = |d: &Value| {
        let places = d["relatedInformation"].as_array().unwrap().iter();
        places.map(|r| format!("{} {}", r["location"]["range"], r["message"])).collect::<Vec<_>>().join("; ")
    };
    let mut out: Vec<String> = list
        .iter()
        .map(|d| format!("{} {} {} {}", d["range"], d["code"], d["message"], related(d)))
        .collect();
    out.sort();
    out
}

#[test]
fn edits_at_random_leave_nothing_stale() {
    let edits = std::env::var("SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITS);
    let mut client = Client::start(folder("soak"), &[]);
    write_beside(&client);
    let mut dice = Dice(7);
    let mut documents = ["a.txt", "c.md"].map(|name| Document::open(&mut client, name, 1, String::new()));
    let mut asked = Vec::new();
    for _ in 0..edits {
        let which = dice.roll(documents.len());
        documents[which].edit(&mut client, &mut dice);
        let document = &documents[which];
        let id = json!({ "uri": document.address });
        match dice.roll(100) {
            0..=4 => {
                let at = dice.place(&document.text);
                let params = json!({ "textDocument": id, "position": document.position(at) });
                asked.push(client.ask("textDocument/hover", params));
                if dice.roll(2) == 0 {
                    client.notify("$/cancelRequest", json!({ "id": asked.last() }));
                }
            }
            5 => {
                client.notify("textDocument/didClose", json!({ "textDocument": id }));
                let text = document.text.clone();
                documents[which] = Document::open(&mut client, document.name, 1, text);
            }
            6 => client.notify("textDocument/didSave", json!({ "textDocument": id })),
            _ => {}
        }
    }
    for id in asked {
        client.answer(id);
    }
    let mut fresh = Client::start(folder("soak-fresh"), &[]);
    write_beside(&fresh);
    let again = documents.each_ref().map(|d| Document::open(&mut fresh, d.name, 1, d.text.clone()));
    let mut seen = 0;
    for (document, again) in documents.iter().zip(&again) {
        let expected = fresh.settled(&again.address, again.version);
        let last = client.settled(&document.address, document.version);
        assert_eq!(shown(&last), shown(&expected), "{}", document.text);
        seen += expected.len();
    }
    println!("{edits} edits, {seen} diagnostics at the end");
    assert!(seen > 0, "a soak that ends in silence compares nothing");
}
