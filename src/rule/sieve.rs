//! A sieve of how the words that tell of figures begin, so that most words of a text are told
//! apart by three letters and never looked up.

use super::vocabulary::{first_letters, head_of_stem};
use super::{Element, KnownForm, Ruleset};
use crate::token::is_cyrillic;

/// Letters of a word that the sieve looks at.
const LETTERS: usize = 3;
/// Bits of a letter: of the Latin alphabet and of the Russian one, or none.
const LATIN: usize = 5;
const RUSSIAN: usize = 6;

/// How words that tell of figures begin.
#[derive(Debug)]
pub struct Sieve {
    /// Those of Latin letters.
    latin: Beginnings,
    /// Those of Russian letters.
    russian: Beginnings,
}

/// Beginnings of words, each a bit at the number that its letters make.
#[derive(Debug)]
struct Beginnings(Vec<u64>);

impl Beginnings {
    fn new(bits_of_a_letter: usize) -> Self {
        Self(vec![0; (1 << (bits_of_a_letter * LETTERS)) / 64])
    }

    #[inline]
    fn has(&self, key: usize) -> bool {
        self.0.get(key / 64).is_some_and(|bits| bits >> (key % 64) & 1 == 1)
    }

    fn add(&mut self, key: usize) {
        if let Some(bits) = self.0.get_mut(key / 64) {
            *bits |= 1 << (key % 64);
        }
    }
}

impl Sieve {
    fn of(rules: &Ruleset) -> Self {
        let elements = &rules.telling().elements;
        let mut out = Self { latin: Beginnings::new(LATIN), russian: Beginnings::new(RUSSIAN) };
        let tells = |known: &KnownForm| known.elements().any(|element| elements.contains(&element));
        rules.vocabulary.each_form(tells, |form| out.note(form));
        for (lang, lemma) in rules.vocabulary.lemmas() {
            let id = rules.vocabulary.lemma_id(lang, lemma).map(Element::Lemma);
            let Some(language) = rules.languages.get(usize::from(lang)) else { continue };
            if id.is_none_or(|id| !elements.contains(&id)) {
                continue;
            }
            out.note(lemma);
            if let Some(dictionary) = &language.dictionary {
                // A letter of Russian takes two bytes.
                dictionary.beginnings(lemma, LETTERS * 2, |form| out.note(form));
            }
            if let Some(stem) = language.stem_of_unknown(lemma) {
                out.add_all(first_letters(head_of_stem(&stem), LETTERS));
            }
        }
        rules.number_prefixes.iter().for_each(|head| out.add_all(head));
        out
    }

    /// Whether the word of ASCII letters alone between two bytes may be among them.
    #[inline]
    #[must_use]
    pub fn may_be_latin(&self, bytes: &[u8], start: usize, end: usize) -> bool {
        let letter = |at: usize| {
            let byte = bytes.get(start + at).filter(|_| start + at < end);
            byte.map_or(0, |byte| usize::from(byte & 31))
        };
        let key = match bytes.get(start..).and_then(<[u8]>::first_chunk) {
            Some([first, second, third, _]) if end >= start + LETTERS => {
                usize::from(first & 31) << (2 * LATIN)
                    | usize::from(second & 31) << LATIN
                    | usize::from(third & 31)
            }
            _ => (0..LETTERS).fold(0, |key, at| key << LATIN | letter(at)),
        };
        self.latin.has(key)
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
            key = key << RUSSIAN | letter;
        }
        self.russian.has(key)
    }

    /// All words that begin so may be among them.
    fn add_all(&mut self, head: &str) {
        self.note(head);
        if head.chars().nth(LETTERS - 1).is_some() {
            return;
        }
        let cyrillic = head.chars().next().is_some_and(is_cyrillic);
        let alphabet = if cyrillic { 'а'..='я' } else { 'a'..='z' };
        for letter in alphabet {
            self.add_all(&format!("{head}{letter}"));
        }
    }

    /// Words of the first letters of this one may be among them.
    fn note(&mut self, word: &str) {
        let head = first_letters(word, LETTERS);
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
            key = key << base | letter;
        }
        may.add(key);
    }
}

impl Ruleset {
    /// How words that tell of figures begin: made when a text is first looked through for figures
    /// alone, as other reading has no need of it.
    #[must_use]
    pub fn sieve(&self) -> &Sieve {
        self.sieve.get_or_init(|| Sieve::of(self))
    }
}
