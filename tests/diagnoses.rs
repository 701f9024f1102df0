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

#[test]
fn figures_that_were_exchanged_are_told() {
    let told = |a: &str, b: &str| why(&[a, b]).expect("they disagree").1;
    let fair = |companies: &str, visitors: &str| {
        format!("The Agrofair exhibition of 2024 had {companies} exhibitors and {visitors} visitors.")
    };
    let said = told(&fair("350", "1,200"), &fair("1,200", "350"));
    assert!(
        said.ends_with("those of visitors are the other way round, 1,200 and 350: they look exchanged"),
        "{said}"
    );
    assert!(!told(&fair("350", "1,200"), &fair("1,200", "450")).contains("exchanged"));
    let said = told(
        "Землетрясение в Эшдауне 3 мая 2024 года: убито 12 человек, ранено 5 человек.",
        "Землетрясение в Эшдауне 3 мая 2024 года: убито 5 человек, ранено 12 человек.",
    );
    assert!(said.ends_with("they look exchanged"), "{said}");
    // Where one count grows, the other falls.
    let dated = |day: u8, dead: u8, hurt: u8| {
        let fire = format!("The Harlow Fire of 1 May 2024 killed {dead} people and injured {hurt} people.");
        format!("---\ndate: 2024-05-{day:02}\n---\n{fire}\n")
    };
    let said = told(&dated(3, 12, 5), &dated(10, 5, 12));
    assert!(
        said.ends_with("fewer; those of injured are the other way round, 5 and 12: they look exchanged"),
        "{said}"
    );
    let fairs = |a: &str, b: &str| {
        format!(
            "The exhibition “Agrofair” of 2024 had {a} visitors. \
             The exhibition “Metalfair” of 2024 had {b} visitors."
        )
    };
    let said = told(&fairs("352", "418"), &fairs("418", "352"));
    assert!(
        said.ends_with("those of Metalfair are the other way round, 418 and 352: they look exchanged"),
        "{said}"
    );
}

#[test]
fn editions_are_numbered_up_by_their_years() {
    let held = |number: &str, year: u16| format!("The {number} exhibition “Machines” was held in {year}.");
    let said = |texts: &[&str]| why(texts).expect("they differ");
    let (verdict, falls) = said(&[&held("25th", 2019), &held("23rd", 2020)]);
    assert_eq!(verdict, Verdict::Contradiction);
    assert_eq!(falls, "25 in 2019 and 23 in 2020 cannot both be true: the numbers fall as the years go on");
    let (_, same) = said(&[&held("23rd", 2019), &held("23rd", 2020)]);
    assert_eq!(same, "23 in 2019 and 23 in 2020 cannot both be true: one edition has one year");
    // Who holds it twice a year is not known of two editions, and is of three.
    assert_eq!(said(&[&held("23rd", 2019), &held("25th", 2020)]).0, Verdict::Scope);
    let (verdict, fast) = said(&[&held("23rd", 2019), &held("25th", 2020), &held("21st", 2017)]);
    assert_eq!(verdict, Verdict::Contradiction);
    assert!(
        fast.ends_with("there are more numbers than years, and other editions are a year apart"),
        "{fast}"
    );
    let (verdict, twice) = said(&[&held("23rd", 2019), &held("24th", 2019), &held("19th", 2017)]);
    assert_eq!(verdict, Verdict::Scope);
    assert_eq!(twice, "23 and 24: by its other editions, two are held a year");
}

#[test]
fn a_growth_fits_the_levels_beside_it() {
    let misfit = |levels: &str, told: &str| [format!("{levels} is 50%, not `{told}`")];
    let nothing = [] as [String; 0];
    let rose = |rest: &str| doubts(&format!("Its revenue {rest}."));
    let dollars = "from `$200 million` to `$300 million`";
    assert_eq!(rose("rose from $200 million to $300 million, up 20%"), misfit(dollars, "20%"));
    assert_eq!(rose("rose 20% to $300 million from $200 million"), misfit(dollars, "20%"));
    assert_eq!(rose("rose by 20% from $200 million in 2021 to $300 million"), misfit(dollars, "20%"));
    assert_eq!(
        rose("rose from $200 million in 2021 to $300 million in 2022, up 20%"),
        misfit(dollars, "20%")
    );
    assert_eq!(rose("rose from $200 million to $300 million, up 50%"), nothing);
    assert_eq!(rose("fell from $400 million to $200 million, down 50%"), nothing);
    // Another base, another whole, points of a share, what may be twice or up by as much, rounding.
    assert_eq!(rose("rose from $200 million to $300 million, up 20% on the plan"), nothing);
    assert_eq!(rose("rose from $200 million to $300 million, and 20% of it came from abroad"), nothing);
    assert_eq!(doubts("Its share rose from 20% to 30%, up 10%."), nothing);
    assert_eq!(rose("rose from $20 million to $80 million, up 400%"), nothing);
    assert_eq!(rose("rose from $1.2 billion to $1.3 billion, up 11%"), nothing);
    assert_eq!(rose("fell 20% to $200 million from $300 million in March"), nothing);
    assert_eq!(rose("rose from about $200 million to $300 million, up 20%"), nothing);
    let russian = |told: &str| doubts(&format!("Число участников выросло с 200 до 300, то есть на {told}."));
    assert_eq!(russian("20 %"), misfit("from `200` to `300`", "20 %"));
    assert_eq!(russian("50 %"), nothing);
}

#[test]
fn parts_make_the_whole_that_they_divide() {
    let nothing = [] as [String; 0];
    let too_many = ["`300` and `200` make 500, not `450 people`"];
    assert_eq!(doubts("The hall seats 450 people: 300 men and 200 women."), too_many);
    assert_eq!(doubts("The hall seated 450 people (300 men and 200 women)."), too_many);
    assert_eq!(
        doubts("The hall seated 450 people: 300 men and 100 women."),
        ["`300` and `100` make 400, not `450 people`"]
    );
    assert_eq!(
        doubts("Of 450 participants, 300 were men and 200 women."),
        ["`300` and `200` make 500, not `450`"]
    );
    assert_eq!(
        doubts("Its budget is $450 million: $300 million for roads and $200 million for schools."),
        ["`$300 million` and `$200 million` make 500,000,000, not `$450 million`"]
    );
    assert_eq!(
        doubts("Приняли участие 450 человек: 300 мужчин и 200 женщин."),
        ["`300` and `200` make 500, not `450 человек`"]
    );
    for fine in [
        "The hall seats 450 people: 300 men and 150 women.",
        "Приняли участие 450 человек: 300 мужчин и 150 женщин.",
        // Some are left out, may be, or are said of both.
        "The hall seats 450 people: 300 teachers and 100 doctors.",
        "The fair drew 827 companies from 33 countries: 643 Russian and 184 foreign.",
        "Of 450 participants, 300 were men and 100 women.",
        "Of 450 participants, 300 were men and 200 came from Russia.",
        "The hall seats 450 people, among them 300 men and 200 women.",
        "The firm has 450 employees (300 in Russia and 200 in Moscow).",
        // What is hedged, and what counts other things.
        "The hall seats 450 people: about 300 men and 200 women.",
        "The hall seats more than 450 people: 300 men and 200 women.",
        "The congress took 3 days: 40 lectures and 5 concerts.",
        "The ticket costs $45 ($50 at the door and $60 at weekends).",
        "The house has 12 flats (3 on floor 2 and 15 on floor 3).",
        "The fair drew 45 thousand people: 20 thousand men and 26 thousand women.",
    ] {
        assert_eq!(doubts(fine), nothing, "{fine}");
    }
}

#[test]
fn a_growth_is_held_against_the_levels_of_its_year_and_the_one_before() {
    let levels = "Revenue of Ashdown Works was 90 million euros in 2014 and 120 million euros in 2015.";
    let told = |growth: &str| why(&[levels, growth]).filter(|(verdict, _)| *verdict == Verdict::PartWhole);
    let misfit = Some("from 90,000,000 EUR to 120,000,000 EUR is 33.3%, not 20%".to_owned());
    assert_eq!(told("Revenue of Ashdown Works rose 20 percent in 2015.").map(|(_, why)| why), misfit);
    let fall = Some("from 90,000,000 EUR to 120,000,000 EUR is 33.3%, not -33%".to_owned());
    assert_eq!(told("Revenue of Ashdown Works fell 33% in 2015.").map(|(_, why)| why), fall);
    assert_eq!(told("Revenue of Ashdown Works rose by a third in 2015."), None);
    // Of another thing, another year, another base.
    assert_eq!(told("Profit of Ashdown Works rose 20 percent in 2015."), None);
    assert_eq!(told("Revenue of Ashdown Works rose 20 percent in 2016."), None);
    assert_eq!(told("Revenue of Ashdown Works rose 20 percent in May 2015."), None);
    assert_eq!(told("Revenue of Northgate Mills rose 20 percent in 2015."), None);
}

#[test]
fn a_growth_is_of_what_grew() {
    let sides = ["Revenue of Ashdown Works rose 11% in 2015.", "Revenue of Ashdown Works fell 11% in 2015."];
    let expected = (Verdict::Contradiction, "11% and -11% cannot both be true".to_owned());
    assert_eq!(why(&sides), Some(expected));
    assert_eq!(why(&[sides[0], "Profit of Ashdown Works rose 14% in 2015."]), None);
}
