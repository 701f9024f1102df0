//! Mutated input, for as long as it is given: `FUZZ_SECONDS=600 cargo test --release --test fuzz`
//! spends ten minutes on each target; without it a second each, so that every gate mutates a little.
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

use chance::Chance;
use factlint::diagnostic::FileId;
use factlint::engine::{FigureReader, Input, Packs, Prepared, check, prepare};
use factlint::report::{ConflictReport, Review, Style, diagnostic_text, finding_text, html, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

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

fn input(path: &str, bytes: &[u8]) -> Input {
    Input::new(path, bytes.to_vec())
}

#[test]
fn rule_files_are_parsed_and_laid_out() {
    fuzz("layout", &rule_files(), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (_, said) = factlint::syntax::parse(FileId(0), &text);
        match factlint::syntax::format(&text) {
            Ok(once) => {
                assert!(
                    said.iter().all(|s| s.severity < factlint::diagnostic::Severity::Error),
                    "laid out with faults"
                );
                let twice = factlint::syntax::format(&once).expect("what was laid out is read");
                assert_eq!(once, twice, "laid out anew it changes");
            }
            Err(said) => assert!(!said.is_empty(), "refused without a word"),
        }
    });
}

#[test]
fn rule_files_are_compiled_and_used() {
    let style = Style { narrated: false, color: false, width: 100, links: None };
    fuzz("rules", &rule_files(), |bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let prepared = prepare(vec![("mutated.claim".to_owned(), text)], &Packs);
        for said in &prepared.diagnostics {
            assert!(!diagnostic_text(said, &prepared.sources, style).is_empty());
        }
        let text = b"More than 400 companies from 27 countries took part in 2024.";
        let outcome = check(&prepared.rules, vec![input("a.txt", text)]);
        assert_eq!(outcome.documents.len(), 1);
    });
}

#[test]
fn documents_are_checked_and_shown() {
    let style = Style { narrated: false, color: false, width: 80, links: None };
    fuzz("documents", &documents(), |bytes| {
        let rules = &RULES.rules;
        let (head, tail) = bytes.split_at(bytes.len() / 2);
        let outcome = check(rules, vec![input("a.txt", bytes), input("b.md", head), input("c.txt", tail)]);
        for claim in &outcome.claims {
            let text = &outcome.sources.get(outcome.documents[claim.document].file).expect("its text").text;
            assert!(
                text.get(claim.span.start..claim.span.end).is_some_and(|words| !words.is_empty()),
                "{:?}",
                claim.span
            );
        }
        let drawn = |finding| finding_text(finding, &outcome.told(finding, rules), &outcome, rules, style);
        let shown: String = outcome.findings.iter().map(drawn).collect();
        let said: String =
            outcome.diagnostics.iter().map(|said| diagnostic_text(said, &outcome.sources, style)).collect();
        let raw = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(raw) && !said.contains(raw), "a control character is shown");
        let json = json(&Review::all(&outcome, rules)).expect("JSON");
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON that is read");
        html(&ConflictReport::new("fuzz", &outcome, rules, &[], None)).expect("a page");
    });
}

#[test]
fn figures_are_read() {
    let mut reader = FigureReader::new(&RULES.rules);
    let reader = std::cell::RefCell::new(&mut reader);
    fuzz("figures", &documents(), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for lang in 0..2 {
            let reading = reader.borrow_mut().text(&text, lang, None);
            for quantity in &reading.quantities {
                assert!(text.get(quantity.span.start..quantity.span.end).is_some(), "{:?}", quantity.span);
            }
        }
    });
}
