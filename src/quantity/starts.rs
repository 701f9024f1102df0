//! Where figures may start: found for all tokens of a sentence in one pass from its end, so
//! that reading tries only the places from which words of figures lead to one.

use super::reader::Reader;
use crate::rule::{Meaning, Role};
use crate::token::TokenKind;

/// What is known of a token.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// Whether words of figures lead from here to a figure.
    leads: bool,
    /// Whether a number in digits or words stands here, or "ago": what makes a figure of a
    /// unit or a period right before it.
    completes: bool,
}

impl Reader<'_, '_> {
    /// For each token, whether a figure, or what looks like one and is none, may start there.
    pub(super) fn find_starts(&self) -> Vec<bool> {
        let count = self.sentence.tokens.len();
        let mut places = vec![Place::default(); count + 1];
        let mut starts = vec![false; count];
        for at in (0..count).rev() {
            let (place, start) = self.look_at(at, &places);
            if let Some(slot) = places.get_mut(at) {
                *slot = place;
            }
            if let Some(slot) = starts.get_mut(at) {
                *slot = start;
            }
        }
        starts
    }

    fn look_at(&self, at: usize, places: &[Place]) -> (Place, bool) {
        let place = |at: usize| places.get(at).copied().unwrap_or_default();
        let next = place(at + 1);
        let (mut here, mut start) = match self.kind(at) {
            Some(TokenKind::Digits) => return (Place { leads: true, completes: true }, true),
            Some(TokenKind::Mark) if self.text(at).starts_with(char::is_numeric) => {
                return (Place { leads: true, completes: true }, true);
            }
            Some(TokenKind::Mark) => {
                (Place { leads: next.leads, completes: false }, self.kind(at + 1) == Some(TokenKind::Digits))
            }
            _ => {
                let roman = self.is_roman(at);
                (Place { leads: roman, completes: false }, roman || self.starts_code(at))
            }
        };
        for mark in self.sentence.marks.at(at) {
            let end = mark.end as usize;
            let role = match self.rules.meaning(mark.meaning) {
                Some(Meaning::Word(_, lexeme)) => {
                    here.completes |= lexeme.completes_figure();
                    lexeme.role()
                }
                Some(Meaning::Unit(..)) => Role::End,
                _ => continue,
            };
            match role {
                Role::Core => (here.leads, start) = (true, true),
                Role::End => {
                    here.leads = true;
                    start |= place(end).completes
                        || self.opens_behind(end, place(end + 1))
                        || end == self.sentence.tokens.len();
                }
                Role::Lead => {
                    here.leads |= place(end).leads;
                    start |= place(end).leads;
                }
                Role::Inside => here.leads |= place(end).leads,
            }
        }
        (here, start)
    }

    /// "$-5", «день-два», «лет через пять»: a mark, or a word in Cyrillic, between a unit and
    /// its number.
    fn opens_behind(&self, at: usize, next: Place) -> bool {
        let between = self.token(at).is_some_and(|t| t.kind == TokenKind::Mark || t.cyrillic);
        between && (next.completes || next.leads && self.kind(at) == Some(TokenKind::Mark))
    }
}
