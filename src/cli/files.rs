//! Documents and rule files from disk: folders are walked, ignore files respected, what
//! cannot be read is reported and the rest goes on.

use super::index::{Index, Looked, Mark};
use super::pdf;
use super::settings::Choice;
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Input;
use crate::rule::RuleFiles;
use crate::source::notice::{NO_DOCUMENTS, OWN_REPORT, UNREADABLE, of_own_report, size};
use crate::source::{Format, Unread, endings, is_own_report};
use ignore::{DirEntry, WalkState};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf, is_separator};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The ending of rule files.
const RULES: &str = "claim";

/// What was found under the paths of a run.
#[derive(Default)]
pub(super) struct Found<'i> {
    pub(super) documents: Vec<Input>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Files in folders that are in no format that is read.
    pub(super) skipped: usize,
    choice: Choice,
    limits: Limits,
    /// What is known of documents from earlier runs.
    index: Option<&'i Index>,
    /// The documents by their paths, as an index knows them again.
    pub(super) marks: Vec<(String, Mark)>,
    /// Where the documents really lie: one that is named twice, or through a link, is one witness.
    seen: FxHashSet<PathBuf>,
}

/// Reads the documents under paths within limits, in folders those of a choice; `-` is the standard input. Those that
/// an index knows are not read.
pub(super) fn chosen_documents<'i>(
    paths: &[PathBuf],
    choice: &Choice,
    limits: Limits,
    index: Option<&'i Index>,
) -> Found<'i> {
    let mut found = Found { choice: choice.clone(), limits, index, ..Found::default() };
    found.seen.extend(index.and_then(|index| index.place().canonicalize().ok()));
    for path in paths {
        if path.as_os_str() == "-" {
            found.stdin();
        } else if path.is_dir() {
            found.folder(path);
        } else {
            found.files(vec![(path.clone(), path.canonicalize().ok())]);
        }
    }
    // The order of arguments changes nothing of what comes out.
    found.documents.sort_by(|a, b| a.path.cmp(&b.path));
    found.take_out_pages();
    found.say_what_was_read();
    found
}

impl Found<'_> {
    fn add(&mut self, input: Input) {
        if is_own_report(&input.bytes) {
            self.diagnostics.push(of_own_report(&input.path));
        } else {
            self.documents.push(input);
        }
    }

    /// Whether something could not be read, or none of what there is is a document.
    pub(super) fn is_incomplete(&self) -> bool {
        self.diagnostics.iter().any(|said| said.severity == Severity::Error) || self.documents.is_empty()
    }

    /// Tells of what could not be read that the rest was, where there is a rest.
    fn say_what_was_read(&mut self) {
        if self.documents.is_empty() {
            return;
        }
        let unreadable = self.diagnostics.iter_mut().filter(|said| said.code == &UNREADABLE);
        unreadable
            .for_each(|said| said.help = Some("check the path; the other documents were read".to_owned()));
    }

    /// Takes the text out of each PDF.
    fn take_out_pages(&mut self) {
        let limits = self.limits;
        let read = std::mem::take(&mut self.documents).into_par_iter().map(|input| {
            if input.earlier.is_some() || Format::of(&input.path, &input.bytes) != Format::Pdf {
                return Ok(input);
            }
            match pdf::pages(&input.bytes, &limits) {
                Ok(bytes) => Ok(Input { bytes, format: Some(Format::Pages), ..input }),
                Err(unread) => Err(unread.diagnostic(&input.path)),
            }
        });
        for read in read.collect::<Vec<_>>() {
            match read {
                Ok(input) => self.documents.push(input),
                Err(said) => self.diagnostics.push(said),
            }
        }
    }

    fn stdin(&mut self) {
        let (mut bytes, most) = (Vec::new(), self.limits.file_bytes);
        match std::io::stdin().lock().take(most as u64 + 1).read_to_end(&mut bytes) {
            // More is never read: how much there is nobody knows.
            Ok(_) if bytes.len() > most => self.more_than_read(),
            Ok(_) => self.add(Input::new("-", bytes)),
            Err(error) => self.unreadable("-", &error.to_string()),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let before = self.counted();
        let (choice, root) = (self.choice.clone(), folder.to_path_buf());
        let mut walk = ignore::WalkBuilder::new(folder);
        walk.filter_entry(move |entry| entry.path() == root || !choice.leaves_out(entry.path()));
        let (mut files, real) = (Vec::new(), folder.canonicalize());
        walk.threads(rayon::current_num_threads());
        // No link is followed on the way, so that what lies below needs no asking where it lies.
        let real = |path: &Path| {
            let below = path.strip_prefix(folder).ok().zip(real.as_ref().ok());
            below.map(|(below, folder)| folder.join(below))
        };
        let entries = at_once(&walk).unwrap_or_else(|| walk.sort_by_file_path(Path::cmp).build().collect());
        for entry in entries {
            match entry {
                Ok(entry) => {
                    let file = entry.file_type().is_some_and(|kind| kind.is_file());
                    let document = is_document(entry.path()) || self.choice.takes(entry.path());
                    if file && document {
                        files.push((entry.path().to_path_buf(), real(entry.path())));
                    } else if file && !has_ending(entry.path(), &[RULES]) {
                        self.skipped += 1;
                    }
                }
                Err(error) => {
                    self.files(std::mem::take(&mut files));
                    let shown = folder.to_string_lossy().into_owned();
                    self.unreadable(&shown, &error.to_string());
                }
            }
        }
        self.files(files);
        if self.counted() == before {
            let said = format!("no documents in `{}`", folder.to_string_lossy());
            let help =
                format!("files ending in {} are read; name a file itself to read any other", endings());
            let shown = folder.to_string_lossy();
            self.diagnostics.push(Diagnostic::new(&NO_DOCUMENTS, said).about(shown).help(help));
        }
    }

    /// Documents that were read or should have been.
    fn counted(&self) -> usize {
        let left_out = self.diagnostics.iter().filter(|said| said.code == &OWN_REPORT).count();
        self.documents.len() + self.diagnostics.len() - left_out
    }

    /// Reads files, on all threads.
    fn files(&mut self, files: Vec<(PathBuf, Option<PathBuf>)>) {
        let (most, index) = (self.limits.file_bytes as u64, self.index);
        let look = |(path, real): (PathBuf, Option<PathBuf>)| {
            let looked = look((&path, real.as_deref()), most, index);
            (path, real, looked)
        };
        let files: Vec<_> = files.into_par_iter().map(look).collect();
        files.into_iter().for_each(|(path, real, looked)| self.file(&path, real, looked));
    }

    fn file(&mut self, path: &Path, real: Option<PathBuf>, looked: Result<Looked, Unreadable>) {
        if real.is_some_and(|real| !self.seen.insert(real)) {
            return;
        }
        let shown = path.to_string_lossy().into_owned();
        let mark = match looked {
            Ok(Looked::Fresh(bytes, mark)) => {
                let number = mark.as_ref().map(Mark::hash);
                self.add(Input { number, ..Input::new(shown.clone(), bytes) });
                mark
            }
            Ok(Looked::Same(earlier, mark)) => {
                let (earlier, number) = (Some(earlier), Some(mark.hash()));
                self.documents.push(Input { path: shown.clone(), earlier, number, ..Input::default() });
                Some(mark)
            }
            Err(Unreadable::TooLarge(length)) => return self.too_large(&shown, length),
            Err(Unreadable::Failed(why)) => return self.unreadable(&shown, &why),
        };
        self.marks.extend(mark.map(|mark| (shown, mark)));
    }

    fn more_than_read(&mut self) {
        let most = size(self.limits.file_bytes as u64);
        let why = format!("it is more than the {most} allowed by `file-bytes`");
        self.diagnostics.push(Unread::TooLarge(why).diagnostic("-"));
    }

    fn too_large(&mut self, path: &str, length: u64) {
        self.diagnostics.push(Unread::beyond(length, self.limits.file_bytes, "file-bytes").diagnostic(path));
    }

    fn unreadable(&mut self, path: &str, why: &str) {
        let said = format!("cannot read `{path}`: {why}");
        let help = "check the path";
        self.diagnostics.push(Diagnostic::new(&UNREADABLE, said).about(path).help(help));
    }
}

/// What lies in folders, in order, gone over by all threads; none where some of it cannot be read, which one thread
/// tells in its place.
fn at_once(walk: &ignore::WalkBuilder) -> Option<Vec<Result<DirEntry, ignore::Error>>> {
    let (met, failed) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let (into, stopped) = (&met, &failed);
    walk.build_parallel().run(|| {
        Box::new(move |entry| match entry {
            Ok(entry) => {
                let place = place_in_order(entry.path());
                into.lock().unwrap_or_else(PoisonError::into_inner).push((place, entry));
                WalkState::Continue
            }
            Err(_) => {
                stopped.store(true, Ordering::Relaxed);
                WalkState::Quit
            }
        })
    });
    let mut met = met.into_inner().unwrap_or_else(PoisonError::into_inner);
    met.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    (!failed.into_inner()).then(|| met.into_iter().map(|(_, entry)| Ok(entry)).collect())
}

/// Bytes that are in the order of paths below one folder, by their components: comparing paths takes them apart again
/// and again.
fn place_in_order(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|byte| if is_separator(char::from(*byte)) { 0 } else { *byte }).collect()
}

/// Why a file cannot be read.
enum Unreadable {
    /// It holds so many bytes.
    TooLarge(u64),
    /// In words.
    Failed(String),
}

impl From<std::io::Error> for Unreadable {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(plain(&error))
    }
}

/// Reads a file that no index knows to be what it was.
fn look(
    (path, real): (&Path, Option<&Path>),
    most: u64,
    index: Option<&Index>,
) -> Result<Looked, Unreadable> {
    let Some(index) = index else { return Ok(Looked::Fresh(read(path, most)?, None)) };
    let metadata = regular(path)?;
    index.look((path, real.and_then(Path::to_str)), &metadata, || read_regular(path, &metadata, most))
}

/// The bytes of a document within limits, where it can be read.
pub(super) fn bytes_of(path: &Path, limits: Limits) -> Option<Vec<u8>> {
    read(path, limits.file_bytes as u64).ok()
}

/// Reads a regular file of bounded size, even where it grows meanwhile.
fn read(path: &Path, most: u64) -> Result<Vec<u8>, Unreadable> {
    read_regular(path, &regular(path)?, most)
}

/// What the system tells of a regular file.
fn regular(path: &Path) -> Result<Metadata, Unreadable> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_file() { Ok(metadata) } else { Err(Unreadable::Failed("not a regular file".to_owned())) }
}

fn read_regular(path: &Path, metadata: &Metadata, most: u64) -> Result<Vec<u8>, Unreadable> {
    // One byte more than there is, so that its end is found without asking for room.
    let room = usize::try_from(metadata.len()).unwrap_or_default().saturating_add(1);
    let mut bytes = Vec::new();
    if metadata.len() <= most {
        bytes.reserve_exact(room);
        std::fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    }
    let length = metadata.len().max(bytes.len() as u64);
    if length > most { Err(Unreadable::TooLarge(length)) } else { Ok(bytes) }
}

/// An error of the operating system without its number.
fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// The rule files of a run: those named, or else those that lie beside the documents.
pub(super) fn rule_files(
    named: &[PathBuf],
    documents: &[PathBuf],
) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let mut paths: Vec<PathBuf> = Vec::new();
    let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
    if named.is_empty() {
        let folders = documents.iter().map(|path| if path.is_dir() { path.clone() } else { parent(path) });
        folders.for_each(|folder| paths.extend(rules_in_folder(&folder)));
    } else {
        for path in named {
            let before = paths.len();
            if path.is_dir() {
                paths.extend(rules_in_folder(path));
            } else {
                paths.push(path.clone());
            }
            if paths.len() == before {
                let said = format!("no rule files in `{}`", path.to_string_lossy());
                let help = "rule files end in .claim; those of folders below are named with their folder";
                diagnostics.push(Diagnostic::new(&UNREADABLE, said).help(help));
            }
        }
    }
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    paths.sort();
    for path in paths {
        let shown = path.to_string_lossy().into_owned();
        let leaves = named.is_empty() && !stays_in(&path, &parent(&path));
        let text = if leaves { Err(LEAVES.to_owned()) } else { read_text(&path) };
        match text {
            Ok(text) => files.push((shown, text)),
            Err(why) => {
                let said = format!("cannot read rule file `{shown}`: {why}");
                let help = if named.is_empty() { "the other rule files were read" } else { "check the path" };
                diagnostics.push(Diagnostic::new(&UNREADABLE, said).about(shown).help(help));
            }
        }
    }
    (files, diagnostics)
}

/// Whether a path ends as documents do.
pub(super) fn is_document(path: &Path) -> bool {
    Format::of_name(&path.to_string_lossy()).is_some()
}

/// The rule files at paths and in all folders below them, with what could not be read.
pub(super) fn rule_files_below(paths: &[PathBuf]) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let mut named = Vec::new();
    for path in paths {
        if path.is_dir() {
            let walk = ignore::WalkBuilder::new(path).sort_by_file_path(Path::cmp).build();
            let files = walk.flatten().map(DirEntry::into_path);
            named.extend(files.filter(|file| file.is_file() && has_ending(file, &[RULES])));
        } else {
            named.push(path.clone());
        }
    }
    if named.is_empty() { (Vec::new(), Vec::new()) } else { rule_files(&named, &[]) }
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_path_buf(),
        None => PathBuf::from("."),
    }
}

/// A path in a folder; in the current one it is the plain name.
fn inside(folder: &Path, name: impl AsRef<Path>) -> PathBuf {
    if folder == Path::new(".") { name.as_ref().to_path_buf() } else { folder.join(name) }
}

/// The rule files that lie in a folder itself, which `check` uses for its documents.
pub(super) fn rules_in_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| inside(folder, entry.file_name()))
        .filter(|p| p.is_file() && has_ending(p, &[RULES]))
        .collect();
    paths.sort();
    paths
}

/// What is said of a rule file that is elsewhere and was not named.
const LEAVES: &str = "a link leads outside the folder of the rule file";

/// Whether a file lies in a folder, links followed.
fn stays_in(file: &Path, folder: &Path) -> bool {
    let real = file.canonicalize().ok().zip(folder.canonicalize().ok());
    real.is_some_and(|(file, folder)| file.starts_with(folder))
}

/// Reads a file that must be UTF-8.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let bytes = read(path, Limits::default().file_bytes as u64).map_err(|why| match why {
        Unreadable::TooLarge(length) => format!("{} MB are too many", length >> 20),
        Unreadable::Failed(why) => why,
    })?;
    String::from_utf8(bytes)
        .map_err(|error| format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
}

/// Rule files on disk that others `use`: beside the file that does, never outside its folder.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Disk;

impl RuleFiles for Disk {
    fn resolve(&self, path: &str, from: &str) -> Vec<(String, Result<String, String>)> {
        let packs = crate::engine::Packs.resolve(path, from);
        if !packs.is_empty() || from.starts_with("pack:") {
            return packs;
        }
        let folder = parent(Path::new(from));
        let relative = PathBuf::from(format!("{}.{RULES}", path.trim_start_matches("./").replace('.', "/")));
        let leaves =
            path.starts_with("..") || relative.components().any(|c| !matches!(c, Component::Normal(_)));
        if leaves {
            return vec![(path.to_owned(), Err("it lies outside the folder of the rule file".to_owned()))];
        }
        let file = inside(&folder, &relative);
        if !file.exists() {
            return Vec::new();
        }
        let text = if stays_in(&file, &folder) { read_text(&file) } else { Err(LEAVES.to_owned()) };
        vec![(file.to_string_lossy().into_owned(), text)]
    }

    fn known(&self) -> Vec<String> {
        crate::engine::Packs.known()
    }
}
