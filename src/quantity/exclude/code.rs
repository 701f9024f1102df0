//! Digits tied to letters: "B2B", "COVID-19", «Ту-154», «44-ФЗ», "v1.2.3", and slips of the
//! pen such as "25,286,617l6".

use crate::quantity::kind::Problem;
use crate::quantity::reader::Reader;
use crate::rule::Lexeme;
use crate::token::{Case, TokenKind};

impl Reader<'_, '_> {
    /// A word with digits tied to it.
    pub(super) fn code(&self, at: usize) -> Option<(usize, Problem)> {
        let dash = usize::from(self.is_dash(at + 1) && self.glued(at + 1));
        let digits = at + 1 + dash;
        if !self.is_glued_digits(digits) || self.leads_figure(at, dash) || self.is_times(at) {
            return None;
        }
        let mut end = digits + 1;
        while self.glued(end) && (self.kind(end) != Some(TokenKind::Mark) || self.ties(end)) {
            end += 1;
        }
        Some((end, Problem::Identifier))
    }

    /// "USD200", "Rb148", "FY2023", "Q3", "mid-1972", «до-2023»: the number may be a figure.
    fn leads_figure(&self, at: usize, dash: usize) -> bool {
        let lower = dash == 1 && self.token(at).is_some_and(|t| t.case == Case::Lower);
        let unit = dash == 0 && self.unit_mark(at, |unit| unit.before).is_some();
        let known = self.lexeme(at, kinds![Fiscal, Period, Part, Month, Bound, Hedge], |l| {
            let period = matches!(l, Lexeme::Fiscal | Lexeme::Period(_) | Lexeme::Part(_) | Lexeme::Month(_));
            let bound = matches!(l, Lexeme::Bound(_) | Lexeme::Hedge);
            (period || bound).then_some(())
        });
        lower || unit || known.is_some()
    }

    /// Marks that tie the parts of a code.
    pub(super) fn ties(&self, at: usize) -> bool {
        let mark = matches!(self.text(at), "." | "-" | "–" | "/" | ":" | "," | "_");
        let next = matches!(self.kind(at + 1), Some(TokenKind::Digits))
            || (self.is_mark(at, '-') && self.kind(at + 1) == Some(TokenKind::Word));
        mark && self.glued(at + 1) && next
    }

    /// Digits that run into letters that are no unit, multiplier or ending.
    pub(super) fn broken(&self, at: usize) -> Option<(usize, Problem)> {
        if self.glued(at) && at > 0 && !self.opens_number(at - 1) {
            return None;
        }
        if self.glued(at + 1) && (self.figure_date(at).is_some() || self.lettered_period(at).is_some()) {
            return None;
        }
        let mut end = at + 1;
        while self.glued(end) && matches!(self.text(end), "," | "." | "-") && self.is_glued_digits(end + 1) {
            end += 2;
        }
        let dash = usize::from(self.is_mark(end, '-') && self.glued(end));
        let word = end + dash;
        if !self.glued(word) || self.kind(word) != Some(TokenKind::Word) || self.continues_figure(end, word) {
            return None;
        }
        // «44-ФЗ» is a code, "5-year" and "10-K" stand for themselves.
        let tied = dash == 0 || self.token(word).is_some_and(|t| t.case == Case::Upper);
        tied.then(|| (self.end_of_code(word), Problem::Identifier))
    }

    fn end_of_code(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.glued(end) && (self.kind(end) != Some(TokenKind::Mark) || self.ties(end)) {
            end += 1;
        }
        end
    }

    fn opens_number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && !matches!(self.text(at), "." | "," | "/" | ":" | "'" | "’")
    }

    /// Whether a word tied to digits may belong to a figure.
    fn continues_figure(&self, end: usize, word: usize) -> bool {
        let whole = |past: usize| {
            !(self.glued(past) && matches!(self.kind(past), Some(TokenKind::Word | TokenKind::Digits)))
        };
        if self.is_times(word) {
            return true;
        }
        let exponent = matches!(self.text(word), "e" | "E" | "е" | "Е" | "x" | "х")
            && self.glued(word + 1)
            && self.kind(word + 1) != Some(TokenKind::Word);
        if exponent || self.unit_behind(end, None).is_some() || self.past_ordinal_ending(end).is_some() {
            return true;
        }
        let known = |l: Lexeme| match l {
            Lexeme::Multiplier(_)
            | Lexeme::MoneyMultiplier(_)
            | Lexeme::CardinalEnding(_)
            | Lexeme::OrdinalEnding => Some(()),
            Lexeme::BoundAfter(_)
            | Lexeme::HedgeAfter
            | Lexeme::Clock(_)
            | Lexeme::Period(_)
            | Lexeme::YearWord
            | Lexeme::Era(_) => Some(()),
            _ => None,
        };
        let found = self
            .lexeme(
                word,
                kinds![
                    Multiplier,
                    MoneyMultiplier,
                    CardinalEnding,
                    OrdinalEnding,
                    BoundAfter,
                    HedgeAfter,
                    Clock,
                    Period,
                    YearWord,
                    Era
                ],
                known,
            )
            .map(|(_, past)| past);
        // "5k€": a multiplier and the unit behind it.
        found.is_some_and(|past| {
            whole(past)
                || self.unit_mark(past, |_| true).is_some()
                || self.past(past, Lexeme::YearWord).is_some()
        }) || self.is_plural_decade(end)
    }

    /// "1990s", «80-х».
    fn is_plural_decade(&self, end: usize) -> bool {
        self.decade_ending(end).is_some()
    }
}
