//! Dates that need another one: "last year", "three days ago", "yesterday", "on Monday".

use super::Found;
use crate::quantity::reader::Reader;
use crate::rule::{Lexeme, Period};
use crate::value::{CalendarDate, DateSpan, Decimal};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

impl Reader<'_, '_> {
    /// A date that relates to the document's own; unknown where the document has none.
    pub(super) fn relative_date(&self, at: usize) -> Option<Found> {
        self.relative_day(at).or_else(|| self.relative_period(at)).or_else(|| self.ago(at))
    }

    fn base(&self) -> Option<Date> {
        self.date_of_document().filter(|date| date.day.is_some()).and_then(|date| date.first_day())
    }

    fn relative_day(&self, at: usize) -> Option<Found> {
        let (days, end) = self.lexeme(at, kinds![RelativeDay], |l| {
            if let Lexeme::RelativeDay(n) = l { Some(n) } else { None }
        })?;
        // "in today's money"
        if matches!(self.text(end), "'" | "’") && self.glued(end) {
            return None;
        }
        Some(self.moved(i64::from(days).days(), end))
    }

    /// "last year", "next month", «на прошлой неделе», "last November", "next Friday".
    pub(super) fn relative_period(&self, at: usize) -> Option<Found> {
        let (n, end) =
            self.lexeme(at, kinds![Relative], |l| if let Lexeme::Relative(n) = l { Some(n) } else { None })?;
        if let Some((month, end)) = self.month_name(end) {
            return Some(self.relative_month(n, month, end));
        }
        if let Some((weekday, end)) =
            self.lexeme(end, kinds![Weekday], |l| if let Lexeme::Weekday(n) = l { Some(n) } else { None })
        {
            return Some(self.relative_weekday(n, weekday, end));
        }
        let (period, end) =
            self.lexeme(end, kinds![Period], |l| if let Lexeme::Period(p) = l { Some(p) } else { None })?;
        self.shifted(period, i64::from(n), end)
    }

    /// "the end of the year": the document's own period.
    pub(super) fn own_period(&self, at: usize) -> Option<Found> {
        let (period, end) =
            self.lexeme(at, kinds![Period], |l| if let Lexeme::Period(p) = l { Some(p) } else { None })?;
        match period {
            Period::Year | Period::Month => self.shifted(period, 0, end),
            _ => None,
        }
    }

    /// The document's own period, and so many further.
    fn shifted(&self, period: Period, n: i64, end: usize) -> Option<Found> {
        let unknown = Found::unknown(end);
        Some(match period {
            Period::Year => {
                let year = i16::try_from(n).ok().and_then(|n| self.base_year(n));
                year.map_or(unknown, |year| Found::on(CalendarDate::year(year), end))
            }
            Period::Decade | Period::Century => {
                let length = if period == Period::Decade { 10 } else { 100 };
                let first = i16::try_from(n)
                    .ok()
                    .zip(self.base_year(0))
                    .map(|(n, year)| year - year.rem_euclid(length) + n * length);
                first.map_or(unknown, |first| {
                    Found::between(CalendarDate::year(first), CalendarDate::year(first + length - 1), end)
                })
            }
            Period::Month | Period::Quarter => {
                let months = if period == Period::Month { n } else { n * 3 };
                let day = self.base().and_then(|base| base.checked_add(months.months()).ok());
                day.map_or(unknown, |day| {
                    if period == Period::Month { month_of(day, end) } else { quarter_of(day, end) }
                })
            }
            Period::Week => {
                let monday = self.base().and_then(|base| {
                    base.checked_add((n * 7 - i64::from(base.weekday().to_monday_zero_offset())).days()).ok()
                });
                let week = monday.and_then(|monday| Some((monday, monday.checked_add(6.days()).ok()?)));
                week.map_or(unknown, |(from, to)| {
                    Found::between(CalendarDate::of(from), CalendarDate::of(to), end)
                })
            }
            Period::Day | Period::Half => return None,
        })
    }

    /// "last November": the nearest one before the document's date.
    fn relative_month(&self, n: i8, month: u8, end: usize) -> Found {
        let date = self.date_of_document();
        let passed = date.and_then(|date| date.month).is_some_and(|own| month < own);
        let shift = match n {
            -1 if passed => 0,
            1 if !passed => 0,
            n => i16::from(n),
        };
        Found::on(CalendarDate::month(self.base_year(shift), month), end)
    }

    /// "last Monday", "next Friday": of the days around the document's date.
    fn relative_weekday(&self, n: i8, weekday: u8, end: usize) -> Found {
        let Some(base) = self.base() else { return Found::unknown(end) };
        let own = i64::from(base.weekday().to_monday_one_offset());
        let days = i64::from(weekday) - own;
        let shift = match n {
            n if n < 0 => {
                if days >= 0 {
                    days - 7
                } else {
                    days
                }
            }
            0 => days,
            _ => {
                if days <= 0 {
                    days + 7
                } else {
                    days
                }
            }
        };
        self.moved(shift.days(), end)
    }

    /// "on Monday": some Monday near the document's date, most often the last one.
    pub(super) fn lone_weekday(&self, at: usize) -> Option<Found> {
        let (weekday, end) = self
            .lexeme(at, kinds![OnWeekday], |l| if let Lexeme::OnWeekday(n) = l { Some(n) } else { None })?;
        // "On Saturday, 25 April 2015": the weekday of the date that follows.
        if self.calendar_date(end - 1).is_some_and(|date| date.end > end) {
            return None;
        }
        let Some(base) = self.base() else { return Some(Found::unknown(end)) };
        let back = (i64::from(base.weekday().to_monday_one_offset()) - i64::from(weekday)).rem_euclid(7);
        Some(self.moved((-back).days(), end).approximate())
    }

    /// "three days ago", «два года назад», «неделю назад».
    fn ago(&self, at: usize) -> Option<Found> {
        let period = |at: usize| {
            self.lexeme(at, kinds![Period], |l| if let Lexeme::Period(p) = l { Some(p) } else { None })
        };
        let article = self.past(at, Lexeme::Article).unwrap_or(at);
        let (n, vague, unit) = match period(article) {
            Some(_) => (Decimal::ONE, false, article),
            None => {
                let number = self.number(at)?;
                (number.lo, number.is_vague(), number.end)
            }
        };
        let (period, end) = period(unit)?;
        let end = self.past(end, Lexeme::Ago)?;
        if vague {
            return Some(Found::unknown(end).approximate());
        }
        let (months, days) = match period {
            Period::Day => (None, Some(n)),
            Period::Week => (None, n.checked_mul(Decimal::from(7))),
            Period::Month => (Some(n), None),
            Period::Year => (n.checked_mul(Decimal::from(12)), None),
            Period::Decade => (n.checked_mul(Decimal::from(120)), None),
            Period::Century => (n.checked_mul(Decimal::from(1200)), None),
            Period::Quarter | Period::Half => return None,
        };
        if let Some(days) = days {
            return Some(self.moved((-i64::try_from(days).ok()?).days(), end));
        }
        let months =
            months.filter(|months| months.fract().is_zero()).and_then(|months| i64::try_from(months).ok())?;
        Some(self.months_ago(months, end))
    }

    /// So many months back: whole years to the year, others to the month.
    fn months_ago(&self, months: i64, end: usize) -> Found {
        if months % 12 == 0 {
            let year = i16::try_from(-months / 12).ok().and_then(|years| self.base_year(years));
            let span = year.map_or(super::UNKNOWN, |year| DateSpan::on(CalendarDate::year(year)));
            return Found { span: DateSpan { approx: months > 12, ..span }, end, problem: None };
        }
        match self.base().and_then(|base| base.checked_add((-months).months()).ok()) {
            Some(day) => month_of(day, end).approximate(),
            None => Found::unknown(end),
        }
    }

    fn moved(&self, by: Span, end: usize) -> Found {
        match self.base().and_then(|base| base.checked_add(by).ok()) {
            Some(day) => Found::on(CalendarDate::of(day), end),
            None => Found::unknown(end),
        }
    }
}

fn month_of(day: Date, end: usize) -> Found {
    Found::on(CalendarDate::month(Some(day.year()), day.month().unsigned_abs()), end)
}

fn quarter_of(day: Date, end: usize) -> Found {
    let first = (day.month().unsigned_abs() - 1) / 3 * 3 + 1;
    Found::between(
        CalendarDate::month(Some(day.year()), first),
        CalendarDate::month(Some(day.year()), first + 2),
        end,
    )
}
