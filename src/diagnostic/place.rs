//! Where in a document without lines something stands: its page, its paragraph, its chapter.

use std::fmt;

/// A part of a document that readers of it can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A page of a PDF, from 1.
    Page(u32),
    /// A paragraph of a document, from 1; those of tables are not counted.
    Paragraph(u32),
    /// A row of a table, both from 1.
    Row(u32, u32),
    /// A note of a document, from 1.
    Note(u32),
    /// A chapter of a book and a paragraph in it, both from 1.
    Chapter(u32, u32),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::Paragraph(paragraph) => write!(f, "paragraph {paragraph}"),
            Self::Row(table, row) => write!(f, "table {table}, row {row}"),
            Self::Note(note) => write!(f, "note {note}"),
            Self::Chapter(chapter, paragraph) => write!(f, "chapter {chapter}, paragraph {paragraph}"),
        }
    }
}

/// Where a part begins in the text that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub start: usize,
    /// What it is.
    pub part: Part,
}
