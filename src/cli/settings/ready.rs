//! The rules of a run under its configuration: one way for every command.

use super::{Configuration, Refusal, Settings, find};
use crate::cli::args::Color;
use crate::cli::files::{self, Disk, Found};
use crate::cli::index::Index;
use crate::cli::run::{FAILED, say, style_of};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::engine::{Prepared, Workshop};
use std::path::PathBuf;
use std::process::ExitCode;

/// A configuration, and the rules it makes.
pub(in crate::cli) struct Ready {
    pub(in crate::cli) settings: Settings,
    pub(in crate::cli) prepared: Prepared,
    /// What was said of rule files that could not be read.
    pub(in crate::cli) unread: Vec<Diagnostic>,
}

/// Finds the configuration for documents and makes its rules: of the rule files that are named,
/// else of those that it names, else of those beside some paths.
///
/// # Errors
/// What is wrong with a configuration that cannot be used, or with rule files that are named.
pub(in crate::cli) fn ready(
    configuration: &Configuration,
    documents: &[PathBuf],
    named: &[PathBuf],
    beside: &[PathBuf],
) -> Result<Ready, Refusal> {
    let settings = find(configuration, documents)?;
    let (files, unread) = files::rule_files(&settings.rules(named), beside);
    // Findings without the rules that were asked for would mislead.
    if !named.is_empty() && !unread.is_empty() {
        return Err(Refusal { said: unread, sources: Sources::default() });
    }
    let workshop = settings.workshop();
    Ready::new(settings, workshop, files, unread)
}

/// [`ready`] for a command that stops at the first thing wrong: that goes to stderr.
///
/// # Errors
/// The exit code where the configuration cannot be used, or a rule file is broken.
pub(in crate::cli) fn whole(
    configuration: &Configuration,
    documents: &[PathBuf],
    named: &[PathBuf],
    beside: &[PathBuf],
    color: Color,
) -> Result<Ready, ExitCode> {
    let ready = told(configuration, documents, named, beside, color)?;
    if ready.is_broken() { Err(ExitCode::from(FAILED)) } else { Ok(ready) }
}

/// [`ready`] for a command that tells what it can: what is broken is said on stderr.
///
/// # Errors
/// The exit code where the configuration cannot be used.
pub(in crate::cli) fn told(
    configuration: &Configuration,
    documents: &[PathBuf],
    named: &[PathBuf],
    beside: &[PathBuf],
    color: Color,
) -> Result<Ready, ExitCode> {
    let ready = ready(configuration, documents, named, beside).map_err(|refusal| refusal.told(color))?;
    let style = style_of(color, false, &std::io::stderr());
    say(&ready.unread, &ready.prepared.sources, style);
    say(&ready.prepared.diagnostics, &ready.prepared.sources, style);
    Ok(ready)
}

impl Settings {
    /// What makes rules of rule files and of the packs that the configuration names.
    pub(in crate::cli) fn workshop(&self) -> Workshop {
        Workshop::within(self.project.limits(), self.project.packs())
    }

    /// The rules of the rule files that the configuration names and of its packs, with what was
    /// said of files that could not be read.
    pub(in crate::cli) fn prepare_named(&self) -> (Prepared, Vec<Diagnostic>) {
        let named = self.rules(&[]);
        let (files, unread) =
            if named.is_empty() { Default::default() } else { files::rule_files(&named, &[]) };
        (self.workshop().prepare(files, &Disk), unread)
    }
}

impl Ready {
    /// Makes the rules of rule files under a configuration.
    ///
    /// # Errors
    /// What of the configuration does not fit the rules.
    pub(in crate::cli) fn new(
        settings: Settings,
        mut workshop: Workshop,
        files: Vec<(String, String)>,
        unread: Vec<Diagnostic>,
    ) -> Result<Self, Refusal> {
        let mut prepared = workshop.prepare(files, &Disk);
        settings.tell(&mut prepared.rules)?;
        Ok(Self { settings, prepared, unread })
    }

    /// Whether some rule file is broken or could not be read.
    pub(in crate::cli) fn is_broken(&self) -> bool {
        self.unread.iter().chain(&self.prepared.diagnostics).any(|said| said.severity == Severity::Error)
    }

    /// The documents under paths, with what the configuration knows of each.
    pub(in crate::cli) fn documents(&self, paths: &[PathBuf]) -> Found<'static> {
        self.documents_beside(paths, None)
    }

    /// The same beside an index, which knows documents of earlier runs.
    pub(in crate::cli) fn documents_beside<'i>(
        &self,
        paths: &[PathBuf],
        index: Option<&'i Index>,
    ) -> Found<'i> {
        let (choice, limits) = (self.settings.choice(), self.settings.project.limits());
        let mut found = files::chosen_documents(paths, &choice, limits, index);
        self.settings.dress(&mut found.documents);
        found
    }
}
