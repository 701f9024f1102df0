//! Figures that repeat another in a second unit: "8,981 ft or 2,737 m".

use super::Builder;
use super::draft::Draft;
use crate::claim::context::Context;
use crate::quantity::Figure;
use crate::value::{Decimal, Tolerance, Value, ValueRelation, relate};

/// A figure in another unit repeats the one before it where at most so many tokens part them,
/// and they differ by no more than careless rounding: two per cent.
const RESTATED_TOKENS: usize = 3;
const RESTATED: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

impl<'t> Builder<'_, 't> {
    /// The figure right before one that says the same in another unit: "8,981 ft or 2,737 m".
    pub(super) fn restated(&self, context: &Context<'_, 't>, figure: usize) -> Option<usize> {
        let before = figure.checked_sub(1)?;
        let (first, second) =
            (context.read.reading.quantities.get(before)?, context.read.reading.quantities.get(figure)?);
        let (Figure::Amount(_, Some(x)), Figure::Amount(_, Some(y))) = (first.figure, second.figure) else {
            return None;
        };
        let near = second.tokens.0.saturating_sub(first.tokens.1) <= RESTATED_TOKENS;
        let (a, b) = (first.figure.in_base_units(self.rules)?, second.figure.in_base_units(self.rules)?);
        let (Value::Amount(a), Value::Amount(b)) = (a.value, b.value) else { return None };
        let same = relate(&a, &b, Tolerance(RESTATED));
        let one_dimension = self.rules.unit(x)?.dimension == self.rules.unit(y)?.dimension;
        (near && x != y && one_dimension && same != ValueRelation::Disjoint).then_some(before)
    }

    /// What was claimed of another figure of the sentence, for one that repeats it in another unit.
    pub(super) fn claims_of(&self, context: &Context<'_, 't>, figure: usize) -> Option<Draft> {
        let start = context.read.reading.quantities.get(figure)?.span.start;
        let claim = self.out.claims.iter().rev().find(|claim| claim.span.start == start)?;
        Some(Draft {
            rule: claim.rule.clone(),
            measure: claim.measure.clone(),
            end: None,
            stated: claim.scope.entries.iter().map(|(id, entry)| (*id, entry.clone())).collect(),
            subject: Some((*claim.subject).clone()),
            time: None,
            falls: false,
        })
    }
}
