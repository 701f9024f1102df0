//! `hidden-character`: characters that print nothing or turn the direction of writing, so
//! that a file reads differently from what it says.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::token::Span;

/// The code.
pub static HIDDEN_CHARACTER: Code = Code {
    name: "hidden-character",
    level: Severity::Warning,
    explanation: "A rule file holds a character that prints nothing or turns the direction of writing.\n\n\
        Such characters come in by copying from web pages. The words then look right and match nothing, \
        or a line says something else than what one reads. Delete the character, or write it as `\\u{…}` \
        inside quotes where it is meant.\n",
};

/// So many are reported of one file.
const MOST: usize = 8;

/// Hidden characters of a text; a byte order mark at its start is none.
pub(super) fn check(file: FileId, text: &str) -> Vec<Diagnostic> {
    let hidden = text.char_indices().filter(|(at, c)| is_hidden(*c) && !(*at == 0 && *c == '\u{feff}'));
    hidden
        .take(MOST)
        .map(|(at, c)| {
            let name = format!("U+{:04X}", u32::from(c));
            Diagnostic::new(&HIDDEN_CHARACTER, format!("a hidden character, {name}"))
                .label(file, Span::new(at, at + c.len_utf8()), "here")
                .help(format!(
                    "delete it, or write `\\u{{{:x}}}` inside quotes where it is meant",
                    u32::from(c)
                ))
        })
        .collect()
}

/// Zero-width characters and those that turn the direction of writing.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}
