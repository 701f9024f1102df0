//! Documents of word processors: paragraphs, rows of tables and notes, as they are printed.
//! Deleted text, field codes, headers and footers are not.

use super::archive::Archive;
use super::date;
use super::format::Format;
use super::markup::{Attributes, Markup, Syntax, each};
use super::notice::Unread;
use super::text::{About, Builder, PieceKind, Text};
use crate::config::Limits;
use crate::diagnostic::Part;
use std::collections::BTreeSet;

/// Reads a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, Unread> {
    let mut archive = Archive::open(bytes, Format::Docx, limits)?;
    let body = archive.text("word/document.xml")?;
    let styles = archive.optional_text("word/styles.xml")?.unwrap_or_default();
    let notes = archive.optional_text("word/footnotes.xml")?.unwrap_or_default();
    let about = archive.optional_text("docProps/core.xml")?.unwrap_or_default();
    let headings = headings(&styles);
    let mut reader = Reader::new(&headings);
    reader.follow(&body);
    reader.in_notes = true;
    reader.follow(&notes);
    Ok(Text { about: core(&about), ..reader.out.of_parts() })
}

/// The ids of the styles that are headings. Ids are translated with the program, names are not.
fn headings(styles: &str) -> BTreeSet<String> {
    let (mut out, mut id) = (BTreeSet::new(), String::new());
    each(styles, Syntax::Xml, |markup, _| match markup {
        Markup::Open("w:style", attributes, _) => {
            id = attributes.get("w:styleid").unwrap_or_default().to_owned();
        }
        Markup::Open("w:name", attributes, _) => {
            let name = attributes.get("w:val").unwrap_or_default().to_ascii_lowercase();
            if name.starts_with("heading") || name == "title" {
                out.insert(id.clone());
            }
        }
        _ => {}
    });
    out
}

/// What the document says of itself.
pub(super) fn core(xml: &str) -> About {
    let (mut about, mut open) = (About::default(), String::new());
    each(xml, Syntax::Xml, |markup, _| match markup {
        Markup::Open(name, _, false) => name.clone_into(&mut open),
        Markup::Close(_) => open.clear(),
        Markup::Text(text) => {
            let said = || Some(text.trim().to_owned()).filter(|said| !said.is_empty());
            match open.as_str() {
                "dc:title" => about.title = said(),
                "dc:publisher" => about.publisher = said(),
                "dc:creator" => about.publisher = about.publisher.take().or_else(said),
                "dc:language" => {
                    about.language =
                        said().and_then(|code| Some(code.split(['-', '_']).next()?.to_ascii_lowercase()));
                }
                "dc:date" => about.date = about.date.or_else(|| date::of_metadata(text)),
                "dcterms:created" => about.likely_date = date::of_metadata(text),
                _ => {}
            }
        }
        Markup::Open(..) => {}
    });
    about
}

struct Reader<'h> {
    out: Builder<'static>,
    headings: &'h BTreeSet<String>,
    /// Elements that are open and whose words are not printed.
    unseen: usize,
    in_text: bool,
    in_notes: bool,
    /// Rows that are open, one in another.
    rows: usize,
    paragraphs: u32,
    tables: u32,
    row: u32,
    notes: u32,
}

impl<'h> Reader<'h> {
    fn new(headings: &'h BTreeSet<String>) -> Self {
        Self {
            out: Builder::new(""),
            headings,
            unseen: 0,
            in_text: false,
            in_notes: false,
            rows: 0,
            paragraphs: 0,
            tables: 0,
            row: 0,
            notes: 0,
        }
    }

    fn follow(&mut self, xml: &str) {
        (self.unseen, self.rows, self.in_text) = (0, 0, false);
        each(xml, Syntax::Xml, |markup, _| match markup {
            Markup::Open(name, attributes, closed) => self.opened(name, attributes, closed),
            Markup::Close(name) => self.closed(name),
            Markup::Text(text) if self.in_text && self.unseen == 0 => self.out.say(text),
            Markup::Text(_) => {}
        });
        self.out.begin(PieceKind::Text);
    }

    fn opened(&mut self, name: &str, attributes: &Attributes, closed: bool) {
        match name {
            // What was moved or deleted, and what stands for a picture in older programs.
            "w:del" | "w:movefrom" | "mc:fallback" if !closed => self.unseen += 1,
            _ if self.unseen > 0 => {}
            "w:t" => self.in_text = !closed,
            "w:tab" | "w:cr" => self.out.say(" "),
            "w:br" if self.rows == 0 => self.out.begin(self.out.kind()),
            "w:br" => self.out.say(" "),
            "w:nobreakhyphen" => self.out.say("-"),
            "w:tbl" if self.rows == 0 => (self.tables, self.row) = (self.tables + 1, 0),
            "w:tr" if !closed => {
                self.rows += 1;
                if self.rows == 1 {
                    self.row += 1;
                    self.out.begin(PieceKind::Row);
                    self.out.part(Part::Row(self.tables, self.row));
                }
            }
            "w:tc" if self.rows == 1 && !self.out.current().is_empty() => self.out.insert(" | "),
            "w:p" if self.rows > 0 => self.out.say(" "),
            "w:p" => {
                self.out.begin(PieceKind::Text);
                self.paragraph();
            }
            "w:numpr" if self.rows == 0 && self.out.kind() == PieceKind::Text => {
                self.out.begin(PieceKind::Item);
            }
            "w:outlinelvl" if self.rows == 0 => self.out.begin(PieceKind::Heading),
            "w:pstyle" if self.rows == 0 && self.is_heading(attributes) => {
                self.out.begin(PieceKind::Heading);
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        if self.in_notes {
            self.notes += 1;
            self.out.part(Part::Note(self.notes));
        } else {
            self.paragraphs += 1;
            self.out.part(Part::Paragraph(self.paragraphs));
        }
    }

    fn is_heading(&self, attributes: &Attributes) -> bool {
        attributes.get("w:val").is_some_and(|style| {
            self.headings.contains(style) || style.to_ascii_lowercase().starts_with("heading")
        })
    }

    fn closed(&mut self, name: &str) {
        match name {
            "w:del" | "w:movefrom" | "mc:fallback" => self.unseen = self.unseen.saturating_sub(1),
            "w:t" => self.in_text = false,
            "w:tr" => {
                self.rows = self.rows.saturating_sub(1);
                if self.rows == 0 {
                    self.out.begin(PieceKind::Text);
                }
            }
            _ => {}
        }
    }
}
