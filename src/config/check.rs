//! A tree of TOML held against the table of keys: everything that is wrong with it at once.

use super::codes::{BAD_CONFIG, UNKNOWN_KEY};
use super::limits::{LIMITS, Limit};
use super::shape::{Key, LEVELS, Shape};
use super::weighing::Weighing;
use crate::diagnostic::{Diagnostic, FileId, did_you_mean};
use crate::token::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What names a configuration may use.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Codes of which the level can be set.
    pub codes: Vec<&'static str>,
    /// Packs that ship.
    pub packs: Vec<String>,
}

/// Holds tables against keys.
pub(super) struct Checker<'n> {
    pub(super) file: FileId,
    pub(super) names: &'n Names,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The bytes of a value.
pub(super) fn span_of<T>(value: &Spanned<T>) -> Span {
    Span::new(value.span().start, value.span().end)
}

impl Checker<'_> {
    /// A table of known keys.
    pub(super) fn table(&mut self, table: &DeTable<'_>, place: Span, keys: &[Key]) {
        for (name, value) in table {
            let known = keys.iter().find(|key| key.name == name.get_ref().as_ref());
            match known {
                Some(key) => self.value(name.get_ref(), value, key.shape),
                None => self.unknown_key(name.get_ref(), span_of(name), keys),
            }
        }
        for key in keys.iter().filter(|key| key.required && !table.contains_key(key.name)) {
            self.wrong(place, format!("`{}` is missing", key.name), "in this table", key.about);
        }
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue<'_>>, shape: Shape) {
        let inner = value.get_ref();
        match (shape, inner) {
            (Shape::Text, DeValue::String(text)) if text.trim().is_empty() => {
                self.wrong(
                    span_of(value),
                    format!("`{name}` is empty"),
                    "nothing stands here",
                    "say something or drop the key",
                );
            }
            (Shape::Text, DeValue::String(_)) | (Shape::Flag, DeValue::Boolean(_)) => {}
            (Shape::Texts, DeValue::Array(items)) => items.iter().for_each(|item| self.item(name, item)),
            (Shape::Fraction, DeValue::Float(_) | DeValue::Integer(_)) => {
                if super::read::fraction(inner).is_none() {
                    self.wrong(
                        span_of(value),
                        format!("`{name}` is out of range"),
                        "not from 0 to 1",
                        "0 is no trust, 0.5 the usual one, 1 the highest",
                    );
                }
            }
            (Shape::Date, DeValue::Datetime(_) | DeValue::String(_)) => {
                if super::read::date(inner).is_none() {
                    self.wrong(
                        span_of(value),
                        format!("`{name}` is no day of the calendar"),
                        "not a day",
                        "write it as 2026-12-31",
                    );
                }
            }
            (Shape::Level, DeValue::String(level)) => self.level(level, span_of(value), &LEVELS),
            (Shape::Threshold, DeValue::String(level)) => self.level(level, span_of(value), &LEVELS[1..]),
            (Shape::Weighing, DeValue::String(way)) => {
                if Weighing::named(way).is_none() {
                    let said = format!("nothing is weighed by `{way}`");
                    self.unknown(said, span_of(value), way, &Weighing::NAMES);
                }
            }
            (Shape::Levels, DeValue::Table(table)) => self.levels(table),
            (Shape::Measures, DeValue::Table(table)) => {
                for (measure, value) in table {
                    match value.get_ref() {
                        DeValue::Table(levels) => self.levels(levels),
                        _ => self.value(measure.get_ref(), value, Shape::Level),
                    }
                }
            }
            (Shape::Trust, DeValue::Table(table)) => {
                table.iter().for_each(|(name, value)| self.value(name.get_ref(), value, Shape::Fraction));
            }
            (Shape::Limits, DeValue::Table(table)) => self.limits(table),
            (Shape::Tables(keys), DeValue::Array(items)) => {
                items.iter().for_each(|item| match item.get_ref() {
                    DeValue::Table(table) => self.table(table, span_of(item), keys),
                    _ => self.not_a(name, item, shape),
                });
            }
            _ => self.not_a(name, value, shape),
        }
    }

    /// An item of a list of texts.
    fn item(&mut self, name: &str, item: &Spanned<DeValue<'_>>) {
        let DeValue::String(text) = item.get_ref() else { return self.not_a(name, item, Shape::Text) };
        let span = span_of(item);
        match name {
            "packs" if !self.names.packs.iter().any(|pack| pack == text) => {
                let known: Vec<&str> = self.names.packs.iter().map(String::as_str).collect();
                self.unknown(format!("no pack `{text}` ships"), span, text, &known);
            }
            "codes" if !self.names.codes.iter().any(|code| code == text) => {
                let known = self.names.codes.clone();
                self.unknown(format!("no finding has the code `{text}`"), span, text, &known);
            }
            "paths" | "include" | "exclude" => {
                if let Err(why) = super::glob::Glob::new(text) {
                    self.wrong(
                        span,
                        format!("`{text}` is no glob"),
                        why,
                        "globs know `*`, `**`, `?`, `[a-z]` and `{md,txt}`",
                    );
                }
            }
            _ => {}
        }
    }

    fn levels(&mut self, table: &DeTable<'_>) {
        for (code, level) in table {
            if self.names.codes.iter().any(|known| known == code.get_ref()) {
                self.value(code.get_ref(), level, Shape::Level);
            } else {
                let known = self.names.codes.clone();
                let said = format!("no code `{}` has a level to set", code.get_ref());
                self.unknown(said, span_of(code), code.get_ref(), &known);
            }
        }
    }

    fn limits(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let name_text = name.get_ref().as_ref();
            match LIMITS.iter().find(|limit| limit.name == name_text) {
                Some(limit) => self.limit(limit, value),
                None => self.no_key(name_text, span_of(name), || LIMITS.iter().map(|limit| limit.name)),
            }
        }
    }

    fn limit(&mut self, limit: &Limit, value: &Spanned<DeValue<'_>>) {
        if super::read::whole(value.get_ref()).is_some_and(|n| (limit.bounds.0..=limit.bounds.1).contains(&n))
        {
            return;
        }
        let said =
            format!("`{}` takes a whole number from {} to {}", limit.name, limit.bounds.0, limit.bounds.1);
        self.wrong(span_of(value), said, "not such a number", limit.about);
    }

    fn level(&mut self, level: &str, span: Span, known: &[&str]) {
        if !known.contains(&level) {
            self.unknown(format!("`{level}` is no level"), span, level, known);
        }
    }

    fn unknown(&mut self, said: String, span: Span, name: &str, known: &[&str]) {
        let help = did_you_mean(name, known.iter().copied())
            .unwrap_or_else(|| format!("there are: {}", known.join(", ")));
        self.wrong(span, said, "not known", help);
    }

    fn unknown_key(&mut self, name: &str, span: Span, keys: &[Key]) {
        self.no_key(name, span, || keys.iter().map(|key| key.name));
    }

    fn no_key<I: Iterator<Item = &'static str>>(&mut self, name: &str, span: Span, names: impl Fn() -> I) {
        let list = || format!("the keys here: {}", names().collect::<Vec<_>>().join(", "));
        let help = did_you_mean(name, names()).unwrap_or_else(list);
        let said = Diagnostic::new(&UNKNOWN_KEY, format!("no key `{name}`"));
        self.diagnostics.push(said.label(self.file, span, "has no effect").help(help));
    }

    fn not_a(&mut self, name: &str, value: &Spanned<DeValue<'_>>, shape: Shape) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let (wanted, example) = wanted(shape);
        let said = format!("`{name}` takes {wanted}");
        self.wrong(
            span_of(value),
            said,
            format!("this is {found}"),
            format!("such as {}", example.replace("KEY", name)),
        );
    }

    pub(super) fn wrong(
        &mut self,
        span: Span,
        said: String,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::new(&BAD_CONFIG, said).label(self.file, span, label).help(help));
    }
}

/// What a shape is in words, and an example.
fn wanted(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Text => ("a text", "\"text\""),
        Shape::Texts => ("a list of texts", "KEY = [\"one\", \"two\"]"),
        Shape::Flag => ("`true` or `false`", "KEY = false"),
        Shape::Fraction => ("a number from 0 to 1", "0.8"),
        Shape::Date => ("a day", "KEY = 2026-12-31"),
        Shape::Level => ("a level", "\"warning\" or \"off\""),
        Shape::Weighing => ("a way to weigh sources", "KEY = \"scoped\""),
        Shape::Threshold => ("a level", "KEY = \"warning\""),
        Shape::Levels => ("a table of levels", "KEY = { scope = \"off\" }"),
        Shape::Measures => ("a table of measures", "[KEY] visitors = \"off\""),
        Shape::Trust => ("a table of publishers", "[KEY] \"Daily News\" = 0.8"),
        Shape::Limits => ("a table of limits", "[KEY] text-bytes = 67_108_864"),
        Shape::Tables(_) => ("tables", "[[KEY]]"),
    }
}
