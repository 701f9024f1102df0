//! Parts beside the whole that they divide: "450 people: 300 men and 200 women".

use crate::claim::context::Context;
use crate::claim::phrase;
use crate::quantity::{Figure, Quantity};
use crate::rule::Lexeme;
use crate::token::TokenKind;
use crate::value::{Decimal, grouped};
use std::ops::Range;

/// So many words may stand behind a part: "300 from Russia".
const BEHIND: usize = 3;
/// A whole is led by what makes it one within so many tokens of the start: "Of the 450 people".
const OPENING: usize = 3;

/// What a figure counts.
#[derive(PartialEq)]
enum Counts<'c> {
    Persons,
    Money(usize),
    Noun(&'c str),
    /// Nothing that the text names: "300 Russian".
    Unsaid,
}

/// How the parts of a whole are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In brackets right behind the whole, or behind a colon.
    List,
    /// "Of 450 people, 300 were men and 200 women".
    Of,
}

/// What the parts of a whole make, where that is not the whole: more than it, or less where they are
/// the two halves of a division, given as all of it.
pub(super) fn misfit(context: &Context<'_, '_>, whole: usize) -> Option<String> {
    let (total, mut slack) = point(context, whole)?;
    let (parts, form) = listed(context, whole).or_else(|| divided(context, whole))?;
    let mut sum = Decimal::ZERO;
    for part in parts.clone() {
        let (number, rounding) = point(context, part)?;
        sum = sum.checked_add(number)?;
        slack = slack.checked_add(rounding)?;
    }
    let halves = || are_halves(context, parts.clone());
    let all = form == Form::List && halves();
    let known = form == Form::List || halves();
    let misses = (sum > total && known) || (sum < total && all);
    if !misses || (sum - total).abs() <= slack {
        return None;
    }
    let text = |at: usize| {
        context.read.reading.quantities.get(at).map_or("", |q| q.span.of(context.read.sentence.text))
    };
    let numbers: Vec<String> = parts.map(|part| format!("`{}`", text(part))).collect();
    Some(format!("{} make {}, not `{}`", numbers.join(" and "), grouped(sum), text(whole)))
}

/// The number of a figure and how much of it is rounding, where it is one number and exact.
fn point(context: &Context<'_, '_>, figure: usize) -> Option<(Decimal, Decimal)> {
    let q = context.read.reading.quantities.get(figure)?;
    let Figure::Amount(amount, _) = &q.figure else { return None };
    let plain = !amount.approx && !q.fraction && !q.also && !q.implicit && !q.listed && q.per.is_none();
    let number = amount.interval.as_point().filter(|n| plain && *n > Decimal::ZERO)?;
    // Whole thousands may be rounded to them.
    let round = number.checked_rem(Decimal::ONE_THOUSAND).is_some_and(|rest| rest.is_zero());
    let step = if round { amount.step.max(Decimal::ONE_THOUSAND) } else { amount.step };
    let exact = step == Decimal::ONE && number.fract().is_zero();
    Some((number, if exact { Decimal::ZERO } else { step / Decimal::TWO }))
}

/// The parts that a list behind the whole gives, up to the end of the bracket or the sentence.
fn listed(context: &Context<'_, '_>, whole: usize) -> Option<(Range<usize>, Form)> {
    let end = context.reach_of(whole).1;
    let colon = (end..end + BEHIND).find(|at| mark(context, *at).is_some())?;
    let close = match mark(context, colon)? {
        "(" if colon == end => ")",
        ":" => ".",
        _ => return None,
    };
    let own = counts(context, whole);
    // "827 companies from 33 countries: 643 Russian": whose parts they are, nobody says.
    let alone = close == ")" || context.counted.iter().take(whole).all(Option::is_none);
    let (mut part, mut at) = (whole + 1, colon + 1);
    loop {
        let q = context.read.reading.quantities.get(part)?;
        let said = alone || counts(context, part) != Counts::Unsaid;
        if q.tokens.0 != at || !said || !may_be_part(context, &own, part, close) {
            return None;
        }
        at = past_words(context, part)?;
        part += 1;
        match mark(context, at) {
            _ if joins(context, at) => at += 1,
            Some(",") => at += 1 + usize::from(joins(context, at + 1)),
            None if close == "." && at >= context.read.sentence.tokens.len() => break,
            Some(found) if found == close => break,
            _ => return None,
        }
    }
    (part - whole > 2).then_some((whole + 1..part, Form::List))
}

/// The two halves that the rest of the sentence divides the whole into.
fn divided(context: &Context<'_, '_>, whole: usize) -> Option<(Range<usize>, Form)> {
    let q = context.read.reading.quantities.get(whole)?;
    let led = context.led_by(q.tokens.0, Lexeme::Of) || context.led_by(q.tokens.0, Lexeme::From);
    let parts = whole + 1..context.read.reading.quantities.len();
    let opens = led && q.tokens.0 <= OPENING && counts(context, whole) == Counts::Persons;
    (opens && parts.len() == 2).then_some((parts, Form::Of))
}

/// Whether a figure may count a part of what the whole counts.
fn may_be_part(context: &Context<'_, '_>, whole: &Counts<'_>, part: usize, close: &str) -> bool {
    match (whole, counts(context, part)) {
        // In brackets behind a price stand others.
        (Counts::Money(x), Counts::Money(y)) => close != ")" && *x == y,
        // What is said of a part by its place may lie in that of another part: "300 in Russia and 200
        // in Moscow".
        (Counts::Persons | Counts::Noun(_), Counts::Unsaid) => !is_placed(context, part),
        (whole, part) => *whole == part && part != Counts::Unsaid,
    }
}

/// Whether a preposition stands behind a figure.
fn is_placed(context: &Context<'_, '_>, part: usize) -> bool {
    let end = context.read.reading.quantities.get(part).map_or(0, |q| q.tokens.1);
    context.read.sentence.has_lexeme(end, context.rules, Lexeme::Preposition)
}

fn counts<'c>(context: &'c Context<'_, '_>, figure: usize) -> Counts<'c> {
    let rules = context.rules;
    let unit = match context.read.reading.quantities.get(figure).map(|q| q.figure) {
        Some(Figure::Amount(_, unit)) => unit.and_then(|id| rules.unit(id).map(|unit| (id, unit.dimension))),
        _ => None,
    };
    let is = |wanted: &str| unit.is_some_and(|(_, dimension)| rules.is_dimension(dimension, wanted));
    let counted = context.counted.get(figure).and_then(Option::as_ref).filter(|counted| !counted.borrowed);
    match (unit, counted) {
        (Some(_), _) if is("person") => Counts::Persons,
        (Some((id, _)), _) if is("money") => Counts::Money(id),
        (None, Some(noun)) if context.read.sentence.has_lexeme(noun.head, rules, Lexeme::Person) => {
            Counts::Persons
        }
        (None, Some(noun)) => Counts::Noun(&noun.noun.key),
        _ => Counts::Unsaid,
    }
}

/// Whether the parts are the two halves of a division that leaves nothing out, as men and women are.
fn are_halves(context: &Context<'_, '_>, parts: Range<usize>) -> bool {
    let mut halves = parts.map(|part| half(context, part));
    match (halves.next(), halves.next(), halves.next()) {
        (Some(Some(a)), Some(Some(b)), None) => a != b && a.div_ceil(2) == b.div_ceil(2),
        _ => false,
    }
}

/// The half of a division that stands behind a figure, as the last word of its part.
fn half(context: &Context<'_, '_>, part: usize) -> Option<u8> {
    let q = context.read.reading.quantities.get(part)?;
    let division = |l: Lexeme| if let Lexeme::Division(half) = l { Some(half) } else { None };
    let sentence = &context.read.sentence;
    let found =
        (q.tokens.1..=q.tokens.1 + BEHIND).find_map(|at| sentence.lexeme(at, context.rules, division));
    let (half, end) = found?;
    let last = mark(context, end).is_some() || joins(context, end) || end >= sentence.tokens.len();
    last.then_some(half)
}

/// One past the words that belong to a part; none where they say that it is counted otherwise.
fn past_words(context: &Context<'_, '_>, part: usize) -> Option<usize> {
    let sentence = &context.read.sentence;
    let q: &Quantity = context.read.reading.quantities.get(part)?;
    let start = q.tokens.1;
    let noun = context.counted.get(part).and_then(Option::as_ref).filter(|counted| !counted.borrowed);
    let from = noun.map_or(start, |counted| counted.head + 1);
    let is_word = |at: usize| sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
    let end = (from..=from + BEHIND).find(|at| !is_word(*at) || joins(context, *at))?;
    let plain = |at: usize| {
        !phrase::is_pronoun(sentence, at, context.words)
            && !sentence.has_lexeme(at, context.rules, Lexeme::Also)
    };
    // A figure alone says nothing of what it is a part.
    (end > start && (start..end).all(plain)).then_some(end)
}

fn joins(context: &Context<'_, '_>, at: usize) -> bool {
    context.read.sentence.has_lexeme(at, context.rules, Lexeme::And)
}

/// The mark at a token.
fn mark<'c>(context: &'c Context<'_, '_>, at: usize) -> Option<&'c str> {
    let token = context.read.sentence.tokens.get(at)?;
    (token.kind == TokenKind::Mark).then(|| context.read.sentence.token_text(at))
}
