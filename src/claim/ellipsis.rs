//! Figures that leave out what was said before: "735 jets, up from 661", «10,7 млрд евро с 9,4 млрд»,
//! "14 regions showed …, and another 14 sent …", «из них 23». They count the noun, or are of the unit,
//! of the figure that they go on from.

use super::phrase::{self, Counted, counted};
use crate::quantity::{Figure, Kind, Quantity};
use crate::rule::{Lexeme, Ruleset};
use crate::text::{Sentence, Words};

/// So many words stand between a figure and the year that it is of.
const TO_YEAR: usize = 2;

/// Gives figures the unit that they leave out.
pub(super) fn lend_units(sentence: &Sentence<'_>, quantities: &mut [Quantity], words: &Words<'_>) {
    let unit = |q: &Quantity| match q.figure {
        Figure::Amount(_, Some(unit)) => Some((unit, q.kind)),
        _ => None,
    };
    if !quantities.iter().any(|q| unit(q).is_some()) {
        return;
    }
    let ellipsis = Ellipsis { sentence, rules: words.rules() };
    for at in 0..quantities.len() {
        if !is_bare(&quantities[at]) || counted(sentence, &quantities[at], words).is_some() {
            continue;
        }
        let Some(lender) = ellipsis.goes_on_from(quantities, at) else { continue };
        if let (Some((unit, kind)), Figure::Amount(amount, None)) =
            (unit(&quantities[lender]), quantities[at].figure)
        {
            (quantities[at].figure, quantities[at].kind) = (Figure::Amount(amount, Some(unit)), kind);
        }
    }
}

/// Gives figures the noun that they leave out: "1 тыс. узбекских и 300 российских компаний".
pub(super) fn lend_nouns(
    sentence: &Sentence<'_>,
    quantities: &[Quantity],
    words: &Words<'_>,
    counted: &mut [Option<Counted>],
) {
    let rules = words.rules();
    let ellipsis = Ellipsis { sentence, rules };
    for at in 0..quantities.len() {
        let q = &quantities[at];
        let end = q.tokens.1;
        let verb_behind = q.also && phrase::is_past_verb(sentence, end, words);
        if (counted[at].is_some() && !verb_behind) || !is_bare(q) {
            continue;
        }
        let before = q.tokens.0.checked_sub(2);
        let of_them =
            before.is_some_and(|b| is_of_them(sentence, words, b)) || is_of_them(sentence, words, end);
        let modifier =
            sentence.word(end, words).is_some_and(|w| w.may_be(crate::morphology::PartOfSpeech::Adjective));
        let joins = |at: usize| sentence.lexeme(at, rules, |l| (l == Lexeme::And).then_some(())).is_some();
        let coordinated = joins(end) || (modifier && joins(end + 1));
        let forward = coordinated.then(|| counted.get(at + 1).cloned().flatten()).flatten();
        let backward =
            (q.also || of_them).then(|| counted[..at].iter().rev().find_map(Clone::clone)).flatten();
        let gone_on = || counted.get(ellipsis.goes_on_from(quantities, at)?).cloned().flatten();
        let lent = forward.or(backward).or_else(gone_on);
        counted[at] = lent.map(|c| Counted { borrowed: true, of_them, ..c }).or(counted[at].take());
    }
}

/// Whether a figure is a number without a unit.
fn is_bare(q: &Quantity) -> bool {
    matches!(q.figure, Figure::Amount(_, None)) && q.kind == Kind::Number && !q.fraction && !q.listed
}

/// «из них», "of them", "of whom", "of which", before a figure or behind it.
fn is_of_them(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> bool {
    let of = sentence.lexeme(at, words.rules(), |l| matches!(l, Lexeme::From | Lexeme::Of).then_some(()));
    of.is_some_and(|((), end)| phrase::is_pronoun(sentence, end, words))
}

struct Ellipsis<'a, 't> {
    sentence: &'a Sentence<'t>,
    rules: &'a Ruleset,
}

impl Ellipsis<'_, '_> {
    /// The figure that a bare one goes on from: one in the same thousands or millions, or the one
    /// that it is compared with or stands beside for another year.
    fn goes_on_from(&self, quantities: &[Quantity], at: usize) -> Option<usize> {
        let lends = |other: &usize| {
            let q = &quantities[*other];
            matches!(q.figure, Figure::Amount(..)) && !matches!(q.kind, Kind::Ordinal | Kind::Percent)
        };
        let q = quantities.get(at)?;
        if self.is_scaled(q) {
            let scaled = |other: &usize| lends(other) && self.is_scaled(&quantities[*other]);
            return (0..at).rev().find(scaled).or_else(|| (at + 1..quantities.len()).find(scaled));
        }
        // "up from 661", «вместо 85»
        let compared = self.sentence.led_by(q.tokens.0, self.rules, Lexeme::Comparison);
        (compared || self.is_of_a_year(q, quantities)).then(|| (0..at).rev().find(lends)).flatten()
    }

    /// Whether a figure is written in thousands, millions and the like.
    fn is_scaled(&self, q: &Quantity) -> bool {
        let scale = |l: Lexeme| matches!(l, Lexeme::Multiplier(_)).then_some(());
        (q.core.0..q.core.1).any(|at| self.sentence.lexeme(at, self.rules, scale).is_some())
    }

    /// "663 in 2022", "(2022: 663)", «в 2022 году — 663».
    fn is_of_a_year(&self, q: &Quantity, quantities: &[Quantity]) -> bool {
        let plain = |(from, to): (usize, usize)| {
            to.saturating_sub(from) <= TO_YEAR && (from..to).all(|at| self.leads(at))
        };
        quantities.iter().filter(|date| date.kind == Kind::Date).any(|date| {
            let behind = q.tokens.1 < date.tokens.0 && plain((q.tokens.1, date.tokens.0));
            behind || (date.tokens.1 < q.tokens.0 && plain((date.tokens.1, q.tokens.0)))
        })
    }

    /// Whether a token is a mark or a preposition.
    fn leads(&self, at: usize) -> bool {
        let preposition = |l: Lexeme| {
            matches!(l, Lexeme::In | Lexeme::Of | Lexeme::From | Lexeme::Preposition).then_some(())
        };
        matches!(self.sentence.token_text(at), ":" | "—" | "–" | "-")
            || self.sentence.lexeme(at, self.rules, preposition).is_some()
    }
}
