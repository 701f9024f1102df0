//! Reading figures fast gives what reading them the slow and obvious way gives: every sentence
//! cut, every word looked up with all that any rule says of it, every reader tried.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

#[path = "slow/figures.rs"]
mod slow_figures;

use factlint::engine::{FigureReader, Packs, Prepared, prepare};
use factlint::quantity::Reading;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

fn slow(text: &str, lang: u8) -> Reading {
    slow_figures::figures(text, lang, &RULES.rules)
}

fn fast(text: &str, lang: u8) -> Reading {
    FigureReader::new(&RULES.rules).text(text, lang, None)
}

/// Pieces of text: numbers in all forms, words that lead to them, belong to them or look so, and
/// words that have nothing to do with any.
const PIECES: [&str; 145] = [
    "5",
    "12",
    "1,234.5",
    "2024",
    "22",
    "30",
    "½",
    "3/4",
    "1e6",
    "10:30",
    "2024-05-01",
    "23.07.2015",
    "5/17/2018",
    "one",
    "two",
    "twenty",
    "hundred",
    "thousand",
    "million",
    "half",
    "a dozen",
    "several",
    "a",
    "an",
    "the",
    "third",
    "second",
    "23rd",
    "first",
    "XI",
    "I",
    "V",
    "II",
    "per",
    "cent",
    "%",
    "$",
    "€",
    "km",
    "kg",
    "hours",
    "years",
    "year",
    "day",
    "people",
    "May",
    "April",
    "Monday",
    "on",
    "in",
    "of",
    "and",
    "or",
    "to",
    "from",
    "between",
    "until",
    "since",
    "last",
    "next",
    "ago",
    "early",
    "the end of",
    "quarter",
    "Q3",
    "century",
    "pm",
    "GMT",
    "more than",
    "about",
    "up",
    "at least",
    "over",
    "minus",
    "page",
    "No.",
    "COVID-19",
    "B2B",
    "Street",
    "won",
    "bridge",
    "company",
    "Tashkent",
    "said",
    "“closed”",
    "it's",
    "\"",
    "'",
    "(",
    ")",
    "–",
    "-",
    ",",
    ".",
    "!",
    "/",
    "+",
    "пять",
    "двадцать",
    "сорок",
    "тысяч",
    "млн",
    "полтора",
    "полчаса",
    "двухдневный",
    "первый",
    "30-й",
    "процентов",
    "рублей",
    "человек",
    "лет",
    "года",
    "году",
    "мая",
    "в",
    "с",
    "до",
    "около",
    "назад",
    "выставка",
    "Экспо",
    // Units and periods that figures come of only beside words that lead to them.
    "month",
    "weeks",
    "this",
    "square",
    "metres",
    "cubic",
    "in.",
    "A",
    "US dollars",
    "year-old",
    "excess",
    "end",
    "early in",
    "последний",
    "неделя",
    "месяц",
    "век",
    "V",
    "X",
    "до нашей эры",
    "в.",
    "кв.",
    "м",
    "В",
];

fn text() -> impl Strategy<Value = String> {
    let gap = prop_oneof![8 => Just(" "), 1 => Just(""), 1 => Just(". "), 1 => Just("\u{a0}")];
    prop::collection::vec((prop::sample::select(PIECES.to_vec()), gap), 1..30)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn generated_text_reads_the_same_both_ways(text in text(), lang in 0u8..2) {
        prop_assert_eq!(fast(&text, lang), slow(&text, lang));
    }
}

#[test]
fn a_quotation_mark_without_a_number_is_no_unit() {
    for text in ["'", "~'", "~ '", "about '", "(5)'", "~5'", "5 ½'", "5'6\"", "a ~\" b"] {
        for lang in 0..2 {
            assert_eq!(fast(text, lang), slow(text, lang), "{text}");
        }
    }
    assert!(slow("~'", 0).quantities.is_empty());
    assert_eq!(slow("~5'", 0).quantities.len(), 1);
    assert_eq!(slow("it is 5½' wide", 0).quantities.len(), 1);
}

/// The files of a folder and of its folders.
fn files(folder: &Path, out: &mut Vec<String>) {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, out);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            out.push(text);
        }
    }
}

#[test]
fn real_text_reads_the_same_both_ways() {
    let mut texts = Vec::new();
    for folder in ["seeds", "docs", "tests/quantities", "tests/hostile"] {
        files(Path::new(folder), &mut texts);
    }
    let mut reader = FigureReader::new(&RULES.rules);
    let mut figures = 0;
    for (number, line) in texts.iter().flat_map(|text| text.lines()).enumerate() {
        // The reader goes from line to line, so that what it remembers of words is tested as well.
        let lang = u8::from(line.chars().any(|c| ('а'..='я').contains(&c)));
        let found = reader.text(line, lang, None);
        assert_eq!(found, slow(line, lang), "line {number}: {line}");
        figures += found.quantities.len();
    }
    assert!(figures > 2000, "{figures} figures are too few to tell anything");
}
