//! Single dates by the names of months and weekdays: "22 April 2024", «в мае 2020 года».

use super::Found;
use crate::quantity::kind::Problem;
use crate::quantity::reader::Reader;
use crate::rule::{Lexeme, Part};
use crate::token::TokenKind;
use crate::value::{CalendarDate, DateSpan, days_in_month, weekday_of};

impl Reader<'_, '_> {
    /// A single date: in words, ISO, or in figures; with or without weekday, day and year.
    pub(super) fn calendar_date(&self, at: usize) -> Option<Found> {
        let weekday =
            self.lexeme(at, kinds![Weekday], |l| if let Lexeme::Weekday(n) = l { Some(n) } else { None });
        let Some((weekday, end)) = weekday else { return self.unnamed_date(at) };
        let mark = usize::from(self.is_mark(end, ',') || self.is_mark(end, '(') || self.is_mark(end, '.'));
        let found = self.unnamed_date(end + mark)?;
        let wrong = found.single().and_then(weekday_of).is_some_and(|actual| actual != weekday);
        Some(Found { problem: found.problem.or(wrong.then_some(Problem::WrongWeekday)), ..found })
    }

    fn unnamed_date(&self, at: usize) -> Option<Found> {
        self.figure_date(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.part_of_period(at))
            .or_else(|| self.month_year(at))
            .or_else(|| self.season(at))
    }

    /// "22 April 2024", "22nd of April", «22 апреля 2024 года».
    fn day_month(&self, at: usize) -> Option<Found> {
        let (day, end) = self.day_number(at)?;
        let hyphen = usize::from(self.is_mark(end, '-') && self.glued(end) && self.glued(end + 1));
        let of = self.past(end, Lexeme::Of).unwrap_or(end + hyphen);
        let Some((month, end)) = self.month_name(of).filter(|_| hyphen == 1 || !self.glued(of)) else {
            return self.day_of_row(at, day, end);
        };
        let (year, end) = self.year_behind(end);
        let year = year.or_else(|| self.year_of_next(end));
        Some(Found::on(CalendarDate::day(year, month, day), end))
    }

    /// "22 and 24 April": the month stands behind the last day of a row.
    fn day_of_row(&self, at: usize, day: u8, end: usize) -> Option<Found> {
        let mut next = end;
        for _ in 0..5 {
            let past =
                self.past(next, Lexeme::And).or_else(|| self.is_mark(next, ',').then_some(next + 1))?;
            let (later, past) = self.day_number(past)?;
            if let Some((month, past)) = self.month_name(self.past(past, Lexeme::Of).unwrap_or(past)) {
                let (year, _) = self.year_behind(past);
                return (later > day && self.kind(at) == Some(TokenKind::Digits))
                    .then(|| Found::on(CalendarDate::day(year, month, day), end));
            }
            next = past;
        }
        None
    }

    /// "22 April and 5 May 2024": the year of the date that follows.
    fn year_of_next(&self, end: usize) -> Option<i16> {
        let past = self.past(end, Lexeme::And)?;
        let (_, past) = self.day_number(past)?;
        let (_, past) = self.month_name(past)?;
        self.year_behind(past).0
    }

    /// "April 22, 2024", "Sept. 5".
    fn month_day(&self, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at)?;
        let (day, after) = self.day_number(self.past(end, Lexeme::The).unwrap_or(end))?;
        let (year, end) = self.year_behind(after);
        // "May 2 million": a magnitude, a unit or decimals behind would make it another figure.
        let longer = self.spelled(after - 1).is_some_and(|s| s.end > after);
        let figure = year.is_none() && (longer || self.unit_behind(after, None).is_some());
        (!figure).then(|| Found::on(CalendarDate::day(year, month, day), end))
    }

    /// "May 2020", "May of 1937", «мае 2020 года»; a month alone where a preposition leads to it.
    pub(super) fn month_year(&self, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at)?;
        let (year, past) = self.year_behind(self.past(end, Lexeme::Of).unwrap_or(end));
        if year.is_some() || past > end + 1 {
            return Some(Found::on(CalendarDate::month(year, month), past));
        }
        let cues = [Lexeme::YearCue, Lexeme::YearCueSure, Lexeme::RangeUntil, Lexeme::RangeSince];
        let led = cues.into_iter().any(|cue| self.led_by(at, cue));
        led.then(|| Found::on(CalendarDate::month(None, month), end))
    }

    /// "spring 2020", «летом прошлого года».
    fn season(&self, at: usize) -> Option<Found> {
        let (season, end) =
            self.lexeme(at, kinds![Season], |l| if let Lexeme::Season(n) = l { Some(n) } else { None })?;
        let (year, end) = self.year_behind(self.past(end, Lexeme::Of).unwrap_or(end));
        let year = year?;
        let (from, to) = match season {
            1..=3 => {
                (CalendarDate::month(Some(year), season * 3), CalendarDate::month(Some(year), season * 3 + 2))
            }
            // A winter lies in two years and its name tells only one of them.
            _ => (CalendarDate::year(year), CalendarDate::year(year)),
        };
        Some(Found::between(from, to, end).approximate())
    }

    /// "early May 2020", «в конце мая 2020 года», "the end of 2021", "late 1980s".
    fn part_of_period(&self, at: usize) -> Option<Found> {
        let (part, end) =
            self.lexeme(at, kinds![Part], |l| if let Lexeme::Part(part) = l { Some(part) } else { None })?;
        let dash = usize::from(self.is_dash(end) && self.glued(end));
        let of = self.past(end, Lexeme::Of).unwrap_or(end + dash);
        let start = self.past(of, Lexeme::The).unwrap_or(of);
        let month = || {
            let (month, end) = self.month_name(start)?;
            Some(Found::on(CalendarDate::month(None, month), end))
        };
        let year = || {
            let (year, past) = self.year_number(start)?;
            let word = self.past(past, Lexeme::YearWord);
            (word.is_some() || !self.is_counted_behind(past))
                .then(|| Found::on(CalendarDate::year(year), word.unwrap_or(past)))
        };
        let inner = self
            .month_year(start)
            .or_else(month)
            .or_else(|| self.decade(start))
            .or_else(|| self.century(start))
            .or_else(year)
            .or_else(|| self.relative_period(start))
            .or_else(|| self.own_period(start))?;
        Some(Found { span: part_of(inner.span, part), ..inner })
    }

    /// A day of a month: 1 to 31 in figures with or without ending, or an ordinal in words.
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        if self.kind(at) == Some(TokenKind::Digits) {
            let day = self.small_number(at).filter(|day| *day <= 31)?;
            let end = self.past_ordinal_ending(at + 1).unwrap_or(at + 1);
            let decimal = self.glued(end)
                && matches!(self.text(end), "." | "," | ":" | "/")
                && self.is_glued_digits(end + 1);
            return (!decimal && !self.is_mark(end, '%')).then_some((day, end));
        }
        let (n, end) = self.ordinal_words(at)?;
        u8::try_from(n).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
    }
}

/// The part of a span that "early", "mid" and "late" mean: thirds of a month, quarters at the
/// ends of a year, thirds of longer spans.
fn part_of(whole: DateSpan, part: Part) -> DateSpan {
    let (Some(from), Some(to)) = (whole.from, whole.to) else { return whole };
    match (from.month, from.day) {
        (_, Some(_)) => whole,
        (Some(month), None) if from == to => {
            let last = days_in_month(from.year.unwrap_or(2000), month).unsigned_abs();
            let (first, last) = match part {
                Part::Early => (1, 10),
                Part::Mid => (11, 20),
                Part::Late => (21, last),
            };
            DateSpan::between(
                CalendarDate::day(from.year, month, first),
                CalendarDate::day(from.year, month, last),
            )
        }
        (None, None) => part_of_years(whole, from.year, to.year, part),
        _ => whole,
    }
}

fn part_of_years(whole: DateSpan, from: Option<i16>, to: Option<i16>, part: Part) -> DateSpan {
    let (Some(from), Some(to)) = (from, to) else { return whole };
    if from == to {
        let (first, last) = match part {
            Part::Early => (1, 3),
            Part::Mid => (5, 8),
            Part::Late => (10, 12),
        };
        let end = days_in_month(from, last).unsigned_abs();
        return DateSpan::between(
            CalendarDate::day(Some(from), first, 1),
            CalendarDate::day(Some(from), last, end),
        );
    }
    let third = (to - from + 1) / 3;
    let (first, last) = match part {
        Part::Early => (from, from + third),
        Part::Mid => (from + third, to - third),
        Part::Late => (to - third, to),
    };
    DateSpan { approx: true, ..DateSpan::between(CalendarDate::year(first), CalendarDate::year(last)) }
}
