//! Places in a list told by a label: "ranked # 13", "at number 3". They rank like ordinals.

use super::context::Context;
use crate::quantity::Problem;
use crate::token::{Case, Span, TokenKind};
use crate::value::Decimal;

/// Tokens of a label with its number: "no", ".", "13".
const TOKENS: usize = 3;

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Where it stands, in tokens.
    pub tokens: (usize, usize),
    /// Where it stands.
    pub span: Span,
    /// Which place.
    pub number: Decimal,
}

/// All places of a sentence. A label with a capital is a name: "Chapter 3".
pub(super) fn places(context: &Context<'_, '_>) -> Vec<Place> {
    let refused = context.read.reading.refused.iter();
    refused.filter(|r| r.problem == Problem::Label).filter_map(|r| place(context, r.span)).collect()
}

fn place(context: &Context<'_, '_>, span: Span) -> Option<Place> {
    let sentence = &context.read.sentence;
    let start = sentence.tokens.iter().position(|token| token.span.start == span.start)?;
    let behind = sentence.tokens[start..].iter().take_while(|token| token.span.end <= span.end);
    let end = start + behind.count();
    let last = end.checked_sub(1)?;
    let name = sentence.tokens[start].kind == TokenKind::Word && sentence.tokens[start].case != Case::Lower;
    let number = (sentence.tokens[last].kind == TokenKind::Digits && last > start)
        .then(|| sentence.token_text(last).parse().ok())??;
    (!name && end - start <= TOKENS).then_some(Place { tokens: (start, end), span, number })
}
