//! Addresses: of the web, of houses.

use crate::quantity::kind::Problem;
use crate::quantity::reader::Reader;
use crate::rule::Lexeme;
use crate::token::{Case, TokenKind};

impl Reader<'_, '_> {
    /// A web or mail address: everything up to the next white space.
    pub(super) fn web_address(&self, at: usize) -> Option<(usize, Problem)> {
        let scheme = self.is_mark(at + 1, ':') && self.is_mark(at + 2, '/') && self.is_mark(at + 3, '/');
        let www =
            self.is_mark(at + 1, '.') && self.glued(at + 1) && self.text(at).eq_ignore_ascii_case("www");
        (scheme || www || self.is_mail(at)).then(|| (self.end_of_run(at), Problem::Address))
    }

    fn is_mail(&self, at: usize) -> bool {
        let starts = !self.glued(at) && self.glued(at + 1);
        starts
            && (at + 1..at + 6)
                .take_while(|i| self.glued(*i))
                .any(|i| self.is_mark(i, '@') && self.glued(i + 1))
    }

    /// «ул. Ленина, 5», «проспект Мира, д. 12»: the number behind a street and its name.
    pub(super) fn street_number(&self, at: usize) -> Option<(usize, Problem)> {
        let mut end = self.past(at, Lexeme::StreetBefore)?;
        let limit = end + LONGEST_STREET;
        let mut named = false;
        while end < limit {
            match self.kind(end)? {
                TokenKind::Word if self.token(end)?.case != Case::Lower => named = true,
                TokenKind::Word if named => return None,
                TokenKind::Mark if named && self.is_mark(end, ',') => {}
                TokenKind::Mark if self.is_mark(end, '.') || self.is_dash(end) => {}
                TokenKind::Digits if named => return Some((self.past_house(end), Problem::Address)),
                _ => return None,
            }
            end += 1;
        }
        None
    }

    /// "12 Main Street", "1600 Pennsylvania Avenue".
    pub(super) fn house_number(&self, at: usize) -> Option<(usize, Problem)> {
        let names = (at + 1..)
            .take_while(|i| {
                self.token(*i).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
            })
            .take(LONGEST_STREET);
        let last = names.last()?;
        let street = (at + 2..=last).any(|i| self.past(i, Lexeme::StreetAfter).is_some());
        (street && !self.glued(at) && self.text(at).len() < 6).then_some((at + 1, Problem::Address))
    }

    /// A house number with what is tied to it: «12а», «5/2».
    fn past_house(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.glued(end)
            && (self.kind(end) != Some(TokenKind::Mark)
                || (self.is_mark(end, '/') && self.is_glued_digits(end + 1)))
        {
            end += 1;
        }
        end
    }
}

/// Tokens between a street word and the number.
const LONGEST_STREET: usize = 5;
