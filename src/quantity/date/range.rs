//! Spans of dates: "22–24 April", «с 29 сентября по 1 октября», "2010–2015", "May to July".

use super::{Found, is_modern};
use crate::quantity::reader::Reader;
use crate::rule::Lexeme;
use crate::token::TokenKind;
use crate::value::CalendarDate;

impl Reader<'_, '_> {
    /// "from 22 to 24 April", «с 29 сентября по 1 октября», "April 22–24, 2024", "2010–2015".
    pub(super) fn date_range(&self, at: usize) -> Option<Found> {
        let opener = self.past(at, Lexeme::RangeSince).or_else(|| self.past(at, Lexeme::RangeOpen));
        let start = opener.unwrap_or(at);
        let start = self.past(start, Lexeme::The).filter(|_| opener.is_some()).unwrap_or(start);
        self.day_range(start, opener.is_some())
            .or_else(|| self.month_day_range(start))
            .or_else(|| self.two_dates(start, opener.is_some()))
            .or_else(|| self.month_range(start, opener.is_some()))
            .or_else(|| self.year_range(start, opener.is_some()))
            .or_else(|| self.era_range(start, opener.is_some()))
    }

    /// "22 to 24 April 2024".
    fn day_range(&self, at: usize, opened: bool) -> Option<Found> {
        let (first, end) = self.day_number(at)?;
        let middle = self.date_middle(end, opened)?;
        let (second, end) = self.day_number(middle)?;
        let (month, end) = self.month_name(self.past(end, Lexeme::Of).unwrap_or(end))?;
        let (year, end) = self.year_behind(end);
        Some(Found::between(
            CalendarDate::day(year, month, first),
            CalendarDate::day(year, month, second),
            end,
        ))
    }

    /// "April 22–24, 2024".
    fn month_day_range(&self, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at)?;
        let (first, end) = self.day_number(end)?;
        let middle = self.date_middle(end, false)?;
        let (second, end) = self.day_number(middle)?;
        if self.month_name(end).is_some() || second <= first {
            return None;
        }
        let (year, end) = self.year_behind(end);
        Some(Found::between(
            CalendarDate::day(year, month, first),
            CalendarDate::day(year, month, second),
            end,
        ))
    }

    /// "29 September to 1 October": both ends whole dates.
    fn two_dates(&self, at: usize, opened: bool) -> Option<Found> {
        let first = self.calendar_date(at)?;
        let (from, middle) = (first.single()?, self.date_middle(first.end, opened)?);
        let second = self.calendar_date(middle)?;
        let to = second.single()?;
        if from.day.is_some() != to.day.is_some() || from.month.is_none() {
            return None;
        }
        let year = to.year.or(from.year);
        let from_year = match (from.year, year) {
            (None, Some(year)) if from.month > to.month => Some(year - 1),
            (own, year) => own.or(year),
        };
        Some(Found::between(
            CalendarDate { year: from_year, ..from },
            CalendarDate { year, ..to },
            second.end,
        ))
    }

    /// "May–July 2020", «с мая по июль».
    fn month_range(&self, at: usize, opened: bool) -> Option<Found> {
        let (from, end) = self.month_name(at)?;
        let middle = self.date_middle(end, opened)?;
        let (to, past) = self.month_name(middle)?;
        let (year, end) = self.year_behind(self.past(past, Lexeme::Of).unwrap_or(past));
        let end = if year.is_some() || end > past + 1 { end } else { past };
        let from_year = year.map(|year| if from > to { year - 1 } else { year });
        Some(Found::between(CalendarDate::month(from_year, from), CalendarDate::month(year, to), end))
    }

    /// "2010–2015", «с 2010 по 2015 год», "2022/23".
    fn year_range(&self, at: usize, opened: bool) -> Option<Found> {
        let (first, end) = self.year_number(at)?;
        let first_end = self.past(end, Lexeme::YearWord).filter(|_| opened).unwrap_or(end);
        let slash = self.is_mark(end, '/') && self.is_glued_digits(end + 1) && self.glued(end);
        let middle = if slash { end + 1 } else { self.date_middle(first_end, opened)? };
        let (second, end) = self.year_number(middle).or_else(|| self.short_year(first, middle))?;
        let fiscal = self.past(end, Lexeme::Fiscal).unwrap_or(end);
        let word = self.past(fiscal, Lexeme::YearWord);
        let cue = self.led_by(at, Lexeme::YearCue)
            || self.led_by(at, Lexeme::YearCueSure)
            || self.led_by(at, Lexeme::Fiscal);
        let modern = is_modern(first) && is_modern(second);
        let dash = (self.is_dash(middle - 1) || slash) && modern && !self.is_counted_behind(end);
        let cue = cue && !self.is_counted_behind(end);
        let adjacent = !slash || second == first + 1;
        let years = second > first
            && adjacent
            && (word.is_some() || (opened && modern && !self.is_counted_behind(end)) || cue || dash);
        years.then(|| {
            Found::between(CalendarDate::year(first), CalendarDate::year(second), word.unwrap_or(end))
        })
    }

    /// "221 to 206 BC", «с 221 по 206 год до н. э.»: the era behind the second year is that of both.
    fn era_range(&self, at: usize, opened: bool) -> Option<Found> {
        let year = |at: usize| {
            let digits = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() <= 4;
            digits.then(|| self.text(at).parse::<i16>().ok())?
        };
        let first = year(at)?;
        let middle = self.date_middle(at + 1, opened)?;
        let second = year(middle)?;
        let end = self.past(middle + 1, Lexeme::YearWord).unwrap_or(middle + 1);
        let (era, end) =
            self.lexeme(end, kinds![Era], |l| if let Lexeme::Era(n) = l { Some(n) } else { None })?;
        let era = i16::from(era);
        let (from, to) = (first * era, second * era);
        (from < to).then(|| Found::between(CalendarDate::year(from), CalendarDate::year(to), end))
    }

    /// "1939-45".
    fn short_year(&self, first: i16, at: usize) -> Option<(i16, usize)> {
        let digits = self.is_glued_digits(at) && self.text(at).len() == 2;
        let tail: i16 = digits.then(|| self.text(at).parse().ok())??;
        let year = first - first % 100 + tail;
        (year > first).then_some((year, at + 1))
    }

    /// Where the second date of a span starts.
    pub(super) fn date_middle(&self, at: usize, opened: bool) -> Option<usize> {
        if self.is_dash(at) {
            return Some(at + 1);
        }
        let word = self.past(at, Lexeme::RangeMiddle).or_else(|| self.past(at, Lexeme::RangeUntil))?;
        let joins = self.past(at, Lexeme::And).is_some() || self.past(at, Lexeme::Or).is_some();
        let past = self.past(word, Lexeme::The).unwrap_or(word);
        (opened || !joins).then_some(past)
    }

    /// "until April 24", "since May 2020", «до 22 июля»: one end of a span, or the date itself.
    pub(super) fn open_date(&self, at: usize) -> Option<Found> {
        let past = self.past(at, Lexeme::RangeUntil).or_else(|| self.past(at, Lexeme::RangeSince))?;
        let found = self.calendar_date(past)?;
        let day = found.single()?.month?;
        (day > 0 && self.kind(at) != Some(TokenKind::Mark)).then_some(found)
    }
}
