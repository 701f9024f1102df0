//! Reading on behind a mistake: a broken item is parsed again and again, each time without
//! the statement that stopped the parser, so that every mistake of it is reported at once.

use super::error;
use super::grammar::{ClaimParser, Rule};
use super::place::{Scan, place};
use crate::diagnostic::{Diagnostic, FileId};
use crate::syntax::ast::Name;
use crate::token::Span;
use pest::Parser as _;

/// Mistakes reported of one item; after so many the item is hardly a rule file's at all.
const MOST_PER_ITEM: usize = 12;
/// Items larger than this are parsed once more and not repaired, to keep time linear.
const MOST_BYTES: usize = 256 << 10;
/// Mistakes reported of one file.
const MOST: usize = 200;

/// A rule file that is being repaired.
pub(super) struct Repair<'t> {
    file: FileId,
    text: &'t str,
    repaired: Vec<u8>,
    diagnostics: Vec<Diagnostic>,
    names: Vec<Name>,
    mended: Vec<Span>,
}

/// A text without its broken statements and what is known of them.
pub(super) struct Repaired {
    /// The text, every place as it was.
    pub(super) text: String,
    /// What is wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Names of items that could not be repaired.
    pub(super) names: Vec<Name>,
    /// Items of which something is missing now.
    pub(super) mended: Vec<Span>,
}

impl<'t> Repair<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        let repaired = text.as_bytes().to_vec();
        Self { file, text, repaired, diagnostics: Vec::new(), names: Vec::new(), mended: Vec::new() }
    }

    /// Reports what is wrong with a stretch of the file that is no item.
    pub(super) fn item(&mut self, whole: Span) {
        if self.diagnostics.len() >= MOST {
            return;
        }
        let head = whole.of(self.text);
        let span = Span::new(whole.start + (head.len() - head.trim_start().len()), whole.end);
        let tries = if span.len() > MOST_BYTES { 1 } else { MOST_PER_ITEM };
        let mut last = None;
        for _ in 0..tries {
            let now = self.repaired.get(span.start..span.end).unwrap_or(&[]);
            let now = String::from_utf8_lossy(now).into_owned();
            let Err(failed) = ClaimParser::parse(Rule::lone_item, &now) else {
                if last.is_none() {
                    self.diagnostics.push(error::unexpected(self.file, span));
                }
                self.mended.push(span);
                return;
            };
            let at = span.start + error::offset(&failed);
            if last.is_some_and(|last| at <= last) {
                break;
            }
            self.diagnostics.push(error::of_pest(self.file, self.text, span, &failed));
            if !self.blank_statement(span, at) {
                break;
            }
            last = Some(at);
        }
        self.give_up(span);
    }

    /// Reports the `{` that is missing behind the first line of an item, and leaves its statements
    /// out; a measure without them is still one that others may name.
    pub(super) fn without_brace(&mut self, header: Span, statements: Span, is_measure: bool) {
        if self.diagnostics.len() >= MOST {
            return;
        }
        self.diagnostics.push(error::missing_brace(self.file, self.text, header));
        self.blank(statements);
        if is_measure { self.mended.push(header) } else { self.give_up(header) }
    }

    /// Blanks the statement around a byte. `false` where that would not leave an item.
    fn blank_statement(&mut self, item: Span, at: usize) -> bool {
        let place = place(self.text, item.start, at.min(item.end));
        let statement = Span::new(place.statement.start, place.statement.end.min(item.end));
        if place.open.is_empty() || statement.is_empty() || !is_balanced(statement.of(self.text)) {
            return false;
        }
        self.blank(statement);
        true
    }

    /// Takes an item out of the text, and notes its name.
    fn give_up(&mut self, item: Span) {
        let place = place(self.text, item.start, item.end);
        self.names.extend(place.name.map(|(name, span)| Name { text: name.to_owned(), span }));
        self.blank(item);
    }

    /// Takes a stretch out of the text; lines stay lines.
    fn blank(&mut self, span: Span) {
        for byte in self.repaired.get_mut(span.start..span.end).into_iter().flatten() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }

    pub(super) fn finish(self) -> Repaired {
        Repaired {
            text: String::from_utf8_lossy(&self.repaired).into_owned(),
            diagnostics: self.diagnostics,
            names: self.names,
            mended: self.mended,
        }
    }
}

/// Whether each brace of a text that opens closes again.
pub(super) fn is_balanced(text: &str) -> bool {
    let mut depth = 0i32;
    for (_, c) in Scan::new(text, 0) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Cuts a stretch that is no item where a line outside of all braces begins with a letter:
/// there something else starts, though its first word is none that the grammar knows.
pub(super) fn chunks(text: &str, span: Span) -> Vec<Span> {
    let mut cuts = vec![span.start];
    let (mut depth, mut line_start) = (0usize, false);
    for (at, c) in Scan::new(span.of(text), 0) {
        if line_start && depth == 0 && c.is_alphabetic() {
            cuts.push(span.start + at);
        }
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        line_start = super::LINE_ENDS.contains(&c);
    }
    cuts.push(span.end);
    let chunks = cuts.windows(2).filter_map(|ends| Some(Span::new(*ends.first()?, *ends.last()?)));
    chunks.filter(|chunk| !super::is_blank(chunk.of(text))).collect()
}
