//! Figures that no source prints and that follow from two of them: a sum, a difference, a
//! product, a quotient.

use super::Evidence;
use crate::claim::{FigureInText, FiguresInText};
use crate::quantity::Kind;
use crate::value::{Decimal, Value};

/// Digits behind the point to which a quotient must agree.
const PLACES: u32 = 4;

/// From here on a figure hardly is a sum or a product of two others by chance.
const TELLING: i64 = 1000;

/// The figures of one source that a figure of the text follows from.
pub(super) fn derived(figure: &FigureInText, sources: &[FiguresInText]) -> Option<Evidence> {
    let wanted = point(figure)?;
    sources.iter().enumerate().find_map(|(source, text)| {
        let known: Vec<(&FigureInText, Decimal)> =
            text.figures.iter().filter_map(|f| Some((f, point(f)?))).collect();
        known.iter().enumerate().find_map(|(at, (first, x))| {
            known[at + 1..].iter().find_map(|(second, y)| {
                if first.span == second.span {
                    return None;
                }
                let by = operation(*x, *y, wanted)?;
                let by = format!("{by} of {} and {}", x.normalize(), y.normalize());
                let span = crate::token::Span::new(first.span.start, second.span.end);
                Some(Evidence { source, span, by: Some(by), score: 0.0 })
            })
        })
    })
}

/// Whether a figure is long enough that it hardly follows from others by chance.
pub(super) fn is_telling(figure: &FigureInText) -> bool {
    point(figure).is_some_and(|n| n.abs() >= Decimal::from(TELLING))
}

/// The number of a figure that can be reckoned with; ranks cannot.
fn point(figure: &FigureInText) -> Option<Decimal> {
    match &figure.value.value {
        Value::Amount(amount) if figure.kind != Kind::Ordinal => amount.interval.as_point(),
        _ => None,
    }
}

fn operation(x: Decimal, y: Decimal, wanted: Decimal) -> Option<&'static str> {
    let is = |value: Option<Decimal>| value.is_some_and(|v| v.round_dp(PLACES) == wanted.round_dp(PLACES));
    let (small, large) = if x < y { (x, y) } else { (y, x) };
    if is(x.checked_add(y)) {
        Some("the sum")
    } else if is(large.checked_sub(small)) {
        Some("the difference")
    } else if is(x.checked_mul(y)) {
        Some("the product")
    } else if is(large.checked_div(small)) || is(small.checked_div(large)) {
        Some("the quotient")
    } else {
        None
    }
}
