//! Front matter: what a Markdown document says of itself between `---` (YAML) or `+++` (TOML).
//! Only plain values at the top level are looked at, which both languages write alike.

use super::notice::{Notice, of_bad_date};
use super::text::About;
use super::{date, limits};
use crate::token::Span;

/// What front matter says.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// All that is known.
    pub(super) about: About,
    /// Where the words of the title stand in the file.
    pub(super) title: Option<Span>,
    /// What is not understood.
    pub(super) notices: Vec<Notice>,
}

/// Keys of the date of publication, those that say so best first.
const DATES: [&str; 5] = ["date", "published", "pubdate", "publishdate", "created"];
/// Keys of who publishes, those that say so best first.
const PUBLISHERS: [&str; 5] = ["publisher", "source", "site", "organization", "author"];

/// Reads the front matter that stands at a span of a file.
pub(super) fn read(file: &str, span: Span) -> FrontMatter {
    let mut out = FrontMatter::default();
    let (mut date, mut publisher): (Option<usize>, Option<usize>) = (None, None);
    if span.len() > limits::METADATA {
        return out;
    }
    let mut at = span.start;
    for line in span.of(file).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((key, value)) = entry(file, Span::new(start, at)) else { continue };
        let written = value.of(file);
        let better = |known: Option<usize>, rank: usize| known.is_none_or(|known| rank < known);
        if let Some(rank) = DATES.iter().position(|known| *known == key) {
            match date::of_metadata(written) {
                Some(read) if better(date, rank) => (out.about.date, date) = (Some(read), Some(rank)),
                Some(_) => {}
                None => out.notices.push(of_bad_date(value, written)),
            }
        } else if let Some(rank) = PUBLISHERS.iter().position(|known| *known == key) {
            if better(publisher, rank) {
                (out.about.publisher, publisher) = (Some(written.to_owned()), Some(rank));
            }
        } else if key == "title" {
            out.about.title = Some(written.to_owned());
            out.title = Some(value);
        } else if key == "lang" || key == "language" {
            let code = written.split(['-', '_']).next().unwrap_or(written);
            out.about.language = Some(code.to_ascii_lowercase());
        }
    }
    out
}

/// The key of a line at the top level, in lower case, and where its value stands without quotes.
fn entry(file: &str, line: Span) -> Option<(String, Span)> {
    let text = line.of(file);
    let mark = text.find([':', '='])?;
    let key = text.get(..mark)?.trim_end().trim_matches('"');
    if key.is_empty() || key.starts_with([' ', '\t', '#', '[', '-']) {
        return None;
    }
    let rest = text.get(mark + 1..)?;
    let trimmed = rest.trim();
    let start = line.start + mark + 1 + (rest.len() - rest.trim_start().len());
    let quoted = trimmed.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (start, length) = match quoted {
        Some(quote) => (start + 1, trimmed.get(1..)?.find(quote)?),
        // Behind a value may stand a comment.
        None => (
            start,
            trimmed
                .find(" #")
                .map_or(trimmed.len(), |at| trimmed.get(..at).map_or(0, |v| v.trim_end().len())),
        ),
    };
    let structured = quoted.is_none() && trimmed.starts_with(['[', '{', '|', '>', '&', '*']);
    (length > 0 && !structured).then(|| (key.to_ascii_lowercase(), Span::new(start, start + length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(text: &str) -> FrontMatter {
        read(text, Span::new(0, text.len()))
    }

    #[test]
    fn yaml_and_toml_are_read_alike() {
        for text in [
            "title: \"The fair\" # draft\ndate: 2024-04-23\nauthor: Ann\npublisher: The Paper\nlang: en-GB\ntags: [a]\n  date: 1999\n",
            "title = 'The fair'\ndate = 2024-04-23T10:00:00Z\nauthor = \"Ann\"\npublisher = \"The Paper\"\nlanguage = \"en\"\n",
        ] {
            let read = about(text);
            assert_eq!(read.about.title.as_deref(), Some("The fair"));
            assert_eq!(read.title.unwrap().of(text), "The fair");
            assert_eq!(read.about.date.unwrap().to_string(), "2024-04-23");
            assert_eq!(read.about.publisher.as_deref(), Some("The Paper"));
            assert_eq!(read.about.language.as_deref(), Some("en"));
            assert_eq!(read.notices, Vec::new());
        }
    }

    #[test]
    fn a_date_that_is_none_is_said() {
        let text = "date: next week\n";
        let read = about(text);
        assert_eq!(read.about.date, None);
        assert_eq!(read.notices[0].span.of(text), "next week");
    }
}
