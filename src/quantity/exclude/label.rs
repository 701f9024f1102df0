//! Numbers that are names: "No. 3", "page 12–15", "Section 4.2"; list items and footnotes.

use crate::morphology::PartOfSpeech;
use crate::quantity::kind::Problem;
use crate::quantity::reader::Reader;
use crate::rule::Lexeme;
use crate::token::{Case, TokenKind};

/// What marks are given out of, and pages and sections are not.
const MARKS: &str = "100";

impl Reader<'_, '_> {
    /// A label, the number behind it and what is tied to that.
    pub(super) fn labelled(&self, at: usize) -> Option<(usize, Problem)> {
        let (label, past) = self.lexeme(at, kinds![Label, WeakLabel], |l| {
            matches!(l, Lexeme::Label | Lexeme::WeakLabel).then_some(l)
        })?;
        let start = past + usize::from(self.is_mark(past, '.') || self.is_mark(past, ':'));
        let start = start + usize::from(self.is_mark(start, '#') || self.is_mark(start, '№'));
        // "the version scored 80/100" gives marks.
        let marks = self.is_mark(start + 1, '/') && self.glued(start + 1) && self.text(start + 2) == MARKS;
        if self.kind(start) != Some(TokenKind::Digits) || marks {
            return None;
        }
        let end = self.past_label_numbers(start);
        let counts = match label {
            Lexeme::WeakLabel => {
                let small_letters = self.token(at).is_some_and(|t| t.case == Case::Lower);
                self.counts_something(end)
                    || self.text(start).len() > 4
                    || (small_letters && self.is_plural_word(end))
            }
            _ => {
                past == at + 1 && self.is_verb(at) && (self.counts_something(end) || self.is_plural_word(end))
            }
        };
        (!counts).then_some((end, Problem::Label))
    }

    /// A word in small letters that may be a verb: "number 50 units" is odd, "page 5" is not.
    fn is_verb(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.case == Case::Lower)
            && self.word(at).is_some_and(|w| w.may_be(PartOfSpeech::Verb))
    }

    /// Whether a unit or a magnitude stands behind a number.
    fn counts_something(&self, end: usize) -> bool {
        let multiplier = self.begins(end, kinds![Multiplier]);
        multiplier || self.unit_behind(end, None).is_some()
    }

    /// Whether a plural noun stands at a place, or behind the word there.
    fn is_plural_word(&self, end: usize) -> bool {
        let plural = |i: usize| {
            self.kind(i) == Some(TokenKind::Word)
                && self.word(i).is_some_and(|w| w.plural_noun && !w.singular_noun)
        };
        plural(end) || (plural(end + 1) && self.word(end).is_some_and(|w| w.may_be(PartOfSpeech::Adjective)))
    }

    /// "12", "12–15", "4.2", "5, 6 and 7": all numbers that the label names.
    fn past_label_numbers(&self, at: usize) -> usize {
        let mut end = self.past_tied(at);
        loop {
            let and = self.past(end, Lexeme::And).or_else(|| self.is_mark(end, ',').then_some(end + 1));
            let spaced_dash = (self.is_dash(end) && !self.glued(end)).then_some(end + 1);
            let Some(next) = and.or(spaced_dash).filter(|next| self.kind(*next) == Some(TokenKind::Digits))
            else {
                return end;
            };
            // "page 5, 20 people": what is counted is no page.
            let past = self.past_tied(next);
            let counted = self.kind(past) == Some(TokenKind::Word) && self.past(past, Lexeme::And).is_none();
            if counted || self.unit_behind(past, None).is_some() || self.date(next).is_some() {
                return end;
            }
            end = past;
        }
    }

    fn past_tied(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.glued(end) && (self.kind(end) != Some(TokenKind::Mark) || self.ties(end)) {
            end += 1;
        }
        // "Article 5(2)"
        let bracketed =
            self.is_mark(end, '(') && self.glued(end) && self.glued(end + 1) && self.is_mark(end + 2, ')');
        if bracketed { end + 3 } else { end }
    }

    /// "1. First of all", "2) cautions": the number of a list item.
    pub(super) fn list_number(&self, at: usize) -> Option<(usize, Problem)> {
        let short = self.text(at).len() <= 2 && !self.glued(at);
        let closed = self.is_mark(at + 1, ')') && !self.in_brackets(at);
        let dotted = at == 0
            && self.is_mark(at + 1, '.')
            && self.glued(at + 1)
            && !self.glued(at + 2)
            && self.kind(at + 2) == Some(TokenKind::Word);
        (short && (closed || dotted)).then_some((at + 2, Problem::ListNumber))
    }

    /// Whether a bracket is open at a token.
    fn in_brackets(&self, at: usize) -> bool {
        let mut open = 0usize;
        for i in 0..at {
            if self.is_mark(i, '(') {
                open += 1;
            } else if self.is_mark(i, ')') {
                open = open.saturating_sub(1);
            }
        }
        open > 0
    }

    /// "[12]": a footnote.
    pub(super) fn footnote(&self, at: usize) -> Option<(usize, Problem)> {
        let shape = self.is_mark(at, '[')
            && self.kind(at + 1) == Some(TokenKind::Digits)
            && self.text(at + 1).len() <= 3;
        if !shape {
            return None;
        }
        let mut end = at + 2;
        while matches!(self.text(end), "," | "–" | "-") && self.kind(end + 1) == Some(TokenKind::Digits) {
            end += 2;
        }
        self.is_mark(end, ']').then_some((end + 1, Problem::ListNumber))
    }
}
