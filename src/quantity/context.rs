//! What the figures of a sentence are to each other: conversions in brackets.

use super::kind::{Figure, Quantity};
use super::reader::Reader;
use crate::rule::Lexeme;
use crate::token::TokenKind;
use crate::value::{Amount, Decimal};

/// Words between a figure and the bracket that repeats it: "85 km long (53 mi)".
const GAP: usize = 3;
/// How far a conversion without brackets may be off, in per cent: "or 53 miles".
const SLACK: i64 = 10;

impl Reader<'_, '_> {
    /// Ties figures that repeat another one in a different unit to it.
    pub(super) fn tie_conversions(&self, quantities: &mut [Quantity]) {
        for index in 1..quantities.len() {
            let Some((before, [current, ..])) = quantities.split_at_mut_checked(index) else { return };
            let Some(earlier) = before.last() else { return };
            if !self.repeats(earlier, current) {
                continue;
            }
            current.converts = Some(earlier.converts.unwrap_or(index - 1));
            if let (Figure::Amount(stated, _), Figure::Amount(repeated, unit)) =
                (earlier.figure, current.figure)
            {
                // "roughly 85 km (53 mi)": the repetition is as rough. A rate of exchange is not.
                let rough = stated.approx
                    && unit
                        .and_then(|unit| self.rules.unit(unit))
                        .is_some_and(|unit| !self.is_money(unit.dimension));
                current.figure =
                    Figure::Amount(Amount { approx: repeated.approx || rough, ..repeated }, unit);
            }
        }
    }

    fn repeats(&self, a: &Quantity, b: &Quantity) -> bool {
        let (Figure::Amount(x, Some(u)), Figure::Amount(y, Some(v))) = (a.figure, b.figure) else {
            return false;
        };
        if u == v || self.is_time(u) {
            return false;
        }
        let (Some(from), Some(to)) = (self.rules.unit(u), self.rules.unit(v)) else { return false };
        let money = self.is_money(from.dimension) && self.is_money(to.dimension);
        if from.dimension != to.dimension || (money && from.code == to.code) {
            return false;
        }
        let row = a.converts.is_some()
            && matches!(self.text(a.tokens.1), "," | ";" | "/")
            && a.tokens.1 + 1 == b.tokens.0;
        if row || self.in_own_brackets(a, b) {
            return true;
        }
        // "85 km, or 53 miles", "85 km / 53 mi": only where the figures agree.
        let comma = usize::from(self.is_mark(a.tokens.1, ','));
        let or = self.past(a.tokens.1 + comma, Lexeme::Or) == Some(b.tokens.0);
        let slash = self.is_mark(a.tokens.1, '/') && a.tokens.1 + 1 == b.tokens.0;
        let close = || {
            let p = x.interval.lo.or(x.interval.hi)?;
            let q = y.interval.lo.or(y.interval.hi)?.checked_mul(self.factor(v, u)?)?;
            Some((p - q).abs() * Decimal::ONE_HUNDRED <= p.abs() * Decimal::from(SLACK))
        };
        (or || slash) && (money || close() == Some(true))
    }

    /// "(53 mi)" behind a figure with few words between.
    fn in_own_brackets(&self, a: &Quantity, b: &Quantity) -> bool {
        let Some(bracket) = b.tokens.0.checked_sub(1) else { return false };
        let opens = self.is_mark(bracket, '(')
            || self.is_mark(bracket, '[')
            || (self.is_mark(bracket, '=') && bracket == a.tokens.1 + 1);
        let between = a.tokens.1..bracket;
        let close = between.len() <= GAP
            && between.into_iter().all(|i| self.kind(i) == Some(TokenKind::Word) || self.is_mark(i, '.'));
        let ends = matches!(self.text(b.tokens.1), ")" | "]" | "," | ";" | "/")
            || self.past(b.tokens.1, Lexeme::Or).is_some();
        opens && close && ends
    }
}
