//! Compiles the trees of all rule files of a run into one rule set: first every name, then
//! the words, then patterns, policies and tests.

mod check;
mod declare;
mod expect;
mod figures;
mod names;
mod pattern;
mod reference;
mod required;
mod rules;
mod words;

pub use reference::classes;

use super::lint;
use super::load::Module;
use super::meaning::Meaning;
use super::model::{Id, Language, Ruleset};
use super::vocabulary::{Spelling, Vocabulary};
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, FileId};
use crate::morphology::Dictionary;
use crate::syntax::ast::{self, Item};
use crate::token::Span;
use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Scope that every claim may have without a `scope` item.
const TIME: &str = "time";

/// The dictionaries that languages may name, by language code.
pub type Dictionaries = IndexMap<String, Arc<Dictionary>>;

pub(super) struct Compiler<'a> {
    pub(super) rules: Ruleset,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) macros: IndexMap<String, (FileId, &'a ast::Macro)>,
    /// Names of items that could not be read: their uses are no further mistakes.
    pub(super) broken: FxHashSet<String>,
    /// Measures of which something is broken: that their tests fail is no further mistake.
    pub(super) unsound: FxHashSet<Id>,
    /// Whether some macro contains itself.
    pub(super) circular: bool,
    /// Whether the rule at hand lost statements to mistakes.
    mended: bool,
    /// Which `compare` item set the policy of a measure.
    compared: FxHashMap<usize, (FileId, Span, u8)>,
    dictionaries: &'a Dictionaries,
}

/// Compiles parsed files. What is wrong is left out and reported; mistakes that an item of a pack
/// that ships can only make by itself are looked for where `packs` says so.
#[must_use]
pub fn compile(
    modules: &[Module],
    dictionaries: &Dictionaries,
    packs: bool,
    limits: Limits,
) -> (Ruleset, Vec<Diagnostic>) {
    let rules = Ruleset { vocabulary: Vocabulary::new(), limits, ..Ruleset::default() };
    let mut compiler = Compiler {
        rules,
        diagnostics: Vec::new(),
        macros: IndexMap::new(),
        broken: FxHashSet::default(),
        unsound: FxHashSet::default(),
        circular: false,
        mended: false,
        compared: FxHashMap::default(),
        dictionaries,
    };
    let items = compiler.unique_items(modules);
    // Units and measures name dimensions, everything names languages.
    let basic = |item: &Item| matches!(item, Item::Language(_) | Item::Dimension(_));
    for (file, item) in items.iter().filter(|(_, item)| basic(item)) {
        compiler.declare(*file, item);
    }
    for (file, item) in items.iter().filter(|(_, item)| !basic(item)) {
        compiler.declare(*file, item);
    }
    let layers: FxHashMap<FileId, u8> = modules.iter().map(|module| (module.file, module.layer)).collect();
    for (file, item) in &items {
        compiler.link(*file, item);
        if let Item::Compare(compare) = item {
            compiler.link_compare(*file, compare, layers.get(file).copied().unwrap_or(0));
        }
    }
    compiler.prefix_units(&items);
    let before = compiler.diagnostics.len();
    lint::macro_cycle::check(&compiler.macros, &mut compiler.diagnostics);
    compiler.circular = compiler.diagnostics.len() > before;
    for (file, item) in &items {
        compiler.patterns(*file, item);
    }
    compiler.check(modules, &items, packs);
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
}

impl Ruleset {
    /// The lemma of the vocabulary that a word of no dictionary stands for by its stem.
    #[must_use]
    pub fn lemma_by_stem(&self, lang: u8, word: &str) -> Option<u32> {
        let language = |lang: u8| self.languages.get(usize::from(lang));
        let stem = || language(lang)?.stem(word);
        self.vocabulary.stem_id(lang, word, stem, |lang, lemma| language(lang)?.stem_of_unknown(lemma))
    }
}

impl Language {
    /// The language alone: how it writes and its dictionary, which are no rules.
    #[must_use]
    pub fn without_rules(&self) -> Self {
        Self {
            code: self.code.clone(),
            groups: self.groups.clone(),
            dictionary: self.dictionary.clone(),
            glosses: FxHashMap::default(),
            ..*self
        }
    }

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
