//! Every name and every word of the rule files of a space, with its place: what hover,
//! definition, references, rename and completion look into.

use super::walk::{define, refer};
use crate::diagnostic::FileId;
use crate::rule::Module;
use crate::token::Span;
use indexmap::IndexMap;

/// What a name names.
#[expect(clippy::enum_variant_names, reason = "`kind` is what the language calls one of them")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::lsp) enum Kind {
    Language,
    Words,
    Dimension,
    Unit,
    Kind,
    Entity,
    Scope,
    /// A value of a scope dimension.
    Value,
    Measure,
    Macro,
    Rule,
    Source,
    Test,
    /// What a pattern captures, known in its rule or macro.
    Capture,
    /// A parameter of a macro.
    Parameter,
}

/// A thing that has a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::lsp) struct Key {
    pub(in crate::lsp) kind: Kind,
    pub(in crate::lsp) name: String,
    /// The scope dimension of a value, the item of a capture or parameter; else empty.
    pub(in crate::lsp) owner: String,
}

/// A place where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lsp) struct Occurrence {
    pub(in crate::lsp) key: Key,
    pub(in crate::lsp) file: FileId,
    pub(in crate::lsp) span: Span,
    pub(in crate::lsp) defines: bool,
}

/// Words that stand for text: of a list, or quoted in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lsp) struct Wording {
    pub(in crate::lsp) file: FileId,
    pub(in crate::lsp) span: Span,
    pub(in crate::lsp) text: String,
    /// The language that they are given for, where one is named.
    pub(in crate::lsp) lang: Option<String>,
    /// Whether they stand for themselves alone.
    pub(in crate::lsp) exact: bool,
}

/// All names and words of some rule files.
#[derive(Debug, Default)]
pub(in crate::lsp) struct Index {
    definitions: IndexMap<Key, Vec<(FileId, Span)>>,
    /// Codes of units that are not their names.
    pub(super) codes: IndexMap<String, String>,
    occurrences: Vec<Occurrence>,
    wordings: Vec<Wording>,
}

impl Key {
    /// A name that is known everywhere.
    pub(super) fn global(kind: Kind, name: &str) -> Self {
        Self { kind, name: name.to_owned(), owner: String::new() }
    }

    /// A name that is known in its owner.
    pub(super) fn owned(kind: Kind, name: &str, owner: &str) -> Self {
        Self { kind, name: name.to_owned(), owner: owner.to_owned() }
    }
}

impl Index {
    /// The index of rule files.
    pub(super) fn of(modules: &[Module]) -> Self {
        let mut index = Self::default();
        for module in modules {
            module.items.iter().for_each(|item| define(&mut index, module.file, item));
        }
        for module in modules {
            module.items.iter().for_each(|item| refer(&mut index, module.file, item));
        }
        index.occurrences.sort_by_key(|o| (o.file, o.span));
        index.wordings.sort_by_key(|w| (w.file, w.span));
        index
    }

    pub(super) fn add(&mut self, key: Key, file: FileId, span: Span, defines: bool) {
        if defines {
            self.definitions.entry(key.clone()).or_default().push((file, span));
        }
        self.occurrences.push(Occurrence { key, file, span, defines });
    }

    pub(super) fn add_wording(&mut self, wording: Wording) {
        self.wordings.push(wording);
    }

    /// Whether something is defined.
    pub(super) fn defines(&self, key: &Key) -> bool {
        self.definitions.contains_key(key)
    }

    /// The names of a kind, in the order of their definitions; of one owner where it is given.
    pub(super) fn names<'a>(&'a self, kind: Kind, owner: &'a str) -> impl Iterator<Item = &'a str> {
        let wanted = move |key: &&Key| key.kind == kind && key.owner == owner;
        self.definitions.keys().filter(wanted).map(|key| key.name.as_str())
    }

    /// Where something is defined: the user's own definitions stand last, as they are loaded.
    pub(in crate::lsp) fn definitions(&self, key: &Key) -> &[(FileId, Span)] {
        self.definitions.get(key).map_or(&[], Vec::as_slice)
    }

    /// Every place where something is named.
    pub(in crate::lsp) fn occurrences<'a>(&'a self, key: &'a Key) -> impl Iterator<Item = &'a Occurrence> {
        self.occurrences.iter().filter(move |occurrence| occurrence.key == *key)
    }

    /// The name at a byte of a file; right behind a name still means it.
    pub(in crate::lsp) fn name_at(&self, file: FileId, at: usize) -> Option<&Occurrence> {
        let covers = |o: &&Occurrence| o.span.start <= at && at <= o.span.end;
        self.of_file(file).filter(covers).max_by_key(|o| o.span.start)
    }

    /// The names of a file that it defines, in order.
    pub(in crate::lsp) fn defined_in(&self, file: FileId) -> impl Iterator<Item = &Occurrence> {
        self.of_file(file).filter(|o| o.defines)
    }

    fn of_file(&self, file: FileId) -> impl Iterator<Item = &Occurrence> {
        let from = self.occurrences.partition_point(|o| o.file < file);
        self.occurrences.get(from..).unwrap_or_default().iter().take_while(move |o| o.file == file)
    }

    /// The words at a byte of a file.
    pub(in crate::lsp) fn wording_at(&self, file: FileId, at: usize) -> Option<&Wording> {
        let from = self.wordings.partition_point(|w| w.file < file);
        let mut own = self.wordings.get(from..)?.iter().take_while(|w| w.file == file);
        own.find(|w| w.span.start <= at && at <= w.span.end)
    }
}
