//! Letters of another script that look like Latin ones: a keyword typed with them reads right
//! and is none.

use crate::token::{Span, is_cyrillic};

/// Cyrillic and Greek letters with the Latin ones that they look like.
const ALIKE: [(char, char); 18] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('к', 'k'),
    ('м', 'm'),
    ('т', 't'),
    ('н', 'h'),
    ('п', 'n'),
    ('и', 'u'),
    ('ο', 'o'),
    ('ν', 'v'),
];

/// A letter that looks like a Latin one.
pub(super) struct Foreign {
    /// Where it stands.
    pub(super) span: Span,
    pub(super) letter: char,
    pub(super) latin: char,
    /// The whole word in Latin letters.
    pub(super) word: String,
}

impl Foreign {
    /// The first foreign letter of a word that starts at a byte and is otherwise Latin.
    pub(super) fn of(word: &str, start: usize) -> Option<Self> {
        let latin = |c: char| ALIKE.iter().find(|(alike, _)| *alike == c).map(|(_, latin)| *latin);
        let (at, letter) = word.char_indices().find(|(_, c)| latin(*c).is_some())?;
        let plain: String = word.chars().map(|c| latin(c).unwrap_or(c)).collect();
        let span = Span::new(start + at, start + at + letter.len_utf8());
        plain.is_ascii().then_some(Self { span, letter, latin: latin(letter)?, word: plain })
    }

    /// What it is.
    pub(super) fn message(&self) -> String {
        let script = if is_cyrillic(self.letter) { "Cyrillic" } else { "Greek" };
        format!("`{}` is a {script} letter, U+{:04X}", self.letter, u32::from(self.letter))
    }

    /// What it looks like.
    pub(super) fn label(&self) -> String {
        format!("looks like the Latin `{}`", self.latin)
    }
}
