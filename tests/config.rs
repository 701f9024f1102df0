//! `factlint.toml` through the binary: what it sets is in force, and whatever can be wrong with
//! it is told with its place while nothing is checked.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

mod folder;

use folder::Folder;

const FAIR: &str = "In 2024 400 companies took part in the Riverside fair.\n";
const OTHER: &str = "In 2024 450 companies took part in the Riverside fair.\n";

fn fair() -> Folder {
    let folder = Folder::new();
    folder.write("a.txt", FAIR);
    folder.write("press/b.txt", OTHER);
    folder
}

#[test]
fn two_documents_that_disagree_are_an_error_without_configuration() {
    fair().run(&["check", "."]).has(1, &["contradiction", "400 against 450", "1 error"]);
}

#[test]
fn levels_are_set_by_code_by_measure_and_by_folder() {
    for (config, code, words) in [
        ("[levels]\ncontradiction = \"warning\"", 0, ["1 warning", "0 errors"]),
        ("[levels]\ncontradiction = \"off\"", 0, ["0 errors", "1 finding at a level that is off"]),
        ("[measures]\ncompanies = \"advice\"", 0, ["1 piece of advice", "0 errors"]),
        (
            "[levels]\ncontradiction = \"off\"\n[measures.companies]\ncontradiction = \"warning\"",
            0,
            ["1 warning", "0 errors"],
        ),
        (
            "[[documents]]\npaths = [\"press\"]\nlevels = { contradiction = \"advice\" }",
            0,
            ["1 piece of advice", "0 errors"],
        ),
        (
            "[[documents]]\npaths = [\"elsewhere\"]\nlevels = { contradiction = \"advice\" }",
            1,
            ["1 error", "0 warnings"],
        ),
        ("fail-on = \"warning\"\n[levels]\ncontradiction = \"warning\"", 1, ["1 warning", "0 errors"]),
    ] {
        let folder = fair();
        folder.write("factlint.toml", config);
        folder.run(&["check", "."]).has(code, &words);
    }
}

#[test]
fn a_configuration_that_was_only_found_names_files_below_its_folder() {
    let outer = Folder::new();
    outer.write("outside.claim", "");
    outer.write("in/a.txt", FAIR);
    for key in
        ["rules = [\"../outside.claim\"]", "baseline = \"/outside.json\"", "suppressions = \"../x.toml\""]
    {
        outer.write("in/factlint.toml", key);
        outer.run(&["check", "in"]).has(2, &["bad-config", "leads out of the folder", "--config"]);
    }
    outer.write("in/factlint.toml", "rules = [\"../outside.claim\"]");
    outer.run(&["check", "in", "--config", "in/factlint.toml"]).has(0, &["1 claim"]);
    outer.write("in/factlint.toml", "rules = [\"../in/own.claim\"]");
    outer.write("in/own.claim", "");
    outer.run(&["check", "in"]).has(0, &["1 claim"]);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_a_configuration_out_of_its_folder() {
    let outer = Folder::new();
    outer.write("elsewhere/x.claim", "");
    outer.write("in/a.txt", FAIR);
    outer.write("in/factlint.toml", "baseline = \"link/new.json\"");
    std::os::unix::fs::symlink("../elsewhere", outer.path().join("in/link")).expect("a link");
    outer.run(&["check", "in", "--write-baseline"]).has(2, &["leads out of the folder"]);
    assert!(!outer.path().join("elsewhere/new.json").exists());
}

#[test]
fn the_command_line_wins_over_the_configuration() {
    let folder = fair();
    folder.write("factlint.toml", "fail-on = \"advice\"\n[levels]\ncontradiction = \"warning\"");
    folder.run(&["check", "."]).has(1, &["1 warning"]);
    folder.run(&["check", ".", "--fail-on", "error"]).has(0, &["1 warning"]);
    folder.run(&["check", ".", "--no-config"]).has(1, &["1 error"]);
    folder.write("other.toml", "[levels]\ncontradiction = \"off\"");
    folder.run(&["check", ".", "--config", "other.toml"]).has(0, &["0 errors"]);
}

#[test]
fn a_configuration_is_found_upwards_from_the_documents() {
    let folder = fair();
    folder.write("factlint.toml", "[levels]\ncontradiction = \"off\"");
    folder.write("press/deep/c.txt", FAIR);
    folder.run(&["check", "press"]).has(0, &["at a level that is off"]);
    folder.run(&["check", "press/b.txt", "press/deep/c.txt"]).has(0, &["at a level that is off"]);
}

#[test]
fn two_configurations_in_one_run_are_refused() {
    let folder = fair();
    folder.write("factlint.toml", "");
    folder.write("press/factlint.toml", "");
    folder.run(&["check", "a.txt", "press"]).has(2, &["name one with --config"]);
    folder.run(&["check", "a.txt", "press", "--no-config"]).has(1, &["1 error"]);
}

#[test]
fn files_are_taken_and_left_out_by_globs() {
    let folder = fair();
    folder.write("notes.rst", "In 2024 500 companies took part in the Riverside fair.\n");
    folder.write("factlint.toml", "exclude = [\"press/\"]");
    folder.run(&["check", "."]).has(0, &["1 document,"]);
    folder.run(&["check", "a.txt", "press/b.txt"]).has(1, &["2 documents"]);
    folder.write("factlint.toml", "include = [\"*.rst\"]");
    folder.run(&["check", "."]).has(1, &["3 documents", "400 against 500"]);
}

#[test]
fn rules_and_packs_are_those_that_are_named() {
    let folder = fair();
    folder.write("rules/own.claim", "measure stalls : count {\n  en stall\n}\n");
    folder.write("c.txt", "The Riverside fair 2024 had 12 stalls.\n");
    folder.write("factlint.toml", "packs = [\"std\"]\nrules = [\"rules\"]\n[measures]\nstalls = \"off\"");
    folder.run(&["check", "."]).has(1, &["400 against 450"]).lacks("unknown-measure");
    folder.write("factlint.toml", "packs = [\"std\"]\nrules = [\"nowhere.claim\"]");
    folder.run(&["check", "."]).has(2, &["cannot read rule file `nowhere.claim`"]);
    folder.write("factlint.toml", "[measures]\nstals = \"off\"");
    folder
        .run(&["check", ".", "--rules", "rules"])
        .has(1, &["no rule and no document knows a measure `stals`", "did you mean `stalls`"]);
}

#[test]
fn trust_decides_which_value_the_evidence_supports() {
    let folder = fair();
    let trust = |a: &str, b: &str| {
        let documents =
            format!("[[documents]]\npaths = [\"a.txt\"]\n{a}\n[[documents]]\npaths = [\"press\"]\n{b}\n");
        folder.write("factlint.toml", &documents);
        folder.run(&["check", "."])
    };
    trust("trust = 0.9", "trust = 0.1").has(1, &["evidence: 400 fits 1 witness; left out: 450"]);
    trust("trust = 0.1", "trust = 0.9").has(1, &["evidence: 450 fits 1 witness; left out: 400"]);
    trust("publisher = \"Alpha\"", "publisher = \"Beta\"\n[trust]\nalpha = 0.2")
        .has(1, &["evidence: 450 fits"]);
    trust("publisher = \"Alpha\"", "publisher = \"Beta\"\n[trust]\nBeta = 0.2")
        .has(1, &["evidence: 400 fits"]);
}

#[test]
fn sources_are_weighed_as_the_configuration_says() {
    let folder = fair();
    let trusted = "[[documents]]\npaths = [\"a.txt\"]\ntrust = 0.9\n";
    folder.write("factlint.toml", format!("weigh-by = \"vote\"\n{trusted}"));
    folder.run(&["check", "."]).has(1, &["400 fits 1 witness; left out, though as well supported: 450"]);
    // What is stated stands, whatever is learned of others.
    folder.write("factlint.toml", format!("weigh-by = \"crh\"\n{trusted}"));
    folder.run(&["check", "."]).has(1, &["evidence: 400 fits 1 witness; left out: 450"]);
    folder.run(&["config"]).has(0, &["weigh-by", "crh"]);
    folder.write("factlint.toml", "weigh-by = \"scope\"");
    folder.run(&["check", "."]).has(2, &["nothing is weighed by `scope`", "did you mean `scoped`"]);
}

#[test]
fn paths_tell_publisher_date_and_language() {
    let folder = Folder::new();
    folder.write("feeds/Daily News/2023/04-22 fair.txt", FAIR);
    folder.write("factlint.toml", "language = \"ru\"\n[[documents]]\npaths = [\"feeds/{publisher}/{year}/{month}-{day}*\"]\nlanguage = \"en\"");
    let json = folder.run(&["check", "feeds", "--format", "json"]);
    json.has(0, &[r#""language":"en","date":"2023-04-22","publisher":"Daily News""#]);
    let shown = folder.run(&["config", "feeds/Daily News/2023/04-22 fair.txt"]);
    shown.has(
        0,
        &["publisher                    Daily News", "2023-04-22", "factlint.toml:2", "factlint.toml:4"],
    );
}

#[test]
fn what_is_in_force_is_shown_with_its_place() {
    let folder = fair();
    folder.write(
        "factlint.toml",
        "fail-on = \"warning\"\n\n[levels]\nscope = \"off\"\n\n[measures.\"floor area\"]\ndiscrepancy = \"error\"\n\n[trust]\nAlpha = 0.75\n",
    );
    let shown = folder.run(&["config", "press"]);
    shown.has(0, &["configuration: factlint.toml", "measures.\"floor area\".discrepancy"]);
    let line = |key: &str| {
        shown.out.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key}: {shown:?}"))
    };
    assert!(
        line("fail-on").ends_with("factlint.toml:1") && line("levels.scope").ends_with("factlint.toml:4")
    );
    assert!(line("trust.Alpha").contains("0.75") && line("packs").ends_with("default"));
    Folder::new()
        .run(&["config"])
        .has(0, &["fail-on                      error                            default"]);
}

/// Everything that can be wrong with a configuration, with the words that must be said.
const BROKEN: &[(&str, &[&str])] = &[
    ("fail-on = ", &["this is not TOML", "factlint.toml:1"]),
    ("fail_on = \"error\"", &["no key `fail_on`", "did you mean `fail-on`"]),
    ("zzz = 1", &["no key `zzz`", "the keys here: packs, rules"]),
    ("fail-on = 3", &["`fail-on` takes a level", "this is a number"]),
    ("fail-on = \"off\"", &["`off` is no level"]),
    ("fail-on = \"eror\"", &["`eror` is no level", "did you mean `error`"]),
    ("packs = \"std\"", &["`packs` takes a list of texts", "this is a text"]),
    ("packs = [\"sdt\"]", &["no pack `sdt` ships", "did you mean `std`"]),
    ("packs = [1]", &["`packs` takes a text"]),
    ("exclude = [\"a/[b\"]", &["`a/[b` is no glob", "unclosed"]),
    ("exclude = [\"../x\"]", &["is no glob", "leads out of the folder"]),
    ("exclude = [\"{publsher}/*\"]", &["no placeholder", "did you mean `publisher`"]),
    ("language = \"\"", &["`language` is empty"]),
    ("language = \"tlh\"", &["no pack knows the language `tlh`", "there are: en, ru"]),
    ("[levels]\ndiscrepency = \"off\"", &["no code `discrepency` has a level", "did you mean `discrepancy`"]),
    ("[levels]\nunreadable = \"off\"", &["no code `unreadable` has a level"]),
    ("levels = []", &["`levels` takes a table of levels", "this is a list"]),
    ("[measures]\ncompanies = true", &["`companies` takes a level", "this is true or false"]),
    ("[trust]\nAlpha = 1.5", &["`Alpha` is out of range", "not from 0 to 1"]),
    ("[trust]\nAlpha = \"high\"", &["`Alpha` takes a number"]),
    ("[[documents]]\ntrust = 0.5", &["`paths` is missing"]),
    ("documents = [1]", &["`documents` takes tables"]),
    ("[[documents]]\npaths = [\"a\"]\ndate = 2024-02-31", &["this is not TOML"]),
    ("[[documents]]\npaths = [\"a\"]\ndate = \"2024-02-31\"", &["`date` is no day of the calendar"]),
    ("[[documents]]\npaths = [\"a\"]\ndate = 12:00:00", &["`date` is no day"]),
    ("[[suppress]]\ncodes = [\"discrepancy\"]", &["`reason` is missing"]),
    ("[[suppress]]\nreason = \"x\"", &["this would suppress every finding"]),
    ("[[suppress]]\ncodes = [\"discrepency\"]\nreason = \"x\"", &["no finding has the code `discrepency`"]),
    ("limits = 3", &["`limits` takes a table of limits", "this is a number"]),
    ("[limits]\ntext-byte = 3", &["no key `text-byte`", "did you mean `text-bytes`"]),
    ("[limits]\ntext-bytes = 0", &["`text-bytes` takes a whole number from 1 to"]),
    ("[limits]\ntext-bytes = \"1 MB\"", &["`text-bytes` takes a whole number", "a larger one is not read"]),
    (
        "[limits]\ntext-bytes = 67_108_865",
        &["`text-bytes` is raised beyond 67108864", "name it with --config"],
    ),
    ("comments = \"no\"", &["`comments` takes `true` or `false`"]),
    ("suppressions = \"nowhere.toml\"", &["cannot read `nowhere.toml`", "named here"]),
    ("a = 1\nb = \"\u{1b}[31m\"\n[levels]\nscope = 1", &["no key `a`", "`scope` takes a level"]),
];

#[test]
fn a_broken_configuration_is_told_and_nothing_is_checked() {
    for (config, words) in BROKEN {
        let folder = fair();
        folder.write("factlint.toml", config);
        let said = folder.run(&["check", "."]);
        said.has(2, words).lacks("\u{1b}");
        assert_eq!(said.out, "", "{config}");
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_told() {
    let folder = fair();
    std::fs::create_dir(folder.path().join("factlint.toml")).expect("a folder");
    folder.run(&["check", "."]).has(2, &["cannot read the configuration", "not a regular file"]);
    folder.run(&["check", ".", "--config", "nowhere.toml"]).has(2, &["there is no such file"]);
    folder.write("latin.toml", [b'a', 0xe9, b'b']);
    folder.run(&["check", ".", "--config", "latin.toml"]).has(2, &["not UTF-8 at byte 1"]);
    folder.run(&["config", ".", "--config", "latin.toml"]).has(2, &["not UTF-8"]);
    folder.run(&["check", ".", "--config", "x", "--no-config"]).has(2, &["cannot be used with"]);
}

#[test]
fn deeply_nested_toml_is_refused() {
    let folder = fair();
    folder.write("factlint.toml", format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)));
    folder.run(&["check", "."]).has(2, &["this is not TOML"]);
}

#[test]
fn a_configuration_that_is_named_raises_limits() {
    let folder = fair();
    folder.write("wide.toml", "[limits]\ntext-bytes = 67_108_865\n");
    folder.run(&["check", ".", "--config", "wide.toml"]).has(1, &["contradiction"]);
    let shown = folder.run(&["config", ".", "--config", "wide.toml"]);
    let line = |key: &str| shown.out.lines().find(|line| line.starts_with(key)).expect(key).to_owned();
    assert!(
        line("limits.text-bytes").contains("67108865") && line("limits.text-bytes").ends_with("wide.toml:2")
    );
    assert!(line("limits.rule-depth").ends_with("default"));
}

#[test]
fn the_schema_that_is_checked_in_is_the_one_that_is_written() {
    let folder = Folder::new();
    let written = folder.run(&["config", "--schema"]);
    let path = "editors/factlint.schema.json";
    if std::env::var_os("SCHEMA").is_some_and(|how| how == "overwrite") {
        std::fs::write(path, &written.out).expect("the schema is written");
    }
    let kept = std::fs::read_to_string(path).expect("the schema is kept");
    assert_eq!(kept, written.out, "bring it up to date with `SCHEMA=overwrite cargo test --test config`");
}

#[test]
fn every_key_of_the_schema_is_documented() {
    let kept = std::fs::read_to_string("editors/factlint.schema.json").expect("the schema is kept");
    let schema: serde_json::Value = serde_json::from_str(&kept).expect("the schema is JSON");
    let pages = ["docs/configuration.md", "docs/living-with-findings.md"];
    let page = pages.map(|page| std::fs::read_to_string(page).expect("the page")).concat();
    let keys = schema["properties"].as_object().expect("keys");
    let inner = ["documents", "suppress"].map(|table| &schema["properties"][table]["items"]["properties"]);
    let limits = schema["properties"]["limits"]["properties"].as_object().expect("limits");
    assert!(limits.len() >= 17);
    let all = keys
        .keys()
        .chain(limits.keys())
        .chain(inner.iter().flat_map(|keys| keys.as_object().expect("keys").keys()));
    let missing: Vec<&String> = all.filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert_eq!(missing, Vec::<&String>::new(), "the pages do not speak of them");
    assert!(keys.len() >= 14);
}
