//! Documents that are edited: what a session renews is what a fresh run finds, after every edit.
//! `SOAK=10000` for other than 400 edits.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it cannot go on, and tells"
)]

mod chance;

use chance::Chance;
use factlint::engine::{
    Input, Memory, Outcome, Packs, Prepared, Session, Watch, check, check_watched, prepare,
};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{LazyLock, Mutex};

/// Beside what ships: measures that hang on each other.
const DERIVED: &str = include_str!("session/derived.claim");

static RULES: LazyLock<Prepared> =
    LazyLock::new(|| prepare(vec![("derived.claim".to_owned(), DERIVED.to_owned())], &Packs));

const EDITS: usize = 400;
/// More than are compared pair by pair where all are of one fair.
const DOCUMENTS: usize = 30;
const FAIRS: [&str; 3] = ["INNOPROM. Central Asia", "the Riverside fair", "Expo North"];

/// A sentence that states something, about a fair that other documents may speak of.
fn sentence(chance: &mut Chance) -> String {
    let fair = chance.of(&FAIRS);
    let n = chance.below(40);
    let about = chance.of(&["", "", "more than ", "about "]);
    match chance.below(14) {
        0..3 => format!("{about}{} companies took part in {fair} in 2024.", 400 + n),
        3 => format!("In 2023, {} companies took part in {fair}, {} of them foreign.", 300 + n, n),
        4 => format!("{fair} had {about}{} visitors and covered {} sq m.", 20_000 + 100 * n, 9000 + n),
        5 => format!("{fair} will be held on April {} to {}, 2024.", 10 + n % 5, 16 + n % 5),
        6 => format!("{fair} lasts {} days.", 2 + n % 5),
        7 => match n % 3 {
            0 => format!("The club Harrow Rovers has {n} women."),
            1 => format!("Harrow Rovers has {} members.", 100 + n),
            _ => format!("At the club Harrow Rovers {n}% are female."),
        },
        8 => format!(
            "В выставке «Иннопром. Центральная Азия» участвовали {} компаний из {} стран.",
            400 + n,
            n
        ),
        9 => format!("The weather was fine on day {n}, and {fair} sold {} umbrellas.", 100 + n),
        10 => format!("Correction: the number of companies was {} and not {}.", 400 + n, 390 + n),
        11 => match n % 3 {
            0 => format!("Revenue of Harrow Rovers was {} million euros in 2014.", 90 + n),
            1 => format!("Revenue of Harrow Rovers was {} million euros in 2015.", 120 + n),
            _ => format!("Revenue of Harrow Rovers rose {n} percent in 2015."),
        },
        12 => match n % 4 {
            0 => format!("Harrow Rovers was founded in {}.", 1980 + n % 8),
            1 => "Harrow Rovers marked its 25th anniversary in 2010.".to_owned(),
            2 => format!("Ada Marlow was born on {} May 1931.", 1 + n % 28),
            _ => format!("Ada Marlow died on 3 March 2001, aged {}.", 65 + n % 8),
        },
        _ => "Nobody wanted to leave before the evening.".to_owned(),
    }
}

fn document(chance: &mut Chance) -> String {
    let mut out = format!("{}\n\nTashkent, 22 April 2024.\n\n", FAIRS[chance.below(FAIRS.len())]);
    for _ in 0..2 + chance.below(5) {
        out.push_str(&sentence(chance));
        out.push_str(chance.of(&[" ", " ", "\n\n"]));
    }
    out
}

/// One edit as a writer makes them: a digit, a letter, a sentence, a date.
fn edit(text: &mut String, chance: &mut Chance) {
    let place = |text: &str, chance: &mut Chance| text.floor_char_boundary(chance.below(text.len() + 1));
    let digits: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    match chance.below(16) {
        0..6 if !digits.is_empty() => {
            let at = digits[chance.below(digits.len())];
            text.replace_range(at..=at, &chance.below(10).to_string());
        }
        6 if !digits.is_empty() => {
            let at = digits[chance.below(digits.len())];
            text.replace_range(at..=at, "");
        }
        7 => {
            let at = place(text, chance);
            text.insert_str(at, chance.of(&[" ", "a", ". ", "\n\n", " 4", "more than ", "foreign ", "👋"]));
        }
        8 => {
            let from = place(text, chance);
            let to = text.floor_char_boundary((from + chance.below(40)).min(text.len()));
            text.replace_range(from..to.max(from), "");
        }
        9 => *text = text.replacen("2024", chance.of(&["2023", "2024", "2025"]), 1),
        10 => *text = document(chance),
        11 => *text = format!("---\npublisher: {}\n---\n{text}", chance.of(&["The Herald", "The Times"])),
        12 => text.clear(),
        _ => {
            let ends: Vec<usize> = text.match_indices(". ").map(|(at, _)| at + 2).collect();
            let at = if ends.is_empty() { text.len() } else { ends[chance.below(ends.len())] };
            let new = sentence(chance);
            text.insert_str(at, &format!("{new} "));
        }
    }
}

fn input(at: usize, text: &str) -> Input {
    Input::new(format!("{at:03}.md"), text.as_bytes().to_vec())
}

/// Everything that an outcome says, part by part.
fn told(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let rules = &RULES.rules;
    let relations = outcome.graph.relations().map(|relation| {
        let why = outcome.graph.why(relation, &outcome.claims, rules);
        let mut apart = String::new();
        outcome.graph.differences(relation, &outcome.claims, rules, |d| apart.push_str(&format!("{d:?}")));
        format!("{relation:?} {why} {apart}\n")
    });
    let shown = |finding| format!("{finding:?} {:?}\n", outcome.told(finding, rules));
    let documents = outcome.documents.iter().map(|document| {
        let text = outcome.sources.get(document.file).map(|source| source.text.as_str());
        format!("{document:?} {text:?}\n")
    });
    vec![
        ("documents", documents.collect()),
        ("claims", outcome.claims.iter().map(|claim| format!("{claim:?}\n")).collect()),
        ("relations", relations.collect()),
        ("summarised", outcome.graph.summarised().to_string()),
        ("resolutions", outcome.resolutions.iter().map(|resolution| format!("{resolution:?}\n")).collect()),
        ("findings", outcome.findings.iter().map(shown).collect()),
        ("aside", outcome.aside.iter().map(|aside| format!("{aside:?}\n")).collect()),
        ("diagnostics", outcome.diagnostics.iter().map(|said| format!("{}\n", said.message)).collect()),
    ]
}

fn assert_same(renewed: &Outcome, fresh: &Outcome, what: &str) {
    for ((part, renewed), (_, fresh)) in told(renewed).into_iter().zip(told(fresh)) {
        let differs = renewed.lines().zip(fresh.lines()).find(|(a, b)| a != b);
        assert!(
            renewed == fresh,
            "{what}: {part}: {differs:#?} of {} and {} bytes",
            renewed.len(),
            fresh.len()
        );
    }
}

#[test]
fn what_is_renewed_is_what_a_fresh_run_finds() {
    let edits = std::env::var("SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITS);
    let mut chance = Chance::new(11);
    let mut texts: Vec<String> = (0..DOCUMENTS).map(|_| document(&mut chance)).collect();
    let inputs = |texts: &[String]| texts.iter().enumerate().map(|(at, text)| input(at, text)).collect();
    let mut session = Session::new(&RULES.rules);
    session.replace(inputs(&texts));
    let mut outcome = session.compare();
    let (mut in_parts, mut whole, mut findings) = (0, 0, 0);
    for number in 0..edits {
        let at = chance.below(texts.len());
        if chance.below(10) == 0 {
            // A copy, which is no witness of its own until it is edited enough.
            texts[at] = texts[chance.below(texts.len())].clone();
        }
        edit(&mut texts[at], &mut chance);
        let mut asked = false;
        let mut decide = |_: &mut Outcome| asked = true;
        if session.update(input(at, &texts[at]), &mut outcome, Some(&mut decide)) {
            in_parts += usize::from(asked);
        } else {
            whole += 1;
            outcome = session.compare();
        }
        // The last ones are compared each: an error that another edit takes away is found as well.
        if number % 7 == 0 || edits - number < 50 {
            let fresh = check(&RULES.rules, inputs(&texts));
            assert_same(&outcome, &fresh, &format!("edit {number} of document {at}"));
            findings += fresh.findings.len();
        }
    }
    println!("{edits} edits: {in_parts} judged in parts, {whole} as a whole; {findings} findings compared");
    assert!(in_parts > edits / 4, "only {in_parts} of {edits} edits were judged in parts");
    assert!(findings > edits, "{findings} findings: what is compared is next to nothing");
}

/// Beside what ships: scope that reaches beyond its sentence, and a measure in words.
const REACHING: &str = include_str!("session/reaching.claim");

/// Sentences that say something for those that follow: a section, a time, a thing, a way of writing.
const TELLING: [&str; 26] = [
    "## The first hall",
    "## The second hall",
    "The figures of the first hall are these.",
    "All that follows is of the second hall.",
    "INNOPROM. Central Asia was held in Tashkent in 2023.",
    "«Иннопромом» называют выставку в Ташкенте.",
    "The next exhibition takes place in Kazan.",
    "The fair cost A$3.5 million and $200 a day.",
    "Last year 310 companies took part.",
    "Two years earlier it had 120 stands.",
    "In 2022, 90 companies came; 14 companies from Russia, China and Belarus came on 3 May.",
    "The hall measures 1,234.5 sq m.",
    "The hall covers 3.250 sq m and 0,75 ha.",
    "It is organised by the Ashdown Chamber of Commerce.",
    "It is organised by Riverside Events.",
    "400 companies took part, another 14 sent their regrets.",
    "Of them 23 were foreign.",
    "The hospital treated 45 people on 4 April.",
    "The exhibition has 20 halls and 3 days.",
    "Correction: the number of companies was 410.",
    "Nobody wanted to leave before the evening.",
    "EXPO Fair had 12 stands in Russia.",
    "It opened on Monday, 4 May 2024, 85 km (40 mi) from here.",
    "“We counted 410 companies.",
    "Another 40 companies stayed away,” said the organisers.",
    "The ministry said: “45 agreements were signed.",
];

/// A document of some length, in which most sentences hang on others.
fn telling_document(chance: &mut Chance) -> String {
    let mut out = "# INNOPROM. Central Asia\n\n".to_owned();
    for _ in 0..20 {
        out.push_str(chance.of(&TELLING));
        out.push_str(chance.of(&[" ", " ", "\n\n"]));
    }
    out
}

/// What is typed by hand: a letter, a digit, a mark, a whole sentence; most of it is taken away again.
fn keystroke(text: &mut String, chance: &mut Chance) {
    let at = text.floor_char_boundary(chance.below(text.len() + 1));
    match chance.below(10) {
        0..3 => {
            text.insert_str(at, chance.of(&["a", "B", " ", ".", "1", ",", "\n", "«", "й", "$", "#", "\n\n"]));
        }
        3..6 if at < text.len() => drop(text.remove(at)),
        6 => text.insert_str(at, &format!(" {} ", chance.of(&TELLING))),
        7 => {
            let starts: Vec<usize> = text.match_indices(". ").map(|(at, _)| at + 2).collect();
            let at = if starts.is_empty() { 0 } else { starts[chance.below(starts.len())] };
            text.insert_str(at, &format!("{} ", chance.of(&TELLING)));
        }
        8 => {
            let from = text[..at].rfind(". ").map_or(0, |at| at + 2);
            text.replace_range(from..at, "");
        }
        _ => *text = text.replacen("202", chance.of(&["201", "202"]), 1),
    }
}

#[test]
fn sentences_that_nothing_touched_say_what_they_would_say_anew() {
    let edits = std::env::var("SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITS);
    let rules = prepare(vec![("reaching.claim".to_owned(), REACHING.to_owned())], &Packs);
    assert_eq!(rules.diagnostics.len(), 0, "{:?}", rules.diagnostics);
    let mut chance = Chance::new(23);
    let mut session = Session::new(&rules.rules);
    let (mut text, mut claims, mut reached) = (String::new(), 0, 0);
    for number in 0..edits * 4 {
        let before = text.clone();
        if number % 60 == 0 {
            text = telling_document(&mut chance);
        } else {
            keystroke(&mut text, &mut chance);
        }
        let inputs = || vec![input(0, &text)];
        session.read(input(0, &text));
        let (now, fresh) = (session.compare(), check(&rules.rules, inputs()));
        let shown = |outcome: &Outcome| {
            let claims = outcome.claims.iter().map(|claim| format!("{claim:?}"));
            let said = outcome.diagnostics.iter().map(|said| format!("{} {:?}", said.message, said.labels));
            let documents = outcome.documents.iter().map(|document| format!("{document:?}"));
            claims.chain(documents).chain(said).collect::<Vec<_>>()
        };
        let (said, anew) = (shown(&now).len(), shown(&fresh).len());
        assert_eq!(said, anew, "edit {number}, from {before:?} to {text:?}");
        for (now, fresh) in shown(&now).iter().zip(shown(&fresh)) {
            assert_eq!(*now, fresh, "edit {number}, from {before:?} to {text:?}");
        }
        assert_eq!(now.claims.len(), fresh.claims.len(), "edit {number}, from {before:?} to {text:?}");
        claims += fresh.claims.len();
        reached +=
            fresh.claims.iter().filter(|claim| format!("{:?}", claim.scope).contains("first hall")).count();
        if chance.below(3) == 0 {
            text = before;
        }
    }
    println!("{} edits: {claims} claims, {reached} of them with a scope from afar", edits * 4);
    assert!(claims > edits * 20 && reached > edits, "{claims} claims, {reached} with a scope from afar");
}

/// What tells copies of one text.
const REPRINTED: &str = "The organisers thanked everybody who had come so far and said that the halls would be taken \
    down within days, that the roads around them would be open again, and that whoever had lost a coat or a bag might \
    still ask for it at the gate until the end of the week.";

/// Documents that speak of one or two measures each, some of them reprints of one text.
fn brief(chance: &mut Chance) -> String {
    let mut out = format!("{}\n\n{}", FAIRS[chance.below(FAIRS.len())], sentence(chance));
    if chance.below(4) == 0 {
        out.push_str(&format!("\n\n{REPRINTED}"));
    }
    out
}

/// A run with what an earlier one found, and what it found itself, where that is something else.
fn remembering(documents: &[(String, String)], before: Option<&[u8]>) -> (Outcome, Option<Vec<u8>>) {
    let input = |(path, text): &(String, String)| {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let mut number = [0; 32];
        number[..8].copy_from_slice(&hasher.finish().to_le_bytes());
        Input { number: Some(number), ..Input::new(path.as_str(), text.as_bytes().to_vec()) }
    };
    let found = Mutex::new(None);
    let take = |bytes: Vec<u8>| *found.lock().expect("nobody fails") = Some(bytes);
    let memory = Some(Memory { before, found: &take });
    let inputs = documents.iter().map(input).collect();
    let outcome = check_watched(&RULES.rules, inputs, Watch { read: &|| {}, said: None, memory });
    (outcome, found.into_inner().expect("nobody fails"))
}

/// What becomes of documents between two runs.
fn change(documents: &mut Vec<(String, String)>, chance: &mut Chance, round: usize) {
    let at = chance.below(documents.len());
    match chance.below(8) {
        0 => documents.push((format!("{:03}{round}.md", chance.below(60)), brief(chance))),
        1 if documents.len() > 20 => drop(documents.remove(at)),
        2 => documents[at].1 = documents[chance.below(documents.len())].1.clone(),
        3 => documents[at].0 = format!("{:03}{round}.md", chance.below(60)),
        _ => edit(&mut documents[at].1, chance),
    }
    documents.sort();
}

/// In the reason of every resolution.
const FITS: &[u8] = b" fits ";

#[test]
fn what_an_earlier_run_found_is_found_again() {
    let rounds = std::env::var("SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITS / 4);
    let mut chance = Chance::new(23);
    let mut documents: Vec<(String, String)> =
        (0..60).map(|at| (format!("{at:03}.md"), brief(&mut chance))).collect();
    let mut kept = remembering(&documents, None).1.expect("what the first run found");
    let (mut taken_up, mut findings) = (0, 0);
    for round in 0..rounds {
        for _ in 0..chance.below(3) {
            change(&mut documents, &mut chance, round);
        }
        let inputs = documents.iter().map(|(path, text)| Input::new(path.as_str(), text.as_bytes().to_vec()));
        let fresh = check(&RULES.rules, inputs.collect());
        let (outcome, found) = remembering(&documents, Some(&kept));
        assert_same(&outcome, &fresh, &format!("round {round}"));
        findings += fresh.findings.len();
        // What is written into it is found where it was taken up.
        let mut forged = kept.clone();
        for at in 0..forged.len().saturating_sub(FITS.len()) {
            if forged[at..].starts_with(FITS) {
                forged[at..at + FITS.len()].make_ascii_uppercase();
            }
        }
        let (outcome, _) = remembering(&documents, Some(&forged));
        taken_up += usize::from(outcome.resolutions.iter().any(|r| r.why.contains(" FITS ")));
        kept = found.unwrap_or(kept);
    }
    println!("{rounds} rounds, {taken_up} of them with what was found before, {findings} findings");
    assert!(taken_up * 2 > rounds && findings > rounds, "{taken_up} {findings}");
}

#[test]
fn what_is_kept_of_a_run_may_be_anything() {
    let mut chance = Chance::new(31);
    let documents: Vec<(String, String)> =
        (0..40).map(|at| (format!("{at:03}.md"), brief(&mut chance))).collect();
    let kept = remembering(&documents, None).1.expect("what the first run found");
    for round in 0..EDITS {
        let mut damaged = kept.clone();
        for _ in 0..1 + chance.below(3) {
            let at = chance.below(damaged.len());
            damaged[at] = match chance.below(3) {
                0 => 0xff,
                1 => damaged[at] ^ 1 << chance.below(8),
                _ => u8::try_from(chance.below(256)).expect("a byte"),
            };
        }
        let some = documents.len() - round % 2;
        let (outcome, _) = remembering(&documents[..some], Some(&damaged));
        for finding in &outcome.findings {
            assert!(outcome.told(finding, &RULES.rules).message.len() < 1 << 20);
        }
        assert!(told(&outcome).len() > 1);
    }
}
