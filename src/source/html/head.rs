//! What a page says of itself: `<meta>`, `<time>`, JSON-LD.

use crate::source::markup::Attributes;
use crate::source::text::About;
use crate::source::{date, limits};
use crate::value::CalendarDate;
use serde_json::Value;

/// Names of `<meta>` that state the date of publication, those that say so best first.
const DATES: [&str; 13] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "date",
];
/// Names of `<meta>` that state who publishes, those that say so best first.
const PUBLISHERS: [&str; 5] = ["og:site_name", "publisher", "dc.publisher", "application-name", "author"];
/// Values of JSON-LD that are looked at.
const VALUES: usize = 10_000;

/// What was said so far.
#[derive(Debug, Default)]
pub(super) struct Head {
    about: About,
    /// Dates with their rank; the lowest counts.
    date: Option<(usize, CalendarDate)>,
    publisher: Option<(usize, String)>,
}

impl Head {
    /// The language that an element says its words are in.
    pub(super) fn language(&mut self, attributes: &Attributes) {
        let code = attributes.get("lang").or_else(|| attributes.get("xml:lang"));
        let code = code.and_then(|code| code.split(['-', '_']).next()).map(str::trim);
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            self.about.language.get_or_insert_with(|| code.to_ascii_lowercase());
        }
    }

    /// A `<meta>`.
    pub(super) fn meta(&mut self, attributes: &Attributes) {
        let Some(content) = attributes.get("content").map(str::trim).filter(|said| !said.is_empty()) else {
            return;
        };
        for key in ["property", "name", "itemprop"] {
            let Some(name) = attributes.get(key).map(str::to_ascii_lowercase) else { continue };
            if let Some(rank) = DATES.iter().position(|known| *known == name) {
                // What JSON-LD says ranks before.
                self.dated(rank + 1, content);
            } else if let Some(rank) = PUBLISHERS.iter().position(|known| *known == name) {
                self.published(rank + 1, content);
            }
        }
    }

    /// A `<time>` that is the date of publication.
    pub(super) fn time(&mut self, attributes: &Attributes) {
        let published = attributes.get("pubdate").is_some()
            || attributes.get("itemprop").is_some_and(|name| name.eq_ignore_ascii_case("datePublished"));
        if let Some(date) = attributes.get("datetime").filter(|_| published) {
            self.dated(DATES.len() + 1, date);
        }
    }

    /// The words of a `<title>`.
    pub(super) fn title(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.about.title.get_or_insert(words);
        }
    }

    /// A block of JSON-LD; one that is broken says nothing.
    pub(super) fn json(&mut self, text: &str) {
        if text.len() > limits::METADATA {
            return;
        }
        let Ok(value) = serde_json::from_str::<Value>(text) else { return };
        let mut open = vec![&value];
        let mut looked_at = 0;
        while let Some(value) = open.pop().filter(|_| looked_at < VALUES) {
            looked_at += 1;
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(object) => {
                    if let Some(date) = object.get("datePublished").and_then(Value::as_str) {
                        self.dated(0, date);
                    }
                    let publisher = object.get("publisher");
                    let name = publisher.and_then(|p| p.as_str().or_else(|| p.get("name")?.as_str()));
                    if let Some(name) = name {
                        self.published(0, name);
                    }
                    open.extend(object.get("@graph"));
                }
                _ => {}
            }
        }
    }

    fn dated(&mut self, rank: usize, written: &str) {
        if self.date.is_none_or(|(known, _)| rank < known)
            && let Some(date) = date::of_metadata(written)
        {
            self.date = Some((rank, date));
        }
    }

    fn published(&mut self, rank: usize, name: &str) {
        let name = name.trim();
        if !name.is_empty() && self.publisher.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.publisher = Some((rank, name.to_owned()));
        }
    }

    /// All that was said.
    pub(super) fn about(self) -> About {
        let (date, publisher) = (self.date.map(|(_, date)| date), self.publisher.map(|(_, name)| name));
        About { date, publisher, ..self.about }
    }
}
