//! What a document said when it was read, in few bytes, so that the next run need not read it again.

use super::check::{Input, Read, ReadDocument};
use super::text::notices;
use crate::claim::{Metadata, PackedClaims};
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Elsewhere, Load, is_addressed};
use crate::source::notice::CODES;
use crate::source::{self, Format, Notice, Sketch, Text};
use crate::token::Span;
use crate::value::CalendarDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Gives the bytes of a document by its path, and its format where that is not told by them.
pub type Again = Arc<dyn Fn(&str) -> Option<(Vec<u8>, Option<Format>)> + Send + Sync>;

/// A document that was read in an earlier run and is what it was.
#[derive(Clone)]
pub struct Earlier {
    /// What it said, among what others said.
    pub said: (Arc<Vec<u8>>, Range<usize>),
    /// How its bytes are had where they are needed after all.
    pub again: Again,
}

impl fmt::Debug for Earlier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Earlier").field(&self.said.1).finish()
    }
}

/// What the caller knew of a document: its language, its date, its publisher.
pub(super) type Given = (Option<String>, Option<CalendarDate>, Option<String>);

/// What is kept of a document.
#[derive(Serialize, Deserialize)]
struct Packed {
    given: Given,
    title: Option<String>,
    language: Option<String>,
    publisher: Option<String>,
    sketch: Option<Sketch>,
    notices: Vec<PackedNotice>,
    blank: bool,
    addressed: bool,
    claims: PackedClaims,
}

/// Something to be said of a document; its code by name.
#[derive(Serialize, Deserialize)]
struct PackedNotice {
    code: String,
    message: String,
    help: Option<String>,
    span: Span,
    label: String,
}

impl PackedNotice {
    fn of(notice: Notice) -> Self {
        let Notice { said, span, label } = notice;
        let Diagnostic { code, message, help, .. } = said;
        Self { code: code.name.to_owned(), message, help, span, label: label.into_owned() }
    }

    fn unpack(self) -> Option<Notice> {
        let code = CODES.iter().find(|code| code.name == self.code)?;
        let said = Diagnostic::new(code, self.message).maybe_help(self.help);
        Some(Notice { said, span: self.span, label: self.label.into() })
    }
}

impl Input {
    /// What of it decides, beside its bytes and its name, what is read in it.
    pub(super) fn given(&self) -> Given {
        (self.language.clone(), self.date, self.publisher.clone())
    }
}

/// What a document said, in few bytes; none where it could not be read.
pub(super) fn packed(document: &ReadDocument, given: Given) -> Option<Vec<u8>> {
    let read = document.read.as_ref().ok()?;
    let packed = Packed {
        given,
        title: read.text.about.title.clone(),
        language: read.language.clone(),
        publisher: read.metadata.publisher.clone(),
        sketch: read.sketch.clone(),
        notices: notices(&read.text, read.language.is_some()).into_iter().map(PackedNotice::of).collect(),
        blank: read.text.content().words.trim().is_empty(),
        addressed: is_addressed(read.text.shown()),
        claims: PackedClaims::from(&read.extracted),
    };
    postcard::to_stdvec(&packed).ok()
}

impl Earlier {
    /// What the document said; none where that is damaged, or where something else is known of it.
    pub(super) fn recall(&self, input: &Input, limits: Limits) -> Option<Read> {
        let (bytes, range) = &self.said;
        let packed: Packed = postcard::from_bytes(bytes.get(range.clone())?).ok()?;
        let Packed { given, title, language, publisher, sketch, notices, blank, addressed, claims } = packed;
        if given != input.given() {
            return None;
        }
        let notices = notices.into_iter().map(PackedNotice::unpack).collect::<Option<_>>()?;
        let elsewhere =
            Elsewhere::new(input.path.as_str(), (blank, addressed), self.load(&input.path, limits));
        let metadata = Metadata { language: 0, date: None, likely_date: None, publisher };
        let extracted = claims.unpack()?;
        Some(Read { text: Text::elsewhere(title, notices, elsewhere), metadata, language, extracted, sketch })
    }

    /// How the text is loaded.
    fn load(&self, path: &str, limits: Limits) -> Load {
        let (again, path) = (self.again.clone(), path.to_owned());
        Arc::new(move || {
            let (bytes, format) = again(&path)?;
            Some(source::read(&path, &bytes, format, &limits).ok()?.into_text(&path))
        })
    }
}
