//! The figures of a text with the words around them: what is compared where a text is held
//! against its sources, whatever the figures claim.

use super::context::Context;
use super::read::{Metadata, read_document};
use super::subject::subjects;
use crate::quantity::{Converted, Figure, Kind};
use crate::text::Words;
use crate::token::Span;
use std::sync::Arc;

/// A figure among its words.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureInText {
    /// Where it stands, with bound words and unit.
    pub span: Span,
    /// Its value in units in which it can be compared.
    pub value: Converted,
    /// What kind of figure it is.
    pub kind: Kind,
    /// The lemma of the noun that it counts.
    pub noun: Option<Arc<str>>,
    /// Its sentence, by number.
    pub sentence: usize,
    /// The content words of its sentence, as hashes of lemmas, each with its distance; sorted by hash.
    pub near: Vec<(u32, u32)>,
}

/// A text read for its figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FiguresInText {
    /// In order.
    pub figures: Vec<FigureInText>,
    /// The content words of each sentence, as hashes of lemmas, sorted.
    pub sentences: Vec<Vec<u32>>,
}

/// Reads the figures of a text.
#[must_use]
pub fn figures(text: &str, metadata: &Metadata, words: &mut Words<'_>) -> FiguresInText {
    let read = read_document(text, metadata, words);
    let words: &Words<'_> = words;
    let subjects = subjects(&read, words);
    let mut out = FiguresInText::default();
    for index in 0..read.sentences.len() {
        let Some(context) = Context::new(index, &read, &subjects, words) else { continue };
        let content = context.content();
        for (figure, q) in context.read.reading.quantities.iter().enumerate() {
            let value = q.figure.comparable(context.rules).filter(|_| !q.listed && !q.implicit);
            let Some(value) = value.filter(|_| !is_unknown(&q.figure)) else { continue };
            let tokens = |at: usize| (at, at + 1);
            let mut near: Vec<(u32, u32)> =
                content.iter().map(|(at, hash)| (*hash, context.distance(figure, tokens(*at)))).collect();
            near.sort_unstable();
            near.dedup_by_key(|(hash, _)| *hash);
            let noun = context.counted.get(figure).and_then(Option::as_ref).map(|c| c.lemma.clone());
            out.figures.push(FigureInText { span: q.span, value, kind: q.kind, noun, sentence: index, near });
        }
        let mut all: Vec<u32> = content.iter().map(|(_, hash)| *hash).collect();
        all.sort_unstable();
        all.dedup();
        out.sentences.push(all);
    }
    out
}

fn is_unknown(figure: &Figure) -> bool {
    matches!(figure, Figure::Dates(span) if span.from.is_none() && span.to.is_none())
}
