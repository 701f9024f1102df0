//! Quarters, halves, months counted from the start of a year, years of accounts.

use super::{Found, is_modern};
use crate::quantity::reader::Reader;
use crate::rule::{Lexeme, Period};
use crate::token::{Case, TokenKind};
use crate::value::CalendarDate;

impl Reader<'_, '_> {
    /// "second quarter of 2020", "19th century", «первая половина 2021 года», "Q3 2020",
    /// "the first nine months of 2023".
    pub(super) fn period(&self, at: usize) -> Option<Found> {
        self.century(at)
            .or_else(|| self.ordinal_period(at))
            .or_else(|| self.lettered_period(at))
            .or_else(|| self.months_of_year(at))
    }

    fn ordinal_period(&self, at: usize) -> Option<Found> {
        let (n, end) = self.single_ordinal(at).or_else(|| {
            // «3 кв. 2020 г.»: digits alone only before an abbreviation and a year.
            let n = self.small_number(at).filter(|_| self.is_mark(at + 2, '.'))?;
            Some((n.into(), at + 1))
        })?;
        let hyphen = usize::from(self.is_mark(end, '-') && self.glued(end));
        let (period, end) = self.lexeme(end + hyphen, kinds![Period], |l| {
            if let Lexeme::Period(p) = l { Some(p) } else { None }
        })?;
        let n = u8::try_from(n).ok()?;
        let bare = self.kind(at) == Some(TokenKind::Digits) && self.past_ordinal_ending(at + 1).is_none();
        let (year, end) = self.year_of_period(end);
        // "the first half" may be one of a game, "the third quarter" hardly.
        if year.is_none() && (bare || period != Period::Quarter) {
            return None;
        }
        months(period, n, year, end)
    }

    /// "Q3 2020", "H1", "2Q21".
    pub(in crate::quantity) fn lettered_period(&self, at: usize) -> Option<Found> {
        let letter = |i: usize| {
            let capital = self.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
                && self.text(i).len() == 1;
            let period = self
                .lexeme(i, kinds![Period], |l| if let Lexeme::Period(p) = l { Some(p) } else { None })
                .map(|(period, _)| period);
            period.filter(|_| capital)
        };
        let (period, n) = match letter(at) {
            Some(period) if self.is_glued_digits(at + 1) => (period, self.small_number(at + 1)?),
            _ if self.glued(at + 1) => (letter(at + 1)?, self.small_number(at)?),
            _ => return None,
        };
        if self.glued(at + 2) && self.kind(at + 2) == Some(TokenKind::Word) {
            return None;
        }
        let short = self.is_glued_digits(at + 2) && self.text(at + 2).len() == 2;
        let (year, end) = match self.small_number(at + 2).filter(|_| short) {
            Some(year) => (Some(2000 + i16::from(year)), at + 3),
            None => self.year_of_period(at + 2),
        };
        months(period, n, year, end)
    }

    fn year_of_period(&self, end: usize) -> (Option<i16>, usize) {
        let past = self.past(end, Lexeme::Of).unwrap_or(end);
        let fiscal = self.past(past, Lexeme::Fiscal).unwrap_or(past);
        match self.year_behind(fiscal) {
            (None, _) => (None, end),
            found => found,
        }
    }

    /// "the first nine months of 2023", «за 9 месяцев 2023 года».
    fn months_of_year(&self, at: usize) -> Option<Found> {
        let first = self
            .single_ordinal(at)
            .filter(|(n, _)| *n == crate::value::Decimal::ONE)
            .map_or(at, |(_, end)| end);
        let count = self.spelled(first).filter(|s| s.problem.is_none())?;
        let end = self.past(count.end, Lexeme::Period(Period::Month))?;
        let (year, end) = self.year_of_period(end);
        let n = u8::try_from(count.value).ok().filter(|n| (2..=11).contains(n))?;
        let year = year?;
        Some(Found::between(CalendarDate::month(Some(year), 1), CalendarDate::month(Some(year), n), end))
    }

    /// "FY2023", "fiscal 2022/23": years of accounts begin when their owner says.
    pub(super) fn fiscal_year(&self, at: usize) -> Option<Found> {
        let past = self.past(at, Lexeme::Fiscal)?;
        let (first, end) = self.year_number(past).or_else(|| {
            let year = self.small_number(past).filter(|_| self.glued(past) && self.text(past).len() == 2)?;
            Some((2000 + i16::from(year), past + 1))
        })?;
        let slash = (self.is_mark(end, '/') || self.is_dash(end)) && self.is_glued_digits(end + 1);
        let second = self.small_number(end + 1).filter(|_| slash && self.text(end + 1).len() == 2);
        let last = second.map_or(first, |tail| first - first % 100 + i16::from(tail));
        let end = if second.is_some() { end + 2 } else { end };
        is_modern(first)
            .then(|| Found::between(CalendarDate::year(first), CalendarDate::year(last), end).approximate())
    }
}

/// The months of the n-th quarter or half of a year.
fn months(period: Period, n: u8, year: Option<i16>, end: usize) -> Option<Found> {
    let length = match period {
        Period::Quarter if (1..=4).contains(&n) => 3,
        Period::Half if (1..=2).contains(&n) => 6,
        _ => return None,
    };
    let last = n * length;
    Some(Found::between(CalendarDate::month(year, last - length + 1), CalendarDate::month(year, last), end))
}
