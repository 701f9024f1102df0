//! A document sentence by sentence, as rules see it: for those who ask which rules match and
//! why, and make no claims.

use super::condition::holds;
use super::read::{Metadata, read_document};
use crate::extract::Annotated;
use crate::rule::Rule;
use crate::source::Content;
use crate::text::Words;

/// Calls `see` with each sentence of a text , and with what tells whether a
/// rule's conditions on the document hold.
pub fn each_sentence<'t>(
    content: impl Into<Content<'t>>,
    metadata: &Metadata,
    words: &mut Words<'_>,
    mut see: impl FnMut(&Annotated<'_, '_>, &dyn Fn(&Rule) -> bool),
) {
    let read = read_document(content.into(), metadata, words);
    let words: &Words<'_> = words;
    for sentence in &read.sentences {
        let on = Annotated { sentence: &sentence.sentence, words, quantities: &sentence.reading.quantities };
        see(&on, &|rule| holds(rule, metadata, &read));
    }
}
