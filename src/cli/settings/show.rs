//! `factlint config`: what is in force, and where each value comes from.

use super::{Settings, Show, names, settings};
use crate::cli::args::Color;
use crate::cli::run::print;
use crate::config::{LIMITS, Levels, Limits, Placed, Weighing, schema};
use crate::diagnostic::{FileId, Severity};
use crate::token::Span;
use std::fmt::Write as _;
use std::process::ExitCode;

pub(crate) fn show(arguments: &Show, color: Color) -> ExitCode {
    let text = if arguments.schema {
        schema(&names())
    } else {
        match settings(&arguments.configuration, std::slice::from_ref(&arguments.path), color) {
            Ok(settings) => Shown { settings: &settings, out: String::new() }.all(arguments),
            Err(code) => return code,
        }
    };
    match print(&text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Writes one line for each value: the key, the value, the place it comes from.
struct Shown<'s> {
    settings: &'s Settings,
    out: String,
}

impl Shown<'_> {
    fn all(mut self, arguments: &Show) -> String {
        let project = &self.settings.project;
        let config = &project.config;
        match &self.settings.file {
            Some(file) => {
                let _ = writeln!(self.out, "configuration: {}\n", plain_text(&file.to_string_lossy()));
            }
            None => self.out.push_str("configuration: none\n\n"),
        }
        self.texts("packs", config.packs.as_ref(), "all that ship");
        self.texts("rules", config.rules.as_ref(), "those beside the documents");
        self.texts("include", config.include.as_ref(), "none");
        self.texts("exclude", config.exclude.as_ref(), "none");
        self.text("language", config.language.as_ref(), "found out for each document");
        let fail_on = config.fail_on.as_ref().map(|level| level.of(level.value.word().to_owned()));
        self.text("fail-on", fail_on.as_ref(), Severity::Error.word());
        self.text("baseline", config.baseline.as_ref(), "none");
        self.text("index", config.index.as_ref(), "none");
        let comments = config.comments.as_ref().map(|flag| flag.of(flag.value.to_string()));
        self.text("comments", comments.as_ref(), "true");
        self.levels("levels", &config.levels);
        for (measure, levels) in &config.measures {
            let key = format!("measures.{}", quoted(&measure.value));
            if let Some(all) = &levels.all {
                self.line(&key, level_word(all.value), all.span);
            }
            self.levels(&key, &levels.codes);
        }
        let weighing = config.weigh_by.as_ref().map(|weighing| weighing.of(weighing.value.name().to_owned()));
        self.text("weigh-by", weighing.as_ref(), Weighing::default().name());
        for (publisher, trust) in &config.trust {
            self.line(&format!("trust.{}", quoted(&publisher.value)), &trust.value.to_string(), trust.span);
        }
        for limit in LIMITS {
            let key = format!("limits.{}", limit.name);
            let set = config.limits.iter().find(|(set, _)| set.name == limit.name);
            let set = set.map(|(_, value)| value.of(value.value.to_string()));
            self.text(&key, set.as_ref(), &limit.of(Limits::default()).to_string());
        }
        for entry in &config.suppress {
            let place = self.place(entry.place);
            self.entry("suppress", &entry.reason, &place);
        }
        if arguments.path.is_file() {
            self.document(&arguments.path.to_string_lossy());
        }
        self.out
    }

    /// What holds for one document.
    fn document(&mut self, path: &str) {
        let name = self.settings.name_of(path);
        let config = &self.settings.project.config;
        let known = config.of_document(&name);
        let _ = writeln!(self.out, "\ndocument: {}\n", plain_text(&name));
        self.text("publisher", known.publisher.as_ref(), "as the document says");
        let date = known.date.as_ref().map(|date| date.of(date.value.to_string()));
        self.text("date", date.as_ref(), "as the document says");
        self.text("language", known.language.as_ref(), "found out");
        let trust = known.trust.as_ref().map(|trust| trust.of(trust.value.to_string()));
        self.text("trust", trust.as_ref(), "that of its publisher");
        for entry in config.documents.iter().filter(|entry| entry.matches(&name)) {
            self.levels("levels", &entry.levels);
        }
    }

    fn texts(&mut self, key: &str, list: Option<&Placed<Vec<Placed<String>>>>, default: &str) {
        match list {
            Some(list) => {
                let items: Vec<&str> = list.value.iter().map(|item| item.value.as_str()).collect();
                self.line(key, &items.join(", "), list.span);
            }
            None => self.entry(key, default, "default"),
        }
    }

    fn text(&mut self, key: &str, value: Option<&Placed<String>>, default: &str) {
        match value {
            Some(value) => self.line(key, &value.value, value.span),
            None => self.entry(key, default, "default"),
        }
    }

    fn levels(&mut self, key: &str, levels: &Levels) {
        for (code, level) in &levels.0 {
            self.line(&format!("{key}.{code}"), level_word(level.value), level.span);
        }
    }

    fn line(&mut self, key: &str, value: &str, span: Span) {
        let place = self.place((FileId(0), span));
        self.entry(key, value, &place);
    }

    fn place(&self, (file, span): (FileId, Span)) -> String {
        let source = self.settings.texts().get(file);
        source.map_or_else(String::new, |s| format!("{}:{}", s.name, s.position(span.start).line + 1))
    }

    fn entry(&mut self, key: &str, value: &str, from: &str) {
        let (key, value, from) = (plain_text(key), plain_text(value), plain_text(from));
        let _ = writeln!(self.out, "{key:<28} {value:<32} {from}");
    }
}

fn level_word(level: Option<Severity>) -> &'static str {
    level.map_or("off", Severity::word)
}

fn quoted(name: &str) -> String {
    if name.contains([' ', '.']) { format!("\"{name}\"") } else { name.to_owned() }
}

/// A text in which nothing acts on a terminal.
fn plain_text(text: &str) -> String {
    crate::report::visible(text)
}
