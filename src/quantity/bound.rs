//! Bounds, hedges and range words around a number: what they are and how far they hold.

use super::operand::Operand;
use super::reader::Reader;
use crate::rule::{Bound, Lexeme};
use crate::token::TokenKind;
use crate::value::{Amount, Decimal, Interval};

/// What stands before a number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Prefix {
    /// A bound.
    pub bound: Option<Bound>,
    /// A bound if the figure has a unit («от 500 рублей», but «от 20 стран»).
    pub of_unit: Option<Bound>,
    /// Whether the bound may mean "in the course of" before lengths of time.
    pub during: bool,
    /// Whether it is called approximate.
    pub hedge: bool,
    /// Whether it counts beside what was counted before.
    pub also: bool,
    /// Whether a range opens.
    pub opener: bool,
    /// Whether a word of growth or decline stands before: "from" and "to" are then no ends.
    pub change: bool,
    /// Where what belongs to the figure starts: the words that only open a range do not where
    /// there is none.
    pub first: usize,
    /// Where the number starts.
    pub end: usize,
}

/// What stands behind a number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Suffix {
    /// A bound.
    pub bound: Option<Bound>,
    /// Whether it is called approximate.
    pub hedge: bool,
    /// Whether it counts beside what was counted before.
    pub also: bool,
    /// One past the words.
    pub end: usize,
}

/// Words of bounds before one number.
const MOST_WORDS: usize = 5;
/// How far before "from" or "to" a word of growth or decline may stand, in tokens.
const CHANGE_REACH: usize = 12;

impl Reader<'_, '_> {
    /// Bounds, hedges and range words before a number, in any order.
    pub(super) fn prefix(&self, at: usize) -> Prefix {
        let mut prefix = Prefix { first: at, end: at, ..Prefix::default() };
        for _ in 0..MOST_WORDS {
            let read = |l: Lexeme| match l {
                Lexeme::Bound(_)
                | Lexeme::BoundOfUnit(_)
                | Lexeme::BoundOrDuring(_)
                | Lexeme::BoundUnlessChange(_) => Some(l),
                Lexeme::Hedge | Lexeme::RangeOpen | Lexeme::Also => Some(l),
                _ => None,
            };
            let Some((lexeme, end)) = self.lexeme(
                prefix.end,
                kinds![Bound, BoundOfUnit, BoundOrDuring, BoundUnlessChange, Hedge, RangeOpen, Also],
                read,
            ) else {
                break;
            };
            // «с десяток» is a number of its own.
            let number =
                self.lexeme(prefix.end, kinds![Vague], |l| matches!(l, Lexeme::Vague(..)).then_some(()));
            if number.is_some_and(|(_, past)| past > end) {
                break;
            }
            prefix.opener |= self.past(prefix.end, Lexeme::RangeOpen) == Some(end);
            self.note_word(&mut prefix, lexeme, end);
            let of_unit = self.begins(prefix.end, kinds![BoundOfUnit]);
            let preposition = matches!(lexeme, Lexeme::RangeOpen)
                || matches!(lexeme, Lexeme::BoundUnlessChange(_)) && prefix.bound.is_none();
            if prefix.first == prefix.end && preposition || of_unit {
                prefix.first = end;
            }
            prefix.end = end;
        }
        prefix
    }

    fn note_word(&self, prefix: &mut Prefix, lexeme: Lexeme, end: usize) {
        // "averaged over less than 50 reviews": "over" was no bound, as one of another kind follows.
        let led = prefix.during && matches!(lexeme, Lexeme::Bound(_));
        let free = prefix.bound.is_none() || prefix.bound == Some(Bound::Exactly) || led;
        let of_unit = self.lexeme(prefix.end, kinds![BoundOfUnit], |l| {
            if let Lexeme::BoundOfUnit(bound) = l { Some(bound) } else { None }
        });
        prefix.of_unit =
            of_unit.filter(|(_, past)| *past == end).map_or(prefix.of_unit, |(bound, _)| Some(bound));
        if prefix.opener {
            prefix.change |= self.follows_change(prefix.end);
        }
        match lexeme {
            Lexeme::Bound(bound) if free => (prefix.bound, prefix.during) = (Some(bound), false),
            Lexeme::BoundOrDuring(bound) if free => (prefix.bound, prefix.during) = (Some(bound), true),
            Lexeme::BoundUnlessChange(bound) if free && !self.follows_change(prefix.end) => {
                prefix.bound = Some(bound);
            }
            Lexeme::Hedge => prefix.hedge = true,
            Lexeme::Also => prefix.also = true,
            _ => {}
        }
    }

    /// Whether a word of growth or decline stands shortly before a token.
    fn follows_change(&self, at: usize) -> bool {
        let stop = |i: &usize| !matches!(self.text(*i), ";" | "." | "!" | "?" | "(" | ")");
        let mut before = (at.saturating_sub(CHANGE_REACH)..at).rev().take_while(stop);
        let change = |l: Lexeme| matches!(l, Lexeme::Change(_)).then_some(());
        before.any(|i| self.lexeme(i, kinds![Change], change).is_some())
    }

    /// Bounds and hedges behind a number.
    pub(super) fn suffix(&self, at: usize) -> Suffix {
        let none = Suffix { end: at, ..Suffix::default() };
        let hyphen = usize::from(self.is_dash(at) && self.glued(at) && self.glued(at + 1));
        let read = |l: Lexeme| match l {
            Lexeme::BoundAfter(_) | Lexeme::HedgeAfter => Some(l),
            Lexeme::Also if hyphen == 0 => Some(l),
            _ => None,
        };
        let start = at + hyphen;
        let Some((lexeme, end)) = self.lexeme(start, kinds![BoundAfter, HedgeAfter, Also], read) else {
            return none;
        };
        let sign = self.kind(start) == Some(TokenKind::Mark);
        let apart = sign && (!self.glued(start) || lexeme == Lexeme::Also);
        if apart || self.leads_number(start, end) {
            return none;
        }
        match lexeme {
            Lexeme::BoundAfter(bound) => Suffix { bound: Some(bound), end, ..none },
            Lexeme::HedgeAfter => Suffix { hedge: true, end, ..none },
            _ => Suffix { also: true, end, ..none },
        }
    }

    /// Whether words behind a number lead to the next one: "200 or more than 300", "2 plus 2".
    fn leads_number(&self, start: usize, end: usize) -> bool {
        let bound = |l: Lexeme| {
            matches!(l, Lexeme::Bound(_) | Lexeme::BoundOrDuring(_) | Lexeme::BoundOfUnit(_)).then_some(())
        };
        let longer = (start..end).any(|at| {
            self.lexeme(at, kinds![Bound, BoundOrDuring, BoundOfUnit], bound)
                .is_some_and(|(_, past)| past > end)
        });
        let article = self.past(end, Lexeme::Article).unwrap_or(end);
        let number = self.kind(article) == Some(TokenKind::Digits)
            || self
                .lexeme(article, kinds![Cardinal, Fraction], |l| {
                    matches!(l, Lexeme::Cardinal(_) | Lexeme::Fraction(..)).then_some(())
                })
                .is_some();
        longer || number
    }

    /// "400 companies or more": a bound behind what is counted, which stays outside the figure.
    pub(super) fn distant_suffix(&self, at: usize) -> Suffix {
        for skipped in 1..=2 {
            let noun = self.kind(at + skipped - 1) == Some(TokenKind::Word);
            let suffix = self.suffix(at + skipped);
            if !noun || suffix.also {
                break;
            }
            if suffix.end > at + skipped + 1 {
                return suffix;
            }
        }
        Suffix { end: at, ..Suffix::default() }
    }

    /// "$5 million over three years", "Over three days, …": no more than three, but in the
    /// course of three.
    pub(super) fn means_during(&self, at: usize, operand: &Operand) -> bool {
        let time = operand.unit.is_some_and(|unit| self.is_time(unit));
        let opens = (0..at).all(|i| self.kind(i) == Some(TokenKind::Mark));
        if time && opens && self.is_mark(operand.end, ',') {
            return true;
        }
        let Some(before) = at.checked_sub(1).filter(|_| time) else { return false };
        let figure = |i: usize| {
            self.kind(i) == Some(TokenKind::Digits)
                || self.unit_mark(i, |_| true).is_some()
                || self.is_multiplier(i)
        };
        figure(before)
            || (before > 0 && figure(before - 1) && self.word(before).is_some_and(|w| w.plural_noun))
    }
}

/// The interval that an operand, its upper end and its bound make together.
pub(super) fn amount(operand: &Operand, upper: Option<Decimal>, bound: Option<Bound>, hedge: bool) -> Amount {
    let number = &operand.number;
    let top = upper.or(number.hi);
    let high = top.unwrap_or(number.lo);
    let plain = match top {
        Some(top) => Interval::between(number.lo, top),
        None => Interval::above(number.lo, false),
    };
    let open_above = top.is_none();
    let interval = match bound {
        None | Some(Bound::Exactly) => plain,
        Some(Bound::Over | Bound::Barely) => Interval::above(number.lo, true),
        Some(Bound::AtLeast) if upper.is_some() => plain,
        Some(Bound::AtLeast) => Interval::above(number.lo, false),
        Some(_) if open_above => plain,
        Some(Bound::Under | Bound::Nearly) => Interval::below(high, true),
        Some(Bound::AtMost) => Interval::below(high, false),
    };
    let approx =
        hedge || number.is_vague() && number.vague || matches!(bound, Some(Bound::Nearly | Bound::Barely));
    Amount { interval, approx, step: number.step }
}
