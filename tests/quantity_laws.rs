//! Laws that reading quantities obeys whatever the text: a value written in any style is read
//! back, conversions round-trip, later text does not change what an earlier sentence gave.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::engine::{FigureReader, Packs, Prepared, prepare};
use factlint::quantity::{self, Conventions, Figure, Kind, Quantity};
use factlint::text::{Sentence, Words, sentence_spans};
use factlint::token::Span;
use factlint::value::{Amount, Decimal, Interval};
use proptest::prelude::*;
use std::sync::LazyLock;

static PREPARED: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

fn read(text: &str, lang: &str) -> Vec<Quantity> {
    let rules = &PREPARED.rules;
    let lang = rules.language(lang).expect("a language that ships");
    FigureReader::new(rules).text(text, lang, None).quantities
}

/// The amount of the only quantity of a text.
fn amount(text: &str, lang: &str) -> Option<(Amount, String)> {
    let read = read(text, lang);
    let [only] = read.as_slice() else { return None };
    let (amount, unit) = only.figure.base_amount(&PREPARED.rules)?;
    Some((amount, unit.to_owned()))
}

/// Digits in groups of three, from the right.
fn grouped(digits: &str, separator: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// How a language parts groups and marks decimals.
const STYLES: [(&str, &str, &str); 8] = [
    ("en", "", "."),
    ("en", ",", "."),
    ("en", "\u{202f}", "."),
    ("ru", "", ","),
    ("ru", " ", ","),
    ("ru", "\u{a0}", ","),
    ("ru", "\u{2009}", ","),
    ("ru", "\u{202f}", ","),
];

/// What stands around a number: language, words before and behind, and what they make of it.
type Frame = (&'static str, &'static str, &'static str, fn(Decimal) -> Interval, bool);

const FRAMES: [Frame; 14] = [
    ("en", "", "", Interval::point, false),
    ("en", "more than ", "", |n| Interval::above(n, true), false),
    ("en", "at least ", "", |n| Interval::above(n, false), false),
    ("en", "fewer than ", "", |n| Interval::below(n, true), false),
    ("en", "no more than ", "", |n| Interval::below(n, false), false),
    ("en", "about ", "", Interval::point, true),
    ("en", "", " or more", |n| Interval::above(n, false), false),
    ("ru", "", "", Interval::point, false),
    ("ru", "более ", "", |n| Interval::above(n, true), false),
    ("ru", "не менее ", "", |n| Interval::above(n, false), false),
    ("ru", "менее ", "", |n| Interval::below(n, true), false),
    ("ru", "не более ", "", |n| Interval::below(n, false), false),
    ("ru", "около ", "", Interval::point, true),
    ("ru", "", " или больше", |n| Interval::above(n, false), false),
];

/// A unit with a name in each language and what one of it is in the base unit.
const UNITS: [(&str, &str, &str, &str); 12] = [
    ("en", "km", "1000", "m"),
    ("en", "miles", "1609.344", "m"),
    ("en", "hectares", "10000", "m2"),
    ("en", "tonnes", "1000", "kg"),
    ("en", "percent", "1", "%"),
    ("en", "euros", "1", "EUR"),
    ("en", "hours", "3600", "s"),
    ("ru", "км", "1000", "m"),
    ("ru", "гектаров", "10000", "m2"),
    ("ru", "тонн", "1000", "kg"),
    ("ru", "процентов", "1", "%"),
    ("ru", "рублей", "1", "RUB"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_value_in_any_style_is_read_back(
        whole in 10_000u64..1_000_000_000_000, decimals in 0u32..1000, places in 0usize..4, style in 0usize..STYLES.len(), frame in 0usize..FRAMES.len(),
    ) {
        let (lang, groups, point) = STYLES[style];
        let (frame_lang, before, behind, interval, approx) = FRAMES[frame];
        prop_assume!(lang == frame_lang);
        // Four digits alone may be a year, and three decimals of a language that parts groups so.
        prop_assume!(places < 3 || !groups.is_empty());
        let fraction = format!("{decimals:03}");
        let plain = whole.to_string();
        let (written, canonical) = match places {
            0 => (grouped(&plain, groups), plain),
            n => (format!("{}{point}{}", grouped(&plain, groups), &fraction[..n]), format!("{plain}.{}", &fraction[..n])),
        };
        let value: Decimal = canonical.parse().expect("a decimal");
        let text = format!("{before}{written}{behind}");
        let got = amount(&text, lang);
        prop_assert!(got.is_some(), "`{text}` is not one amount: {:?}", read(&text, lang));
        let (got, unit) = got.expect("checked");
        prop_assert_eq!(got.interval, interval(value), "{}", &text);
        prop_assert_eq!((got.approx, unit.as_str()), (approx, "1"), "{}", &text);
        let step = Decimal::new(1, u32::try_from(places).expect("few places"));
        prop_assert_eq!(got.step, step, "the digits written are kept: {}", &text);
    }

    #[test]
    fn units_convert_exactly_and_back(mantissa in 1i64..10_000_000, scale in 0u32..3, unit in 0usize..UNITS.len()) {
        let (lang, word, factor, base) = UNITS[unit];
        let value = Decimal::new(mantissa, scale);
        let factor: Decimal = factor.parse().expect("a decimal");
        let written = value.to_string();
        let written = if lang == "ru" { written.replace('.', ",") } else { written };
        let text = format!("{written} {word}");
        let got = amount(&text, lang);
        prop_assert!(got.is_some(), "`{text}` is not one amount: {:?}", read(&text, lang));
        let (got, symbol) = got.expect("checked");
        prop_assert_eq!(got.interval.as_point(), Some(value * factor), "{}", &text);
        prop_assert_eq!(got.interval.as_point().map(|n| n / factor), Some(value), "{}", &text);
        prop_assert_eq!(symbol.as_str(), base, "{}", &text);
    }

    #[test]
    fn ranges_keep_their_ends(a in 1u32..5000, more in 1u32..5000, ru in any::<bool>(), dash in 0usize..3) {
        let b = a + more;
        let text = match (ru, dash) {
            (false, 0) => format!("from {a} to {b} kilometres"),
            (false, 1) => format!("between {a} and {b} kilometres"),
            (false, _) => format!("{a}–{b} kilometres"),
            (true, 0) => format!("от {a} до {b} километров"),
            (true, 1) => format!("между {a} и {b} километрами"),
            (true, _) => format!("{a}–{b} километров"),
        };
        let got = amount(&text, if ru { "ru" } else { "en" });
        prop_assert!(got.is_some(), "`{text}` is not one amount");
        let (got, unit) = got.expect("checked");
        let metres = |n: u32| Decimal::from(n) * Decimal::ONE_THOUSAND;
        prop_assert_eq!(got.interval, Interval::between(metres(a), metres(b)), "{}", &text);
        prop_assert_eq!(unit.as_str(), "m");
    }

    #[test]
    fn days_are_read_back(year in 1900i16..2100, month in 1u8..=12, day in 1u8..=28, style in 0usize..4) {
        const EN: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        const RU: [&str; 12] = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
        let at = usize::from(month) - 1;
        let (text, lang) = match style {
            0 => (format!("{day} {} {year}", EN[at]), "en"),
            1 => (format!("{} {day}, {year}", EN[at]), "en"),
            2 => (format!("{day} {} {year} года", RU[at]), "ru"),
            _ => (format!("{year:04}-{month:02}-{day:02}"), "ru"),
        };
        let read = read(&text, lang);
        prop_assert_eq!(read.len(), 1, "{}: {:?}", &text, &read);
        let shown = match read[0].figure {
            Figure::Dates(span) => span.from.map(|date| date.to_string()),
            _ => None,
        };
        prop_assert_eq!(read[0].kind, Kind::Date);
        prop_assert_eq!(shown, Some(format!("{year:04}-{month:02}-{day:02}")), "{}", &text);
    }

    /// Nothing panics, spans lie in the text on character edges, in order and apart.
    #[test]
    fn any_text_is_read(text in "[0-9 .,;:()/%$€°'\"«»+\u{2212}–а-яё½²٣\u{301}\u{a0}a-zIVX-]{0,80}", ru in any::<bool>()) {
        let read = read(&text, if ru { "ru" } else { "en" });
        let mut last = 0;
        for q in &read {
            prop_assert!(q.span.start >= last && q.span.end <= text.len(), "{:?} in {}", q.span, &text);
            prop_assert!(text.is_char_boundary(q.span.start) && text.is_char_boundary(q.span.end));
            prop_assert!(q.converts.is_none_or(|at| at < read.len()));
            last = q.span.end;
        }
    }
}

/// Sentences that hold a figure of each kind and teach no convention of writing.
const SENTENCES: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "More than 400 companies from 27 countries take part.",
            "The fair covers 14 thousand sq m.",
            "It opens on 22 April 2024 at 10:30.",
            "Sales rose 20 percent to about $5 million.",
            "The bridge is 85 km (53 mi) long.",
            "Nobody was hurt.",
        ],
    ),
    (
        "ru",
        &[
            "Участвуют более 400 компаний из 27 стран.",
            "Площадь выставки составит 14 тыс. кв. м.",
            "Она открылась 22 апреля 2024 года.",
            "Продажи выросли на 20 процентов, примерно до 5 миллионов рублей.",
            "Погибших нет.",
            "Человек двадцать ждали три часа.",
        ],
    ),
];

/// What follows a sentence never changes what it gave: reading a prefix of a text that ends
/// with a sentence gives a prefix of the figures.
#[test]
fn a_prefix_of_sentences_gives_a_prefix_of_figures() {
    for (lang, sentences) in SENTENCES {
        for first in 0..sentences.len() {
            for second in 0..sentences.len() {
                let head = format!("{} {}", sentences[first], sentences[second]);
                let before = read(&head, lang);
                for third in sentences {
                    let whole = read(&format!("{head} {third}"), lang);
                    assert_eq!(whole.get(..before.len()), Some(before.as_slice()), "{head} | {third}");
                }
            }
        }
    }
}

/// Stops in a row end one sentence, and what stands behind them is read.
#[test]
fn stops_in_a_row_are_one_end() {
    for (text, count) in [("It fell.. .5 km", 1), ("5 km... 6 km?..", 2), ("(7 km.). 8 km!", 2), (".. .", 0)]
    {
        assert_eq!(read(text, "en").len(), count, "{text}");
    }
}

/// What has no full stop is cut into pieces for bounded work; no figure gets lost.
#[test]
fn a_long_row_of_figures_is_read_to_its_end() {
    let row: Vec<String> = (0..2000).map(|n| format!("{} km", 10 + n)).collect();
    assert_eq!(read(&row.join("; "), "en").len(), 2000);
    assert_eq!(read(&row.join("\n"), "en").len(), 2000);
    let digits = "7".repeat(100_000);
    assert!(read(&digits, "en").is_empty(), "too large to be held, and no panic");
}

/// Words that figures are written with, words that they are not, and what stands between.
const WORDS: [&str; 72] = [
    "a",
    "dozen",
    "people",
    "the",
    "XI",
    "word",
    "5",
    "%",
    "half",
    "in",
    "year",
    "last",
    "one",
    "of",
    "them",
    "$",
    "-",
    "2,5",
    "km",
    "an",
    "hour",
    "ago",
    "twentieth",
    "Route",
    "66",
    "more",
    "than",
    "noon",
    "May",
    "may",
    "second",
    "bridge",
    "said",
    "and",
    "three",
    "pounds",
    "USD",
    "mail@host",
    "host.name",
    "№",
    "½",
    ":",
    "(",
    ")",
    "“",
    "”",
    "вчера",
    "пол-литра",
    "двухдневный",
    "человек",
    "тысяча",
    "и",
    "ст",
    "мост",
    "сообщил",
    "из",
    "них",
    "года",
    "прошлого",
    "в",
    "году",
    "трети\u{306}",
    "полчаса",
    "около",
    "XX",
    "Х",
    "век",
    "рублей",
    "сто",
    "лет",
    "назад",
    "до",
];

/// A text of such words, with sentences that end now and then.
fn text() -> impl Strategy<Value = String> {
    let word = (0..WORDS.len(), 0..12usize).prop_map(|(at, then)| {
        let behind = match then {
            0 => ". ",
            1 => ", ",
            2 => "",
            3 => "! ",
            _ => " ",
        };
        format!("{}{behind}", WORDS[at])
    });
    proptest::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

/// Every sentence read, whatever stands in it.
fn read_without_skipping(text: &str, lang: u8) -> Vec<Quantity> {
    let rules = &PREPARED.rules;
    let mut words = Words::new(rules);
    let mut conventions = Conventions::of(rules, lang);
    let spans = sentence_spans(text, Span::new(0, text.len()), rules);
    let sentences: Vec<Sentence<'_>> =
        spans.into_iter().map(|span| Sentence::read(text, span, &mut words)).collect();
    sentences.iter().for_each(|sentence| conventions.learn(sentence, &words));
    let mut all: Vec<Quantity> = Vec::new();
    for sentence in &sentences {
        let first = all.len();
        let found = quantity::read(sentence, &words, &conventions).quantities;
        all.extend(found.into_iter().map(|q| Quantity { converts: q.converts.map(|at| at + first), ..q }));
    }
    all
}

proptest! {
    #[test]
    fn what_is_skipped_holds_no_figure(text in text(), lang in 0u8..2) {
        let skipping = FigureReader::new(&PREPARED.rules).text(&text, lang, None).quantities;
        prop_assert_eq!(skipping, read_without_skipping(&text, lang));
    }
}
