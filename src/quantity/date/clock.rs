//! Times of day: "11:56", "6 pm", "0611 GMT", «в 10.30», «в три часа дня», "noon".

use crate::quantity::kind::{Figure, Kind, Quantity};
use crate::quantity::reader::Reader;
use crate::rule::Lexeme;
use crate::token::TokenKind;

/// The key of words that make a number hours of a clock ("o'clock").
const O_CLOCK: u8 = 24;

impl Reader<'_, '_> {
    /// A time of day that starts at a token.
    pub(in crate::quantity) fn clock(&self, at: usize) -> Option<Quantity> {
        let found = match self.kind(at)? {
            TokenKind::Digits => self
                .clock_colon(at)
                .or_else(|| self.clock_zoned(at))
                .or_else(|| self.clock_half(at))
                .or_else(|| self.clock_point(at)),
            TokenKind::Word => self
                .lexeme(at, kinds![ClockTime], |l| if let Lexeme::ClockTime(n) = l { Some(n) } else { None }),
            TokenKind::Mark => None,
        };
        let (minutes, end) = found.or_else(|| self.o_clock(at))?;
        let zone = self.lexeme(end, kinds![Zone], |l| if let Lexeme::Zone(n) = l { Some(n) } else { None });
        let (zone, end) = zone.map_or((None, end), |(zone, end)| (Some(zone), end));
        Some(Quantity::plain(self.span(at, end), (at, end), Kind::Time, Figure::Time(minutes, zone)))
    }

    fn two_digits(&self, at: usize, below: u16) -> Option<u16> {
        let shape = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() <= 2;
        shape.then(|| self.text(at).parse().ok())?.filter(|n| *n < below)
    }

    fn minutes(&self, at: usize) -> Option<u16> {
        self.two_digits(at, 60).filter(|_| self.text(at).len() == 2 && self.glued(at))
    }

    fn clock_colon(&self, at: usize) -> Option<(u16, usize)> {
        let tied = self.glued(at)
            && at > 0
            && (self.is_mark(at - 1, ':') || self.kind(at - 1) != Some(TokenKind::Mark));
        if !self.is_mark(at + 1, ':') || !self.glued(at + 1) || tied {
            return None;
        }
        let (hour, minute) = (self.two_digits(at, 25)?, self.minutes(at + 2)?);
        let seconds = self.is_mark(at + 3, ':') && self.glued(at + 3) && self.minutes(at + 4).is_some();
        let (hour, end) = self.half_day(hour, if seconds { at + 5 } else { at + 3 });
        let day = hour * 60 + minute;
        let goes_on = self.glued(end) && self.is_mark(end, ':');
        (day <= 24 * 60 && !goes_on).then_some((day, end))
    }

    /// "0611 GMT".
    fn clock_zoned(&self, at: usize) -> Option<(u16, usize)> {
        let four = self.text(at).len() == 4;
        let n: u16 = four.then(|| self.text(at).parse().ok())?.filter(|n| n / 100 < 24 && n % 100 < 60)?;
        let zoned = self.begins(at + 1, kinds![Zone]);
        zoned.then_some((n / 100 * 60 + n % 100, at + 1))
    }

    /// "6 pm", "10.30 a.m.".
    fn clock_half(&self, at: usize) -> Option<(u16, usize)> {
        let hour = self.two_digits(at, 13)?;
        let point = self.is_mark(at + 1, '.') && self.glued(at + 1);
        let (minute, end) = match self.minutes(at + 2).filter(|_| point) {
            Some(minute) => (minute, at + 3),
            None => (0, at + 1),
        };
        let (shifted, past) = self.half_day(hour, end);
        (past > end).then_some((shifted * 60 + minute, past))
    }

    /// The hour of the day behind which "pm", «утра» or the like stands.
    fn half_day(&self, hour: u16, at: usize) -> (u16, usize) {
        let word =
            |l: Lexeme| if let Lexeme::Clock(n) = l { Some(n).filter(|n| *n != O_CLOCK) } else { None };
        match self.lexeme(at, kinds![Clock], word) {
            Some((12, end)) => (if hour < 12 { hour + 12 } else { hour }, end),
            Some((_, end)) => (if hour == 12 { 0 } else { hour }, end),
            None => (hour, at),
        }
    }

    /// «в 10.30», "at 18.00": a point between hours and minutes behind a word of time.
    fn clock_point(&self, at: usize) -> Option<(u16, usize)> {
        let separator = self.is_mark(at + 1, '.') || self.is_mark(at + 1, '-');
        let led = self.led_by(at, Lexeme::ClockCue) || self.led_by(at, Lexeme::RangeSince);
        if !separator || !self.glued(at + 1) || !led || self.text(at + 1) == "-" && self.text(at + 2) != "00"
        {
            return None;
        }
        let (hour, minute) = (self.two_digits(at, 24)?, self.minutes(at + 2)?);
        let end = at + 3;
        let goes_on = self.glued(end) && self.is_glued_digits(end + 1);
        let multiplied = self.spelled(at).is_some_and(|s| s.end > end);
        (!goes_on && !multiplied && self.unit_behind(end, None).is_none())
            .then_some((hour * 60 + minute, end))
    }

    /// «в 17 часов», «в три часа дня», "at five o'clock", «5 утра»; «12 часов» alone is a
    /// length of time.
    fn o_clock(&self, at: usize) -> Option<(u16, usize)> {
        let number = self.spelled(at).filter(|s| s.problem.is_none() && s.value.fract().is_zero())?;
        let hour = u16::try_from(number.value).ok().filter(|hour| *hour <= 24)?;
        let (shifted, past) = self.half_day(hour, number.end);
        if past > number.end {
            return (hour <= 12).then_some((shifted * 60, past));
        }
        if self.begins_clock_range(at, number.end) {
            return Some((hour * 60, number.end));
        }
        let end = self.past(number.end, Lexeme::Clock(O_CLOCK))?;
        let sure = self.unit_mark(number.end, |_| true).is_none();
        let ranged = self.ends_clock_range(at) || self.led_by(at, Lexeme::RangeSince);
        if !(sure || self.led_by(at, Lexeme::ClockCue) || ranged)
            || hour == 0 && !number.in_words && self.text(at).len() == 1
        {
            return None;
        }
        let (minute, end) = self.minutes_behind(end);
        Some((hour * 60 + minute, end))
    }

    /// «в 5 часов 30 минут».
    fn minutes_behind(&self, at: usize) -> (u16, usize) {
        let behind = || {
            let number = self.spelled(at).filter(|s| s.problem.is_none())?;
            let minute = u16::try_from(number.value).ok().filter(|n| *n < 60)?;
            let (unit, end) = self.unit_behind(number.end, None)?;
            let sixty = self.rules.unit(unit).is_some_and(|unit| {
                unit.dimension == self.dimensions.duration
                    && unit.numerator == crate::value::Decimal::from(60)
            });
            sixty.then_some((minute, end))
        };
        behind().unwrap_or((0, at))
    }

    /// «с 10 до 18 часов»: the first end.
    fn begins_clock_range(&self, at: usize, end: usize) -> bool {
        let second = self.past(end, Lexeme::RangeMiddle).filter(|_| self.led_by(at, Lexeme::RangeSince));
        second
            .and_then(|second| self.spelled(second))
            .is_some_and(|s| s.value <= 24.into() && self.past(s.end, Lexeme::Clock(O_CLOCK)).is_some())
    }

    /// «с 10 до 18 часов»: the second end.
    fn ends_clock_range(&self, at: usize) -> bool {
        let number = |i: usize| self.kind(i) == Some(TokenKind::Digits);
        at >= 3
            && self.led_by(at, Lexeme::RangeMiddle)
            && number(at - 2)
            && self.led_by(at - 2, Lexeme::RangeSince)
    }
}
