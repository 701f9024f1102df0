//! Telephone numbers, account numbers and the like: groups of digits tied by hyphens,
//! brackets, a leading plus.

use crate::quantity::kind::Problem;
use crate::quantity::reader::Reader;
use crate::token::TokenKind;

/// A run of groups of digits.
#[derive(Default)]
struct Run {
    end: usize,
    groups: usize,
    digits: usize,
    hyphens: usize,
    /// Hyphens that follow each other, as in `123-45-67`.
    chain: usize,
    /// Whether every group has the length that grouped digits of one number have.
    thirds: bool,
}

impl Reader<'_, '_> {
    /// A telephone number that starts at a token.
    pub(super) fn telephone(&self, at: usize) -> Option<(usize, Problem)> {
        let plus = usize::from(self.is_mark(at, '+') && self.glued(at + 1));
        let bracket = usize::from(self.is_mark(at + plus, '('));
        let first = at + plus + bracket;
        let tied = plus == 0 && self.glued(at) && at > 0 && self.kind(at - 1) != Some(TokenKind::Mark);
        if self.kind(first) != Some(TokenKind::Digits) || tied {
            return None;
        }
        let run = self.digit_run(first);
        let text = self.text(first);
        let bracketed =
            bracket == 1 && run.groups >= 2 && run.digits >= 6 && run.hyphens + usize::from(plus == 1) > 0;
        let dashed = run.chain >= 2 && run.digits >= 6 && !self.is_dashed_date(first);
        let international = plus == 1 && run.groups >= 2 && run.digits >= 8 && !run.thirds;
        let trunk =
            text == "8" && run.groups >= 4 || text.starts_with('0') && text.len() >= 3 && run.groups >= 3;
        let national = trunk && run.digits >= 10 && !run.thirds;
        (bracketed || dashed || international || national).then_some((run.end, Problem::Telephone))
    }

    fn digit_run(&self, first: usize) -> Run {
        let mut run = Run {
            end: first + 1,
            groups: 1,
            digits: self.text(first).len(),
            hyphens: 0,
            chain: 0,
            thirds: true,
        };
        let mut chain = 0;
        loop {
            let mark = usize::from(
                matches!(self.text(run.end), "-" | "–" | ")" | "(" | "/")
                    && (self.glued(run.end) || self.is_mark(run.end, '(')),
            );
            let second = usize::from(mark == 1 && matches!(self.text(run.end + 1), "-" | "("));
            let next = run.end + mark + second;
            let spaced = mark == 0 && self.one_space_before(next);
            if self.kind(next) != Some(TokenKind::Digits) || !(mark == 1 || spaced) {
                return run;
            }
            let hyphen = mark == 1 && (self.is_dash(run.end) || (second == 1 && self.is_dash(run.end + 1)));
            chain = if hyphen { chain + 1 } else { 0 };
            run.chain = run.chain.max(chain);
            run.hyphens += usize::from(hyphen);
            run.thirds &= self.text(next).len() == 3 && mark == 0;
            run.digits += self.text(next).len();
            run.groups += 1;
            run.end = next + 1;
        }
    }

    /// `2024-04-22` and `22-04-2024`.
    fn is_dashed_date(&self, at: usize) -> bool {
        let lens = [self.text(at).len(), self.text(at + 2).len(), self.text(at + 4).len()];
        let end = !(self.glued(at + 5) && self.is_dash(at + 5));
        end && matches!(lens, [4, 2, 2] | [1 | 2, 1 | 2, 4])
    }
}
