//! What is said of documents before anything is read in them.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::token::Span;

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
        Order of trust: byte order mark, valid UTF-8, what a detector makes of the bytes. \
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
        Read are files ending in `.txt`, `.text`, `.md` or `.markdown`; ignore files are respected. \
        A file of any other name is read when it is named itself.\n",
};

/// All codes of this folder.
pub static CODES: [&Code; 7] = [
    &NOT_TEXT,
    &OTHER_ENCODING,
    &BROKEN_ENCODING,
    &EMPTY_DOCUMENT,
    &UNKNOWN_LANGUAGE,
    &UNREADABLE,
    &NO_DOCUMENTS,
];

/// What is to be said of a decoded document: each with the place in its text and the words for it.
#[must_use]
pub fn of_decoded(decoded: &super::Decoded) -> Vec<(Diagnostic, Span, &'static str)> {
    let mut out = Vec::new();
    let start = Span::default();
    if let Some(encoding) = decoded.encoding {
        let said = Diagnostic::new(&OTHER_ENCODING, format!("decoded from {encoding}"));
        out.push((said.help("save it as UTF-8 to be sure"), start, "not UTF-8"));
    }
    if decoded.replaced > 0 {
        let bytes = if decoded.replaced == 1 { "byte" } else { "bytes" };
        let said =
            Diagnostic::new(&BROKEN_ENCODING, format!("{} {bytes} could not be decoded", decoded.replaced));
        let first = decoded.text.char_indices().find(|(_, c)| matches!(c, '\u{fffd}' | '\u{1a}'));
        let span = first.map_or(start, |(at, c)| Span::new(at, at + c.len_utf8()));
        out.push((said, span, "the first of them"));
    }
    if decoded.text.trim().is_empty() {
        out.push((Diagnostic::new(&EMPTY_DOCUMENT, "the document is empty"), start, "no text"));
    }
    out
}

/// What is to be said of a text whose language no pack knows, where it has words at all.
#[must_use]
pub fn of_unknown_language(text: &str) -> Option<(Diagnostic, Span, &'static str)> {
    let (at, first) = text.char_indices().find(|(_, c)| c.is_alphabetic())?;
    let said = Diagnostic::new(&UNKNOWN_LANGUAGE, "no pack knows the language of this document");
    let help = "its figures may be missed or misread; a language is added as a folder of rule files";
    Some((said.help(help), Span::new(at, at + first.len_utf8()), "words of no known language"))
}
