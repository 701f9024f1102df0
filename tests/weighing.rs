//! Trust that is learned over a run, against the trust that is stated, on documents whose truth
//! is known: fairs of which each of some publishers states the number of companies.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test stops where it cannot go on; a measurement tells what it found"
)]

use factlint::config::Weighing;
use factlint::engine::{Input, Outcome, Packs, check, prepare};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// A publisher: how many of a hundred figures it gets right, and whether it takes them from the
/// one before it.
struct Publisher {
    right: u64,
    copies: bool,
}

const fn own(right: u64) -> Publisher {
    Publisher { right, copies: false }
}

/// A world of fairs: what is true of each, and what each publisher says.
struct World {
    truths: Vec<u64>,
    said: Vec<Vec<u64>>,
}

impl World {
    /// Wrong figures are near misses out of four, so that two who err may say the same.
    fn new(seed: u8, fairs: usize, publishers: &[Publisher]) -> Self {
        let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        let mut below = |most: u64| random.next_u64() % most;
        let truths: Vec<u64> = (0..fairs).map(|_| 101 + below(800)).collect();
        let mut said: Vec<Vec<u64>> = Vec::new();
        for publisher in publishers {
            let mut of_this = Vec::new();
            for (fair, truth) in truths.iter().enumerate() {
                let wrong = truth + [10, 20, 50, 100][below(4) as usize];
                let before = said.last().and_then(|said| said.get(fair)).copied();
                let own = if below(100) < publisher.right { *truth } else { wrong };
                of_this.push(before.filter(|_| publisher.copies).unwrap_or(own));
            }
            said.push(of_this);
        }
        Self { truths, said }
    }

    fn checked(&self, weighing: Weighing) -> Outcome {
        let mut rules = prepare(Vec::new(), &Packs).rules;
        rules.weighing = weighing;
        let mut inputs = Vec::new();
        for (publisher, said) in self.said.iter().enumerate() {
            for (fair, companies) in said.iter().enumerate() {
                let name = name(fair);
                let text = format!(
                    "# {name} 2024\n\nThe {name} exhibition was held in 2024. {companies} companies took part in {name}.\n"
                );
                let mut input = Input::new(format!("{publisher}/{fair}.md"), text.into_bytes());
                input.publisher = Some(format!("Publisher {}", char::from(b'A' + publisher as u8)));
                inputs.push(input);
            }
        }
        check(&rules, inputs)
    }

    /// The share of contested fairs of which the true figure is proposed, one that is as well
    /// supported as another counting half.
    fn right(&self, weighing: Weighing) -> f64 {
        let outcome = self.checked(weighing);
        let (mut right, mut all) = (0.0, 0.0);
        for resolution in outcome.resolutions.iter().filter(|resolution| !resolution.against.is_empty()) {
            let claim =
                resolution.claims.first().and_then(|claim| outcome.claims.get(*claim)).expect("a claim");
            let fair = (0..self.truths.len())
                .find(|fair| name(*fair) == *claim.subject.title)
                .expect("a fair is the subject");
            let share = if resolution.even { 0.5 } else { 1.0 };
            let proposed = format!("{} fits", self.truths[fair]);
            right += if resolution.why.starts_with(&proposed) { share } else { 0.0 };
            all += 1.0;
        }
        assert!(all > 0.0, "nothing is contested");
        right / all
    }
}

/// A name of its own for each fair.
fn name(fair: usize) -> String {
    let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "to", "vi", "zu"];
    let digits = [fair / 100 % 10, fair / 10 % 10, fair % 10];
    let name: String = digits.iter().map(|digit| syllables[*digit]).collect();
    format!("{}{}fair", name[..1].to_uppercase(), &name[1..])
}

const WAYS: [Weighing; 6] = [
    Weighing::Stated,
    Weighing::Vote,
    Weighing::WeightedVote,
    Weighing::TruthFinder,
    Weighing::Crh,
    Weighing::Scoped,
];

#[test]
fn what_is_learned_outweighs_careless_sources_that_are_more() {
    // Two that are nearly always right against three that err half of the time.
    let world = World::new(7, 60, &[own(97), own(95), own(50), own(50), own(50)]);
    let (stated, learned) = (world.right(Weighing::Stated), world.right(Weighing::Scoped));
    assert!(learned > stated, "{learned} {stated}");
}

#[test]
fn trust_is_learned_of_those_of_whom_none_is_stated() {
    let world = World::new(7, 60, &[own(97), own(95), own(50), own(50), own(50)]);
    let outcome = world.checked(Weighing::Scoped);
    let trust = |publisher: usize| outcome.documents[publisher * 60].trust.expect("trust is learned");
    assert!(trust(0) > trust(2) && trust(1) > trust(4), "{} {}", trust(0), trust(2));
    assert!(world.checked(Weighing::Stated).documents.iter().all(|document| document.trust.is_none()));
}

/// The table of docs/how-it-works.md.
#[test]
#[ignore = "a measurement; run it with --nocapture"]
fn ways_to_weigh_compared() {
    let worlds: [(&str, usize, Vec<Publisher>); 5] = [
        ("3 alike, 85 %", 100, vec![own(85), own(85), own(85)]),
        ("5 alike, 85 %", 100, (0..5).map(|_| own(85)).collect()),
        ("2 of 97 %, 3 of 50 %", 100, vec![own(97), own(97), own(50), own(50), own(50)]),
        ("the same, 10 fairs", 10, vec![own(97), own(97), own(50), own(50), own(50)]),
        (
            "3 of 85 %, one of 50 % that two copy",
            100,
            vec![
                own(85),
                own(85),
                own(85),
                own(50),
                Publisher { right: 50, copies: true },
                Publisher { right: 50, copies: true },
            ],
        ),
    ];
    eprintln!("| publishers | {} |", WAYS.map(Weighing::name).join(" | "));
    for (title, fairs, publishers) in &worlds {
        let seeds = 1..=5u8;
        let mean = |way: Weighing| {
            seeds.clone().map(|seed| World::new(seed, *fairs, publishers).right(way)).sum::<f64>() / 5.0
        };
        eprintln!("| {title} | {} |", WAYS.map(|way| format!("{:.3}", mean(way))).join(" | "));
    }
}
