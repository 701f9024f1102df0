//! Which measures tests state, and which they show to stay silent, by the languages that a
//! measure has words in.

use super::Unreached;
use crate::claim::{Claim, MeasureKey};
use crate::diagnostic::{FileId, Sources};
use crate::engine::test::inputs;
use crate::engine::{Outcome, check};
use crate::rule::{Ruleset, Test};
use crate::syntax::ast::{Expect, Item, Measure};
use crate::syntax::parse;
use crate::token::Span;
use indexmap::IndexMap;
use rustc_hash::FxHashSet;

/// The measures of the wanted files that no test states, and those that none shows to be silent.
pub(super) fn measures(
    rules: &Ruleset,
    texts: &Sources,
    tests: &[&Test],
    wanted: impl Fn(FileId) -> bool,
) -> (Unreached, Unreached) {
    let mut all: IndexMap<(FileId, Span), (String, String)> = IndexMap::new();
    for (file, source) in texts.iter().filter(|(file, _)| wanted(*file)) {
        for item in parse(file, &source.text).0 {
            let Item::Measure(measure) = item else { continue };
            all.extend(
                spoken(&measure).map(|(lang, span)| ((file, span), (measure.name.text.clone(), lang))),
            );
        }
    }
    let (mut stated, mut silent) = (FxHashSet::default(), FxHashSet::default());
    for test in tests {
        let outcome = check(rules, inputs(test));
        for expect in &test.test.expects {
            match expect {
                Expect::Claim(expected) => {
                    stated.extend(in_languages(&expected.measure.name.text, &outcome, rules));
                }
                Expect::NoClaim(measure) => {
                    let languages = test.test.documents.iter().map(|document| document.lang.text.clone());
                    silent.extend(languages.map(|lang| (measure.name.text.clone(), lang)));
                }
                // Of two documents that are compared each one states it.
                Expect::Verdict(_, measure) => {
                    stated.extend(in_languages(&measure.name.text, &outcome, rules));
                }
                Expect::Nothing(_) => {}
            }
        }
    }
    let without = |reached: &FxHashSet<(String, String)>| {
        let places =
            all.iter().filter(|(_, spoken)| reached.contains(*spoken)).map(|(place, _)| *place).collect();
        let named = all.iter().map(|(place, (name, lang))| (*place, format!("{name} ({lang})")));
        Unreached::of(named.collect(), &places)
    };
    (without(&stated), without(&silent))
}

/// A measure with each language of the documents that were claimed to state it.
fn in_languages(name: &str, outcome: &Outcome, rules: &Ruleset) -> Vec<(String, String)> {
    let wanted = |claim: &&Claim| match claim.measure {
        MeasureKey::Named(id) => rules.measures.get_index(id).is_some_and(|(own, _)| own == name),
        _ => false,
    };
    let language = |claim: &Claim| outcome.documents.get(claim.document)?.language.clone();
    let languages = outcome.claims.iter().filter(wanted).filter_map(language);
    languages.map(|lang| (name.to_owned(), lang)).collect()
}

/// The languages that a measure has words in, each with the place of the first of them.
fn spoken(measure: &Measure) -> impl Iterator<Item = (String, Span)> {
    let mut out: IndexMap<String, Span> = IndexMap::new();
    for words in measure.words.iter().chain(&measure.near) {
        out.entry(words.lang.text.clone()).or_insert(words.lang.span);
    }
    out.into_iter()
}
