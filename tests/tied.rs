//! Figures on different lines that cannot all be true are weighed together: a part with its whole,
//! a share with its counts.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use factlint::engine::{Input, Packs, Prepared, check, prepare};
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

/// The reasons of what is proposed for documents about one fair.
fn whys(said: &[&str]) -> Vec<String> {
    let input = |(at, said): (usize, &&str)| {
        let text =
            format!("# Agrofair 2024\n\nThe Agrofair exhibition was held in Ashdown in 2024. {said}\n");
        Input::new(format!("{at}.md"), text.into_bytes())
    };
    let outcome = check(&RULES.rules, said.iter().enumerate().map(input).collect());
    outcome.resolutions.into_iter().map(|resolution| resolution.why).collect()
}

const WHOLE: &str = "400 companies took part in Agrofair.";
const PART: &str = "450 Russian companies took part in Agrofair.";
const OTHER: &str = "500 companies took part in Agrofair.";

#[test]
fn a_whole_that_two_state_stands_against_a_part_that_one_states() {
    assert_eq!(
        whys(&[WHOLE, PART, WHOLE]),
        ["400 fits 2 witnesses; beside it cannot stand: 450 (1 witness)"]
    );
}

#[test]
fn of_one_against_one_nothing_is_proposed() {
    assert_eq!(whys(&[WHOLE, PART]), [] as [String; 0]);
}

#[test]
fn parts_decide_between_wholes() {
    // Two say 400 and one says 500; but two name a part that only fits the latter.
    assert_eq!(
        whys(&[WHOLE, WHOLE, OTHER, PART, PART]),
        [
            "500 fits 1 witness; left out, as it does not fit what it is tied to: 400 (2 witnesses)",
            "450 fits 2 witnesses; beside it cannot stand: 400 (2 witnesses)"
        ]
    );
}
