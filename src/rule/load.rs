//! Gathers the rule files of a run: follows `use`, loads each file once, and reports
//! cycles, chains that are too deep and files that do not exist.
//!
//! Where files come from is the caller's business, behind [`RuleFiles`].

use super::lint::{empty_file, unknown_pack, use_cycle};
use crate::diagnostic::{Diagnostic, FileId, SourceText, Sources};
use crate::syntax::{Tree, ast::Item, ast::Name};
use indexmap::IndexMap;
use std::sync::Arc;

/// Where rule files come from.
pub trait RuleFiles {
    /// The files that a path of `use` names, seen from the file it stands in: each with the
    /// name that tells it from all others, and its text or why it cannot be read. Nothing
    /// where there are none.
    fn resolve(&self, path: &str, from: &str) -> Vec<(String, Result<String, String>)>;

    /// All names that could have been meant.
    fn known(&self) -> Vec<String>;
}

/// A parsed rule file.
#[derive(Debug)]
pub struct Module {
    /// Its text among the sources.
    pub file: FileId,
    /// What overrides what: the packs that ship are layer 0, the user's files layer 1.
    pub layer: u8,
    /// What it says.
    pub items: Arc<Vec<Item>>,
}

/// What parsing gave, kept for the next time: an editor loads the same files after every
/// keystroke, and only one of them has changed.
#[derive(Debug, Default)]
pub struct Parsed(IndexMap<String, Known>);

/// A file that was parsed.
#[derive(Debug)]
struct Known {
    file: FileId,
    tree: Tree,
    /// When nothing was wrong with it.
    clean: Option<Tree>,
}

impl Parsed {
    fn parse(&mut self, file: FileId, source: &SourceText) -> (Arc<Vec<Item>>, Vec<Diagnostic>) {
        let before = self.0.swap_remove(&source.name).filter(|known| known.file == file);
        let known = match before {
            Some(known) if known.tree.is_of(&source.text) => known,
            before => {
                let clean = before.and_then(|known| known.clean);
                let tree = Tree::of(file, &source.text, clean.as_ref());
                let clean = if tree.is_clean() { Some(tree.clone()) } else { clean };
                Known { file, tree, clean }
            }
        };
        let parsed = (Arc::clone(&known.tree.items), known.tree.diagnostics.clone());
        self.0.insert(source.name.clone(), known);
        parsed
    }
}

/// The files of a run, parsed, in the order in which they are needed.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files.
    pub modules: Vec<Module>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

struct Loader<'a> {
    files: &'a dyn RuleFiles,
    sources: &'a mut Sources,
    parsed: &'a mut Parsed,
    state: IndexMap<String, State>,
    loaded: Loaded,
    /// How deep one file may `use` another.
    depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// Loads files and all that they use, down to a depth. A file's layer is 1 unless its name starts with `pack:`.
#[must_use]
pub fn load(
    files: &dyn RuleFiles,
    roots: Vec<(String, String)>,
    sources: &mut Sources,
    parsed: &mut Parsed,
    depth: usize,
) -> Loaded {
    let mut loader =
        Loader { files, sources, parsed, state: IndexMap::new(), loaded: Loaded::default(), depth };
    for (name, text) in roots {
        loader.file(name, text, 0);
    }
    loader.loaded
}

impl Loader<'_> {
    fn file(&mut self, name: String, text: String, depth: usize) {
        if self.state.contains_key(&name) {
            return;
        }
        self.state.insert(name.clone(), State::Open);
        let layer = u8::from(!name.starts_with("pack:"));
        let file = self.sources.add(SourceText::new(name.as_str(), text));
        let parsed = self.sources.get(file).map(|source| self.parsed.parse(file, source));
        let (items, diagnostics) = parsed.unwrap_or_default();
        if items.is_empty() && diagnostics.is_empty() {
            self.loaded.diagnostics.push(empty_file::diagnose(file, &name));
        }
        self.loaded.diagnostics.extend(diagnostics);
        for item in items.iter() {
            if let Item::Use(paths) = item {
                paths.iter().for_each(|path| self.follow(file, &name, path, depth));
            }
        }
        self.loaded.modules.push(Module { file, layer, items });
        self.state.insert(name, State::Done);
    }

    fn follow(&mut self, file: FileId, from: &str, path: &Name, depth: usize) {
        let found = self.files.resolve(&path.text, from);
        if found.is_empty() {
            let known = self.files.known();
            self.loaded.diagnostics.push(unknown_pack::diagnose(file, path, &known));
        }
        for (name, text) in found {
            match (self.state.get(&name), text) {
                (Some(State::Open), _) => {
                    let chain = self.open_chain(&name);
                    self.loaded.diagnostics.push(use_cycle::diagnose(file, path, &chain));
                }
                (Some(State::Done), _) => {}
                (None, Ok(text)) if depth < self.depth => self.file(name, text, depth + 1),
                (None, Ok(_)) => self.loaded.diagnostics.push(use_cycle::too_deep(file, path, self.depth)),
                (None, Err(why)) => self.loaded.diagnostics.push(unknown_pack::unreadable(file, path, &why)),
            }
        }
    }

    /// The files that are being loaded, from `name` on, and `name` again.
    fn open_chain(&self, name: &str) -> Vec<String> {
        let open =
            self.state.iter().filter(|(_, state)| **state == State::Open).map(|(open, _)| open.clone());
        let mut chain: Vec<String> = open.skip_while(|open| open != name).collect();
        chain.push(name.to_owned());
        chain
    }
}
