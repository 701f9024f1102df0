//! Scores and ratios: "3:1", «со счётом 2–1», "won 4-2".

use crate::quantity::kind::Problem;
use crate::quantity::reader::Reader;
use crate::rule::Lexeme;
use crate::token::TokenKind;

/// How far from a word of contests a score may stand, in tokens.
const NEAR: usize = 8;

impl Reader<'_, '_> {
    /// Two numbers that only count together.
    pub(super) fn score(&self, at: usize) -> Option<(usize, Problem)> {
        let colon = self.is_mark(at + 1, ':') && self.glued(at + 1);
        let dash = self.is_dash(at + 1) && self.glued(at + 1);
        if !(colon || dash) || !self.is_glued_digits(at + 2) || self.text(at).len() > 4 {
            return None;
        }
        let goes_on = self.glued(at + 3)
            && (self.is_dash(at + 3) || matches!(self.text(at + 3), "." | "," | "/"))
            && self.is_glued_digits(at + 4);
        let clock =
            colon && self.text(at + 2).len() == 2 && self.text(at).len() <= 2 && self.clock(at).is_some();
        let scored = if colon { !clock } else { self.is_contest(at) };
        if goes_on || !scored || (self.glued(at) && at > 0 && self.kind(at - 1) != Some(TokenKind::Mark)) {
            return None;
        }
        let mut end = at + 3;
        while colon && self.is_mark(end, ':') && self.glued(end) && self.is_glued_digits(end + 1) {
            end += 2;
        }
        Some((end, Problem::Score))
    }

    /// Two small numbers near a word of contests, with nothing counted behind them.
    fn is_contest(&self, at: usize) -> bool {
        let small = self.text(at).len() <= 3 && self.text(at + 2).len() <= 3;
        let unit = self.unit_behind(at + 3, None).is_some() || self.begins(at + 3, kinds![Multiplier]);
        let cue = |i: usize| self.past(i, Lexeme::ScoreCue).is_some();
        small && !unit && (at.saturating_sub(NEAR)..at).chain(at + 3..at + NEAR).any(cue)
    }
}
