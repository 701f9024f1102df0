//! Which files of a folder are documents, beyond what their endings say.

use super::absolute;
use crate::config::{Glob, Placed, Project, name_in};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Globs of what is taken and what is left out; cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice(Option<Arc<Globs>>);

#[derive(Debug)]
struct Globs {
    folder: PathBuf,
    include: Vec<Glob>,
    exclude: Vec<Glob>,
}

impl Choice {
    /// The choice of a configuration.
    pub(crate) fn of(project: &Project) -> Self {
        let globs = |list: &Option<Placed<Vec<Placed<String>>>>| -> Vec<Glob> {
            let list = list.iter().flat_map(|list| &list.value);
            list.filter_map(|glob| Glob::new(&glob.value).ok()).collect()
        };
        let (include, exclude) = (globs(&project.config.include), globs(&project.config.exclude));
        if include.is_empty() && exclude.is_empty() {
            return Self::default();
        }
        Self(Some(Arc::new(Globs { folder: project.folder.clone(), include, exclude })))
    }

    /// Whether a file is a document whatever its ending.
    pub(crate) fn takes(&self, path: &Path) -> bool {
        self.0.as_ref().is_some_and(|globs| globs.hold(&globs.include, path))
    }

    /// Whether a file or folder is not looked at.
    pub(crate) fn leaves_out(&self, path: &Path) -> bool {
        self.0.as_ref().is_some_and(|globs| globs.hold(&globs.exclude, path))
    }
}

impl Globs {
    fn hold(&self, globs: &[Glob], path: &Path) -> bool {
        if globs.is_empty() {
            return false;
        }
        let name = name_in(&self.folder, &absolute(path));
        globs.iter().any(|glob| glob.matches(&name))
    }
}
