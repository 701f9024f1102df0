//! Scores of a sentence: two numbers that only count together, "won 4-1", «6:2».

use super::context::Context;
use crate::token::TokenKind;

/// Digits that one side of a score has at most.
const DIGITS: usize = 3;
/// Tokens of a score.
const TOKENS: usize = 3;

/// A score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Score {
    /// Where it stands, in tokens.
    pub tokens: (usize, usize),
    sides: (String, String),
}

impl Score {
    /// The two numbers with one mark between them, whichever was written.
    pub(super) fn text(&self) -> String {
        format!("{}-{}", self.sides.0, self.sides.1)
    }

    /// Whether some tokens lie in it.
    pub(super) fn covers(&self, tokens: (usize, usize)) -> bool {
        self.tokens.0 <= tokens.0 && tokens.1 <= self.tokens.1
    }
}

/// All scores of a sentence: short numbers joined by a dash that are no range and no date.
pub(super) fn scores(context: &Context<'_, '_>) -> Vec<Score> {
    let mut out = Vec::new();
    let mut at = 0;
    while at + TOKENS <= context.read.sentence.tokens.len() {
        match score(context, at) {
            Some(score) => {
                at = score.tokens.1;
                out.push(score);
            }
            None => at += 1,
        }
    }
    out
}

fn score(context: &Context<'_, '_>, at: usize) -> Option<Score> {
    let sentence = &context.read.sentence;
    let end = at + TOKENS;
    let side = |at: usize| {
        let token = sentence.tokens.get(at).filter(|t| t.kind == TokenKind::Digits)?;
        (token.span.len() <= DIGITS).then(|| sentence.token_text(at).to_owned())
    };
    let joint = |at: usize| matches!(sentence.token_text(at), "-" | "–");
    let joins = |at: usize| joint(at) || matches!(sentence.token_text(at), "/" | "%" | ".");
    let sides = (side(at)?, side(at + 2)?);
    let whole = joint(at + 1) && sentence.glued(at + 1) && sentence.glued(at + 2);
    // "2020-05-01", "1-2-3", "5-10%": a part of something longer.
    let before = at > 0 && sentence.glued(at) && joins(at - 1);
    let behind = sentence.glued(end) && joins(end) && sentence.token_text(end) != ".";
    let longer = before || behind;
    let quantities = &context.read.reading.quantities;
    let one_figure = quantities.iter().any(|q| q.core.0 <= at && end <= q.core.1);
    (whole && !longer && !one_figure).then_some(Score { tokens: (at, end), sides })
}
