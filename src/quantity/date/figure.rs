//! Dates in figures: 2024-05-01, 23.07.2015, 5/17/2018, 1995-01.

use super::{Found, is_modern};
use crate::quantity::reader::{Reader, back};
use crate::token::TokenKind;
use crate::value::CalendarDate;

impl Reader<'_, '_> {
    /// A date in figures alone.
    pub(in crate::quantity) fn figure_date(&self, at: usize) -> Option<Found> {
        if self.kind(at) != Some(TokenKind::Digits)
            || !self.glued(at + 1)
            || (self.glued(at) && self.is_tied_figure(at))
        {
            return None;
        }
        self.iso_date(at).or_else(|| self.iso_month(at)).or_else(|| self.day_month_year(at))
    }

    fn is_tied_figure(&self, at: usize) -> bool {
        matches!(self.text(back(at, 1)), "-" | "/" | "." | ",")
            && self.kind(back(at, 2)) == Some(TokenKind::Digits)
    }

    /// 2024-05-01, 2024/5/1, 2024-05-01T10:00.
    fn iso_date(&self, at: usize) -> Option<Found> {
        let (year, end) = self.year_number(at).filter(|(_, end)| *end == at + 1)?;
        let separator = self.text(end);
        if !matches!(separator, "-" | "/" | ".")
            || self.text(end + 2) != separator
            || !(end..=end + 3).all(|i| self.glued(i))
        {
            return None;
        }
        let (month, day) = (self.small_number(end + 1)?, self.small_number(end + 3)?);
        if month > 12 || day > 31 {
            return None;
        }
        let time = self.text(end + 4) == "T" && self.glued(end + 4) && self.is_glued_digits(end + 5);
        let past = if time { self.end_of_digits(end + 5) } else { end + 4 };
        Some(Found::on(CalendarDate::day(Some(year), month, day), past))
    }

    /// The end of the time of day of an ISO date.
    fn end_of_digits(&self, at: usize) -> usize {
        let mut end = at;
        while self.glued(end)
            && (self.kind(end) == Some(TokenKind::Digits)
                || matches!(self.text(end), ":" | "." | "+" | "-" | "Z"))
        {
            end += 1;
        }
        end
    }

    /// 1995-01; 2004-05 is rather a span of two years.
    fn iso_month(&self, at: usize) -> Option<Found> {
        let (year, end) = self.year_number(at)?;
        let dash = self.is_mark(end, '-')
            && self.is_glued_digits(end + 1)
            && self.text(end + 1).len() == 2
            && !self.glued(end + 2);
        let month = self.small_number(end + 1).filter(|month| dash && *month <= 12)?;
        let next = i16::from(month) == (year + 1).rem_euclid(100);
        (is_modern(year) && !next).then(|| Found::on(CalendarDate::month(Some(year), month), end + 2))
    }

    /// 23.07.2015, 23/07/2015, 5/17/2018, 22-04-2024, 22.04.24.
    fn day_month_year(&self, at: usize) -> Option<Found> {
        let separator = self.text(at + 1);
        let shape = matches!(separator, "." | "/" | "-")
            && self.text(at + 3) == separator
            && (at + 1..=at + 4).all(|i| self.glued(i));
        let goes_on = self.glued(at + 5)
            && (self.kind(at + 5) == Some(TokenKind::Digits)
                || (self.text(at + 5) == separator && self.is_glued_digits(at + 6)));
        let (first, second) =
            (self.small_number(at).filter(|_| shape && !goes_on)?, self.small_number(at + 2)?);
        let year = match self.text(at + 4).len() {
            4 => self.text(at + 4).parse().ok().filter(|year| is_modern(*year))?,
            2 if separator != "-" && self.text(at + 2).len() == 2 => century_of(self.small_or_zero(at + 4)?),
            _ => return None,
        };
        let day_first = first > 12 || (second <= 12 && (separator != "/" || self.conventions.day_first));
        let (day, month) = if day_first { (first, second) } else { (second, first) };
        let end = self
            .past(at + 5, crate::rule::Lexeme::YearWord)
            .filter(|_| self.text(at + 4).len() == 4)
            .unwrap_or(at + 5);
        (month <= 12 && day <= 31).then(|| Found::on(CalendarDate::day(Some(year), month, day), end))
    }

    /// A number of one or two digits above zero.
    pub(super) fn small_number(&self, at: usize) -> Option<u8> {
        self.small_or_zero(at).filter(|n| *n > 0)
    }

    fn small_or_zero(&self, at: usize) -> Option<u8> {
        let digits = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() <= 2;
        digits.then(|| self.text(at).parse().ok())?
    }
}

/// The year of two digits: up to 49 of this century, else of the last.
fn century_of(year: u8) -> i16 {
    i16::from(year) + if year < 50 { 2000 } else { 1900 }
}
