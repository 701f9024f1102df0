//! The words of all rules of a run in one trie: from a run of tokens to what it means.
//!
//! A phrase is a path of elements: exact words, lemmas, marks. A token may be several
//! elements at once (its form, each of its lemmas), so a walk follows every edge that fits.

use crate::token::{Case, Span, Token, TokenKind, fold, tokenize};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
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

impl KnownForm {
    /// All that a token of the form may be.
    pub fn elements(&self) -> impl Iterator<Item = Element> {
        let forms = self.form.into_iter();
        let forms = forms.flat_map(|form| [Element::Form(form), Element::Title(form), Element::Upper(form)]);
        forms.chain(self.symbols.iter().map(|(_, id)| Element::Symbol(*id)))
    }
}

impl Element {
    /// The bit of the element in a set of them, as a sieve: others share it.
    #[inline]
    #[must_use]
    pub fn bit(self) -> u128 {
        let (kind, id) = match self {
            Self::Form(id) => (0, id),
            Self::Title(id) => (1, id),
            Self::Upper(id) => (2, id),
            Self::Symbol(id) => (3, id),
            Self::Lemma(id) => (4, id),
            Self::Mark(mark) => (5, mark as u32),
        };
        1 << (id.wrapping_mul(6).wrapping_add(kind).wrapping_mul(0x9e37_79b1) >> 25)
    }
}

#[derive(Debug, Default)]
struct Node {
    meanings: Vec<u32>,
    /// The bits of the elements by which phrases go on from here.
    branches: u128,
    /// The element that leads here.
    element: Option<Element>,
    /// The node before it, which was made before it.
    parent: u32,
}

/// The lemmas of a language by their stems, and how those begin.
#[derive(Debug, Default)]
struct Stems {
    lemmas: FxHashMap<String, u32>,
    heads: FxHashSet<Box<str>>,
}

/// Letters at the end of a stem that its words may have otherwise: "tied" and "ti", "probably" and "probabl".
const STEM_END: usize = 2;
/// Letters at the start of a stem that no stemmer changes, however short it is.
const STEM_START: usize = 2;
/// Letters of a stem that words are told apart by.
const STEM_HEAD: usize = 4;

/// The beginning that all words of a stem share with it.
#[must_use]
pub(super) fn head_of_stem(stem: &str) -> &str {
    let letters = stem.chars().count();
    first_letters(stem, letters.saturating_sub(STEM_END).clamp(STEM_START, STEM_HEAD))
}

/// The first letters of a word.
#[must_use]
pub(super) fn first_letters(word: &str, letters: usize) -> &str {
    let end = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

impl Stems {
    /// Whether a word begins like a stem.
    fn may_have(&self, word: &str) -> bool {
        (STEM_START..=STEM_HEAD).any(|letters| self.heads.contains(first_letters(word, letters)))
    }
}

/// How many words and steps the packs that ship have, about.
const ROOM: usize = 8192;

/// The trie, with the words that its edges name.
#[derive(Debug, Default)]
pub struct Vocabulary {
    forms: FxHashMap<String, KnownForm>,
    /// Lemmas of each language.
    lemmas: Vec<FxHashMap<String, u32>>,
    /// Lemmas by their stems: made when the first word asks that no dictionary knows.
    stems: OnceLock<Vec<Stems>>,
    next_form: u32,
    next_symbol: u32,
    next_lemma: u32,
    edges: FxHashMap<(u32, Element), u32>,
    nodes: Vec<Node>,
}

impl Vocabulary {
    /// An empty vocabulary, with room for what every run adds.
    #[must_use]
    pub fn new() -> Self {
        let mut nodes = Vec::with_capacity(ROOM);
        nodes.push(Node::default());
        let edges = FxHashMap::with_capacity_and_hasher(ROOM, FxBuildHasher);
        let forms = FxHashMap::with_capacity_and_hasher(ROOM, FxBuildHasher);
        Self { forms, edges, nodes, ..Self::default() }
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
                parent.branches |= element.bit();
            }
            node = *self.edges.entry((node, element)).or_insert_with(|| {
                self.nodes.push(Node { parent: node, element: Some(element), ..Node::default() });
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
        let lang = usize::from(lang);
        if self.lemmas.len() <= lang {
            self.lemmas.resize_with(lang + 1, FxHashMap::default);
        }
        let next = &mut self.next_lemma;
        let known = self.lemmas.get_mut(lang).map(|lemmas| {
            *lemmas.entry(lemma.to_owned()).or_insert_with(|| {
                *next += 1;
                *next
            })
        });
        known.unwrap_or_default()
    }

    /// What is known of a folded form.
    #[must_use]
    pub fn known(&self, folded: &str) -> Option<&KnownForm> {
        self.forms.get(folded)
    }

    /// The id of a lemma that some phrase uses.
    #[must_use]
    pub fn lemma_id(&self, lang: u8, lemma: &str) -> Option<u32> {
        self.lemmas.get(usize::from(lang))?.get(lemma).copied()
    }

    /// The id of a lemma that has the stem of a word; `stem_of` gives the stem of a lemma that may
    /// stand for words that no dictionary knows, and `stem` that of the word, which is asked for
    /// only where some lemma begins like the word.
    pub fn stem_id(
        &self,
        lang: u8,
        word: &str,
        stem: impl FnOnce() -> Option<String>,
        stem_of: impl Fn(u8, &str) -> Option<String>,
    ) -> Option<u32> {
        let stems = self.stems.get_or_init(|| {
            let mut stems: Vec<Stems> = Vec::new();
            stems.resize_with(self.lemmas.len(), Stems::default);
            for (lang, lemma) in self.lemmas() {
                let (id, stem) = (self.lemma_id(lang, lemma), stem_of(lang, lemma));
                if let (Some(id), Some(stem), Some(stems)) = (id, stem, stems.get_mut(usize::from(lang))) {
                    stems.heads.insert(head_of_stem(&stem).into());
                    stems.lemmas.entry(stem).or_insert(id);
                }
            }
            stems
        });
        let stems = stems.get(usize::from(lang)).filter(|stems| stems.may_have(word))?;
        stems.lemmas.get(stem()?.as_str()).copied()
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

    /// Calls `see` with each phrase and what it means.
    pub fn each_phrase(&self, mut see: impl FnMut(&[Element], &[u32])) {
        for node in self.nodes.iter().filter(|node| !node.meanings.is_empty()) {
            see(&self.path(node), &node.meanings);
        }
    }

    /// The elements that lead to a node.
    fn path(&self, node: &Node) -> Vec<Element> {
        let mut out: Vec<Element> = node.element.into_iter().collect();
        let mut at = node.parent;
        while let Some(node) = self.nodes.get(at as usize)
            && let Some(element) = node.element
        {
            out.push(element);
            at = node.parent;
        }
        out.reverse();
        out
    }

    /// Calls `see` with each folded form of phrases that is wanted, in no order.
    pub fn each_form(&self, wanted: impl Fn(&KnownForm) -> bool, mut see: impl FnMut(&str)) {
        self.forms.iter().filter(|(_, known)| wanted(known)).for_each(|(form, _)| see(form));
    }

    /// The lemmas that phrases use, with their language.
    pub fn lemmas(&self) -> impl Iterator<Item = (u8, &str)> {
        (0..=u8::MAX).zip(&self.lemmas).flat_map(|(lang, lemmas)| {
            let mut all: Vec<&str> = lemmas.keys().map(String::as_str).collect();
            all.sort_unstable();
            all.into_iter().map(move |lemma| (lang, lemma))
        })
    }

    /// The node that an edge leads to.
    #[must_use]
    pub fn step(&self, node: u32, element: Element) -> Option<u32> {
        self.edges.get(&(node, element)).copied()
    }

    /// The bits of the elements by which phrases go on behind a node: most end with their first word.
    #[inline]
    #[must_use]
    pub fn branches(&self, node: u32) -> u128 {
        self.nodes.get(node as usize).map_or(0, |node| node.branches)
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

    /// Words begin like their stems, as [`head_of_stem`] has it: those of the dictionaries, and made-up ones with every
    /// ending that the stemmers know.
    /// Apart from "dying", "lying" and "tying", which are in the dictionary.
    #[test]
    fn words_begin_like_their_stems() {
        use rust_stemmers::{Algorithm, Stemmer};
        let starts =
            ["b", "ti", "dy", "pro", "stat", "happ", "univers", "ски", "мил", "бел", "кра", "процент"];
        let english = "s es ies ied ss us eed eedly ed edly ing ingly y ly er or ness ment ful fulness ousness iveness \
            tional enci anci abli entli izer ization ational ation ator alism aliti alli ousli iviti biliti bli ogi \
            fulli lessli li icate iciti ative alize ical al ance ence ic able ible ant ement ent ism ate iti ous ive ize \
            e l ying yed";
        let russian = "ывшись вшись ив ыв ившы ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя \
            ою ею ость ейше ейш нн ся сь ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно уйте ишь уют ено а ев ов е \
            иями ями ами еи и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я";
        let exceptions = "skis skies idly gently ugly early only singly sky news howe atlas cosmos";
        let stemmers = [Algorithm::English, Algorithm::Russian].map(Stemmer::create);
        let ends: Vec<&str> = english.split_whitespace().chain(russian.split_whitespace()).collect();
        let twice = |end: &&str| ends.iter().map(move |second| format!("{end}{second}")).collect::<Vec<_>>();
        let ends: Vec<String> =
            ends.iter().flat_map(twice).chain(ends.iter().map(|e| (*e).to_owned())).collect();
        let made = starts.iter().flat_map(|start| ends.iter().map(move |end| format!("{start}{end}")));
        let known = |word: &String| !matches!(&word[..], "dying" | "lying" | "tying");
        for word in made.chain(exceptions.split_whitespace().map(str::to_owned)).filter(known) {
            for stem in stemmers.iter().map(|stemmer| stemmer.stem(&word)) {
                assert!(word.starts_with(head_of_stem(&stem)), "{word}: {stem}");
            }
        }
    }

    #[test]
    fn a_phrase_without_words_is_refused() {
        assert!(!Vocabulary::new().add(0, "  ", Spelling::Quoted, 1));
    }
}
