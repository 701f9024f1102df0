//! Quantities whole: an operand or a range with all that stands around it.

use super::bound::{Prefix, amount};
use super::kind::{Figure, Kind, Problem, Quantity};
use super::operand::Operand;
use super::reader::Reader;
use crate::rule::{Id, Lexeme};
use crate::token::TokenKind;
use crate::value::Amount;

impl Reader<'_, '_> {
    /// The quantity that starts at a token, bounds and hedges included.
    pub(super) fn quantity(&self, at: usize) -> Option<Quantity> {
        let prefix = self.prefix(at);
        let start = prefix.end;
        if start > at
            && (self.excluded(start).is_some()
                || self.date(start).is_some()
                || self.single_ordinal(start).is_some())
        {
            return None;
        }
        let first = self.operand(start, prefix.opener).or_else(|| self.lone_unit(at, start))?;
        if self.in_idiom(start, first.end) || self.is_pronoun(start, &first) {
            return None;
        }
        let (operand, upper) = self.range(&prefix, first);
        let suffix = self.suffix(operand.end);
        let distant = if suffix.end == operand.end && operand.unit.is_none() {
            self.distant_suffix(operand.end)
        } else {
            suffix
        };
        let led = prefix.bound.filter(|_| !(prefix.during && self.means_during(at, &operand)));
        let of_unit = prefix.of_unit.filter(|_| {
            operand.unit.is_some_and(|unit| self.is_bounded_unit(unit)) && upper.is_none() && !prefix.change
        });
        let after = suffix.bound.or(distant.bound).or(operand.bound);
        let bound = led
            .filter(|bound| *bound != crate::rule::Bound::Exactly || after.is_none())
            .or(after)
            .or(of_unit);
        let hedge = prefix.hedge
            || suffix.hedge
            || distant.hedge
            || operand.hedge
            || self.is_loose_half(&prefix, &operand);
        let problem = self.tied_to_letters(&operand).or(operand.number.problem);
        let reversed = upper.filter(|upper| *upper < operand.number.lo).map(|_| Problem::ReversedRange);
        let figure = Figure::Amount(amount(&operand, upper, bound, hedge), operand.unit);
        let from = if upper.is_some() || (of_unit.is_some() && bound == of_unit) { at } else { prefix.first };
        let plain = Quantity::plain(
            self.span(from, suffix.end),
            (from, suffix.end),
            self.kind_of(operand.unit),
            figure,
        );
        Some(Quantity {
            core: (start, operand.end),
            per: operand.per,
            fraction: operand.number.fraction,
            also: prefix.also || suffix.also,
            implicit: operand.number.implicit,
            problem: problem.or(reversed),
            ..plain
        })
    }

    /// «с полсотни человек»: what else opens a range makes half a hundred approximate.
    fn is_loose_half(&self, prefix: &Prefix, operand: &Operand) -> bool {
        let half = self
            .lexeme(prefix.end, kinds![NumberPrefix], |l| {
                matches!(l, Lexeme::NumberPrefix(n) if n < crate::value::Decimal::ONE).then_some(())
            })
            .is_some();
        prefix.opener && half && operand.number.multiplier.is_some()
    }

    /// "this one", "which one do you prefer": nothing is counted.
    fn is_pronoun(&self, start: usize, operand: &Operand) -> bool {
        let one = operand.end == start + 1
            && operand.unit.is_none()
            && operand.number.lo == crate::value::Decimal::ONE;
        let word = one && self.kind(start) == Some(TokenKind::Word);
        let noun = self.word(operand.end).is_some_and(|w| w.singular_noun && !self.glued(operand.end));
        word && self.led_by(start, Lexeme::Determiner) && !noun
    }

    /// A unit before which «от» means "from … on": all but persons.
    fn is_bounded_unit(&self, unit: Id) -> bool {
        self.rules.unit(unit).is_some_and(|unit| unit.dimension != self.dimensions.person)
    }

    /// Letters right behind a number that are no unit: a code or a slip of the pen.
    fn tied_to_letters(&self, operand: &Operand) -> Option<Problem> {
        let at = operand.end;
        let tied = self.glued(at)
            && !self.is_times(at)
            && self.kind(at) == Some(TokenKind::Word)
            && self.kind(at - 1) == Some(TokenKind::Digits);
        (tied && self.suffix(at).end == at).then_some(Problem::Identifier)
    }

    pub(super) fn kind_of(&self, unit: Option<Id>) -> Kind {
        let Some(dimension) = unit.and_then(|id| self.rules.unit(id)).map(|unit| unit.dimension) else {
            return Kind::Number;
        };
        let known = &self.dimensions;
        if dimension == known.share {
            Kind::Percent
        } else if dimension == known.money {
            Kind::Money
        } else if dimension == known.duration || dimension == known.calendar {
            Kind::Duration
        } else {
            Kind::Measurement
        }
    }

    /// "greater than 100 and smaller than 300": two bounds on one thing are one interval.
    pub(super) fn join_opposite(&self, quantities: &mut Vec<Quantity>) {
        let mut i = 0;
        while i + 1 < quantities.len() {
            match quantities.get(i).zip(quantities.get(i + 1)).and_then(|(a, b)| self.joined(a, b)) {
                Some(both) => {
                    quantities.remove(i + 1);
                    if let Some(slot) = quantities.get_mut(i) {
                        *slot = both;
                    }
                }
                None => i += 1,
            }
        }
    }

    fn joined(&self, a: &Quantity, b: &Quantity) -> Option<Quantity> {
        let (Figure::Amount(x, u), Figure::Amount(y, v)) = (a.figure, b.figure) else { return None };
        let glue = self.past(a.tokens.1, Lexeme::And).or_else(|| self.past(a.tokens.1, Lexeme::Clause))?;
        let (p, q) = (x.interval, y.interval);
        let opposite = (p.hi.is_none() && q.lo.is_none()) || (p.lo.is_none() && q.hi.is_none());
        let both = p.intersection(&q)?;
        if glue != b.tokens.0
            || !opposite
            || (u.is_some() && v.is_some() && u != v)
            || a.kind == Kind::Ordinal && b.kind != a.kind
        {
            return None;
        }
        let amount = Amount { interval: both, approx: x.approx || y.approx, step: x.step.min(y.step) };
        let tokens = (a.tokens.0, b.tokens.1);
        Some(Quantity {
            span: a.span.cover(b.span),
            tokens,
            core: tokens,
            figure: Figure::Amount(amount, v.or(u)),
            kind: b.kind,
            ..a.clone()
        })
    }
}
