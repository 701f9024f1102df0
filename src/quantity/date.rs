//! Dates and spans of dates: which words make one, and how two ends join.

use super::kind::{Figure, Kind, Problem, Quantity};
use super::reader::Reader;
use crate::rule::{Lexeme, Part, Period};
use crate::token::{Case, TokenKind};
use crate::value::{CalendarDate, DateSpan, Decimal, weekday_of};

/// A date with where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub span: DateSpan,
    pub end: usize,
    pub problem: Option<Problem>,
}

impl Found {
    pub(super) fn on(date: CalendarDate, end: usize) -> Self {
        let problem = (!date.exists()).then_some(Problem::NoSuchDate);
        Self { span: DateSpan::on(date), end, problem }
    }

    fn single(&self) -> Option<CalendarDate> {
        self.span.from.filter(|_| self.span.from == self.span.to)
    }
}

/// Years that four digits are taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

impl Reader<'_, '_> {
    /// The date, span of dates or time of day that starts at a token.
    pub(super) fn date(&self, at: usize) -> Option<Quantity> {
        if let Some(clock) = self.clock(at) {
            return Some(clock);
        }
        let found = self.date_range(at).or_else(|| self.open_date(at)).or_else(|| self.dated(at))?;
        Some(self.date_quantity(at, found, Kind::Date))
    }

    pub(super) fn date_quantity(&self, at: usize, found: Found, kind: Kind) -> Quantity {
        Quantity {
            span: self.span(at, found.end),
            tokens: (at, found.end),
            core: (at, found.end),
            kind,
            figure: Figure::Dates(found.span),
            fraction: false,
            also: false,
            implicit: false,
            problem: found.problem,
        }
    }

    /// "from 22 to 24 April", «с 29 сентября по 1 октября», "April 22–24, 2024", "2010–2015".
    fn date_range(&self, at: usize) -> Option<Found> {
        let opener = self.past(at, Lexeme::RangeSince).or_else(|| self.past(at, Lexeme::RangeOpen));
        let start = opener.unwrap_or(at);
        self.day_range(start, opener.is_some())
            .or_else(|| self.month_day_range(start))
            .or_else(|| self.two_dates(start, opener.is_some()))
            .or_else(|| self.year_range(start, opener.is_some()))
    }

    /// "22 to 24 April 2024".
    fn day_range(&self, at: usize, opened: bool) -> Option<Found> {
        let (first, end) = self.day_number(at)?;
        let middle = self.date_middle(end, opened)?;
        let (second, end) = self.day_number(middle)?;
        let (month, end) = self.month_name(self.past(end, Lexeme::Of).unwrap_or(end))?;
        let (year, end) = self.year_behind(end);
        let (from, to) = (CalendarDate::day(year, month, first), CalendarDate::day(year, month, second));
        Some(span_between(from, to, end))
    }

    /// "April 22–24, 2024".
    fn month_day_range(&self, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at)?;
        let (first, end) = self.day_number(end)?;
        let middle = self.date_middle(end, true)?;
        let (second, end) = self.day_number(middle)?;
        if self.month_name(end).is_some() {
            return None;
        }
        let (year, end) = self.year_behind(end);
        let (from, to) = (CalendarDate::day(year, month, first), CalendarDate::day(year, month, second));
        Some(span_between(from, to, end))
    }

    /// "29 September to 1 October": both ends whole dates.
    fn two_dates(&self, at: usize, opened: bool) -> Option<Found> {
        let first = self.calendar_date(at)?;
        let (from, middle) = (first.single()?, self.date_middle(first.end, opened)?);
        let second = self.calendar_date(middle)?;
        let to = second.single()?;
        if (from.day.is_some() != to.day.is_some()) || from.month.is_none() {
            return None;
        }
        let year = to.year.or(from.year);
        let from_year = match (from.year, year) {
            (None, Some(year)) if from.month > to.month => Some(year - 1),
            (own, year) => own.or(year),
        };
        Some(span_between(CalendarDate { year: from_year, ..from }, CalendarDate { year, ..to }, second.end))
    }

    /// "2010–2015", «с 2010 по 2015 год».
    fn year_range(&self, at: usize, opened: bool) -> Option<Found> {
        let (first, end) = self.year_number(at)?;
        let middle = self.date_middle(end, opened)?;
        let (second, end) = self.year_number(middle).or_else(|| self.short_year(first, middle))?;
        let word = self.past(end, Lexeme::YearWord);
        let cue = at.checked_sub(1).is_some_and(|b| self.past(b, Lexeme::YearCue).is_some());
        let dash = self.is_dash(end - 2);
        let years = second > first && (word.is_some() || opened || cue || dash);
        years.then(|| span_between(CalendarDate::year(first), CalendarDate::year(second), word.unwrap_or(end)))
    }

    /// "1939-45".
    fn short_year(&self, first: i16, at: usize) -> Option<(i16, usize)> {
        let digits = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() == 2 && self.glued(at);
        let tail: i16 = self.text(at).parse().ok().filter(|_| digits)?;
        let year = first - first % 100 + tail;
        (year > first).then_some((year, at + 1))
    }

    fn date_middle(&self, at: usize, opened: bool) -> Option<usize> {
        if self.is_dash(at) {
            return Some(at + 1);
        }
        let word = self.past(at, Lexeme::RangeMiddle).or_else(|| self.past(at, Lexeme::RangeUntil));
        word.filter(|_| opened || self.past(at, Lexeme::And).is_none())
    }

    /// "until April 24", "since May 2020", «до 22 июля»: one end of a span, or the date itself.
    fn open_date(&self, at: usize) -> Option<Found> {
        let past = self.past(at, Lexeme::RangeUntil).or_else(|| self.past(at, Lexeme::RangeSince))?;
        let found = self.calendar_date(past)?;
        found.single()?.month.map(|_| found)
    }

    /// A date with words around it that belong to it.
    fn dated(&self, at: usize) -> Option<Found> {
        self.calendar_date(at).or_else(|| self.cued_year(at)).or_else(|| self.relative_date(at)).or_else(|| self.period(at))
    }

    /// A single date: in words, ISO, or in figures; with or without weekday, day and year.
    pub(super) fn calendar_date(&self, at: usize) -> Option<Found> {
        let weekday = self.lexeme(at, |l| if let Lexeme::Weekday(n) = l { Some(n) } else { None });
        if let Some((weekday, end)) = weekday {
            let comma = usize::from(self.is_mark(end, ','));
            let bracket = usize::from(self.is_mark(end, '('));
            let found = self.unnamed_date(end + comma + bracket)?;
            let wrong = found.single().and_then(weekday_of).is_some_and(|actual| actual != weekday);
            return Some(Found { problem: found.problem.or(wrong.then_some(Problem::WrongWeekday)), ..found });
        }
        self.unnamed_date(at)
    }

    fn unnamed_date(&self, at: usize) -> Option<Found> {
        self.iso_date(at)
            .or_else(|| self.figure_date(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.part_of_month(at))
            .or_else(|| self.month_year(at))
    }

    /// 2024-05-01, 2024/5/1.
    fn iso_date(&self, at: usize) -> Option<Found> {
        let (year, end) = self.year_number(at).filter(|(_, end)| *end == at + 1)?;
        let separator = self.text(end);
        if !matches!(separator, "-" | "/" | ".") || self.text(end + 2) != separator || !(end..=end + 3).all(|i| self.glued(i)) {
            return None;
        }
        let (month, day) = (self.small(end + 1)?, self.small(end + 3)?);
        (month <= 12 && day <= 31).then(|| Found::on(CalendarDate::day(Some(year), month, day), end + 4))
    }

    /// 23.07.2015, 23/07/2015, 5/17/2018.
    fn figure_date(&self, at: usize) -> Option<Found> {
        let separator = self.text(at + 1);
        let shape = matches!(separator, "." | "/")
            && self.text(at + 3) == separator
            && (at + 1..=at + 4).all(|i| self.glued(i))
            && !(self.glued(at + 5) && self.kind(at + 5) == Some(TokenKind::Digits));
        let (first, second) = (self.small(at).filter(|_| shape)?, self.small(at + 2)?);
        let (year, _) = self.year_number(at + 4)?;
        let day_first = first > 12 || (second <= 12 && (separator == "." || self.conventions.day_first));
        let (day, month) = if day_first { (first, second) } else { (second, first) };
        (month <= 12).then(|| Found::on(CalendarDate::day(Some(year), month, day), at + 5))
    }

    /// A number of one or two digits.
    fn small(&self, at: usize) -> Option<u8> {
        let digits = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() <= 2;
        self.text(at).parse().ok().filter(|n| digits && *n > 0)
    }

    /// "22 April 2024", "22nd of April", «22 апреля 2024 года».
    fn day_month(&self, at: usize) -> Option<Found> {
        let (day, end) = self.day_number(at)?;
        let of = self.past(end, Lexeme::Of).unwrap_or(end);
        let (month, end) = self.month_name(of).filter(|(_, end)| *end > of && !self.glued(of))?;
        let (year, end) = self.year_behind(end);
        Some(Found::on(CalendarDate::day(year, month, day), end))
    }

    /// "April 22, 2024", "Sept. 5".
    fn month_day(&self, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at)?;
        let (day, after) = self.day_number(end)?;
        let (year, end) = self.year_behind(after);
        // "May 2 million": a magnitude, a unit or decimals behind would make it another figure.
        let figure = year.is_none() && (self.spelled(end - 1).is_some_and(|s| s.end > after) || self.unit_behind(after, None).is_some());
        (!figure).then(|| Found::on(CalendarDate::day(year, month, day), end))
    }

    /// "May 2020", "May of 1937", «мае 2020 года»; a month alone where it is capitalised or
    /// a preposition leads to it.
    fn month_year(&self, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at)?;
        let (year, past) = self.year_behind(self.past(end, Lexeme::Of).unwrap_or(end));
        if year.is_some() {
            return Some(Found::on(CalendarDate::month(year, month), past));
        }
        if let Some((years, past)) = self.relative_year(end) {
            let year = self.conventions.date.and_then(|d| d.year).map(|y| y + i16::from(years));
            return Some(Found::on(CalendarDate::month(year, month), past));
        }
        let led = at.checked_sub(1).is_some_and(|b| self.past(b, Lexeme::YearCue).is_some() || self.past(b, Lexeme::RangeUntil).is_some() || self.past(b, Lexeme::RangeSince).is_some());
        led.then(|| Found::on(CalendarDate::month(None, month), end))
    }

    /// "early May 2020", «в конце мая 2020 года», "the end of 2021".
    fn part_of_month(&self, at: usize) -> Option<Found> {
        let (part, end) = self.lexeme(at, |l| if let Lexeme::Part(part) = l { Some(part) } else { None })?;
        let dash = usize::from(self.is_dash(end));
        let end = self.past(end, Lexeme::Of).unwrap_or(end + dash);
        let inner = self.month_year(end).or_else(|| {
            let (month, end) = self.month_name(end)?;
            Some(Found::on(CalendarDate::month(None, month), end))
        });
        let inner = inner.or_else(|| {
            let (year, past) = self.year_number(end)?;
            let past = self.past(past, Lexeme::YearWord).unwrap_or(past);
            Some(Found::on(CalendarDate::year(year), past))
        })?;
        let date = inner.single()?;
        Some(Found { span: part_of(date, part).unwrap_or(inner.span), ..inner })
    }

    /// A year that a word before or behind it makes one.
    fn cued_year(&self, at: usize) -> Option<Found> {
        if let Some((year, end)) = self.year_number(at) {
            let word = self.past(end, Lexeme::YearWord);
            let era = self.lexeme(end, |l| if let Lexeme::Era(n) = l { Some(n) } else { None });
            let cue = at.checked_sub(1).is_some_and(|b| self.cue_ends_before(b));
            let counted = self.unit_behind(end, None).is_some() || self.spelled(at).is_some_and(|s| s.end > end);
            return match (word, era) {
                (Some(end), _) => Some(Found::on(CalendarDate::year(year), end)),
                (_, Some((era, end))) => Some(Found::on(CalendarDate::year(year * i16::from(era)), end)),
                _ if counted => None,
                _ if cue || self.is_bracketed(at, end) || self.modifies_noun(end) => {
                    Some(Found::on(CalendarDate::year(year), end))
                }
                _ => None,
            };
        }
        // "1970s", "1930's", «80-х».
        let digits = self.kind(at) == Some(TokenKind::Digits);
        let apostrophe = usize::from(matches!(self.text(at + 1), "'" | "’" | "-"));
        let plural = digits && self.glued(at + 1) && matches!(self.text(at + 1 + apostrophe), "s" | "х");
        let year: i16 = self.text(at).parse().ok().filter(|_| plural)?;
        let start = if year < 100 { 1900 + year } else { year };
        let end = at + 2 + apostrophe;
        (start % 10 == 0).then(|| span_between(CalendarDate::year(start), CalendarDate::year(start + 9), self.past(end, Lexeme::YearWord).unwrap_or(end)))
    }

    fn cue_ends_before(&self, last: usize) -> bool {
        (last.saturating_sub(2)..=last).any(|start| self.past(start, Lexeme::YearCue) == Some(last + 1))
    }

    fn is_bracketed(&self, at: usize, end: usize) -> bool {
        at > 0 && self.is_mark(at - 1, '(') && (self.is_mark(end, ')') || self.is_mark(end, ','))
    }

    /// "the 2022 edition": a year before a singular noun.
    fn modifies_noun(&self, at: usize) -> bool {
        let latin = self.token(at).is_some_and(|t| t.kind == TokenKind::Word && !t.cyrillic && !self.glued(at));
        latin && self.word(at).is_some_and(|w| w.singular_noun && !w.plural_noun && w.in_dictionary)
    }

    /// A day of a month: 1 to 31 in figures with or without ending, or an ordinal in words.
    fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        if let Some(day) = self.small(at).filter(|day| *day <= 31) {
            let hyphen = usize::from(self.is_dash(at + 1) && self.glued(at + 1) && self.glued(at + 2));
            let ending = self.past(at + 1 + hyphen, Lexeme::OrdinalEnding).filter(|_| self.glued(at + 1 + hyphen));
            let end = ending.unwrap_or(at + 1);
            let decimal = self.glued(end) && self.glued(end + 1) && matches!(self.text(end), "." | "," | ":" | "%") && self.kind(end + 1) == Some(TokenKind::Digits);
            return (!decimal && !self.is_mark(end, '%')).then_some((day, end));
        }
        let (n, end) = self.ordinal_words(at)?;
        u8::try_from(n).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
    }

    /// A month by name. Where a language capitalises months, so must the text.
    fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let (month, end) = self.lexeme(at, |l| if let Lexeme::Month(n) = l { Some(n) } else { None })?;
        Some((month, end))
    }

    /// Four digits that can be a year.
    fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let digits = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() == 4;
        let year: i16 = self.text(at).parse().ok().filter(|year| digits && YEARS.contains(year))?;
        let goes_on = self.glued(at + 1)
            && (self.kind(at + 1) == Some(TokenKind::Word)
                || (matches!(self.text(at + 1), "." | ",") && self.glued(at + 2) && self.kind(at + 2) == Some(TokenKind::Digits)));
        let word = self.past(at + 1, Lexeme::YearWord).is_some();
        (!goes_on || word || self.is_mark(at + 1, '.')).then_some((year, at + 1))
    }

    /// A year behind a day or a month, with the comma and the word that belong to it.
    fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let comma = usize::from(self.is_mark(at, ','));
        if let Some((year, end)) = self.year_number(at + comma) {
            return (Some(year), self.past(end, Lexeme::YearWord).unwrap_or(end));
        }
        if let Some((years, end)) = self.relative_year(at) {
            return (self.conventions.date.and_then(|d| d.year).map(|y| y + i16::from(years)), end);
        }
        (None, at)
    }

    /// "last year", «прошлого года» behind a month.
    fn relative_year(&self, at: usize) -> Option<(i8, usize)> {
        let (n, end) = self.lexeme(at, |l| if let Lexeme::Relative(n) = l { Some(n) } else { None })?;
        let end = self.lexeme(end, |l| (l == Lexeme::Period(Period::Year)).then_some(())).map(|(_, end)| end)?;
        Some((n, end))
    }

    /// "second quarter of 2020", "19th century", «первая половина 2021 года», "Q3 2020".
    fn period(&self, at: usize) -> Option<Found> {
        let (n, end) = self.period_number(at)?;
        let (period, end) = self.lexeme(end, |l| if let Lexeme::Period(p) = l { Some(p) } else { None })?;
        let n = i16::try_from(n).ok()?;
        if period == Period::Century {
            let first = (n - 1).checked_mul(100)? + 1;
            return Some(span_between(CalendarDate::year(first), CalendarDate::year(first + 99), end));
        }
        let after = self.past(end, Lexeme::Of).unwrap_or(end);
        let (year, end) = self.year_behind(after);
        let months = match period {
            Period::Quarter if (1..=4).contains(&n) => 3,
            Period::Half if (1..=2).contains(&n) => 6,
            _ => return None,
        };
        let year = year?;
        let last = u8::try_from(n).ok()?.checked_mul(months)?;
        Some(span_between(CalendarDate::month(Some(year), last - months + 1), CalendarDate::month(Some(year), last), end))
    }

    fn period_number(&self, at: usize) -> Option<(Decimal, usize)> {
        let ordinal = self.ordinal(at)?;
        match ordinal.figure {
            Figure::Amount(amount, None) => Some((amount.interval.as_point()?, ordinal.tokens.1)),
            _ => None,
        }
    }

    /// A word written as a name is: months of languages that capitalise them.
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.case != Case::Lower)
    }
}

fn span_between(from: CalendarDate, to: CalendarDate, end: usize) -> Found {
    let upside_down = from.first_day().zip(to.last_day()).is_some_and(|(a, b)| a > b);
    let missing = !from.exists() || !to.exists();
    let problem = match (missing, upside_down) {
        (true, _) => Some(Problem::NoSuchDate),
        (_, true) => Some(Problem::ReversedRange),
        _ => None,
    };
    Found { span: DateSpan::between(from, to), end, problem }
}

/// The third of a month or year that "early", "mid" and "late" mean.
fn part_of(date: CalendarDate, part: Part) -> Option<DateSpan> {
    let (from, to) = match (date.month, part) {
        (Some(month), Part::Early) => (CalendarDate::day(date.year, month, 1), CalendarDate::day(date.year, month, 10)),
        (Some(month), Part::Mid) => (CalendarDate::day(date.year, month, 11), CalendarDate::day(date.year, month, 20)),
        (Some(month), Part::Late) => {
            let last = crate::value::days_in_month(date.year.unwrap_or(2000), month).unsigned_abs();
            (CalendarDate::day(date.year, month, 21), CalendarDate::day(date.year, month, last))
        }
        (None, part) => {
            let (first, last) = match part {
                Part::Early => (1, 3),
                Part::Mid => (5, 8),
                Part::Late => (10, 12),
            };
            let year = date.year?;
            let end = crate::value::days_in_month(year, last).unsigned_abs();
            (CalendarDate::day(Some(year), first, 1), CalendarDate::day(Some(year), last, end))
        }
    };
    Some(DateSpan::between(from, to))
}
