//! Years: which four digits are one.

use super::{Found, is_modern};
use crate::morphology::PartOfSpeech;
use crate::quantity::reader::Reader;
use crate::rule::{Lexeme, Period};
use crate::token::{Case, TokenKind};
use crate::value::CalendarDate;

/// Years that four digits are taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

impl Reader<'_, '_> {
    /// Four digits that can be a year.
    pub(in crate::quantity) fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let digits = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() == 4;
        let year: i16 = digits.then(|| self.text(at).parse().ok())?.filter(|year| YEARS.contains(year))?;
        let decimals =
            matches!(self.text(at + 1), "." | ",") && self.glued(at + 1) && self.is_glued_digits(at + 2);
        let letters = self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Word);
        let word = self.past(at + 1, Lexeme::YearWord).is_some();
        (!decimals && (!letters || word)).then_some((year, at + 1))
    }

    /// A year behind a day or a month, with the comma and the word that belong to it.
    pub(super) fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let comma = usize::from(self.is_mark(at, ','));
        let hyphen = usize::from(comma == 0 && self.is_mark(at, '-') && self.glued(at) && self.glued(at + 1));
        if let Some((year, end)) = self
            .year_number(at + comma + hyphen)
            .filter(|(year, end)| is_modern(*year) || (comma == 1 && !self.begins_plural(*end)))
            .filter(|(_, end)| !self.counts_plural(*end, comma == 1))
        {
            return (Some(year), self.past(end, Lexeme::YearWord).unwrap_or(end));
        }
        if let Some((years, end)) = self.relative_year(at) {
            return (self.base_year(i16::from(years)), end);
        }
        (None, at)
    }

    /// "April 22, 2000 people": what follows the comma counts.
    fn counts_plural(&self, end: usize, comma: bool) -> bool {
        comma && self.unit_behind(end, None).is_some_and(|(unit, _)| !self.is_time(unit))
    }

    /// "last year", «прошлого года» behind a month.
    pub(super) fn relative_year(&self, at: usize) -> Option<(i8, usize)> {
        let at = self.past(at, Lexeme::Of).unwrap_or(at);
        let (n, end) =
            self.lexeme(at, kinds![Relative], |l| if let Lexeme::Relative(n) = l { Some(n) } else { None })?;
        let end = self.past(end, Lexeme::Period(Period::Year))?;
        Some((n, end))
    }

    /// A year that a word before or behind it, or what it stands in, makes one.
    pub(super) fn cued_year(&self, at: usize) -> Option<Found> {
        if let Some((year, end)) = self.spelled_year(at) {
            return Some(Found::on(CalendarDate::year(year), end));
        }
        let (year, end) = self.year_number(at).or_else(|| self.short_era(at))?;
        if let Some(end) = self.past_ordinal_ending(end).filter(|_| is_modern(year)) {
            // «в 2024-м», «2023-го года»
            return Some(Found::on(
                CalendarDate::year(year),
                self.past(end, Lexeme::YearWord).unwrap_or(end),
            ));
        }
        let adjective = self.past(end, Lexeme::Fiscal).unwrap_or(end);
        if let Some(end) = self.past(adjective, Lexeme::YearWord) {
            let era = self.lexeme(end, kinds![Era], |l| if let Lexeme::Era(n) = l { Some(n) } else { None });
            let (era, end) = era.unwrap_or((1, end));
            return Some(Found::on(CalendarDate::year(year * i16::from(era)), end));
        }
        if let Some((era, end)) =
            self.lexeme(end, kinds![Era], |l| if let Lexeme::Era(n) = l { Some(n) } else { None })
        {
            return Some(Found::on(CalendarDate::year(year * i16::from(era)), end));
        }
        let counted = self.is_counted_behind(end) || self.opens_counted_range(at, end);
        let is_year = !counted && self.is_led_to(at, year, end);
        is_year.then(|| Found::on(CalendarDate::year(year), end))
    }

    /// "from 1800 to 2000 km": what is counted behind the other end is counted here as well.
    fn opens_counted_range(&self, at: usize, end: usize) -> bool {
        let opened = self.led_by(at, Lexeme::RangeOpen) || self.led_by(at, Lexeme::RangeSince);
        let second = self.past(end, Lexeme::RangeMiddle).filter(|_| opened);
        let past = second.and_then(|second| self.spelled(second)).map(|number| number.end);
        past.and_then(|past| self.unit_behind(past, None)).is_some_and(|(unit, _)| !self.is_time(unit))
    }

    /// Whether what stands around four digits makes them a year.
    fn is_led_to(&self, at: usize, year: i16, end: usize) -> bool {
        let plural = self.begins_plural(end);
        let sure = self.led_by(at, Lexeme::YearCueSure) && (!plural || is_modern(year));
        let cue = is_modern(year) && self.led_by(at, Lexeme::YearCue) && !plural;
        let bracketed =
            at > 0 && self.is_mark(at - 1, '(') && matches!(self.text(end), ")" | "," | "–" | "-" | ":");
        sure || cue
            || (bracketed && is_modern(year))
            || (is_modern(year)
                && (self.is_named(at, end) || self.modifies_noun(at, end) || self.in_year_row(at, end)))
    }

    /// Whether a plural noun, or an adjective before one, stands at a place.
    fn begins_plural(&self, at: usize) -> bool {
        let plural = |i: usize| {
            self.word(i)
                .is_some_and(|w| self.kind(i) == Some(TokenKind::Word) && w.plural_noun && !w.singular_noun)
        };
        let adjective = self.word(at).is_some_and(|w| w.may_be(PartOfSpeech::Adjective));
        plural(at) || (adjective && plural(at + 1))
    }

    /// Whether a unit or a multiplier stands behind a number.
    pub(super) fn is_counted_behind(&self, at: usize) -> bool {
        let unit = self.unit_behind(at, None).is_some();
        let currency = self.unit_mark(at, |unit| unit.before).is_some();
        let joint = self.is_mark(at, '-') && self.glued(at) && self.glued(at + 1);
        unit || (currency && !self.is_mark(at, '$'))
            || joint
            || self.begins(at, kinds![Multiplier])
            || self.spelled(at - 1).is_some_and(|s| s.end > at)
    }

    /// "Expo 2020", "INNOPROM 2023": a year behind a name, at the end of a phrase.
    fn is_named(&self, at: usize, end: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else { return false };
        // At the start of a sentence every word is capitalised.
        let noun = at > 1 || self.word(0).is_some_and(|w| w.may_be(PartOfSpeech::Noun) || !w.in_dictionary);
        let name = before.kind == TokenKind::Word && before.case != Case::Lower && noun && !self.glued(at);
        let quoted = before.kind == TokenKind::Mark && matches!(self.text(at - 1), "»" | "”") && at > 1;
        let function = self
            .word(at - 1)
            .is_some_and(|w| w.may_be(PartOfSpeech::Preposition) || w.may_be(PartOfSpeech::Conjunction));
        (name || quoted) && !function && !self.begins_plural(end)
    }

    /// "the 2022 edition": a year before a singular noun.
    fn modifies_noun(&self, at: usize, end: usize) -> bool {
        let latin =
            self.token(end).is_some_and(|t| t.kind == TokenKind::Word && !t.cyrillic && !self.glued(end));
        let article = at.checked_sub(1).is_some_and(|before| self.past(before, Lexeme::Article).is_some());
        latin
            && at > 0
            && !article
            && self.word(end).is_some_and(|w| w.singular_noun && !w.plural_noun && w.in_dictionary)
    }

    /// "in 2019, 2020 and 2021", «2019 и 2020 годах».
    fn in_year_row(&self, at: usize, end: usize) -> bool {
        let joint_before = |i: usize| self.is_mark(i, ',') || self.past(i, Lexeme::And).is_some();
        let before = at > 1
            && joint_before(at - 1)
            && self.year_number(at - 2).is_some_and(|(year, _)| is_modern(year));
        let cued = before
            && (at < 3
                || self.led_by(at - 2, Lexeme::YearCueSure)
                || self.led_by(at - 2, Lexeme::YearCue)
                || self.in_year_row(at - 2, at - 1));
        let mut next = end;
        for _ in 0..4 {
            let Some(past) =
                self.past(next, Lexeme::And).or_else(|| self.is_mark(next, ',').then_some(next + 1))
            else {
                break;
            };
            let Some((_, past)) = self.year_number(past) else { break };
            if self.past(past, Lexeme::YearWord).is_some() {
                return true;
            }
            next = past;
        }
        cued
    }

    /// «две тысячи двадцатого года», «тысяча девятьсот сорок пятый год».
    fn spelled_year(&self, at: usize) -> Option<(i16, usize)> {
        if self.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let (n, end) = self.ordinal_words(at)?;
        let end = self.past(end, Lexeme::YearWord)?;
        i16::try_from(n).ok().filter(|year| YEARS.contains(year)).map(|year| (year, end))
    }

    /// "500 BC", «в 988 году»: fewer than four digits are a year beside its era or its word.
    fn short_era(&self, at: usize) -> Option<(i16, usize)> {
        let digits = self.kind(at) == Some(TokenKind::Digits) && (2..=3).contains(&self.text(at).len());
        let era = self.begins(at + 1, kinds![Era]);
        let word = self.past(at + 1, Lexeme::YearWord);
        let worded = word.is_some_and(|end| self.begins(end, kinds![Era]))
            || (self.text(at).len() == 3 && word.is_some() && self.led_by(at, Lexeme::YearCue));
        let year = self.text(at).parse().ok()?;
        (digits && (era || worded)).then_some((year, at + 1))
    }
}
