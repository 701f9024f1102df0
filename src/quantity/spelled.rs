//! Numbers in words, and digits with number words behind them: "twenty-one thousand",
//! «тысяча двести», "14 тыс.", "3 hundred and 21".

use super::kind::Problem;
use super::reader::Reader;
use crate::rule::Lexeme;
use crate::token::TokenKind;
use crate::value::Decimal;

/// A whole number put together from its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Its value.
    pub value: Decimal,
    /// One unit of the last part.
    pub step: Decimal,
    /// One past its last token.
    pub end: usize,
    /// The multiplier of a thousand or more that it ends with.
    pub multiplier: Option<Decimal>,
    /// Whether all of it are words.
    pub in_words: bool,
    /// Whether it was a fraction in digits.
    pub fraction: bool,
    /// The value of its last cardinal, for denominators ("thirty fifths").
    pub last: Decimal,
    /// What is odd about it.
    pub problem: Option<Problem>,
}

enum Part {
    Cardinal(Decimal),
    Digits(super::numeral::Numeral),
    Multiplier(Decimal),
}

/// Sums parts as they come.
struct Sum {
    total: Decimal,
    current: Option<Decimal>,
    last_multiplier: Option<Decimal>,
    step: Decimal,
    in_words: bool,
    fraction: bool,
    last: Decimal,
    problem: Option<Problem>,
    ended: bool,
}

impl Reader<'_, '_> {
    /// A whole number that starts at a token, in words or digits or both.
    pub(super) fn spelled(&self, at: usize) -> Option<Spelled> {
        let mut sum = Sum::new();
        let mut end = at;
        let mut next = at;
        while let Some((part, past)) = self.part(next, end == at) {
            let joined_by_and = next > end && end > at && !self.is_dash(end);
            if !sum.add(&part, end == at, joined_by_and) {
                break;
            }
            end = past;
            if sum.ended {
                break;
            }
            next = self.joiner(end, &sum);
        }
        (end > at).then(|| sum.finish(end))?
    }

    /// Where the next part of a number may stand: behind a hyphen or an "and".
    fn joiner(&self, at: usize, sum: &Sum) -> usize {
        if self.is_dash(at) && sum.last < Decimal::ONE_HUNDRED && !sum.last.is_zero() && sum.in_words {
            return at + 1;
        }
        let after_hundreds = sum.current.is_none() || sum.current.is_some_and(|c| c >= Decimal::ONE_HUNDRED);
        if after_hundreds && let Some(past) = self.past(at, Lexeme::And) {
            return past;
        }
        at
    }

    fn part(&self, at: usize, first: bool) -> Option<(Part, usize)> {
        if self.kind(at) == Some(TokenKind::Word) {
            // The longest phrase wins, a cardinal before a multiplier of the same length.
            let cardinal = self.lexeme(at, |l| if let Lexeme::Cardinal(n) = l { Some(n) } else { None });
            let multiplier = self.lexeme(at, |l| if let Lexeme::Multiplier(n) = l { Some(n) } else { None });
            return match (cardinal, multiplier) {
                (Some((n, end)), None) => Some((Part::Cardinal(n), end)),
                (Some((n, end)), Some((_, other))) if end >= other => Some((Part::Cardinal(n), end)),
                (_, Some((n, end))) => self.may_multiply(at, end, first).then_some((Part::Multiplier(n), end)),
                (None, None) => None,
            };
        }
        if !first && (self.glued(at) || self.kind(at) != Some(TokenKind::Digits)) {
            return None;
        }
        self.numeral(at).map(|numeral| (Part::Digits(numeral), numeral.end))
    }

    /// A one-letter multiplier (K, M, G) must stand behind digits, and not before a letter.
    fn may_multiply(&self, at: usize, end: usize, first: bool) -> bool {
        let single = end == at + 1 && self.text(at).chars().count() <= 2;
        !single || (!first && !(self.glued(end) && self.kind(end) == Some(TokenKind::Word)))
    }
}

impl Sum {
    fn new() -> Self {
        Self {
            total: Decimal::ZERO,
            current: None,
            last_multiplier: None,
            step: Decimal::ONE,
            in_words: true,
            fraction: false,
            last: Decimal::ZERO,
            problem: None,
            ended: false,
        }
    }

    /// Adds a part; false where it belongs to another number.
    fn add(&mut self, part: &Part, first: bool, after_and: bool) -> bool {
        match part {
            Part::Cardinal(n) => self.cardinal(*n, first, after_and),
            Part::Digits(numeral) => {
                let fits = first || (self.current.is_none() && self.last_multiplier.is_some_and(|m| numeral.value < m && numeral.value > Decimal::ZERO))
                    || (after_and && self.current.is_some_and(|c| numeral.value < lowest_place(c)));
                if !fits {
                    return false;
                }
                self.current = Some(self.current.unwrap_or_default() + numeral.value);
                (self.step, self.in_words, self.last) = (numeral.step, false, numeral.value);
                self.fraction |= numeral.fraction;
                self.problem = self.problem.or(numeral.problem);
                true
            }
            Part::Multiplier(m) => self.multiplier(*m, first),
        }
    }

    fn cardinal(&mut self, n: Decimal, first: bool, after_and: bool) -> bool {
        let sum = match self.current {
            None if first || self.last_multiplier.is_some_and(|m| n < m) => Some(n),
            None => None,
            Some(current) if n < lowest_place(current) && !n.is_zero() => Some(current + n),
            // "one twenty two" as it is spoken.
            Some(current) if !after_and && self.total.is_zero() && current < Decimal::TEN && !current.is_zero() => {
                let spoken = n >= Decimal::TEN && n < Decimal::ONE_HUNDRED && self.in_words;
                spoken.then(|| current * Decimal::ONE_HUNDRED + n)
            }
            Some(_) => None,
        };
        let Some(sum) = sum else { return false };
        self.current = Some(sum);
        (self.step, self.last) = (Decimal::ONE, n);
        true
    }

    fn multiplier(&mut self, m: Decimal, first: bool) -> bool {
        if m == Decimal::ONE_HUNDRED {
            let base = match self.current {
                None if first || self.last_multiplier.is_some() => Decimal::ONE,
                Some(current) if current < Decimal::ONE_HUNDRED => current,
                _ => return false,
            };
            self.current = Some(base * m);
            (self.step, self.last) = (self.step * m, m);
            return true;
        }
        let base = match self.current {
            Some(current) => current,
            None if first => Decimal::ONE,
            None if self.total.is_zero() => return false,
            None => Decimal::ZERO,
        };
        let grown = if self.last_multiplier.is_some_and(|last| m >= last) {
            self.total.checked_add(base).and_then(|sum| sum.checked_mul(m))
        } else {
            base.checked_mul(m).and_then(|product| product.checked_add(self.total))
        };
        let step = if first { m } else { self.step.checked_mul(m).unwrap_or(m) };
        match grown {
            Some(total) => self.total = total,
            None => self.problem = Some(Problem::TooLarge),
        }
        (self.current, self.last_multiplier, self.step, self.last) = (None, Some(m), step, m);
        self.ended = m < Decimal::ONE_HUNDRED;
        true
    }

    fn finish(self, end: usize) -> Option<Spelled> {
        let multiplier = self.last_multiplier.filter(|m| self.current.is_none() && *m >= Decimal::ONE_THOUSAND);
        Some(Spelled {
            value: self.total.checked_add(self.current.unwrap_or_default())?,
            step: self.step,
            end,
            multiplier,
            in_words: self.in_words,
            fraction: self.fraction && multiplier.is_none(),
            last: self.last,
            problem: self.problem,
        })
    }
}

/// The value of the last digit that is not zero, as far as hundreds: 320 → 10, 300 → 100.
fn lowest_place(n: Decimal) -> Decimal {
    if n.is_zero() || !n.fract().is_zero() {
        return Decimal::ZERO;
    }
    let mut place = Decimal::ONE;
    for _ in 0..2 {
        let next = place * Decimal::TEN;
        if !(n % next).is_zero() {
            break;
        }
        place = next;
    }
    place
}
