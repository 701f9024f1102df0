//! Walks a sentence from left to right and takes each figure at its longest.

use super::kind::{Problem, Quantity, Refused};
use crate::rule::{Lexeme, Ruleset};
use crate::text::{Sentence, Word, Words};
use crate::token::{Span, Token, TokenKind};
use crate::value::CalendarDate;

/// How the document writes numbers and what its dates relate to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    /// The decimal separator of the language.
    pub decimal: char,
    /// Separators of digit groups.
    pub groups: Vec<char>,
    /// A separator that this document uses for decimals although its language does not.
    pub foreign_decimal: Option<char>,
    /// Whether 5/4 is the fifth of April.
    pub day_first: bool,
    /// The document's date, for relative dates.
    pub date: Option<CalendarDate>,
}

impl Conventions {
    /// The conventions of a language, without a date.
    #[must_use]
    pub fn of(rules: &Ruleset, lang: u8) -> Self {
        let language = rules.languages.get(usize::from(lang));
        Self {
            decimal: language.map_or('.', |l| l.decimal),
            groups: language.map_or_else(Vec::new, |l| l.groups.clone()),
            foreign_decimal: None,
            day_first: language.is_some_and(|l| l.decimal == ','),
            date: None,
        }
    }
}

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
}

/// Reads all figures of a sentence.
#[must_use]
pub fn read<'a>(sentence: &'a Sentence<'_>, words: &'a Words<'a>, conventions: &'a Conventions) -> Reading {
    let reader = Reader { sentence, words, rules: words.rules(), conventions };
    let mut reading = Reading::default();
    let mut at = 0;
    while at < sentence.tokens.len() {
        at = reader.step(at, &mut reading);
    }
    super::bound::join_opposite(&reader, &mut reading.quantities);
    reading
}

impl<'t> Reader<'_, 't> {
    /// Reads what starts at a token; gives where to go on.
    fn step(&self, at: usize, reading: &mut Reading) -> usize {
        if let Some(end) = self.excluded(at) {
            if self.kind(at) == Some(TokenKind::Digits) || self.kind(end.saturating_sub(1)) == Some(TokenKind::Digits) {
                reading.refused.push(Refused { span: self.span(at, end), problem: Problem::Identifier });
            }
            return end.max(at + 1);
        }
        if let Some(date) = self.date(at) {
            let end = date.tokens.1;
            reading.quantities.push(date);
            return end;
        }
        if let Some(quantity) = self.ordinal(at).or_else(|| self.quantity(at)) {
            let end = quantity.tokens.1;
            if quantity.problem == Some(Problem::TooLarge) {
                reading.refused.push(Refused { span: quantity.span, problem: Problem::TooLarge });
            } else {
                reading.quantities.push(quantity);
            }
            return end.max(at + 1);
        }
        self.lexeme(at, |lexeme| (lexeme == Lexeme::Idiom).then_some(())).map_or(at + 1, |(_, end)| end)
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

    /// The longest lexeme at a token that `pick` wants.
    pub(super) fn lexeme<T>(&self, at: usize, pick: impl Fn(Lexeme) -> Option<T>) -> Option<(T, usize)> {
        self.sentence.lexeme(at, self.rules, pick)
    }

    /// Where a lexeme at a token ends.
    pub(super) fn past(&self, at: usize, wanted: Lexeme) -> Option<usize> {
        self.lexeme(at, |lexeme| (lexeme == wanted).then_some(())).map(|(_, end)| end)
    }
}
