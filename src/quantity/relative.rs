//! Dates that need another one: "last year", "three days ago", "yesterday"; and times of day.

use super::date::Found;
use super::kind::{Figure, Kind, Quantity};
use super::reader::Reader;
use crate::rule::{Lexeme, Period};
use crate::token::TokenKind;
use crate::value::{CalendarDate, DateSpan};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

impl Reader<'_, '_> {
    /// A date that relates to the document's own; unknown where the document has none.
    pub(super) fn relative_date(&self, at: usize) -> Option<Found> {
        self.relative_day(at).or_else(|| self.relative_period(at)).or_else(|| self.ago(at))
    }

    fn base(&self) -> Option<Date> {
        self.conventions.date.filter(|date| date.day.is_some()).and_then(|date| date.first_day())
    }

    fn relative_day(&self, at: usize) -> Option<Found> {
        let (days, end) = self.lexeme(at, |l| if let Lexeme::RelativeDay(n) = l { Some(n) } else { None })?;
        Some(self.moved(i64::from(days).days(), end))
    }

    /// "last year", "next month", «в прошлом году».
    fn relative_period(&self, at: usize) -> Option<Found> {
        let (n, end) = self.lexeme(at, |l| if let Lexeme::Relative(n) = l { Some(n) } else { None })?;
        if let Some((month, end)) = self.lexeme(end, |l| if let Lexeme::Month(n) = l { Some(n) } else { None }) {
            return Some(self.relative_month(n, month, end));
        }
        let (period, end) = self.lexeme(end, |l| if let Lexeme::Period(p) = l { Some(p) } else { None })?;
        let year = self.conventions.date.and_then(|date| date.year).map(|year| year + i16::from(n));
        match period {
            Period::Year => Some(match year {
                Some(year) => Found::on(CalendarDate::year(year), end),
                None => Found { span: UNKNOWN, end, problem: None },
            }),
            Period::Month => {
                let month = self.base().and_then(|base| base.checked_add(i64::from(n).months()).ok());
                Some(match month {
                    Some(day) => Found::on(CalendarDate::month(Some(day.year()), day.month().unsigned_abs()), end),
                    None => Found { span: UNKNOWN, end, problem: None },
                })
            }
            _ => None,
        }
    }

    /// "last November": the nearest one before the document's date.
    fn relative_month(&self, n: i8, month: u8, end: usize) -> Found {
        let date = self.conventions.date;
        let passed = date.and_then(|date| date.month).is_some_and(|own| month < own);
        let shift = match n {
            -1 if passed => 0,
            1 if !passed => 0,
            n => i16::from(n),
        };
        let year = date.and_then(|date| date.year).map(|year| year + shift);
        Found::on(CalendarDate::month(year, month), end)
    }

    /// "three days ago", «два года назад».
    fn ago(&self, at: usize) -> Option<Found> {
        let number = self.number(at)?;
        let (period, end) = self.lexeme(number.end, |l| if let Lexeme::Period(p) = l { Some(p) } else { None })?;
        let end = self.past(end, Lexeme::Ago)?;
        let n = i64::try_from(number.lo).ok()?;
        let back = match period {
            Period::Day => (-n).days(),
            Period::Week => (-n).weeks(),
            Period::Month => (-n).months(),
            Period::Year | Period::Decade | Period::Century => {
                let years = match period {
                    Period::Decade => n * 10,
                    Period::Century => n * 100,
                    _ => n,
                };
                let year = self.conventions.date.and_then(|d| d.year).and_then(|y| i16::try_from(i64::from(y) - years).ok());
                let span = year.map_or(UNKNOWN, |year| DateSpan::on(CalendarDate::year(year)));
                return Some(Found { span: DateSpan { approx: n > 1, ..span }, end, problem: None });
            }
            Period::Quarter | Period::Half => return None,
        };
        Some(self.moved(back, end))
    }

    fn moved(&self, by: Span, end: usize) -> Found {
        match self.base().and_then(|base| base.checked_add(by).ok()) {
            Some(day) => Found::on(CalendarDate::of(day), end),
            None => Found { span: UNKNOWN, end, problem: None },
        }
    }

    /// "11:56", "6 pm", "0611 GMT", "11:56 local time".
    pub(super) fn clock(&self, at: usize) -> Option<Quantity> {
        let (minutes, end, sure) = self.clock_colon(at).or_else(|| self.clock_zoned(at)).or_else(|| self.clock_half(at))?;
        let zone = self.lexeme(end, |l| if let Lexeme::Zone(n) = l { Some(n) } else { None });
        let (zone, end) = zone.map_or((None, end), |(zone, end)| (Some(zone), end));
        (sure || zone.is_some()).then(|| Quantity {
            span: self.span(at, end),
            tokens: (at, end),
            core: (at, end),
            kind: Kind::Time,
            figure: Figure::Time(minutes, zone),
            fraction: false,
            also: false,
            implicit: false,
            problem: None,
        })
    }

    fn two_digits(&self, at: usize, below: u16) -> Option<u16> {
        let shape = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() <= 2;
        self.text(at).parse().ok().filter(|n| shape && *n < below)
    }

    fn clock_colon(&self, at: usize) -> Option<(u16, usize, bool)> {
        let glued = self.glued(at + 1) && self.glued(at + 2) && self.is_mark(at + 1, ':');
        let hour = self.two_digits(at, 24).filter(|_| glued && !(self.glued(at) && at > 0 && self.is_mark(at - 1, ':')))?;
        let minute = self.two_digits(at + 2, 60).filter(|_| self.text(at + 2).len() == 2)?;
        let mut end = at + 3;
        if self.is_mark(end, ':') && self.glued(end) && self.two_digits(end + 1, 60).is_some() {
            end += 2;
        }
        let (hour, end) = self.half_day(hour, end);
        Some((hour * 60 + minute, end, true))
    }

    /// "0611 GMT".
    fn clock_zoned(&self, at: usize) -> Option<(u16, usize, bool)> {
        let four = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() == 4;
        let n: u16 = self.text(at).parse().ok().filter(|n| four && n / 100 < 24 && n % 100 < 60)?;
        let zoned = self.lexeme(at + 1, |l| matches!(l, Lexeme::Zone(_)).then_some(())).is_some();
        zoned.then_some((n / 100 * 60 + n % 100, at + 1, false))
    }

    /// "6 pm", "10.30 a.m.".
    fn clock_half(&self, at: usize) -> Option<(u16, usize, bool)> {
        let hour = self.two_digits(at, 13)?;
        let point = self.is_mark(at + 1, '.') && self.glued(at + 1) && self.glued(at + 2);
        let (minute, end) = match self.two_digits(at + 2, 60).filter(|_| point) {
            Some(minute) => (minute, at + 3),
            None => (0, at + 1),
        };
        let (shifted, past) = self.half_day(hour, end);
        (past > end).then_some((shifted * 60 + minute, past, true))
    }

    fn half_day(&self, hour: u16, at: usize) -> (u16, usize) {
        match self.lexeme(at, |l| if let Lexeme::Clock(n) = l { Some(n) } else { None }) {
            Some((12, end)) => (if hour < 12 { hour + 12 } else { hour }, end),
            Some((0, end)) => (if hour == 12 { 0 } else { hour }, end),
            Some((_, end)) => (hour, end),
            None => (hour, at),
        }
    }
}

/// A date that the document does not let one know.
const UNKNOWN: DateSpan = DateSpan { from: None, to: None, approx: false };
