//! The words of all rules of a run in one trie: from a run of tokens to what it means.
//!
//! A phrase is a path of elements: exact words, lemmas, marks. A token may be several
//! elements at once (its form, each of its lemmas), so a walk follows every edge that fits.

use crate::token::{Case, Span, Token, TokenKind, fold, tokenize};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// One element of a phrase, as an edge of the trie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Element {
    /// A word as written, in any case.
    Form(u32),
    /// A word whose first letter must be a capital.
    Title(u32),
    /// A word that must be all capitals.
    Upper(u32),
    /// A word in exactly this spelling.
    Symbol(u32),
    /// Any form of a lemma.
    Lemma(u32),
    /// A single character.
    Mark(char),
}

/// How the words of a phrase are to be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Bare words: all inflected forms of the language.
    Lemmas,
    /// Quoted words: small letters match either case, capitals only capitals.
    Quoted,
    /// Symbols: exactly as written.
    Symbol,
}

/// What the vocabulary knows of a word, by its folded form.
#[derive(Debug, Clone, Default)]
pub struct KnownForm {
    /// The form as a word of phrases.
    pub form: Option<u32>,
    /// Spellings of it that stand as symbols, with their ids.
    pub symbols: Vec<(String, u32)>,
}

#[derive(Debug, Default)]
struct Node {
    meanings: Vec<u32>,
    /// Whether some phrase goes on from here.
    branches: bool,
    /// The node before it, which was made before it.
    parent: u32,
}

/// The trie, with the words that its edges name.
#[derive(Debug, Default)]
pub struct Vocabulary {
    forms: FxHashMap<String, KnownForm>,
    lemmas: FxHashMap<(u8, String), u32>,
    /// Lemmas by their stems: made when the first word asks that no dictionary knows.
    stems: OnceLock<FxHashMap<(u8, String), u32>>,
    next_form: u32,
    next_symbol: u32,
    next_lemma: u32,
    edges: FxHashMap<(u32, Element), u32>,
    nodes: Vec<Node>,
}

impl Vocabulary {
    /// An empty vocabulary.
    #[must_use]
    pub fn new() -> Self {
        Self { nodes: vec![Node::default()], ..Self::default() }
    }

    /// Adds a phrase of a language (by its index) with a meaning. Returns whether the phrase
    /// has any words at all.
    pub fn add(&mut self, lang: u8, text: &str, spelling: Spelling, meaning: u32) -> bool {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let mut node = 0;
        for token in &tokens {
            let element = self.element(lang, token, token.span.of(text), spelling);
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            if let Some(parent) = self.nodes.get_mut(node as usize) {
                parent.branches = true;
            }
            node = *self.edges.entry((node, element)).or_insert_with(|| {
                self.nodes.push(Node { parent: node, ..Node::default() });
                fresh
            });
        }
        if node == 0 {
            return false;
        }
        if let Some(node) = self.nodes.get_mut(node as usize)
            && !node.meanings.contains(&meaning)
        {
            node.meanings.push(meaning);
        }
        true
    }

    fn element(&mut self, lang: u8, token: &Token, text: &str, spelling: Spelling) -> Element {
        match (token.kind, spelling) {
            (TokenKind::Mark, _) => Element::Mark(text.chars().next().unwrap_or(' ')),
            (TokenKind::Digits, _) => Element::Form(self.form(text)),
            (TokenKind::Word, Spelling::Lemmas) => Element::Lemma(self.lemma(lang, &fold(text))),
            (TokenKind::Word, Spelling::Symbol) => Element::Symbol(self.symbol(text)),
            (TokenKind::Word, Spelling::Quoted) => {
                let form = self.form(text);
                match token.case {
                    Case::Lower => Element::Form(form),
                    Case::Title => Element::Title(form),
                    Case::Upper => Element::Upper(form),
                }
            }
        }
    }

    fn form(&mut self, text: &str) -> u32 {
        let known = self.forms.entry(fold(text)).or_default();
        *known.form.get_or_insert_with(|| {
            self.next_form += 1;
            self.next_form
        })
    }

    fn symbol(&mut self, text: &str) -> u32 {
        let known = self.forms.entry(fold(text)).or_default();
        if let Some((_, id)) = known.symbols.iter().find(|(spelling, _)| spelling == text) {
            return *id;
        }
        self.next_symbol += 1;
        known.symbols.push((text.to_owned(), self.next_symbol));
        self.next_symbol
    }

    fn lemma(&mut self, lang: u8, lemma: &str) -> u32 {
        *self.lemmas.entry((lang, lemma.to_owned())).or_insert_with(|| {
            self.next_lemma += 1;
            self.next_lemma
        })
    }

    /// What is known of a folded form.
    #[must_use]
    pub fn known(&self, folded: &str) -> Option<&KnownForm> {
        self.forms.get(folded)
    }

    /// The id of a lemma that some phrase uses.
    #[must_use]
    pub fn lemma_id(&self, lang: u8, lemma: &str) -> Option<u32> {
        self.lemmas.get(&(lang, lemma.to_owned())).copied()
    }

    /// The id of a lemma with this stem; `stem_of` gives the stem of a lemma that may stand for
    /// words that no dictionary knows.
    #[must_use]
    pub fn stem_id(&self, lang: u8, stem: &str, stem_of: impl Fn(u8, &str) -> Option<String>) -> Option<u32> {
        let stems = self.stems.get_or_init(|| {
            let mut lemmas: Vec<(&(u8, String), u32)> =
                self.lemmas.iter().map(|(key, id)| (key, *id)).collect();
            lemmas.sort_unstable();
            let mut stems = FxHashMap::default();
            for ((lang, lemma), id) in lemmas {
                if let Some(stem) = stem_of(*lang, lemma) {
                    stems.entry((*lang, stem)).or_insert(id);
                }
            }
            stems
        });
        stems.get(&(lang, stem.to_owned())).copied()
    }

    /// For each node, whether a phrase through it has a meaning that is wanted.
    #[must_use]
    pub fn nodes_to(&self, wanted: impl Fn(u32) -> bool) -> Vec<bool> {
        let mut leads: Vec<bool> =
            self.nodes.iter().map(|node| node.meanings.iter().any(|meaning| wanted(*meaning))).collect();
        for (at, node) in self.nodes.iter().enumerate().rev() {
            if leads.get(at) == Some(&true)
                && let Some(parent) = leads.get_mut(node.parent as usize)
            {
                *parent = true;
            }
        }
        leads
    }

    /// The lemmas that phrases use, with their language.
    pub fn lemmas(&self) -> impl Iterator<Item = (u8, &str)> {
        let mut all: Vec<(u8, &str)> =
            self.lemmas.keys().map(|(lang, lemma)| (*lang, lemma.as_str())).collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// The node that an edge leads to.
    #[must_use]
    pub fn step(&self, node: u32, element: Element) -> Option<u32> {
        self.edges.get(&(node, element)).copied()
    }

    /// Whether some phrase goes on behind a node: most end with their first word.
    #[must_use]
    pub fn branches(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|node| node.branches)
    }

    /// The meanings of phrases that end at a node.
    #[must_use]
    pub fn meanings(&self, node: u32) -> &[u32] {
        self.nodes.get(node as usize).map_or(&[], |node| &node.meanings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_symbols_are_told_apart() {
        let mut vocabulary = Vocabulary::new();
        assert!(vocabulary.add(0, "May", Spelling::Quoted, 1));
        assert!(vocabulary.add(0, "may", Spelling::Quoted, 2));
        assert!(vocabulary.add(0, "mA", Spelling::Symbol, 3));
        let form = vocabulary.known("may").unwrap().form.unwrap();
        let title = vocabulary.step(0, Element::Title(form)).unwrap();
        assert_eq!(vocabulary.meanings(title), [1]);
        let lower = vocabulary.step(0, Element::Form(form)).unwrap();
        assert_eq!(vocabulary.meanings(lower), [2]);
        assert_eq!(vocabulary.known("ma").unwrap().symbols[0].0, "mA");
    }

    #[test]
    fn a_phrase_without_words_is_refused() {
        assert!(!Vocabulary::new().add(0, "  ", Spelling::Quoted, 1));
    }
}
