//! The keys of `factlint.toml`: what each takes and what it is for. Files are checked by this
//! table, and the schema for editors is written from it, so that the two cannot differ.

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A number from 0 to 1.
    Fraction,
    /// A day.
    Date,
    /// A level, or `"off"`.
    Level,
    /// A level that something must reach.
    Threshold,
    /// A way to weigh sources.
    Weighing,
    /// A table of levels by code.
    Levels,
    /// For each measure a level, or a table of levels by code.
    Measures,
    /// For each publisher a number from 0 to 1.
    Trust,
    /// For each limit a whole number.
    Limits,
    /// Tables of these keys, as many as wanted.
    Tables(&'static [Key]),
}

/// A key.
#[derive(Debug)]
pub(super) struct Key {
    /// Its name.
    pub(super) name: &'static str,
    /// What it takes.
    pub(super) shape: Shape,
    /// Whether its table is nothing without it.
    pub(super) required: bool,
    /// What it is for.
    pub(super) about: &'static str,
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: false, about }
}

const fn needed(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: true, about }
}

/// Levels by name.
pub(super) const LEVELS: [&str; 4] = ["off", "advice", "warning", "error"];

/// The keys of a configuration.
pub(super) static CONFIG: [Key; 17] = [
    key(
        "packs",
        Shape::Texts,
        "Packs that ship to use, such as `std`; languages and units are always there. All where it is not set.",
    ),
    key(
        "rules",
        Shape::Texts,
        "Rule files or folders of them, relative to this file, instead of those beside the documents.",
    ),
    key("include", Shape::Texts, "Globs of files that are documents as well when a folder is read."),
    key("exclude", Shape::Texts, "Globs of files and folders that are left out when a folder is read."),
    key(
        "language",
        Shape::Text,
        "The language of the documents, such as `en`; found out for each where it is not set.",
    ),
    key("fail-on", Shape::Threshold, "The level from which findings make the exit code 1."),
    key("levels", Shape::Levels, "The level of each code; `off` hides its findings."),
    key("measures", Shape::Measures, "Levels for one measure: one for all its findings, or by code."),
    key("trust", Shape::Trust, "How far each publisher is trusted, from 0 to 1; 0.5 where it is not set."),
    key(
        "weigh-by",
        Shape::Weighing,
        "By what sources are weighed: the trust that is stated of them, all alike, or trust that is learned over the run for those of which none is stated.",
    ),
    key(
        "documents",
        Shape::Tables(&DOCUMENTS),
        "What holds for some of the documents; later entries win over earlier ones.",
    ),
    key("suppress", Shape::Tables(&SUPPRESS), "Findings that are known and not to be shown."),
    key("suppressions", Shape::Text, "A file of more `suppress` entries, relative to this file."),
    key(
        "comments",
        Shape::Flag,
        "Whether comments in documents may suppress findings; `true` where it is not set.",
    ),
    key("limits", Shape::Limits, "What is read and worked on at most; whatever a limit cuts is told."),
    key("baseline", Shape::Text, "The baseline, relative to this file: findings in it are not shown."),
    key(
        "index",
        Shape::Text,
        "The index, relative to this file: what documents said is kept in it, so that the next run reads only those that changed. None where it is not set.",
    ),
];

/// The keys of a file of suppressions.
pub(super) static SUPPRESSIONS: [Key; 1] =
    [key("suppress", Shape::Tables(&SUPPRESS), "Findings that are known and not to be shown.")];

static DOCUMENTS: [Key; 6] = [
    needed(
        "paths",
        Shape::Texts,
        "Globs, relative to this file. `{publisher}`, `{date}`, `{year}`, `{month}`, `{day}` and `{language}` take what they stand for from the path.",
    ),
    key("publisher", Shape::Text, "Who published these documents."),
    key("date", Shape::Date, "The day they are of."),
    key("language", Shape::Text, "The language they are in, such as `en`."),
    key("trust", Shape::Fraction, "How far they are trusted, from 0 to 1, whoever published them."),
    key(
        "levels",
        Shape::Levels,
        "The level of each code for findings with a side in one of these documents.",
    ),
];

static SUPPRESS: [Key; 7] = [
    key("codes", Shape::Texts, "Codes of findings, such as `discrepancy`; any where it is not set."),
    key("measures", Shape::Texts, "Measures; any where it is not set."),
    key("subject", Shape::Text, "Whom or what the figures are of, as output calls it."),
    key("paths", Shape::Texts, "Globs of documents, relative to this file."),
    key("text", Shape::Text, "Words that the sentence of a side holds."),
    key("until", Shape::Date, "The last day on which this holds."),
    needed("reason", Shape::Text, "Why this is not to be shown."),
];
