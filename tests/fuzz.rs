//! Mutated input, for as long as it is given: `FUZZ_SECONDS=600 cargo test --release --test fuzz`
//! spends ten minutes on each target; without it a second each, so that every gate mutates a little.
//!
//! The targets stand in `tests/fuzz/targets.rs` and are those of cargo-fuzz as well (`fuzz/`), which is led by what each
//! input reaches; this is what stable tools run in every gate.
//!
//! Inputs are the repository's own rule files and documents, cut, doubled, spliced and sprinkled
//! with what is likely to hurt. A seed (`FUZZ_SEED`) makes a run come again; a failure leaves its
//! input under `target/fuzz`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops where it cannot go on"
)]

mod chance;
#[path = "fuzz/seeds.rs"]
mod seeds;
#[path = "fuzz/targets.rs"]
mod targets;

use chance::Chance;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The longest input that is made, in bytes.
const LONGEST: usize = 64 << 10;
/// What one input may take in an unoptimised build.
const SLOWEST: Duration = Duration::from_secs(10);

/// Pieces that are likely to hurt.
const PIECES: [&str; 46] = [
    "\0",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{200d}",
    "\u{feff}",
    "\u{301}",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "é",
    "й",
    "и\u{306}",
    "👩‍👩‍👧‍👦",
    "٤٠",
    "½",
    "−",
    "–",
    "1e999",
    "9999999999999999999999999999999",
    "0.0000000000000000000000000000001",
    "1,000",
    "1.234",
    "12,34,567",
    "XIV",
    "31 февраля 2024",
    "2024-13-45",
    "more than ",
    "от 5 до ",
    "в ",
    " and ",
    " million",
    " km per hour",
    "$",
    "%",
    "(",
    ")",
    "{",
    "}",
    "\"",
    "«",
    "»",
    "/",
    "|",
    "rule a { match n:quantity ",
    "{0,64}",
];

fn range(chance: &mut Chance, bytes: &[u8]) -> std::ops::Range<usize> {
    let (a, b) = (chance.below(bytes.len() + 1), chance.below(bytes.len() + 1));
    a.min(b)..a.max(b)
}

/// A text that comes from `corpus` by a few changes.
fn mutated(chance: &mut Chance, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[chance.below(corpus.len())].clone();
    // Most mistakes need little text around them.
    if bytes.len() > 4096 && chance.below(4) > 0 {
        let start = chance.below(bytes.len() - 4096);
        bytes = bytes[start..start + 4096].to_vec();
    }
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(7) {
            0 => drop(bytes.drain(range(chance, &bytes))),
            1 => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            2 => {
                let piece = PIECES[chance.below(PIECES.len())].repeat(1 << chance.below(10));
                bytes.splice(at..at, piece.bytes());
            }
            3 => {
                let copied = bytes[range(chance, &bytes)].to_vec();
                bytes.splice(at..at, copied);
            }
            4 => {
                let other = &corpus[chance.below(corpus.len())];
                let spliced = other[range(chance, other)].iter().take(512).copied().collect::<Vec<_>>();
                bytes.splice(at..at, spliced);
            }
            5 => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(chance.below(256)).expect("a byte");
                }
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

/// Runs a target on mutated inputs for as long as the environment says.
fn fuzz(name: &str, corpus: &[Vec<u8>], target: impl Fn(&[u8])) {
    assert!(!corpus.is_empty(), "{name} has no corpus");
    let set = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let time = Duration::from_secs(set("FUZZ_SECONDS").unwrap_or(1));
    let mut chance = Chance::new(set("FUZZ_SEED").unwrap_or(0x5eed_f00d));
    let (start, mut runs, mut slowest) = (Instant::now(), 0u64, Duration::ZERO);
    while start.elapsed() < time {
        let input = mutated(&mut chance, corpus);
        let began = Instant::now();
        let went = catch_unwind(AssertUnwindSafe(|| target(&input)));
        let took = began.elapsed();
        slowest = slowest.max(took);
        if went.is_err() || took > SLOWEST {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
            let file = folder.join(format!("{name}-{runs}"));
            std::fs::create_dir_all(&folder)
                .and_then(|()| std::fs::write(&file, &input))
                .expect("the input is kept");
            panic!(
                "{name}: {} after {took:.1?}; the input is {}",
                if went.is_err() { "it panicked" } else { "slow" },
                file.display()
            );
        }
        runs += 1;
    }
    eprintln!("{name}: {runs} inputs, the slowest {slowest:.1?}");
}

fn files(folders: &[&str], endings: &[&str]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{}", folder.display()))
        })
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending)))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("the file is read")).collect()
}

fn rule_files() -> Vec<Vec<u8>> {
    let folders = [
        "rules/std",
        "rules/units",
        "rules/exhibitions",
        "rules/lang/en",
        "rules/lang/ru",
        "tests/rules/broken",
        "tests/syntax",
    ];
    files(&folders, &["claim"])
}

fn documents() -> Vec<Vec<u8>> {
    files(&["seeds", "docs", "docs/examples/library"], &["txt", "md"])
}

/// Documents with the byte before them that tells their format.
fn of_all_formats() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for document in documents() {
        all.extend((0..8u8).map(|format| [&[format], &document[..]].concat()));
    }
    all
}

/// What an editor sends.
fn messages() -> Vec<Vec<u8>> {
    let bodies = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.txt"}}}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ];
    let message = |body: &&str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    vec![bodies.iter().map(message).collect::<String>().into_bytes()]
}

#[test]
fn rule_files_are_parsed_and_laid_out() {
    fuzz("layout", &rule_files(), targets::layout);
}

#[test]
fn rule_files_are_compiled_and_used() {
    fuzz("rules", &rule_files(), targets::rules);
}

#[test]
fn configurations_are_read() {
    let mut pages = files(&["docs", "starter"], &["md", "toml"]);
    pages.push(
        b"packs = [\"std\"]\n[limits]\ntext-bytes = 1\n[[documents]]\npaths = [\"{year}/*\"]\n".to_vec(),
    );
    fuzz("configuration", &pages, targets::configuration);
}

#[test]
fn patterns_match_as_a_slow_matcher_says() {
    let lines = documents()
        .into_iter()
        .flat_map(|text| text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>());
    fuzz("matcher", &lines.filter(|line| !line.is_empty()).collect::<Vec<_>>(), targets::matcher);
}

#[test]
fn documents_of_every_format_are_read() {
    fuzz("readers", &of_all_formats(), targets::readers);
}

#[test]
fn documents_are_checked_and_shown() {
    fuzz("documents", &documents(), targets::documents);
}

#[test]
fn figures_are_read() {
    fuzz("figures", &documents(), targets::figures);
}

#[test]
fn messages_of_editors_are_read() {
    fuzz("wire", &messages(), targets::wire);
}

#[test]
fn tables_are_reconciled() {
    fuzz("tables", &seeds::tables(), targets::tables);
}

#[test]
fn pdf_is_read() {
    fuzz("pdf", &seeds::pdfs(), targets::pdf);
}

#[test]
fn nothing_breaks_out_of_a_report() {
    fuzz("writers", &seeds::writers(), targets::writers);
}
