//! The language server: rule files and documents in an editor, over the protocol that editors
//! speak. Only this folder knows of it. Files come through [`Host`].

mod abilities;
mod buffer;
mod convert;
mod documents;
mod encoding;
mod requests;
mod rules;
mod server;
mod tests_of_rules;
mod uri;
mod watch;
mod wire;

pub use encoding::Encoding;
pub use server::serve;
pub use wire::Wire;

use crate::config::Project;
use crate::diagnostic::Diagnostic;
use crate::engine::{Input, Outcome};
use crate::policy::Baseline;
use crate::rule::RuleFiles;
use crate::value::CalendarDate;
use std::path::{Path, PathBuf};

/// Rule files, each with its path and text, and what could not be read.
pub type RuleTexts = (Vec<(String, String)>, Vec<Diagnostic>);

/// The files that a server may look at.
pub trait Host: RuleFiles + Send + Sync {
    /// The configuration that holds in a folder; an empty one where there is none.
    fn project(&self, folder: &Path) -> Project;

    /// What the baseline of a project knows of an outcome, where there is one that can be read.
    fn baseline(&self, project: &Project, outcome: &Outcome) -> Option<Baseline>;

    /// The day.
    fn today(&self) -> CalendarDate;

    /// The documents of a project in a folder, and what could not be read.
    fn documents(&self, folder: &Path, project: &Project) -> (Vec<Input>, Vec<Diagnostic>);

    /// The rule files that lie in folders.
    fn rule_files(&self, folders: &[PathBuf]) -> RuleTexts;

    /// The rule files that a project names; nothing where it leaves them to be found.
    fn named_rules(&self, project: &Project) -> Option<RuleTexts>;

    /// The folders of the rule files that documents in a folder are checked with.
    fn rules_for(&self, folder: &Path) -> Vec<PathBuf>;

    /// Whether a path is that of a document of a project; `listed` where the editor calls it one.
    fn is_document(&self, path: &Path, project: &Project, listed: bool) -> bool;

    /// A file that shows what a pack that ships says, for an editor to open.
    fn shown(&self, pack: &str) -> Option<PathBuf>;
}

impl RuleFiles for std::sync::Arc<dyn Host> {
    fn resolve(&self, path: &str, from: &str) -> Vec<(String, Result<String, String>)> {
        self.as_ref().resolve(path, from)
    }

    fn known(&self) -> Vec<String> {
        self.as_ref().known()
    }
}
