//! Tags and text of HTML and XML, with the bytes they stand in. One pass, no tree: nesting costs
//! nothing here. Entities of documents are never expanded from definitions.

use super::text::Builder;
use crate::token::Span;
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use std::convert::Infallible;

/// Which rules tags follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Scripts and titles are text; `/` at the end of a tag means nothing.
    Html,
    /// `<title/>` is empty.
    Xml,
}

/// The attributes of a tag, by name in lower case.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of the first of these attributes that is there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// A tag holds at most so many attributes that are looked at.
const ATTRIBUTES: usize = 64;

/// What stands in a text of markup.
#[derive(Debug)]
pub(super) enum Markup<'a> {
    /// A start tag, with whether it ends at once.
    Open(&'a str, &'a Attributes, bool),
    /// An end tag.
    Close(&'a str),
    /// Text between tags, with its references decoded.
    Text(&'a str),
}

/// Calls `see` with all that stands in a text, and where.
pub(super) fn each(text: &str, syntax: Syntax, mut see: impl FnMut(Markup<'_>, Span)) {
    tokenized(text, syntax, &mut see);
}

/// The tokenizer's states are a megabyte of code when there are some for each caller.
fn tokenized(text: &str, syntax: Syntax, see: &mut dyn FnMut(Markup<'_>, Span)) {
    let (mut name, mut attributes, mut in_tag) = (String::new(), Attributes::default(), false);
    let callback = |event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
        let span = Span::new(span.start, span.end);
        match event {
            CallbackEvent::OpenStartTag { name: own } => {
                name.clear();
                name.push_str(&String::from_utf8_lossy(own));
                attributes.0.clear();
                in_tag = true;
            }
            CallbackEvent::AttributeName { name } if in_tag && attributes.0.len() < ATTRIBUTES => {
                attributes.0.push((String::from_utf8_lossy(name).into_owned(), String::new()));
            }
            CallbackEvent::AttributeValue { value } if in_tag => {
                if let Some((_, last)) = attributes.0.last_mut() {
                    last.clear();
                    last.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                in_tag = false;
                see(Markup::Open(&name, &attributes, self_closing && syntax == Syntax::Xml), span);
            }
            CallbackEvent::EndTag { name } => {
                in_tag = false;
                see(Markup::Close(&String::from_utf8_lossy(name)), span);
            }
            CallbackEvent::String { value } => see(Markup::Text(&String::from_utf8_lossy(value)), span),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(syntax == Syntax::Html);
    // Nothing comes out: all is told to the callback.
    let _none = Tokenizer::new_with_emitter(text, emitter).flatten().count();
}

/// Adds text of the file, each reference as what it stands for.
pub(super) fn push_text(out: &mut Builder<'_>, span: Span) {
    let file = out.file;
    let raw = span.of(file);
    let mut at = 0;
    while let Some(found) = raw.get(at..).and_then(|rest| memchr::memchr(b'&', rest.as_bytes())) {
        let reference = at + found;
        out.text(Span::new(span.start + at, span.start + reference));
        let end = reference + reference_len(raw.get(reference..).unwrap_or(""));
        let written = raw.get(reference..end).unwrap_or("");
        let place = Span::new(span.start + reference, span.start + end);
        match decoded(written) {
            Some(words) => out.instead(&words, place),
            None => out.text(place),
        }
        at = end;
    }
    out.text(Span::new(span.start + at, span.end));
}

/// How long a reference may be: `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 34;

fn reference_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 1 + usize::from(bytes.get(1) == Some(&b'#'));
    while end < LONGEST && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    }
    end + usize::from(bytes.get(end) == Some(&b';'))
}

/// What a reference stands for; nothing where it is none.
fn decoded(written: &str) -> Option<String> {
    let known = match written {
        "&nbsp;" | "&#160;" => "\u{a0}",
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&" => return None,
        _ => {
            let mut out = String::new();
            each(written, Syntax::Xml, |markup, _| {
                if let Markup::Text(text) = markup {
                    out.push_str(text);
                }
            });
            return (out != written).then_some(out);
        }
    };
    Some(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_where_it_is_said_to_stand() {
        let file = "<p>5 &lt; 6<b>7</b> &nbsp;end<script>if (a<b) x</script><br/>tail &unknown; &";
        let mut seen = Vec::new();
        each(file, Syntax::Html, |markup, span| {
            if let Markup::Text(text) = markup {
                seen.push((text.to_owned(), span.of(file).to_owned()));
            }
        });
        let raw: Vec<&str> = seen.iter().map(|(_, raw)| raw.as_str()).collect();
        assert_eq!(raw, ["5 &lt; 6", "7", " &nbsp;end", "if (a<b) x", "tail &unknown; &"]);
        assert_eq!(seen[0].0, "5 < 6");
    }

    #[test]
    fn references_are_decoded_whole() {
        for (written, words) in [
            ("&mdash;", Some("—")),
            ("&#1082;", Some("к")),
            ("&#x43a;", Some("к")),
            ("&copy2024", Some("©2024")),
            ("&unknown;", None),
            ("&#99999999;", Some("\u{fffd}")),
        ] {
            assert_eq!(decoded(written).as_deref(), words, "{written}");
        }
    }
}
