//! Names: which item wins where two have one name, and finding what a name means.

use super::{Compiler, Placed};
use crate::diagnostic::FileId;
use crate::rule::lint::{duplicate_name, unknown_name};
use crate::rule::load::Module;
use crate::rule::model::Id;
use crate::syntax::ast::{Item, Name};
use crate::token::Span;
use indexmap::IndexMap;

struct First {
    layer: u8,
    place: (FileId, Span),
    at: usize,
}

impl Compiler<'_> {
    /// The items that count: a user's item replaces a shipped one of its name, and of two in
    /// one layer the first stands and the second is reported.
    pub(super) fn unique_items<'m>(&mut self, modules: &'m [Module]) -> Vec<Placed<'m>> {
        let mut seen: IndexMap<(&str, &str), First> = IndexMap::new();
        let mut items: Vec<Option<Placed<'m>>> = Vec::new();
        for (module, item) in modules.iter().flat_map(|m| m.items.iter().map(move |item| (m, item))) {
            if let Some((kind, name)) = kind_and_name(item) {
                match seen.get_mut(&(kind, name.text.as_str())) {
                    Some(first) if first.layer == module.layer => {
                        self.diagnostics.push(duplicate_name::diagnose(kind, name, module.file, first.place));
                        continue;
                    }
                    Some(first) if first.layer > module.layer => continue,
                    Some(first) => {
                        items[first.at] = None;
                        *first =
                            First { layer: module.layer, place: (module.file, name.span), at: items.len() };
                    }
                    None => {
                        let first =
                            First { layer: module.layer, place: (module.file, name.span), at: items.len() };
                        seen.insert((kind, &name.text), first);
                    }
                }
            }
            items.push(Some((module.file, item)));
        }
        items.into_iter().flatten().collect()
    }

    /// The language of a name, reported where there is none.
    pub(super) fn lang(&mut self, file: FileId, name: &Name) -> Option<u8> {
        let found = self.rules.language(&name.text);
        if found.is_none() {
            let known: Vec<String> = self.rules.languages.iter().map(|l| l.code.clone()).collect();
            let diagnostic = unknown_name::diagnose(file, "language", name, known.iter().map(String::as_str));
            self.diagnostics.push(diagnostic);
        }
        found
    }

    pub(super) fn dimension_of(&mut self, file: FileId, name: &Name) -> Option<Id> {
        let found = self.rules.dimensions.get_index_of(&name.text);
        if found.is_none() {
            let known: Vec<&str> = self.rules.dimensions.keys().map(String::as_str).collect();
            self.diagnostics.push(unknown_name::dimension(file, name, &known));
        }
        found
    }

    pub(super) fn measure_of(&mut self, file: FileId, name: &Name) -> Option<Id> {
        let found = self.rules.measures.get_index_of(&name.text);
        self.found(file, "measure", name, found, |c| c.rules.measures.keys().cloned().collect())
    }

    pub(super) fn scope_of(&mut self, file: FileId, name: &Name) -> Option<Id> {
        let found = self.rules.scopes.get_index_of(&name.text);
        self.found(file, "scope", name, found, |c| c.rules.scopes.keys().cloned().collect())
    }

    pub(super) fn scope_value_of(&mut self, file: FileId, scope: Id, name: &Name) -> Option<Id> {
        let found = self.rules.scopes.get_index(scope).and_then(|(_, s)| s.values.get_index_of(&name.text));
        self.found(file, "scope value", name, found, |c| {
            c.rules
                .scopes
                .get_index(scope)
                .map(|(_, s)| s.values.keys().cloned().collect())
                .unwrap_or_default()
        })
    }

    pub(super) fn source_of(&mut self, file: FileId, name: &Name) -> Option<Id> {
        let found = self.rules.publishers.get_index_of(&name.text);
        self.found(file, "source", name, found, |c| c.rules.publishers.keys().cloned().collect())
    }

    pub(super) fn kind_of(&mut self, file: FileId, name: &Name) -> Option<Id> {
        let found = self.rules.kinds.get_index_of(&name.text);
        self.found(file, "kind", name, found, |c| c.rules.kinds.keys().cloned().collect())
    }

    pub(super) fn entity_of(&mut self, file: FileId, name: &Name) -> Option<Id> {
        let found = self.rules.entities.get_index_of(&name.text);
        self.found(file, "entity", name, found, |c| c.rules.entities.keys().cloned().collect())
    }

    /// Passes on what was found; where nothing was, reports it with the nearest name.
    fn found(
        &mut self,
        file: FileId,
        kind: &str,
        name: &Name,
        found: Option<Id>,
        known: impl Fn(&Self) -> Vec<String>,
    ) -> Option<Id> {
        if found.is_none() && !self.broken.contains(name.text.as_str()) {
            let known = known(self);
            self.diagnostics.push(unknown_name::diagnose(file, kind, name, known.iter().map(String::as_str)));
        }
        found
    }
}

/// What an item is called and what kind of thing it names; nothing for items without a name.
fn kind_and_name(item: &Item) -> Option<(&'static str, &Name)> {
    Some(match item {
        Item::Language(i) => ("language", &i.lang),
        Item::Words(i) => ("word list", &i.name),
        Item::Dimension(i) => ("dimension", &i.name),
        Item::Unit(i) => ("unit", &i.name),
        Item::Kind(i) => ("kind", &i.name),
        Item::Entity(i) => ("entity", &i.name),
        Item::Scope(i) => ("scope", &i.name),
        Item::Measure(i) => ("measure", &i.name),
        Item::Macro(i) => ("macro", &i.name),
        Item::Rule(i) => ("rule", &i.name),
        Item::Source(i) => ("source", &i.name),
        Item::Use(_) | Item::Lexicon(_) | Item::Compare(_) | Item::Test(_) | Item::Broken(_) => return None,
    })
}
