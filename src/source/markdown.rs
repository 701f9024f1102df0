//! Markdown: the words that a reader of the page sees. Code blocks, addresses of links and
//! comments are none of them.

use super::text::{Builder, PieceKind, Text};
use super::{front_matter, html};
use crate::token::Span;
use front_matter::FrontMatter;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a document; its text begins at a byte of the file.
pub(super) fn read(file: &str, base: usize) -> Text {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST;
    let text = file.get(base..).unwrap_or("");
    let mut page = Page {
        out: Builder::new(file),
        base,
        items: 0,
        unseen: 0,
        front: None,
        in_front: false,
        headed: false,
        html: None,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        page.take(event, range);
    }
    page.finish()
}

struct Page<'f> {
    out: Builder<'f>,
    base: usize,
    /// Items of lists that are open.
    items: usize,
    /// Code blocks and pictures that are open.
    unseen: usize,
    front: Option<FrontMatter>,
    in_front: bool,
    /// Whether it has a heading of the first level.
    headed: bool,
    /// The block of HTML that is open.
    html: Option<Span>,
}

impl Page<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::new(range.start + self.base, range.end + self.base);
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_front => self.front_matter(span),
            Event::Html(_) => self.html = Some(self.html.map_or(span, |known| known.cover(span))),
            _ if self.unseen > 0 => {}
            Event::Text(words) => self.words(&words, span),
            Event::Code(words) => self.words(&words, span),
            Event::SoftBreak => self.out.instead(" ", span),
            Event::HardBreak | Event::Rule => self.begin(self.out.kind()),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.begin(self.out.kind()),
            _ => {}
        }
    }

    /// Words as they stand in the file, or what an escape or a reference stands for.
    fn words(&mut self, words: &str, span: Span) {
        let raw = span.of(self.out.file);
        let found = if raw == words { Some(0) } else { raw.find(words) };
        match found {
            Some(at) => self.out.text(Span::new(span.start + at, span.start + at + words.len())),
            None => self.out.instead(words, span),
        }
    }

    fn begin(&mut self, kind: PieceKind) {
        self.out.begin(kind);
    }

    fn prose(&self) -> PieceKind {
        if self.items > 0 { PieceKind::Item } else { PieceKind::Text }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.headed |= *level == HeadingLevel::H1;
                self.begin(PieceKind::Heading);
            }
            Tag::Item => {
                self.items += 1;
                self.begin(PieceKind::Item);
            }
            Tag::TableHead | Tag::TableRow => self.begin(PieceKind::Row),
            Tag::TableCell if !self.out.current().trim().is_empty() => self.out.insert(" | "),
            Tag::CodeBlock(_) => {
                self.begin(self.prose());
                self.unseen += 1;
            }
            Tag::Image { .. } => self.unseen += 1,
            Tag::HtmlBlock => self.begin(self.prose()),
            Tag::MetadataBlock(_) => self.in_front = true,
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.begin(self.prose()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.begin(self.prose());
            }
            TagEnd::CodeBlock | TagEnd::Image => self.unseen = self.unseen.saturating_sub(1),
            TagEnd::HtmlBlock => {
                if let Some(span) = self.html.take() {
                    html::fragment(&mut self.out, span);
                }
                self.begin(self.prose());
            }
            TagEnd::MetadataBlock(_) => self.in_front = false,
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.begin(self.prose()),
            _ => {}
        }
    }

    /// The title that front matter states stands for a heading, where the document has none.
    fn front_matter(&mut self, span: Span) {
        let file = self.out.file;
        let all = match &self.front {
            // Long front matter comes in several stretches.
            Some(_) => return,
            None => Span::new(span.start, front_matter_end(file, span)),
        };
        let front = front_matter::read(file, all);
        if let Some(title) = front.title {
            self.begin(PieceKind::Heading);
            self.out.text(title);
            self.begin(PieceKind::Text);
        }
        self.front = Some(front);
    }

    fn finish(mut self) -> Text {
        self.out.begin(PieceKind::Text);
        let front = self.front.unwrap_or_default();
        if self.headed && front.title.is_some() {
            self.out.pieces.remove(0);
        }
        Text { about: front.about, notices: front.notices, ..self.out.of_file() }
    }
}

/// Where front matter ends that begins at a span: at the line that closes it.
fn front_matter_end(file: &str, span: Span) -> usize {
    let rest = file.get(span.start..).unwrap_or("");
    let mut at = span.start;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "+++" | "...") {
            return at;
        }
        at += line.len();
    }
    at.max(span.end)
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(file: &str) -> Vec<(PieceKind, String)> {
        read(file, 0).content().parts()
    }

    #[test]
    fn what_a_reader_sees_is_read_and_the_rest_is_not() {
        use PieceKind::{Heading, Item, Row, Text};
        let file = "---\ntitle: The fair\ndate: 2024-04-23\n---\n\nMore than **400** com\\-panies &mdash; from\n\
            [27 countries](https://site/45) came.  \nAnother line `45`.\n\n## Limits\n\n- one\n- two\n  - three\n\n\
            | Timeout | 3 s |\n|---|---|\n| Memory | 128 MB |\n\n```\ntimeout = 30\n```\n\n![12 cats](cats.png)\n\n\
            <!-- 13 -->\n\n<div>Fourteen <b>14</b></div>\n\nNote[^1].\n\n[^1]: Said in 2024.\n";
        let expected = [
            (Heading, "The fair"),
            (Text, "More than 400 com-panies — from 27 countries came."),
            (Text, "Another line 45."),
            (Heading, "Limits"),
            (Item, "one"),
            (Item, "two"),
            (Item, "three"),
            (Row, "Timeout | 3 s"),
            (Row, "Memory | 128 MB"),
            (Text, "Fourteen 14"),
            (Text, "Note."),
            (Text, "Said in 2024."),
        ];
        let expected: Vec<_> = expected.map(|(kind, words)| (kind, words.to_owned())).to_vec();
        assert_eq!(pieces(file), expected);
        let text = read(file, 0);
        let words = text.content().words;
        let at = words.find("400 com-panies — from 27 countries").unwrap();
        let place = text.in_file(Span::new(at, at + "400 com-panies — from 27 countries".len()));
        assert_eq!(place.of(file), "400** com\\-panies &mdash; from\n[27 countries");
        assert_eq!(text.about.date.unwrap().to_string(), "2024-04-23");
    }

    #[test]
    fn a_heading_stands_before_the_title_of_the_front_matter() {
        assert_eq!(pieces("+++\ntitle = \"Draft\"\n+++\n# The fair\n").len(), 1);
        assert_eq!(pieces("---\ntitle: The fair\n---\n"), [(PieceKind::Heading, "The fair".to_owned())]);
    }
}
