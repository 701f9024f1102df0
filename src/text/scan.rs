//! Looks for what tells that figures may stand in a stretch of text: digits, and words and marks of
//! figures. Text without them is never cut into tokens.

use super::sentence::{Sentence, Sentences};
use super::words::{WordId, Words, intern_token};
use crate::rule::{Element, Telling, Tells};
use crate::token::{
    Span, TokenKind, ends_latin, ends_russian, is_cyrillic, is_letter, latin_end, next_token, russian_end,
};

/// A letter has at most so many bytes.
const LETTER: usize = 2;
/// So many characters between spaces may be a quotation mark that stands alone as a unit.
const ALONE: usize = 3;

/// The sentences of a block in which figures may stand, with their marks. All others are passed
/// over, and behind the last thing that tells of figures not even the ends of sentences are looked for.
#[must_use]
pub fn telling_sentences<'t>(text: &'t str, block: Span, words: &mut Words<'_>) -> Vec<Sentence<'t>> {
    let mut out = Vec::new();
    let rules = words.rules();
    let mut read = |span: Span, words: &mut Words<'_>| {
        let sentence = Sentence::read(text, span, words);
        if sentence.holds_words_of_figures(rules) {
            out.push(sentence);
        } else {
            words.take_back(sentence);
        }
    };
    let mut sentences = Sentences::of(text, block, rules);
    if block.len() > rules.limits.sentence_bytes {
        // What is cut for its length alone may be cut within a word.
        for span in sentences {
            if words.telling(text, span).is_some() {
                read(span, words);
            }
        }
        return out;
    }
    let mut from = block.start;
    while let Some(at) = words.telling(text, Span::new(from, block.end))
        && let Some(span) = sentences.find(|span| at < span.end)
    {
        read(span, words);
        from = span.end;
    }
    out
}

/// What a byte opens, to one who looks for figures.
#[derive(Clone, Copy)]
enum Opens {
    /// Nothing.
    Space,
    Digits,
    /// A word of Latin letters.
    Latin,
    /// One that may be a Roman numeral.
    Roman,
    /// A mark of ASCII.
    Mark,
    /// A Cyrillic letter.
    Cyrillic,
    /// A character that has to be looked at.
    Other,
}

/// What each byte opens.
static OPENS: [Opens; 256] = {
    let mut opens = [Opens::Other; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        opens[byte as usize] = match byte {
            b' ' | b'\t'..=b'\r' => Opens::Space,
            b'0'..=b'9' => Opens::Digits,
            b'I' | b'V' | b'X' => Opens::Roman,
            b'A'..=b'Z' | b'a'..=b'z' => Opens::Latin,
            _ => Opens::Mark,
        };
        byte += 1;
    }
    opens[0xd0] = Opens::Cyrillic;
    opens[0xd1] = Opens::Cyrillic;
    opens
};

impl Words<'_> {
    /// Where the first thing stands that tells of figures in a stretch of text; none where no
    /// figure can be read there.
    #[must_use]
    pub fn telling(&mut self, text: &str, span: Span) -> Option<usize> {
        let (telling, sieve) = (self.rules().telling(), self.rules().sieve());
        let bytes = text.as_bytes().get(..span.end)?;
        let mut at = span.start;
        while let Some(mut first) = bytes.get(at) {
            // One space stands before most words.
            if *first == b' ' {
                at += 1;
                let Some(next) = bytes.get(at) else { break };
                first = next;
            }
            let opens = OPENS.get(usize::from(*first)).copied().unwrap_or(Opens::Other);
            let (start, end) = (
                at,
                match opens {
                    Opens::Space | Opens::Mark => at + 1,
                    Opens::Digits => return Some(at),
                    Opens::Latin | Opens::Roman => latin_end(bytes, at),
                    Opens::Cyrillic => russian_end(bytes, at),
                    Opens::Other => at,
                },
            );
            at = end;
            let word = Span::new(start, end);
            let tells = match opens {
                Opens::Space => false,
                Opens::Mark => telling.has_ascii_mark(*first) && mark_tells(text, word, telling),
                Opens::Latin | Opens::Roman if ends_latin(bytes, end) => {
                    sieve.may_be_latin(bytes, start, end) && self.word_tells(text, span, word, false)
                        || matches!(opens, Opens::Roman) && may_be_roman(text, word)
                }
                Opens::Cyrillic if start < end && ends_russian(bytes, end) => {
                    sieve.may_be_russian(bytes.get(start..end)?) && self.word_tells(text, span, word, true)
                        || opens_roman(bytes, start) && may_be_roman(text, word)
                }
                _ => {
                    let token = next_token(text, start, span.end)?;
                    at = token.span.end;
                    let tells = match token.kind {
                        TokenKind::Digits => true,
                        TokenKind::Mark => mark_tells(text, token.span, telling),
                        TokenKind::Word => {
                            may_be_roman(text, token.span)
                                || self.word_tells(text, span, token.span, token.cyrillic)
                        }
                    };
                    if tells {
                        return Some(token.span.start);
                    }
                    false
                }
            };
            if tells {
                return Some(start);
            }
        }
        None
    }

    /// Whether a word of a stretch of text tells of figures.
    fn word_tells(&mut self, text: &str, span: Span, word: Span, cyrillic: bool) -> bool {
        let known = self.meet(text, word, cyrillic);
        if known.silent {
            return false;
        }
        let id = known.word;
        if self.brief(id).tells == Tells::Nothing {
            return self.brief(id).cut.is_some();
        }
        let Some(token) = next_token(text, word.start, word.end) else { return false };
        match self.tells(id, &token, text) {
            Tells::Nothing => false,
            Tells::Beside => {
                self.is_led(text, Span::new(span.start, word.start)) || self.may_go_on(text, span, word, id)
            }
            Tells::Alone => true,
        }
    }

    /// Whether words that lead to figures may stand right before a unit or a period, with nothing
    /// between but other words of figures.
    fn is_led(&mut self, text: &str, before: Span) -> bool {
        let telling = self.rules().telling();
        // The word behind, and how many words more may belong to a phrase that ends there.
        let (mut end, mut inside) = (before.end, 1);
        let mut behind: Option<WordId> = None;
        loop {
            let content = Span::new(before.start, end).of(text).trim_end();
            let Some(last) = content.chars().next_back() else { return false };
            if !is_letter(last) {
                let mark = Element::Mark(last);
                let plain = last.is_ascii() && !last.is_ascii_digit() && !telling.ends_phrases(mark);
                return !plain || inside > 0 && telling.is_phrase(mark);
            }
            let cyrillic = is_cyrillic(last);
            let others = content.trim_end_matches(|c| is_letter(c) && is_cyrillic(c) == cyrillic);
            // Whatever else may belong to a word is not looked into.
            if others.ends_with(|c: char| !c.is_ascii() && !c.is_whitespace()) {
                return true;
            }
            let word = Span::new(before.start + others.len(), before.start + content.len());
            let id = self.intern(text, word, cyrillic);
            let brief = self.brief(id);
            let pair = behind.and_then(|behind| self.pair(id, behind));
            // "V век": a letter alone is a numeral right before what tells of figures.
            let numeral = behind.is_none() && word.len() <= LETTER && word.of(text).chars().all(is_roman);
            if brief.leads && inside > 0 || pair == Some(true) || numeral {
                return true;
            }
            inside = match pair {
                Some(_) => telling.longest(),
                None if brief.is_phrase && inside > 0 => 1,
                None => inside.saturating_sub(1),
            };
            behind = Some(id).filter(|_| brief.ends_phrases);
            if inside == 0 && behind.is_none() {
                return false;
            }
            end = word.start;
        }
    }

    /// Whether what stands behind a unit or a period may make a figure of it: nothing, more words of
    /// it, or a mark and words of figures. Numbers tell of themselves.
    fn may_go_on(&mut self, text: &str, span: Span, word: Span, id: WordId) -> bool {
        let Some(next) = next_token(text, word.end, span.end) else { return true };
        let next_id = intern_token(self, &next, text);
        if self.goes_on(id, &next, next_id, text) {
            return true;
        }
        if next.kind != TokenKind::Mark {
            return false;
        }
        let Some(behind) = next_token(text, next.span.end, span.end) else { return false };
        match intern_token(self, &behind, text).filter(|_| behind.kind == TokenKind::Word) {
            Some(behind) => self.brief(behind).begins_phrases,
            None => true,
        }
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

/// Letters of Roman numerals, Cyrillic ones of the same look among them.
fn is_roman(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х')
}

/// Whether the Russian letter at a byte looks like one of a Roman numeral: «Х».
#[inline]
fn opens_roman(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..), Some([0xd0, 0xa5, ..]))
}

/// Whether a word may be read as a Roman numeral: of two letters or more, or of one beside a dash,
/// as in a span. One letter alone counts only before words that tell themselves.
fn may_be_roman(text: &str, word: Span) -> bool {
    let content = word.of(text);
    if !content.starts_with(is_roman) || !content.chars().all(is_roman) {
        return false;
    }
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‑' | '‐');
    content.chars().nth(1).is_some()
        || text[word.end..].trim_start().starts_with(dash)
        || text[..word.start].trim_end().ends_with(dash)
}
