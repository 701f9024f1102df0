//! The text of a PDF, page by page, as the command line takes it out: ligatures taken apart,
//! lines joined to paragraphs.

use super::date;
use super::notice::{NO_TEXT_LAYER, Notice};
use super::text::{About, Builder, PieceKind, Text};
use crate::diagnostic::{Diagnostic, Part};
use crate::token::Span;
use serde::{Deserialize, Serialize};

/// What was taken out of a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PdfText {
    /// The text of each page.
    pub pages: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was made, as it writes it.
    pub created: Option<String>,
}

/// What was taken out of a PDF, as bytes that [`super::read`] takes.
#[must_use]
pub fn pages(text: &PdfText) -> Vec<u8> {
    serde_json::to_vec(text).unwrap_or_default()
}

/// Reads what [`pages`] wrote.
pub(super) fn read(bytes: &[u8]) -> Text {
    let text: PdfText = serde_json::from_slice(bytes).unwrap_or_default();
    let mut out = Builder::new("");
    for (number, page) in (1..).zip(&text.pages) {
        out.begin(PieceKind::Text);
        out.part(Part::Page(number));
        for paragraph in paragraphs(page) {
            out.begin(PieceKind::Text);
            out.say(&paragraph);
        }
    }
    let about = About {
        title: text.title.filter(|title| !title.trim().is_empty()),
        likely_date: text.created.as_deref().and_then(date::of_metadata),
        ..About::default()
    };
    let read = Text { about, ..out.of_parts() };
    if !read.content().words.trim().is_empty() {
        return read;
    }
    let pages = text.pages.len();
    let said = Diagnostic::new(
        &NO_TEXT_LAYER,
        format!("no text on its {pages} {}", if pages == 1 { "page" } else { "pages" }),
    );
    let said = said.help("recognise its text with an OCR program");
    Text { notices: vec![Notice { said, span: Span::default(), label: "no text".into() }], ..read }
}

/// The paragraphs of a page: lines between empty ones, joined.
fn paragraphs(page: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        let line = normal(line.trim());
        if line.is_empty() {
            open = false;
            continue;
        }
        match out.last_mut().filter(|_| open) {
            Some(last) => join(last, &line),
            None => out.push(line),
        }
        open = true;
    }
    out
}

/// Adds a line; a word that was cut at the end of the one before is whole again.
fn join(paragraph: &mut String, line: &str) {
    let cut = paragraph
        .strip_suffix(['-', '\u{ad}', '\u{2010}'])
        .is_some_and(|head| head.ends_with(char::is_alphabetic));
    if cut && line.starts_with(char::is_lowercase) {
        paragraph.pop();
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// A line with its ligatures taken apart.
fn normal(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs_and_ligatures_letters() {
        let text = PdfText {
            pages: vec![
                "The o\u{fb03}cial fair drew com-\npanies from\n27 countries.\n\n45 agreements".to_owned(),
            ],
            ..PdfText::default()
        };
        let read = read(&pages(&text));
        let words = read.content().words.trim().to_owned();
        assert_eq!(words, "The official fair drew companies from 27 countries.\n45 agreements");
    }

    #[test]
    fn pages_without_text_are_said() {
        let read = read(&pages(&PdfText { pages: vec![String::new()], ..PdfText::default() }));
        assert_eq!(read.notices[0].said.code, &NO_TEXT_LAYER);
    }
}
