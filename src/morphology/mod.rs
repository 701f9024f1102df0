//! From a word as written to its lemma, and back: packed dictionaries of inflected forms,
//! and a stemmer for the words they do not know.

mod dictionary;
mod tag;

pub use dictionary::{Analysis, Dictionary, LexiconError};
pub use tag::{GramCase, Number, PartOfSpeech, Tag, Tense};
