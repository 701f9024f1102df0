//! A configuration with its place: which folder its paths are relative to, and the texts that
//! diagnostics point into.

use super::check::Names;
use super::codes::BAD_CONFIG;
use super::limits::Limits;
use super::model::{Config, Placed};
use super::weighing::Weighing;
use crate::diagnostic::{Diagnostic, FileId, Severity, SourceText, Sources, did_you_mean};
use crate::value::Decimal;
use std::path::{Component, Path, PathBuf};

/// The configuration of a run; an empty one where there is none.
#[derive(Debug, Default)]
pub struct Project {
    /// Its file; none where there is no configuration.
    pub file: Option<PathBuf>,
    /// What it says.
    pub config: Config,
    /// The folder that its paths are relative to, without `.` and `..`.
    pub folder: PathBuf,
    /// The configuration and its file of suppressions.
    pub sources: Sources,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// Reads the text of a configuration that lies at an absolute path.
    #[must_use]
    pub fn new(name: &str, text: &str, path: &Path, names: &Names) -> Self {
        let mut sources = Sources::default();
        let path = plain(path);
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let file = sources.add(SourceText::new(name, text));
        let (config, diagnostics) = super::read::config(text, file, names);
        Self { file: Some(path), config, folder, sources, diagnostics }
    }

    /// Adds the suppressions of another file.
    pub fn add_suppressions(&mut self, name: &str, text: &str, names: &Names) {
        let file = self.sources.add(SourceText::new(name, text));
        let (more, diagnostics) = super::read::suppressions(text, file, names);
        self.config.suppress.extend(more);
        self.diagnostics.extend(diagnostics);
    }

    /// Whether nothing should run under it.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(|said| said.severity == Severity::Error)
    }

    /// The path of a file as globs see it: relative to the folder of the configuration where
    /// it lies in it, with slashes between names.
    #[must_use]
    pub fn name_of(&self, absolute: &Path) -> String {
        name_in(&self.folder, absolute)
    }

    /// The packs to use, where it says so.
    #[must_use]
    pub fn packs(&self) -> Option<Vec<String>> {
        let packs = self.config.packs.as_ref()?;
        Some(packs.value.iter().map(|pack| pack.value.clone()).collect())
    }

    /// What is to be said of languages that no pack and no rule file declares.
    #[must_use]
    pub fn unknown_languages(&self, known: &[&str]) -> Vec<Diagnostic> {
        let of_documents = self.config.documents.iter().filter_map(|entry| entry.language.as_ref());
        let named = self.config.language.iter().chain(of_documents);
        let unknown = named.filter(|language| !known.contains(&language.value.as_str()));
        let say = |language: &Placed<String>| {
            let near = did_you_mean(&language.value, known.iter().copied());
            Diagnostic::new(&BAD_CONFIG, format!("no pack knows the language `{}`", language.value))
                .label(FileId(0), language.span, "not known")
                .help(near.unwrap_or_else(|| format!("there are: {}", known.join(", "))))
        };
        unknown.map(say).collect()
    }

    /// Publishers and how far they are trusted.
    pub fn trust(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.config.trust.iter().map(|(publisher, trust)| (publisher.value.as_str(), trust.value))
    }

    /// What is read and worked on at most.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        self.config.limits.iter().for_each(|(limit, value)| limit.set(&mut limits, value.value));
        limits
    }

    /// By what sources are weighed.
    #[must_use]
    pub fn weighing(&self) -> Weighing {
        self.config.weigh_by.as_ref().map(|weighing| weighing.value).unwrap_or_default()
    }
}

/// A path relative to a folder where it lies in it, with slashes between names.
#[must_use]
pub fn name_in(folder: &Path, absolute: &Path) -> String {
    let path = plain(absolute);
    let inside = path.strip_prefix(folder).map(Path::to_path_buf).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}

/// A path without `.` and `..`, by its words alone.
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
