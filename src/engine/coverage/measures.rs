//! Which measures tests state, and which they show to stay silent, by the languages that a
//! measure has words in.

use super::Unreached;
use crate::diagnostic::{FileId, Sources};
use crate::rule::Test;
use crate::syntax::ast::{Expect, Item, Measure};
use crate::syntax::parse;
use crate::token::Span;
use indexmap::IndexMap;
use rustc_hash::FxHashSet;

/// The measures of the wanted files that no test states, and those that none shows to be silent.
pub(super) fn measures(
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
        let mut langs = test.test.documents.iter().map(|document| document.lang.text.as_str());
        // Documents of two languages do not tell in which of them the claim stands.
        let Some(lang) = langs.next().filter(|first| langs.all(|other| other == *first)) else { continue };
        for expect in &test.test.expects {
            match expect {
                Expect::Claim(claim) => stated.insert((claim.measure.name.text.as_str(), lang)),
                Expect::NoClaim(measure) => silent.insert((measure.name.text.as_str(), lang)),
                Expect::Nothing(_) | Expect::Verdict(..) => continue,
            };
        }
    }
    let without = |reached: &FxHashSet<(&str, &str)>| {
        let place = |(place, (name, lang)): (&(FileId, Span), &(String, String))| {
            reached.contains(&(name.as_str(), lang.as_str())).then_some(*place)
        };
        let places = all.iter().filter_map(place).collect();
        let named = all.iter().map(|(place, (name, lang))| (*place, format!("{name} ({lang})")));
        Unreached::of(named.collect(), &places)
    };
    (without(&stated), without(&silent))
}

/// The languages that a measure has words in, each with the place of the first of them.
fn spoken(measure: &Measure) -> impl Iterator<Item = (String, Span)> {
    let mut out: IndexMap<String, Span> = IndexMap::new();
    for words in measure.words.iter().chain(&measure.near) {
        out.entry(words.lang.text.clone()).or_insert(words.lang.span);
    }
    out.into_iter()
}
