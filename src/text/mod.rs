//! A document's text as a reader sees it: blocks, sentences, tokens, and what each run of
//! tokens means to the vocabulary. Knows no numbers and no claims.

mod block;
mod forms;
mod marks;
mod scan;
mod sentence;
mod word;
mod words;

pub use block::{Block, BlockKind, blocks};
pub use marks::{Mark, Marks};
pub use scan::telling_sentences;
pub use sentence::{Sentence, sentence_spans};
pub use word::Word;
pub use words::{WordId, Words};
