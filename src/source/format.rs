//! Which format a file is in: by what it begins with where that is telling, by its name otherwise.

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Words and nothing else.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML, and XHTML.
    Html,
    /// A table with a character between its cells.
    Csv,
    /// A JSON value on each line.
    JsonLines,
    /// A document of a word processor: OOXML.
    Docx,
    /// A book.
    Epub,
    /// PDF.
    Pdf,
    /// The pages of a PDF as text, each ended by a form feed: what the command line makes of a
    /// PDF before the engine sees it.
    Pages,
}

/// The endings of files that are read when a folder is named, with their formats.
const ENDINGS: [(&str, Format); 15] = [
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("csv", Format::Csv),
    ("tsv", Format::Csv),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("epub", Format::Epub),
    ("pdf", Format::Pdf),
];

/// What a PDF begins with, within so many bytes.
const PDF: (&[u8], usize) = (b"%PDF-", 1024);
/// What an archive begins with.
const ZIP: &[u8] = b"PK\x03\x04";

impl Format {
    /// The format of a file.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let named = Self::of_name(path);
        let head = bytes.get(..PDF.1).unwrap_or(bytes);
        if memchr::memmem::find(head, PDF.0).is_some() && named.is_none_or(|format| !format.is_text()) {
            return Self::Pdf;
        }
        if bytes.starts_with(ZIP) && named.is_none_or(|format| !format.is_archive()) {
            let book = memchr::memmem::find(head, b"mimetypeapplication/epub").is_some();
            return if book { Self::Epub } else { Self::Docx };
        }
        named.unwrap_or_else(|| if begins_as_html(head) { Self::Html } else { Self::Plain })
    }

    /// The format that the ending of a name stands for.
    #[must_use]
    pub fn of_name(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (_, ending) = name.rsplit_once('.')?;
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
    }

    /// Whether its files are text, which an editor shows.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Epub | Self::Pdf | Self::Pages)
    }

    fn is_archive(self) -> bool {
        matches!(self, Self::Docx | Self::Epub)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Csv => "CSV",
            Self::JsonLines => "JSON lines",
            Self::Docx => "DOCX",
            Self::Epub => "EPUB",
            Self::Pdf | Self::Pages => "PDF",
        }
    }
}

/// The endings that a folder is searched for.
pub fn all_endings() -> impl Iterator<Item = &'static str> {
    ENDINGS.iter().map(|(ending, _)| *ending)
}

/// The endings that a folder is searched for, as a user is told.
#[must_use]
pub fn endings() -> String {
    let all: Vec<String> = all_endings().map(|ending| format!(".{ending}")).collect();
    match all.split_last() {
        Some((last, init)) => format!("{} or {last}", init.join(", ")),
        None => String::new(),
    }
}

fn begins_as_html(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |with: &[u8]| head.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_begins_with_tells_more_than_its_name() {
        for (path, bytes, format) in [
            ("a.txt", &b"Forty-five"[..], Format::Plain),
            ("a.MD", b"# A", Format::Markdown),
            ("-", b"\n<!DOCTYPE HTML><p>5", Format::Html),
            ("a.html", b"no tag", Format::Html),
            ("report", b"%PDF-1.7", Format::Pdf),
            ("about-pdf.md", b"A file begins with %PDF-1.7", Format::Markdown),
            ("a.bin", b"PK\x03\x04rest", Format::Docx),
            ("a.bin", b"PK\x03\x04................mimetypeapplication/epub+zip", Format::Epub),
            ("a.epub", b"PK\x03\x04rest", Format::Epub),
            ("v1.2/README", b"words", Format::Plain),
        ] {
            assert_eq!(Format::of(path, bytes), format, "{path}");
        }
    }
}
