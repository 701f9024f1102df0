//! Sentences: where they end, and one cut into tokens with its marks.

use super::marks::{Mark, Marks};
use super::word::Word;
use super::words::{Scratch, WordId, Words, intern_token};
use crate::rule::{Lexeme, Meaning, Role, Ruleset};
use crate::token::{Case, Span, Token, TokenKind, is_letter, next_token};
use std::ops::Range;

/// A quotation of at most so many characters is a name, whatever marks stand in it.
const SHORT_QUOTE: usize = 60;
/// Words of so many tokens are looked for before a place.
const LONGEST: usize = 3;
/// As many points as only a line of them has.
const LEADER: &str = ".....";

/// A sentence with its tokens, words and marks.
#[derive(Debug, Clone)]
pub struct Sentence<'t> {
    /// The text of the document.
    pub text: &'t str,
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The word of each token that is one.
    pub words: Vec<Option<WordId>>,
    /// What runs of its tokens mean.
    pub marks: Marks,
}

impl<'t> Sentence<'t> {
    /// Reads a stretch of text as one sentence.
    #[must_use]
    pub fn read(text: &'t str, span: Span, words: &mut Words<'_>) -> Self {
        let mut sentence = Self::cut(text, span, words);
        sentence.mark(words);
        sentence
    }

    /// Cuts a stretch of text into tokens, without what they mean together.
    #[must_use]
    pub fn cut(text: &'t str, span: Span, words: &mut Words<'_>) -> Self {
        let Scratch { mut tokens, mut ids } = words.take_scratch();
        let mut at = span.start;
        while let Some(token) = next_token(text, at, span.end) {
            at = token.span.end;
            push_words(text, token, words, &mut tokens, &mut ids);
        }
        // Sentences of a whole document may lie in memory at once: each takes no more than it needs.
        let mut room = words.take_room();
        room.tokens.extend_from_slice(&tokens);
        room.ids.extend_from_slice(&ids);
        words.give_scratch(Scratch { tokens, ids });
        Self { text, span, tokens: room.tokens, words: room.ids, marks: room.marks }
    }

    /// Finds what runs of the tokens mean.
    pub fn mark(&mut self, words: &Words<'_>) {
        let room = std::mem::take(&mut self.marks);
        self.marks = room.find(self.text, &self.tokens, &self.words, words);
    }

    /// Whether figures may stand in it, by its marks.
    #[must_use]
    pub fn holds_words_of_figures(&self, rules: &Ruleset) -> bool {
        let kinds = rules.all_kinds();
        let makes =
            |meaning: u32| kinds.get(meaning as usize).is_some_and(|kinds| kinds.meets(Role::MAKES_FIGURES));
        self.tokens.iter().any(|token| self.is_numeral(token))
            || self.marks.all().iter().any(|mark| makes(mark.meaning))
    }

    /// Whether a token is digits or looks like a Roman numeral.
    fn is_numeral(&self, token: &Token) -> bool {
        match token.kind {
            TokenKind::Digits => true,
            TokenKind::Word => token.case != Case::Lower && may_be_roman(token.span.of(self.text)),
            TokenKind::Mark => token.span.of(self.text).starts_with(char::is_numeric),
        }
    }

    /// The text of a token.
    #[inline]
    #[must_use]
    pub fn token_text(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| self.text.get(token.span.start..token.span.end)).unwrap_or("")
    }

    /// The word of a token.
    #[inline]
    #[must_use]
    pub fn word<'w>(&self, at: usize, words: &'w Words<'_>) -> Option<&'w Word> {
        self.words.get(at).copied().flatten().map(|id| words.get(id))
    }

    /// The bytes from one token to another, the last one excluded.
    #[inline]
    #[must_use]
    pub fn span_of(&self, from: usize, to: usize) -> Span {
        let start = self.tokens.get(from).map_or(self.span.end, |token| token.span.start);
        let end =
            to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }

    /// Whether no white space stands between a token and the one before it.
    #[inline]
    #[must_use]
    pub fn glued(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) else { return false };
        self.tokens.get(at).is_some_and(|token| token.span.start == before.span.end)
    }

    /// The first lexeme that starts at a token and that `pick` wants, with where it ends.
    #[inline]
    #[must_use]
    pub fn lexeme<T>(
        &self,
        at: usize,
        rules: &Ruleset,
        pick: impl Fn(Lexeme) -> Option<T>,
    ) -> Option<(T, usize)> {
        let marks = self.marks.at(at).iter();
        marks.into_iter().find_map(|mark| Some((pick(lexeme_of(mark, rules)?)?, mark.end as usize)))
    }

    /// Whether a lexeme ends right before a token: "in", «в г.».
    #[must_use]
    pub fn led_by(&self, at: usize, rules: &Ruleset, wanted: Lexeme) -> bool {
        self.lexeme_before(at, rules, |lexeme| (lexeme == wanted).then_some(())).is_some()
    }

    /// What `pick` makes of a lexeme that ends right before a token, with where that begins; the
    /// longest one comes first.
    pub fn lexeme_before<T>(
        &self,
        at: usize,
        rules: &Ruleset,
        pick: impl Fn(Lexeme) -> Option<T>,
    ) -> Option<(T, usize)> {
        (at.saturating_sub(LONGEST)..at).find_map(|start| {
            let mut marks = self.marks.at(start).iter().filter(|mark| mark.end as usize == at);
            marks.find_map(|mark| Some((pick(lexeme_of(mark, rules)?)?, start)))
        })
    }

    /// Whether a lexeme starts at a token.
    #[must_use]
    pub fn has_lexeme(&self, at: usize, rules: &Ruleset, wanted: Lexeme) -> bool {
        self.lexeme(at, rules, |lexeme| (lexeme == wanted).then_some(())).is_some()
    }
}

/// The lexeme that a mark stands for.
#[inline]
fn lexeme_of(mark: &Mark, rules: &Ruleset) -> Option<Lexeme> {
    if let Meaning::Word(_, lexeme) = rules.meaning(mark.meaning)? { Some(*lexeme) } else { None }
}

/// Whether a word is made of letters that Roman numerals begin with, in Latin or Cyrillic.
fn may_be_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х'))
}

/// Adds a token and its word. Compounds of a number and a counted word are cut apart on the way:
/// «двухдневный», «полчаса», and the English "twentyfirst".
#[inline]
fn push_words(
    text: &str,
    token: Token,
    words: &mut Words<'_>,
    tokens: &mut Vec<Token>,
    ids: &mut Vec<Option<WordId>>,
) {
    let mut rest = token;
    while let Some(id) = intern_token(words, &rest, text) {
        let cut = words.brief(id).cut.map(|cut| rest.span.start + usize::from(cut));
        let Some(middle) = cut.filter(|at| *at < rest.span.end && text.is_char_boundary(*at)) else {
            tokens.push(rest);
            ids.push(Some(id));
            return;
        };
        let head = Token { span: Span::new(rest.span.start, middle), ..rest };
        ids.push(intern_token(words, &head, text));
        tokens.push(head);
        rest = Token { span: Span::new(middle, rest.span.end), case: Case::Lower, ..rest };
    }
    tokens.push(rest);
    ids.push(None);
}

/// The next mark that may end a sentence: where it stands, and what follows.
fn next_stop(content: &str, from: usize, ellipses: bool) -> Option<(usize, usize)> {
    let rest = content.get(from..)?;
    if !ellipses {
        let at = from + memchr::memchr3(b'.', b'!', b'?', rest.as_bytes())?;
        return Some((at, at + 1));
    }
    let (at, mark) = rest.char_indices().find(|(_, c)| matches!(c, '.' | '!' | '?' | '…'))?;
    Some((from + at, from + at + mark.len_utf8()))
}

/// Cuts a block into sentences. What has no full stop for more bytes than a limit, a table or a list, is cut
/// into pieces: the work on one sentence stays bounded.
#[must_use]
pub fn sentence_spans(text: &str, block: Span, rules: &Ruleset) -> Vec<Span> {
    Sentences::of(text, block, rules).collect()
}

/// The sentences of a block, one after the other: who wants the first alone does not look for the ends of the others.
pub(super) struct Sentences<'t, 'r> {
    rules: &'r Ruleset,
    /// The block, and where it starts in the document.
    content: &'t str,
    base: usize,
    /// Whether it has dots of omission.
    ellipses: bool,
    /// Where the next sentence starts, and from where its end is looked for.
    start: usize,
    behind: usize,
    /// What is left of the sentence found last, where it is cut into pieces.
    left: Range<usize>,
    /// Whether no further sentence is to be found.
    done: bool,
}

impl<'t, 'r> Sentences<'t, 'r> {
    pub(super) fn of(text: &'t str, block: Span, rules: &'r Ruleset) -> Self {
        let content = block.of(text);
        let bytes = content.as_bytes();
        // By the last byte, which is rare.
        let ellipses = memchr::memchr_iter(0xa6, bytes)
            .any(|at| bytes.get(..at).is_some_and(|before| before.ends_with(&[0xe2, 0x80])));
        Self { rules, content, base: block.start, ellipses, start: 0, behind: 0, left: 0..0, done: false }
    }

    /// The next sentence, with the white space around it.
    fn next_whole(&mut self) -> Range<usize> {
        let content = self.content;
        while let Some((at, after)) = next_stop(content, self.behind, self.ellipses) {
            self.behind = after;
            // A stop before `start` belongs to what closed the sentence before: "so?..", "etc.).".
            if at < self.start {
                continue;
            }
            let closed = after + closing_len(&content[after..]);
            if ends_sentence(content, self.start, at, closed, self.rules)
                && !in_short_quote(&content[self.start..], at - self.start)
            {
                return std::mem::replace(&mut self.start, closed)..closed;
            }
        }
        self.done = true;
        self.start..content.len()
    }

    /// The next piece of what is left of a sentence.
    fn next_piece(&mut self) -> Option<Span> {
        let most = self.rules.limits.sentence_bytes;
        while self.left.start < self.left.end {
            let Range { start, end } = self.left;
            let end =
                if end - start > most { start + piece_len(&self.content[start..end], most) } else { end };
            self.left.start = end;
            let piece = self.content.get(start..end).unwrap_or("");
            let trimmed = piece.trim();
            if !trimmed.is_empty() {
                let offset = self.base + start + (piece.len() - piece.trim_start().len());
                return Some(Span::new(offset, offset + trimmed.len()));
            }
        }
        None
    }
}

impl Iterator for Sentences<'_, '_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some(piece) = self.next_piece() {
                return Some(piece);
            }
            if self.done {
                return None;
            }
            self.left = self.next_whole();
        }
    }
}

/// Where to cut what is too long: behind the last line, list item or word that fits, so that
/// no figure is cut in two where it can be helped.
fn piece_len(long: &str, most: usize) -> usize {
    let limit = long.floor_char_boundary(most);
    let head = &long[..limit];
    let behind = |found: Option<usize>| found.filter(|at| *at > limit / 2);
    behind(head.rfind(['\n', ';']))
        .or_else(|| behind(head.rfind(", ")))
        .or_else(|| behind(head.rfind(char::is_whitespace)))
        .map_or(limit, |at| long.ceil_char_boundary(at + 1))
}

/// Whether a full stop stands inside of a short quotation: a name such as "INNOPROM. Central Asia".
fn in_short_quote(content: &str, at: usize) -> bool {
    let before = content.as_bytes().get(..at).unwrap_or_default();
    // The last place of each mark, one past it: zero where there is none.
    let (mut guillemets, mut curly, mut low) = ((0, 0), (0, 0), 0);
    let (mut straight, mut count) = (0, 0usize);
    for found in memchr::memchr3_iter(b'"', 0xc2, 0xe2, before) {
        match before.get(found..) {
            Some([b'"', ..]) => (straight, count) = (found + 1, count + 1),
            Some([0xc2, 0xab, ..]) => guillemets.0 = found + 1,
            Some([0xc2, 0xbb, ..]) => guillemets.1 = found + 1,
            Some([0xe2, 0x80, 0x9c, ..]) => curly.0 = found + 1,
            Some([0xe2, 0x80, 0x9d, ..]) => curly.1 = found + 1,
            Some([0xe2, 0x80, 0x9e, ..]) => low = found + 1,
            _ => {}
        }
    }
    let closes = |open: usize, close: char| {
        let inside = open.checked_sub(1).and_then(|open| content.get(open..)).unwrap_or("");
        inside.chars().skip(1).take(SHORT_QUOTE).any(|c| c == close)
    };
    guillemets.0 > guillemets.1 && closes(guillemets.0, '»')
        || curly.0 > curly.1 && closes(curly.0, '”')
        || count % 2 == 1 && closes(straight, '"')
        || low > curly.0 && closes(low, '“')
}

/// Closing quotes and brackets that belong to the sentence that ends before them.
fn closing_len(rest: &str) -> usize {
    if rest.starts_with(' ') {
        return 0;
    }
    rest.chars()
        .take_while(|c| matches!(c, '"' | '”' | '»' | ')' | '\'' | '’' | '.' | '!' | '?'))
        .map(char::len_utf8)
        .sum()
}

/// Whether a sentence ends with the stop at a place; `closed` is where what closes it ends.
fn ends_sentence(content: &str, start: usize, at: usize, closed: usize, rules: &Ruleset) -> bool {
    let rest = &content[closed..];
    let mut following = rest.chars();
    if !following.next().is_none_or(char::is_whitespace) {
        return false;
    }
    let next = following.find(|c| !c.is_whitespace());
    if !content[at..].starts_with('.') {
        return next.is_none_or(|c| !c.is_lowercase());
    }
    let Some(next) = next else { return true };
    // "Survivors ........ 137": points that lead across a table.
    if content[..=at].ends_with(LEADER) {
        return false;
    }
    if next.is_lowercase() || matches!(next, ',' | ';' | '-' | ')') {
        return false;
    }
    let before = &content[start..at];
    let word_start = before
        .rfind(|c: char| !is_letter(c))
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_start..];
    if word.is_empty() {
        // "1. First of all": the number of a list item is no sentence.
        let text = before.trim();
        let list_number = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        return !text.is_empty() && !list_number;
    }
    // An initial; "11 °C." is none.
    let mut letters = word.chars();
    let only = letters.next().filter(|_| letters.next().is_none());
    if only.is_some_and(char::is_uppercase) {
        return before[..word_start].ends_with('°');
    }
    // "9 a.m. EST", «44 г. до н.э.»: behind letters with points only a plain capitalised word
    // begins a sentence.
    let dotted = only.is_some() && before[..word_start].ends_with('.');
    if dotted {
        let second = rest.trim_start().chars().nth(1);
        return next.is_uppercase() && second.is_some_and(char::is_lowercase);
    }
    if !rules.abbreviations().has(word) {
        return true;
    }
    // «2024 г. Выставка»: an abbreviation behind a figure may end the sentence, too; before
    // a figure it never does.
    let counted = before[..word_start].trim_end().ends_with(|c: char| c.is_ascii_digit());
    counted && next.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Packs, prepare};

    #[test]
    fn a_degree_ends_a_sentence_and_an_initial_does_not() {
        let rules = prepare(Vec::new(), &Packs).rules;
        let sentences = |text: &str| sentence_spans(text, Span::new(0, text.len()), &rules).len();
        assert_eq!(sentences("The water is kept at 11 °C. In 2021 there was none."), 2);
        assert_eq!(sentences("It was built by John C. In and others."), 1);
    }
}
