//! What is held against any bytes: nothing panics or hangs, and what comes out is as it must be. Run on mutated
//! inputs by `tests/fuzz.rs`, and by cargo-fuzz (`fuzz/`), which looks at what each input reaches.

#[path = "shown.rs"]
mod shown;
#[path = "skeleton.rs"]
mod skeleton;
#[path = "../slow/figures.rs"]
mod slow_figures;
#[path = "../slow/matcher.rs"]
mod slow_matcher;

use factlint::cli::{self, Choice, pdf_text, reconcile_bytes};
use factlint::config::{Limits, Names, Project};
use factlint::diagnostic::{FileId, Severity};
use factlint::engine::{FigureReader, Input, Outcome, Packs, Prepared, check, prepare};
use factlint::extract::{Annotated, Machine};
use factlint::lsp::Wire;
use factlint::quantity::{Conventions, read_slowly};
use factlint::report::{Style, diagnostic_text};
use factlint::source::{Format, pages, read};
use factlint::text::{Sentence, Words, sentence_spans};
use factlint::token::Span;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{LazyLock, Once};

static RULES: LazyLock<Prepared> = LazyLock::new(|| {
    let hard = ("patterns.claim".to_owned(), include_str!("patterns.claim").to_owned());
    let prepared = prepare(vec![hard], &Packs);
    let wrong = prepared.diagnostics.iter().find(|said| said.severity == Severity::Error);
    assert!(wrong.is_none(), "the patterns are broken: {wrong:?}");
    prepared
});

/// The formats of documents that are read.
const FORMATS: [Format; 8] = [
    Format::Plain,
    Format::Markdown,
    Format::Html,
    Format::Docx,
    Format::Epub,
    Format::Pages,
    Format::Csv,
    Format::JsonLines,
];

/// Rule files are parsed and laid out.
pub(crate) fn layout(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (_, said) = factlint::syntax::parse(FileId(0), &text);
    match factlint::syntax::format(&text) {
        Ok(once) => {
            assert!(said.iter().all(|s| s.severity < Severity::Error), "laid out with faults");
            let twice = factlint::syntax::format(&once).expect("what was laid out is read");
            assert_eq!(once, twice, "laid out anew it changes");
        }
        Err(said) => assert!(!said.is_empty(), "refused without a word"),
    }
}

/// Rule files are compiled and used.
pub(crate) fn rules(bytes: &[u8]) {
    let style = Style { narrated: false, color: false, width: 100, links: None };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let prepared = prepare(vec![("mutated.claim".to_owned(), text)], &Packs);
    for said in &prepared.diagnostics {
        assert!(!diagnostic_text(said, &prepared.sources, style).is_empty());
    }
    let text = b"More than 400 companies from 27 countries took part in 2024.";
    let outcome = check(&prepared.rules, vec![input("a.txt", text)]);
    assert_eq!(outcome.documents.len(), 1);
}

/// A configuration is read, and what is wrong with it shown.
pub(crate) fn configuration(bytes: &[u8]) {
    let style = Style { narrated: true, color: false, width: 80, links: None };
    let text = String::from_utf8_lossy(bytes);
    let names = Names { codes: vec!["discrepancy", "scope"], packs: vec!["std".to_owned()] };
    let project = Project::new("factlint.toml", &text, Path::new("/project/factlint.toml"), &names);
    for said in &project.diagnostics {
        assert!(!diagnostic_text(said, &project.sources, style).contains('\u{1b}'));
    }
    let _ = project.config.of_document("2024/05-01/report.txt");
}

/// Patterns match as a slow and obvious matcher says.
pub(crate) fn matcher(bytes: &[u8]) {
    thread_local!(static MACHINE: RefCell<Machine> = RefCell::default());
    let (text, rules) = (String::from_utf8_lossy(bytes), &RULES.rules);
    let mut words = Words::new(rules);
    for span in sentence_spans(&text, Span::new(0, text.len()), rules).into_iter().take(4) {
        let sentence = Sentence::read(&text, span, &mut words);
        if sentence.tokens.len() > 80 {
            continue;
        }
        let lang = u8::from(text.chars().any(|c| ('а'..='я').contains(&c)));
        let quantities = read_slowly(&sentence, &words, &Conventions::of(rules, lang)).quantities;
        let on = Annotated { sentence: &sentence, words: &words, quantities: &quantities };
        for (name, rule) in &rules.rules {
            for program in rule.matches.iter().chain(&rule.unless) {
                let Some(slow) = slow_matcher::find(program, &on, 0, rule.captures.len()) else { continue };
                let fast =
                    MACHINE.with_borrow_mut(|machine| machine.find(program, &on, 0, rule.captures.len()));
                assert_eq!(fast, slow, "rule {name} in {:?}", span.of(&text));
            }
        }
    }
}

/// Figures are read as reading them slowly says, and lie in the text.
pub(crate) fn figures(bytes: &[u8]) {
    thread_local!(static READER: RefCell<FigureReader<'static>> = RefCell::new(FigureReader::new(&RULES.rules)));
    let text = String::from_utf8_lossy(bytes);
    for lang in 0..2 {
        let reading = READER.with_borrow_mut(|reader| reader.text(&text, lang, None));
        for quantity in &reading.quantities {
            assert!(text.get(quantity.span.start..quantity.span.end).is_some(), "{:?}", quantity.span);
        }
        if text.len() <= 4096 && !text.contains('\n') {
            assert_eq!(reading, slow_figures::figures(&text, lang, &RULES.rules), "{text:?}");
        }
    }
}

/// Documents of every format are read, and what is found leads back into them. The first byte tells the format.
pub(crate) fn readers(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    read_back(FORMATS[usize::from(*first) % FORMATS.len()], bytes);
}

/// A document is read, leads back into itself and is shown.
fn read_back(format: Format, bytes: &[u8]) {
    let Ok(text) = read("document", bytes, Some(format), &Limits::default()) else { return };
    let words = text.content().words.to_owned();
    let spans: Vec<Span> =
        words.char_indices().step_by(7).map(|(at, c)| Span::new(at, at + c.len_utf8())).collect();
    let places: Vec<Span> = spans.iter().map(|span| text.in_file(*span)).collect();
    let source = text.into_text("document");
    for (span, place) in spans.iter().zip(places) {
        assert!(source.text.get(place.start..place.end).is_some(), "{format:?}: {span:?} is at {place:?}");
    }
    let document = Input { format: Some(format), ..input("document", bytes) };
    shown::held("fuzz", &checked(vec![document]), &RULES.rules);
}

/// A PDF is read or refused, and what was taken out of it is read and shown. The first byte tells what the others are:
/// a file, what stands on its page, or what the letters of its font mean.
///
/// What reads PDF may stop at a broken one: the command line runs it in a process of its own for that. It may not here
/// write beyond its memory or run on for ever, which this process would not survive.
pub(crate) fn pdf(bytes: &[u8]) {
    thread_local!(static READING: Cell<bool> = const { Cell::new(false) });
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let said = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !READING.get() {
                said(panic);
            }
        }));
    });
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let file = match kind % 3 {
        0 => bytes.to_vec(),
        1 => skeleton::pdf(bytes, skeleton::LETTERS),
        _ => skeleton::pdf(skeleton::PAGE, bytes),
    };
    READING.set(true);
    let text = catch_unwind(AssertUnwindSafe(|| pdf_text(&file)));
    READING.set(false);
    if let Ok(Ok(text)) = text {
        read_back(Format::Pages, &pages(&text));
    }
}

/// A table is reconciled, and what comes out is read again. The first byte tells the format of the table, of what comes
/// out, and the method.
pub(crate) fn tables(bytes: &[u8]) {
    const FORMATS: [cli::Input; 3] = [cli::Input::Csv, cli::Input::Jsonl, cli::Input::Parquet];
    const METHODS: [Choice; 5] =
        [Choice::Vote, Choice::WeightedVote, Choice::TruthFinder, Choice::Crh, Choice::Scoped];
    let Some((first, bytes)) = bytes.split_first() else { return };
    let first = usize::from(*first);
    let (format, method) = (FORMATS[first % 3], METHODS[first / 6 % 5]);
    let reconciled = |into| {
        reconcile_bytes(bytes, format, into, method, &RULES.rules).expect("a table in memory can be written")
    };
    let into = [cli::Output::Jsonl, cli::Output::Csv][first / 3 % 2];
    let held = reconciled(into);
    assert_eq!(held, reconciled(into), "another result for the same table");
    let style = Style { narrated: false, color: false, width: 80, links: None };
    for said in &held.said {
        let shown = diagnostic_text(said, &Default::default(), style);
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "a control character is shown");
    }
    let lines = match into {
        cli::Output::Csv => {
            let mut rows = csv::Reader::from_reader(held.written.as_slice());
            rows.deserialize().map(|row| row.expect("a row that is read")).collect::<Vec<Line>>()
        }
        cli::Output::Jsonl => {
            let lines = serde_json::Deserializer::from_slice(&held.written).into_iter();
            lines.map(|line| line.expect("a line that is read")).collect()
        }
    };
    for line in &lines {
        assert!((0.0..=1.0).contains(&line.confidence), "{line:?}");
        assert!(line.support > 0 && !line.subject.is_empty() && !line.value.is_empty(), "{line:?}");
    }
    let witnesses: u64 = lines.iter().map(|line| line.support + line.against).sum();
    assert!(witnesses <= held.taken, "{witnesses} of {} rows", held.taken);
    assert_eq!(lines.is_empty(), held.taken == 0, "rows without an item");
    assert!(held.taken > 0 || !held.said.is_empty(), "nothing read, and nothing said");
    let mut items: Vec<(&str, &str)> =
        lines.iter().map(|line| (line.subject.as_str(), line.measure.as_str())).collect();
    let count = items.len();
    items.dedup();
    assert!(items.is_sorted() && items.len() == count, "items out of order or twice: {items:?}");
}

/// A line of what comes out of a table.
#[derive(Debug, serde::Deserialize)]
struct Line {
    subject: String,
    measure: String,
    value: String,
    confidence: f64,
    support: u64,
    against: u64,
}

/// Documents whose names, titles, publishers, subjects and words are made to break out of a report. The lines are, in
/// this order: a path, a title, a publisher, the name of a subject, the words around a figure; what follows is text.
pub(crate) fn writers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(6, '\n');
    let [path, title, publisher, name, words, rest] = [(); 6].map(|()| parts.next().unwrap_or_default());
    let head = format!("---\ntitle: {title}\npublisher: {publisher}\n---\n\n");
    let said = |figure: &str, words: &str| {
        format!(
            "The exhibition {name} was held in Tashkent in 2024. {figure} companies {words} took part in {name}.\n\n"
        )
    };
    let documents = [
        (path.to_owned(), format!("{head}{}{rest}\n", said("More than 400", words))),
        (format!("{path}.md"), said("390", "")),
        ("c.txt".to_owned(), format!("{}{}", said("380", words), said("27 countries and 450", title))),
    ];
    let documents = documents.map(|(path, text)| input(&path, text.as_bytes()));
    shown::held(title, &checked(documents.into()), &RULES.rules);
}

/// Documents are checked and shown in every format.
pub(crate) fn documents(bytes: &[u8]) {
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    let documents = vec![input("a.txt", bytes), input("b.md", head), input("c.txt", tail)];
    shown::held("fuzz", &checked(documents), &RULES.rules);
}

/// What an editor sends is read to its end or refused.
pub(crate) fn wire(bytes: &[u8]) {
    let Ok((connection, wire)) = Wire::connect(std::io::Cursor::new(bytes.to_vec()), std::io::sink()) else {
        return;
    };
    let read = connection.receiver.iter().take(1 << 16).count();
    drop(connection);
    let ended = wire.join();
    assert!(read <= bytes.len(), "{read} messages of {} bytes: {ended:?}", bytes.len());
}

fn checked(inputs: Vec<Input>) -> Outcome {
    let outcome = check(&RULES.rules, inputs);
    for claim in &outcome.claims {
        let text = &outcome.sources.get(outcome.documents[claim.document].file).expect("its text").text;
        let words = text.get(claim.span.start..claim.span.end);
        assert!(words.is_some_and(|words| !words.is_empty()), "{:?}", claim.span);
    }
    outcome
}

fn input(path: &str, bytes: &[u8]) -> Input {
    Input::new(path, bytes.to_vec())
}
