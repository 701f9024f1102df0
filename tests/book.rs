//! The book under `docs/`: every example is loaded and its tests are run, every link leads
//! somewhere, every page is in the summary.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use factlint::diagnostic::Severity;
use factlint::engine::{Packs, Workshop, run_tests};
use factlint::syntax::ast::{Item, Phrase, Unit};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Pages whose ` ```claim ` blocks are whole rule files.
const EXECUTED: [&str; 2] = ["docs/reference", "docs/cookbook"];
/// Recipes that the cookbook promises.
const RECIPES: usize = 20;

fn pages(folder: &Path, out: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).expect("docs").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            pages(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            out.push(path);
        }
    }
    out.sort();
}

fn all_pages() -> Vec<PathBuf> {
    let mut out = Vec::new();
    pages(Path::new("docs"), &mut out);
    out
}

fn examples(page: &str) -> Vec<&str> {
    page.split("```claim\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn every_example_does_what_it_says() {
    let mut workshop = Workshop::default();
    let (mut blocks, mut tests, mut wrong) = (0, 0, Vec::new());
    let executed = |page: &PathBuf| {
        page.ends_with("how-it-works.md") || EXECUTED.iter().any(|folder| page.starts_with(folder))
    };
    for page in all_pages().into_iter().filter(executed) {
        let text = std::fs::read_to_string(&page).expect("a page");
        for (nth, block) in examples(&text).into_iter().enumerate() {
            let name = format!("{} example {}", page.display(), nth + 1);
            let prepared = workshop.prepare(vec![(name.clone(), block.to_owned())], &Packs);
            let said = prepared.diagnostics.iter().filter(|d| d.severity == Severity::Error);
            wrong.extend(said.map(|d| format!("{name}: {}", d.message)));
            let own = |file| prepared.sources.get(file).is_some_and(|source| source.name == name);
            let results = run_tests(&prepared.rules, &prepared.sources, |test| own(test.file));
            blocks += 1;
            tests += results.len();
            let failed = results.iter().flat_map(|result| &result.failures);
            wrong.extend(failed.map(|d| format!("{name}: {}: {:?}", d.message, d.labels)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(blocks >= 38 && tests >= 45, "{blocks} examples with {tests} tests: some are not seen any more");
}

#[test]
fn the_cookbook_has_a_test_for_each_of_its_tasks() {
    let mut recipes = BTreeSet::new();
    for page in all_pages().into_iter().filter(|page| page.starts_with("docs/cookbook")) {
        let text = std::fs::read_to_string(&page).expect("a page");
        for section in text.split("\n## ").skip(1) {
            let number: usize = section.split('.').next().and_then(|n| n.parse().ok()).expect("a number");
            let tested = examples(section).iter().any(|block| block.contains("\ntest \""));
            assert!(tested, "recipe {number} has no test");
            recipes.insert(number);
        }
    }
    assert_eq!(recipes, (1..=RECIPES).collect());
}

/// The targets of links to other pages.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://"))
}

#[test]
fn links_lead_somewhere_and_every_page_is_in_the_summary() {
    let mut missing = Vec::new();
    for page in all_pages() {
        let text = std::fs::read_to_string(&page).expect("a page");
        let prose: String = text.split("```").step_by(2).collect();
        for link in links(&prose) {
            let file = link.split('#').next().unwrap_or_default();
            let target = page.parent().expect("a folder").join(file);
            if !file.is_empty() && !target.exists() {
                missing.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    let summary = std::fs::read_to_string("docs/SUMMARY.md").expect("the summary");
    let listed: BTreeSet<PathBuf> = links(&summary).map(|link| Path::new("docs").join(link)).collect();
    let written: BTreeSet<PathBuf> =
        all_pages().into_iter().filter(|page| !page.ends_with("SUMMARY.md")).collect();
    assert_eq!(listed, written);
}

/// Words of the language that a person may look up.
#[test]
fn the_reference_names_every_item_and_every_class() {
    let mut text = String::new();
    for page in all_pages().into_iter().filter(|page| page.starts_with("docs/reference")) {
        text.push_str(&std::fs::read_to_string(&page).expect("a page"));
    }
    let words = factlint::syntax::keywords().chain(factlint::rule::classes());
    let missing: Vec<&str> = words.filter(|word| !text.contains(&format!("`{word}"))).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// The page of unit names is written from the units that ship: `SNAPSHOTS=overwrite cargo test --test book`.
const UNITS: &str = "docs/reference/unit-names.md";

const ABOUT_UNITS: &str = "# Names of units

Every unit that ships, by dimension. The name or the code stands behind a figure in a [test](tests.md), and the name in
a filter such as `quantity[tonne]`; the code is what output calls it. Documents write it with the symbols and words of the
last column, in every form, and others; units that take prefixes go by them too: `kilometre`, `km`.

A unit marked *loose* has no certain size: `412 tons` may be short, long or metric. It counts as what stands in the rule
file (`412 tonne` in a test), and where the size matters, `short-ton`, `long-ton` and `tonne` are told apart by their words.
Money of one currency is never converted to another.

This page is written from `rules/units`, and a test holds it against them.
";

/// What a table may hold as it is.
fn cell(phrases: &[&Phrase]) -> String {
    let quoted = |phrase: &&Phrase| format!("`{}`", phrase.text.replace('|', "\\|"));
    phrases.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_of_units_is_what_the_packs_say() {
    let prepared = Workshop::default().prepare(Vec::new(), &Packs);
    let units: Vec<&Unit> = (prepared.modules.iter().flat_map(|module| module.items.iter()))
        .filter_map(|item| if let Item::Unit(unit) = item { Some(unit) } else { None })
        .collect();
    let mut page = ABOUT_UNITS.to_owned();
    for (dimension, declared) in &prepared.rules.dimensions {
        let own: Vec<&&Unit> = units.iter().filter(|unit| unit.dimension.text == *dimension).collect();
        if own.is_empty() {
            continue;
        }
        let base = if declared.base.is_empty() { String::new() } else { format!(", in `{}`", declared.base) };
        page += &format!("\n## {dimension}{base}\n\n| name | code | written | |\n|---|---|---|---|\n");
        for unit in own {
            let code = &prepared.rules.units.get(&unit.name.text).expect("a declared unit").code;
            let words = unit.words.iter().flat_map(|words| words.phrases.iter().take(2));
            let written: Vec<&Phrase> = unit.symbols.iter().take(2).chain(words).collect();
            let said = ["loose", "prefixes"]
                .into_iter()
                .filter(|flag| unit.flags.iter().any(|own| own.text == *flag));
            let said = said.collect::<Vec<_>>().join(", ");
            page += &format!("| `{}` | `{code}` | {} | {said} |\n", unit.name.text, cell(&written));
        }
    }
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(UNITS, &page).expect("the page is written");
    }
    let known = std::fs::read_to_string(UNITS).unwrap_or_default();
    assert!(
        known == page,
        "{UNITS} does not say what rules/units does: SNAPSHOTS=overwrite cargo test --test book"
    );
    assert!(units.len() > 150, "{} units", units.len());
}
