//! `factlint fmt`: the same layout again gives the same text, and what a file says, with
//! every comment, is what it said before.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong in a test fails it")]

use factlint::diagnostic::FileId;
use factlint::syntax::{format, parse};
use proptest::prelude::*;
use std::path::Path;

/// What a file says without places: the tree with all its spans cut out, and its comments.
fn meaning(text: &str) -> (String, Vec<String>) {
    let (items, said) = parse(FileId(0), text);
    assert!(
        said.iter().all(|said| said.severity != factlint::diagnostic::Severity::Error),
        "{text}\n{said:?}"
    );
    let tree = format!("{items:?}");
    let mut out = String::new();
    let mut rest = tree.as_str();
    while let Some(at) = rest.find("Span { start: ") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once('}').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    let comments = text.lines().filter_map(comment).collect();
    (out, comments)
}

/// The comment of a line: from a `#` outside of quotes.
fn comment(line: &str) -> Option<String> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '#' if !quoted => return Some(line[at..].trim().to_owned()),
            _ => {}
        }
    }
    None
}

fn check(text: &str) {
    let Ok(once) = format(text) else { return };
    let twice = format(&once).unwrap_or_else(|said| panic!("formatted it does not parse: {said:?}\n{once}"));
    assert_eq!(once, twice, "not the same again");
    assert_eq!(meaning(text), meaning(&once), "something else than before");
}

fn claim_files(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            claim_files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "claim") {
            out.push(path);
        }
    }
}

#[test]
fn all_rule_files_of_the_repository_keep_their_meaning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    ["rules", "tests", "starter"].iter().for_each(|folder| claim_files(&root.join(folder), &mut files));
    assert!(files.len() > 50);
    files.iter().for_each(|path| check(&String::from_utf8_lossy(&std::fs::read(path).unwrap())));
}

#[test]
fn a_keyword_that_touches_a_capture_is_parted_from_it() {
    let laid_out = format("rule apples {\n  matchn:quantity \"apples\"\n  claim apples = n\n}\n").unwrap();
    assert_eq!(laid_out, "rule apples {\n  match n:quantity \"apples\"\n  claim apples = n\n}\n");
    check(&laid_out);
}

#[test]
fn shipped_rules_are_formatted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    ["rules", "starter"].iter().for_each(|folder| claim_files(&root.join(folder), &mut files));
    let text = |path: &Path| std::fs::read_to_string(path).unwrap();
    let unformatted: Vec<_> =
        files.iter().filter(|path| format(&text(path)).unwrap() != text(path)).collect();
    assert!(unformatted.is_empty(), "run `factlint fmt rules starter`: {unformatted:?}");
}

fn piece() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["apple", "pear", "joint venture", "\"as is\"", "яблоко"]);
    let words = prop::collection::vec(word, 1..30).prop_map(|words| words.join(" | "));
    let gap = prop::sample::select(vec![" ", "\n", "\n\n\n", "  # why\n", "\n# own line\n", " ; "]);
    let statement = prop_oneof![
        words.clone().prop_map(|words| format!("en {words}")),
        words.prop_map(|words| format!("near en {}", words.replace(" | ", "\n    | "))),
        Just("needs near".to_owned()),
        Just("part <= whole".to_owned()),
    ];
    let line =
        prop::sample::select(vec!["\n", ";", "\n\n\n", "  # a remark\n", ";  # another\n", "\n   # alone\n"]);
    let body = prop::collection::vec((statement, line), 0..6).prop_map(|lines| {
        lines.into_iter().map(|(statement, end)| format!("{statement}{end}")).collect::<String>()
    });
    let rule = prop::sample::select(vec![
        "match n:quantity ( \"a\"|\"b\" )? adjective{0,3} x",
        "match n:quantity[count]   x\n  | all('sign',n:quantity x)",
        "match ..5 /v\\d+/ _* x not-ahead( \"of\" )",
        "match counted(x) (x)",
    ]);
    let rule = (rule, gap)
        .prop_map(|(pattern, gap)| format!("rule r{{{gap}{pattern}\nclaim x=n{{a=b,c = \"d\"}}}}\n"));
    let measure = (body, any::<u8>()).prop_map(|(body, n)| format!("measure m{n} : count{{{body}}}\n"));
    let test = Just(
        "test \"t\" { a en \"4 # apples\" dated 2024 ; => x>4 { a=b } ,no y,\n z=1..2 kg }\n".to_owned(),
    );
    prop_oneof![rule, measure, test, Just("# alone\n\n\n".to_owned()), Just("use a,  b ,./c\n".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_same_layout_again_changes_nothing(pieces in prop::collection::vec(piece(), 0..8)) {
        check(&pieces.concat());
    }
}
