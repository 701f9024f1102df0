//! When a document was written, and whether it reports on the days before.

use super::read::ReadDocument;
use crate::quantity::Figure;
use crate::value::CalendarDate;
use serde::{Deserialize, Serialize};

/// Days before its own of which a report of the day tells. A guess.
const AT_ONCE: i32 = 10;

/// When a document was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Day {
    /// Its date, where it is known.
    pub date: Option<CalendarDate>,
    /// Whether it tells of what happened in the days right before.
    pub at_once: bool,
}

impl Day {
    /// The day of a document.
    pub(super) fn of(document: &ReadDocument<'_>) -> Self {
        let Some(own) = document.date else { return Self::default() };
        let is_near = |told: CalendarDate| {
            let days = own.year.and_then(|year| told.in_year(year).last_day()).zip(own.first_day());
            let apart = days.and_then(|(told, own)| told.until(own).ok());
            told.day.is_some() && apart.is_some_and(|span| (1..=AT_ONCE).contains(&span.get_days()))
        };
        let dates = document.sentences.iter().flat_map(|read| &read.reading.quantities);
        let mut dates = dates.filter_map(|q| match q.figure {
            Figure::Dates(span) => span.to.or(span.from),
            Figure::Amount(..) | Figure::Time(..) => None,
        });
        // Only what is read on its day is dated without a year.
        let at_once = own.day.is_some() && (own.year.is_none() || dates.any(is_near));
        Self { date: Some(own), at_once }
    }
}
