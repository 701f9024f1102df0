//! What is said of documents before anything is read in them.

use super::Format;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::token::Span;
use std::borrow::Cow;

/// A document that is no text.
pub static NOT_TEXT: Code = Code {
    name: "not-text",
    level: Severity::Error,
    explanation: "A document is not text and was not read.\n\n\
        It holds NUL bytes or too many control characters. Name text files, or exclude this one.\n",
};

/// A document in another encoding than UTF-8.
pub static OTHER_ENCODING: Code = Code {
    name: "other-encoding",
    level: Severity::Advice,
    explanation: "A document is not in UTF-8 and was decoded from the encoding that fits best.\n\n\
        Order of trust: byte order mark, valid UTF-8, what an HTML page says of itself, what a \
        detector makes of the bytes. \
        Offsets in output count bytes of the text after decoding to UTF-8.\n",
};

/// A document with bytes that are no text in its encoding.
pub static BROKEN_ENCODING: Code = Code {
    name: "broken-encoding",
    level: Severity::Warning,
    explanation: "Some bytes of a document mean nothing in its encoding.\n\n\
        They were replaced, by U+001A in UTF-8 and by U+FFFD elsewhere; figures next to them may \
        be misread.\n",
};

/// A document without a word.
pub static EMPTY_DOCUMENT: Code = Code {
    name: "empty-document",
    level: Severity::Warning,
    explanation: "A document holds no text: nothing was claimed from it.\n\n\
        Where no document of a run holds text, its exit code is 2: nothing was checked.\n",
};

/// A document in a language of which no pack has the words.
pub static UNKNOWN_LANGUAGE: Code = Code {
    name: "unknown-language",
    level: Severity::Warning,
    explanation: "No pack knows the language of a document: too few of its words are in a dictionary, \
        or its letters are of another script.\n\n\
        Its figures were read as far as digits, signs and units go, by the words of the nearest \
        language; that it shows no disagreement means little. Add a language in rule files: its number \
        words, bounds and months.\n",
};

/// A document that could not be read at all.
pub static UNREADABLE: Code = Code {
    name: "unreadable",
    level: Severity::Error,
    explanation: "A path does not exist, or the file or folder there cannot be read.\n\n\
        The rest of the run goes on; its exit code is 2, since the result is incomplete.\n",
};

/// A folder without documents.
pub static NO_DOCUMENTS: Code = Code {
    name: "no-documents",
    level: Severity::Error,
    explanation: "A folder holds no document that factlint reads.\n\n\
        Read are plain text, Markdown, HTML, DOCX, EPUB, PDF, CSV and JSON lines, by the endings of \
        their names; ignore files are respected. A file of any other name is read when it is named \
        itself.\n",
};

/// A report of factlint itself among the documents.
pub static OWN_REPORT: Code = Code {
    name: "own-report",
    level: Severity::Advice,
    explanation: "A file is a report that factlint wrote, and was left out.\n\n\
        It repeats what the documents say; read as one of them, it would stand against all that it reports on. \
        Reports in HTML and Markdown carry a mark that names their maker.\n",
};

/// A document that is damaged.
pub static BROKEN_DOCUMENT: Code = Code {
    name: "broken-document",
    level: Severity::Error,
    explanation: "A document is damaged, encrypted or not in the format that its name says, and was not read.\n\n\
        The rest of the run goes on; its exit code is 2, since the result is incomplete. Open the \
        document in the program that made it and save it anew.\n",
};

/// A document that is larger than what is read.
pub static TOO_LARGE: Code = Code {
    name: "too-large",
    level: Severity::Error,
    explanation: "A document is larger than what is read, packed too tightly, or takes too long.\n\n\
        Documents of more than 64 MB are not read, nor archives that unpack to more than that or that hold \
        more than 10,000 files; a PDF is given 20 seconds and 1 GB of memory. `[limits]` of a configuration sets \
        other limits. The rest of the run goes on; its exit code is 2, since the result is incomplete. Split \
        the document.\n",
};

/// A PDF that is pictures.
pub static NO_TEXT_LAYER: Code = Code {
    name: "no-text-layer",
    level: Severity::Warning,
    explanation: "A PDF holds no text: its pages are pictures, as of a scanner. Nothing was claimed from it.\n\n\
        Recognise the text with an OCR program and save it with a text layer.\n",
};

/// Metadata that says nothing that can be understood.
pub static BAD_METADATA: Code = Code {
    name: "bad-metadata",
    level: Severity::Advice,
    explanation: "A document states its date in a way that is not understood, and is taken to state none.\n\n\
        Understood are `2024-04-23`, with or without a time, `2024-04`, `2024` and dates of mail.\n",
};

/// Lines of a table that are not what they should be.
pub static BROKEN_LINE: Code = Code {
    name: "broken-line",
    level: Severity::Warning,
    explanation: "Lines of a file of JSON lines are no JSON values and were not read.\n\n\
        The other lines were.\n",
};

/// What is to be said of a document, with its place in the text that is shown and the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What is said.
    pub said: Diagnostic,
    /// Where.
    pub span: Span,
    /// What is said beside the place.
    pub label: Cow<'static, str>,
}

/// Why a document was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It holds NUL bytes or too many control characters.
    NotText,
    /// It is not what it should be.
    Broken(Format, String),
    /// It is larger than a limit allows.
    TooLarge(String),
}

impl From<super::NotText> for Unread {
    fn from(_: super::NotText) -> Self {
        Self::NotText
    }
}

/// Bytes in words: of whole megabytes where there are some.
#[must_use]
pub fn size(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{bytes} bytes") } else { format!("{} MB", bytes >> 20) }
}

impl Unread {
    /// A document of so many bytes is beyond a limit of a configuration.
    #[must_use]
    pub fn beyond(bytes: u64, most: usize, limit: &str) -> Self {
        Self::TooLarge(format!("{}, more than the {} allowed by `{limit}`", size(bytes), size(most as u64)))
    }

    /// What is said of a document that was not read.
    #[must_use]
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        match self {
            Self::NotText => Diagnostic::new(&NOT_TEXT, format!("`{path}` is not text")).about(path),
            Self::Broken(format, why) => {
                let said = format!("`{path}` is not a whole {} file: {why}", format.name());
                Diagnostic::new(&BROKEN_DOCUMENT, said)
                    .about(path)
                    .help("open it where it was made and save it anew")
            }
            Self::TooLarge(why) => {
                let said = format!("`{path}` was not read: {why}");
                Diagnostic::new(&TOO_LARGE, said)
                    .about(path)
                    .help("split the document, exclude it, or raise the limit in `[limits]` of factlint.toml")
            }
        }
    }
}

/// All codes of this folder.
pub static CODES: [&Code; 13] = [
    &NOT_TEXT,
    &OTHER_ENCODING,
    &BROKEN_ENCODING,
    &EMPTY_DOCUMENT,
    &UNKNOWN_LANGUAGE,
    &UNREADABLE,
    &NO_DOCUMENTS,
    &OWN_REPORT,
    &BROKEN_DOCUMENT,
    &TOO_LARGE,
    &NO_TEXT_LAYER,
    &BAD_METADATA,
    &BROKEN_LINE,
];

/// What is to be said of how a document was decoded.
#[must_use]
pub fn of_decoded(decoded: &super::Decoded) -> Vec<Notice> {
    let mut out = Vec::new();
    let start = Span::default();
    if let Some(encoding) = decoded.encoding {
        let said = Diagnostic::new(&OTHER_ENCODING, format!("decoded from {encoding}"));
        let label = if decoded.guessed { "guessed from its bytes" } else { "not UTF-8" };
        out.push(Notice { said: said.help("save it as UTF-8 to be sure"), span: start, label: label.into() });
    }
    if decoded.replaced > 0 {
        let bytes = if decoded.replaced == 1 { "byte" } else { "bytes" };
        let said =
            Diagnostic::new(&BROKEN_ENCODING, format!("{} {bytes} could not be decoded", decoded.replaced));
        let first = decoded.text.char_indices().find(|(_, c)| matches!(c, '\u{fffd}' | '\u{1a}'));
        let span = first.map_or(start, |(at, c)| Span::new(at, at + c.len_utf8()));
        out.push(Notice { said, span, label: "the first of them".into() });
    }
    out
}

/// What is said of a report of factlint itself, which is no document.
#[must_use]
pub fn of_own_report(path: &str) -> Diagnostic {
    let said = format!("`{path}` is a report that factlint wrote, and is left out");
    Diagnostic::new(&OWN_REPORT, said).about(path).help("write reports to another folder, or delete it")
}

/// What is to be said of a document without a word.
#[must_use]
pub fn of_empty() -> Notice {
    let said = Diagnostic::new(&EMPTY_DOCUMENT, "the document is empty");
    Notice { said, span: Span::default(), label: "no text".into() }
}

/// What is to be said of a date that metadata states and that is not understood.
#[must_use]
pub fn of_bad_date(span: Span, written: &str) -> Notice {
    let said = Diagnostic::new(&BAD_METADATA, format!("`{}` is not understood as a date", written.trim()));
    Notice { said: said.help("write it as in 2024-04-23"), span, label: "no date".into() }
}

/// What is to be said of words whose language no pack knows, where there are words at all.
#[must_use]
pub fn of_unknown_language(words: &str) -> Option<Notice> {
    let (at, first) = words.char_indices().find(|(_, c)| c.is_alphabetic())?;
    let said = Diagnostic::new(&UNKNOWN_LANGUAGE, "no pack knows the language of this document");
    let help = "its figures may be missed or misread; a language is added as a folder of rule files";
    let span = Span::new(at, at + first.len_utf8());
    Some(Notice { said: said.help(help), span, label: "words of no known language".into() })
}
