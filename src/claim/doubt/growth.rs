//! A growth in per cent beside the two levels that it leads between: "from 200 to 300, up 20%".

use crate::claim::context::Context;
use crate::quantity::{Figure, Quantity};
use crate::rule::Lexeme;
use crate::token::TokenKind;
use crate::value::{Amount, Decimal, Interval};

/// So many tokens may stand between the two levels: "from 200 in May 2023 to 300".
const BETWEEN: usize = 8;
/// How much of a level is rounding, whatever digits it shows.
const ROUNDED: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
/// A per cent that is told boldly.
const BOLDLY: Decimal = Decimal::ONE;

/// Levels further apart are not both written out.
const MOST_TIMES: Decimal = Decimal::ONE_HUNDRED;

/// What a growth should be, where it does not fit the levels that stand beside it.
pub(super) fn misfit(context: &Context<'_, '_>, figure: usize) -> Option<String> {
    let told = around(percent(context, figure)?, BOLDLY)?;
    let (from, to) = levels(context, figure)?;
    let (a, b) = (level(context, from)?, level(context, to)?);
    if !are_of_one_unit(context, from, to) {
        return None;
    }
    let per_cent = |ratio: Decimal| (ratio - Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED);
    let (least, most) = (per_cent(b.lo?.checked_div(a.hi?)?)?, per_cent(b.hi?.checked_div(a.lo?)?)?);
    // Levels this close may have risen as well as fallen.
    if least.is_sign_negative() != most.is_sign_negative() {
        return None;
    }
    let grown = Interval::between(least.abs().min(most.abs()), least.abs().max(most.abs()));
    // Who says "up 400%" of four times as much is understood.
    let times = grown.map(|end| end.checked_add(Decimal::ONE_HUNDRED))?;
    let many = grown.lo? >= Decimal::ONE_HUNDRED && told.meets(&times);
    if told.meets(&grown) || many {
        return None;
    }
    let quantity = |at: usize| context.read.reading.quantities.get(at);
    let text = |at: usize| quantity(at).map_or("", |q| q.span.of(context.read.sentence.text));
    let exact = per_cent(point(quantity(to)?)?.0.checked_div(point(quantity(from)?)?.0)?)?;
    let fits = exact.abs().round_dp(1).normalize();
    Some(format!("from `{}` to `{}` is {fits}%, not `{}`", text(from), text(to), text(figure)))
}

/// The amount of a per cent by which something is said to change.
fn percent<'q>(context: &'q Context<'_, '_>, figure: usize) -> Option<&'q Amount> {
    let q = context.read.reading.quantities.get(figure)?;
    let Figure::Amount(amount, Some(unit)) = &q.figure else { return None };
    let share = context.rules.unit(*unit).is_some_and(|unit| is_share(context, unit.dimension));
    let sentence = &context.read.sentence;
    let leads = |l: Lexeme| matches!(l, Lexeme::ChangeBy(_) | Lexeme::Change(_)).then_some(());
    let led = || sentence.lexeme_before(q.tokens.0, context.rules, leads).is_some();
    let behind = || sentence.lexeme(q.tokens.1, context.rules, is_change).is_some();
    (share && q.per.is_none() && (led() || behind())).then_some(amount)
}

/// Whether a lexeme is a word of change.
fn is_change(lexeme: Lexeme) -> Option<()> {
    matches!(lexeme, Lexeme::Change(_)).then_some(())
}

fn is_share(context: &Context<'_, '_>, dimension: usize) -> bool {
    context.rules.is_dimension(dimension, "share")
}

/// The two levels beside a growth, the earlier first: both before it, both behind it, or the
/// later one first.
fn levels(context: &Context<'_, '_>, figure: usize) -> Option<(usize, usize)> {
    let q = context.read.reading.quantities.get(figure)?;
    let led = |at: usize, by: Lexeme| {
        context.read.reading.quantities.get(at).is_some_and(|level| context.led_by(level.tokens.0, by))
    };
    let pair = |first: usize, second: usize| {
        let (since, until) = (Lexeme::RangeSince, Lexeme::RangeUntil);
        let in_order = led(first, since) && led(second, until);
        let turned = led(first, until) && led(second, since);
        if !are_beside(context, first, second) {
            None
        } else if in_order {
            Some((first, second))
        } else {
            turned.then_some((second, first))
        }
    };
    let behind = || {
        let (first, second) = next_levels(context, figure)?;
        let gap = context.reach_of(first).0.checked_sub(q.tokens.1)?;
        let end = context.reach_of(second).1;
        let found = pair(first, second).filter(|_| (1..=2).contains(&gap))?;
        // "Down 3% to $10 from $14 in March": a level of another day, and no base.
        let end = if found == (first, second) { past_date(context, end) } else { end };
        ends_clause(context, end).then_some(found)
    };
    let before = || {
        let (first, second) = (last_level(context, figure)?, figure);
        let start = last_level(context, first)?;
        let found = pair(start, first).filter(|(from, _)| *from == start)?;
        let end = past_date(context, context.reach_of(first).1);
        let behind = context.read.sentence.lexeme(q.tokens.1, context.rules, is_change);
        let ends = ends_clause(context, behind.map_or(q.tokens.1, |((), end)| end));
        (ends && leads_on(context, end, second)).then_some(found)
    };
    behind().or_else(before)
}

/// The figures behind another one, dates left aside.
fn next_levels(context: &Context<'_, '_>, figure: usize) -> Option<(usize, usize)> {
    let all = context.read.reading.quantities.iter().enumerate().skip(figure + 1);
    let mut amounts = all.filter(|(_, q)| matches!(q.figure, Figure::Amount(..))).map(|(at, _)| at);
    Some((amounts.next()?, amounts.next()?))
}

fn last_level(context: &Context<'_, '_>, figure: usize) -> Option<usize> {
    let before = context.read.reading.quantities.get(..figure)?;
    before.iter().rposition(|q| matches!(q.figure, Figure::Amount(..)))
}

/// Whether two levels stand close, in one clause.
fn are_beside(context: &Context<'_, '_>, first: usize, second: usize) -> bool {
    let (from, to) = (context.reach_of(first).1, context.reach_of(second).0);
    let marks = || {
        (from..to).any(|at| context.read.sentence.tokens.get(at).is_none_or(|t| t.kind == TokenKind::Mark))
    };
    to.saturating_sub(from) <= BETWEEN && !marks()
}

/// One past a date right behind a level: "to 300 in 2021".
fn past_date(context: &Context<'_, '_>, end: usize) -> usize {
    let date = context
        .read
        .reading
        .quantities
        .iter()
        .find(|q| matches!(q.figure, Figure::Dates(_)) && (end..=end + 1).contains(&q.tokens.0));
    date.filter(|q| q.tokens.0 == end || context.led_by(q.tokens.0, Lexeme::In)).map_or(end, |q| q.tokens.1)
}

/// Whether nothing but marks and what leads a growth stands between the levels and it: ", up 20%".
fn leads_on(context: &Context<'_, '_>, end: usize, figure: usize) -> bool {
    let Some(q) = context.read.reading.quantities.get(figure) else { return false };
    let sentence = &context.read.sentence;
    let mark = |at: usize| sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark);
    let start = (end..q.tokens.0).find(|at| !mark(*at)).unwrap_or(q.tokens.0);
    let by = sentence.lexeme(start, context.rules, |l| matches!(l, Lexeme::ChangeBy(_)).then_some(()));
    let article = sentence.has_lexeme(start, context.rules, Lexeme::Article) && start + 1 == q.tokens.0;
    by.is_some_and(|((), past)| past == q.tokens.0) || article
}

/// Whether a clause ends at a token: "up 20% on the year" has another base.
fn ends_clause(context: &Context<'_, '_>, end: usize) -> bool {
    context.read.sentence.tokens.get(end).is_none_or(|token| token.kind == TokenKind::Mark)
}

/// The number of a figure and the worth of its last digit, where it is one number and exact.
fn point(q: &Quantity) -> Option<(Decimal, Decimal)> {
    let Figure::Amount(amount, _) = &q.figure else { return None };
    let number = amount.interval.as_point().filter(|n| *n > Decimal::ZERO && !amount.approx)?;
    Some((number, amount.step))
}

/// What a level may be, with the rounding of its digits; no share, whose points are per cents too.
fn level(context: &Context<'_, '_>, figure: usize) -> Option<Interval> {
    let q = context.read.reading.quantities.get(figure)?;
    let Figure::Amount(amount, unit) = &q.figure else { return None };
    let unit = unit.and_then(|unit| context.rules.unit(unit));
    let scale = unit.is_none_or(|unit| unit.offset.is_none() && !is_share(context, unit.dimension));
    let (number, _) = point(q).filter(|_| scale && !q.fraction && !amount.step.is_zero())?;
    around(amount, number.checked_mul(ROUNDED)?)
}

/// Whether two levels have the same unit, or only one of them writes it: "from 200 to 300 people".
/// Of "from 200 to 300 million" nobody knows whether the first are millions too.
fn are_of_one_unit(context: &Context<'_, '_>, from: usize, to: usize) -> bool {
    let figure = |at: usize| context.read.reading.quantities.get(at);
    let (Some(a), Some(b)) = (figure(from), figure(to)) else { return false };
    let unit = |q: &Quantity| if let Figure::Amount(_, unit) = q.figure { unit } else { None };
    let near = || {
        let (Some((a, _)), Some((b, _))) = (point(a), point(b)) else { return false };
        [(a, b), (b, a)].iter().all(|(a, b)| a.checked_div(*b).is_some_and(|times| times <= MOST_TIMES))
    };
    (unit(a) == unit(b) || unit(a).is_none() || unit(b).is_none()) && near()
}

/// An exact number with the rounding of its last digit, or more.
fn around(amount: &Amount, least: Decimal) -> Option<Interval> {
    let number = amount.interval.as_point().filter(|_| !amount.approx)?;
    let slack = (amount.step / Decimal::TWO).max(least);
    Some(Interval::between(number.checked_sub(slack)?, number.checked_add(slack)?))
}
