//! The text of a configuration to its values, each with the place where it was written.

use super::check::{Checker, Names, span_of};
use super::codes::BAD_CONFIG;
use super::glob::{Glob, day_of};
use super::limits::LIMITS;
use super::model::{Config, ForDocuments, Levels, MeasureLevels, Placed, Suppress};
use super::shape::{CONFIG, Key, SUPPRESSIONS};
use super::weighing::Weighing;
use crate::diagnostic::{Diagnostic, FileId, Severity};
use crate::token::Span;
use crate::value::{CalendarDate, Decimal};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a configuration; what is wrong with it comes beside what could be read.
#[must_use]
pub fn config(text: &str, file: FileId, names: &Names) -> (Config, Vec<Diagnostic>) {
    read(text, file, names, &CONFIG)
}

/// Reads a file of suppressions.
#[must_use]
pub fn suppressions(text: &str, file: FileId, names: &Names) -> (Vec<Suppress>, Vec<Diagnostic>) {
    let (config, diagnostics) = read(text, file, names, &SUPPRESSIONS);
    (config.suppress, diagnostics)
}

fn read(text: &str, file: FileId, names: &Names, keys: &[Key]) -> (Config, Vec<Diagnostic>) {
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut checker = Checker { file, names, diagnostics: Vec::new() };
    for error in &errors {
        let span = error.span().map_or_else(Span::default, |span| Span::new(span.start, span.end));
        let said = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
        checker.diagnostics.push(Diagnostic::new(&BAD_CONFIG, said).label(file, span, "here"));
    }
    checker.table(tree.get_ref(), Span::default(), keys);
    let config = of_tree(tree.get_ref(), file);
    if let Some(all) = config.suppress.iter().find(|entry| entry.is_of_everything()) {
        checker.wrong(
            all.place.1,
            "this would suppress every finding".to_owned(),
            "no condition",
            "name codes, measures, a subject, paths or a text",
        );
    }
    (config, checker.diagnostics)
}

fn of_tree(tree: &DeTable<'_>, file: FileId) -> Config {
    let tables = |name: &str| tree.get(name).and_then(|v| v.get_ref().as_array()).into_iter().flatten();
    Config {
        packs: texts(tree, "packs"),
        rules: texts(tree, "rules"),
        include: texts(tree, "include"),
        exclude: texts(tree, "exclude"),
        language: text(tree, "language"),
        fail_on: tree.get("fail-on").and_then(level).and_then(|level| Some(level.of(level.value?))),
        levels: tree.get("levels").map(levels).unwrap_or_default(),
        measures: named(tree, "measures", |value| match value.get_ref() {
            DeValue::Table(_) => Some(MeasureLevels { all: None, codes: levels(value) }),
            _ => Some(MeasureLevels { all: Some(level(value)?), codes: Levels::default() }),
        }),
        trust: named(tree, "trust", |value| Some(placed(value, fraction(value.get_ref())?))),
        weigh_by: tree
            .get("weigh-by")
            .and_then(|value| Some(placed(value, Weighing::named(value.get_ref().as_str()?)?))),
        documents: tables("documents").filter_map(for_documents).collect(),
        suppress: tables("suppress").filter_map(|entry| suppress(entry, file)).collect(),
        suppressions: text(tree, "suppressions"),
        comments: tree.get("comments").and_then(|value| Some(placed(value, value.get_ref().as_bool()?))),
        limits: named(tree, "limits", |value| Some(placed(value, whole(value.get_ref())?)))
            .into_iter()
            .filter_map(|(name, value)| Some((LIMITS.iter().find(|limit| limit.name == name.value)?, value)))
            .collect(),
        baseline: text(tree, "baseline"),
        index: text(tree, "index"),
    }
}

fn for_documents(entry: &Spanned<DeValue<'_>>) -> Option<ForDocuments> {
    let table = entry.get_ref().as_table()?;
    Some(ForDocuments {
        place: span_of(entry),
        paths: globs(table),
        publisher: text(table, "publisher"),
        date: table.get("date").and_then(|value| Some(placed(value, date(value.get_ref())?))),
        language: text(table, "language"),
        trust: table.get("trust").and_then(|value| Some(placed(value, fraction(value.get_ref())?))),
        levels: table.get("levels").map(levels).unwrap_or_default(),
    })
}

fn suppress(entry: &Spanned<DeValue<'_>>, file: FileId) -> Option<Suppress> {
    let table = entry.get_ref().as_table()?;
    let words =
        |name: &str| texts(table, name).map(|list| list.value.into_iter().map(|word| word.value).collect());
    let span = span_of(table.get("reason").unwrap_or(entry));
    Some(Suppress {
        place: (file, span),
        codes: words("codes").unwrap_or_default(),
        measures: words("measures").unwrap_or_default(),
        subject: text(table, "subject").map(|subject| subject.value),
        paths: globs(table),
        text: text(table, "text").map(|text| text.value),
        until: table.get("until").and_then(|value| date(value.get_ref())),
        reason: text(table, "reason")?.value,
    })
}

fn globs(table: &DeTable<'_>) -> Vec<Glob> {
    let list = texts(table, "paths").map(|list| list.value).unwrap_or_default();
    list.iter().filter_map(|glob| Glob::new(&glob.value).ok()).collect()
}

fn placed<T, V>(at: &Spanned<T>, value: V) -> Placed<V> {
    Placed { value, span: span_of(at) }
}

fn text(table: &DeTable<'_>, name: &str) -> Option<Placed<String>> {
    let value = table.get(name)?;
    Some(placed(value, value.get_ref().as_str()?.to_owned()))
}

fn texts(table: &DeTable<'_>, name: &str) -> Option<Placed<Vec<Placed<String>>>> {
    let value = table.get(name)?;
    let items = value.get_ref().as_array()?.iter();
    let items = items.filter_map(|item| Some(placed(item, item.get_ref().as_str()?.to_owned())));
    Some(placed(value, items.collect()))
}

fn named<V>(
    tree: &DeTable<'_>,
    name: &str,
    read: impl Fn(&Spanned<DeValue<'_>>) -> Option<V>,
) -> Vec<(Placed<String>, V)> {
    let table = tree.get(name).and_then(|value| value.get_ref().as_table()).into_iter().flatten();
    table.filter_map(|(name, value)| Some((placed(name, name.get_ref().to_string()), read(value)?))).collect()
}

fn levels(value: &Spanned<DeValue<'_>>) -> Levels {
    let table = value.get_ref().as_table().into_iter().flatten();
    Levels(table.filter_map(|(code, value)| Some((code.get_ref().to_string(), level(value)?))).collect())
}

/// A level; off is none.
fn level(value: &Spanned<DeValue<'_>>) -> Option<Placed<Option<Severity>>> {
    let severity = match value.get_ref().as_str()? {
        "off" => None,
        "advice" => Some(Severity::Advice),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        _ => return None,
    };
    Some(placed(value, severity))
}

/// A number from 0 to 1.
pub(super) fn fraction(value: &DeValue<'_>) -> Option<Decimal> {
    let digits = match value {
        DeValue::Float(number) => number.as_str(),
        DeValue::Integer(number) => number.as_str(),
        _ => return None,
    };
    let number = Decimal::from_str_exact(&digits.replace('_', "")).ok()?;
    (Decimal::ZERO..=Decimal::ONE).contains(&number).then_some(number)
}

/// A whole number, in decimal digits.
pub(super) fn whole(value: &DeValue<'_>) -> Option<usize> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// A day, as TOML writes it or as a text.
pub(super) fn date(value: &DeValue<'_>) -> Option<CalendarDate> {
    match value {
        DeValue::String(text) => day_of(text),
        DeValue::Datetime(time) => {
            let date = time.date.filter(|_| time.time.is_none())?;
            let day = CalendarDate::day(Some(i16::try_from(date.year).ok()?), date.month, date.day);
            day.exists().then_some(day)
        }
        _ => None,
    }
}
