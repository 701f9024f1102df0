//! Figures that cannot be right as they stand, whatever other texts say: a date that falls on
//! another weekday, a range upside down, a conversion that does not fit what it converts, a growth
//! that does not fit its levels, parts that do not make their whole.

mod growth;
mod parts;

use super::build::Builder;
use super::context::Context;
use super::cut::CUT_SHORT;
use crate::diagnostic::{Code, Severity};
use crate::quantity::{Figure, Problem, Quantity};
use crate::rule::Ruleset;
use crate::token::Span;
use crate::value::{Amount, Decimal, Tolerance, Value, ValueRelation, relate};
use std::sync::Arc;

/// A figure that contradicts itself.
pub static DOUBTFUL: Code = Code {
    name: "doubtful-figure",
    level: Severity::Warning,
    explanation: "A figure cannot be right as it stands, whatever other documents say.\n\n\
        The weekday is not that of the date (`Monday, 4 May 2024`), there is no such date, the ends of a range \
        stand upside down, what repeats a figure in another unit is off by more than a tenth \
        (`85 km (40 mi)`), a growth does not fit the levels beside it (`from 200 to 300, up 20%`), or parts do not make \
        the whole that they divide (`450 people: 300 men and 200 women`). Claims are made of it all the same, of both units where there are two.\n",
};

/// All codes of this folder.
pub static CODES: [&Code; 2] = [&DOUBTFUL, &CUT_SHORT];

/// How far a conversion may be off: those of journalists are rounded boldly.
const CONVERTED: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// So many digits of a converted figure are shown.
const DIGITS: u32 = 4;

/// What is doubted of a text: a figure, or that all of it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The figure.
    pub span: Span,
    /// Why, for the user.
    pub why: Arc<str>,
    /// Whether it cannot be right, or a limit kept it from being read whole.
    pub code: &'static Code,
}

impl Doubt {
    /// A figure that cannot be right.
    fn wrong(span: Span, why: impl Into<Arc<str>>) -> Self {
        Self { span, why: why.into(), code: &DOUBTFUL }
    }
}

impl Builder<'_, '_> {
    /// Notes what is doubtful in a sentence.
    pub(super) fn doubt(&mut self, context: &Context<'_, '_>) {
        let reading = &context.read.reading;
        for (at, q) in reading.quantities.iter().enumerate() {
            let own = match q.problem {
                Some(Problem::WrongWeekday) => Some(weekday(q)),
                Some(problem @ Problem::ReversedRange) => Some(problem.reason().to_owned()),
                _ => q.converts.and_then(|of| misfit(reading.quantities.get(of)?, q, context, self.rules)),
            };
            let all = [growth::misfit(context, at), parts::misfit(context, at), own];
            self.out.doubts.extend(all.into_iter().flatten().map(|why| Doubt::wrong(q.span, why)));
        }
        let refused = reading.refused.iter().filter(|refused| refused.problem == Problem::NoSuchDate);
        self.out.doubts.extend(refused.map(|r| Doubt::wrong(r.span, r.problem.reason())));
    }
}

/// On which weekday a date falls.
fn weekday(q: &Quantity) -> String {
    let day = match q.figure {
        Figure::Dates(span) => span.from.and_then(|date| date.first_day()),
        _ => None,
    };
    let reason = Problem::WrongWeekday.reason();
    day.map_or_else(|| reason.to_owned(), |day| format!("{reason}: {day} is a {:?}", day.weekday()))
}

/// What a figure that repeats another in a second unit should be, where it is far off. Rates of
/// exchange change, and scales with other zeros are no factors.
fn misfit(
    stated: &Quantity,
    repeated: &Quantity,
    context: &Context<'_, '_>,
    rules: &Ruleset,
) -> Option<String> {
    let (Figure::Amount(_, Some(u)), Figure::Amount(_, Some(v))) = (stated.figure, repeated.figure) else {
        return None;
    };
    let (from, to) = (rules.unit(u)?, rules.unit(v)?);
    let scales = [from, to].iter().all(|unit| unit.offset.is_none() && !unit.loose);
    if !scales || rules.is_dimension(from.dimension, "money") {
        return None;
    }
    let base = |q: &Quantity| match q.figure.comparable(rules)?.value {
        Value::Amount(amount) => Some(amount),
        Value::Dates(_) | Value::Text(_) => None,
    };
    let (a, b) = (base(stated)?, base(repeated)?);
    if relate(&a, &b, Tolerance(CONVERTED)) != ValueRelation::Disjoint {
        return None;
    }
    let fits = shown(&a.scale(to.denominator)?.divide(to.numerator)?)?;
    let text = |q: &Quantity| q.span.of(context.read.sentence.text);
    Some(format!("`{}` is about {fits} {}, not `{}`", text(stated), to.code, text(repeated)))
}

/// The end of an amount that is known, rounded.
fn shown(amount: &Amount) -> Option<String> {
    let end = amount.interval.lo.or(amount.interval.hi)?;
    Some(end.round_sf(DIGITS)?.normalize().to_string())
}
