//! Whom texts quote: who speaks of which figure, and what documents that quote one voice are worth.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::engine::{Input, Outcome, Packs, Prepared, check, prepare};
use factlint::finding::label;
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

fn checked(texts: &[&str]) -> Outcome {
    let input = |(at, text): (usize, &&str)| Input::new(format!("{at}.txt"), text.as_bytes().to_vec());
    check(&RULES.rules, texts.iter().enumerate().map(input).collect())
}

/// What is said beside each figure of a text.
fn labels(text: &str) -> Vec<String> {
    checked(&[text]).claims.iter().map(|claim| label(claim, &RULES.rules)).collect()
}

/// The reason given for the number that documents dispute.
fn why(texts: &[&str]) -> String {
    let outcome = checked(texts);
    let disputed = outcome.resolutions.iter().find(|resolution| !resolution.against.is_empty());
    disputed.expect("a number is disputed").why.clone()
}

#[test]
fn figures_are_labelled_with_whom_the_text_quotes() {
    let text = "Police put the crowd at 20,000 visitors, while organisers said 100,000 people attended.";
    assert_eq!(labels(text), ["20,000 (according to police)", "100,000 (according to organisers)"]);
    let text = "In 2016, according to police, Ashford Hall had 20,500 visitors.";
    assert_eq!(labels(text), ["20,500 (2016, according to police)"]);
    let text = "По данным МЧС России, на пожаре в старом доме у реки погибли 32 человека.";
    assert_eq!(labels(text), ["32 (according to МЧС России)"]);
}

#[test]
fn nobody_is_quoted() {
    for text in [
        "He said that 31 people died in the flood.",
        "It is said that 31 people died in the flood.",
        "The house is said to have 31 employees.",
        "At least 31 officials said nothing about it.",
        "The first deaths were reported in May and rose to 31.",
        "The flood claimed 31 lives.",
        "According to this, 31 people died in the flood.",
        "Он сказал, что при наводнении погиб 31 человек.",
        "Сообщается о гибели 31 человека при наводнении.",
        "По данным на 5 мая, при наводнении погиб 31 человек.",
        "Не менее 31 жителя заявили, что не пострадали.",
    ] {
        let labels = labels(text);
        assert!(!labels.is_empty(), "{text}");
        assert!(labels.iter().all(|label| !label.contains("according to")), "{text}: {labels:?}");
    }
}

#[test]
fn a_figure_before_the_clause_of_a_voice_is_not_its_own() {
    let labels = labels("The flood killed 31 people, and police said 300 houses were destroyed in the town.");
    assert_eq!(labels, ["31", "300 (according to police)"]);
}

#[test]
fn a_subject_is_not_who_speaks() {
    let outcome = checked(&["Ashford Hall had 605 employees in 2016, said Harlow Lee. Ashford Hall is old."]);
    assert_eq!(&*outcome.claims.first().expect("a claim").subject.title, "Ashford Hall");
}

const POLICE: [&str; 3] = [
    "Police said Ashford Hall had 20,500 visitors in 2016.",
    "In 2016 Ashford Hall had 20,500 visitors, according to police.",
    "The Hall at Ashford\n\nAshford Hall was open again. It had 20,500 visitors in 2016, police said on Monday.",
];
const COUNTED: [&str; 2] = [
    "We counted at the gates of Ashford Hall: in 2016 Ashford Hall had 25,500 visitors.",
    "Ashford Hall sold tickets to 25,500 visitors in 2016.",
];

#[test]
fn documents_that_quote_one_voice_are_one_witness() {
    let [a, b, c] = POLICE;
    let [x, y] = COUNTED;
    let found = why(&[a, b, c, x, y]);
    assert_eq!(
        found,
        "25,500 fits 2 witnesses; left out: 20,500 (1 witness and 2 more documents that quote the same source)"
    );
    let reversed = why(&[y, x, c, b, a]);
    assert_eq!(reversed, found);
    assert_eq!(
        why(&[a, b, x]),
        "20,500 fits 1 witness and another document that quotes the same source; left out: 25,500 (1 witness)"
    );
}

#[test]
fn documents_that_quote_different_voices_are_two_witnesses() {
    let [a, ..] = POLICE;
    let other = "The mayor said Ashford Hall had 20,500 visitors in 2016.";
    let found = why(&[a, other, COUNTED[0]]);
    assert_eq!(found, "20,500 fits 2 witnesses; left out: 25,500 (1 witness)");
}

#[test]
fn a_dispute_names_both_voices() {
    let text = "In 2016 police said Ashford Hall had 20,500 visitors. \
                In 2016, according to the organisers, Ashford Hall had 25,500 visitors.";
    let outcome = checked(&[text]);
    let relation = outcome.graph.relations().next().expect("a relation");
    let why = outcome.graph.why(relation, &outcome.claims, &RULES.rules);
    assert_eq!(why, "20,500 and 25,500 differ in source quoted (police against organisers)");
}
