//! What two short texts are to each other, a line for each thing that decides it and for each edge of it. Mutants of the
//! judge (`CONTRIBUTING.md`) are told by these first.

use factlint::engine::{Input, Packs, Prepared, check, prepare};
use factlint::graph::Verdict;
use std::sync::LazyLock;

static RULES: LazyLock<Prepared> = LazyLock::new(|| prepare(Vec::new(), &Packs));

/// The verdicts of some documents, each with its reason.
fn verdicts(texts: &[&str]) -> Vec<String> {
    verdicts_by(&RULES, texts)
}

/// [`verdicts`] by other rules.
fn verdicts_by(prepared: &Prepared, texts: &[&str]) -> Vec<String> {
    let rules = &prepared.rules;
    let input = |(at, text): (usize, &&str)| Input::new(format!("{at}.txt"), text.as_bytes().to_vec());
    let outcome = check(rules, texts.iter().enumerate().map(input).collect());
    let graph = &outcome.graph;
    let told = |relation: factlint::graph::Relation| {
        let why = graph.why(relation, &outcome.claims, rules);
        format!("{}: {why}", relation.judgement.verdict.word())
    };
    graph.relations().map(told).collect()
}

/// The one verdict of two documents, whichever comes first.
#[track_caller]
fn judged(a: &str, b: &str, verdict: Verdict, why: &str) {
    let expected = format!("{}: {why}", verdict.word());
    assert_eq!(verdicts(&[a, b]), [expected.as_str()]);
    let turned = verdicts(&[b, a]);
    assert!(turned.len() == 1 && turned[0].starts_with(verdict.word()), "turned around: {turned:?}");
}

/// A document about one fair of one year.
fn fair(said: &str) -> String {
    format!(
        "The exhibition Agrofair was held in Tashkent in 2024. {said} companies took part in Agrofair in 2024."
    )
}

#[test]
fn a_part_is_held_against_what_the_whole_is_known_to_reach() {
    for (whole, part, verdict, why) in [
        ("450", "440 foreign", Verdict::Scope, "440 and 450 differ in origin (all against foreign)"),
        ("450", "450 foreign", Verdict::Scope, "450 and 450 differ in origin (all against foreign)"),
        ("450", "460 foreign", Verdict::PartWhole, "a part (origin) of 460 exceeds the whole of 450"),
        (
            "More than 400",
            "390 foreign",
            Verdict::Scope,
            "390 and more than 400 differ in origin (all against foreign)",
        ),
        (
            "More than 400",
            "400 foreign",
            Verdict::Scope,
            "400 and more than 400 differ in origin (all against foreign)",
        ),
        (
            "More than 400",
            "450 foreign",
            Verdict::Discrepancy,
            "more than 400 admits 450; the latter is said of a part only (origin)",
        ),
    ] {
        judged(&fair(whole), &fair(part), verdict, why);
    }
}

#[test]
fn another_part_year_or_place_explains_another_figure() {
    judged(
        &fair("390 Russian"),
        &fair("450 Chinese"),
        Verdict::Scope,
        "390 and 450 differ in origin (Russia against China)",
    );
    let said = |of: &str| format!("{of} companies took part in the Agrofair exhibition");
    let (y2023, y2024) = (said("390") + " in 2023.", said("450") + " in 2024.");
    judged(&y2023, &y2024, Verdict::Scope, "390 and 450 differ in time (2023 against 2024)");
    let held = |place: &str, of: &str| format!("In {place} {} in 2024.", said(of));
    judged(
        &held("Tashkent", "450"),
        &held("Moscow", "390"),
        Verdict::Scope,
        "450 and 390 differ in place (Tashkent against Moscow)",
    );
    // A fair that is held in a town of a country is one fair.
    judged(
        &held("Tashkent", "450"),
        &held("Uzbekistan", "390"),
        Verdict::Contradiction,
        "450 and 390 cannot both be true",
    );
}

#[test]
fn those_of_a_town_are_part_of_those_of_its_country() {
    let mills = |of: &str, place: &str| format!("Ashdown Mills employs {of} workers in {place} in 2024.");
    let differ = "300 and 400 differ in place (Tashkent against Uzbekistan)";
    judged(&mills("300", "Tashkent"), &mills("400", "Uzbekistan"), Verdict::Scope, differ);
    let exceeds = "a part (place) of 500 exceeds the whole of 400";
    judged(&mills("500", "Tashkent"), &mills("400", "Uzbekistan"), Verdict::PartWhole, exceeds);
}

#[test]
fn what_adds_up_over_a_year_is_no_more_in_a_part_of_it() {
    let profit =
        |when: &str, of: &str| format!("In {when} Ashdown Mills made a profit of {of} million euros.");
    let (quarter, year) = ("the first quarter of 2024", "2024");
    judged(
        &profit(quarter, "3"),
        &profit(year, "4"),
        Verdict::Scope,
        "3,000,000 EUR and 4,000,000 EUR differ in time (2024-01/2024-03 against 2024)",
    );
    // Figures this close are of one event, whose time one text tells more exactly.
    judged(&profit(quarter, "4"), &profit(year, "4"), Verdict::Agree, "both say 4,000,000 EUR");
    judged(
        &profit(quarter, "5"),
        &profit(year, "4"),
        Verdict::PartWhole,
        "a part (time) of 5,000,000 EUR exceeds the whole of 4,000,000 EUR",
    );
    let quarter = "the fourth quarter of 2024";
    judged(
        &profit("2024", "4"),
        &profit(quarter, "5"),
        Verdict::PartWhole,
        "a part (time) of 5,000,000 EUR exceeds the whole of 4,000,000 EUR",
    );
    // What a town has is not counted up: of one year there is one figure.
    let people = |when: &str, of: &str| format!("In {when} Ashdown had a population of {of}.");
    judged(
        &people("2020", "12,400"),
        &people("2021", "12,900"),
        Verdict::Scope,
        "12,400 and 12,900 differ in time (2020 against 2021)",
    );
    judged(
        &people("2020", "12,400"),
        &people("2020", "12,900"),
        Verdict::Contradiction,
        "12,400 and 12,900 cannot both be true",
    );
}

#[test]
fn a_size_of_a_part_that_another_noun_names_is_of_it() {
    let wreck = "The wreck of the Corvina is 82 m long.";
    let hull = |of: &str| format!("The hull of the Corvina is {of} m long.");
    judged(wreck, &hull("85"), Verdict::Contradiction, "82 m and 85 m cannot both be true");
    // Far apart they are of two parts, and so they are where one text names both.
    judged(wreck, &hull("42"), Verdict::Scope, "82 m and 42 m differ in part (wreck against hull)");
    let both = format!("{wreck} The Corvina sank. {}", hull("85"));
    assert_eq!(verdicts(&[&both]), ["scope: 82 m and 85 m differ in part (wreck against hull)"]);
}

#[test]
fn one_text_states_two_figures_for_a_reason() {
    let held = "The exhibition Agrofair was held in Tashkent in 2024.";
    for (said, verdict) in [
        (
            "390 companies and later 450 companies took part in Agrofair in 2024.",
            "scope: one sentence states both 390 and 450",
        ),
        ("390 companies came, and the 390 companies took part in Agrofair in 2024.", "agree: both say 390"),
        (
            "390 companies took part in Agrofair in 2024. Another 450 companies took part in Agrofair in 2024.",
            "scope: 450 is counted beside 390",
        ),
        (
            "390 companies took part in Agrofair in 2024. In all, 450 companies took part in Agrofair in 2024.",
            "contradiction: 390 and 450 cannot both be true",
        ),
    ] {
        assert_eq!(verdicts(&[&format!("{held} {said}")]), [verdict]);
    }
    // What another text counts beside is told there, unless only the noun says what is counted.
    judged(&fair("390"), &fair("Another 450"), Verdict::Contradiction, "390 and 450 cannot both be true");
    let shows = |of: &str| format!("The Ashdown museum shows {of} sundials.");
    judged(&shows("312"), &shows("345"), Verdict::Contradiction, "312 and 345 cannot both be true");
    judged(&shows("312"), &shows("another 345"), Verdict::Scope, "345 is counted beside 312");
}

#[test]
fn voices_of_one_text_may_differ_and_those_of_two_may_not() {
    let said = |who: &str, of: &str| {
        format!("According to the {who}, {of} companies took part in the Agrofair exhibition in 2024.")
    };
    let one = |of: &str| format!("{} {}", said("organisers", "390"), said("ministry", of));
    assert_eq!(
        verdicts(&[&one("450")]),
        ["scope: 390 and 450 differ in source quoted (organisers against ministry)"]
    );
    assert_eq!(verdicts(&[&one("390")]), ["agree: both say 390"]);
    judged(
        &said("organisers", "390"),
        &said("ministry", "450"),
        Verdict::Contradiction,
        "390 and 450 cannot both be true",
    );
}

#[test]
fn days_are_held_against_each_other_where_both_have_a_year() {
    let opened = |when: &str| format!("The Ashdown Bridge was opened {when}.");
    let apart = "2024-05-05 and 2024-05-07 cannot both be true";
    judged(&opened("on 5 May 2024"), &opened("on 7 May 2024"), Verdict::Contradiction, apart);
    judged(
        &opened("on 5 May"),
        &opened("on 7 May 2024"),
        Verdict::Scope,
        "--05-05 and 2024-05-07: one of them has no year",
    );
    judged(&opened("on 5 May"), &opened("on 5 May 2024"), Verdict::Agree, "both say --05-05");
    let rounded = "2024-05 and 2024-05-05 are one figure, rounded";
    judged(&opened("in May 2024"), &opened("on 5 May 2024"), Verdict::Agree, rounded);
}

#[test]
fn a_claim_without_a_time_is_of_that_of_its_document() {
    let shows = |of: &str| format!("The Ashdown museum shows {of} sundials.");
    let report = |year: &str| format!("The Ashdown report of {year} tells of the museum. {}", shows("312"));
    let now = format!("In 2024 {}", shows("345"));
    let differ = "312 and 345 differ in time (2023 against 2024)";
    judged(&report("2023"), &now, Verdict::Scope, differ);
    judged(&report("2024"), &now, Verdict::Contradiction, "312 and 345 cannot both be true");
}

#[test]
fn figures_of_which_nobody_says_what_they_measure_are_of_one_fact_where_they_lie_close() {
    let yard = "The Corvina came to 5.23 million euros, said the yard.";
    let in_all = |of: &str| format!("The Corvina came to {of} million euros in all.");
    judged(
        yard,
        &in_all("5.31"),
        Verdict::Contradiction,
        "5,230,000 EUR and 5,310,000 EUR cannot both be true",
    );
}

#[test]
fn a_count_that_grows_is_held_against_one_of_its_day() {
    let killed = |of: &str| format!("The Ashdown earthquake killed {of} people in 2024.");
    let grown = "45 and 120: the count grows, and the documents may be of different days";
    judged(&killed("45"), &killed("120"), Verdict::Scope, grown);
    judged(&killed("45"), &killed("47"), Verdict::Contradiction, "45 and 47 cannot both be true");
    let both = format!("{} Rescuers left. {}", killed("45"), killed("120"));
    assert_eq!(
        verdicts(&[&both]),
        ["scope: 45 and 120 are far apart, and nothing shows that they are of one thing"]
    );
    // The same figure told of a town of it is no part.
    let again = "In Tashkent the Ashdown earthquake killed 45 people in 2024.";
    assert_eq!(verdicts(&[&format!("{} {again}", killed("45"))]), ["agree: both say 45"]);
    let there = "In Tashkent the Ashdown earthquake killed 20 people in 2024.";
    judged(
        &killed("45"),
        there,
        Verdict::Scope,
        "45 and 20: only one of them is said of a place, and may be a part",
    );
}

#[test]
fn bounds_and_ranges_admit_overlap_or_exclude() {
    for (a, b, verdict, why) in [
        ("About 450", "452", Verdict::Discrepancy, "about 450 admits 452, but does not say it"),
        ("Between 400 and 500", "450", Verdict::Discrepancy, "400 to 500 admits 450, but does not say it"),
        (
            "Between 400 and 500",
            "Between 450 and 600",
            Verdict::Discrepancy,
            "400 to 500 and 450 to 600 can both be true, but are not the same",
        ),
        ("450", "451", Verdict::Discrepancy, "450 and 451 may be one figure, rounded coarsely"),
        ("390", "451", Verdict::Contradiction, "390 and 451 cannot both be true"),
        ("451", "451", Verdict::Agree, "both say 451"),
    ] {
        judged(&fair(a), &fair(b), verdict, why);
    }
}

/// What is shown in a colour; scarlet is a red.
const COLOURS: &str = "measure gadgets \"gadgets\" : count { en gadget }
scope colour \"colour\" {
  red { en red }
  scarlet in red { en scarlet }
  blue { en blue }
}
rule shown {
  match n:quantity kind:colour? gadgets
  claim gadgets = n { colour = kind }
}
";

#[test]
fn rules_say_what_explains_what_must_be_the_same_and_what_is_ignored() {
    let red = "In 2023 the Ashdown museum showed 312 red gadgets.";
    let shown = |figure: &str| format!("In 2023 the Ashdown museum showed {figure} gadgets.");
    let later = "In 2024 the Ashdown museum showed 345 red gadgets.".to_owned();
    let differ = |of: &str| format!("scope: {of}");
    let exclude = "contradiction: 312 and 345 cannot both be true".to_owned();
    for (policy, other, expected) in [
        ("", shown("345 red"), Some(exclude.clone())),
        ("", shown("345 blue"), Some(differ("312 and 345 differ in colour (red against blue)"))),
        ("", shown("300 scarlet"), Some(differ("300 and 312 differ in colour (red against scarlet)"))),
        (
            "",
            shown("345 scarlet"),
            Some("part-whole: a part (colour) of 345 exceeds the whole of 312".to_owned()),
        ),
        ("", later.clone(), Some(differ("312 and 345 differ in time (2023 against 2024)"))),
        ("ignores colour", shown("345 blue"), Some(exclude.clone())),
        // What must be the same and is not makes them figures of two things, which are not compared.
        ("same colour", shown("345 red"), Some(exclude)),
        ("same colour", shown("345 blue"), None),
        (
            "same colour",
            shown("300 scarlet"),
            Some(differ("300 and 312 differ in colour (red against scarlet)")),
        ),
        ("same colour", later.clone(), Some(differ("312 and 345 differ in time (2023 against 2024)"))),
        ("same time", later, None),
        ("same time", shown("345 blue"), Some(differ("312 and 345 differ in colour (red against blue)"))),
    ] {
        let policy =
            if policy.is_empty() { String::new() } else { format!("compare gadgets {{ {policy} }}\n") };
        let prepared = prepare(vec![("colours.claim".to_owned(), format!("{COLOURS}{policy}"))], &Packs);
        let told = verdicts_by(&prepared, &[red, &other]);
        assert_eq!(told, expected.into_iter().collect::<Vec<_>>(), "{policy}{other}");
    }
}

/// What is proposed for some documents, with the reason.
fn proposed(texts: &[&str]) -> Vec<String> {
    let input = |(at, text): (usize, &&str)| Input::new(format!("{at}.txt"), text.as_bytes().to_vec());
    let outcome = check(&RULES.rules, texts.iter().enumerate().map(input).collect());
    outcome.resolutions.into_iter().map(|resolution| resolution.why).collect()
}

#[test]
fn days_are_weighed_as_days() {
    assert_eq!(
        proposed(&[
            "The Ashdown Bridge was opened on 5 May 2024.",
            "Mayors came when the Ashdown Bridge was opened on 5 May 2024.",
            "The Ashdown Bridge was opened on 7 May 2024.",
        ]),
        ["2024-05-05 fits 2 witnesses; left out: 2024-05-07 (1 witness)"]
    );
}

#[test]
fn a_corrected_figure_outweighs_two_that_are_not() {
    let corrected = format!(
        "Correction: an earlier version of this article misstated the number of companies. {}",
        fair("450")
    );
    let why = "450 fits 1 witness of more weight, one of them corrected; left out: 390 (2 witnesses)";
    assert_eq!(
        proposed(&[&corrected, &fair("390"), &format!("Reporters were there. {}", fair("390"))]),
        [why]
    );
}

#[test]
fn of_one_against_one_the_exact_figure_stands() {
    for rough in ["About 390", "More than 460"] {
        let why = format!("450 fits 1 witness; left out: {} (1 witness)", rough.to_lowercase());
        assert_eq!(proposed(&[&fair(rough), &fair("450")]), [why]);
    }
}
