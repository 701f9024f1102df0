//! What tells that a text may hold figures: words of which every phrase that makes figures has
//! one, and a sieve of how such words begin, so that most words are told apart by three letters.

use super::{Element, Kinds, LexemeKind, Meaning, Ruleset};
use crate::token::is_cyrillic;
use rustc_hash::FxHashSet;

/// Letters of a word that the sieve looks at.
const LETTERS: usize = 3;
/// Letters of a stem that unknown words of that stem begin with, whatever the stemmer changes.
const STEM_LETTERS: usize = 2;
/// Letters of the Latin and of the Russian alphabet, and none.
const LATIN: usize = 27;
const RUSSIAN: usize = 33;
/// Words that stand in most sentences and tell little.
const PLAIN: Kinds = Kinds::of(&[
    LexemeKind::Function,
    LexemeKind::Preposition,
    LexemeKind::Article,
    LexemeKind::And,
    LexemeKind::Of,
    LexemeKind::The,
]);

/// The words that tell of figures.
#[derive(Debug, Default)]
pub struct Telling {
    /// As elements of phrases.
    pub elements: FxHashSet<Element>,
    /// The marks among them.
    marks: Vec<char>,
    /// How words of Latin letters begin that are among them.
    latin: Vec<bool>,
    /// How words of Russian letters begin that are among them.
    russian: Vec<bool>,
    /// The first two bytes of numbers as compounds begin with them.
    numbers: FxHashSet<[u8; 2]>,
    /// Whether one of them is shorter than that.
    short_numbers: bool,
}

impl Telling {
    fn of(rules: &Ruleset) -> Self {
        let makes = |id: u32| rules.meaning(id).is_some_and(Meaning::makes_figures);
        let plain = |element: Element| {
            let node = rules.vocabulary.step(0, element);
            let meanings = node.map_or(&[][..], |node| rules.vocabulary.meanings(node));
            meanings.iter().any(|id| rules.kinds_of(*id).meets(PLAIN))
        };
        let elements = rules.vocabulary.telling(makes, plain);
        let mark = |element: &Element| if let Element::Mark(mark) = element { Some(*mark) } else { None };
        let mut marks: Vec<char> = elements.iter().filter_map(mark).collect();
        marks.sort_unstable();
        let (latin, russian) = (vec![false; LATIN.pow(3)], vec![false; RUSSIAN.pow(3)]);
        let heads = rules.number_prefixes.iter();
        let numbers = heads.clone().filter_map(|head| head.as_bytes().first_chunk().copied()).collect();
        let short_numbers = heads.clone().any(|head| head.len() < 2);
        let elements_yet = FxHashSet::default();
        let mut out = Self { marks, latin, russian, numbers, short_numbers, elements: elements_yet };
        rules.vocabulary.each_form(&elements, |form| out.add(form, LETTERS));
        for (lang, lemma) in rules.vocabulary.lemmas() {
            let id = rules.vocabulary.lemma_id(lang, lemma).map(Element::Lemma);
            let Some(language) = rules.languages.get(usize::from(lang)) else { continue };
            if id.is_none_or(|id| !elements.contains(&id)) {
                continue;
            }
            out.add(lemma, LETTERS);
            if let Some(dictionary) = &language.dictionary {
                // A letter of Russian takes two bytes.
                dictionary.beginnings(lemma, LETTERS * 2, |form| out.add(form, LETTERS));
            }
            if let Some(stem) = language.stem_of_unknown(lemma) {
                out.add(&stem, STEM_LETTERS);
            }
        }
        rules.number_prefixes.iter().for_each(|head| out.add_all(head));
        out.elements = elements;
        out
    }

    /// Whether a mark is among them.
    #[must_use]
    pub fn has_mark(&self, mark: char) -> bool {
        self.marks.binary_search(&mark).is_ok()
    }

    /// Whether a folded word may begin with a number, as compounds do.
    #[must_use]
    pub fn begins_with_number(&self, word: &str) -> bool {
        self.short_numbers || word.as_bytes().first_chunk().is_some_and(|head| self.numbers.contains(head))
    }

    /// Whether a word of ASCII letters alone may be among them.
    #[inline]
    #[must_use]
    pub fn may_be_latin(&self, word: &[u8]) -> bool {
        let mut key = 0;
        for at in 0..LETTERS {
            key = key * LATIN + word.get(at).map_or(0, |byte| usize::from(byte & 31));
        }
        self.latin.get(key).is_none_or(|may| *may)
    }

    /// Whether a word of the letters from а to я alone, two bytes each, may be among them.
    #[inline]
    #[must_use]
    pub fn may_be_russian(&self, word: &[u8]) -> bool {
        let (letters, _) = word.as_chunks::<2>();
        let mut key = 0;
        for at in 0..LETTERS {
            let letter = letters.get(at).map_or(0, |[first, second]| {
                // U+0410 to U+044F, small letters behind capitals.
                let code = (usize::from(first & 31) << 6 | usize::from(second & 63)) & 31;
                (code ^ 16) + 1
            });
            key = key * RUSSIAN + letter;
        }
        self.russian.get(key).is_none_or(|may| *may)
    }

    /// Words that begin as this one does, in so many letters, may be among them.
    fn add(&mut self, word: &str, letters: usize) {
        let count = word.chars().take(LETTERS).count();
        if letters >= LETTERS || count < letters {
            self.note(word, count);
        } else {
            self.add_all(
                word.get(..word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at)).unwrap_or(word),
            );
        }
    }

    /// All words that begin so may be among them.
    fn add_all(&mut self, head: &str) {
        let count = head.chars().take(LETTERS).count();
        self.note(head, count);
        if count >= LETTERS {
            return;
        }
        let cyrillic = head.chars().next().is_some_and(is_cyrillic);
        let alphabet = if cyrillic { 'а'..='я' } else { 'a'..='z' };
        for letter in alphabet {
            self.add_all(&format!("{head}{letter}"));
        }
    }

    fn note(&mut self, word: &str, count: usize) {
        let end = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
        let Some(head) = word.get(..end) else { return };
        let russian = head.chars().all(|c| matches!(c, 'а'..='я'));
        let latin = head.bytes().all(|byte| byte.is_ascii_lowercase());
        let (may, base) = match (russian, latin) {
            (true, _) => (&mut self.russian, RUSSIAN),
            (_, true) => (&mut self.latin, LATIN),
            // Words with other letters are always looked up.
            _ => return,
        };
        let mut letters = head.chars();
        let mut key = 0;
        for _ in 0..LETTERS {
            let letter = letters.next().map_or(0, |c| {
                let first = if base == RUSSIAN { 'а' } else { 'a' };
                (c as usize).saturating_sub(first as usize) + 1
            });
            key = key * base + letter;
        }
        if let Some(may) = may.get_mut(key) {
            *may = true;
        }
    }
}

impl Ruleset {
    /// The words that tell of figures.
    #[must_use]
    pub fn telling(&self) -> &Telling {
        self.telling.get_or_init(|| Telling::of(self))
    }
}
