//! When a claim holds: the date beside its figure, the year in the name of its subject, or
//! the edition that the document is about.

use super::against::is_unknown;
use super::context::Context;
use super::model::TimeScope;
use super::read::ReadDocument;
use super::subject::Subjects;
use crate::quantity::{Figure, Kind, Quantity};
use crate::rule::{Lexeme, Period, Reach, Ruleset};
use crate::text::{BlockKind, Words};
use crate::value::{CalendarDate, DateSpan, Decimal};
use std::sync::Arc;

/// A date farther from a figure than this is not its time.
const MAX_DISTANCE: u32 = 24;
/// The unit of years.
const YEAR: &str = "year";
/// What a bracket that holds only one of the two parts them by.
const BRACKET: u32 = 6;

/// A time that a text speaks of, and where.
#[derive(Debug, Clone)]
pub(super) struct SpokenOf {
    pub(super) block: usize,
    pub(super) sentence: usize,
    pub(super) time: TimeScope,
}

/// The time that the sentence gives a figure.
pub(super) fn of_figure(context: &Context<'_, '_>, figure: usize) -> Option<TimeScope> {
    let quantities = &context.read.reading.quantities;
    let nearest = quantities
        .iter()
        .enumerate()
        .filter(|(other, q)| *other != figure && !is_compared_with(context, q.tokens.0))
        .filter(|(_, q)| !heads_bracket(context, q.tokens) || is_in_bracket_of(context, figure, q.tokens))
        .filter_map(|(_, q)| match q.figure {
            Figure::Dates(span) if span.from.or(span.to).is_some_and(|d| d.year.is_some()) => {
                let distance = context.distance(figure, q.tokens);
                // What stands behind a figure belongs to it less often than what leads up to it, but
                // for the date right behind it: "3,000 fry in 2021 and 5,000 smolts in 2022".
                if is_right_behind(context, figure, q.tokens.0) {
                    return Some((0, span, q.span));
                }
                let behind = u32::from(q.tokens.0 > context.reach_of(figure).0) * 2;
                let parted = if is_bracketed_alone(context, figure, q.tokens) { BRACKET } else { 0 };
                Some((distance + behind + parted, span, q.span))
            }
            _ => None,
        })
        .filter(|(distance, ..)| *distance <= MAX_DISTANCE)
        .min_by_key(|(distance, ..)| *distance)?;
    Some(TimeScope { span: nearest.1, words: Some(nearest.2), reach: Reach::Sentence, inferred: None })
}

/// Whether nothing but a preposition stands between a figure with what it counts and a date.
fn is_right_behind(context: &Context<'_, '_>, figure: usize, date: usize) -> bool {
    context.led_by(date, Lexeme::In) && context.reach_of(figure).1 + 1 == date
}

/// Whether a date opens a bracket as the label of what stands in it: "5 billion (2022: 4 billion)".
fn heads_bracket(context: &Context<'_, '_>, date: (usize, usize)) -> bool {
    let text = |at: usize| context.read.sentence.token_text(at);
    date.0.checked_sub(1).is_some_and(|before| text(before) == "(")
        && matches!(text(date.1), ":" | "–" | "—" | "-")
}

/// Whether a figure stands in the bracket that a date opens.
fn is_in_bracket_of(context: &Context<'_, '_>, figure: usize, date: (usize, usize)) -> bool {
    let (start, _) = context.reach_of(figure);
    start >= date.1 && (date.1..start).all(|at| context.read.sentence.token_text(at) != ")")
}

/// Whether a bracket holds a figure or a date and not the other: "5 halls in 2024 (4 in 2019)".
fn is_bracketed_alone(context: &Context<'_, '_>, figure: usize, date: (usize, usize)) -> bool {
    let (start, end) = context.reach_of(figure);
    let (from, to) = if date.0 < start { (date.1, start) } else { (end, date.0) };
    (from..to).any(|at| matches!(context.read.sentence.token_text(at), "(" | ")"))
}

/// Whether a sentence tells what is: its verbs stand in no past tense.
pub(super) fn is_present(context: &Context<'_, '_>) -> bool {
    use crate::morphology::PartOfSpeech as P;
    let sentence = &context.read.sentence;
    let words = || (0..sentence.tokens.len()).filter_map(|at| sentence.word(at, context.words));
    let verb = |word: &crate::text::Word| word.may_be(P::Verb) && !word.may_be(P::Noun);
    words().any(verb) && !words().any(|word| word.past)
}

/// A year counted from another one: "last year's fair" from the year that the document is about,
/// "two years earlier" from the one last told of.
pub(super) fn relative(
    context: &Context<'_, '_>,
    figure: usize,
    own_year: Option<i16>,
    told_year: Option<i16>,
) -> Option<TimeScope> {
    let sentence = &context.read.sentence;
    let nearest = |found: &(i16, usize, usize)| context.distance(figure, (found.1, found.2));
    let from_own = (0..sentence.tokens.len()).filter_map(|at| {
        let (years, end) = relative_years(context, at).filter(|_| !is_compared_with(context, at))?;
        Some((own_year? + i16::from(years), at, end))
    });
    let durations = context.read.reading.quantities.iter();
    let from_told = durations.filter_map(|q| {
        let (years, end) = years_from(context, q)?;
        Some((told_year?.checked_add(years)?, q.tokens.0, end))
    });
    let found = from_own.chain(from_told).filter(|found| nearest(found) <= MAX_DISTANCE);
    let (year, at, end) = found.min_by_key(nearest)?;
    let span = DateSpan::on(CalendarDate::year(year));
    Some(TimeScope { span, words: Some(sentence.span_of(at, end)), reach: Reach::Sentence, inferred: None })
}

/// How many years a duration leads away from the time told of, and where it ends: "two years
/// earlier" is −2.
fn years_from(context: &Context<'_, '_>, q: &Quantity) -> Option<(i16, usize)> {
    let (side, end) = leads_away(context, q)?;
    let Figure::Amount(amount, Some(unit)) = q.figure else { return None };
    let (name, _) = context.rules.units.get_index(unit)?;
    let years = i16::try_from(amount.interval.as_point().filter(|_| name == YEAR)?).ok()?;
    Some((years.checked_mul(i16::from(side))?, end))
}

/// Whether an amount leads away from a time told of, and where that ends: "two years earlier",
/// "three days later".
pub(super) fn leads_away(context: &Context<'_, '_>, q: &Quantity) -> Option<(i8, usize)> {
    let side = |l: Lexeme| if let Lexeme::Away(side) = l { Some(side) } else { None };
    let measured = matches!(q.figure, Figure::Amount(_, Some(_)));
    context.read.sentence.lexeme(q.tokens.1, context.rules, side).filter(|_| measured)
}

/// Whether a date beside a figure is one that the document does not let one know: "ten years ago".
pub(super) fn is_untold(context: &Context<'_, '_>, figure: usize) -> bool {
    context
        .read
        .reading
        .quantities
        .iter()
        .any(|q| is_unknown(&q.figure) && context.distance(figure, q.tokens) <= MAX_DISTANCE)
}

/// Whether a date is only what is compared with: "compared to last year", "than in 2023".
fn is_compared_with(context: &Context<'_, '_>, at: usize) -> bool {
    let led = |at: usize| context.led_by(at, Lexeme::Comparison);
    led(at) || at.checked_sub(1).is_some_and(|before| context.led_by(at, Lexeme::In) && led(before))
}

/// How many years on a phrase leads: "last year", «прошлогодний», «год назад».
fn relative_years(context: &Context<'_, '_>, at: usize) -> Option<(i8, usize)> {
    let sentence = &context.read.sentence;
    let rules = context.rules;
    if let Some(found) =
        sentence.lexeme(at, rules, |l| if let Lexeme::RelativeYear(n) = l { Some(n) } else { None })
    {
        return Some(found);
    }
    let is_year = |l: Lexeme| matches!(l, Lexeme::Period(Period::Year)).then_some(());
    let (n, end) =
        sentence.lexeme(at, rules, |l| if let Lexeme::Relative(n) = l { Some(n) } else { None })?;
    let ((), end) = sentence.lexeme(end, rules, is_year)?;
    Some((n, end))
}

/// The edition that a document is about, for a thing of a kind: the year in its name, the
/// year of the document, or what its ordinal and its first year give.
pub(super) fn edition(
    document: &ReadDocument<'_>,
    subjects: &Subjects,
    key: &str,
    words: &Words<'_>,
) -> Option<TimeScope> {
    let whole = |year, inferred| TimeScope {
        span: DateSpan::on(CalendarDate::year(year)),
        words: None,
        reach: Reach::Document,
        inferred,
    };
    if let Some(year) = subjects.years_of(key).next() {
        return Some(whole(year, None));
    }
    if let Some(year) = document.date.and_then(|date| date.year) {
        return Some(whole(year, None));
    }
    infer(document, words).map(|(year, why)| whole(year, Some(why)))
}

/// The time that a document is about as a whole: a month or year of its title, the year of its
/// date, or the only year that it names.
pub(super) fn backdrop(document: &ReadDocument<'_>) -> Option<DateSpan> {
    let is_title = |read: &&super::read::ReadSentence<'_>| {
        document.blocks.get(read.block).is_some_and(|block| block.kind == BlockKind::Title)
    };
    let titled =
        document.sentences.iter().filter(is_title).flat_map(|read| &read.reading.quantities).find_map(|q| {
            match q.figure {
                Figure::Dates(span) if span.from == span.to => span.from.filter(|date| date.year.is_some()),
                _ => None,
            }
        });
    let own = titled.or(document.date).map(|date| CalendarDate {
        // A full date is the day of publication.
        month: date.month.filter(|_| date.day.is_none()),
        day: None,
        ..date
    });
    let own = own.filter(|date| date.year.is_some()).or_else(|| only_year(document).map(CalendarDate::year));
    own.map(DateSpan::on)
}

/// A document without a year: the n-th edition, the first of which was held in a year that
/// it names; or the year after the last one that it tells of.
pub(super) fn infer(document: &ReadDocument<'_>, words: &Words<'_>) -> Option<(i16, Arc<str>)> {
    let rules = words.rules();
    if let Some(year) = only_year(document) {
        return Some((year, Arc::from("the only year that the document names")));
    }
    let ordinal = edition_ordinal(document, rules);
    let first = first_year(document, rules);
    if let (Some(n), Some(first)) = (ordinal, first) {
        let year = first + n - 1;
        return Some((year, format!("edition {n}, the first in {first}").into()));
    }
    let last = past_years(document, words).into_iter().max()?;
    ordinal.map(|_| (last + 1, Arc::from(format!("the edition after the one told of {last}"))))
}

/// The year of all dates of a document, where they are of one.
fn only_year(document: &ReadDocument<'_>) -> Option<i16> {
    let mut all = document.sentences.iter().flat_map(years);
    let first = all.next()?;
    all.all(|year| year == first).then_some(first)
}

/// The number of the edition: an ordinal beside the noun of a kind.
fn edition_ordinal(document: &ReadDocument<'_>, rules: &Ruleset) -> Option<i16> {
    document.sentences.iter().find_map(|read| {
        read.reading.quantities.iter().filter(|q| q.kind == Kind::Ordinal).find_map(|q| {
            let Figure::Amount(amount, _) = q.figure else { return None };
            let kind = (q.tokens.1..q.tokens.1 + 4).any(|at| is_kind(read, rules, at));
            let n = amount.interval.as_point().filter(|n| kind && *n > Decimal::ONE)?;
            i16::try_from(n).ok().filter(|n| *n < 200)
        })
    })
}

fn is_kind(read: &super::read::ReadSentence<'_>, rules: &Ruleset, at: usize) -> bool {
    use crate::rule::Meaning;
    read.sentence
        .marks
        .at(at)
        .iter()
        .any(|mark| matches!(rules.meaning(mark.meaning), Some(Meaning::Kind(_))))
}

/// The year of a sentence that says that something was held for the first time.
fn first_year(document: &ReadDocument<'_>, rules: &Ruleset) -> Option<i16> {
    let first = |read: &&super::read::ReadSentence<'_>| {
        (0..read.sentence.tokens.len()).any(|at| read.sentence.has_lexeme(at, rules, Lexeme::FirstTime))
    };
    document.sentences.iter().filter(first).find_map(|read| years(read).next())
}

fn years(read: &super::read::ReadSentence<'_>) -> impl Iterator<Item = i16> {
    read.reading.quantities.iter().filter_map(|q| match q.figure {
        Figure::Dates(span) => span.from.and_then(|date| date.year),
        _ => None,
    })
}

/// Years of sentences that are told in the past tense.
fn past_years(document: &ReadDocument<'_>, words: &Words<'_>) -> Vec<i16> {
    let past = |read: &&super::read::ReadSentence<'_>| {
        (0..read.sentence.tokens.len()).any(|at| read.sentence.word(at, words).is_some_and(|word| word.past))
    };
    document.sentences.iter().filter(past).flat_map(years).collect()
}

/// The year that a date without one is in: that of the same month elsewhere in the document,
/// or the document's own.
pub(super) fn year_for(document: &ReadDocument<'_>, date: CalendarDate, edition: Option<i16>) -> Option<i16> {
    let same_month =
        document.sentences.iter().flat_map(|read| &read.reading.quantities).find_map(|q| match q.figure {
            Figure::Dates(span) => {
                span.from.filter(|d| d.year.is_some() && d.month == date.month).and_then(|d| d.year)
            }
            _ => None,
        });
    same_month.or_else(|| document.date.and_then(|d| d.year)).or(edition)
}
