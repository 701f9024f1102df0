//! Hover in rule files: what a name means with the comment above its definition, which forms
//! a word covers, what a word of the language does.

use super::complete::shape_of;
use super::cursor::{cursor, is_name_char};
use super::index::{Kind, Occurrence, Wording};
use super::space::Space;
use super::words;
use crate::diagnostic::{FileId, SourceText};
use crate::rule::Language;
use crate::token::{Span, fold, is_cyrillic};
use std::fmt::Write as _;

/// Lines of a definition that are shown.
const MAX_LINES: usize = 14;
/// Forms of a lemma that are shown.
const MAX_FORMS: usize = 24;

/// What there is to say of a byte of a file, in Markdown, and the words it is about.
pub(in crate::lsp) fn hover(space: &Space, file: FileId, at: usize) -> Option<(String, Span)> {
    let source = space.prepared.sources.get(file)?;
    let wording = space.index().wording_at(file, at).filter(|w| !w.exact || w.lang.is_some());
    if let Some(name) = space.index().name_at(file, at) {
        return Some((of_name(space, name), name.span));
    }
    if let Some(wording) = wording {
        return of_wording(space, wording, source, at);
    }
    let span = word_at(source, at);
    let item = cursor(&source.text, at).item;
    words::explain(span.of(&source.text), item)
        .map(|what| (format!("`{}`: {what}", span.of(&source.text)), span))
}

fn word_at(source: &SourceText, at: usize) -> Span {
    let at = source.text.floor_char_boundary(at);
    let (head, tail) = source.text.split_at(at);
    let back: usize = head.chars().rev().take_while(|c| is_name_char(*c)).map(char::len_utf8).sum();
    let on: usize = tail.chars().take_while(|c| is_name_char(*c)).map(char::len_utf8).sum();
    Span::new(at - back, at + on)
}

/// A name: what it is, what is said above its definition, and the definition.
fn of_name(space: &Space, name: &Occurrence) -> String {
    let (_, what) = shape_of(name.key.kind);
    let mut out = format!("**{what}** `{}`", name.key.name);
    if name.key.kind == Kind::Value {
        let _ = write!(out, " of `{}`", name.key.owner);
    }
    let definitions = space.index().definitions(&name.key);
    let own = definitions.iter().rev().find(|(file, _)| *file == name.file).or_else(|| definitions.last());
    let Some((file, span)) = own else { return out };
    let Some(source) = space.prepared.sources.get(*file) else { return out };
    let comment = comment_above(source, span.start);
    if !comment.is_empty() {
        let _ = write!(out, "\n\n{comment}");
    }
    let _ = write!(out, "\n\n```claim\n{}\n```", excerpt(source, *span));
    if *file != name.file {
        let _ = write!(out, "\n\n{}:{}", source.name, source.line_at(span.start) + 1);
    }
    out
}

/// The comment lines right above a line, without their signs.
fn comment_above(source: &SourceText, at: usize) -> String {
    let mut lines = Vec::new();
    for line in (0..source.line_at(at)).rev() {
        let text = source.line(line).of(&source.text).trim();
        let Some(comment) = text.strip_prefix('#') else { break };
        lines.push(comment.trim());
    }
    lines.reverse();
    lines.join("\n")
}

/// The lines of a definition, up to the brace that closes what its first line opens.
fn excerpt(source: &SourceText, span: Span) -> String {
    let first = source.line_at(span.start);
    let end = item_end(&source.text, source.line(first).start);
    let last = source.line_at(end.saturating_sub(1));
    let lines = (first..=last).map(|line| source.line(line).of(&source.text));
    let mut shown: Vec<&str> = lines.take(MAX_LINES).collect();
    if last - first >= MAX_LINES {
        shown.push("…");
    }
    shown.join("\n")
}

/// Where what begins at a byte ends: at its closing brace, or with its line where none opens.
pub(super) fn item_end(text: &str, start: usize) -> usize {
    let (mut depth, mut quoted, mut comment) = (0usize, false, false);
    let tail = text.get(start..).unwrap_or("");
    let mut chars = tail.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' | '\r' if depth == 0 => return start + at,
            '\n' | '\r' => (quoted, comment) = (false, false),
            _ if comment => {}
            '\\' if quoted => drop(chars.next()),
            '"' => quoted = !quoted,
            _ if quoted => {}
            '#' => comment = true,
            '{' | '(' => depth += 1,
            '}' | ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && c == '}' {
                    return start + at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Words: whether they match as written or in which forms.
fn of_wording(space: &Space, wording: &Wording, source: &SourceText, at: usize) -> Option<(String, Span)> {
    if wording.exact {
        return Some((format!("`{}`: as written, in any case", wording.text), wording.span));
    }
    let span = word_at(source, at);
    let word = span.of(&source.text);
    let lemma = fold(word);
    let cyrillic = word.chars().any(is_cyrillic);
    let languages = &space.prepared.rules.languages;
    let named = |l: &&Language| wording.lang.as_deref().map_or(l.cyrillic == cyrillic, |code| l.code == code);
    let language = languages.iter().find(named)?;
    let forms = language.dictionary.as_ref().map(|d| d.inflect(&lemma)).unwrap_or_default();
    let mut forms: Vec<String> = forms.into_iter().map(|(form, _)| form).collect();
    forms.dedup();
    let text = if forms.is_empty() {
        let stem = language.stem(&lemma).unwrap_or_else(|| lemma.clone());
        format!(
            "`{word}`: no dictionary of `{}` knows it as a lemma; words with the stem `{stem}` match",
            language.code
        )
    } else {
        let rest = forms.len().saturating_sub(MAX_FORMS);
        let shown: Vec<&str> = forms.iter().take(MAX_FORMS).map(String::as_str).collect();
        let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        format!("`{word}` ({}) matches {} forms: {}{more}", language.code, forms.len(), shown.join(", "))
    };
    Some((text, span))
}
