//! `factlint lsp`: the language server over standard input and output.

use super::files::{self, Disk};
use super::living;
use super::run::fail;
use super::settings::{self, Choice, Reach};
use crate::config::Project;
use crate::diagnostic::Diagnostic;
use crate::engine::{Input, Outcome, Packs};
use crate::lsp::{Host, RuleTexts, Wire, serve};
use crate::policy::Baseline;
use crate::rule::RuleFiles;
use crate::source::notice::NO_DOCUMENTS;
use crate::value::CalendarDate;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

pub(super) fn run() -> ExitCode {
    let input = std::io::BufReader::new(std::io::stdin());
    let (connection, wire) = match Wire::connect(input, std::io::stdout()) {
        Ok(connected) => connected,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    let served = serve(&connection, Arc::new(Disk));
    // The writer ends when nobody can send any more.
    drop(connection);
    let joined = wire.join();
    match (served, joined) {
        (Ok(()), Ok(())) => ExitCode::SUCCESS,
        (Err(error), _) => fail(&format!("the editor broke the protocol: {error}")),
        (_, Err(error)) => fail(&format!("cannot understand the editor: {error}")),
    }
}

impl Host for Disk {
    fn project(&self, folder: &Path) -> Project {
        settings::upwards(folder)
            .map_or_else(Project::default, |file| settings::read(&file, Reach::Folder).project)
    }

    fn baseline(&self, project: &Project, outcome: &Outcome) -> Option<Baseline> {
        living::read_baseline(None, project, outcome).ok().flatten()
    }

    fn today(&self) -> CalendarDate {
        living::today()
    }

    fn documents(&self, folder: &Path, project: &Project) -> (Vec<Input>, Vec<Diagnostic>) {
        let mut found =
            files::chosen_documents(&[folder.to_path_buf()], &Choice::of(project), project.limits(), None);
        // The folder of somebody who begins to write is empty.
        found.diagnostics.retain(|said| said.code != &NO_DOCUMENTS);
        (found.documents, found.diagnostics)
    }

    fn named_rules(&self, project: &Project) -> Option<RuleTexts> {
        project.config.rules.as_ref()?;
        Some(files::rule_files(&settings::rules_of(project), &[]))
    }

    fn rule_files(&self, folders: &[PathBuf]) -> RuleTexts {
        files::rule_files(&[], folders)
    }

    fn rules_for(&self, folder: &Path) -> Vec<PathBuf> {
        let files = self
            .named_rules(&self.project(folder))
            .unwrap_or_else(|| self.rule_files(&[folder.to_path_buf()]));
        let mut folders: Vec<PathBuf> = files
            .0
            .iter()
            .map(|(path, _)| settings::absolute(Path::new(path)))
            .filter_map(|path| path.parent().map(Path::to_path_buf))
            .collect();
        folders.dedup();
        folders
    }

    fn is_document(&self, path: &Path, project: &Project, listed: bool) -> bool {
        let choice = Choice::of(project);
        (listed || files::is_document(path) || choice.takes(path)) && !choice.leaves_out(path)
    }

    fn shown(&self, pack: &str) -> Option<PathBuf> {
        let path = cache()?.join("factlint").join(env!("CARGO_PKG_VERSION")).join("rules").join(pack);
        let name = pack.trim_end_matches(".claim").replace('/', ".");
        let (_, text) = Packs.resolve(&name, "").into_iter().find(|(name, _)| name.ends_with(pack))?;
        let text = text.ok()?;
        if std::fs::read_to_string(&path).is_ok_and(|known| known == text) {
            return Some(path);
        }
        std::fs::create_dir_all(path.parent()?).ok()?;
        std::fs::write(&path, text).ok()?;
        Some(path)
    }
}

/// Where programs of this user keep what they can make again.
fn cache() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
}
