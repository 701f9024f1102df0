//! How far a configuration reaches: one that was only found beside documents may have come with
//! them, so it names files below its own folder and no others, and raises no limit.

use super::absolute;
use crate::config::{BAD_CONFIG, Limit, Limits, Placed, Project, plain};
use crate::diagnostic::{Diagnostic, FileId};
use std::path::{Path, PathBuf};

/// What files a configuration may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Reach {
    /// Those below its folder.
    Folder,
    /// Any: its user has named it.
    Anywhere,
}

impl Reach {
    /// What is wrong with the files that a configuration names.
    pub(super) fn of(self, project: &Project) -> Vec<Diagnostic> {
        if self == Self::Anywhere {
            return Vec::new();
        }
        let config = &project.config;
        let rules = config.rules.iter().flat_map(|rules| &rules.value);
        let named = rules.chain(&config.baseline).chain(&config.suppressions).chain(&config.index);
        let outside = named.filter(|path| leads_out(&project.folder, path)).map(refusal);
        outside.chain(config.limits.iter().filter(|set| raises(set)).map(raised)).collect()
    }
}

fn leads_out(folder: &Path, path: &Placed<String>) -> bool {
    !real(&plain(&absolute(&folder.join(&path.value)))).starts_with(real(folder))
}

/// Whether a limit is set to more than it is where nothing is set.
fn raises((limit, value): &(&'static Limit, Placed<usize>)) -> bool {
    value.value > limit.of(Limits::default())
}

fn raised((limit, value): &(&'static Limit, Placed<usize>)) -> Diagnostic {
    let usual = limit.of(Limits::default());
    Diagnostic::new(&BAD_CONFIG, format!("`{}` is raised beyond {usual}", limit.name))
        .label(FileId(0), value.span, "more than where nothing is set")
        .help("a configuration that was not named may have come with the documents; name it with --config to let it raise limits")
}

/// Where a path leads through all links, though its end may not be there yet.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().ok().unwrap_or_else(|| match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => path.to_path_buf(),
    })
}

fn refusal(path: &Placed<String>) -> Diagnostic {
    Diagnostic::new(&BAD_CONFIG, format!("`{}` leads out of the folder of the configuration", path.value))
        .label(FileId(0), path.span, "not below it")
        .help("a configuration that was not named may have come with the documents; name it with --config to let it use other files")
}
