//! Ranges: "between 5 and 10 km", "10–15 тыс.", "two or three"; and units that several
//! numbers share.

use super::bound::Prefix;
use super::number::Number;
use super::operand::Operand;
use super::reader::{Reader, back};
use crate::rule::{Id, Lexeme};
use crate::token::TokenKind;
use crate::value::Decimal;

/// What leads from the lower end of a range to the upper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Middle {
    Dash,
    /// "to" or, behind an opener, "and".
    Word,
    Or,
}

impl Reader<'_, '_> {
    /// The upper end of a range behind its first operand.
    pub(super) fn range(&self, prefix: &Prefix, first: Operand) -> (Operand, Option<Decimal>) {
        let plain = |first: Operand| (first, None);
        let Some((start, middle)) = self.range_middle(prefix, &first) else {
            return plain(self.with_shared_unit(first));
        };
        let hedged = self.past(start, Lexeme::Hedge).unwrap_or(start);
        let Some(second) = self.as_much_again(hedged, &first).or_else(|| self.operand(hedged, false)) else {
            return plain(first);
        };
        if !self.ends_fit(prefix, &first, &second, middle)
            || self.chain_goes_on(prefix.end, first.end, second.end, middle)
        {
            return plain(first);
        }
        let low = scale_low(first.number, &second.number, prefix.change);
        let unit = second.unit.or(first.unit);
        let low = first
            .unit
            .zip(unit)
            .filter(|(a, b)| a != b)
            .and_then(|(a, b)| low.scaled(self.factor(a, b)?))
            .unwrap_or(low);
        if (middle != Middle::Word || !prefix.opener) && low.lo > second.number.lo {
            return plain(first);
        }
        let hedge = first.hedge || second.hedge || hedged > start;
        let number = Number {
            step: low.step.min(second.number.step),
            fraction: low.fraction && second.number.fraction,
            ..low
        };
        // "grew from 10 to 15 percent": two figures, of one unit.
        if prefix.change && middle == Middle::Word {
            return plain(Operand { number, unit, ..first });
        }
        (
            Operand {
                unit,
                hedge,
                per: second.per.or(first.per),
                end: second.end,
                ..Operand::of(number, unit, second.end)
            },
            Some(second.number.hi.unwrap_or(second.number.lo)),
        )
    }

    /// Whether two operands can be the ends of one range.
    fn ends_fit(&self, prefix: &Prefix, first: &Operand, second: &Operand, middle: Middle) -> bool {
        let (a, b) = (&first.number, &second.number);
        let odd = a.is_vague()
            || b.is_vague()
            || a.problem.is_some_and(super::Problem::refuses)
            || b.problem.is_some_and(super::Problem::refuses)
            || b.implicit;
        let units = match (first.unit, second.unit) {
            (Some(u), Some(v)) => u == v || self.same_dimension(Some(u), Some(v)),
            // "$5–10 million" and "from 5% to 10", but not "5 km – 10".
            (Some(u), None) => self.before_unit(u) || prefix.opener || first.hedge,
            _ => true,
        };
        let sized = match middle {
            // "two or three", "5 or 6 million"; "10 billion or 10 trillion" are alternatives.
            Middle::Or => {
                let scaled = scale_low(*a, b, false);
                let near = scaled.lo < b.lo && b.lo <= scaled.lo * Decimal::TWO;
                near && a.multiplier.is_none_or(|m| b.multiplier == Some(m))
                    && (first.unit.is_none() || first.unit == second.unit)
            }
            Middle::Dash if !self.glued(first.end) && self.text(first.end) == "—" => {
                b.lo <= a.lo * Decimal::TEN
            }
            _ => true,
        };
        !odd && units && sized && second.bound.is_none()
    }

    /// «сотня-другая», «тысяча-полторы»: one to two of what came before.
    fn as_much_again(&self, at: usize, first: &Operand) -> Option<Operand> {
        let magnitude = self.lexeme(at.checked_sub(2)?, kinds![Multiplier], |l| {
            if let Lexeme::Multiplier(m) = l { Some(m) } else { None }
        });
        let bare = magnitude.is_some_and(|(m, _)| m == first.number.lo)
            && self.is_mark(at - 1, '-')
            && first.unit.is_none();
        if !bare {
            return None;
        }
        if let Some(end) = self.past(at, Lexeme::AnotherOne) {
            let number = Number { end, multiplier: None, ..first.number.scaled(Decimal::TWO)? };
            return Some(Operand {
                hedge: true,
                ..Operand::of(number, self.unit_behind(end, None).map(|(unit, _)| unit), end)
            });
        }
        let second = self.operand(at, false).filter(|o| {
            o.number.lo > Decimal::ONE
                && o.number.lo <= Decimal::from(3)
                && !o.number.digits
                && o.number.multiplier.is_none()
        })?;
        let number = Number { multiplier: None, ..second.number.scaled(first.number.lo)? };
        Some(Operand { number, hedge: true, ..second })
    }

    pub(super) fn before_unit(&self, unit: Id) -> bool {
        self.rules.unit(unit).is_some_and(|unit| unit.before)
    }

    /// Where the second operand of a range starts, and what leads to it.
    fn range_middle(&self, prefix: &Prefix, first: &Operand) -> Option<(usize, Middle)> {
        let at = first.end;
        if let Some(past) = self.past_range_mark(at) {
            return Some((past, Middle::Dash));
        }
        let middle = self.past(at, Lexeme::RangeMiddle)?;
        let or = self.past(at, Lexeme::Or).is_some();
        if or {
            let either =
                prefix.end.checked_sub(1).is_some_and(|before| self.past(before, Lexeme::Either).is_some());
            return (!either && !prefix.opener).then_some((middle, Middle::Or));
        }
        let and = self.past(at, Lexeme::And).is_some();
        let bare = !first.number.implicit && !and && !self.is_until(at);
        (prefix.opener || bare).then_some((middle, Middle::Word))
    }

    /// The end of a mark between two ends: a dash, "~", dots. "1995-01" and telephone numbers
    /// are no ranges.
    fn past_range_mark(&self, at: usize) -> Option<usize> {
        let dots = (at..at + 3).take_while(|i| self.is_mark(*i, '.') && self.glued(*i)).count();
        let past = match dots {
            2 | 3 => at + dots,
            _ if self.is_dash(at)
                || self.is_mark(at, '~')
                || self.is_mark(at, '…')
                || self.is_mark(at, '÷') =>
            {
                at + 1
            }
            _ => return None,
        };
        let next = self.text(past);
        let leading_zero =
            next.len() > 1 && next.starts_with('0') && self.kind(past) == Some(TokenKind::Digits);
        // "−5" behind a space is a negative number, unless the dash has spaces on both sides.
        let negative = self.is_mark(at, '−') && !self.glued(at) && self.glued(past);
        (!leading_zero && !negative).then_some(past)
    }

    /// «до» and "to" may be bounds themselves; without an opener they make no range.
    fn is_until(&self, at: usize) -> bool {
        self.begins(at, kinds![Bound, BoundUnlessChange])
    }

    /// A second dash before or behind: a code or "three-nought-four", not a range.
    fn chain_goes_on(&self, first: usize, middle: usize, end: usize, kind: Middle) -> bool {
        let number =
            |at: usize| self.kind(at) == Some(TokenKind::Digits) || self.begins(at, kinds![Cardinal]);
        let behind = self.is_dash(back(first, 1))
            && self.glued(first)
            && self.glued(back(first, 1))
            && number(back(first, 2));
        if kind == Middle::Dash && behind {
            return true;
        }
        kind == Middle::Dash
            && self.is_dash(middle)
            && self.is_dash(end)
            && self.glued(end)
            && self.glued(end + 1)
            && number(end + 1)
    }

    /// "5, 10 and 21 km": the unit behind the last of a row of numbers is that of all.
    fn with_shared_unit(&self, first: Operand) -> Operand {
        let bare = first.unit.is_none()
            && !first.number.is_vague()
            && !first.number.implicit
            && first.bound.is_none();
        let shared = || {
            let mut at = self.row_joint(first.end)?;
            for _ in 0..4 {
                let next = self.number(at).filter(|n| {
                    !n.is_vague() && n.problem.is_none() && !n.implicit && n.digits == first.number.digits
                })?;
                if let Some((unit, _)) = self.unit_behind(next.end, None) {
                    let counted = self.rules.unit(unit).is_some_and(|unit| {
                        unit.dimension != self.dimensions.person && !unit.before
                            || self.is_share(unit.dimension)
                    });
                    let plain = next.multiplier.is_none() || first.number.multiplier.is_some();
                    return (counted && plain).then_some(unit);
                }
                at = self.row_joint(next.end)?;
            }
            None
        };
        match bare.then(shared).flatten() {
            Some(unit) => Operand { unit: Some(unit), ..first },
            None => first,
        }
    }

    /// The sign between the sides of a thing: "90x185 feet", «3 × 4 м».
    pub(super) fn is_times(&self, at: usize) -> bool {
        let sign = matches!(self.text(at), "x" | "X" | "×" | "х" | "Х" | "*");
        sign && at > 0
            && self.kind(at - 1) == Some(TokenKind::Digits)
            && self.kind(at + 1) == Some(TokenKind::Digits)
    }

    /// The next number of a row: behind a comma, an "and" or an "or".
    fn row_joint(&self, at: usize) -> Option<usize> {
        let comma = self.is_mark(at, ',') && !self.glued(at + 1);
        let word = self.past(at + usize::from(comma), Lexeme::And).or_else(|| self.past(at, Lexeme::Or));
        let word = word.or_else(|| self.is_times(at).then_some(at + 1));
        word.or(comma.then_some(at + 1))
    }
}

/// The lower end in the multiplier of the upper one, where it has none itself: «10–15 тыс.»;
/// after a change also one that is larger than what it became: "from 10 to 6 million".
fn scale_low(low: Number, high: &Number, change: bool) -> Number {
    let near = |scaled: &Number| change && scaled.lo <= high.lo.saturating_mul(Decimal::from(20));
    match (high.multiplier, low.multiplier) {
        (Some(m), None) => low
            .scaled(m)
            .filter(|scaled| scaled.lo <= high.lo || near(scaled))
            .map_or(low, |scaled| Number { multiplier: Some(m), ..scaled }),
        _ => low,
    }
}
