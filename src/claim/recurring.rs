//! Ordinary words that a document writes with a capital wherever they stand are names: companies
//! are called after oranges and oracles.

use super::name::{Name, is_function_word, is_mostly_small, single};
use super::read::ReadSentence;
use crate::rule::{Lexeme, Meaning};
use crate::text::{Sentence, Word, Words};
use crate::token::{Case, TokenKind};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How a document writes a word.
#[derive(Default)]
struct Written {
    /// How often with a capital.
    capital: u32,
    /// Whether so inside of a sentence, where only names have one.
    inside: bool,
    /// Whether without one.
    small: bool,
}

/// Adds the names that only the document as a whole tells.
pub(super) fn add_recurring(sentences: &mut [ReadSentence<'_>], words: &Words<'_>) {
    let mut written: FxHashMap<Arc<str>, Written> = FxHashMap::default();
    for sentence in sentences.iter().map(|read| &read.sentence) {
        for (at, word) in
            capitals(sentence, words).filter(|(at, word)| is_ordinary(sentence, *at, word, words))
        {
            let own = written.entry(word.lemma.clone()).or_default();
            own.capital += 1;
            own.inside = own.inside || is_inside(sentence, at);
        }
    }
    written.retain(|_, own| own.capital > 1 && own.inside);
    if written.is_empty() {
        return;
    }
    for sentence in sentences.iter().map(|read| &read.sentence) {
        for (at, token) in sentence.tokens.iter().enumerate() {
            if token.kind == TokenKind::Word
                && token.case == Case::Lower
                && let Some(own) = sentence.word(at, words).and_then(|word| written.get_mut(&word.lemma))
            {
                own.small = true;
            }
        }
    }
    for ReadSentence { sentence, names, .. } in sentences {
        let known = |name: &Name, at: usize| name.tokens.0 <= at && at < name.tokens.1;
        let late: Vec<Name> = capitals(sentence, words)
            .filter(|(at, word)| {
                written.get(&word.lemma).is_some_and(|own| !own.small)
                    && !names.iter().any(|name| known(name, *at))
            })
            .map(|(at, _)| Name { late: true, ..single(sentence, words, at) })
            .collect();
        if !late.is_empty() {
            names.extend(late);
            names.sort_by_key(|name| name.tokens);
        }
    }
}

/// The words of a sentence that have a capital.
fn capitals<'s>(sentence: &'s Sentence<'_>, words: &'s Words<'_>) -> impl Iterator<Item = (usize, &'s Word)> {
    let tokens = sentence.tokens.iter().enumerate();
    let capital = tokens.filter(|(_, token)| token.kind == TokenKind::Word && token.case != Case::Lower);
    capital.filter_map(|(at, _)| Some((at, sentence.word(at, words)?)))
}

/// Whether a word may be something else than a name, a date or a unit.
fn is_ordinary(sentence: &Sentence<'_>, at: usize, word: &Word, words: &Words<'_>) -> bool {
    let rules = words.rules();
    let special = |meaning: &Meaning| {
        use Lexeme as L;
        matches!(
            meaning,
            Meaning::Unit(..)
                | Meaning::Kind(_)
                | Meaning::Word(_, L::Month(_) | L::Weekday(_) | L::Period(_))
        )
    };
    let marks = sentence.marks.at(at).iter();
    word.in_dictionary
        && !word.place
        && !word.person
        && sentence.tokens[at].span.len() > 2
        && !is_function_word(sentence, words, at)
        && !marks.filter_map(|mark| rules.meaning(mark.meaning)).any(special)
}

/// Whether a word stands behind another, in a sentence that has small letters otherwise.
fn is_inside(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| sentence.tokens.get(before));
    before.is_some_and(|token| token.kind == TokenKind::Word) && is_mostly_small(sentence)
}
