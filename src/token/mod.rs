//! Words, numbers and punctuation with their byte ranges: what rule files and documents
//! are both cut into. Knows no language; a word is a run of letters.

mod fold;
mod runs;

pub use fold::{Folded, fold, fold_into};
pub use runs::{ends_latin, ends_russian, latin_end, russian_end};
use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a UTF-8 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl TryFrom<(usize, usize)> for Span {
    type Error = &'static str;

    fn try_from((start, end): (usize, usize)) -> Result<Self, Self::Error> {
        if start <= end { Ok(Self { start, end }) } else { Err("a span that ends before it begins") }
    }
}

impl Span {
    /// A span from `start` to `end`.
    #[inline]
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The span so many bytes further on.
    #[must_use]
    pub fn shifted(self, by: isize) -> Self {
        Self { start: self.start.saturating_add_signed(by), end: self.end.saturating_add_signed(by) }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The number of bytes.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The text it covers; empty where it does not fit the text.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A run of letters of one script, with their combining marks.
    Word,
    /// A run of ASCII digits.
    Digits,
    /// One character that is neither letter, digit nor white space.
    Mark,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// No upper-case letter.
    Lower,
    /// First letter upper case.
    Title,
    /// More than one letter, all upper case.
    Upper,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written; `Lower` for what is no word.
    pub case: Case,
    /// Whether the first letter is Cyrillic.
    pub cyrillic: bool,
}

/// Cuts `text[span]` into tokens, appended to `out`. White space, soft hyphens and zero-width
/// characters separate nothing by themselves and belong to no token.
pub fn tokenize(text: &str, span: Span, out: &mut Vec<Token>) {
    let mut at = span.start;
    while let Some(token) = next_token(text, at, span.end) {
        at = token.span.end;
        out.push(token);
    }
}

/// The first token that starts at a byte or behind it.
#[inline]
#[must_use]
pub fn next_token(text: &str, from: usize, limit: usize) -> Option<Token> {
    let bytes = text.as_bytes().get(..limit)?;
    let mut at = from;
    loop {
        let first = *bytes.get(at)?;
        if first == b' ' {
            at += 1;
            continue;
        }
        let plain =
            if first.is_ascii() { ascii_token(bytes, at, first) } else { russian_word(bytes, at, first) };
        if plain.is_some() {
            return plain;
        }
        let c = char_at(text, at, limit)?;
        if !(c.is_whitespace() || is_invisible(c)) {
            return Some(token_at(text, at, limit, c));
        }
        at += c.len_utf8();
    }
}

fn token_at(text: &str, start: usize, limit: usize, first: char) -> Token {
    if !is_letter(first) || is_superscript_letter(first) {
        let end = start + first.len_utf8();
        return plain(start, end, TokenKind::Mark);
    }
    let cyrillic = is_cyrillic(first);
    let end = run_end(text, start, limit, |c| {
        is_combining(c)
            || c == '\u{ad}'
            || (is_letter(c) && is_cyrillic(c) == cyrillic && !is_superscript_letter(c))
    });
    Token { span: Span::new(start, end), kind: TokenKind::Word, case: case_of(&text[start..end]), cyrillic }
}

fn plain(start: usize, end: usize, kind: TokenKind) -> Token {
    Token { span: Span::new(start, end), kind, case: Case::Lower, cyrillic: false }
}

/// A token that starts with an ASCII character, which most do. Words that go on with other
/// letters are left to the general way.
#[inline]
fn ascii_token(bytes: &[u8], start: usize, first: u8) -> Option<Token> {
    if first.is_ascii_alphabetic() {
        let end = latin_end(bytes, start);
        if !ends_latin(bytes, end) {
            return None;
        }
        let case = match first.is_ascii_uppercase() {
            true => case_of_capitalised(bytes.get(start + 1..end).unwrap_or_default()),
            false => Case::Lower,
        };
        return Some(Token { span: Span::new(start, end), kind: TokenKind::Word, case, cyrillic: false });
    }
    if first.is_ascii_digit() {
        let digits = bytes.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        return Some(plain(start, start + digits, TokenKind::Digits));
    }
    let mark = first.is_ascii() && !matches!(first, b' ' | b'\t'..=b'\r');
    mark.then(|| plain(start, start + 1, TokenKind::Mark))
}

/// The case of a word by what follows its capital.
fn case_of_capitalised(others: &[u8]) -> Case {
    let all = !others.is_empty() && others.iter().all(u8::is_ascii_uppercase);
    if all { Case::Upper } else { Case::Title }
}

/// A word of the letters from а to я, which most words of Russian are: two bytes each, and
/// nothing behind them that could belong to it.
#[inline]
fn russian_word(bytes: &[u8], start: usize, first: u8) -> Option<Token> {
    if !matches!(first, 0xd0 | 0xd1) {
        return None;
    }
    let end = russian_end(bytes, start);
    if end == start || !ends_russian(bytes, end) {
        return None;
    }
    let (letters, _) = bytes.get(start..end)?.as_chunks::<2>();
    let capital = |letter: &[u8; 2]| letter[0] == 0xd0 && letter[1] < 0xb0;
    let case = match letters.split_first() {
        Some((first, others)) if capital(first) => {
            let all = !others.is_empty() && others.iter().all(capital);
            if all { Case::Upper } else { Case::Title }
        }
        _ => Case::Lower,
    };
    Some(Token { span: Span::new(start, end), kind: TokenKind::Word, case, cyrillic: true })
}

fn run_end(text: &str, start: usize, limit: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = text.get(start..limit).unwrap_or("");
    rest.char_indices().find(|(_, c)| !belongs(*c)).map_or(start + rest.len(), |(at, _)| start + at)
}

/// Whether a character is a letter; the letters of Russian, dashes and quotation marks are told without a table.
#[inline]
#[must_use]
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{410}'..='\u{44f}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether a letter is upper case; the letters of Russian are told without a table.
fn is_upper(c: char) -> bool {
    match c {
        'А'..='Я' => true,
        'а'..='я' => false,
        _ => c.is_uppercase(),
    }
}

fn char_at(text: &str, at: usize, limit: usize) -> Option<char> {
    text.get(at..limit)?.chars().next()
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| is_letter(*c));
    let first_upper = letters.next().is_some_and(is_upper);
    let mut rest = letters.peekable();
    match (first_upper, rest.peek().is_some()) {
        (false, _) => Case::Lower,
        (true, true) if rest.all(is_upper) => Case::Upper,
        (true, _) => Case::Title,
    }
}

/// Whether a character is a letter of the Cyrillic block.
#[must_use]
pub fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// Characters that print nothing: soft hyphen, zero-width space and joiners, byte order mark.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}')
}

/// `ª`, `º` and the like count as letters in Unicode but are marks to a reader of figures.
fn is_superscript_letter(c: char) -> bool {
    matches!(c, '\u{aa}' | '\u{ba}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn letters_digits_and_marks_are_cut_apart() {
        assert_eq!(words("14 тыс. кв. м"), ["14", "тыс", ".", "кв", ".", "м"]);
        assert_eq!(words("400-plus, 8,981ft"), ["400", "-", "plus", ",", "8", ",", "981", "ft"]);
        assert_eq!(words("Rb148 МТЗ-82"), ["Rb", "148", "МТЗ", "-", "82"]);
    }

    #[test]
    fn a_change_of_script_cuts_a_word() {
        assert_eq!(words("30кW"), ["30", "к", "W"]);
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        assert_eq!(words("Трети\u{306} зал"), ["Трети\u{306}", "зал"]);
    }

    #[test]
    fn case_is_read_from_letters() {
        let mut out = Vec::new();
        let text = "INNOPROM Иннопром выставка I";
        tokenize(text, Span::new(0, text.len()), &mut out);
        let cases: Vec<Case> = out.iter().map(|t| t.case).collect();
        assert_eq!(cases, [Case::Upper, Case::Title, Case::Lower, Case::Title]);
    }
}
