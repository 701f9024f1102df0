//! Dates as texts give them: to the year, the month or the day, with or without a year.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date of the Gregorian calendar at the precision of the text. The year may be unknown
/// (`--04-22`), the month and the day may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "super::packed::RawDate")]
pub struct CalendarDate {
    /// The year, −9999 to 9999.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31.
    pub day: Option<u8>,
}

/// A span of days, both ends included; one date is a span that begins and ends with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateSpan {
    /// First.
    pub from: Option<CalendarDate>,
    /// Last.
    pub to: Option<CalendarDate>,
    /// Whether the text calls it approximate.
    pub approx: bool,
}

impl CalendarDate {
    /// A year.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self { year: Some(year), month: None, day: None }
    }

    /// A month of a year, or of an unknown one.
    #[must_use]
    pub fn month(year: Option<i16>, month: u8) -> Self {
        Self { year, month: Some(month), day: None }
    }

    /// A day of a month.
    #[must_use]
    pub fn day(year: Option<i16>, month: u8, day: u8) -> Self {
        Self { year, month: Some(month), day: Some(day) }
    }

    /// Whether such a date exists; 29 February of an unknown year does.
    #[must_use]
    pub fn exists(&self) -> bool {
        let month = self.month.is_none_or(|month| (1..=12).contains(&month));
        let day = match (self.month, self.day) {
            (_, None) => true,
            (Some(month), Some(day)) => {
                month <= 12
                    && day >= 1
                    && i8::try_from(day).is_ok_and(|d| d <= days_in_month(self.year.unwrap_or(2000), month))
            }
            (None, Some(day)) => (1..=31).contains(&day),
        };
        month && day && self.year.is_none_or(|year| (-9999..=9999).contains(&year))
    }

    /// The first day of what the text names; unknown without a year.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        Date::new(
            self.year?,
            i8::try_from(self.month.unwrap_or(1)).ok()?,
            i8::try_from(self.day.unwrap_or(1)).ok()?,
        )
        .ok()
    }

    /// The last day of what the text names; unknown without a year.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        let year = self.year?;
        let month = self.month.unwrap_or(12);
        let day = self.day.and_then(|d| i8::try_from(d).ok()).unwrap_or_else(|| days_in_month(year, month));
        Date::new(year, i8::try_from(month).ok()?, day).ok()
    }

    /// The same date in a year, where it has none.
    #[must_use]
    pub fn in_year(self, year: i16) -> Self {
        Self { year: self.year.or(Some(year)), ..self }
    }

    /// The date of a calendar day.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self::day(Some(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
    }
}

impl fmt::Display for CalendarDate {
    /// ISO 8601 at the precision of the text; `--04-22` without a year.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) if year < 0 => write!(f, "-{:04}", year.unsigned_abs())?,
            Some(year) => write!(f, "{year:04}")?,
            None => write!(f, "-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl DateSpan {
    /// One date.
    #[must_use]
    pub fn on(date: CalendarDate) -> Self {
        Self { from: Some(date), to: Some(date), approx: false }
    }

    /// From one date to another.
    #[must_use]
    pub fn between(from: CalendarDate, to: CalendarDate) -> Self {
        Self { from: Some(from), to: Some(to), approx: false }
    }

    /// First and last day, where both are known.
    #[must_use]
    pub fn days(&self) -> Option<(Date, Date)> {
        Some((self.from?.first_day()?, self.to?.last_day()?))
    }

    /// The year that both ends lie in, where they lie in one.
    #[must_use]
    pub fn common_year(&self) -> Option<i16> {
        let from = self.from.or(self.to)?.year?;
        let to = self.to.or(self.from)?.year?;
        (from == to).then_some(from)
    }

    /// The number of days from the first to the last, both included.
    #[must_use]
    pub fn length_in_days(&self) -> Option<i64> {
        let (from, to) = self.days()?;
        let days = i64::from(from.until(to).ok()?.get_days());
        Some(days + 1)
    }
}

/// The days of a month; 31 for a month that does not exist.
#[must_use]
pub fn days_in_month(year: i16, month: u8) -> i8 {
    i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok()).map_or(31, Date::days_in_month)
}

/// The weekday of a full date, Monday as 1.
#[must_use]
pub fn weekday_of(date: CalendarDate) -> Option<u8> {
    date.day?;
    date.first_day().map(|day| day.weekday()).map(Weekday::to_monday_one_offset).map(i8::unsigned_abs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_at_their_precision() {
        assert_eq!(CalendarDate::year(1937).to_string(), "1937");
        assert_eq!(CalendarDate::month(Some(2025), 10).to_string(), "2025-10");
        assert_eq!(CalendarDate::day(None, 4, 22).to_string(), "--04-22");
    }

    #[test]
    fn impossible_dates_do_not_exist() {
        assert!(!CalendarDate::day(Some(2023), 2, 29).exists());
        assert!(CalendarDate::day(None, 2, 29).exists());
        assert!(!CalendarDate::day(None, 2, 31).exists());
        assert!(!CalendarDate::month(None, 13).exists());
    }

    #[test]
    fn spans_count_both_ends() {
        let span =
            DateSpan::between(CalendarDate::day(Some(2024), 4, 22), CalendarDate::day(Some(2024), 4, 24));
        assert_eq!(span.length_in_days(), Some(3));
        assert_eq!(DateSpan::on(CalendarDate::month(Some(2024), 2)).length_in_days(), Some(29));
    }

    #[test]
    fn weekdays_count_from_monday() {
        assert_eq!(weekday_of(CalendarDate::day(Some(2015), 4, 25)), Some(6));
    }
}
