//! Where in an item a byte stands: in which kind of item, how deep in its braces, in which
//! statement. Reads the text itself, so that it works where the grammar gave up.

use crate::token::Span;

/// A place in a rule file.
#[derive(Debug, Default, Clone)]
pub(super) struct Place<'t> {
    /// The keyword of the item.
    pub(super) keyword: &'t str,
    /// What the item is called, where its second word is a name.
    pub(super) name: Option<(&'t str, Span)>,
    /// Braces that are open, outermost first.
    pub(super) open: Vec<usize>,
    /// The statement: from its first character to its end.
    pub(super) statement: Span,
    /// A quotation mark that is never closed on its line.
    pub(super) unclosed: Option<usize>,
}

/// The place of byte `at` in the item that starts at `start`.
pub(super) fn place(text: &str, start: usize, at: usize) -> Place<'_> {
    let mut scan = Scan::new(text, start);
    let mut place = Place { keyword: first_word(text, start), ..Place::default() };
    let after = start + place.keyword.len();
    let gap = text.get(after..).map_or(0, |rest| rest.len() - rest.trim_start_matches([' ', '\t']).len());
    let name = first_word(text, after + gap);
    place.name = (!name.is_empty()).then(|| (name, Span::new(after + gap, after + gap + name.len())));
    let (mut begin, mut outer) = (start, Vec::new());
    for (here, c) in scan.by_ref() {
        if here >= at {
            break;
        }
        match c {
            '{' => {
                place.open.push(here);
                outer.push(begin);
                begin = here + 1;
            }
            '}' => {
                place.open.pop();
                // Behind a block the statement that it belongs to goes on.
                begin = outer.pop().unwrap_or(here + 1);
            }
            ';' | '\n' | '\r' if !place.open.is_empty() => begin = here + 1,
            _ => {}
        }
    }
    place.unclosed = scan.unclosed.filter(|quote| *quote < at);
    let blank = text.get(begin..at).map_or(0, |head| head.len() - head.trim_start().len());
    place.statement = Span::new(begin + blank, statement_end(text, at));
    place
}

impl<'t> Place<'t> {
    /// The first word of the statement.
    pub(super) fn statement_word(&self, text: &'t str) -> &'t str {
        first_word(text, self.statement.start)
    }
}

/// The word that starts at a byte.
pub(super) fn first_word(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or("")
}

/// Where the statement around a byte ends: before its `;`, its line end, or the brace that
/// closes its block.
fn statement_end(text: &str, at: usize) -> usize {
    let mut depth = 0usize;
    for (here, c) in Scan::new(text, at) {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return here,
            '}' => depth -= 1,
            ';' | '\n' | '\r' if depth == 0 => return here,
            _ => {}
        }
    }
    text.len()
}

/// The characters of a text that are neither in a string nor in a comment.
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    pub(super) unclosed: Option<usize>,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, unclosed: None }
    }

    fn skip_line(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or("");
        self.at += memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
    }

    /// Behind the string that opens at `open`.
    fn string(&mut self, open: usize) {
        let bytes = self.text.as_bytes();
        let mut at = open + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' if !matches!(bytes.get(at + 1), Some(b'\n' | b'\r')) => at += 2,
                b'"' => {
                    self.at = at + 1;
                    return;
                }
                b'\n' | b'\r' => break,
                _ => at += 1,
            }
        }
        self.unclosed.get_or_insert(open);
        self.at = at.min(self.text.len());
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let here = self.at;
            let c = self.text.get(here..)?.chars().next()?;
            match c {
                '"' => self.string(here),
                '#' => self.skip_line(),
                _ => {
                    self.at = here + c.len_utf8();
                    return Some((here, c));
                }
            }
        }
    }
}
