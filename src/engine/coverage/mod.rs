//! What the tests of rule files reach: rules that match, rules that are shown to stay silent,
//! alternatives, measures, words.

mod measures;

use super::test::inputs;
use crate::claim::{Metadata, each_sentence};
use crate::diagnostic::{FileId, Sources};
use crate::extract::Machine;
use crate::rule::{Language, Ruleset, Spelling, Test, Vocabulary};
use crate::syntax::ast::{Expect, Item, LangWords};
use crate::syntax::parse;
use crate::text::Words;
use crate::token::Span;
use indexmap::IndexMap;
use rustc_hash::FxHashSet;

/// What tests reach of the rule files that are asked for.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Rules that no test makes match.
    pub rules: Unreached,
    /// Rules that no test which expects silence makes match in part.
    pub silent: Unreached,
    /// Alternatives of patterns that no match goes through.
    pub alternatives: Unreached,
    /// Measures that no test states, by language.
    pub measures: Unreached,
    /// Measures that no test shows to be silent, by language.
    pub silent_measures: Unreached,
    /// Words of measures, lists, scopes, kinds and entities that stand in no test.
    pub words: Unreached,
}

/// Things of one kind: how many there are, and which were never reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unreached {
    /// How many there are.
    pub all: usize,
    /// Where the others stand, with what they are called.
    pub missed: Vec<(FileId, Span, String)>,
}

impl Unreached {
    fn of(all: IndexMap<(FileId, Span), String>, reached: &FxHashSet<(FileId, Span)>) -> Self {
        let count = all.len();
        let missed = all.into_iter().filter(|(place, _)| !reached.contains(place));
        let mut missed: Vec<_> = missed.map(|((file, span), name)| (file, span, name)).collect();
        missed.sort();
        Self { all: count, missed }
    }
}

/// Runs all tests that `wanted` picks by file, and counts what they reach of those files.
#[must_use]
pub fn coverage(rules: &Ruleset, texts: &Sources, wanted: impl Fn(FileId) -> bool) -> Coverage {
    let tests: Vec<&Test> = rules.tests.iter().filter(|test| wanted(test.file)).collect();
    let reached = reached(rules, &tests);
    let own = || rules.rules.iter().filter(|(_, rule)| wanted(rule.place.0));
    let names = || own().map(|(name, rule)| (rule.place, name.clone())).collect();
    let alternatives =
        own().flat_map(|(_, rule)| rule.matches.iter().flat_map(|program| &program.alternatives));
    let alternatives = alternatives.filter(|(file, _)| wanted(*file)).map(|(file, span)| {
        let text = texts.get(*file).map_or("", |source| span.of(&source.text));
        ((*file, *span), text.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let (measures, silent_measures) = measures::measures(rules, texts, &tests, &wanted);
    Coverage {
        measures,
        silent_measures,
        alternatives: Unreached::of(alternatives.collect(), &reached.alternatives),
        rules: Unreached::of(names(), &reached.matched),
        silent: Unreached::of(names(), &reached.silent),
        words: words(rules, texts, &tests, wanted),
    }
}

#[derive(Default)]
struct Reached {
    matched: FxHashSet<(FileId, Span)>,
    silent: FxHashSet<(FileId, Span)>,
    alternatives: FxHashSet<(FileId, Span)>,
}

fn reached(rules: &Ruleset, tests: &[&Test]) -> Reached {
    let mut out = Reached::default();
    let mut machine = Machine::default();
    machine.note_alternatives();
    let mut words = Words::new(rules);
    for test in tests {
        let silence = test.test.expects.iter().any(|e| matches!(e, Expect::Nothing(_) | Expect::NoClaim(_)));
        for input in inputs(test) {
            let Ok(text) = std::str::from_utf8(&input.bytes) else { continue };
            let language = input.language.as_deref().and_then(|code| rules.language(code)).unwrap_or(0);
            let metadata = Metadata {
                language,
                date: input.date,
                publisher: input.publisher.clone(),
                ..Metadata::default()
            };
            each_sentence(text, &metadata, &mut words, |on, holds| {
                for rule in rules.rules.values() {
                    let mut found = false;
                    for program in rule.matches.iter().filter(|_| holds(rule)) {
                        let Some(_) = machine.find(program, on, 0, rule.captures.len()) else { continue };
                        found = true;
                        let taken = machine.alternatives().iter();
                        out.alternatives.extend(taken.filter_map(|n| program.alternatives.get(*n)).copied());
                    }
                    let barred = found && rule.unless.iter().any(|p| machine.find(p, on, 0, 0).is_some());
                    let mut partly = || {
                        // A pattern of figures alone comes as far as the figure that it refuses.
                        let figures = !on.quantities.is_empty();
                        rule.matches.iter().any(|program| {
                            if figures && program.required.is_empty() {
                                return true;
                            }
                            let reached = machine.reach(program, on, rule.captures.len());
                            reached.at > reached.start
                        })
                    };
                    if found && !barred {
                        out.matched.insert(rule.place);
                    } else if silence && (found || partly()) {
                        out.silent.insert(rule.place);
                    }
                }
            });
        }
    }
    out
}

/// Looks for every word of the wanted files in every test, by a vocabulary in which each
/// word means itself.
fn words(rules: &Ruleset, texts: &Sources, tests: &[&Test], wanted: impl Fn(FileId) -> bool) -> Unreached {
    let languages = rules.languages.iter().map(Language::without_rules).collect();
    let mut alone = Ruleset { languages, vocabulary: Vocabulary::new(), ..Ruleset::default() };
    let mut all: IndexMap<(FileId, Span), String> = IndexMap::new();
    for (file, source) in texts.iter().filter(|(file, _)| wanted(*file)) {
        for item in parse(file, &source.text).0 {
            for list in lists(&item) {
                let Some(lang) = rules.language(&list.lang.text) else { continue };
                for phrase in &list.phrases {
                    let (number, _) = all.insert_full((file, phrase.span), phrase.text.clone());
                    let spelling = if phrase.exact { Spelling::Quoted } else { Spelling::Lemmas };
                    let meaning = u32::try_from(number).unwrap_or(u32::MAX);
                    alone.vocabulary.add(lang, &phrase.text, spelling, meaning);
                }
            }
        }
    }
    let mut seen = FxHashSet::default();
    let mut words = Words::new(&alone);
    for document in tests.iter().flat_map(|test| &test.test.documents) {
        let language = alone.language(&document.lang.text).unwrap_or(0);
        let metadata = Metadata { language, ..Metadata::default() };
        each_sentence(&document.text, &metadata, &mut words, |on, _| {
            let marks = on.sentence.marks.all().iter();
            seen.extend(
                marks.filter_map(|mark| all.get_index(mark.meaning as usize)).map(|(place, _)| *place),
            );
        });
    }
    Unreached::of(all, &seen)
}

/// The lists of words of an item.
fn lists(item: &Item) -> Vec<&LangWords> {
    match item {
        Item::Words(item) => item.words.iter().collect(),
        Item::Kind(item) => item.words.iter().collect(),
        Item::Entity(item) => item.words.iter().collect(),
        Item::Scope(item) => item.values.iter().flat_map(|value| &value.words).collect(),
        Item::Measure(item) => item.words.iter().chain(&item.near).chain(&item.without).collect(),
        _ => Vec::new(),
    }
}
