//! HTML: the words of the document, without what stands around it on the page. Elements are
//! followed on a stack of their own, so that no nesting is too deep.

mod head;
mod tags;

use super::markup::{Attributes, Markup, Syntax, each, push_text};
use super::text::{About, Builder, Piece, PieceKind, Text};
use crate::token::Span;
use head::Head;
use tags::{Role, TAGS, index, is_left_out, role};

/// A document this long, in bytes, is taken for the whole of what a page is about.
const DOCUMENT: usize = 200;
/// A line of links of at most so many bytes is navigation.
const LINKS: usize = 200;

/// Reads a page; its text begins at a byte of the file.
pub(super) fn read(file: &str, base: usize) -> Text {
    let mut out = Builder::new(file);
    let syntax = if file.get(base..).is_some_and(|text| text.starts_with("<?xml")) {
        Syntax::Xml
    } else {
        Syntax::Html
    };
    let about = page(&mut out, Span::new(base, file.len()), syntax);
    Text { about, ..out.of_file() }
}

/// Reads a page of a book: its pieces alone, as text.
pub(super) fn chapter(file: &str) -> (Vec<(PieceKind, String)>, About) {
    let mut out = Builder::new(file);
    let about = page(&mut out, Span::new(0, file.len()), Syntax::Xml);
    let text = out.of_file();
    let content = text.content();
    let pieces = content.pieces.unwrap_or(&[]).iter();
    (pieces.map(|piece| (piece.kind, piece.span.of(content.words).to_owned())).collect(), about)
}

/// Reads HTML that stands in another text, where all of it is the document.
pub(super) fn fragment(out: &mut Builder<'_>, span: Span) {
    drop(Page::new(out).follow(span, Syntax::Html));
}

fn page(out: &mut Builder<'_>, span: Span, syntax: Syntax) -> About {
    let Page { head, zones, title, .. } = Page::new(out).follow(span, syntax);
    let about = head.about();
    keep_document(out, &zones, title);
    about
}

/// Where a piece stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Zone {
    /// A line of links.
    Links,
    /// Anywhere.
    Page,
    /// In an article.
    Article,
    /// In what is marked as the document.
    Main,
}

/// Leaves the pieces of the document: those of `<main>`, else those of articles, else all.
fn keep_document(out: &mut Builder<'_>, zones: &[Zone], title: Option<usize>) {
    let length = |least: Zone| -> usize {
        let in_zone = out.pieces.iter().zip(zones).filter(|(_, zone)| **zone >= least);
        in_zone.map(|(piece, _)| piece.span.len()).sum()
    };
    let least = [Zone::Main, Zone::Article].into_iter().find(|zone| length(*zone) >= DOCUMENT);
    let least = least.unwrap_or(if length(Zone::Page) > 0 { Zone::Page } else { Zone::Links });
    let all = std::mem::take(&mut out.pieces);
    let kept = |at: usize| zones.get(at).is_some_and(|zone| *zone >= least) && Some(at) != title;
    let headed = all.iter().enumerate().any(|(at, piece)| kept(at) && piece.kind == PieceKind::Heading);
    let pieces = all.into_iter().enumerate();
    // The title of the page stands for a heading that it lacks.
    out.pieces = pieces
        .filter(|(at, _)| kept(*at) || (Some(*at) == title && !headed))
        .map(|(_, p): (usize, Piece)| p)
        .collect();
}

/// A page as far as it was followed.
struct Page<'b, 'f> {
    out: &'b mut Builder<'f>,
    /// The elements that are open, by their place among the tags.
    open: Vec<usize>,
    /// How many of each are open.
    counts: [usize; TAGS.len()],
    /// How many were open when one began whose words are left out.
    left_out: Option<usize>,
    /// Whether the script that is open says something of the page.
    json: bool,
    /// Bytes of links in the piece that is being read.
    linked: usize,
    /// Where each piece stands.
    zones: Vec<Zone>,
    /// The piece that is the title of the page.
    title: Option<usize>,
    head: Head,
}

impl<'b, 'f> Page<'b, 'f> {
    fn new(out: &'b mut Builder<'f>) -> Self {
        Self {
            out,
            open: Vec::new(),
            counts: [0; TAGS.len()],
            left_out: None,
            json: false,
            linked: 0,
            zones: Vec::new(),
            title: None,
            head: Head::default(),
        }
    }

    fn follow(mut self, span: Span, syntax: Syntax) -> Self {
        let file = self.out.file;
        each(span.of(file), syntax, |markup, place| {
            let place = Span::new(place.start + span.start, place.end + span.start);
            match markup {
                Markup::Open(name, attributes, closed) => {
                    self.opened(name, attributes, closed);
                }
                Markup::Close(name) => self.closed(name),
                Markup::Text(text) => self.text(text, place),
            }
        });
        self.cut();
        self
    }

    fn has(&self, wanted: Role) -> bool {
        self.counts.iter().enumerate().any(|(tag, count)| *count > 0 && role(tag) == wanted)
    }

    fn kind(&self) -> PieceKind {
        if self.has(Role::Heading) {
            PieceKind::Heading
        } else if self.has(Role::Row) {
            PieceKind::Row
        } else if self.has(Role::Item) {
            PieceKind::Item
        } else {
            PieceKind::Text
        }
    }

    fn opened(&mut self, name: &str, attributes: &Attributes, closed: bool) {
        match name {
            "meta" => return self.head.meta(attributes),
            "html" | "body" => self.head.language(attributes),
            "time" => self.head.time(attributes),
            _ => {}
        }
        let Some(tag) = index(name) else { return };
        let own = role(tag);
        match own {
            Role::Break => return self.boundary(),
            Role::Script => {
                self.json = attributes.get("type").is_some_and(|kind| kind.contains("ld+json"));
            }
            // An item ends the one before, as authors write it.
            Role::Item if self.open.last() == Some(&tag) => self.pop(tag),
            _ => {}
        }
        if closed {
            if !matches!(own, Role::Inline | Role::Link) {
                self.boundary();
            }
            return;
        }
        match own {
            Role::Cell if !self.out.current().trim().is_empty() => self.out.insert(" | "),
            Role::Cell | Role::Inline | Role::Link | Role::Code | Role::Script | Role::Skipped => {}
            Role::Table | Role::Row | Role::Title => self.cut(),
            _ => self.boundary(),
        }
        // Code that stands as a block is not told to a reader as prose.
        let block_of_code = own == Role::Code && self.has(Role::Pre);
        let unseen = matches!(own, Role::Skipped | Role::Script) || block_of_code || is_left_out(attributes);
        if unseen && !matches!(name, "body" | "main" | "article") {
            self.left_out.get_or_insert(self.open.len());
        }
        self.open.push(tag);
        if let Some(count) = self.counts.get_mut(tag) {
            *count += 1;
        }
        if !matches!(own, Role::Inline | Role::Link | Role::Code | Role::Cell | Role::Script | Role::Skipped)
        {
            self.begin();
        }
    }

    fn closed(&mut self, name: &str) {
        let Some(tag) = index(name) else { return };
        match role(tag) {
            Role::Inline | Role::Link | Role::Code | Role::Cell | Role::Script | Role::Skipped => {
                self.pop(tag);
            }
            Role::Table | Role::Row | Role::Title => {
                self.cut();
                self.pop(tag);
                self.begin();
            }
            _ => {
                self.boundary();
                self.pop(tag);
                self.begin();
            }
        }
    }

    /// Closes the innermost element of a tag, and all that were left open in it.
    fn pop(&mut self, tag: usize) {
        if self.counts.get(tag).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(last) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(last) {
                *count -= 1;
            }
            if self.left_out.is_some_and(|depth| depth >= self.open.len()) {
                self.left_out = None;
            }
            if last == tag {
                break;
            }
        }
    }

    /// A block begins or ends: in a row of a table that is a space.
    fn boundary(&mut self) {
        if self.left_out.is_some() {
            return;
        }
        if self.has(Role::Row) {
            self.out.say_space();
        } else {
            self.cut();
            self.begin();
        }
    }

    /// Ends the piece that is being read and notes where it stands.
    fn cut(&mut self) {
        let (length, linked) = (self.out.current().trim().len(), std::mem::take(&mut self.linked));
        let kind = self.out.kind();
        let prose = self.out.current().trim_end().ends_with(['.', '!', '?', '…']);
        let links = linked * 4 >= length * 3 && length < LINKS && kind != PieceKind::Heading && !prose;
        let zone = if links && length > 0 {
            Zone::Links
        } else if self.has(Role::Main) {
            Zone::Main
        } else if self.has(Role::Article) {
            Zone::Article
        } else {
            Zone::Page
        };
        let before = self.out.pieces.len();
        self.out.begin(kind);
        if self.out.pieces.len() > before {
            self.zones.push(zone);
        }
    }

    /// What follows is of the kind that the open elements say.
    fn begin(&mut self) {
        if self.out.current().is_empty() {
            let kind = self.kind();
            self.out.begin(kind);
        }
    }

    fn text(&mut self, text: &str, place: Span) {
        if self.has(Role::Script) {
            if self.json {
                self.head.json(text);
            }
            return;
        }
        if self.left_out.is_some() {
            return;
        }
        if self.has(Role::Title) {
            self.head.title(text);
            self.cut();
            self.out.begin(PieceKind::Heading);
            push_text(self.out, place);
            if self.title.is_none() && !text.trim().is_empty() {
                self.title = Some(self.out.pieces.len());
            }
            return self.cut();
        }
        if self.has(Role::Link) {
            self.linked += text.trim().len();
        }
        push_text(self.out, place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(file: &str) -> Vec<(PieceKind, String)> {
        read(file, 0).content().parts()
    }

    #[test]
    fn the_document_is_read_and_the_page_around_it_is_not() {
        use PieceKind::{Heading, Item, Row, Text};
        let page = "<!doctype html><html lang=ru-RU><head><title>The fair - Site</title>\
            <style>p { width: 400px }</style></head><body><nav><ul><li><a href=/>27 news</a></ul></nav>\
            <h1>The fair</h1><p>More than <b>400</b>&nbsp;companies\n  came.<p>Limits:<ul><li>one<li>two <i>x</i></ul>\
            <table><tr><th>Timeout<th>Memory<tr><td><p>3 s</p><td>128 MB</table>\
            <pre><code>timeout = 30</code></pre><div class=\"x sidebar\">12 ads</div><p hidden>13</p>\
            <aside>14 more</aside><p>End<br>line</p><script>var x = 400;</script><footer>2024</footer>";
        let expected = [
            (Heading, "The fair"),
            (Text, "More than 400\u{a0}companies came."),
            (Text, "Limits:"),
            (Item, "one"),
            (Item, "two x"),
            (Row, "Timeout | Memory"),
            (Row, "3 s | 128 MB"),
            (Text, "End"),
            (Text, "line"),
        ];
        let expected: Vec<_> = expected.map(|(kind, words)| (kind, words.to_owned())).to_vec();
        assert_eq!(pieces(page), expected);
        assert_eq!(read(page, 0).about.language.as_deref(), Some("ru"));
        assert_eq!(read(page, 0).about.title.as_deref(), Some("The fair - Site"));
    }

    #[test]
    fn where_a_page_marks_its_document_the_rest_is_left_out() {
        let long = "word ".repeat(60);
        let page = format!("<p>before</p><main><p>{long}</p></main><p>behind</p>");
        assert_eq!(pieces(&page).len(), 1);
        assert_eq!(pieces("<p>before</p><main><p>short</p></main>").len(), 2);
    }

    #[test]
    fn what_a_page_says_of_itself_is_known() {
        let page = "<meta property=article:published_time content=2024-04-23T10:00:00Z>\
            <meta name=date content=1999-01-01><meta property=og:site_name content='The Paper'>\
            <script type=application/ld+json>{\"@graph\":[{\"datePublished\":\"2024-04-22\",\
            \"publisher\":{\"name\":\"Agency\"}}]}</script><p>x";
        let about = read(page, 0).about;
        assert_eq!(about.date.unwrap().to_string(), "2024-04-22");
        assert_eq!(about.publisher.as_deref(), Some("Agency"));
    }

    #[test]
    fn a_million_elements_in_each_other_and_a_million_strays_are_followed() {
        let deep = format!("{}<p>400 companies{}", "<div>".repeat(1 << 20), "</p>".repeat(1 << 20));
        assert_eq!(pieces(&deep).len(), 1);
        assert_eq!(pieces(&"<b>".repeat(1 << 20)).len(), 0);
        assert_eq!(pieces(&"</div><li>".repeat(1 << 18)).len(), 0);
    }
}
