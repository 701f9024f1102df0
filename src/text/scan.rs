//! Looks for what tells that figures may stand in a stretch of text: digits, and words and marks of
//! figures. Text without them is never cut into tokens.

use super::sentence::{MAX_SENTENCE, Sentence, sentence_spans};
use super::word::Words;
use crate::rule::Telling;
use crate::token::{Span, TokenKind, next_token};

/// So many characters between spaces may be a quotation mark that stands alone as a unit.
const ALONE: usize = 3;

/// The sentences of a block in which figures may stand, with their marks. All others are passed
/// over, and where a block tells of none, not even the ends of its sentences are looked for.
#[must_use]
pub fn telling_sentences<'t>(text: &'t str, block: Span, words: &mut Words<'_>) -> Vec<Sentence<'t>> {
    let mut out = Vec::new();
    // What is cut for its length alone may be cut within a word.
    let whole = block.len() <= MAX_SENTENCE;
    let first = match words.telling(text, block) {
        Some(first) => first,
        None if whole => return out,
        None => block.start,
    };
    for span in sentence_spans(text, block, words.rules()) {
        let begins = whole && span.end <= first;
        let holds = whole && span.start <= first && first < span.end;
        if begins || !holds && words.telling(text, span).is_none() {
            continue;
        }
        let sentence = Sentence::read(text, span, words);
        if sentence.holds_words_of_figures(words.rules()) {
            out.push(sentence);
        }
    }
    out
}

impl Words<'_> {
    /// Where the first thing stands that tells of figures in a stretch of text; none where no
    /// figure can be read there.
    #[must_use]
    pub fn telling(&mut self, text: &str, span: Span) -> Option<usize> {
        let (telling, sieve) = (self.rules().telling(), self.rules().sieve());
        let bytes = text.as_bytes().get(..span.end)?;
        let mut at = span.start;
        while let Some(first) = bytes.get(at) {
            match first {
                b' ' => at += 1,
                b'0'..=b'9' => return Some(at),
                _ => {
                    let token = next_token(text, at, span.end)?;
                    let word = bytes.get(token.span.start..token.span.end)?;
                    let tells = match token.kind {
                        TokenKind::Digits => true,
                        TokenKind::Mark => mark_tells(text, token.span, telling),
                        TokenKind::Word => {
                            may_be_roman(text, token.span) || {
                                let ascii = word.is_ascii();
                                let may = if ascii {
                                    sieve.may_be_latin(word)
                                } else {
                                    !token.is_plain_russian(text) || sieve.may_be_russian(word)
                                };
                                may && {
                                    let id = self.intern(token.span.of(text), token.cyrillic);
                                    self.get(id).tells_figures
                                }
                            }
                        }
                    };
                    if tells {
                        return Some(token.span.start);
                    }
                    at = token.span.end;
                }
            }
        }
        None
    }
}

/// Whether a mark tells of figures. Quotation marks are units behind numbers, which tell
/// themselves, or alone between spaces.
fn mark_tells(text: &str, mark: Span, telling: &Telling) -> bool {
    let Some(c) = mark.of(text).chars().next() else { return false };
    if matches!(c, '"' | '\'' | '”' | '’' | '″' | '′') {
        let opens = text[..mark.start].chars().next_back().is_none_or(char::is_whitespace);
        let alone = || text[mark.start..].chars().take(ALONE + 1).any(char::is_whitespace);
        let ends = || text[mark.start..].chars().nth(ALONE).is_none();
        if !(opens && (alone() || ends())) {
            return false;
        }
    }
    c.is_numeric() || telling.has_mark(c)
}

/// Whether a word may be read as a Roman numeral: of two letters or more, or of one beside a dash,
/// as in a span. One letter alone counts only before words that tell themselves.
fn may_be_roman(text: &str, word: Span) -> bool {
    let content = word.of(text);
    if !content.starts_with(['I', 'V', 'X', 'І', 'Х']) {
        return false;
    }
    let mut letters = content.chars();
    if !letters.all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х')) {
        return false;
    }
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‑' | '‐');
    content.chars().nth(1).is_some()
        || text[word.end..].trim_start().starts_with(dash)
        || text[..word.start].trim_end().ends_with(dash)
}
