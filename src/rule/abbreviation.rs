//! Abbreviations: words whose full stop ends no sentence.

use super::{Element, Lexeme, Meaning, Ruleset};
use crate::token::{Folded, fold_into};
use rustc_hash::FxHashSet;

/// All abbreviations of a rule set, as folded words.
#[derive(Debug, Default)]
pub struct Abbreviations {
    words: FxHashSet<Box<[u8]>>,
    /// For each byte that some end with, their lengths as bits: most words of a text fit none.
    lengths: Vec<u64>,
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
        let mut out = Self { lengths: vec![0; 1 << u8::BITS], ..Self::default() };
        vocabulary.each_form(
            |known| {
                known
                    .form
                    .is_some_and(|form| [Element::Form(form), Element::Title(form)].iter().any(shortens))
            },
            |form| {
                out.longest = out.longest.max(form.len());
                out.words.insert(form.as_bytes().into());
                if let Some(lengths) =
                    form.bytes().last().and_then(|last| out.lengths.get_mut(usize::from(last)))
                {
                    *lengths |= length_bit(form.len());
                }
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
        let lengths = folded.last().and_then(|last| self.lengths.get(usize::from(*last)));
        lengths.is_some_and(|lengths| lengths & length_bit(folded.len()) != 0)
            && self.words.contains(&folded[..])
    }
}

/// The bit of a length; all long ones share the last.
fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

impl Ruleset {
    /// The words whose full stop ends no sentence.
    #[must_use]
    pub fn abbreviations(&self) -> &Abbreviations {
        self.abbreviations.get_or_init(|| Abbreviations::of(self))
    }
}
