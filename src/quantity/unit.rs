//! Units: where they stand, what they are, and how they relate.

use super::reader::Reader;
use crate::morphology::PartOfSpeech;
use crate::rule::{Id, Lexeme, Meaning, Ruleset, Unit};
use crate::token::{Case, TokenKind};
use crate::value::Decimal;

/// Spans of clock time.
pub(super) const DURATION: &str = "duration";
/// Spans of the calendar: months, years.
pub(super) const CALENDAR: &str = "calendar";

/// The dimensions that reading treats in a way of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dimensions {
    pub money: Id,
    pub share: Id,
    pub points: Id,
    pub duration: Id,
    pub calendar: Id,
    pub person: Id,
    pub length: Id,
    /// The unit of factors ("three times").
    pub times: Option<Id>,
    /// The year as a length of time.
    pub year: Option<Id>,
}

impl Dimensions {
    pub(super) fn of(rules: &Ruleset) -> Self {
        let id = |name: &str| rules.dimension(name).unwrap_or(Id::MAX);
        Self {
            money: id("money"),
            share: id("share"),
            points: id("points"),
            duration: id(DURATION),
            calendar: id(CALENDAR),
            person: id("person"),
            length: id("length"),
            year: rules.units.values().position(|unit| {
                rules.is_dimension(unit.dimension, CALENDAR) && unit.numerator == Decimal::from(12)
            }),
            times: rules.units.values().position(|unit| rules.is_dimension(unit.dimension, "factor")),
        }
    }
}

impl Reader<'_, '_> {
    pub(super) fn is_money(&self, dimension: Id) -> bool {
        dimension == self.dimensions.money
    }

    /// Percent and percentage points.
    pub(super) fn is_share(&self, dimension: Id) -> bool {
        dimension == self.dimensions.share || dimension == self.dimensions.points
    }

    /// Whether a unit is one of time.
    pub(super) fn is_time(&self, unit: Id) -> bool {
        let dimension = self.rules.unit(unit).map(|unit| unit.dimension);
        dimension == Some(self.dimensions.duration) || dimension == Some(self.dimensions.calendar)
    }

    /// A unit whose phrase starts at a token, the longest one that `fits`.
    pub(super) fn unit_mark(&self, at: usize, fits: impl Fn(&Unit) -> bool) -> Option<(Id, usize)> {
        if !self.begins(at, kinds![Unit]) {
            return None;
        }
        self.sentence.marks.at(at).iter().find_map(|mark| match self.rules.meaning(mark.meaning)? {
            Meaning::Unit(id, _)
                if self.rules.unit(*id).is_some_and(&fits) && self.is_tied(at, mark.end as usize) =>
            {
                Some((*id, mark.end as usize))
            }
            _ => None,
        })
    }

    /// "m2" is a square metre, "12 m 2 dm" is not.
    fn is_tied(&self, at: usize, end: usize) -> bool {
        (at + 1..end).all(|i| self.kind(i) != Some(TokenKind::Digits) || self.glued(i))
    }

    /// Whether the unit phrase between two tokens is a sign or a word that may stand before a
    /// number («рублей 500» is something else).
    pub(super) fn is_sign(&self, at: usize, end: usize) -> bool {
        let symbol = self.sentence.marks.at(at).iter().any(|mark| {
            mark.end as usize == end
                && matches!(self.rules.meaning(mark.meaning), Some(Meaning::Unit(_, true)))
        });
        symbol || self.token(at).is_some_and(|t| !t.cyrillic)
    }

    /// The unit behind a number: next to it, behind a hyphen, in brackets, or behind a word
    /// that may stand between ("five full days").
    pub(super) fn unit_behind(&self, at: usize, larger: Option<Id>) -> Option<(Id, usize)> {
        let fits = |unit: &Unit| !unit.compound || larger.is_some();
        let mark = |at: usize| {
            let (unit, end) = self.unit_mark(at, fits).filter(|(_, end)| self.unit_stands_alone(at, *end))?;
            Some((self.settled(unit, at, end), end))
        };
        if let Some(found) = mark(at) {
            return Some(found);
        }
        if self.is_dash(at) && self.glued(at) && self.glued(at + 1) {
            return mark(at + 1);
        }
        if matches!(self.text(at), "[" | "{" | "<") {
            let (unit, end) = self.unit_mark(at + 1, fits)?;
            return matches!(self.text(end), "]" | "}" | ">").then_some((unit, end + 1));
        }
        let first = self.past(at, Lexeme::Filler).or_else(|| self.past(at, Lexeme::Also))?;
        mark(first).or_else(|| mark(self.past(first, Lexeme::Filler)?))
    }

    /// The currency that a shared sign stands for in this document.
    pub(super) fn settled(&self, unit: Id, at: usize, end: usize) -> Id {
        let bare = end == at + 1 && self.token(at).is_some_and(|t| t.case != Case::Upper);
        let known = self.conventions.signs.iter().find(|(usual, _)| *usual == unit && bare);
        known.map_or(unit, |(_, meant)| *meant)
    }

    /// Whether the words of a unit are whole: "5 m" but not "10 c++", "two second-half goals";
    /// and no quotation mark that closes what was opened before.
    pub(super) fn unit_stands_alone(&self, at: usize, end: usize) -> bool {
        let word = self.kind(at) == Some(TokenKind::Word);
        let single = end == at + 1 && self.text(at).chars().nth(1).is_none();
        if single && self.is_times(at) {
            return false;
        }
        let tied = self.glued(end)
            && (self.kind(end) == Some(TokenKind::Word)
                || (word && self.kind(end) == Some(TokenKind::Digits)));
        let marked = single && self.glued(end) && matches!(self.text(end), "'" | "’" | "+" | "&" | "#");
        if tied || (word && marked) {
            return false;
        }
        if !word {
            return !single || !is_quote(self.text(at)) || self.quote_is_unit(at);
        }
        let ordinal = self.is_dash(end) && self.glued(end) && self.begins(at, kinds![Ordinal]);
        !(ordinal || single && self.is_function_letter(at))
    }

    /// A quotation mark is a unit where it is tied to its number and closes no quotation.
    fn quote_is_unit(&self, at: usize) -> bool {
        let mark = self.text(at);
        let opener = if mark == "”" { "“" } else { mark };
        let open = (0..at).filter(|i| self.text(*i) == opener).count() % 2 == 1;
        self.glued(at) && !open
    }

    /// A lone letter that is a word of its own where it does not touch its number: «5 с ними»,
    /// "Section 5 A company".
    fn is_function_letter(&self, at: usize) -> bool {
        use PartOfSpeech as P;
        let function = self.word(at).is_some_and(|w| {
            [P::Preposition, P::Conjunction, P::Particle, P::Pronoun].iter().any(|p| w.may_be(*p))
        });
        let article = self.past(at, Lexeme::Article).is_some();
        (function || article) && !self.glued(at) && self.kind(at + 1) == Some(TokenKind::Word)
    }

    /// How many of the larger unit one of the smaller is; nothing where it is not smaller or
    /// not of its dimension.
    pub(super) fn ratio(&self, smaller: Id, larger: Id) -> Option<Decimal> {
        let (a, b) = (self.rules.unit(smaller)?, self.rules.unit(larger)?);
        let factor = if a.dimension == b.dimension {
            let (a, b) = (a.numerator.checked_mul(b.denominator)?, b.numerator.checked_mul(a.denominator)?);
            a.checked_div(b)?
        } else if a.dimension == self.dimensions.duration && b.dimension == self.dimensions.calendar {
            // A year has 365 days and a month 30 where both stand in one sum.
            let twelfth = b.numerator.checked_div(Decimal::from(12))?;
            let days = if twelfth >= Decimal::ONE {
                Decimal::from(365) * twelfth
            } else {
                Decimal::from(30) * b.numerator
            };
            a.numerator.checked_div(a.denominator)?.checked_div(days * Decimal::from(86_400))?
        } else {
            return None;
        };
        (factor < Decimal::ONE).then_some(factor)
    }

    pub(super) fn same_dimension(&self, a: Option<Id>, b: Option<Id>) -> bool {
        let of = |id: Option<Id>| id.and_then(|id| self.rules.unit(id));
        of(a).zip(of(b)).is_some_and(|(a, b)| {
            a.dimension == b.dimension && (a.code == b.code || !self.is_money(a.dimension))
        })
    }

    /// The factor that brings figures of one unit into another of its dimension.
    pub(super) fn factor(&self, from: Id, to: Id) -> Option<Decimal> {
        let (a, b) = (self.rules.unit(from)?, self.rules.unit(to)?);
        if a.dimension != b.dimension {
            return None;
        }
        a.numerator.checked_mul(b.denominator)?.checked_div(b.numerator.checked_mul(a.denominator)?)
    }
}

/// Whether a token is a quotation mark, which may be a unit.
pub(super) fn is_quote(text: &str) -> bool {
    matches!(text, "\"" | "”" | "'" | "’")
}
