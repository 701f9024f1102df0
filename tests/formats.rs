//! What `check` writes for programs: held against the schemas and parsers of those who read it,
//! on documents and file names that try to break out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

mod folder;
mod place;

use folder::{Folder, Said};
use serde_json::Value;
use std::collections::BTreeSet;

const FIRST: &str = "👋 Выставка «Иннопром. Центральная Азия» прошла в Ташкенте в 2024 году. \
    В выставке «Иннопром. Центральная Азия» участвовали 450 компаний.\n";
const SECOND: &str = "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024.\n\n\
    More than 400 companies took part in INNOPROM. Central Asia. It drew 27 countries.\n";
const THIRD: &str = "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024. \
    390 companies took part in INNOPROM. Central Asia.\n";
/// Words of a claim, a noun and a name that would break out of a terminal, a log, XML or a page.
const HOSTILE: &str = "::set-output name=x::y\n\n\
    The exhibition \u{1b}[31mINNOPROM.\u{202e} ]]> <script>alert(1)</script> Central Asia was held in 2024 %0A::error::z.\n\n\
    450\u{9b}31m companies took part in INNOPROM. Central Asia in 2024. ##[add-mask]companies\n\n\
    The exhibition INNOPROM. Central Asia was held in Tashkent in 2024. \
    380 companies <b>]]>%0A took part in INNOPROM. Central Asia.\n";

fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    files.iter().for_each(|(name, text)| folder.write(name, text));
    folder
}

/// Documents that disagree.
fn usual() -> Folder {
    folder(&[("a.txt", FIRST), ("b.txt", SECOND), ("c.md", THIRD)])
}

/// Documents that disagree, documents that break out, and ones that cannot be read.
fn hostile() -> Folder {
    let folder = usual();
    folder.write("h,o:s%t\u{1b}\n::error::i le.txt", HOSTILE);
    folder.write("foreign.txt", "2024年有450家公司参加了展览会。");
    folder.write("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0");
    folder
}

fn check(folder: &Folder, format: &str) -> Said {
    folder.run(&["check", ".", "missing.txt", "--format", format])
}

/// What must stand in every format of a run over [`hostile`] and a file that is not there.
const NOTICES: [&str; 3] = ["not-text", "unknown-language", "unreadable"];

/// That nothing acts on a terminal; lines may end.
fn assert_harmless(text: &str) {
    let acts = |c: &char| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
    assert_eq!(text.chars().find(acts), None);
}

fn assert_valid(schema: &str, value: &Value) {
    let path = format!("{}/tests/schemas/{schema}", env!("CARGO_MANIFEST_DIR"));
    let mut schemas = boon::Schemas::new();
    let index = boon::Compiler::new().compile(&path, &mut schemas).expect("the schema is valid");
    if let Err(error) = schemas.validate(value, index) {
        panic!("{error:#}");
    }
}

fn strings<'v>(list: &'v Value, key: &str) -> BTreeSet<&'v str> {
    list.as_array().unwrap().iter().filter_map(|item| item.pointer(key)?.as_str()).collect()
}

/// The words of a text between two places in lines and UTF-16 columns from 1.
fn covered(text: &str, region: &Value) -> String {
    let at = |line: &str, column: &str| {
        place::offset(text, region[line].as_u64().unwrap() - 1, region[column].as_u64().unwrap() - 1)
    };
    text[at("startLine", "startColumn")..at("endLine", "endColumn")].to_owned()
}

#[test]
fn sarif_is_valid_and_points_at_every_side() {
    let folder = hostile();
    let said = check(&folder, "sarif");
    assert_eq!(said.code, 2, "something could not be read");
    assert_harmless(&said.out);
    let log: Value = serde_json::from_str(&said.out).unwrap();
    assert_valid("sarif-2.1.0.json", &log);
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let said = strings(&run["invocations"][0]["toolExecutionNotifications"], "/descriptor/id");
    assert_eq!(said, NOTICES.into());
    let results = run["results"].as_array().unwrap();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let (mut sides, mut from_hostile) = (0, 0);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["help"]["markdown"].as_str().unwrap().len() > 100);
        let related = result["relatedLocations"].as_array().unwrap();
        assert!(related.len() >= 2, "{result}");
        assert_eq!(related[0]["physicalLocation"], result["locations"][0]["physicalLocation"]);
        for side in related {
            let place = &side["physicalLocation"];
            let link = format!("]({})", side["id"]);
            assert!(result["message"]["text"].as_str().unwrap().contains(&link), "{result}");
            let text = match place["artifactLocation"]["uri"].as_str().unwrap() {
                "a.txt" => FIRST,
                "b.txt" => SECOND,
                "c.md" => THIRD,
                name => {
                    from_hostile += 1;
                    assert_eq!(name, "h%2Co%3As%25t%1B%0A%3A%3Aerror%3A%3Ai%20le.txt");
                    HOSTILE
                }
            };
            assert_eq!(covered(text, &place["region"]), place["region"]["snippet"]["text"].as_str().unwrap());
            sides += 1;
        }
    }
    assert!(sides >= 10 && from_hostile >= 2, "{sides} {from_hostile}");
}

#[test]
fn fingerprints_are_unique_and_keep_when_lines_move() {
    let folder = hostile();
    let read = || -> (Vec<String>, Vec<String>) {
        let log: Value = serde_json::from_str(&check(&folder, "sarif").out).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let of_sarif =
            results.iter().map(|r| r["partialFingerprints"]["claims/v1"].as_str().unwrap().to_owned());
        let issues: Value = serde_json::from_str(&check(&folder, "gitlab").out).unwrap();
        let issues = issues.as_array().unwrap().iter().map(|i| i["fingerprint"].as_str().unwrap().to_owned());
        (of_sarif.collect(), issues.collect())
    };
    let (sarif, gitlab) = read();
    for all in [&sarif, &gitlab] {
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "two alike");
    }
    assert!(sarif.iter().all(|print| gitlab.contains(print)), "one finding, one fingerprint");
    for (name, text) in [("a.txt", FIRST), ("b.txt", SECOND)] {
        folder.write(name, format!("A first line.\n\nAnother.\n\n{text}"));
    }
    let (moved, moved_gitlab) = read();
    assert_eq!(sarif.iter().collect::<BTreeSet<_>>(), moved.iter().collect());
    assert_eq!(gitlab.iter().collect::<BTreeSet<_>>(), moved_gitlab.iter().collect());
    folder.write("a.txt", FIRST.replace("450", "451"));
    assert_ne!(sarif.iter().collect::<BTreeSet<_>>(), read().0.iter().collect(), "another claim");
}

/// A command of a workflow: its name, its properties, its message.
type WorkflowCommand = (String, Vec<(String, String)>, String);

/// A workflow command as the runner of GitHub Actions reads a line (`ActionCommand.TryParseV2`).
fn command(line: &str) -> Option<WorkflowCommand> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (head, data) = rest.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescaped = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    let property = |pair: &str| {
        let (key, value) = pair.split_once('=')?;
        let value = unescaped(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
        Some((key.trim().to_owned(), value))
    };
    let properties = properties.split(',').filter(|pair| !pair.is_empty()).filter_map(property).collect();
    Some((name.to_owned(), properties, unescaped(data).replace("%25", "%")))
}

#[test]
fn github_annotations_are_commands_of_three_kinds_and_nothing_else() {
    let folder = hostile();
    let said = check(&folder, "github");
    assert_eq!(said.code, 2);
    assert_harmless(&said.out);
    let mut titles = BTreeSet::new();
    for line in said.out.lines() {
        let (name, properties, data) = command(line).unwrap_or_else(|| panic!("no command: {line}"));
        assert!(["notice", "warning", "error"].contains(&name.as_str()), "{line}");
        let keys: Vec<&str> = properties.iter().map(|(key, _)| key.as_str()).collect();
        let of =
            |wanted: &str| properties.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.clone());
        assert!(
            keys.iter().all(|key| ["file", "line", "endLine", "col", "endColumn", "title"].contains(key))
        );
        if let Some(file) = of("file").filter(|file| !file.starts_with('h') && file != "missing.txt") {
            assert!(folder.path().join(&file).is_file(), "{file}");
        }
        titles.insert(of("title").unwrap());
        assert!(!data.is_empty());
    }
    assert!(NOTICES.iter().all(|code| titles.contains(*code)), "{titles:?}");
    assert!(titles.contains("contradiction") && titles.contains("discrepancy"), "{titles:?}");
    for line in said.err.lines() {
        assert!(command(line).is_none() && !line.contains("##["), "stderr is part of the log, too: {line}");
    }
}

#[test]
fn gitlab_reads_the_code_quality_report() {
    let folder = hostile();
    let said = check(&folder, "gitlab");
    assert_eq!(said.code, 2);
    assert_harmless(&said.out);
    let issues: Value = serde_json::from_str(&said.out).unwrap();
    assert_valid("gitlab-code-quality.json", &issues);
    let names = strings(&issues, "/check_name");
    assert!(NOTICES.iter().all(|code| names.contains(code)), "{names:?}");
    let lost = issues.as_array().unwrap().iter().find(|issue| issue["check_name"] == "unreadable").unwrap();
    assert_eq!(lost["location"]["path"], "missing.txt");
}

#[test]
fn junit_is_read_by_a_parser_of_test_reports() {
    let folder = hostile();
    let said = check(&folder, "junit");
    assert_eq!(said.code, 2);
    assert_harmless(&said.out);
    let report = quick_junit::Report::deserialize_from_str(&said.out).expect("a JUnit report");
    let suites: Vec<&str> = report.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    for name in ["a.txt", "b.txt", "c.md", "foreign.txt", "binary.txt", "missing.txt"] {
        assert!(suites.contains(&name), "{suites:?}");
    }
    let cases = || report.test_suites.iter().flat_map(|suite| &suite.test_cases);
    let names: Vec<&str> = cases().map(|case| case.name.as_str()).collect();
    assert!(NOTICES.iter().all(|code| names.iter().any(|name| name.starts_with(code))), "{names:?}");
    let failed = cases().filter(|case| matches!(case.status, quick_junit::TestCaseStatus::NonSuccess { .. }));
    assert_eq!(failed.count(), report.failures + report.errors);
    assert!(report.failures >= 1 && report.errors == 2, "{} {}", report.failures, report.errors);
    assert_eq!(report.tests, names.len());
}

#[test]
fn json_lines_hold_what_json_holds() {
    let folder = hostile();
    let (whole, lines) = (check(&folder, "json"), check(&folder, "jsonl"));
    assert_harmless(&whole.out);
    assert_harmless(&lines.out);
    let whole: Value = serde_json::from_str(&whole.out).unwrap();
    let lines: Vec<Value> = lines.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0], serde_json::json!({ "type": "run", "version": whole["version"] }));
    for (kind, key) in [
        ("document", "documents"),
        ("claim", "claims"),
        ("relation", "relations"),
        ("resolution", "resolutions"),
        ("notice", "notices"),
    ] {
        let of_kind = lines.iter().filter(|line| line["type"] == kind).cloned().map(|mut line| {
            line.as_object_mut().unwrap().remove("type");
            line
        });
        assert_eq!(&of_kind.collect::<Vec<_>>(), whole[key].as_array().unwrap(), "{kind}");
        assert!(!whole[key].as_array().unwrap().is_empty(), "no {kind} to compare");
    }
    assert_eq!(strings(&whole["notices"], "/code"), NOTICES.into());
    let last = lines.last().unwrap();
    assert_eq!((&last["type"], &last["figures"]), (&"coverage".into(), &whole["coverage"]["figures"]));
}

#[test]
fn a_run_that_read_nothing_says_so_in_every_format() {
    let folder = folder(&[]);
    for format in ["json", "jsonl", "sarif", "github", "gitlab", "junit"] {
        let said = folder.run(&["check", "missing.txt", "--format", format]);
        assert_eq!(said.code, 2, "{format}");
        assert!(
            said.out.contains("unreadable") && said.out.contains("missing.txt"),
            "{format}: {}",
            said.out
        );
    }
    for format in ["graphical", "narrated"] {
        let said = folder.run(&["check", "missing.txt", "--format", format]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{format}");
        assert!(said.err.contains("missing.txt"), "{format}");
    }
}

#[test]
fn a_comparison_that_was_cut_is_told_in_every_format() {
    let mut text = String::from("The exhibition INNOPROM. Central Asia was held in Tashkent in 2024.\n\n");
    for n in 0..320 {
        text.push_str(&format!("{} companies took part in INNOPROM. Central Asia.\n\n", 400 + n));
    }
    let folder = folder(&[("a.txt", &text)]);
    for format in ["graphical", "narrated", "json", "jsonl", "sarif", "github", "gitlab", "junit"] {
        let said = folder.run(&["check", ".", "--format", format]);
        assert_eq!(said.code, 1, "{format}");
        let where_it_stands = if matches!(format, "graphical" | "narrated") { &said.err } else { &said.out };
        assert!(where_it_stands.contains("summarised"), "{format}");
    }
}

#[test]
fn sarif_tells_what_is_suppressed_where_it_is_asked_to() {
    const FAIR: &str = "In 2024 N companies took part in the Riverside fair.\n";
    let fair = |companies: &str| FAIR.replace('N', companies);
    let comment = format!("{}\n<!-- factlint: ignore-file contradiction: an old [page] -->\n", fair("450"));
    let folder = Folder::new(&[
        ("a.txt", &fair("400")),
        ("b.md", &comment),
        ("c.txt", &fair("470")),
        ("factlint.toml", "[[suppress]]\npaths = [\"c.txt\"]\nreason = \"both are right\"\n"),
    ]);
    let log = |more: &[&str]| -> Value {
        let said = folder.run(&[&["check", ".", "--format", "sarif"], more].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    };
    assert_eq!(log(&[])["runs"][0]["results"], serde_json::json!([]), "GitHub would open alerts for them");
    let log = log(&["--show-suppressed"]);
    assert_valid("sarif-2.1.0.json", &log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let said: BTreeSet<(&str, &str, &str)> = results
        .iter()
        .map(|result| {
            let suppression = &result["suppressions"][0];
            let place = &suppression["location"]["physicalLocation"]["artifactLocation"]["uri"];
            let of = |value: &'_ Value| -> &'static str { value.as_str().unwrap().to_owned().leak() };
            (of(&suppression["kind"]), of(&suppression["justification"]), of(place))
        })
        .collect();
    let comment = ("inSource", "an old [page]", "b.md");
    assert_eq!(said, [("external", "both are right", "factlint.toml"), comment].into());

    // Beside one that is shown, which says that it is not suppressed.
    std::fs::write(folder.0.path().join("d.txt"), fair("480")).unwrap();
    let said = folder.run(&["check", ".", "--format", "sarif", "--show-suppressed"]);
    let log: Value = serde_json::from_str(&said.out).unwrap();
    assert_valid("sarif-2.1.0.json", &log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results[0]["suppressions"], serde_json::json!([]));
    assert!(results.iter().all(|result| result["suppressions"].is_array()));
}

/// A document of a word processor with some paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    use std::io::Write as _;
    let body: String =
        paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>");
    archive.write_all(text.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn documents_without_lines_are_pointed_into_by_their_parts() {
    let folder = Folder::new(&[("b.txt", "In 2024 400 companies took part in the Riverside fair.\n")]);
    let paragraphs = ["First.", "Second.", "In 2024 450 companies took part in the Riverside fair."];
    std::fs::write(folder.0.path().join("a.docx"), docx(&paragraphs)).unwrap();
    for format in ["json", "jsonl", "sarif", "github", "gitlab", "junit", "graphical", "narrated"] {
        let said = folder.run(&["check", "a.docx", "b.txt", "--format", format]);
        assert_eq!(said.code, 1, "{format}: {}", said.err);
        // An annotation and an issue are at the file itself, and name the places of others only.
        let named = said.out.contains("paragraph 3");
        assert_eq!(named, !matches!(format, "github" | "gitlab"), "{format}: {}", said.out);
        assert!(!said.out.contains("a.docx:"), "{format}: {}", said.out);
    }
    let issues: Value = serde_json::from_str(&folder.check("gitlab").out).unwrap();
    let issue =
        issues.as_array().unwrap().iter().find(|issue| issue["check_name"] == "contradiction").unwrap();
    assert_eq!(issue["location"]["lines"], serde_json::json!({ "begin": 1, "end": 1 }));
}

#[test]
fn formats_look_as_they_did() {
    let folder = usual();
    for format in ["jsonl", "sarif", "github", "gitlab", "junit"] {
        let said = folder.run(&["check", ".", "--format", format]);
        assert_eq!(said.code, 1, "{format}: {}", said.err);
        let out = said.out.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        insta::assert_snapshot!(format, out);
    }
}

#[test]
fn the_repository_keeps_the_page_that_codes_link_to() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md");
    let said = folder(&[]).run(&["explain", "--all"]).out;
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(&page, &said).unwrap();
    }
    assert!(
        std::fs::read_to_string(&page).unwrap_or_default() == said,
        "SNAPSHOTS=overwrite writes docs/codes.md"
    );
}
