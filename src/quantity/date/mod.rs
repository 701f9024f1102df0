//! Dates, spans of dates and times of day: which words make one, and how two ends join.

mod calendar;
mod clock;
mod decade;
mod figure;
mod period;
mod range;
mod relative;
mod year;

use super::kind::{Figure, Kind, Problem, Quantity};
use super::reader::Reader;
use crate::rule::Lexeme;
use crate::token::TokenKind;
use crate::value::{CalendarDate, DateSpan};

/// A date with where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub span: DateSpan,
    pub end: usize,
    pub problem: Option<Problem>,
}

/// A date that the document does not let one know.
const UNKNOWN: DateSpan = DateSpan { from: None, to: None, approx: false };

impl Found {
    pub(super) fn on(date: CalendarDate, end: usize) -> Self {
        let problem = (!date.exists()).then_some(Problem::NoSuchDate);
        Self { span: DateSpan::on(date), end, problem }
    }

    fn unknown(end: usize) -> Self {
        Self { span: UNKNOWN, end, problem: None }
    }

    fn between(from: CalendarDate, to: CalendarDate, end: usize) -> Self {
        let upside_down = from.first_day().zip(to.last_day()).is_some_and(|(a, b)| a > b);
        let problem = match (from.exists() && to.exists(), upside_down) {
            (false, _) => Some(Problem::NoSuchDate),
            (_, true) => Some(Problem::ReversedRange),
            _ => None,
        };
        Self { span: DateSpan::between(from, to), end, problem }
    }

    fn approximate(self) -> Self {
        Self { span: DateSpan { approx: true, ..self.span }, ..self }
    }

    fn single(&self) -> Option<CalendarDate> {
        self.span.from.filter(|_| self.span.from == self.span.to)
    }
}

impl Reader<'_, '_> {
    /// The date, span of dates or time of day that starts at a token.
    pub(super) fn date(&self, at: usize) -> Option<Quantity> {
        if !self.places.dated(at) || self.counts_unknown_word(at) {
            return None;
        }
        if let Some(clock) = self.clock(at) {
            return Some(clock);
        }
        let found = self
            .date_range(at)
            .or_else(|| self.open_date(at))
            .or_else(|| self.hedged_date(at))
            .or_else(|| self.dated(at))?;
        let plain =
            Quantity::plain(self.span(at, found.end), (at, found.end), Kind::Date, Figure::Dates(found.span));
        Some(Quantity { problem: found.problem, ..plain })
    }

    /// "400 companies": digits that are no year, before a word that means nothing to dates. Told
    /// first because most figures are of this kind, and there are many ways to write a date.
    fn counts_unknown_word(&self, at: usize) -> bool {
        let digits = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() != 4;
        let word = self.kind(at + 1) == Some(TokenKind::Word) && !self.glued(at + 1);
        digits && word && self.sentence.marks.at(at + 1).is_empty() && !self.is_roman(at + 1)
    }

    /// "around 1850", «около 20 мая»: a date with a hedge before it.
    fn hedged_date(&self, at: usize) -> Option<Found> {
        let start = self.past(at, Lexeme::Hedge)?;
        let bare_year = || {
            let (year, end) = self.year_number(start)?;
            let counted = self.is_counted_behind(end) || !self.ends_phrase(end);
            (!counted && is_modern(year)).then(|| Found::on(CalendarDate::year(year), end))
        };
        let found = self
            .calendar_date(start)
            .or_else(|| self.cued_year(start))
            .or_else(|| self.decade(start))
            .or_else(bare_year)?;
        Some(found.approximate())
    }

    /// A date with words around it that belong to it.
    fn dated(&self, at: usize) -> Option<Found> {
        self.calendar_date(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.fiscal_year(at))
            .or_else(|| self.relative_date(at))
            .or_else(|| self.period(at))
            .or_else(|| self.cued_year(at))
            .or_else(|| self.lone_weekday(at))
    }

    /// The word of a kind at a token, with where it ends.
    fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        self.lexeme(at, kinds![Month], |l| if let Lexeme::Month(n) = l { Some(n) } else { None })
    }

    fn base_year(&self, shift: i16) -> Option<i16> {
        self.date_of_document().and_then(|date| date.year).and_then(|year| year.checked_add(shift))
    }
}

/// Years that a number without any cue is taken for.
fn is_modern(year: i16) -> bool {
    (1800..=2099).contains(&year)
}
