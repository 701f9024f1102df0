//! The rule files of a folder, checked together as a run over the folder would check them,
//! with open editors' texts in the place of those on disk.

use super::index::Index;
use crate::diagnostic::FileId;
use crate::engine::{Prepared, Workshop};
use crate::lsp::Host;
use crate::rule::RuleFiles;
use indexmap::IndexMap;
use std::path::Path;
use std::sync::OnceLock;

/// Texts of open rule files by path.
pub(in crate::lsp) type Texts = IndexMap<String, String>;

/// Checked rule files.
pub(in crate::lsp) struct Space {
    /// Rules, texts and what is wrong with them.
    pub(in crate::lsp) prepared: Prepared,
    index: OnceLock<Index>,
}

/// Rule files on disk, with what editors hold instead.
struct Overlay<'a> {
    host: &'a dyn Host,
    open: &'a Texts,
}

impl RuleFiles for Overlay<'_> {
    fn resolve(&self, path: &str, from: &str) -> Vec<(String, Result<String, String>)> {
        let mut found = self.host.resolve(path, from);
        for (name, text) in &mut found {
            if let Some(open) = self.open.get(name.as_str()) {
                *text = Ok(open.clone());
            }
        }
        found
    }

    fn known(&self) -> Vec<String> {
        self.host.known()
    }
}

/// The rule files of a folder: those on disk, each as it is open, and open ones not yet saved.
pub(in crate::lsp) fn roots(
    on_disk: &[(String, String)],
    open: &Texts,
    folder: &Path,
) -> Vec<(String, String)> {
    let mut roots: IndexMap<String, String> = on_disk.iter().cloned().collect();
    for (name, text) in open {
        if roots.contains_key(name) || Path::new(name).parent() == Some(folder) {
            roots.insert(name.clone(), text.clone());
        }
    }
    roots.sort_keys();
    roots.into_iter().collect()
}

impl Space {
    /// Checks rule files.
    pub(in crate::lsp) fn new(
        roots: Vec<(String, String)>,
        open: &Texts,
        host: &dyn Host,
        workshop: &mut Workshop,
    ) -> Self {
        let prepared = workshop.prepare(roots, &Overlay { host, open });
        Self { prepared, index: OnceLock::new() }
    }

    /// The names and words of its files; made when it is first asked for.
    pub(in crate::lsp) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.prepared.modules))
    }

    /// The file of a path.
    pub(in crate::lsp) fn file(&self, path: &str) -> Option<FileId> {
        self.prepared.sources.iter().find(|(_, source)| source.name == path).map(|(id, _)| id)
    }
}
