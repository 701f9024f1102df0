//! Why a figure makes no claim, whatever its measure.

use super::{Builder, holds_figure};
use crate::claim::against::is_year_number;
use crate::claim::context::Context;
use crate::claim::time;
use crate::extract::Matched;
use crate::quantity::{Figure, Problem};
use crate::rule::Lexeme;
use crate::value::Decimal;

impl<'t> Builder<'_, 't> {
    /// Why a figure makes no claim, whatever its measure.
    pub(super) fn reason_against(
        &self,
        context: &Context<'_, 't>,
        figure: usize,
        found: &[&Matched],
    ) -> Option<String> {
        let q = &context.read.reading.quantities[figure];
        if self.read.header.contains(&(context.index, figure)) {
            return Some("the date of the document".to_owned());
        }
        let fatal = |p: &Problem| p.refuses();
        let pronoun = is_one(&q.figure)
            && context.counted.get(figure).is_none_or(Option::is_none)
            && q.span.of(context.read.sentence.text).chars().all(char::is_alphabetic);
        if pronoun {
            return Some("a pronoun, no number".to_owned());
        }
        if context.is_denied(q.tokens.0) {
            return Some("denied".to_owned());
        }
        if let Some(why) = context.unsaid.get_or_init(|| unsaid(context)) {
            return Some((*why).to_owned());
        }
        if time::leads_away(context, q).is_some() {
            return Some("a time counted from another".to_owned());
        }
        if is_year_number(context, figure) {
            return Some("a year, by its digits".to_owned());
        }
        self.ignored(figure, context, found)
            .or_else(|| q.problem.filter(fatal).map(|p| p.reason().to_owned()))
    }

    /// The reason that a rule gives for taking a figure for no claim.
    fn ignored(&self, figure: usize, context: &Context<'_, 't>, found: &[&Matched]) -> Option<String> {
        found.iter().find_map(|matched| {
            let (_, rule) = self.rule(matched)?;
            rule.ignores
                .iter()
                .find(|(n, _)| holds_figure(context, matched, *n, figure))
                .map(|(_, why)| why.clone())
        })
    }
}

/// Why nothing of a sentence is said, where that is so.
fn unsaid(context: &Context<'_, '_>) -> Option<&'static str> {
    if is_asked(context) {
        return Some("asked, not said");
    }
    is_supposed(context).then_some("supposed, not said")
}

/// Whether a sentence is a question.
fn is_asked(context: &Context<'_, '_>) -> bool {
    let sentence = &context.read.sentence;
    let marks = (0..sentence.tokens.len()).rev().map(|at| sentence.token_text(at));
    marks.into_iter().find(|text| !matches!(*text, "\"" | "»" | "”" | ")")) == Some("?")
}

/// Whether a sentence supposes: "if the dam broke, 300 people would drown".
fn is_supposed(context: &Context<'_, '_>) -> bool {
    let sentence = &context.read.sentence;
    let conditional = |at: &usize| sentence.has_lexeme(*at, context.rules, Lexeme::Conditional);
    (0..sentence.tokens.len()).filter(conditional).nth(1).is_some()
}

fn is_one(figure: &Figure) -> bool {
    matches!(figure, Figure::Amount(amount, None) if amount.interval.as_point() == Some(Decimal::ONE))
}
