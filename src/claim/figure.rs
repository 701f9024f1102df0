//! The figures of a text with the words around them: what is compared where a text is held
//! against its sources, whatever the figures claim.

use super::context::Context;
use super::read::{Metadata, read_document};
use super::subject::subjects;
use crate::quantity::{Converted, Figure, Kind};
use crate::rule::{DateSide, Lexeme};
use crate::source::Content;
use crate::text::Words;
use crate::token::{Case, Span, TokenKind};
use crate::value::{Amount, CalendarDate, DateSpan, Decimal};
use std::sync::Arc;

/// How far before a date the word for its side may start.
const SIDE_TOKENS: usize = 3;

/// Numbers in names ("Ocean's 11") are below this.
const MAX_NAME_NUMBER: i64 = 30;

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
    /// In order.
    pub figures: Vec<FigureInText>,
    /// The content words of each sentence, as hashes of lemmas, sorted.
    pub sentences: Vec<Vec<u32>>,
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
        for (figure, q) in context.read.reading.quantities.iter().enumerate() {
            if q.listed || q.implicit || is_unknown(&q.figure) || is_part_of_name(&context, figure) {
                continue;
            }
            let tokens = |at: usize| (at, at + 1);
            let mut near: Vec<(u32, u32)> =
                content.iter().map(|(at, hash)| (*hash, context.distance(figure, tokens(*at)))).collect();
            near.sort_unstable();
            near.dedup_by_key(|(hash, _)| *hash);
            let noun = context.counted.get(figure).and_then(Option::as_ref).map(|c| c.lemma.clone());
            let rank = (figure, context.read.reading.quantities.len());
            let side = side_of(&context, &q.figure, q.core.0);
            out.figures.extend(values(&context, figure).into_iter().map(|value| FigureInText {
                span: q.span,
                value,
                kind: q.kind,
                side,
                rank,
                noun: noun.clone(),
                sentence: index,
                near: near.clone(),
            }));
        }
        let mut all: Vec<u32> = content.iter().map(|(_, hash)| *hash).collect();
        all.sort_unstable();
        all.dedup();
        out.sentences.push(all);
    }
    out
}

/// The values that a figure can be held against: its own; for a year in digits, the year; for a
/// part told by two numbers ("22 out of 28"), these as well.
fn values(context: &Context<'_, '_>, figure: usize) -> Vec<Converted> {
    let Some(q) = context.read.reading.quantities.get(figure) else { return Vec::new() };
    let plain = |figure: Figure| figure.comparable(context.rules);
    if is_year_number(context, figure) {
        let year = q.span.of(context.read.sentence.text).parse().ok().map(CalendarDate::year);
        return year.and_then(|year| plain(Figure::Dates(DateSpan::on(year)))).into_iter().collect();
    }
    let mut out: Vec<Converted> = Vec::new();
    if q.fraction
        && let Figure::Amount(amount, None) = q.figure
    {
        let digits = (q.core.0..q.core.1).filter_map(|at| {
            let token = context.read.sentence.tokens.get(at)?;
            (token.kind == TokenKind::Digits)
                .then(|| context.read.sentence.token_text(at).parse::<Decimal>().ok())?
        });
        let ends: Vec<Decimal> = digits.collect();
        if let [part, whole] = ends.as_slice() {
            let exact = |n: &Decimal| plain(Figure::Amount(Amount::exact(*n, Decimal::ONE), None));
            out.extend(exact(part));
            out.extend(exact(whole));
        }
        let percent = context.rules.units.get_index_of("percent");
        out.extend(amount.scale(Decimal::ONE_HUNDRED).and_then(|a| plain(Figure::Amount(a, percent))));
        return out;
    }
    out.extend(plain(q.figure));
    out
}

/// "Ted 2", "Maroon 5": a small number right behind a capital is a part of a name.
fn is_part_of_name(context: &Context<'_, '_>, figure: usize) -> bool {
    let sentence = &context.read.sentence;
    let Some(q) = context.read.reading.quantities.get(figure) else { return false };
    let small = matches!(q.figure, Figure::Amount(a, None) if a.interval.as_point().is_some_and(|n| n < Decimal::from(MAX_NAME_NUMBER) && n.fract().is_zero()));
    let capital = q
        .core
        .0
        .checked_sub(1)
        .and_then(|before| sentence.tokens.get(before))
        .is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Title);
    let free = context.counted.get(figure).is_none_or(Option::is_none);
    small && capital && free && q.core.0 > 1
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

/// "2015 Nepal earthquake", "(NPC, 2015)": four digits that no plural noun follows are a year.
pub(super) fn is_year_number(context: &Context<'_, '_>, figure: usize) -> bool {
    let Some(q) = context.read.reading.quantities.get(figure) else { return false };
    let digits = q.span.of(context.read.sentence.text);
    let year = digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.starts_with("19") || digits.starts_with("20"))
        && matches!(q.figure, Figure::Amount(_, None));
    let counted = context.counted.get(figure).and_then(Option::as_ref);
    year && counted.is_none_or(|c| {
        context
            .read
            .sentence
            .word(c.head, context.words)
            .is_some_and(|w| !w.plural_noun || w.folded == w.lemma)
            && !context.read.sentence.tokens[c.head].cyrillic
    })
}

fn is_unknown(figure: &Figure) -> bool {
    matches!(figure, Figure::Dates(span) if span.from.is_none() && span.to.is_none())
}
