//! Whom a sentence quotes, and which of its figures are theirs: "Police put the crowd at 20,000,
//! while organisers said 100,000".

use super::context::Context;
use super::model::{ScopeEntry, ScopeText, ScopeValue};
use super::speaker::Speakers;
use crate::quantity::{Kind, Quantity};
use crate::rule::{Id, Lexeme, Meaning, Reach};
use crate::token::Span;

/// Somebody whom a sentence quotes.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    who: ScopeText,
    /// The words that name them.
    span: Span,
    /// The tokens of their name and of the words that quote.
    pub(super) tokens: (usize, usize),
    /// Whether only what stands behind is theirs.
    forward: bool,
}

/// The voice of a figure, by its dimension.
pub(super) fn of_figure(context: &Context<'_, '_>, figure: usize) -> Option<(Id, ScopeEntry)> {
    let dimension = context.rules.voice()?;
    let entry = |voice: &Voice, reach: Reach| {
        (dimension, ScopeEntry { value: ScopeValue::Text(voice.who.clone()), span: Some(voice.span), reach })
    };
    if context.voices().is_empty() {
        return super::direct::voice(context, figure).map(|voice| entry(&voice, Reach::Paragraph));
    }
    speaking(context, figure).map(|voice| entry(voice, Reach::Sentence))
}

/// Whom a sentence quotes, in order.
pub(super) fn voices(context: &Context<'_, '_>) -> Vec<Voice> {
    let speakers = Speakers { context };
    let mut out: Vec<Voice> = Vec::new();
    for (meaning, words) in context.meanings() {
        let Meaning::Word(_, lexeme @ (Lexeme::Attribution | Lexeme::Speech | Lexeme::WeakSpeech)) = meaning
        else {
            continue;
        };
        let floor = out.last().map_or(0, |voice| voice.tokens.1);
        if words.0 < floor {
            continue;
        }
        let found = match lexeme {
            Lexeme::Attribution => speakers.led_by(words),
            _ => speakers.of_verb(words, floor),
        };
        let Some(speaker) = found.filter(|s| *lexeme != Lexeme::WeakSpeech || speakers.is_known(s.tokens))
        else {
            continue;
        };
        let who = speakers.text(&speaker);
        if who.shown.chars().nth(1).is_none() {
            continue;
        }
        let tokens = (words.0.min(speaker.tokens.0), words.1.max(speaker.tokens.1));
        let before_verb = speaker.tokens.1 <= words.0;
        out.push(Voice {
            who,
            span: context.read.sentence.span_of(speaker.tokens.0, speaker.tokens.1),
            tokens,
            forward: before_verb && is_forward(context, tokens),
        });
    }
    out
}

/// Whether a verb behind its subject speaks of what follows it: "organisers said 100,000 came",
/// but not ", police said on Tuesday,".
fn is_forward(context: &Context<'_, '_>, (start, end): (usize, usize)) -> bool {
    let text = |at: usize| context.read.sentence.token_text(at);
    let length = context.read.sentence.tokens.len();
    let closed = matches!(text(end), "," | "." | ";")
        && !context.read.sentence.has_lexeme(end + 1, context.rules, Lexeme::Clause);
    let behind_comma = start > 0 && text(start - 1) == "," && holds_figures(context, (0, start));
    !closed && !behind_comma && holds_figures(context, (end, length))
}

/// Whether figures that may be somebody's stand between two tokens.
fn holds_figures(context: &Context<'_, '_>, (from, to): (usize, usize)) -> bool {
    let told = |q: &Quantity| !q.listed && !matches!(q.kind, Kind::Date | Kind::Time);
    context.read.reading.quantities.iter().any(|q| from <= q.core.0 && q.core.1 <= to && told(q))
}

/// The voice that speaks of a figure: that of its clause where each clause has its own, or else
/// that of the sentence.
fn speaking<'c>(context: &'c Context<'_, '_>, figure: usize) -> Option<&'c Voice> {
    let voices = context.voices();
    // Words beside a number may be read as its bound: "officials say 12".
    let tokens = context.read.reading.quantities.get(figure)?.core;
    if voices.iter().any(|voice| voice.tokens.0 < tokens.1 && tokens.0 < voice.tokens.1) {
        return None;
    }
    let right = voices.iter().position(|voice| voice.tokens.0 >= tokens.1).unwrap_or(voices.len());
    let left = right.checked_sub(1).and_then(|left| voices.get(left));
    let ends = |at: usize| voices.get(at).map_or(context.read.sentence.tokens.len(), |v| v.tokens.0);
    match (left, voices.get(right)) {
        (left, Some(right)) if right.forward => left,
        (None, right) => right,
        (left, None) => left,
        (Some(left), Some(voice)) => {
            // Each voice says something: one that has nothing on its other side says this.
            let begins = right.checked_sub(2).and_then(|at| voices.get(at)).map_or(0, |v| v.tokens.1);
            let left_wants = left.forward || !holds_figures(context, (begins, left.tokens.0));
            let right_wants = !holds_figures(context, (voice.tokens.1, ends(right + 1)));
            let near = |voice: &Voice| context.distance(figure, voice.tokens);
            let is_left = if left_wants == right_wants { near(left) <= near(voice) } else { left_wants };
            Some(if is_left { left } else { voice })
        }
    }
}
