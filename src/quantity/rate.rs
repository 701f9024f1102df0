//! Rates: "per day", "500 barrels a day", «300 рейсов в сутки», "5 litres per 100 km".

use super::kind::{Figure, Rate};
use super::number::is_power_of_ten;
use super::reader::{Reader, Reading};
use crate::morphology::PartOfSpeech;
use crate::rule::{Id, Lexeme};
use crate::token::TokenKind;
use crate::value::Decimal;

/// Words between a figure and what it is counted by: "300 international flights a day".
const GAP: usize = 5;

impl Reader<'_, '_> {
    /// What a figure before a token is counted by.
    pub(super) fn rate(&self, at: usize) -> Option<(Rate, usize)> {
        let (word, start) = self.lexeme(at, kinds![Per, PerTime, PerThing, Article], |l| {
            matches!(l, Lexeme::Per | Lexeme::PerTime | Lexeme::PerThing | Lexeme::Article).then_some(l)
        })?;
        let slash = self.is_mark(at, '/');
        if slash && !(self.glued(at) && self.glued(start)) {
            return None;
        }
        if word == Lexeme::Per
            && !slash
            && let Some(found) = self.counted_rate(start)
        {
            return Some(found);
        }
        if word == Lexeme::PerThing
            && let Some((rate, end)) = self.counted_rate(start).filter(|(rate, _)| is_round(rate.count))
        {
            return Some((rate, end));
        }
        let (unit, end) = self
            .unit_mark(start, |unit| !unit.compound && !unit.before)
            .filter(|(_, end)| self.unit_stands_alone(start, *end))?;
        let fits = match word {
            Lexeme::PerTime => self.is_time(unit) && !self.is_named_day(end),
            Lexeme::PerThing => !self.is_time(unit) && !self.is_share_unit(unit),
            Lexeme::Article => self.is_singular(start) && !self.is_share_unit(unit),
            _ => true,
        };
        fits.then_some((Rate { count: Decimal::ONE, unit }, end))
    }

    /// "per 100 km", "per 100,000 people".
    fn counted_rate(&self, at: usize) -> Option<(Rate, usize)> {
        let number = self.spelled(at).filter(|n| n.problem.is_none() && n.value > Decimal::ZERO)?;
        let (unit, end) =
            self.unit_behind(number.end, None).filter(|(unit, _)| !self.is_share_unit(*unit))?;
        Some((Rate { count: number.value, unit }, end))
    }

    fn is_share_unit(&self, unit: Id) -> bool {
        self.rules.unit(unit).is_none_or(|unit| self.is_share(unit.dimension))
    }

    /// Whether a word may name one thing; nouns without a singular do («сутки»).
    pub(super) fn is_singular(&self, at: usize) -> bool {
        self.word(at).is_none_or(|w| w.singular_noun || !w.plural_noun || w.folded == w.lemma)
    }

    /// «в день открытия», «в год 50-летия»: a date, no rate.
    fn is_named_day(&self, at: usize) -> bool {
        let genitive = self.word(at).is_some_and(|w| w.genitive_noun && !w.may_be(PartOfSpeech::Preposition));
        let ordinal = self.kind(at) == Some(TokenKind::Digits) && self.past_ordinal_ending(at + 1).is_some();
        genitive || ordinal || self.begins(at, kinds![Ordinal])
    }

    /// Whether an article behind a figure means "per": "30 people a year", "twice a week".
    pub(super) fn means_per(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.follows(at, kinds![Times]) {
            return true;
        }
        let Some(word) = self.word(before).filter(|_| self.kind(before) == Some(TokenKind::Word)) else {
            return self.kind(before) == Some(TokenKind::Digits) || self.is_mark(before, '%');
        };
        let noun = word.may_be(PartOfSpeech::Noun) && !word.may_be(PartOfSpeech::Preposition);
        let counted = (at.saturating_sub(GAP + 1)..before).any(|i| {
            self.kind(i) == Some(TokenKind::Digits)
                || self
                    .lexeme(i, kinds![Cardinal, Multiplier], |l| {
                        matches!(l, Lexeme::Cardinal(_) | Lexeme::Multiplier(_)).then_some(())
                    })
                    .is_some()
        });
        noun && counted
    }

    /// Ties a rate behind a noun to the figure that counts it; gives where to go on.
    pub(super) fn rate_behind(&self, at: usize, reading: &mut Reading) -> usize {
        let next = at + 1;
        let Some(last) = reading.quantities.last_mut() else { return next };
        if !self.begins(at, kinds![Per, PerTime, PerThing, Article]) {
            return next;
        }
        let gap = at.saturating_sub(last.tokens.1);
        let amount = matches!(last.figure, Figure::Amount(..)) && last.per.is_none();
        if gap == 0 || gap > GAP || !amount {
            return next;
        }
        let words = (last.tokens.1..at)
            .all(|i| self.kind(i) == Some(TokenKind::Word) || (self.is_dash(i) && self.glued(i)));
        let clause = (last.tokens.1..at).any(|i| {
            self.past(i, Lexeme::Clause).is_some()
                || self.word(i).is_some_and(|w| w.only(&[PartOfSpeech::Verb]))
        });
        match self.rate(at).filter(|_| words && !clause) {
            Some((rate, end)) => {
                last.per = Some(rate);
                end
            }
            None => next,
        }
    }
}

/// Whether what stands at a token or behind it may still be what a figure is counted by that ends at another.
pub(super) fn is_rated(figure_end: usize, at: usize) -> bool {
    at <= figure_end + GAP
}

/// A power of ten from a hundred on, as rates are given by.
fn is_round(count: Decimal) -> bool {
    count >= Decimal::ONE_HUNDRED && is_power_of_ten(count)
}
