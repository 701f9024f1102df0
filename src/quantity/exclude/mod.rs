//! What looks like a number and is no quantity: codes, addresses, telephone numbers,
//! versions, scores, list numbers, numbers behind a label such as "page".

mod address;
mod code;
mod label;
mod score;
mod telephone;

use super::kind::Problem;
use super::reader::Reader;
use crate::rule::Lexeme;
use crate::token::TokenKind;

impl Reader<'_, '_> {
    /// Where the thing that starts at a token and is no quantity ends, and what it is.
    pub(super) fn excluded(&self, at: usize) -> Option<(usize, Problem)> {
        let found = match self.kind(at)? {
            TokenKind::Word => self.excluded_word(at),
            TokenKind::Digits => self.telephone(at).or_else(|| self.excluded_digits(at)),
            TokenKind::Mark => self.telephone(at).or_else(|| self.footnote(at)).or_else(|| self.labelled(at)),
        };
        found.map(|(end, problem)| (end.max(at + 1), problem))
    }

    fn excluded_word(&self, at: usize) -> Option<(usize, Problem)> {
        if let Some(end) = self.past(at, Lexeme::Exclude) {
            return Some((end, Problem::Label));
        }
        self.web_address(at)
            .or_else(|| self.street_number(at))
            .or_else(|| self.labelled(at))
            .or_else(|| self.code(at))
    }

    fn excluded_digits(&self, at: usize) -> Option<(usize, Problem)> {
        self.list_number(at)
            .or_else(|| self.score(at))
            .or_else(|| self.broken(at))
            .or_else(|| self.house_number(at))
    }

    /// A run of tokens without white space between them, up to its end.
    fn end_of_run(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.glued(end) {
            end += 1;
        }
        end
    }
}
