//! An index beside documents: a run with it says what a run without it says, whatever became of the documents and of
//! the index. `SOAK=400` for other than 40 rounds of edits.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it cannot go on, and tells"
)]

mod chance;
mod folder;

use chance::Chance;
use factlint::engine::{Again, Earlier, Input, Packs, Watch, check_watched, prepare};
use folder::{Folder, Said};
use std::fs;
use std::sync::{Arc, Mutex};

const INDEX: &str = ".factlint-index";

fn document(chance: &mut Chance) -> String {
    let fair = chance.of(&["the Riverside fair", "Expo North", "INNOPROM. Central Asia"]);
    let mut out = chance
        .of(&["", "---\npublisher: The Herald\n---\n", "<!-- factlint: ignore-file: known -->\n"])
        .to_owned();
    out.push_str(&format!("{fair}\n\nTashkent, {} April 2024.\n\n", 20 + chance.below(4)));
    for _ in 0..1 + chance.below(4) {
        let n = chance.below(30);
        out.push_str(&match chance.below(7) {
            0 | 1 => format!("More than {} companies took part in {fair} in 2024. ", 400 + n),
            2 => format!("{fair} had {} visitors and covered {} sq m. ", 20_000 + 100 * n, 9000 + n),
            3 => format!("{fair} will be held on April {} to {}, 2024. ", 10 + n % 5, 16 + n % 5),
            4 => format!(
                "В выставке «Иннопром. Центральная Азия» участвовали {} компаний из {n} стран. ",
                400 + n
            ),
            5 => format!("Correction: the number of companies at {fair} was {} and not {n}. ", 400 + n),
            _ => format!(
                "Open from 18 to 9 o'clock on Monday, {} April 2024, and {n} umbrellas were sold.\n\n",
                20 + n % 9
            ),
        });
    }
    out
}

/// Files of many kinds: also such as are told of, and such as cannot be read.
fn write(folder: &Folder, name: &str, chance: &mut Chance) {
    let text = document(chance);
    match chance.below(12) {
        0 => folder.write(name, encoding_rs::WINDOWS_1251.encode(&text).0),
        1 => folder.write(name, b"\0\x01\0\x02 no text \0".as_slice()),
        2 => folder.write(name, ""),
        3 => folder.write(name, "Nulla facilisi morbi tempus 12 iaculis urna id volutpat lacus 340 laoreet."),
        4 => folder.write(name, [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat()),
        _ => folder.write(name, text),
    }
}

fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join("docs")).expect("the folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.map(|name| format!("docs/{name}")).collect();
    names.sort();
    names
}

/// What becomes of documents between two runs.
fn change(folder: &Folder, chance: &mut Chance, round: usize) {
    let names = names(folder);
    let name = names[chance.below(names.len())].clone();
    let path = folder.path().join(&name);
    let ending = chance.of(&["md", "txt", "html", "2024-04-23.txt"]);
    match chance.below(9) {
        0 | 1 => write(folder, &name, chance),
        2 => write(folder, &format!("docs/new{round}.{ending}"), chance),
        3 if names.len() > 4 => fs::remove_file(path).expect("the document is removed"),
        4 => {
            fs::rename(path, folder.path().join(format!("docs/moved{round}.{ending}"))).expect("it is moved");
        }
        // The same length at the same time: only its bytes tell.
        5 => {
            let (mut bytes, times) = (fs::read(&path).expect("bytes"), fs::metadata(&path).expect("times"));
            if let Some(digit) = bytes.iter_mut().find(|byte| byte.is_ascii_digit()) {
                *digit = if *digit == b'9' { b'1' } else { *digit + 1 };
            }
            fs::write(&path, bytes).expect("it is written");
            let file = fs::File::options().write(true).open(&path).expect("it is opened");
            file.set_modified(times.modified().expect("a time")).expect("its time is set");
        }
        // Another time, and the same bytes.
        6 => fs::write(&path, fs::read(&path).expect("bytes")).expect("it is written"),
        7 => {
            let other = folder.path().join(&names[chance.below(names.len())]);
            let aside = folder.path().join("aside");
            fs::rename(&path, &aside).expect("one goes aside");
            if other.exists() {
                fs::rename(&other, &path).expect("the other takes its place");
            }
            fs::rename(&aside, &other).expect("the first takes that of the other");
        }
        _ => {}
    }
}

fn check(folder: &Folder, more: &[&str]) -> Said {
    folder.run(&[&["check", "--today=2026-01-01"], more].concat())
}

fn assert_same(with: &Said, without: &Said, what: &str) {
    let differs = with.out.lines().zip(without.out.lines()).find(|(a, b)| a != b);
    assert!(with.out == without.out, "{what}: {differs:#?}");
    assert_eq!((with.code, &with.err), (without.code, &without.err), "{what}");
    assert!((0..=2).contains(&without.code), "{what}: {}", without.err);
}

fn rounds(most: usize) -> usize {
    std::env::var("SOAK").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(most)
}

fn some(documents: usize, seed: u64) -> (Folder, Chance) {
    let (folder, mut chance) = (Folder::new(), Chance::new(seed));
    for at in 0..documents {
        write(&folder, &format!("docs/{at:02}.md"), &mut chance);
    }
    (folder, chance)
}

#[test]
fn a_run_with_an_index_says_what_one_without_it_says() {
    for seed in 0..4 {
        let (folder, mut chance) = some(12, seed);
        for round in 0..rounds(40) / 4 {
            let what = format!("seed {seed}, round {round}");
            for _ in 0..chance.below(4) {
                change(&folder, &mut chance, round);
            }
            let format = chance.of(&["--format=json", "--format=graphical", "--format=sarif"]);
            assert_same(
                &check(&folder, &["docs", format, "--index"]),
                &check(&folder, &["docs", format]),
                &what,
            );
        }
    }
}

#[test]
fn every_command_that_reads_documents_takes_it() {
    let (folder, _) = some(12, 7);
    check(&folder, &["docs", "--index"]);
    for command in
        [vec!["claims", "--unclaimed"], vec!["graph", "--format=json"], vec!["report", "--format=json"]]
    {
        let with = folder.run(&[command.as_slice(), &["docs", "--index"]].concat());
        assert_same(&with, &folder.run(&[command.as_slice(), &["docs"]].concat()), command[0]);
    }
}

/// A time long past, so that the stamps of all documents tell of every change.
fn settle(folder: &Folder) {
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(100_000);
    for name in names(folder) {
        let file = fs::File::options().write(true).open(folder.path().join(name)).expect("it is opened");
        file.set_modified(long_ago).expect("its time is set");
    }
}

#[test]
fn what_did_not_change_leaves_the_index_as_it_is() {
    let (folder, _) = some(8, 3);
    settle(&folder);
    // The second run learns that nothing was changed while the first one read.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    check(&folder, &["docs", "--index"]);
    let place = folder.path().join(INDEX);
    let before =
        (fs::read(&place).expect("an index"), fs::metadata(&place).expect("an index").modified().ok());
    check(&folder, &["docs", "--index"]);
    assert_eq!(
        before,
        (fs::read(&place).expect("an index"), fs::metadata(&place).expect("it").modified().ok())
    );
}

#[test]
fn a_damaged_index_is_told_and_made_anew() {
    let (folder, mut chance) = some(6, 11);
    let arguments = ["docs", "--format=json", "--index"];
    let without = check(&folder, &["docs", "--format=json"]);
    check(&folder, &arguments);
    let place = folder.path().join(INDEX);
    let whole = fs::read(&place).expect("an index");
    for round in 0..rounds(40) {
        let mut damaged = whole.clone();
        match chance.below(5) {
            0 => damaged.truncate(chance.below(whole.len())),
            1 => damaged.extend_from_slice(b"more"),
            _ => {
                let most = if chance.below(2) == 0 { 160 } else { damaged.len() };
                let at = chance.below(most);
                damaged[at] ^= 1 << chance.below(8);
            }
        }
        fs::write(&place, &damaged).expect("it is damaged");
        let said = check(&folder, &arguments);
        assert_eq!((said.code, &said.out), (without.code, &without.out), "round {round}");
        let told =
            ["index-damaged", "index-rebuilt", "index-unused"].iter().any(|code| said.err.contains(code));
        assert!(told || damaged.is_empty(), "round {round}: {}", said.err);
        if said.err.contains("index-unused") {
            assert_eq!(
                fs::read(&place).expect("what lies there"),
                damaged,
                "what is no index is left as it is"
            );
        } else {
            assert_same(&check(&folder, &arguments), &without, "made anew");
        }
    }
}

#[test]
fn an_index_of_other_rules_is_told_and_made_anew() {
    let (folder, _) = some(6, 5);
    let said = check(&folder, &["docs", "--index"]);
    assert!(!said.err.contains("index"), "{}", said.err);
    folder.write("docs/own.claim", "measure umbrellas : count {\n  en umbrella\n}\n");
    let said = check(&folder, &["docs", "--index"]);
    assert!(said.err.contains("index-rebuilt"), "{}", said.err);
    let said = check(&folder, &["docs", "--index"]);
    assert!(!said.err.contains("index-rebuilt"), "{}", said.err);
    folder.write("factlint.toml", "index = \"kept/index\"\nfail-on = \"warning\"\n");
    let said = check(&folder, &["docs"]);
    assert!(said.err.contains("cannot write the index"), "there is no such folder: {}", said.err);
    fs::create_dir(folder.path().join("kept")).expect("a folder");
    check(&folder, &["docs"]);
    assert!(folder.path().join("kept/index").exists(), "the configuration names it");
    let plain = check(&folder, &["docs", "--no-index", "--format=json"]);
    assert_same(&check(&folder, &["docs", "--format=json"]), &plain, "by the configuration");
}

#[test]
fn a_configuration_keeps_its_index_below_its_folder() {
    let (folder, _) = some(2, 5);
    folder.write("factlint.toml", "index = \"../index\"\n");
    let said = check(&folder, &["docs"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("leads out of the folder"), "{}", said.err);
}

#[test]
fn what_is_no_index_is_never_written_over() {
    let (folder, _) = some(3, 9);
    folder.write("precious.txt", "my only copy");
    let said = check(&folder, &["docs", "--index=precious.txt"]);
    assert!(said.err.contains("is no index, and is left as it is"), "{}", said.err);
    assert_eq!(folder.read("precious.txt"), "my only copy");
}

#[cfg(unix)]
#[test]
fn no_room_no_rights_and_pipes_cost_the_index_and_nothing_else() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, _) = some(4, 2);
    let plain = check(&folder, &["docs", "--format=json"]);
    let same = |index: &str| {
        let said = check(&folder, &["docs", "--format=json", index]);
        assert_eq!((said.code, &said.out), (plain.code, &plain.out), "{index}");
        assert!(said.err.contains("index-unused"), "{index}: {}", said.err);
    };
    same("--index=/dev/full");
    same("--index=nowhere/index");
    same("--index=docs");
    // Nobody writes there, root neither.
    #[cfg(target_os = "linux")]
    same("--index=/proc/index");
    symlink("/dev/full", folder.path().join("full")).expect("a link");
    same("--index=full");
    fs::create_dir(folder.path().join("shut")).expect("a folder");
    fs::set_permissions(folder.path().join("shut"), fs::Permissions::from_mode(0o555)).expect("rights");
    // Root writes where nobody may.
    if fs::write(folder.path().join("shut/probe"), "").is_err() {
        same("--index=shut/index");
    }
}

/// Each reads an index that is whole, and the last one that writes leaves one.
#[test]
fn runs_at_once_share_an_index() {
    let (folder, mut chance) = some(12, 17);
    for round in 0..3 {
        write(&folder, "docs/03.md", &mut chance);
        let without = check(&folder, &["docs", "--format=json"]);
        std::thread::scope(|scope| {
            let run = || check(&folder, &["docs", "--format=json", "--index"]);
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
            for run in runs {
                assert_same(&run.join().expect("it ends"), &without, &format!("round {round}"));
            }
        });
        assert_same(&check(&folder, &["docs", "--format=json", "--index"]), &without, "after all");
    }
    let left = fs::read_dir(folder.path()).expect("the folder").filter(|entry| {
        entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(".factlint-"))
    });
    assert_eq!(left.count(), 1, "the index, and nothing half-written beside it");
}

#[cfg(unix)]
#[test]
fn links_and_other_spellings_of_a_path_are_told_apart_as_without_it() {
    let (folder, mut chance) = some(6, 21);
    std::os::unix::fs::symlink("docs", folder.path().join("linked")).expect("a link");
    std::os::unix::fs::symlink("../docs/01.md", folder.path().join("docs/2023-05-06.txt")).expect("a link");
    std::os::unix::fs::symlink("docs/01.md", folder.path().join("2023-05-06.html")).expect("a link");
    for round in 0..6 {
        for paths in [
            vec!["docs"],
            vec!["./docs"],
            vec!["linked"],
            vec!["docs", "linked"],
            vec!["2023-05-06.html", "docs/00.md"],
            vec!["docs/../docs/01.md"],
            vec!["docs/2023-05-06.txt"],
        ] {
            let with = check(&folder, &[paths.as_slice(), &["--format=json", "--index"]].concat());
            let without = check(&folder, &[paths.as_slice(), &["--format=json"]].concat());
            assert_same(&with, &without, &format!("{paths:?}, round {round}"));
        }
        write(&folder, "docs/01.md", &mut chance);
    }
}

/// The number over an index tells damage; who makes an index himself makes that number too.
#[test]
fn what_is_kept_of_a_document_may_be_anything() {
    let rules = prepare(Vec::new(), &Packs).rules;
    let mut chance = Chance::new(5);
    let texts: Vec<String> = (0..8).map(|_| document(&mut chance)).collect();
    let inputs =
        texts.iter().enumerate().map(|(at, text)| Input::new(format!("{at}.md"), text.as_bytes().to_vec()));
    let kept = Mutex::new(Vec::new());
    let keep = |path: String, said: Vec<u8>| kept.lock().expect("nobody fails").push((path, said));
    let fresh =
        check_watched(&rules, inputs.collect(), Watch { read: &|| {}, said: Some(&keep), memory: None });
    let kept = kept.into_inner().expect("nobody fails");
    assert_eq!(kept.len(), texts.len());
    let (mut taken, mut read_again) = (0, 0);
    for round in 0..rounds(200) {
        let again: Again = {
            let texts = texts.clone();
            Arc::new(move |path| {
                let text = texts.get(path.strip_suffix(".md")?.parse::<usize>().ok()?)?;
                Some((text.as_bytes().to_vec(), None))
            })
        };
        let recalled = kept.iter().map(|(path, said)| {
            let mut said = said.clone();
            for _ in 0..if round == 0 { 0 } else { 1 + chance.below(3) } {
                let at = chance.below(said.len());
                said[at] = match chance.below(3) {
                    0 => 0xff,
                    1 => said[at] ^ 1 << chance.below(8),
                    _ => u8::try_from(chance.below(256)).expect("a byte"),
                };
            }
            let range = 0..said.len();
            let earlier = Earlier { said: (Arc::new(said), range), again: again.clone() };
            Input { earlier: Some(earlier), ..Input::new(path.clone(), Vec::new()) }
        });
        let mut recalled: Vec<Input> = recalled.collect();
        recalled.sort_by(|a, b| a.path.cmp(&b.path));
        let count = Mutex::new(0);
        let keep = |_: String, _: Vec<u8>| *count.lock().expect("nobody fails") += 1;
        let outcome =
            check_watched(&rules, recalled, Watch { read: &|| {}, said: Some(&keep), memory: None });
        let count = count.into_inner().expect("nobody fails");
        (taken, read_again) = (taken + texts.len() - count, read_again + count);
        for finding in &outcome.findings {
            assert!(outcome.told(finding, &rules).message.len() < 1 << 20);
        }
        assert!(outcome.documents.iter().all(|document| outcome.sources.get(document.file).is_some()));
        if round == 0 {
            assert_eq!(count, 0, "what is whole is not read again");
            assert_eq!(format!("{:?}", outcome.claims), format!("{:?}", fresh.claims));
            assert_eq!(format!("{:?}", outcome.findings), format!("{:?}", fresh.findings));
        }
    }
    assert!(taken > 0 && read_again > 0, "{taken} {read_again}");
}
