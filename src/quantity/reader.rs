//! Walks a sentence from left to right and takes each figure at its longest.

use super::conventions::Conventions;
use super::kind::{Quantity, Refused};
use super::memo::Memo;
use super::number::Number;
use super::rate::is_rated;
use super::spelled::Spelled;
use super::starts::Places;
use super::unit::Dimensions;
use crate::rule::{Kinds, Lexeme, Meaning, Ruleset};
use crate::text::{Sentence, Word, Words};
use crate::token::{Span, Token, TokenKind};
use crate::value::CalendarDate;
use std::cell::Cell;

/// What a sentence holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Quantities, in order.
    pub quantities: Vec<Quantity>,
    /// Numbers that are none, with the reason.
    pub refused: Vec<Refused>,
}

/// A sentence with what is needed to read it.
pub(super) struct Reader<'a, 't> {
    pub(super) sentence: &'a Sentence<'t>,
    pub(super) words: &'a Words<'a>,
    pub(super) rules: &'a Ruleset,
    pub(super) conventions: &'a Conventions,
    pub(super) dimensions: Dimensions,
    /// Sums and numbers read lately.
    pub(super) sums: Memo<Spelled>,
    pub(super) numbers: Memo<Number>,
    /// What is known of each token before anything is read.
    pub(super) places: Places,
    /// Whether something was read that the date of the document decides.
    asked_for_date: Cell<bool>,
}

/// Reads all figures of a sentence.
#[must_use]
pub fn read<'a>(sentence: &'a Sentence<'_>, words: &'a Words<'a>, conventions: &'a Conventions) -> Reading {
    read_at(sentence, words, conventions, Places::of(sentence, words.rules()))
}

/// [`read`], with whether the date of the document was asked for: where it was not, another date changes nothing.
#[must_use]
pub fn read_telling_of_date<'a>(
    sentence: &'a Sentence<'_>,
    words: &'a Words<'a>,
    conventions: &'a Conventions,
) -> (Reading, bool) {
    let places = Places::of(sentence, words.rules());
    let reader = Reader::of(sentence, words, conventions, places);
    (reader.all(), reader.asked_for_date.get())
}

/// [`read`] the slow and obvious way: looks for dates and ordinals wherever a figure may start.
/// It is there to hold the fast way against.
#[must_use]
pub fn read_slowly<'a>(
    sentence: &'a Sentence<'_>,
    words: &'a Words<'a>,
    conventions: &'a Conventions,
) -> Reading {
    read_at(sentence, words, conventions, Places::of(sentence, words.rules()).widened())
}

fn read_at<'a>(
    sentence: &'a Sentence<'_>,
    words: &'a Words<'a>,
    conventions: &'a Conventions,
    places: Places,
) -> Reading {
    Reader::of(sentence, words, conventions, places).all()
}

impl<'a, 't> Reader<'a, 't> {
    fn of(
        sentence: &'a Sentence<'t>,
        words: &'a Words<'a>,
        conventions: &'a Conventions,
        places: Places,
    ) -> Self {
        Self {
            sentence,
            words,
            rules: words.rules(),
            conventions,
            dimensions: conventions.dimensions,
            sums: Memo::new(),
            numbers: Memo::new(),
            places,
            asked_for_date: Cell::new(false),
        }
    }

    /// All figures of the sentence.
    fn all(&self) -> Reading {
        let mut reading = Reading::default();
        let Some(mut at) = self.places.next_start(0) else { return reading };
        while at < self.sentence.tokens.len() {
            let start = self.places.starts(at);
            at = if start { self.step(at, &mut reading) } else { self.rate_behind(at, &mut reading) }
                .max(at + 1);
            if reading.quantities.last().is_none_or(|last| !is_rated(last.tokens.1, at)) {
                let Some(next) = self.places.next_start(at) else { break };
                at = next;
            }
        }
        self.join_opposite(&mut reading.quantities);
        self.tie_conversions(&mut reading.quantities);
        reading
    }

    /// The date of the document, for relative dates.
    pub(super) fn date_of_document(&self) -> Option<CalendarDate> {
        self.asked_for_date.set(true);
        self.conventions.date
    }

    /// Reads what starts at a token; gives where to go on.
    fn step(&self, at: usize, reading: &mut Reading) -> usize {
        if let Some((end, problem)) = self.excluded(at) {
            if self.has_digits(at, end) {
                reading.refused.push(Refused { span: self.span(at, end), problem });
            }
            return end;
        }
        let idiom = self.past(at, Lexeme::Idiom).unwrap_or(at);
        let date = self.date(at);
        let found =
            date.or_else(|| self.ordinal(at)).or_else(|| self.quantity(at)).filter(|q| q.tokens.1 > idiom);
        let Some(quantity) = found else {
            return self.past_idiom(at, idiom).max(self.rate_behind(at, reading));
        };
        let end = quantity.tokens.1;
        match quantity.problem {
            Some(problem) if problem.refuses() => {
                reading.refused.push(Refused { span: quantity.span, problem });
            }
            _ => reading.quantities.push(quantity),
        }
        end
    }

    /// Where an idiom ends; its start where a measured figure begins inside and goes further:
    /// "that one mile".
    fn past_idiom(&self, at: usize, end: usize) -> usize {
        let outgrown =
            (at + 1..end).any(|i| self.operand(i, false).is_some_and(|o| o.unit.is_some() && o.end > end));
        if outgrown { at } else { end }
    }

    fn has_digits(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.kind(at) == Some(TokenKind::Digits))
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.sentence.tokens.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    pub(super) fn text(&self, at: usize) -> &'t str {
        self.sentence.token_text(at)
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.sentence.word(at, self.words)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.sentence.glued(at)
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && self.text(at).starts_with(mark)
    }

    /// A hyphen, a dash or a minus.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && matches!(self.text(at), "-" | "–" | "—" | "−" | "‑" | "‐")
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.sentence.span_of(from, to)
    }

    /// The longest lexeme at a token that is of some kinds and that `pick` wants.
    pub(super) fn lexeme<T>(
        &self,
        at: usize,
        kinds: Kinds,
        pick: impl Fn(Lexeme) -> Option<T>,
    ) -> Option<(T, usize)> {
        if !self.places.kinds(at).meets(kinds) {
            return None;
        }
        self.sentence.lexeme(at, self.rules, pick)
    }

    /// Whether a lexeme of some kinds starts at a token.
    pub(super) fn begins(&self, at: usize, kinds: Kinds) -> bool {
        self.places.kinds(at).meets(kinds)
    }

    /// Where a lexeme at a token ends.
    #[inline(always)]
    pub(super) fn past(&self, at: usize, wanted: Lexeme) -> Option<usize> {
        if !self.places.kinds(at).meets(Kinds::one(wanted.kind())) {
            return None;
        }
        self.past_one(at, &wanted)
    }

    /// Apart from the question above, which most often says no.
    #[inline(never)]
    fn past_one(&self, at: usize, wanted: &Lexeme) -> Option<usize> {
        self.sentence.lexeme(at, self.rules, |lexeme| (lexeme == *wanted).then_some(())).map(|(_, end)| end)
    }

    /// Whether a lexeme ends right before a token.
    #[inline]
    pub(super) fn led_by(&self, at: usize, wanted: Lexeme) -> bool {
        self.led(at, Kinds::one(wanted.kind()), |lexeme| lexeme == wanted)
    }

    /// Whether a lexeme of some kinds ends right before a token.
    pub(super) fn follows(&self, at: usize, kinds: Kinds) -> bool {
        self.led(at, kinds, |lexeme| kinds.meets(Kinds::one(lexeme.kind())))
    }

    fn led(&self, at: usize, kinds: Kinds, wanted: impl Fn(Lexeme) -> bool) -> bool {
        let mut starts = (at.saturating_sub(LONGEST_CUE)..at).filter(|start| self.begins(*start, kinds));
        starts.any(|start| {
            let mut marks = self.sentence.marks.at(start).iter().filter(|mark| mark.end as usize == at);
            marks.any(|mark| match self.rules.meaning(mark.meaning) {
                Some(Meaning::Word(_, lexeme)) => wanted(*lexeme),
                _ => false,
            })
        })
    }

    pub(super) fn led_by_ordinal(&self, at: usize) -> bool {
        self.follows(at, kinds![Ordinal])
    }

    pub(super) fn led_by_relative(&self, at: usize) -> bool {
        self.follows(at, kinds![Relative])
    }

    /// Whether nothing that could be counted stands at a place.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        self.kind(at) != Some(TokenKind::Word)
            && self.kind(at) != Some(TokenKind::Digits)
            && !self.is_mark(at, '%')
    }

    /// Whether an idiom starts within a figure that does not outgrow it: "a third party".
    pub(super) fn in_idiom(&self, at: usize, end: usize) -> bool {
        (at..end)
            .any(|i| self.past(i, Lexeme::Idiom).is_some_and(|past| past > end || (i == at && past == end)))
    }
}

/// A token so many before another; beyond every sentence where there is none.
pub(super) fn back(at: usize, by: usize) -> usize {
    at.checked_sub(by).unwrap_or(NOWHERE)
}

/// The place of tokens before the first: far from all others, and no sum overflows.
const NOWHERE: usize = usize::MAX / 2;
/// Words before a number that change how it is read are at most this many tokens long.
pub(super) const LONGEST_CUE: usize = 3;
