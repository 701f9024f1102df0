//! Completion in rule files: what may stand where the cursor is.

use super::cursor::{Cursor, captures, cursor};
use super::index::{Index, Kind};
use super::words::{self, Word};
use crate::token::Span;
use gen_lsp_types::CompletionItemKind as Shape;

/// A name or word that may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lsp) struct Candidate {
    pub(in crate::lsp) label: String,
    pub(in crate::lsp) shape: Shape,
    pub(in crate::lsp) detail: String,
}

/// What may stand at a byte of a rule file, and the word it replaces.
pub(in crate::lsp) fn complete(
    text: &str,
    at: usize,
    index: &Index,
    packs: &[String],
) -> (Span, Vec<Candidate>) {
    let cursor = cursor(text, at);
    let mut list = List { index, out: Vec::new() };
    if !cursor.quiet {
        list.fill(&cursor, text, packs);
    }
    (cursor.word, list.out)
}

struct List<'a> {
    index: &'a Index,
    out: Vec<Candidate>,
}

/// The character before the word at the cursor, spaces skipped.
fn previous(before: &str) -> Option<char> {
    before.trim_end_matches([' ', '\t']).chars().next_back()
}

impl List<'_> {
    fn fill(&mut self, cursor: &Cursor<'_>, text: &str, packs: &[String]) {
        let Some(item) = cursor.item else {
            return self.words(&words::ITEMS, Shape::Keyword);
        };
        match (item, cursor.depth) {
            ("use", _) => packs.iter().for_each(|pack| self.add(pack, Shape::Module, "a pack or file")),
            ("macro", _) if cursor.before.contains('=') => self.pattern(cursor, text),
            (_, 0) => self.head(item, cursor),
            _ if cursor.statement.is_none() => self.statement(item, cursor),
            ("rule", _) => self.rule(cursor, text),
            ("compare", _) => self.compare(cursor),
            ("test", _) => self.test(cursor),
            _ => self.declaration(item, cursor),
        }
    }

    fn add(&mut self, label: &str, shape: Shape, detail: &str) {
        if self.out.iter().all(|known| known.label != label) {
            self.out.push(Candidate { label: label.to_owned(), shape, detail: detail.to_owned() });
        }
    }

    fn words(&mut self, words: &[Word], shape: Shape) {
        words.iter().for_each(|(word, what)| self.add(word, shape, what));
    }

    fn names(&mut self, kind: Kind) {
        let (shape, what) = shape_of(kind);
        let names: Vec<String> = self.index.names(kind, "").map(str::to_owned).collect();
        names.iter().rev().for_each(|name| self.add(name, shape, what));
    }

    fn values(&mut self, dimension: &str) {
        let what = format!("value of `{dimension}`");
        let names: Vec<String> = self.index.names(Kind::Value, dimension).map(str::to_owned).collect();
        names.iter().for_each(|name| self.add(name, Shape::EnumMember, &what));
    }

    fn captures(&mut self, cursor: &Cursor<'_>, text: &str) {
        let end = text.len().min(cursor.word.start);
        for name in captures(text.get(cursor.start..end).unwrap_or("")) {
            self.add(name, Shape::Variable, "captured by a pattern of this rule");
        }
    }

    /// The line that an item begins with.
    fn head(&mut self, item: &str, cursor: &Cursor<'_>) {
        let behind_colon = previous(cursor.before) == Some(':');
        match item {
            "unit" | "measure" if behind_colon => self.names(Kind::Dimension),
            "entity" if behind_colon => self.names(Kind::Kind),
            "scope" if behind_colon => self.words(&words::SCOPE_KINDS, Shape::EnumMember),
            "language" => self.names(Kind::Language),
            "lexicon" if cursor.before.split_whitespace().count() == 1 => self.names(Kind::Language),
            "lexicon" => {
                crate::rule::categories().for_each(|name| self.add(name, Shape::EnumMember, "a category"));
            }
            "compare" => self.names(Kind::Measure),
            _ => {}
        }
    }

    /// The first word of a statement.
    fn statement(&mut self, item: &str, cursor: &Cursor<'_>) {
        if cursor.depth == 1 {
            self.words(words::statements(item), Shape::Keyword);
        }
        if words::takes_languages(item, cursor.depth) {
            self.names(Kind::Language);
        }
    }

    fn declaration(&mut self, item: &str, cursor: &Cursor<'_>) {
        match (item, cursor.statement.unwrap_or("")) {
            ("entity", "part-of") => self.names(Kind::Entity),
            ("scope", "reach") => self.words(&words::REACHES, Shape::EnumMember),
            ("scope", "plain") => self.values(cursor.name),
            ("scope", _) if cursor.depth == 1 && cursor.before.trim_end().ends_with(" in") => {
                self.values(cursor.name);
            }
            ("scope", _) if cursor.depth == 2 => self.names(Kind::Language),
            ("measure", "needs") => {
                self.names(Kind::Scope);
                self.add("near", Shape::Keyword, "one of its `near` words");
            }
            ("measure", "of") => self.names(Kind::Kind),
            ("measure", "near" | "without") => self.names(Kind::Language),
            _ => {}
        }
    }

    fn rule(&mut self, cursor: &Cursor<'_>, text: &str) {
        let behind_equals = previous(cursor.before) == Some('=');
        match cursor.statement.unwrap_or("") {
            "match" | "unless" => self.pattern(cursor, text),
            _ if cursor.depth == 2 => self.pair(cursor, text, behind_equals),
            "claim" if behind_equals || cursor.bracket.is_some() => {
                self.captures(cursor, text);
                self.add("low", Shape::Function, "the lower end of a range: `low(capture)`");
                self.add("high", Shape::Function, "the upper end of a range: `high(capture)`");
            }
            "claim" => {
                self.names(Kind::Measure);
                self.add("lemma", Shape::Function, "an open measure, named by a capture: `lemma(capture)`");
            }
            "set" if cursor.before.trim_end().ends_with(" reach") => {
                self.words(&words::REACHES, Shape::EnumMember);
            }
            "set" => self.pair(cursor, text, behind_equals),
            "when" if cursor.before.contains("language") => self.names(Kind::Language),
            "when" if cursor.before.contains("source") => self.names(Kind::Source),
            "when" => self.words(&words::FIELDS, Shape::Keyword),
            "ignore" => self.captures(cursor, text),
            "about" => {
                self.captures(cursor, text);
                self.names(Kind::Entity);
            }
            _ => {}
        }
    }

    /// `dimension = value`.
    fn pair(&mut self, cursor: &Cursor<'_>, text: &str, value: bool) {
        if !value {
            return self.names(Kind::Scope);
        }
        let head = cursor.before.trim_end().trim_end_matches('=').trim_end();
        let start = head.rfind(|c| !super::cursor::is_name_char(c)).map_or(0, |at| at + 1);
        self.values(head.get(start..).unwrap_or(""));
        if cursor.item == Some("rule") {
            self.captures(cursor, text);
        }
    }

    fn pattern(&mut self, cursor: &Cursor<'_>, text: &str) {
        if let Some(('[', name)) = cursor.bracket {
            self.values(name);
            if self.out.is_empty() {
                self.names(Kind::Dimension);
                self.names(Kind::Unit);
            }
            return;
        }
        if cursor.item == Some("macro") {
            let item = text.get(cursor.start..cursor.word.start).unwrap_or("");
            let params = item.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
            let params = params.map_or("", |(params, _)| params).split(',');
            params.for_each(|name| self.add(name.trim(), Shape::TypeParameter, "parameter of this macro"));
        }
        for kind in [Kind::Words, Kind::Measure, Kind::Macro, Kind::Scope, Kind::Entity] {
            self.names(kind);
        }
        self.words(&words::CLASSES, Shape::Class);
        self.words(&words::AROUND, Shape::Function);
    }

    fn compare(&mut self, cursor: &Cursor<'_>) {
        match cursor.statement.unwrap_or("") {
            "same" | "explains" | "ignores" => self.names(Kind::Scope),
            "level" if previous(cursor.before) == Some('=') => self.words(&words::LEVELS, Shape::EnumMember),
            "level" => self.words(&words::VERDICTS, Shape::EnumMember),
            _ => {}
        }
    }

    fn test(&mut self, cursor: &Cursor<'_>) {
        if cursor.statement != Some("=>") {
            return self.names(Kind::Language);
        }
        if cursor.depth == 2 {
            return self.pair(cursor, "", previous(cursor.before) == Some('='));
        }
        let expectation = cursor.before.rsplit(',').next().unwrap_or("").trim_start_matches("=>").trim();
        if expectation.contains(|c: char| c.is_ascii_digit()) {
            return self.names(Kind::Unit);
        }
        if expectation.is_empty() {
            self.words(&words::VERDICTS, Shape::Keyword);
            self.add("nothing", Shape::Keyword, "no claim at all");
            self.add("no", Shape::Keyword, "no claim of a measure");
        }
        self.names(Kind::Measure);
    }
}

/// How a kind of names is shown, and what it is called.
pub(in crate::lsp) fn shape_of(kind: Kind) -> (Shape, &'static str) {
    match kind {
        Kind::Language => (Shape::EnumMember, "language"),
        Kind::Words => (Shape::Enum, "word list"),
        Kind::Dimension => (Shape::Struct, "dimension"),
        Kind::Unit => (Shape::Unit, "unit"),
        Kind::Kind => (Shape::Class, "kind"),
        Kind::Entity => (Shape::Constant, "entity"),
        Kind::Scope => (Shape::Property, "scope"),
        Kind::Value => (Shape::EnumMember, "scope value"),
        Kind::Measure => (Shape::Field, "measure"),
        Kind::Macro => (Shape::Function, "macro"),
        Kind::Rule => (Shape::Method, "rule"),
        Kind::Source => (Shape::Reference, "source"),
        Kind::Test => (Shape::Event, "test"),
        Kind::Capture => (Shape::Variable, "capture"),
        Kind::Parameter => (Shape::TypeParameter, "parameter"),
    }
}
