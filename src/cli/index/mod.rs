//! An index: what documents said when they were read, kept in one file, so that the next run reads only those that
//! changed. Whatever is wrong with it is told, and the run goes on without it: findings are the same.

mod args;
mod file;
mod notice;
mod stamp;

pub(super) use args::Indexing;
pub(super) use notice::CODES;

use super::pdf;
use super::replace::replace_made_again;
use super::settings::{Ready, Settings, absolute};
use crate::config::Limits;
use crate::diagnostic::Diagnostic;
use crate::engine::{Again, Earlier};
use crate::source::Format;
use file::{Entry, Held, Unusable};
use rustc_hash::FxHashMap;
use sha2::{Digest as _, Sha256};
use stamp::{Hash, Stamp, hash_of};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Is raised whenever what is kept of a document, or how, becomes another.
const VERSION: &str = "2";

/// The index of a run.
pub(super) struct Index {
    place: PathBuf,
    key: Hash,
    held: Held,
    /// The entries by where their documents lie.
    by_real: FxHashMap<String, usize>,
    again: Again,
    started: SystemTime,
    /// What documents said that were read in this run, by their paths as given.
    fresh: Mutex<FxHashMap<String, Vec<u8>>>,
    /// What this run found, where that is not what the last one did.
    found: Mutex<Option<Vec<u8>>>,
    /// Whether something lies in its place that is not to be written over.
    sealed: bool,
    /// What is to be said of it.
    pub(super) said: Vec<Diagnostic>,
}

/// A document of this run, as an index knows it again.
#[derive(Debug)]
pub(super) struct Mark {
    entry: Entry,
    /// The entry that it has from an earlier run, where it is what it was.
    known: Option<usize>,
}

/// What became of a file.
pub(super) enum Looked {
    /// It is what it was.
    Same(Earlier, Mark),
    /// It is another, or was never seen.
    Fresh(Vec<u8>, Option<Mark>),
}

impl Mark {
    /// The number of its bytes.
    pub(super) fn hash(&self) -> Hash {
        self.entry.hash
    }
}

impl Index {
    /// The index that a run is to use, if any, as it lies on disk.
    pub(super) fn open(arguments: &Indexing, ready: &Ready) -> Option<Self> {
        let place = place(arguments, &ready.settings)?;
        let (key, limits) = (key(ready), ready.settings.project.limits());
        let (mut said, mut sealed) = (Vec::new(), false);
        let held = file::read(&place, &key).unwrap_or_else(|unusable| {
            match unusable {
                Unusable::Missing => {}
                Unusable::Other => said.push(notice::rebuilt(&place)),
                Unusable::Damaged => said.push(notice::damaged(&place)),
                Unusable::Foreign => said.push(notice::foreign(&place)),
                Unusable::Unreadable(why) => said.push(notice::unreadable(&place, &why.to_string())),
            }
            sealed = said.iter().any(|said| said.code == &notice::INDEX_UNUSED);
            Held::default()
        });
        let by_real = held.entries.iter().enumerate().map(|(at, entry)| (entry.real.clone(), at)).collect();
        let again: Again = Arc::new(move |path| again(path, limits));
        let started = SystemTime::now();
        Some(Self {
            place,
            key,
            held,
            by_real,
            again,
            started,
            fresh: Mutex::default(),
            found: Mutex::default(),
            sealed,
            said,
        })
    }

    /// Where it lies: no document.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// Looks at a file that a run calls by a path, without reading it where it is what it was. `read` reads it.
    ///
    /// # Errors
    /// Those of reading.
    pub(super) fn look<E>(
        &self,
        (path, real): (&Path, Option<&str>),
        metadata: &std::fs::Metadata,
        read: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Looked, E> {
        let name = path.file_name().and_then(|name| name.to_str());
        let Some((real, name)) = real.zip(name) else { return Ok(Looked::Fresh(read()?, None)) };
        let stamp = Stamp::of(metadata);
        let known = self.by_real.get(real).copied();
        let known = known.filter(|at| self.held.entries.get(*at).is_some_and(|entry| entry.goes_by(name)));
        let entry = known.and_then(|at| Some((at, self.held.entries.get(at)?)));
        if let Some((at, entry)) = entry.filter(|(_, entry)| entry.settled && entry.stamp == stamp) {
            return Ok(self.same(at, entry.clone()));
        }
        let bytes = read()?;
        let hash = hash_of(&bytes);
        let now = Entry::new(real.to_owned(), name, stamp, stamp.is_settled(self.started), hash);
        match entry.filter(|(_, entry)| entry.hash == hash) {
            Some((at, _)) => Ok(self.same(at, now)),
            None => Ok(Looked::Fresh(bytes, Some(Mark { entry: now, known: None }))),
        }
    }

    fn same(&self, at: usize, entry: Entry) -> Looked {
        let said = (self.held.bytes.clone(), self.held.said.get(at).cloned().unwrap_or_default());
        Looked::Same(Earlier { said, again: self.again.clone() }, Mark { entry, known: Some(at) })
    }

    /// Takes what a document said that was read in this run.
    pub(super) fn take(&self, path: String, said: Vec<u8>) {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner).insert(path, said);
    }

    /// What the last run found.
    pub(super) fn before(&self) -> Option<&[u8]> {
        self.held.bytes.get(self.held.found.clone()).filter(|found| !found.is_empty())
    }

    /// Takes what this run found.
    pub(super) fn take_found(&self, found: Vec<u8>) {
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
    }

    /// Puts the documents of a run, which read some paths, in the place of those that it had under these paths.
    pub(super) fn store(&mut self, marks: Vec<(String, Mark)>, paths: &[PathBuf]) {
        if self.sealed {
            return;
        }
        let fresh = std::mem::take(self.fresh.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut documents: Vec<(Entry, &[u8])> = Vec::with_capacity(marks.len());
        let found = std::mem::take(self.found.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut changed = !fresh.is_empty() || found.is_some();
        let mut seen = vec![false; self.held.entries.len()];
        for (path, Mark { entry, known }) in marks {
            if let Some(seen) = known.and_then(|at| seen.get_mut(at)) {
                *seen = true;
            }
            let before = known.and_then(|at| self.held.entries.get(at));
            changed |= before.is_some_and(|old| old.stamp != entry.stamp || old.settled != entry.settled);
            let said = fresh.get(&path).map(Vec::as_slice).or_else(|| known.and_then(|at| self.said(at)));
            documents.extend(said.map(|said| (entry, said)));
        }
        let roots: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let others = self.held.entries.iter().enumerate().zip(seen).filter(|(_, seen)| !seen);
        for ((at, entry), _) in others {
            // What was read under other paths is what it was.
            let gone = roots.iter().any(|root| Path::new(&entry.real).starts_with(root));
            changed |= gone;
            documents.extend(self.said(at).filter(|_| !gone).map(|said| (entry.clone(), said)));
        }
        if !changed {
            return;
        }
        let found = found.as_deref().or(self.before()).unwrap_or_default();
        let bytes = file::bytes_of(&self.key, documents, found);
        let written = bytes.map(|bytes| replace_made_again(&self.place, &bytes));
        if let Some(Err(why)) = written {
            self.said.push(notice::unwritten(&self.place, &why.to_string()));
        }
    }

    fn said(&self, at: usize) -> Option<&[u8]> {
        self.held.bytes.get(self.held.said.get(at)?.clone())
    }
}

/// Where the index of a run lies, if it has one.
fn place(arguments: &Indexing, settings: &Settings) -> Option<PathBuf> {
    if arguments.no_index {
        return None;
    }
    match &arguments.index {
        Some(named) if named.as_os_str() == args::NAME => Some(settings.project.folder.join(named)),
        Some(named) => Some(absolute(named)),
        None => settings.project.config.index.as_ref().map(|file| settings.project.folder.join(&file.value)),
    }
}

/// What an index hangs on beside the documents: the program, the rules, the configuration.
fn key(ready: &Ready) -> Hash {
    let mut key = Sha256::new();
    let mut put = |part: &[u8]| {
        key.update((part.len() as u64).to_le_bytes());
        key.update(part);
    };
    put(VERSION.as_bytes());
    put(env!("CARGO_PKG_VERSION").as_bytes());
    let program = std::env::current_exe().and_then(std::fs::metadata);
    put(&program.map(|program| Stamp::of(&program).told()).unwrap_or_default());
    for sources in [&ready.prepared.sources, &ready.settings.project.sources] {
        for (_, text) in sources.iter() {
            put(text.name.as_bytes());
            put(text.text.as_bytes());
        }
    }
    put(ready.settings.project.folder.as_os_str().as_encoded_bytes());
    key.finalize().into()
}

/// The bytes of a document that was read before.
fn again(path: &str, limits: Limits) -> Option<(Vec<u8>, Option<Format>)> {
    let bytes = super::files::bytes_of(Path::new(path), limits)?;
    if Format::of(path, &bytes) != Format::Pdf {
        return Some((bytes, None));
    }
    Some((pdf::pages(&bytes, &limits).ok()?, Some(Format::Pages)))
}
