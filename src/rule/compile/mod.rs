//! Compiles the trees of all rule files of a run into one rule set: first every name, then
//! the words, then patterns, policies and tests.

mod declare;
mod names;
mod pattern;
mod rules;
mod words;

pub use pattern::CLASSES;

use super::load::Module;
use super::meaning::Meaning;
use super::model::{Language, Ruleset};
use super::vocabulary::{Spelling, Vocabulary};
use crate::diagnostic::{Diagnostic, FileId};
use crate::morphology::Dictionary;
use crate::syntax::ast::{self, Item};
use indexmap::IndexMap;
use std::sync::Arc;

/// The dictionaries that languages may name, by language code.
pub type Dictionaries = IndexMap<String, Arc<Dictionary>>;

pub(super) struct Compiler<'a> {
    pub(super) rules: Ruleset,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) macros: IndexMap<String, &'a ast::Macro>,
    dictionaries: &'a Dictionaries,
}

/// Compiles parsed files. What is wrong is left out and reported.
#[must_use]
pub fn compile(modules: &[Module], dictionaries: &Dictionaries) -> (Ruleset, Vec<Diagnostic>) {
    let rules = Ruleset { vocabulary: Vocabulary::new(), ..Ruleset::default() };
    let mut compiler = Compiler { rules, diagnostics: Vec::new(), macros: IndexMap::new(), dictionaries };
    let items = compiler.unique_items(modules);
    // Units and measures name dimensions, everything names languages.
    let basic = |item: &Item| matches!(item, Item::Language(_) | Item::Dimension(_));
    for (file, item) in items.iter().filter(|(_, item)| basic(item)) {
        compiler.declare(*file, item);
    }
    for (file, item) in items.iter().filter(|(_, item)| !basic(item)) {
        compiler.declare(*file, item);
    }
    for (file, item) in &items {
        compiler.link(*file, item);
    }
    compiler.prefix_units(&items);
    for (file, item) in &items {
        compiler.patterns(*file, item);
    }
    compiler.finish();
    (compiler.rules, compiler.diagnostics)
}

impl Compiler<'_> {
    /// The number of a meaning.
    pub(super) fn meaning(&mut self, meaning: Meaning) -> u32 {
        let (id, _) = self.rules.meanings.insert_full(meaning);
        u32::try_from(id).unwrap_or(u32::MAX)
    }

    /// Adds a phrase of a language with a meaning.
    pub(super) fn phrase(&mut self, lang: u8, text: &str, spelling: Spelling, meaning: Meaning) {
        let id = self.meaning(meaning);
        self.rules.vocabulary.add(lang, text, spelling, id);
    }

    pub(super) fn words_in(&mut self, lang: u8, phrases: &[ast::Phrase], meaning: Meaning) {
        for phrase in phrases {
            let spelling = if phrase.exact { Spelling::Quoted } else { Spelling::Lemmas };
            self.phrase(lang, &phrase.text, spelling, meaning);
        }
    }

    /// Adds words of several languages with one meaning; gives the languages that had any.
    pub(super) fn lang_words(&mut self, file: FileId, words: &[ast::LangWords], meaning: Meaning) -> Vec<u8> {
        let mut languages = Vec::new();
        for words in words {
            let Some(lang) = self.lang(file, &words.lang) else { continue };
            self.words_in(lang, &words.phrases, meaning);
            languages.push(lang);
        }
        languages
    }

    /// What can only be done when every word is known: stems for words of no dictionary.
    fn finish(&mut self) {
        let languages = &self.rules.languages;
        let stem = |lang: u8, lemma: &str| {
            languages.get(usize::from(lang)).and_then(|language| language.stem_of_unknown(lemma))
        };
        self.rules.vocabulary.add_stems(stem);
    }
}

impl Language {
    /// The stem of a folded word that the dictionary does not know.
    #[must_use]
    pub fn stem_of_unknown(&self, word: &str) -> Option<String> {
        let known = self.dictionary.as_ref().is_some_and(|d| d.analyses(word.as_bytes()).next().is_some());
        if known {
            return None;
        }
        self.stem(word)
    }

    /// The stem of a folded word; nothing where the language has no stemmer.
    #[must_use]
    pub fn stem(&self, word: &str) -> Option<String> {
        let stemmer = rust_stemmers::Stemmer::create(self.stemmer?);
        Some(stemmer.stem(word).into_owned())
    }
}

pub(super) type Placed<'a> = (FileId, &'a Item);
