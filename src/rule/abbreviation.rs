//! Abbreviations: words whose full stop ends no sentence.

use super::{Element, Lexeme, Meaning, Ruleset};
use crate::token::{Folded, fold_into};
use rustc_hash::FxHashSet;

/// All abbreviations of a rule set, as folded words.
#[derive(Debug, Default)]
pub struct Abbreviations {
    words: FxHashSet<Box<[u8]>>,
    /// How many bytes the longest takes.
    longest: usize,
}

impl Abbreviations {
    fn of(rules: &Ruleset) -> Self {
        let vocabulary = &rules.vocabulary;
        let shortens = |element: &Element| {
            let node = vocabulary.step(0, *element);
            let mut meanings = node.map_or(&[][..], |node| vocabulary.meanings(node)).iter();
            meanings.any(|id| matches!(rules.meaning(*id), Some(Meaning::Word(_, Lexeme::Abbreviation))))
        };
        let mut out = Self::default();
        vocabulary.each_form(
            |known| {
                known
                    .form
                    .is_some_and(|form| [Element::Form(form), Element::Title(form)].iter().any(shortens))
            },
            |form| {
                out.longest = out.longest.max(form.len());
                out.words.insert(form.as_bytes().into());
            },
        );
        out
    }

    /// Whether a word is one of them.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        if word.is_ascii() && word.len() > self.longest {
            return false;
        }
        let mut folded = Folded::new();
        fold_into(word, &mut folded);
        self.words.contains(&folded[..])
    }
}

impl Ruleset {
    /// The words whose full stop ends no sentence.
    #[must_use]
    pub fn abbreviations(&self) -> &Abbreviations {
        self.abbreviations.get_or_init(|| Abbreviations::of(self))
    }
}
