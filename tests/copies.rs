//! Copies of one text are one witness, however many hands it went through.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::engine::{Input, Outcome, Packs, Prepared, check, prepare};
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

/// A release as an agency sends it out: long enough to be known again.
fn release(companies: &str) -> String {
    format!(
        "INNOPROM. Central Asia\n\nThe exhibition INNOPROM. Central Asia was held in Tashkent in 2024. \
         {companies} companies took part in INNOPROM. Central Asia in 2024. Guests walked through the halls \
         on the river bank, met the organisers, and heard the speeches of ministers about roads, power \
         stations and schools. In the evening there was a concert in the old park, to which everybody who \
         had a badge was invited, and the trams ran until midnight so that nobody had to walk home.\n"
    )
}

const TASHKENT: &str = "INNOPROM. Central Asia\n\nOur correspondent counted the stands of the exhibition INNOPROM. \
    Central Asia. 450 companies took part in INNOPROM. Central Asia in 2024: the catalogue, which lay at the \
    entrance of the hall and was sold out before noon of the first day, names each of them.\n";
const BUKHARA: &str = "INNOPROM. Central Asia\n\nWe asked the chamber of commerce about the exhibition INNOPROM. \
    Central Asia. 450 companies took part in INNOPROM. Central Asia in 2024, it says, and many more wanted to \
    come but had not been given their visas in time, for which everybody was very sorry.\n";

fn checked(texts: &[&str]) -> Outcome {
    let input = |(at, text): (usize, &&str)| Input::new(format!("{at}.txt"), text.as_bytes().to_vec());
    check(&RULES.rules, texts.iter().enumerate().map(input).collect())
}

/// The reason given for the number of companies.
fn why(texts: &[&str]) -> String {
    let outcome = checked(texts);
    let of_companies = outcome.resolutions.iter().find(|resolution| !resolution.against.is_empty());
    of_companies.expect("the numbers of companies disagree").why.clone()
}

#[test]
fn two_witnesses_outweigh_three_copies() {
    let release = release("400");
    let found = why(&[&release, &release, &release, TASHKENT, BUKHARA]);
    assert_eq!(found, "450 fits 2 witnesses; left out: 400 (1 witness and 2 copies)");
}

#[test]
fn a_copy_with_another_beginning_is_a_copy() {
    let own = release("400");
    let taken = own.replacen("INNOPROM. Central Asia\n\n", "INNOPROM. Central Asia\n\nFrom our desk. ", 1);
    let found = why(&[&own, &taken, TASHKENT, BUKHARA]);
    assert_eq!(found, "450 fits 2 witnesses; left out: 400 (1 witness and a copy)");
}

#[test]
fn a_copy_that_says_something_else_says_it_by_itself() {
    let (own, other) = (release("400"), release("450"));
    let found = why(&[&own, &other, TASHKENT]);
    assert_eq!(found, "450 fits 2 witnesses; left out: 400 (1 witness)");
}

#[test]
fn reports_of_one_event_are_no_copies() {
    let found = why(&[&release("400"), TASHKENT, BUKHARA]);
    assert_eq!(found, "450 fits 2 witnesses; left out: 400 (1 witness)");
}
