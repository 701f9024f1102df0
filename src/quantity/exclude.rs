//! What looks like a number and is no quantity: codes, addresses, telephone numbers,
//! versions, names with numbers, numbers behind a label such as "page".

use super::reader::Reader;
use crate::rule::Lexeme;
use crate::token::{Case, TokenKind};

impl Reader<'_, '_> {
    /// Where the thing that starts at a token and is no quantity ends.
    pub(super) fn excluded(&self, at: usize) -> Option<usize> {
        if let Some(((), end)) = self.lexeme(at, |l| matches!(l, Lexeme::Idiom | Lexeme::Exclude).then_some(())) {
            return Some(end);
        }
        if let Some(((), end)) = self.lexeme(at, |l| (l == Lexeme::Label).then_some(())) {
            return self.labelled(end);
        }
        self.address(at).or_else(|| self.code(at)).or_else(|| self.telephone(at))
    }

    /// "No. 3", "page 12–15", "Section 4.2": the number and what is tied to it.
    fn labelled(&self, at: usize) -> Option<usize> {
        let mut end = if self.is_mark(at, '.') { at + 1 } else { at };
        if self.kind(end) != Some(TokenKind::Digits) {
            return None;
        }
        while matches!(self.kind(end), Some(TokenKind::Digits)) || (self.glued(end) && self.ties(end)) {
            end += 1;
        }
        Some(end)
    }

    fn ties(&self, at: usize) -> bool {
        let mark = matches!(self.text(at), "." | "-" | "–" | "/" | ":" | ",");
        mark && self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Digits)
    }

    /// A web or mail address: everything up to the next white space.
    fn address(&self, at: usize) -> Option<usize> {
        let scheme = self.kind(at) == Some(TokenKind::Word) && self.is_mark(at + 1, ':') && self.is_mark(at + 2, '/') && self.is_mark(at + 3, '/');
        let www = self.text(at).eq_ignore_ascii_case("www") && self.is_mark(at + 1, '.') && self.glued(at + 1);
        if !(scheme || www) {
            return None;
        }
        let mut end = at + 1;
        while self.glued(end) {
            end += 1;
        }
        Some(end)
    }

    /// Digits tied to letters before them: "B2B", "COVID-19", «МТЗ-82», "v1.2.3".
    fn code(&self, at: usize) -> Option<usize> {
        if self.kind(at) != Some(TokenKind::Word) || self.unit_mark(at, |unit| unit.before).is_some() {
            return None;
        }
        let dash = usize::from(self.is_dash(at + 1) && self.glued(at + 1));
        let digits = at + 1 + dash;
        if self.kind(digits) != Some(TokenKind::Digits) || !self.glued(digits) {
            return None;
        }
        let word = self.token(at)?;
        if dash == 1 && word.case == Case::Lower {
            // "mid-1972", "ближе к концу-2023": the number may still be a figure.
            return None;
        }
        let mut end = digits + 1;
        while self.glued(end) && (self.kind(end) != Some(TokenKind::Mark) || self.ties(end)) {
            end += 1;
        }
        Some(end)
    }

    /// A run of groups of digits tied by hyphens, brackets or a leading plus.
    fn telephone(&self, at: usize) -> Option<usize> {
        let plus = usize::from(self.is_mark(at, '+') && self.glued(at + 1));
        let bracket = usize::from(self.is_mark(at + plus, '('));
        let first = at + plus + bracket;
        if self.kind(first) != Some(TokenKind::Digits) || (plus == 0 && self.glued(at) && at > 0 && self.kind(at - 1) != Some(TokenKind::Mark)) {
            return None;
        }
        let (mut end, mut groups, mut digits, mut hyphens) = (first + 1, 1, self.text(first).len(), 0);
        loop {
            let mark = usize::from(matches!(self.text(end), "-" | "–" | ")" | "(") && (self.glued(end) || self.is_mark(end, '(')));
            let second = usize::from(mark == 1 && matches!(self.text(end + 1), "-" | "("));
            let next = end + mark + second;
            if self.kind(next) != Some(TokenKind::Digits) || (mark == 0 && plus == 0) {
                break;
            }
            hyphens += usize::from(self.is_dash(end) || self.is_dash(end + 1));
            digits += self.text(next).len();
            groups += 1;
            end = next + 1;
        }
        let bracketed = bracket == 1 && groups >= 2 && digits >= 6;
        let dashed = groups >= 3 && hyphens >= 2 && digits >= 6 && !self.is_iso_date(first);
        let international = plus == 1 && groups >= 2 && digits >= 8;
        (bracketed || dashed || international).then_some(end)
    }

    fn is_iso_date(&self, at: usize) -> bool {
        self.text(at).len() == 4 && self.text(at + 2).len() == 2 && self.text(at + 4).len() == 2
    }
}
