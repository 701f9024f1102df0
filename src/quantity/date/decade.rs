//! Decades and centuries: "1990s", «80-е годы», "the nineties", "19th century", «XIX–XX вв.».

use super::Found;
use crate::quantity::reader::Reader;
use crate::rule::{Lexeme, Period};
use crate::token::TokenKind;
use crate::value::{CalendarDate, Decimal};

impl Reader<'_, '_> {
    /// A decade.
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        self.decade_digits(at).or_else(|| self.decade_word(at))
    }

    /// "1990s", "1930's", "the '60s", «80-х годов».
    fn decade_digits(&self, at: usize) -> Option<Found> {
        let apostrophe = matches!(self.text(at), "'" | "’" | "‘") && self.is_glued_digits(at + 1);
        let digits = at + usize::from(apostrophe);
        if self.kind(digits) != Some(TokenKind::Digits)
            || (self.glued(digits)
                && !apostrophe
                && digits > 0
                && self.kind(digits - 1) == Some(TokenKind::Digits))
        {
            return None;
        }
        let end = self.decade_ending(digits + 1)?;
        let start = match (self.text(digits).len(), self.text(digits).parse::<i16>().ok()?) {
            (4, year) if (1000..=2090).contains(&year) => year,
            // "the 80s" but not "in their 20s"
            (2, year)
                if year % 10 == 0
                    && (apostrophe || year >= 30)
                    && !self.led_by(digits, Lexeme::Possessive) =>
            {
                1900 + year
            }
            _ => return None,
        };
        let end = self.past(end, Lexeme::YearWord).unwrap_or(end);
        (start % 10 == 0)
            .then(|| Found::between(CalendarDate::year(start), CalendarDate::year(start + 9), end))
    }

    /// The end of what makes the digits before it a decade.
    pub(in crate::quantity) fn decade_ending(&self, at: usize) -> Option<usize> {
        let mark = usize::from(
            matches!(self.text(at), "'" | "’" | "-" | "‑") && self.glued(at) && self.glued(at + 1),
        );
        let end = self.past(at + mark, Lexeme::DecadeEnding).filter(|_| self.glued(at + mark))?;
        let whole = !(self.glued(end) && matches!(self.kind(end), Some(TokenKind::Word | TokenKind::Digits)));
        let text = self.text(at.checked_sub(1)?);
        (whole && text.ends_with('0') && matches!(text.len(), 2 | 4)).then_some(end)
    }

    /// "the nineties", «девяностые годы».
    fn decade_word(&self, at: usize) -> Option<Found> {
        if let Some((decade, end)) =
            self.lexeme(at, kinds![Decade], |l| if let Lexeme::Decade(n) = l { Some(n) } else { None })
        {
            let start = 1900 + i16::from(decade);
            let age = self.led_by(at, Lexeme::Possessive);
            return (!age)
                .then(|| Found::between(CalendarDate::year(start), CalendarDate::year(start + 9), end));
        }
        let (n, end) =
            self.lexeme(at, kinds![Ordinal], |l| if let Lexeme::Ordinal(n) = l { Some(n) } else { None })?;
        let plural = self.word(at).is_some_and(|w| w.plural_adjective);
        let past = self.past(end, Lexeme::YearWord).filter(|_| plural)?;
        let start = i16::try_from(n).ok().filter(|n| n % 10 == 0 && (20..=90).contains(n))? + 1900;
        Some(Found::between(CalendarDate::year(start), CalendarDate::year(start + 9), past))
    }

    /// "19th century", «XIX век», «XVIII–XIX вв.».
    pub(super) fn century(&self, at: usize) -> Option<Found> {
        let (first, end) = self.single_ordinal(at)?;
        let (last, end) = match self.date_middle(end, false).and_then(|middle| self.single_ordinal(middle)) {
            Some((last, past)) if last > first => (last, past),
            _ => (first, end),
        };
        let hyphen = usize::from(self.is_mark(end, '-') && self.glued(end));
        let end = self.past(end + hyphen, Lexeme::Period(Period::Century))?;
        let era = self.lexeme(end, kinds![Era], |l| if let Lexeme::Era(n) = l { Some(n) } else { None });
        let (years, end) = (centuries(first, last)?, era.map_or(end, |(_, end)| end));
        let (from, to) = match era {
            Some((-1, _)) => (-years.1, -years.0),
            _ => years,
        };
        Some(Found::between(CalendarDate::year(from), CalendarDate::year(to), end))
    }
}

fn centuries(first: Decimal, last: Decimal) -> Option<(i16, i16)> {
    let year = |n: Decimal| i16::try_from(n).ok().filter(|n| (1..=30).contains(n)).map(|n| n * 100);
    Some((year(first)? - 99, year(last)?))
}
