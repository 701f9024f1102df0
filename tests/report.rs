//! `factlint report`: what a reader finds in it, that nothing of a document acts in it, and
//! that a file is replaced whole or not at all.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops where it cannot go on"
)]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn factlint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_factlint")).args(arguments).output().expect("factlint runs")
}

fn printed(arguments: &[&str]) -> String {
    let output = factlint(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(paths: &[&str]) -> Value {
    let arguments = [&["report"], paths, &["-o", "-", "--format", "json"]].concat();
    serde_json::from_str(&printed(&arguments)).expect("JSON")
}

fn conflicts(report: &Value) -> Vec<&Value> {
    let topics = report["topics"].as_array().expect("topics");
    topics.iter().flat_map(|topic| topic["conflicts"].as_array().expect("conflicts")).collect()
}

fn conflict<'r>(report: &'r Value, headline: &str) -> &'r Value {
    let found = conflicts(report).into_iter().find(|c| c["headline"] == headline);
    found.unwrap_or_else(|| panic!("no conflict `{headline}`"))
}

/// The words under the figure's mark, for each statement of a position.
fn marked(report: &Value, position: &Value) -> Vec<String> {
    let statements = position["statements"].as_array().expect("statements");
    let words = |id: &Value| {
        let sentence = &report["statements"][id.as_str().expect("id")]["sentence"];
        let marks = sentence["marks"].as_array().expect("marks");
        let figure = marks.iter().find(|mark| mark["kind"] == "figure").expect("a figure is marked");
        let at = |key: &str| usize::try_from(figure[key].as_u64().expect("offset")).expect("offset");
        sentence["text"].as_str().expect("text")[at("start")..at("end")].to_owned()
    };
    statements.iter().map(words).collect()
}

#[test]
fn the_seeds_show_400_and_450_first_and_27_and_35_with_their_reasons() {
    let report = json(&["seeds"]);
    let first = &report["topics"][0]["conflicts"][0];
    assert_eq!(first["headline"], "more than 400 against 450");
    assert_eq!((&first["verdict"], &first["level"]), (&"discrepancy".into(), &"warning".into()));
    assert_eq!(first["why"], "more than 400 admits 450; the latter is said of a part only (origin)");
    assert_eq!(first["resolution"]["text"], "450");
    let positions = first["positions"].as_array().expect("positions");
    assert_eq!(
        marked(&report, &positions[0]),
        ["более 400 компаний", "более 400 компаний", "More than 400 companies"]
    );
    assert_eq!(marked(&report, &positions[1]), ["450 foreign companies and delegations"]);
    assert_eq!(positions[1]["scope"]["origin"], "foreign");

    let countries = conflict(&report, "27 against 35");
    assert_eq!((&countries["verdict"], &countries["minor"]), (&"scope".into(), &false.into()));
    assert_eq!(countries["why"], "27 and 35 differ in time (2024 against 2023)");
    let rows = countries["timeline"]["rows"].as_array().expect("a timeline");
    let times: Vec<&str> = rows.iter().filter_map(|row| row["time"].as_str()).collect();
    assert!(times.contains(&"2023") && times.contains(&"2024"), "{times:?}");
}

#[test]
fn marks_and_sentences_are_bytes_of_the_document() {
    let report = json(&["seeds"]);
    let statements = report["statements"].as_object().expect("statements");
    assert!(statements.len() > 20);
    let at =
        |value: &Value, key: &str| usize::try_from(value[key].as_u64().expect("offset")).expect("offset");
    for statement in statements.values() {
        let text = fs::read_to_string(statement["document"].as_str().expect("path")).expect("document");
        let sentence = &statement["sentence"];
        let (start, end) = (at(sentence, "start"), at(sentence, "end"));
        assert_eq!(sentence["text"], text[start..end]);
        let figure = &text[at(&statement["span"], "start")..at(&statement["span"], "end")];
        let marks = sentence["marks"].as_array().expect("marks");
        let mut behind = 0;
        for mark in marks {
            let (from, to) = (at(mark, "start"), at(mark, "end"));
            assert!(behind <= from && from < to, "marks are in order and do not overlap");
            behind = to;
            assert!(mark["kind"] != "figure" || text[start + from..start + to] == *figure);
        }
        let line = text[..at(&statement["span"], "start")].lines().count();
        let own = statement["line"].as_u64().expect("line") as usize;
        assert!(own == line || own == line + 1, "line {own} against {line}");
    }
}

#[test]
fn the_scale_shows_a_bound_as_an_open_end_and_the_evidence() {
    let report = json(&["seeds"]);
    let scale = &conflict(&report, "more than 400 against 450")["scale"];
    let (bound, point) = (&scale["rows"][0], &scale["rows"][1]);
    assert_eq!((&bound["open_below"], &bound["unbounded_above"]), (&true.into(), &true.into()));
    assert_eq!(point["from"], point["to"]);
    assert!(bound["from"].as_f64() < point["from"].as_f64());
    assert_eq!(scale["resolution"]["from"], point["from"], "the evidence supports 450");
    let approximate = &conflict(&report, "more than 400 against almost 60")["scale"]["rows"][1];
    assert!(approximate["slack"].is_array(), "almost 60 has slack");
}

/// `SNAPSHOTS=overwrite` brings the model up to date; read the difference before it is committed.
#[test]
fn the_model_of_two_documents_is_as_it_was_read() {
    let expected = "tests/report/expected.json";
    let arguments = ["report", "tests/report/documents", "-o", "-", "--format", "json"];
    let text = printed(&arguments);
    if std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite") {
        fs::write(expected, &text).unwrap();
    }
    let read = |text: &str| -> Value { serde_json::from_str(text).expect("JSON") };
    let before = fs::read_to_string(expected).expect("the model as it was read");
    assert_eq!(read(&text), read(&before), "SNAPSHOTS=overwrite brings {expected} up to date");
}

#[test]
fn page_and_markdown_tell_what_the_model_holds() {
    for format in ["html", "markdown"] {
        let text = printed(&["report", "seeds", "-o", "-", "--format", format, "--title", "Before print"]);
        for part in [
            "Before print",
            "more than 400",
            "450 foreign companies and delegations",
            "27 and 35 differ in time (2024 against 2023)",
        ] {
            assert!(text.contains(part), "{format}: {part}");
        }
    }
    let page = printed(&["report", "seeds", "-o", "-", "--format", "html"]);
    let outside = page.split("<script").next().expect("the page without scripts");
    for loads in ["src=", "href=\"http", "url(", "@import", "<link"] {
        assert!(!outside.contains(loads), "the page loads something: {loads}");
    }
    assert!(page.contains("default-src &#x27;none&#x27;"), "the policy forbids what is not the page's own");
    assert!(
        page.contains("Copyright (c) 2016-2026, The Cytoscape Consortium"),
        "the library's licence is kept"
    );
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    for format in ["html", "json", "markdown"] {
        let with = |threads: &str| {
            printed(&["--threads", threads, "report", "seeds", "-o", "-", "--format", format])
        };
        assert_eq!(with("1"), with("3"), "{format}");
    }
}

#[test]
fn what_could_not_be_read_stands_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let binary = folder.path().join("picture.txt");
    fs::write(&binary, [0u8, 159, 146, 150, 0, 1, 2, 3]).unwrap();
    for ending in ["html", "md", "json"] {
        let out = folder.path().join(format!("report.{ending}"));
        let output = factlint(&[
            "report",
            "seeds",
            "no-such-file.txt",
            binary.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
        ]);
        assert_eq!(output.status.code(), Some(2), "{ending}");
        let text = fs::read_to_string(&out).expect("the report of the rest is written").replace('\\', "");
        assert!(text.contains("no-such-file.txt") && text.contains("picture.txt"), "{ending}");
        assert!(text.contains("450"), "{ending}");
    }
}

#[test]
fn the_format_comes_from_the_ending_or_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("report.pdf");
    let output = factlint(&["report", "seeds", "-o", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("does not tell the format") && said.contains("--format"), "{said}");
    assert!(!out.exists());
}

#[cfg(unix)]
#[test]
fn a_report_that_does_not_fit_leaves_the_old_one_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("report.html");
    fs::write(&out, "the old report").unwrap();
    let limited = "trap '' XFSZ; ulimit -f 16; exec \"$0\" report seeds -o \"$1\"";
    let output = Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_factlint"), out.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "the old report");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no half report is left behind");

    assert_eq!(factlint(&["report", "seeds", "-o", out.to_str().unwrap()]).status.code(), Some(0));
    assert!(fs::read_to_string(&out).unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    if Path::new("/dev/full").exists() {
        assert_eq!(
            factlint(&["report", "seeds", "-o", "/dev/full", "--format", "html"]).status.code(),
            Some(2)
        );
    }
}

#[test]
fn what_is_too_much_for_a_page_is_packed_or_counted() {
    let folder = tempfile::tempdir().unwrap();
    let fairs = [
        "Agroexpo",
        "Metalforum",
        "Energoprom",
        "Aquatech",
        "Textilmash",
        "Robosalon",
        "Avtomir",
        "Medicity",
    ];
    for (at, fair) in fairs.into_iter().enumerate() {
        for number in 0..12 {
            let (visitors, companies) = (20_000 + 1000 * at + 10 * number, 300 + 20 * at + number);
            let text = format!(
                "The exhibition “{fair} North”\n\nThe exhibition “{fair} North” had {visitors} visitors in 2024. \
                 {companies} companies from <b>far</b> took part.\n"
            );
            fs::write(folder.path().join(format!("{at}-{number}.txt")), text).unwrap();
        }
    }
    let path = folder.path().to_str().unwrap();
    let report = json(&[path]);
    let shown: Vec<&Value> = conflicts(&report).into_iter().filter(|c| c["minor"] == false).collect();
    let topics = report["topics"].as_array().unwrap().iter();
    let most = topics.map(|topic| topic["conflicts"].as_array().unwrap().len()).max().unwrap();
    assert!(shown.len() > 500 && most > 50, "{} findings, {most} of a topic", shown.len());
    let page = printed(&["report", path, "-o", "-", "--format", "html"]);
    assert!(page.contains("Not shown of this topic: "), "what is left out is counted");
    let articles = page.matches("<article class=\"conflict").count();
    let packed = page.matches("data-packed=").count();
    assert!(articles < shown.len() && packed == articles - 200, "{articles} shown, {packed} packed");
    assert!(page.contains("id=\"packed\"") && page.contains("need JavaScript to be unpacked"));
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
}

/// Two documents that disagree and try everything to run something.
fn hostile(folder: &Path) {
    let evil = "<script>document.title='ran'</script> </script><script>document.title='ran'</script> \
                <img src=x onerror=\"document.title='ran'\"> {{ 7*7 }}{% raw %} \u{202e}gnp.exe\u{202c} \u{7}\u{1b}[31m <!-- ]]> \
                </style> '\"><svg onload=\"document.title='ran'\"> &lt;b&gt;";
    let names = ["a<img src=x onerror=alert(1)>.txt", "b.txt"];
    for (name, visitors) in names.into_iter().zip(["46,000", "47,000"]) {
        let text = format!(
            "The exhibition “Expo <b>North</b> \u{202e}” had {visitors} visitors in 2024, they say: {evil}\n"
        );
        fs::write(folder.join(name), text).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn nothing_of_a_hostile_document_is_markup() {
    let folder = tempfile::tempdir().unwrap();
    hostile(folder.path());
    let path = folder.path().to_str().unwrap();
    let page =
        printed(&["report", path, "-o", "-", "--format", "html", "--title", "</title><script>x</script>"]);
    assert!(page.contains("class=\"conflict error\""), "the documents disagree");
    assert_eq!(page.matches("<script").count(), page.matches("</script").count());
    assert_eq!(page.matches("<script").count(), 3, "the page's own scripts, and no other");
    assert!(!page.contains("<img") && !page.contains("<svg onload"));
    assert!(page.contains("&lt;script&gt;document.title"), "what a document says is shown");
    assert!(page.contains("{{ 7*7 }}"), "it is no template either");
    for format in ["html", "markdown"] {
        let text = printed(&["report", path, "-o", "-", "--format", format]);
        let acts = |c: char| {
            (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(text.chars().find(|c| acts(*c)), None, "{format}");
        assert!(text.contains("\\u{202e}") || text.contains("\\\\u{202e}"), "{format}");
    }
}

/// Chromium, where this machine has it.
fn chromium() -> Option<String> {
    let named = std::env::var("CHROMIUM").ok();
    let known = ["chromium", "chromium-browser", "google-chrome"].map(str::to_owned);
    let runs = |name: &String| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    };
    named.into_iter().chain(known).find(runs)
}

#[cfg(unix)]
#[test]
fn nothing_of_a_hostile_document_runs_in_chromium() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: no Chromium on this machine; install it or set CHROMIUM");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    hostile(folder.path());
    let out = folder.path().join("report.html");
    let arguments =
        ["report", folder.path().to_str().unwrap(), "-o", out.to_str().unwrap(), "--title", "not ran yet"];
    assert_eq!(factlint(&arguments).status.code(), Some(0));
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let output = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=3000",
            "--dump-dom",
            &profile,
        ])
        .arg(format!("file://{}", out.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    assert!(
        dom.contains("<title>not ran yet"),
        "a script of a document ran, or Chromium did not: {dom:.300}"
    );
    let filters = dom.split("id=\"filters\"").nth(1).expect("filters").split('>').next().unwrap().to_owned();
    assert!(!filters.contains("hidden"), "the page's own script runs: {filters}");
}

#[test]
fn nothing_of_a_document_acts_on_a_screen_in_any_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a document");
    write(
        "a\u{202e}.txt",
        "In 2024 400 companies took part in the Riverside fair \u{202e}\u{9b}\u{2066}again.\n",
    );
    write("b.txt", "In 2024 450 companies took part in the Riverside fair.\n");
    let path = folder.path().to_str().expect("UTF-8");
    for format in ["json", "markdown", "html"] {
        let text = printed(&["report", path, "-o", "-", "--format", format]);
        let acts = |c: &char| matches!(c, '\u{9b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert_eq!(text.chars().find(acts), None, "{format}");
        assert!(text.contains("400"), "{format}");
    }
}
