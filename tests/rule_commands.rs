//! The commands for authors of rules, as a new user meets them: init, test, check, fmt, why.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what goes wrong in a test fails it")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn factlint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder of its own for a test.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn from_init_to_a_finding() {
    let folder = folder("init");
    assert!(factlint(&folder, &["init"]).status.success());
    let again = factlint(&folder, &["init"]);
    assert_eq!(again.status.code(), Some(2), "nothing is overwritten");
    let tested = factlint(&folder, &["test", "."]);
    assert!(out(&tested).contains("3 tests, 3 passed, 0 failed"), "{}", out(&tested));
    let checked = factlint(&folder, &["check", "."]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(out(&checked).contains("12 against 15"), "{}", out(&checked));
    assert!(factlint(&folder, &["fmt", "--check"]).status.success());
    let why = out(&factlint(&folder, &["why", "report.md:3"]));
    assert!(
        why.contains("rule hives-on-a-roof (rules.claim:") && why.contains("matched “15 hives”"),
        "{why}"
    );
    let coverage = out(&factlint(&folder, &["test", ".", "--coverage"]));
    assert!(coverage.contains("rules that match in a test: 1 of 1"), "{coverage}");
}

#[test]
fn a_failing_test_says_what_was_claimed_where() {
    let folder = folder("failing");
    let rules = "measure hives : count { en hive }\n\ntest \"wrong\" {\n  en \"It has 12 \\\"hives\\\" and 3 hives.\"\n  => hives = 4, no hives, contradiction hives\n}\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    let tested = factlint(&folder, &["test", "a.claim"]);
    assert_eq!(tested.status.code(), Some(1));
    let said = String::from_utf8_lossy(&tested.stderr).into_owned();
    for expected in ["wrong in test `wrong`", "noisy in test `wrong`", "claimed: hives 3"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let junit = out(&factlint(&folder, &["test", "a.claim", "--format", "junit"]));
    assert!(junit.contains("<testsuite name=\"a.claim\" tests=\"1\" failures=\"1\""), "{junit}");
    assert!(junit.contains("message=\"wrong in test `wrong`\">") && !junit.contains("& "), "{junit}");
}

#[test]
fn fmt_writes_checks_and_pipes() {
    let folder = folder("fmt");
    let (crooked, straight) = (
        "measure a:count{\nen   apple|pear # fruit\n}\n",
        "measure a : count {\n  en apple | pear  # fruit\n}\n",
    );
    std::fs::create_dir_all(folder.join("deep")).unwrap();
    std::fs::write(folder.join("deep/a.claim"), crooked).unwrap();
    assert_eq!(factlint(&folder, &["fmt", "--check", "."]).status.code(), Some(1));
    assert_eq!(
        std::fs::read_to_string(folder.join("deep/a.claim")).unwrap(),
        crooked,
        "--check writes nothing"
    );
    assert!(factlint(&folder, &["fmt", "."]).status.success());
    assert_eq!(std::fs::read_to_string(folder.join("deep/a.claim")).unwrap(), straight);
    let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(crooked.as_bytes()).unwrap();
    assert_eq!(out(&child.wait_with_output().unwrap()), straight);
    std::fs::write(folder.join("broken.claim"), "measure a : count {\n").unwrap();
    let broken = factlint(&folder, &["fmt", "broken.claim"]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&broken.stderr).contains("a block is not closed"));
}

#[test]
fn why_tells_how_far_a_rule_came() {
    let folder = folder("why");
    let rules = "measure hives : count { en hive }\nrule r {\n  match n:quantity adjective* hives \"on\" \"roofs\"\n  claim hives = n\n}\nrule s {\n  match n:quantity hives\n  unless \"empty\"\n  claim hives = n\n}\nrule t {\n  when language = ru\n  match n:quantity hives\n  claim hives = n\n}\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    std::fs::write(folder.join("a.txt"), "First line.\nThere are 12 hives in the empty yard.\n").unwrap();
    let why = out(&factlint(&folder, &["why", "a.txt:2"]));
    for expected in [
        "then wanted `\"on\"`, but “in” stands there",
        "but `unless` matches “empty”",
        "but its `when` does not hold",
    ] {
        assert!(why.contains(expected), "{expected}: {why}");
    }
    assert_eq!(factlint(&folder, &["why", "a.txt:99"]).status.code(), Some(2));
    assert_eq!(factlint(&folder, &["why", "a.txt"]).status.code(), Some(2));
}

#[test]
fn why_tells_what_it_can_where_a_rule_is_broken() {
    let folder = folder("why-broken");
    let rules = "measure hives : count { en hive }\ntest \"t\" {\n  en \"There are 12 hives.\"\n  => hives = 12 nosuch\n}\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    std::fs::write(folder.join("a.txt"), "There are 12 hives in the yard.\n").unwrap();
    let found = factlint(&folder, &["why", "a.txt:1"]);
    assert!(out(&found).contains("“12 hives” claims hives 12"), "{}", out(&found));
    assert!(String::from_utf8_lossy(&found.stderr).contains("unknown unit `nosuch`"));
    assert_eq!(found.status.code(), Some(2));
}

#[test]
fn why_tells_what_stopped_a_measure() {
    let folder = folder("why-measures");
    let rules = "kind club { en club }\nmeasure boats : count { of club; en boat; without en model }\nmeasure oars : count { of club; en oar; near en own; needs near }\nmeasure weight : mass { of club; en boat }\nmeasure fleet : count { of club; en boat }\nscope crew { women { en woman } }\nmeasure rowers : person { of club; en rower; needs crew }\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    let document = "The Severn Rowing Club has 24 boats and 60 oars.\n\nIt built 7 model boats.\n\nIt has 9 rowers.\n\nIt has 5 sheds.\n";
    std::fs::write(folder.join("a.txt"), document).unwrap();
    std::fs::write(folder.join("b.txt"), "The Severn Tigers have 24 boats.\n").unwrap();
    let why = |place: &str| out(&factlint(&folder, &["why", place]));
    let first = why("a.txt:1");
    for expected in [
        "“24 boats” claims boats 24 [Severn Rowing Club], by measure boats\n    measure boats (a.claim:2): claimed",
        "measure oars (a.claim:3): not claimed, because no `near` word stands near (`needs near`)",
        "measure oars (a.claim:3): not claimed, because the figure counts “boats”",
        "measure weight (a.claim:4): not claimed, because the figure is a `count`, and the measure is a `mass`",
        "measure fleet (a.claim:5): not claimed, because the measure `boats` fits as well or better",
    ] {
        assert!(first.contains(expected), "{expected}: {first}");
    }
    let model = why("a.txt:3");
    assert!(model.contains("because a `without` word stands near: “model”"), "{model}");
    let rowers = why("a.txt:5");
    assert!(rowers.contains("measure rowers (a.claim:7): not claimed, because crew is not said"), "{rowers}");
    let nobody = why("b.txt:1");
    assert!(nobody.contains("because the subject “Severn Tigers” is no club"), "{nobody}");
    let sheds = why("a.txt:7");
    for expected in [
        "“5 sheds” claims shed 5 [Severn Rowing Club], by open",
        "measure oars (a.claim:3): no word of it stands here, such as `oar`",
        "measure fleet (a.claim:5): no word of it stands here, such as `boat`",
    ] {
        assert!(sheds.contains(expected), "{expected}: {sheds}");
    }
    let many: String = (0..20).map(|n| format!("measure m{n} : count {{ en \"x{n}\" }}\n")).collect();
    std::fs::write(folder.join("c.claim"), many).unwrap();
    let short = why("a.txt:7");
    assert!(short.contains("  18 more of your measures have no word here; show all with --all"), "{short}");
    assert_eq!(short.matches("no word of it").count(), 7, "{short}");
}

#[test]
fn a_failing_test_says_what_stopped_the_measure_and_who_is_compared() {
    let folder = folder("failing-measure");
    let rules = "kind club { en club }\nmeasure boats : count { of club; en boat }\ntest \"nobody\" {\n  en \"The Severn Tigers have 24 boats.\"\n  => boats = 24\n}\ntest \"no word\" {\n  en \"The Severn Club has 24 canoes.\"\n  => boats = 24\n}\ntest \"two clubs\" {\n  a en \"The Severn Club has 24 boats.\"\n  b en \"In 2024 the Thames Club had 25 boats.\"\n  => contradiction boats\n}\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    let said = String::from_utf8_lossy(&factlint(&folder, &["test", "a.claim"]).stderr).into_owned();
    for expected in [
        "claimed: boat 24; not `boats`, because the subject “Severn Tigers” is no club",
        "no word of `boats` stands in a sentence with a figure",
        "claimed: boats 24, of Severn Club",
        "claimed: boats 25 { time = 2024 }, of Thames Club",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_failing_test_underlines_the_figure_that_was_expected() {
    let folder = folder("failing-figure");
    let rules = "measure boats : count {\n  en boat\n}\ntest \"two\" {\n  en \"The club has 24 boats and 60 oars, 3 more than last year.\"\n  => boats = 24, boats = 60\n}\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    let said = String::from_utf8_lossy(&factlint(&folder, &["test", "a.claim"]).stderr).into_owned();
    assert!(said.contains("in test `two`"), "{said}");
    assert!(said.contains("claimed: oar 60; not `boats`, because the figure counts “oars”"), "{said}");
    assert!(!said.contains("claimed: boats 24"), "{said}");
    assert_eq!(said.matches("claimed: ").count(), 1, "{said}");
}

#[test]
fn a_missing_brace_is_the_only_mistake_that_is_told() {
    let folder = folder("missing-brace");
    let rules = "measure boats : count # of the club\n  en boat\n  near en own\n}\n\nrule many {\n  match n:quantity boats\n  claim boats = n\n}\n\ntest \"t\" {\n  en \"The club has 24 boats.\"\n  => boats = 24\n}\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    let said = String::from_utf8_lossy(&factlint(&folder, &["test", "a.claim"]).stderr).into_owned();
    assert!(said.contains("`{` is missing"), "{said}");
    assert!(said.contains("write `measure boats : count {`"), "{said}");
    assert_eq!(said.matches(" × ").count(), 1, "{said}");
    std::fs::write(folder.join("a.claim"), rules.replace("\n}\n\nrule", "\n\nrule")).unwrap();
    let open = String::from_utf8_lossy(&factlint(&folder, &["test", "a.claim"]).stderr).into_owned();
    assert!(open.contains("`{` is missing") && open.matches(" × ").count() == 1, "{open}");
}

#[test]
fn a_name_of_an_entity_is_met_in_every_case() {
    let folder = folder("entity-cases");
    let rules = "kind hospital { ru больница }\nentity pokrov \"Покровская больница\" : hospital {\n  ru Покровская больница\n}\nmeasure beds : count { of hospital; ru койка }\ntest \"cases\" {\n  ru \"В Покровской больнице 120 коек.\"\n  => beds = 120\n}\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    std::fs::write(folder.join("a.txt"), "В Покровской больнице 120 коек.\n").unwrap();
    std::fs::write(folder.join("b.txt"), "Покровская больница имеет 120 коек.\n").unwrap();
    let claims = out(&factlint(&folder, &["claims", "a.txt", "b.txt"]));
    assert_eq!(claims.matches("[Покровская больница").count(), 2, "{claims}");
    let checked = factlint(&folder, &["check", "--verbose", "a.txt", "b.txt"]);
    let said = format!("{}{}", out(&checked), String::from_utf8_lossy(&checked.stderr));
    assert!(said.contains("2 of the claims agree with another one"), "{said}");
}

#[test]
fn a_kind_that_leads_a_name_in_by_of_is_a_part_of_it() {
    let folder = folder("kind-of-name");
    let rules = "kind museum { en museum }\nkind association { en association }\nmeasure rooms : count { of museum; en room }\nmeasure members : count { of association; en member }\n";
    std::fs::write(folder.join("a.claim"), rules).unwrap();
    let document = |text: &str| {
        std::fs::write(folder.join("a.txt"), text).unwrap();
        out(&factlint(&folder, &["claims", "a.txt"]))
    };
    for (text, subject) in [
        ("The Museum of Clocks has 24 rooms.", "[Museum of Clocks]"),
        ("On Monday the Museum of the Clocks opened 24 rooms in town.", "[Museum of the Clocks"),
        ("The Association of Ashdown has 24 members.", "[Association of Ashdown]"),
    ] {
        let said = document(text);
        assert!(said.contains(subject), "{text}: {said}");
        assert!(said.contains("rooms  ") || said.contains("members  "), "{text}: {said}");
    }
    let near = document("In the museum of clocks there are 24 rooms.");
    assert!(!near.contains("[museum"), "{near}");
}
