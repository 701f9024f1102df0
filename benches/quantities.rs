//! How fast quantities are read, on one thread: whole, and by stage.
//!
//!     cargo bench --bench quantities -- [--language en] [FILE…]
//!
//! Without files the seed documents are read again and again. `benches/peers.py` runs what
//! else reads quantities over the same files.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops where it cannot go on, and prints"
)]

use factlint::engine::{FigureReader, Packs, prepare};
use factlint::rule::Ruleset;
use factlint::source::language_of;
use factlint::text::{Sentence, Words, sentence_spans};
use factlint::token::{Span, tokenize};
use std::hint::black_box;
use std::time::Instant;

/// How much text each stage reads at least, so that a run takes seconds.
const BYTES: usize = 16 << 20;
/// Every stage runs so often; the fastest run counts, as the machine may be busy with others.
const RUNS: usize = 3;

fn main() {
    let mut language = None;
    let mut paths = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--language" => language = arguments.next(),
            // What cargo passes on by itself.
            "--bench" => {}
            _ => paths.push(argument),
        }
    }
    if paths.is_empty() {
        let folder = std::fs::read_dir("seeds").expect("the seed documents");
        let path = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").path();
        paths = folder
            .map(path)
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        paths.sort();
    }
    let prepared = prepare(Vec::new(), &Packs);
    let rules = &prepared.rules;
    let texts: Vec<String> =
        paths.iter().map(|path| std::fs::read_to_string(path).expect("a text in UTF-8")).collect();
    let lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
    let once: usize = lines.iter().map(|line| line.len() + 1).sum();
    let times = BYTES.div_ceil(once.max(1));
    println!("{} files, {} lines, {once} bytes, read {times} times", texts.len(), lines.len());
    let lang = |line: &str| match &language {
        Some(code) => rules.language(code).expect("a language that ships"),
        None => language_of(line, rules).unwrap_or(0),
    };
    let bytes = once * times;
    measure("tokens", bytes, || tokens(&lines, times));
    measure("sentences", bytes, || sentences(&lines, times, rules));
    measure("words and phrases", bytes, || phrases(&lines, times, rules));
    measure("quantities", bytes, || {
        let mut reader = FigureReader::new(rules);
        let mut found = 0;
        for line in (0..times).flat_map(|_| lines.iter()) {
            found += reader.text(line, lang(line), None).quantities.len();
        }
        found
    });
}

fn tokens(lines: &[&str], times: usize) -> usize {
    let mut found = Vec::new();
    let mut count = 0;
    for line in (0..times).flat_map(|_| lines.iter()) {
        found.clear();
        tokenize(line, Span::new(0, line.len()), &mut found);
        count += black_box(&found).len();
    }
    count
}

fn sentences(lines: &[&str], times: usize, rules: &Ruleset) -> usize {
    let spans = |line: &&str| sentence_spans(line, Span::new(0, line.len()), rules).len();
    (0..times).flat_map(|_| lines.iter()).map(spans).sum()
}

fn phrases(lines: &[&str], times: usize, rules: &Ruleset) -> usize {
    let mut words = Words::new(rules);
    let mut count = 0;
    for line in (0..times).flat_map(|_| lines.iter()) {
        for span in sentence_spans(line, Span::new(0, line.len()), rules) {
            count += black_box(Sentence::read(line, span, &mut words)).marks.all().len();
        }
    }
    count
}

fn measure(name: &str, bytes: usize, mut run: impl FnMut() -> usize) {
    let mut best = f64::MAX;
    let mut found = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        found = run();
        best = best.min(start.elapsed().as_secs_f64());
    }
    #[allow(clippy::cast_precision_loss, reason = "a rate to be read by people")]
    let rate = bytes as f64 / best / 1e6;
    println!("{name:<20} {rate:8.1} MB/s {found:10} found");
}
