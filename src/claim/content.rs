//! The words of a text that say something, in the forms by which another text may have them.

use super::context::Context;
use super::figure::hash;
use super::name::is_function_word;
use crate::rule::Lexeme;
use crate::token::TokenKind;
use std::ops::Range;

/// Letters that words of one root begin with: "Russia" and "Russian", «выставка» and
/// «выставочный».
const ROOT: usize = 5;

/// A word by its dictionary form, the form as written and its first letters, as hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Forms {
    lemma: u32,
    written: u32,
    /// Words shorter than their root have none.
    root: Option<u32>,
}

/// The words of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextWords {
    /// Nouns, verbs and adjectives that say something of their own, those of figures left aside.
    told: Vec<Forms>,
    /// How many there are, those of figures counted.
    count: usize,
    /// Dictionary forms and forms as written, of all words; sorted.
    known: Vec<u32>,
    /// Their first letters; sorted.
    roots: Vec<u32>,
}

impl TextWords {
    /// Adds the words of a sentence. `content` are its nouns, verbs and adjectives.
    pub(super) fn add(&mut self, context: &Context<'_, '_>, content: &[(usize, u32)]) {
        let sentence = &context.read.sentence;
        let figures: Vec<Range<usize>> = context
            .read
            .reading
            .quantities
            .iter()
            .filter(|q| !q.listed)
            .map(|q| q.tokens.0..q.tokens.1)
            .collect();
        for at in (0..sentence.tokens.len()).filter(|at| sentence.tokens[*at].kind == TokenKind::Word) {
            let Some(forms) = forms(context, at) else { continue };
            self.known.extend([forms.lemma, forms.written]);
            self.roots.extend(forms.root);
        }
        for (at, _) in content {
            if is_light(context, *at) {
                continue;
            }
            self.count += 1;
            if !figures.iter().any(|figure| figure.contains(at)) {
                self.told.extend(forms(context, *at));
            }
        }
    }

    /// To be called once all sentences were added.
    pub(super) fn seal(&mut self) {
        for list in [&mut self.known, &mut self.roots] {
            list.sort_unstable();
            list.dedup();
        }
    }

    /// How many words that say something of their own a text has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many words of `told` that say something this text has in no form, and how many there are.
    #[must_use]
    pub fn missing_of(&self, told: &Self) -> (usize, usize) {
        let has = |list: &[u32], hash: u32| list.binary_search(&hash).is_ok();
        let missing = told.told.iter().filter(|word| {
            !has(&self.known, word.lemma)
                && !has(&self.known, word.written)
                && !word.root.is_some_and(|root| has(&self.roots, root))
        });
        (missing.count(), told.told.len())
    }
}

/// A word that carries tense or names who told it, or a single letter.
fn is_light(context: &Context<'_, '_>, at: usize) -> bool {
    let sentence = &context.read.sentence;
    let light = sentence.has_lexeme(at, context.rules, Lexeme::Light)
        || is_function_word(sentence, context.words, at);
    light || sentence.token_text(at).chars().nth(1).is_none()
}

fn forms(context: &Context<'_, '_>, at: usize) -> Option<Forms> {
    let word = context.read.sentence.word(at, context.words)?;
    let root = word.lemma.char_indices().nth(ROOT - 1).map(|(last, c)| &word.lemma[..last + c.len_utf8()]);
    Some(Forms { lemma: hash(&word.lemma), written: hash(&word.folded), root: root.map(hash) })
}
