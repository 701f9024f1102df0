//! Reads a document: its format found out, its bytes given to the reader of that format.

use super::decode::{decode, named_encoding};
use super::format::Format;
use super::notice::{NO_TEXT_LAYER, Unread, of_decoded, of_empty};
use super::text::{Piece, Text};
use super::{csv, date, docx, epub, html, jsonl, markdown, pages};
use crate::config::Limits;
use crate::diagnostic::Alignment;
use crate::token::Span;

/// Reads a document within limits. `format` is its format where the caller knows it.
///
/// # Errors
/// When it is no text, broken, or larger than a limit allows.
pub fn read(path: &str, bytes: &[u8], format: Option<Format>, limits: &Limits) -> Result<Text, Unread> {
    if bytes.len() > limits.text_bytes {
        return Err(Unread::beyond(bytes.len() as u64, limits.text_bytes, "text-bytes"));
    }
    let format = format.unwrap_or_else(|| Format::of(path, bytes));
    let mut text = match format {
        Format::Docx => docx::read(bytes, limits)?,
        Format::Epub => epub::read(bytes, limits)?,
        Format::Pages => pages::read(bytes),
        Format::Pdf => {
            return Err(Unread::Broken(format, "its pages were not taken out of it".to_owned()));
        }
        Format::Plain | Format::Markdown | Format::Html | Format::Csv | Format::JsonLines => {
            of_text(format, bytes)?
        }
    };
    let blank = text.content().words.trim().is_empty();
    if blank && !text.notices.iter().any(|notice| notice.said.code == &NO_TEXT_LAYER) {
        text.notices.push(of_empty());
    }
    // When a file was made says less than the name that its author gave it.
    text.about.likely_date = date::of_file_name(path).or(text.about.likely_date);
    Ok(text)
}

/// Reads a format that is text itself.
fn of_text(format: Format, bytes: &[u8]) -> Result<Text, Unread> {
    let named = if format == Format::Html { named_encoding(bytes) } else { None };
    let decoded = decode(bytes, named)?;
    let mut notices = of_decoded(&decoded);
    let base = decoded.skipped;
    // The byte order mark is part of the file, and offsets count it.
    let file = if base > 0 { format!("\u{feff}{}", decoded.text) } else { decoded.text };
    for notice in &mut notices {
        notice.span = Span::new(notice.span.start + base, notice.span.end + base);
    }
    let mut text = match format {
        Format::Markdown => markdown::read(&file, base),
        Format::Html => html::read(&file, base),
        Format::Csv => csv::read(&file, base),
        Format::JsonLines => jsonl::read(&file, base),
        _ => return Ok(Text { notices, ..plain(file, base) }),
    };
    notices.append(&mut text.notices);
    Ok(Text { notices, ..text.in_text(file) })
}

/// Words and nothing else, behind a byte order mark of so many bytes.
fn plain(file: String, mark: usize) -> Text {
    if mark == 0 {
        return Text::plain(file);
    }
    let mut reading = Alignment::default();
    reading.push(file.get(mark..).unwrap_or(""), Span::new(mark, file.len()));
    Text::read_out(reading, None::<Vec<Piece>>).in_text(file)
}
