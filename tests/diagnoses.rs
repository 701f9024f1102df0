//! What is said of figures beside that they disagree: the slip that may have made one of the other,
//! a count that cannot fall, figures that cannot be right whatever others say.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::engine::{Input, Outcome, Packs, Prepared, check, prepare};
use factlint::graph::Verdict;
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

fn checked(texts: &[&str]) -> Outcome {
    let input = |(at, text): (usize, &&str)| Input::new(format!("{at}.md"), text.as_bytes().to_vec());
    check(&RULES.rules, texts.iter().enumerate().map(input).collect())
}

/// What is said of the figures of one document by itself.
fn doubts(text: &str) -> Vec<String> {
    let said = checked(&[text]).diagnostics.into_iter().filter(|said| said.code.name == "doubtful-figure");
    said.map(|said| said.message).collect()
}

/// The only disagreement of some documents, and why it is one.
fn why(texts: &[&str]) -> Option<(Verdict, String)> {
    let outcome = checked(texts);
    let finding = outcome.findings.first()?;
    Some((finding.verdict, outcome.told(finding, &RULES.rules).why))
}

#[test]
fn a_date_on_another_weekday_is_doubted() {
    let said = doubts("The Agrofair exhibition opened on Monday, 4 May 2024.");
    assert_eq!(said, ["the date falls on another weekday: 2024-05-04 is a Saturday"]);
    assert_eq!(doubts("The Agrofair exhibition opened on Saturday, 4 May 2024."), [] as [String; 0]);
    let said = doubts("Выставка открылась в понедельник, 4 мая 2024 года.");
    assert_eq!(said, ["the date falls on another weekday: 2024-05-04 is a Saturday"]);
}

#[test]
fn a_day_that_no_calendar_has_and_a_range_upside_down_are_doubted() {
    assert_eq!(doubts("The fair opened on 31 February 2024."), ["there is no such date"]);
    assert_eq!(
        doubts("The fair drew from 500 to 300 visitors."),
        ["the ends of the range stand upside down"]
    );
    assert_eq!(doubts("The fair drew from 300 to 500 visitors on 29 February 2024."), [] as [String; 0]);
}

#[test]
fn a_conversion_that_is_far_off_is_doubted() {
    let of = |figures: &str| doubts(&format!("The Ashdown Bridge is {figures} long."));
    assert_eq!(of("85 km (40 mi)"), ["`85 km` is about 52.82 mi, not `40 mi`"]);
    assert_eq!(of("85 km (53 mi)"), [] as [String; 0]);
    assert_eq!(of("about 10 km (6 mi)"), [] as [String; 0]);
    // Rates of exchange are not fixed.
    assert_eq!(doubts("The bridge cost €85 million ($40 million)."), [] as [String; 0]);
}

#[test]
fn the_same_digits_in_another_unit_are_told() {
    let bridge = |length: &str| format!("# Ashdown Bridge\n\nThe Ashdown Bridge is {length} long.\n");
    let of = |a: &str, b: &str| why(&[&bridge(a), &bridge(b)]).expect("they disagree").1;
    let slip = "the digits are the same if one of them was meant in ft";
    assert!(of("1280 feet", "1280 m").ends_with(slip), "{}", of("1280 feet", "1280 m"));
    assert!(!of("1280 feet", "1290 m").contains("digits"));
}

#[test]
fn a_count_that_only_grows_does_not_fall() {
    let told = |day: u8, dead: u16| {
        format!(
            "---\ndate: 2024-05-{day:02}\n---\nThe earthquake in Ashdown on 1 May 2024 killed {dead} people.\n"
        )
    };
    let (verdict, said) = why(&[&told(3, 450), &told(10, 300)]).expect("the count falls");
    assert_eq!(verdict, Verdict::Contradiction);
    assert!(said.ends_with("the count only grows, and the later document has fewer"), "{said}");
    let (verdict, said) = why(&[&told(3, 300), &told(10, 450)]).expect("the count grows");
    assert_eq!(verdict, Verdict::Scope, "{said}");
    // Of one day, growth explains either.
    assert_eq!(why(&[&told(3, 450), &told(3, 300)]).expect("two counts").0, Verdict::Scope);
}
