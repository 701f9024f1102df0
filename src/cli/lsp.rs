//! `factlint lsp`: the language server over standard input and output.

use super::files::{self, Disk};
use super::living;
use super::run::fail;
use super::settings::{self, Choice, Reach};
use crate::config::Project;
use crate::engine::{Input, Outcome, Packs};
use crate::lsp::{Host, Wire, serve};
use crate::policy::Baseline;
use crate::rule::RuleFiles;
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

    fn documents(&self, folder: &Path, project: &Project) -> Vec<Input> {
        files::chosen_documents(&[folder.to_path_buf()], &Choice::of(project)).documents
    }

    fn named_rules(&self, project: &Project) -> Option<Vec<(String, String)>> {
        project.config.rules.as_ref()?;
        Some(files::rule_files(&settings::rules_of(project), &[]).0)
    }

    fn rule_files(&self, folders: &[PathBuf]) -> Vec<(String, String)> {
        files::rule_files(&[], folders).0
    }

    fn is_document(&self, path: &Path) -> bool {
        files::is_document(path)
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
