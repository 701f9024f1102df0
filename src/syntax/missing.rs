//! What is missing where the parser only knows that something is wrong: the `:` or `{` of an
//! item's first line, the `=>` of an expectation, a figure written in one piece.

use super::ast::Item;
use super::expected::Kind;
use super::found::Found;
use super::place::{Place, first_word};
use crate::token::Span;

/// Items whose first line goes on with a brace, behind a name and perhaps a title.
const BLOCKS: [&str; 3] = ["kind", "rule", "source"];

/// A first line without its `:` or `{`.
pub(super) fn in_header(text: &str, kind: &Kind, place: &Place<'_>, out: &mut Found) {
    let Some((_, name)) = place.name else { return };
    let at = behind_title(text, name.end);
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let (sign, label) = match kind.keyword {
        "measure" | "unit" if next != Some(':') => (':', "expected `:` and a dimension, such as `: count`"),
        keyword if BLOCKS.contains(&keyword) && next != Some('{') => {
            ('{', "expected `{`, statements and `}`")
        }
        _ => return,
    };
    let word = first_word(text, at);
    out.span = if word.is_empty() { last(text, at) } else { Span::new(at, at + word.len()) };
    out.message = format!("`{sign}` is missing");
    out.label = Some(label.to_owned());
}

/// The item whose statements begin at a stretch that is no item, and its first line: it stands right
/// in front and has no brace, and they are indented below it.
pub(super) fn block_before<'i>(
    text: &str,
    items: &'i [(Span, Item)],
    statements: Span,
) -> Option<(Span, &'i Item)> {
    let behind = items.partition_point(|(place, _)| place.start < statements.start);
    let (place, item) = items.get(behind.checked_sub(1)?)?;
    let block = matches!(item, Item::Measure(_) | Item::Scope(_) | Item::Unit(_) | Item::Entity(_));
    let header = place.of(text).split(super::LINE_ENDS).next()?.split('#').next()?.trim_end();
    let lines = statements.of(text).split(super::LINE_ENDS).scan(statements.start, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    });
    let (start, line) = lines.into_iter().find(|(_, line)| !super::is_blank(line))?;
    let first = start + line.len() - line.trim_start().len();
    let indented = text.get(..first)?.ends_with([' ', '\t']);
    let bare = block && indented && !place.of(text).contains('{');
    bare.then(|| (Span::new(place.start, place.start + header.len()), item))
}

/// Where a first line goes on behind a name and a title.
fn behind_title(text: &str, name: usize) -> usize {
    let skip = |at: usize| {
        let rest = text.get(at..).unwrap_or("");
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    };
    let at = skip(name);
    let title = text.get(at..).and_then(|rest| rest.strip_prefix('"'));
    let line = title.and_then(|title| title.split(super::LINE_ENDS).next());
    line.and_then(|line| line.find('"')).map_or(at, |end| skip(at + end + 2))
}

/// The last character before a byte that is no white space.
fn last(text: &str, at: usize) -> Span {
    let head = text.get(..at).unwrap_or("").trim_end();
    let width = head.chars().next_back().map_or(0, char::len_utf8);
    Span::new(head.len() - width, head.len())
}

/// An expectation without its `=>`.
pub(super) fn arrow(text: &str, place: &Place<'_>, next: Option<char>, out: &mut Found) -> bool {
    let written = place.statement.of(text).trim();
    let relation = matches!(next, Some('=' | '<' | '>' | '~'));
    if place.keyword != "test" || !relation || written.starts_with("=>") {
        return false;
    }
    let start = place.statement.start;
    out.span = Span::new(start, start + first_word(text, start).len().max(1));
    out.message = "`=>` is missing".to_owned();
    out.label = Some("an expectation starts with `=>`".to_owned());
    out.help = Some(format!("write `=> {written}`"));
    true
}

/// A figure of an expectation in pieces: `2,400`.
pub(super) fn in_pieces(text: &str, at: usize, out: &mut Found) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'');
    let head = text.get(..at).unwrap_or("");
    let before = head.len() - head.trim_end_matches(is_part).len();
    let rest = text.get(at..).unwrap_or("");
    let behind = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let start = at - before;
    let written = text.get(start..at + behind).unwrap_or("");
    let begin = start + (written.len() - written.trim_start().len());
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let pieces = head.get(start..).is_some_and(|head| head.contains(|c: char| c.is_ascii_digit()));
    if behind == 0 || !pieces {
        return false;
    }
    out.span = Span::new(begin, at + behind);
    out.message = format!("`{}` is not one figure", written.trim());
    out.label = Some("figures are written without separators".to_owned());
    out.help = Some(format!("write `{digits}`"));
    true
}
