//! Quantities whole: what stands before and behind an operand, ranges, and the interval
//! that all of it admits.

use super::kind::{Figure, Kind, Problem, Quantity};
use super::reader::Reader;
use super::unit::{CALENDAR, DURATION, Operand};
use crate::rule::{Bound, Id, Lexeme};
use crate::token::TokenKind;
use crate::value::{Amount, Decimal, Interval};

/// What stands before a number.
#[derive(Debug, Clone, Copy, Default)]
struct Prefix {
    bound: Option<Bound>,
    hedge: bool,
    also: bool,
    opener: bool,
    /// Where the number starts.
    end: usize,
}

impl Reader<'_, '_> {
    /// The quantity that starts at a token, bounds and hedges included.
    pub(super) fn quantity(&self, at: usize) -> Option<Quantity> {
        if self.excluded(at).is_some() {
            return None;
        }
        let prefix = self.prefix(at);
        let start = prefix.end;
        if start > at && self.excluded(start).is_some() {
            return None;
        }
        let first = self.operand(start).or_else(|| self.lone_unit(at, start))?;
        let (operand, upper) = self.range(&prefix, first);
        let core_end = operand.end;
        let (bound_after, hedge_after, end) = self.suffix(core_end);
        let problem = self.tied_to_letters(&operand).or(operand.number.problem);
        let amount = amount(&operand, upper, prefix.bound.or(bound_after), prefix.hedge || hedge_after);
        let (amount, reversed) = amount;
        Some(Quantity {
            span: self.span(at, end),
            tokens: (at, end),
            core: (start, core_end),
            kind: self.kind_of(operand.unit),
            figure: Figure::Amount(amount, operand.unit),
            fraction: operand.number.fraction,
            also: prefix.also,
            implicit: operand.number.implicit,
            problem: problem.or(reversed),
        })
    }

    /// Bounds, hedges and range words before a number, in any order.
    fn prefix(&self, at: usize) -> Prefix {
        let mut prefix = Prefix { end: at, ..Prefix::default() };
        for _ in 0..5 {
            let read = |l: Lexeme| match l {
                Lexeme::Bound(_) | Lexeme::Hedge | Lexeme::RangeOpen | Lexeme::Also => Some(l),
                _ => None,
            };
            let Some((lexeme, end)) = self.lexeme(prefix.end, read) else { break };
            let opens = self.past(prefix.end, Lexeme::RangeOpen) == Some(end);
            match lexeme {
                Lexeme::Bound(bound) if prefix.bound.is_none() || prefix.bound == Some(Bound::Exactly) => {
                    prefix.bound = Some(bound);
                }
                Lexeme::Hedge => prefix.hedge = true,
                Lexeme::Also => prefix.also = true,
                _ => {}
            }
            prefix.opener |= opens;
            prefix.end = end;
        }
        prefix
    }

    /// A unit that is all of a short text: «минутку», "кг".
    fn lone_unit(&self, at: usize, start: usize) -> Option<Operand> {
        let (unit, end) = self.unit_mark(start, |unit| !unit.compound && !unit.before)?;
        let alone = at == 0 && end == self.sentence.tokens.len();
        let number = super::number::Number {
            lo: Decimal::ONE,
            hi: Some(Decimal::ONE),
            step: Decimal::ONE,
            end: start,
            fraction: false,
            implicit: true,
            multiplier: None,
            problem: None,
        };
        alone.then_some(Operand { number, unit: Some(unit), end })
    }

    /// The upper end of a range behind its first operand.
    fn range(&self, prefix: &Prefix, first: Operand) -> (Operand, Option<Decimal>) {
        let Some((middle, dash)) = self.range_middle(prefix, &first) else { return (first, None) };
        let hedged = self.past(middle, Lexeme::Hedge).unwrap_or(middle);
        let Some(second) = self.operand(hedged) else { return (first, None) };
        let units_fit = first.unit.is_none() || second.unit.is_none() || first.unit == second.unit || self.same_dimension(first.unit, second.unit);
        let half_open = first.unit.is_some() && second.unit.is_none() && !prefix.opener && !(dash && self.before_unit(first.unit));
        let odd = first.number.is_vague() || second.number.is_vague() || first.number.problem.is_some() || second.number.problem.is_some();
        if !units_fit || half_open || odd || second.number.implicit || self.chain_goes_on(second.end, dash) {
            return (first, None);
        }
        let mut low = first.number;
        if let (Some(m), None) = (second.number.multiplier, first.number.multiplier)
            && let Some(scaled) = low.scaled(m).filter(|scaled| scaled.lo <= second.number.lo)
        {
            low = scaled;
        }
        let unit = second.unit.or(first.unit);
        if dash && low.lo > second.number.lo {
            return (first, None);
        }
        let low = self.convert(low, first.unit, unit).unwrap_or(low);
        let number = super::number::Number { step: low.step.min(second.number.step), fraction: false, ..low };
        (Operand { number, unit, end: second.end }, Some(second.number.lo))
    }

    fn before_unit(&self, unit: Option<Id>) -> bool {
        unit.and_then(|id| self.rules.unit(id)).is_some_and(|unit| unit.before)
    }

    fn same_dimension(&self, a: Option<Id>, b: Option<Id>) -> bool {
        let of = |id: Option<Id>| id.and_then(|id| self.rules.unit(id));
        of(a).zip(of(b)).is_some_and(|(a, b)| a.dimension == b.dimension && (a.code == b.code || !a.before))
    }

    /// Brings a number of one unit into another of its dimension.
    fn convert(&self, number: super::number::Number, from: Option<Id>, to: Option<Id>) -> Option<super::number::Number> {
        let (a, b) = (self.rules.unit(from?)?, self.rules.unit(to?)?);
        if from == to || a.dimension != b.dimension {
            return None;
        }
        number.scaled(a.numerator.checked_mul(b.denominator)?.checked_div(b.numerator.checked_mul(a.denominator)?)?)
    }

    /// Where the second operand of a range starts, and whether a dash leads to it.
    fn range_middle(&self, prefix: &Prefix, first: &Operand) -> Option<(usize, bool)> {
        let at = first.end;
        if (self.is_dash(at) || self.is_mark(at, '~') || self.is_mark(at, '…')) && self.is_range_dash(at) {
            return Some((at + 1, true));
        }
        let middle = self.past(at, Lexeme::RangeMiddle)?;
        let and = self.past(at, Lexeme::And).is_some();
        let bare = first.unit.is_none() && !first.number.implicit && !and && !self.is_until(at);
        (prefix.opener || bare).then_some((middle, false))
    }

    /// «до» and "to" may be bounds themselves; without an opener they make no range.
    fn is_until(&self, at: usize) -> bool {
        self.lexeme(at, |l| matches!(l, Lexeme::Bound(_)).then_some(())).is_some()
    }

    /// A dash between figures; "1995-01" and telephone numbers are no ranges.
    fn is_range_dash(&self, at: usize) -> bool {
        let next = self.text(at + 1);
        let leading_zero = next.len() > 1 && next.starts_with('0') && self.kind(at + 1) == Some(TokenKind::Digits);
        !leading_zero
    }

    /// A second dash or slash behind: a code, not a range.
    fn chain_goes_on(&self, at: usize, dash: bool) -> bool {
        dash && self.is_dash(at) && self.glued(at) && self.kind(at + 1) == Some(TokenKind::Digits)
    }

    /// Bounds and hedges behind a number.
    fn suffix(&self, at: usize) -> (Option<Bound>, bool, usize) {
        let read = |l: Lexeme| match l {
            Lexeme::BoundAfter(_) | Lexeme::HedgeAfter | Lexeme::Also => Some(l),
            _ => None,
        };
        let hyphen = usize::from(self.is_dash(at) && self.glued(at) && self.glued(at + 1));
        match self.lexeme(at, read).or_else(|| self.lexeme(at + hyphen, read).filter(|_| hyphen > 0)) {
            Some((Lexeme::BoundAfter(bound), end)) => (Some(bound), false, end),
            Some((Lexeme::HedgeAfter, end)) => (None, true, end),
            Some((Lexeme::Also, end)) if self.kind(at) == Some(TokenKind::Word) && hyphen == 0 => (None, false, end),
            _ => (None, false, at),
        }
    }

    /// Letters right behind a number that are no unit: a code or a slip of the pen.
    fn tied_to_letters(&self, operand: &Operand) -> Option<Problem> {
        let at = operand.end;
        let tied = self.glued(at) && self.kind(at) == Some(TokenKind::Word) && self.kind(at - 1) == Some(TokenKind::Digits);
        (tied && self.suffix(at).2 == at).then_some(Problem::Identifier)
    }

    fn kind_of(&self, unit: Option<Id>) -> Kind {
        let dimension = unit.and_then(|id| self.rules.unit(id)).and_then(|unit| self.rules.dimensions.get_index(unit.dimension));
        match dimension.map(|(name, _)| name.as_str()) {
            None => Kind::Number,
            Some("share") => Kind::Percent,
            Some("money") => Kind::Money,
            Some(DURATION | CALENDAR) => Kind::Duration,
            Some(_) => Kind::Measurement,
        }
    }
}

/// The amount that an operand, its upper end, bound and hedge make together; and whether its
/// ends stood upside down.
fn amount(operand: &Operand, upper: Option<Decimal>, bound: Option<Bound>, hedge: bool) -> (Amount, Option<Problem>) {
    let number = &operand.number;
    let top = upper.or(number.hi);
    let reversed = upper.filter(|upper| *upper < number.lo).map(|_| Problem::ReversedRange);
    let high = top.unwrap_or(number.lo);
    let plain = match top {
        Some(top) => Interval::between(number.lo, top),
        None => Interval::above(number.lo, false),
    };
    let interval = match bound {
        None | Some(Bound::Exactly) => plain,
        Some(Bound::Over | Bound::Barely) => Interval::above(number.lo, true),
        Some(Bound::AtLeast) if upper.is_some() => plain,
        Some(Bound::AtLeast) => Interval::above(number.lo, false),
        Some(Bound::Under | Bound::Nearly) => Interval::below(high, true),
        Some(Bound::AtMost) => Interval::below(high, false),
    };
    let approx = hedge || number.is_vague() || matches!(bound, Some(Bound::Nearly | Bound::Barely));
    (Amount { interval, approx, step: number.step }, reversed)
}

/// "greater than 100 and smaller than 300": two bounds on one thing are one interval.
pub(super) fn join_opposite(reader: &Reader<'_, '_>, quantities: &mut Vec<Quantity>) {
    let mut i = 0;
    while i + 1 < quantities.len() {
        match joined(reader, &quantities[i], &quantities[i + 1]) {
            Some(both) => {
                quantities[i] = both;
                quantities.remove(i + 1);
            }
            None => i += 1,
        }
    }
}

fn joined(reader: &Reader<'_, '_>, a: &Quantity, b: &Quantity) -> Option<Quantity> {
    let (Figure::Amount(x, u), Figure::Amount(y, v)) = (a.figure, b.figure) else { return None };
    let glue = reader.past(a.tokens.1, Lexeme::And).or_else(|| reader.past(a.tokens.1, Lexeme::Clause))?;
    let (p, q) = (x.interval, y.interval);
    let opposite = (p.hi.is_none() && q.lo.is_none()) || (p.lo.is_none() && q.hi.is_none());
    let both = p.intersection(&q)?;
    if glue != b.tokens.0 || !opposite || (u.is_some() && v.is_some() && u != v) {
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
