//! The figures of a text with the words around them: what is compared where a text is held
//! against its sources, whatever the figures claim.

use super::against::{is_part_of_name, is_unknown, is_whole_of_marks, values};
use super::content::TextWords;
use super::context::Context;
use super::place::{Place, places};
use super::read::{Metadata, read_document};
use super::score::{Score, scores};
use super::subject::subjects;
use crate::quantity::{Converted, Figure, Kind};
use crate::rule::{DateSide, Lexeme};
use crate::source::Content;
use crate::text::Words;
use crate::token::Span;
use crate::value::{Amount, Decimal, Value};
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::Arc;

/// How far before a date the word for its side may start.
const SIDE_TOKENS: usize = 3;

/// What is given as the unit of a score.
const SCORE: &str = "score";
/// The unit of what has none.
const ONE: &str = "1";

/// A figure among its words.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureInText {
    /// Where it stands, with bound words and unit.
    pub span: Span,
    /// Its value in units in which it can be compared.
    pub value: Converted,
    /// What kind of figure it is.
    pub kind: Kind,
    /// On which side of the date that it names it lies: "before 1956".
    pub side: Option<DateSide>,
    /// Its rank among the figures of its sentence, and how many there are.
    pub rank: (usize, usize),
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
    /// In order; a figure that can be read in several ways stands in several of them.
    pub figures: Vec<FigureInText>,
    /// Its words.
    pub words: TextWords,
}

/// A word as a number that is the same in every run.
pub(super) fn hash(word: &str) -> u32 {
    let hasher: BuildHasherDefault<rustc_hash::FxHasher> = BuildHasherDefault::default();
    u32::try_from(hasher.hash_one(word) >> 32).unwrap_or(0)
}

/// Reads the figures of a text.
#[must_use]
pub fn figures<'t>(
    content: impl Into<Content<'t>>,
    metadata: &Metadata,
    words: &mut Words<'_>,
) -> FiguresInText {
    let read = read_document(content.into(), metadata, words);
    let words: &Words<'_> = words;
    let subjects = subjects(&read, words);
    let mut out = FiguresInText::default();
    for index in 0..read.sentences.len() {
        let Some(context) = Context::new(index, &read, &subjects, words) else { continue };
        let content = context.content();
        let scores = scores(&context);
        let first = out.figures.len();
        for figure in 0..context.read.reading.quantities.len() {
            out.figures.extend(readings(&context, figure, content, &scores));
        }
        out.figures.extend(scores.iter().map(|score| of_score(&context, score, content)));
        out.figures.extend(places(&context).iter().map(|place| of_place(&context, place, content)));
        out.figures[first..].sort_by_key(|figure| figure.span.start);
        out.words.add(&context, content);
    }
    out.words.seal();
    out
}

/// The readings of a figure; none where it counts nothing by itself.
fn readings(
    context: &Context<'_, '_>,
    figure: usize,
    content: &[(usize, u32)],
    scores: &[Score],
) -> Vec<FigureInText> {
    let quantities = &context.read.reading.quantities;
    let Some(q) = quantities.get(figure) else { return Vec::new() };
    let named = is_part_of_name(context, figure) || is_whole_of_marks(context, figure);
    if q.listed || q.implicit || is_unknown(&q.figure) || named || scores.iter().any(|s| s.covers(q.tokens)) {
        return Vec::new();
    }
    let one = FigureInText {
        span: q.span,
        value: Converted { value: Value::Text(String::new()), unit: String::new(), dimension: None },
        kind: q.kind,
        side: side_of(context, &q.figure, q.core.0),
        rank: (figure, quantities.len()),
        noun: context.counted.get(figure).and_then(Option::as_ref).map(|c| c.noun.shown.clone()),
        sentence: context.index,
        near: near(content, |at| context.distance(figure, (at, at + 1))),
    };
    values(context, figure).into_iter().map(|value| FigureInText { value, ..one.clone() }).collect()
}

/// A score as a figure: it can only be the same as another or differ from it.
fn of_score(context: &Context<'_, '_>, score: &Score, content: &[(usize, u32)]) -> FigureInText {
    let value = Converted { value: Value::Text(score.text()), unit: SCORE.to_owned(), dimension: None };
    let span = context.read.sentence.span_of(score.tokens.0, score.tokens.1);
    apart(context, (score.tokens, span), (value, Kind::Number), content)
}

/// A place in a list as a figure.
fn of_place(context: &Context<'_, '_>, place: &Place, content: &[(usize, u32)]) -> FigureInText {
    let value = Value::Amount(Amount::exact(place.number, Decimal::ONE));
    let value = Converted { value, unit: ONE.to_owned(), dimension: None };
    apart(context, (place.tokens, place.span), (value, Kind::Ordinal), content)
}

/// A figure that is no quantity of its sentence.
fn apart(
    context: &Context<'_, '_>,
    (tokens, span): ((usize, usize), Span),
    (value, kind): (Converted, Kind),
    content: &[(usize, u32)],
) -> FigureInText {
    let near = near(content, |at| context.distances().between(tokens, (at, at + 1)));
    let sentence = context.index;
    FigureInText { span, value, kind, side: None, rank: (0, 0), noun: None, sentence, near }
}

/// Content words with their distances, sorted; the nearest where a word stands twice.
fn near(content: &[(usize, u32)], distance: impl Fn(usize) -> u32) -> Vec<(u32, u32)> {
    let mut near: Vec<(u32, u32)> = content.iter().map(|(at, hash)| (*hash, distance(*at))).collect();
    near.sort_unstable();
    near.dedup_by_key(|(hash, _)| *hash);
    near
}

/// What leads a date right before it, or before a word that leads it: "before the 7th".
fn side_of(context: &Context<'_, '_>, figure: &Figure, core: usize) -> Option<DateSide> {
    if !matches!(figure, Figure::Dates(_)) {
        return None;
    }
    (core.saturating_sub(SIDE_TOKENS)..=core).rev().find_map(|at| {
        context
            .read
            .sentence
            .lexeme(at, context.rules, |l| if let Lexeme::DateSide(side) = l { Some(side) } else { None })
            .map(|(side, _)| side)
    })
}
