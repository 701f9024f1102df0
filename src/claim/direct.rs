//! Direct speech of several sentences: "We lost 30 people. Another 40 are missing," said the
//! mayor. "We need help for 500 families."

use super::context::Context;
use super::read::ReadSentence;
use super::voice::{Voice, voices};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// A speech of more sentences on one side of a figure is nobody's any more.
const MOST: usize = 8;
/// Tokens between quotation marks and the words that say who speaks: a comma and a dash.
const BETWEEN: usize = 2;

/// The first bytes of «» and of “”„ in UTF-8.
const LATIN_MARKS: u8 = 0xC2;
const PUNCTUATION: u8 = 0xE2;

/// A token of a sentence.
type Place = (usize, usize);

/// Who speaks the quotation that a figure stands in, where no word of its own sentence says so:
/// somebody named right before it, right behind it, or between it and the quotation before.
pub(super) fn voice(context: &Context<'_, '_>, figure: usize) -> Option<Voice> {
    let at = (context.index, context.read.reading.quantities.get(figure)?.core.0);
    let (opened, closed) = quotation(context, at)?;
    let of = |sentence: usize| {
        let other = Context::new(sentence, context.document, context.subjects, context.words);
        other.map_or_else(Vec::new, |other| voices(&other))
    };
    let behind = || {
        let (sentence, token) = closed?;
        of(sentence).into_iter().find(|voice| {
            let begins = voice.tokens.0;
            token < begins && begins <= token + 1 + BETWEEN
        })
    };
    let before = || {
        let (sentence, token) = opened;
        of(sentence).into_iter().find(|voice| voice.tokens.1 <= token && token <= voice.tokens.1 + BETWEEN)
    };
    let between = || {
        let (sentence, _) = opened;
        let earlier = sentence.checked_sub(1).filter(|_| opened.1 == 0)?;
        let read = sentence_of(context, earlier)?;
        let past =
            (0..read.sentence.tokens.len()).rev().find(|at| is_closing(read.sentence.token_text(*at)))?;
        of(earlier).pop().filter(|voice| voice.tokens.0 > past)
    };
    behind().or_else(before).or_else(between)
}

/// A sentence of the paragraph that a figure stands in.
fn sentence_of<'c, 't>(context: &Context<'c, 't>, at: usize) -> Option<&'c ReadSentence<'t>> {
    context.document.sentences.get(at).filter(|read| read.block == context.read.block)
}

/// What stands for the words that may say whose direct speech a sentence is: a number that differs
/// where they do. None where no quotation mark is near, or no figure is in the sentence.
pub(super) fn surroundings(sentences: &[ReadSentence<'_>], index: usize) -> Option<u64> {
    let own = sentences.get(index).filter(|own| !own.reading.quantities.is_empty())?;
    let near = sentences.get(index.saturating_sub(MOST + 1)..=(index + MOST).min(sentences.len() - 1))?;
    let mut hasher = FxHasher::default();
    let mut quoted = false;
    for read in near.iter().filter(|read| read.block == own.block) {
        let text = read.sentence.span.of(read.sentence.text).as_bytes();
        quoted |= holds_marks(text);
        hasher.write(text);
    }
    quoted.then(|| hasher.finish())
}

fn holds_marks(text: &[u8]) -> bool {
    memchr::memchr3(b'"', LATIN_MARKS, PUNCTUATION, text).is_some()
}

/// Where the quotation around a token opens, and where it closes if it does.
fn quotation(context: &Context<'_, '_>, (index, figure): Place) -> Option<(Place, Option<Place>)> {
    let before = (index.saturating_sub(MOST + 1)..index).rev();
    let first = before.take_while(|at| sentence_of(context, *at).is_some()).last().unwrap_or(index);
    if index - first > MOST || !may_be_quoted(context, first, figure) {
        return None;
    }
    let mut opened: Option<(&str, Place)> = None;
    for sentence in first..=index + MOST {
        let Some(read) = sentence_of(context, sentence) else { break };
        for token in 0..read.sentence.tokens.len() {
            let text = read.sentence.token_text(token);
            let at = (sentence, token);
            opened = match opened {
                Some((mark, from)) if closes(mark, text) => {
                    if from < (index, figure) && (index, figure) < at {
                        return Some((from, Some(at)));
                    }
                    None
                }
                None if is_opening(text) => Some((text, at)),
                known => known,
            };
            if opened.is_none() && at >= (index, figure) {
                return None;
            }
        }
    }
    opened.filter(|(_, from)| *from < (index, figure)).map(|(_, from)| (from, None))
}

/// Whether some quotation mark may stand between a sentence and a token of the figure's own, told
/// by bytes that quotation marks begin with: most figures stand in no quotation.
fn may_be_quoted(context: &Context<'_, '_>, first: usize, figure: usize) -> bool {
    let own = &context.read.sentence;
    let from = context.document.sentences.get(first).map_or(own.span.start, |read| read.sentence.span.start);
    let to = own.span_of(figure, figure).start;
    let text = own.text.as_bytes().get(from..to).unwrap_or(&[]);
    holds_marks(text)
}

fn is_opening(text: &str) -> bool {
    matches!(text, "\"" | "“" | "«" | "„")
}

fn is_closing(text: &str) -> bool {
    matches!(text, "\"" | "”" | "»" | "“")
}

fn closes(opening: &str, text: &str) -> bool {
    matches!((opening, text), ("\"", "\"") | ("“", "”") | ("«", "»") | ("„", "“" | "”"))
}
