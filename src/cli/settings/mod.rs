//! The configuration of a run: finds `factlint.toml` upwards from the documents and reads it.

mod args;
mod choice;
mod reach;
mod ready;
mod show;

pub(super) use args::{Configuration, Show};
pub(super) use choice::Choice;
pub(super) use reach::Reach;
pub(super) use ready::{Ready, ready, told, whole};
pub(super) use show::show;

use super::files;
use super::run::{FAILED, say, style_of};
use crate::cli::args::Color;
use crate::config::{Names, Project, plain};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::engine::{Input, subject_packs};
use crate::policy::dress;
use crate::rule::Ruleset;
use crate::source::notice::UNREADABLE;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a configuration is called.
pub(super) const NAME: &str = "factlint.toml";

/// A configuration as a run uses it.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// The file as output names it; none where there is no configuration.
    pub(super) file: Option<PathBuf>,
    /// What it says.
    pub(super) project: Project,
}

/// The configuration for some documents or rules. What is wrong with it goes to stderr.
///
/// # Errors
/// The exit code where there is one that cannot be used.
pub(super) fn settings(
    arguments: &Configuration,
    documents: &[PathBuf],
    color: Color,
) -> Result<Settings, ExitCode> {
    find(arguments, documents).map_err(|refusal| refusal.told(color))
}

/// Why nothing was run, with the texts that this points into.
#[derive(Debug)]
pub(super) struct Refusal {
    /// What is wrong.
    pub(super) said: Vec<Diagnostic>,
    /// Where.
    pub(super) sources: Sources,
}

impl Refusal {
    /// One that points to no text.
    pub(super) fn because(why: impl Into<String>) -> Self {
        Self { said: vec![Diagnostic::new(&UNREADABLE, why.into())], sources: Sources::default() }
    }

    /// Says it on stderr, and gives the exit code.
    pub(super) fn told(&self, color: Color) -> ExitCode {
        say(&self.said, &self.sources, style_of(color, false, &std::io::stderr()));
        ExitCode::from(FAILED)
    }
}

/// The configuration for some documents or rules.
///
/// # Errors
/// What is wrong with it.
pub(super) fn find(arguments: &Configuration, documents: &[PathBuf]) -> Result<Settings, Refusal> {
    let file = file_for(arguments, documents).map_err(Refusal::because)?;
    let Some(file) = file else { return Ok(Settings { project: bare(), file: None }) };
    let reach = if arguments.config.is_some() { Reach::Anywhere } else { Reach::Folder };
    let settings = read(&file, reach);
    if settings.project.is_broken() {
        let Project { diagnostics: said, sources, .. } = settings.project;
        return Err(Refusal { said, sources });
    }
    Ok(settings)
}

/// No configuration: paths are relative to the current folder.
fn bare() -> Project {
    Project { folder: plain(&absolute(Path::new("."))), ..Project::default() }
}

/// The file that holds the configuration for some documents.
fn file_for(arguments: &Configuration, documents: &[PathBuf]) -> Result<Option<PathBuf>, String> {
    if arguments.no_config {
        return Ok(None);
    }
    if let Some(file) = &arguments.config {
        return Ok(Some(file.clone()));
    }
    let mut found: Option<(PathBuf, &Path)> = None;
    for path in documents {
        let Some(file) = upwards(path) else { continue };
        match &found {
            Some((other, first)) if *other != file => {
                return Err(format!(
                    "`{}` is configured by `{}` and `{}` by `{}`; name one with --config",
                    first.display(),
                    other.display(),
                    path.display(),
                    file.display()
                ));
            }
            Some(_) => {}
            None => found = Some((file, path)),
        }
    }
    Ok(found.map(|(file, _)| file))
}

/// The nearest configuration in the folder of a path or above.
pub(super) fn upwards(path: &Path) -> Option<PathBuf> {
    let here = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let start = plain(&absolute(here));
    start.ancestors().map(|folder| folder.join(NAME)).find(|file| file.exists())
}

/// Reads a configuration and its file of suppressions.
pub(super) fn read(file: &Path, reach: Reach) -> Settings {
    let names = names();
    let shown = shorter(file);
    let folder = absolute(file).parent().map(Path::to_path_buf).unwrap_or_default();
    let mut project = match files::read_text(file) {
        Ok(text) => Project::new(&shown, &text, &absolute(file), &names),
        Err(why) => unreadable(&shown, &why),
    };
    let refused = reach.of(&project);
    if !refused.is_empty() {
        project.diagnostics.extend(refused);
    } else if let Some(more) = project.config.suppressions.clone() {
        let path = folder.join(&more.value);
        match files::read_text(&path) {
            Ok(text) => project.add_suppressions(&shorter(&path), &text, &names),
            Err(why) => {
                let said = format!("cannot read `{}`: {why}", more.value);
                let file = crate::diagnostic::FileId(0);
                project.diagnostics.push(Diagnostic::new(&UNREADABLE, said).label(
                    file,
                    more.span,
                    "named here",
                ));
            }
        }
    }
    Settings { file: Some(PathBuf::from(shown)), project }
}

fn unreadable(shown: &str, why: &str) -> Project {
    let said = Diagnostic::new(&UNREADABLE, format!("cannot read the configuration `{shown}`: {why}"));
    let said = said.help("name another with --config, or use none with --no-config");
    Project { diagnostics: vec![said], ..Project::default() }
}

/// A path without the current folder before it.
fn shorter(file: &Path) -> String {
    let path = plain(&absolute(file));
    let here = plain(&absolute(Path::new(".")));
    path.strip_prefix(here).unwrap_or(&path).to_string_lossy().into_owned()
}

/// An absolute path; one that the system cannot make so stays what it is.
pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// What names a configuration may use.
pub(super) fn names() -> Names {
    let finding = crate::finding::CODES.iter().filter(|code| code.name != "agree").copied();
    let said =
        crate::source::notice::CODES.into_iter().chain(crate::claim::CODES).chain(crate::policy::CODES);
    let said = said.filter(|code| code.level < Severity::Error);
    let mut codes: Vec<&'static str> = finding.chain(said).map(|code| code.name).collect();
    codes.sort_unstable();
    Names { codes, packs: subject_packs() }
}

/// What a run over documents depends on: they themselves, rule files, the configuration.
pub(super) fn watched(sources: &crate::cli::args::Sources) -> Vec<PathBuf> {
    let configuration = file_for(&sources.configuration, &sources.paths).ok().flatten();
    sources.paths.iter().chain(&sources.rules).cloned().chain(configuration).collect()
}

/// The rule files that a configuration names.
pub(super) fn rules_of(project: &Project) -> Vec<PathBuf> {
    let rules = project.config.rules.iter().flat_map(|rules| &rules.value);
    rules.map(|path| PathBuf::from(shorter(&project.folder.join(&path.value)))).collect()
}

impl Settings {
    /// The rule files to use: those named on the command line, or else those of the
    /// configuration; where there are none, those beside the documents.
    pub(super) fn rules(&self, named: &[PathBuf]) -> Vec<PathBuf> {
        if named.is_empty() { rules_of(&self.project) } else { named.to_vec() }
    }

    /// Which files of a folder are documents.
    pub(super) fn choice(&self) -> Choice {
        Choice::of(&self.project)
    }

    /// Tells what is known of documents before they are read.
    pub(super) fn dress(&self, documents: &mut [Input]) {
        let name_of = self.namer();
        for document in documents {
            let name = name_of(&document.path);
            dress(document, &self.project, &name);
        }
    }

    /// The path of a document as globs see it.
    pub(super) fn name_of(&self, path: &str) -> String {
        self.namer()(path)
    }

    /// Tells the paths of documents as globs see them: the system is asked once where they begin.
    pub(super) fn namer(&self) -> impl Fn(&str) -> String {
        let here = absolute(Path::new("."));
        move |path| if path == "-" { path.to_owned() } else { self.project.name_of(&here.join(path)) }
    }

    /// Sets the trust of publishers.
    ///
    /// # Errors
    /// What is said of languages that nobody knows.
    pub(super) fn tell(&self, rules: &mut Ruleset) -> Result<(), Refusal> {
        for (publisher, trust) in self.project.trust() {
            rules.trust(publisher, trust);
        }
        rules.weighing = self.project.weighing();
        let known: Vec<&str> = rules.languages.iter().map(|language| language.code.as_str()).collect();
        let said = self.project.unknown_languages(&known);
        if said.is_empty() { Ok(()) } else { Err(Refusal { said, sources: self.texts().clone() }) }
    }

    /// The text of the configuration, for diagnostics that point into it.
    pub(super) fn texts(&self) -> &Sources {
        &self.project.sources
    }
}
