//! The date of a document, from its header and its dateline. Such dates are no claims.

use super::read::ReadSentence;
use crate::quantity::Figure;
use crate::rule::{Id, Lexeme, Meaning};
use crate::text::{Block, BlockKind, Words};
use crate::token::{Case, TokenKind};
use crate::value::CalendarDate;

/// How many blocks at the start may be a header.
pub(super) const BLOCKS: usize = 12;
/// A header line holds at most so many words besides the date.
const HEADER_WORDS: usize = 9;
/// The label of a field holds at most so many words.
const FIELD_WORDS: usize = 4;
/// A dateline stands within so many tokens at the start of a paragraph.
const DATELINE_TOKENS: usize = 8;

/// The document's date, and the figures that it was read from, by sentence and figure.
pub(super) fn date_of(
    blocks: &[Block],
    sentences: &[ReadSentence<'_>],
    words: &Words<'_>,
) -> (Option<CalendarDate>, Vec<(usize, usize)>) {
    let mut best: Option<CalendarDate> = None;
    let mut used = Vec::new();
    for (index, read) in sentences.iter().enumerate().take_while(|(_, s)| s.block < BLOCKS) {
        for (figure, q) in read.reading.quantities.iter().enumerate() {
            let time = matches!(q.figure, Figure::Time(..));
            let date = match q.figure {
                Figure::Dates(span) if span.from == span.to => span.from,
                _ => None,
            };
            if !time && date.is_none() {
                continue;
            }
            let line = is_header_line(read, q.tokens, blocks, words, date) && !is_field(read, blocks);
            if !(line || is_dateline(read, sentences, index, q.tokens)) {
                continue;
            }
            used.push((index, figure));
            if let Some(date) = date {
                best = Some(best.map_or(date, |known| merge(known, date)));
            }
        }
    }
    (best, used)
}

/// The more precise of two dates of one header; a year of one completes the other.
fn merge(known: CalendarDate, other: CalendarDate) -> CalendarDate {
    let same_day = known.month == other.month && known.day == other.day;
    match (known.year, other.year) {
        (None, Some(_)) if same_day || known.day.is_none() => other,
        (None, Some(year)) => known.in_year(year),
        _ if known.day.is_none() && other.day.is_some() && other.year.is_some() => other,
        _ => known,
    }
}

/// A short line that holds little besides the date: "Stack Pioneers, 2025/10/26".
fn is_header_line(
    read: &ReadSentence<'_>,
    tokens: (usize, usize),
    blocks: &[Block],
    words: &Words<'_>,
    date: Option<CalendarDate>,
) -> bool {
    let Some(block) = blocks.get(read.block).filter(|block| block.kind != BlockKind::Item) else {
        return false;
    };
    let whole = block.span.len() <= read.sentence.span.len() + 2;
    // "Posted on April 30, 2024 | 17 comments"
    let parts = |at: &usize| matches!(read.sentence.token_text(*at), "|" | "·" | "•");
    let start = (0..tokens.0).rev().find(parts).map_or(0, |at| at + 1);
    let end = (tokens.1..read.sentence.tokens.len()).find(parts).unwrap_or(read.sentence.tokens.len());
    let plain = |at: &usize| {
        let in_figure = read.reading.quantities.iter().any(|q| (q.tokens.0..q.tokens.1).contains(at));
        !in_figure && read.sentence.tokens[*at].kind == TokenKind::Word
    };
    let others: Vec<usize> = (start..end).filter(plain).collect();
    let verb = others.iter().any(|at| {
        let lower = read.sentence.tokens[*at].case == Case::Lower;
        lower
            && read.sentence.word(*at, words).is_some_and(|word| {
                word.is_verb_like() && !word.past && !word.plural_noun && !word.singular_noun
            })
    });
    let mut beside = read.reading.quantities.iter().filter(|q| start <= q.tokens.0 && q.tokens.1 <= end);
    let single = beside.all(|q| matches!(q.figure, Figure::Dates(_) | Figure::Time(..)));
    let exact = date.is_none_or(|d| d.day.is_some() || (d.month.is_some() && block.kind == BlockKind::Title));
    // «date 2024-04-24 The centre hosts …»: an ISO date at the very start is a header, whatever follows.
    let leading = read.sentence.span.start <= block.span.start + 1
        && read.block == 0
        && read.sentence.text[..read.sentence.span.start].trim().is_empty();
    let iso_start = leading
        && read.reading.quantities.first().is_some_and(|q| {
            q.tokens.0 <= 1
                && date.is_some_and(|d| d.day.is_some() && d.year.is_some())
                && q.span.of(read.sentence.text).as_bytes().get(4) == Some(&b'-')
        });
    iso_start || (whole && single && exact && !verb && others.len() <= HEADER_WORDS)
}

/// Whether a line is one of several fields, as in the box of an encyclopedia: "Founded: 18 December
/// 1970" tells nothing of the page.
fn is_field(read: &ReadSentence<'_>, blocks: &[Block]) -> bool {
    let field = |at: usize| {
        let line = blocks.get(at).map_or("", |block| block.span.of(read.sentence.text));
        line.split_once(": ").is_some_and(|(label, _)| label.split(' ').count() <= FIELD_WORDS)
    };
    let at = read.block;
    field(at) && (field(at + 1) || at.checked_sub(1).is_some_and(field))
}

/// "ТАШКЕНТ, 22 апреля. /ТАСС/.", "YEKATERINBURG, 10 July (BelTA) –".
fn is_dateline(
    read: &ReadSentence<'_>,
    sentences: &[ReadSentence<'_>],
    index: usize,
    tokens: (usize, usize),
) -> bool {
    let opens = index == 0
        || sentences[index - 1].block != read.block
        || sentences[index - 1].sentence.tokens.len() <= 2;
    if !opens || tokens.0 > DATELINE_TOKENS {
        return false;
    }
    let before = &read.sentence.tokens[..tokens.0];
    let labelled = (0..tokens.0).any(|at| read.sentence.token_text(at) == ":");
    let names_only = before.iter().all(|t| t.kind == TokenKind::Mark || t.case != Case::Lower);
    let place = before.iter().any(|t| t.kind == TokenKind::Word)
        || sentences.get(index.wrapping_sub(1)).is_some_and(|s| s.block == read.block);
    let after = |at: usize| read.sentence.token_text(at);
    let closes = matches!(after(tokens.1), "." | "(" | "/" | "—" | "–" | "-" | "" | ",")
        || matches!(after(tokens.1 + 1), "/" | "(");
    names_only && !labelled && closes && (place || matches!(after(tokens.1), "," | "." | "/"))
}

/// The measures that a notice of correction names.
pub(super) fn corrected(document: &super::read::ReadDocument<'_>, words: &Words<'_>) -> Vec<Id> {
    let rules = words.rules();
    let notice = |read: &&ReadSentence<'_>| {
        let mut marks = read.sentence.marks.all().iter();
        marks.any(|mark| matches!(rules.meaning(mark.meaning), Some(Meaning::Word(_, Lexeme::Correction))))
    };
    let measures = document.sentences.iter().filter(notice).flat_map(|read| {
        read.sentence.marks.all().iter().filter_map(|mark| match rules.meaning(mark.meaning)? {
            Meaning::Measure(id) => Some(*id),
            _ => None,
        })
    });
    measures.collect()
}
