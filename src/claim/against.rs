//! The values that a figure can be held against: its own, and what else its words may mean.

use super::context::Context;
use crate::quantity::{Converted, Figure, Quantity};
use crate::rule::Lexeme;
use crate::token::{Case, TokenKind};
use crate::value::{Amount, CalendarDate, DateSpan, Decimal};

/// Numbers in names ("Ocean's 11") are below this.
const MAX_NAME_NUMBER: i64 = 30;
/// Years that four digits behind an article may be.
const YEARS: std::ops::Range<i16> = 1000..2100;
/// The most that marks are given out of: "7.1/10", "64/100".
const MARKS: [i64; 4] = [5, 10, 20, 100];

/// The values that a figure can be held against: its own; for a year in digits, the year; for a
/// part told by two numbers ("22 out of 28"), these as well.
pub(super) fn values(context: &Context<'_, '_>, figure: usize) -> Vec<Converted> {
    let Some(q) = context.read.reading.quantities.get(figure) else { return Vec::new() };
    let plain = |figure: Figure| figure.comparable(context.rules);
    let year = || {
        let year = q.span.of(context.read.sentence.text).parse().ok();
        plain(Figure::Dates(DateSpan::on(CalendarDate::year(year.filter(|year| YEARS.contains(year))?))))
    };
    if is_year_number(context, figure) {
        return year().into_iter().collect();
    }
    let mut out: Vec<Converted> = Vec::new();
    if let Figure::Amount(amount, None) = q.figure {
        let percent = |amount: Amount, whole: Decimal| {
            let unit = context.rules.units.get_index_of("percent");
            let share = amount.scale(Decimal::ONE_HUNDRED)?.divide(whole)?;
            plain(Figure::Amount(share, unit))
        };
        if q.fraction {
            out.extend(parts(context, q, &amount));
            out.extend(percent(amount, Decimal::ONE));
            return out;
        }
        if let Some(whole) = marks_out_of(context, figure) {
            out.extend(percent(amount, whole));
        } else if led_by_article(context, q) {
            out.extend(year());
        }
    }
    if let Figure::Amount(amount, Some(_)) = q.figure
        && lent_its_unit(context, q)
    {
        out.extend(plain(Figure::Amount(amount, None)));
    }
    out.extend(plain(q.figure));
    out
}

/// The two numbers of a fraction; the part alone where it has decimals ("8.9 out of 10") or a bound.
fn parts(context: &Context<'_, '_>, q: &Quantity, share: &Amount) -> Vec<Converted> {
    let text = context.read.sentence.span_of(q.core.0, q.core.1).of(context.read.sentence.text);
    let digits = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|n| n.parse().ok());
    let numbers: Vec<Decimal> = digits.collect();
    let [part, whole] = numbers.as_slice() else { return Vec::new() };
    let plain = |amount: Amount| Figure::Amount(amount, None).comparable(context.rules);
    // A bound of the share is one of its part: "below 7/10".
    let step = Decimal::new(1, part.scale());
    let own = share.scale(*whole).and_then(|amount| plain(Amount { step, ..amount }));
    let bare = part.fract().is_zero() && share.interval.as_point().is_some();
    let whole = bare.then(|| plain(Amount::exact(*whole, Decimal::ONE))).flatten();
    own.into_iter().chain(whole).collect()
}

/// "below 7.1/10": what the marks are out of, where the number behind the stroke is such.
fn marks_out_of(context: &Context<'_, '_>, figure: usize) -> Option<Decimal> {
    let q = context.read.reading.quantities.get(figure)?;
    let next = context.read.reading.quantities.get(figure + 1)?;
    let sentence = &context.read.sentence;
    let stroke = q.tokens.1;
    let joined = sentence.token_text(stroke) == "/" && sentence.glued(stroke) && next.tokens.0 == stroke + 1;
    let Figure::Amount(whole, None) = next.figure else { return None };
    let marks = |n: &Decimal| MARKS.iter().any(|marks| Decimal::from(*marks) == *n);
    whole.interval.as_point().filter(marks).filter(|_| joined)
}

/// "791, 25 % of them": the unit of a neighbour, which this figure may not have.
fn lent_its_unit(context: &Context<'_, '_>, q: &Quantity) -> bool {
    let digits = context.read.sentence.tokens.get(q.core.0).is_some_and(|t| t.kind == TokenKind::Digits);
    q.tokens == q.core && q.core.1 == q.core.0 + 1 && digits
}

/// "a 2012 film", "his 1889 article": four digits that an article leads may be a year.
fn led_by_article(context: &Context<'_, '_>, q: &Quantity) -> bool {
    let four = q.span.len() == 4 && q.tokens.1 == q.tokens.0 + 1;
    let article = |l: Lexeme| matches!(l, Lexeme::Article | Lexeme::The | Lexeme::Possessive).then_some(());
    let sentence = &context.read.sentence;
    four && q.core.0.checked_sub(1).is_some_and(|at| sentence.lexeme(at, context.rules, article).is_some())
}

/// Whether a figure only says what the one before it is out of: the second one of "7.1/10".
pub(super) fn is_whole_of_marks(context: &Context<'_, '_>, figure: usize) -> bool {
    figure.checked_sub(1).is_some_and(|before| marks_out_of(context, before).is_some())
}

/// "Ted 2", "Maroon 5", "Half Girlfriend": a small number right behind a capital, or a fraction
/// before one, is a part of a name.
pub(super) fn is_part_of_name(context: &Context<'_, '_>, figure: usize) -> bool {
    let sentence = &context.read.sentence;
    let Some(q) = context.read.reading.quantities.get(figure) else { return false };
    let title = |at: usize| {
        sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Title)
    };
    if q.fraction && q.tokens.1 == q.tokens.0 + 1 && title(q.tokens.0) && title(q.tokens.1) {
        return true;
    }
    let small = matches!(q.figure, Figure::Amount(a, None) if a.interval.as_point().is_some_and(|n| n < Decimal::from(MAX_NAME_NUMBER) && n.fract().is_zero()));
    let capital = q.core.0.checked_sub(1).is_some_and(title);
    let free = context.counted.get(figure).is_none_or(Option::is_none);
    // The first word of a sentence has a capital anyway.
    let first = q.core.0 == 1
        && sentence.word(0, context.words).is_none_or(|w| w.in_dictionary && !w.person && !w.place);
    small && capital && free && !first
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

/// Whether a figure has a date without any day.
pub(super) fn is_unknown(figure: &Figure) -> bool {
    matches!(figure, Figure::Dates(span) if span.from.is_none() && span.to.is_none())
}
