//! What a run keeps of its items: the conflicts, the sources that take part in them, and how
//! often those agree with others where there is no conflict.

use super::conflict::Conflict;
use super::family::shape;
use super::item::{Item, Judged};
use super::reading::Reader;
use rustc_hash::FxHashMap;

/// A source that takes part in a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name; empty for rows that name none.
    pub name: Box<str>,
    /// The family of names made like its own, by number.
    pub(super) family: u32,
    /// Items without conflict in which others say the same as it does.
    pub(super) agreed: u32,
}

/// The conflicts of a run.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The conflicts, in the order of their subjects and measures.
    pub conflicts: Vec<Conflict>,
    /// The sources that take part in them; the first is that of rows without a source.
    pub sources: Vec<Source>,
    by_name: FxHashMap<Box<str>, u32>,
    families: FxHashMap<String, u32>,
    subject: String,
    seen: Vec<Seen>,
    open: Vec<Open>,
}

/// A value of the subject at hand.
#[derive(Debug)]
struct Seen {
    shape: String,
    measure: String,
    value: String,
    support: usize,
}

/// A conflict of the subject at hand.
#[derive(Debug)]
struct Open {
    conflict: usize,
    shape: String,
    measure: String,
}

impl Ledger {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        let mut ledger = Self::default();
        ledger.source("");
        ledger
    }

    /// The number of a source, which is new here where it was not known.
    pub(super) fn source(&mut self, name: &str) -> u32 {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let number = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        let fresh = u32::try_from(self.families.len()).unwrap_or(u32::MAX);
        let family = *self.families.entry(shape(name)).or_insert(fresh);
        self.sources.push(Source { name: name.into(), family, agreed: 0 });
        self.by_name.insert(name.into(), number);
        number
    }

    /// The number of a source that takes part in a conflict.
    #[must_use]
    pub fn known(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).map(|number| *number as usize)
    }

    /// The number of the family of a name, where a source of a conflict has one like it.
    pub(super) fn family_of(&self, name: &str) -> Option<usize> {
        self.families.get(&shape(name)).map(|number| *number as usize)
    }

    pub(super) fn families(&self) -> usize {
        self.families.len()
    }

    /// Takes in an item; whether it is in conflict. Items come in order of their subjects.
    pub fn take(&mut self, item: &Item, reader: &mut Reader<'_>) -> bool {
        if item.subject != self.subject {
            self.close();
            item.subject.clone_into(&mut self.subject);
        }
        let shape = shape(&item.measure);
        let contested = match item.judge(reader, self) {
            Judged::Agreed => false,
            Judged::Contested(conflict) => {
                let (shape, measure) = (shape.clone(), item.measure.clone());
                self.open.push(Open { conflict: self.conflicts.len(), shape, measure });
                self.conflicts.push(conflict);
                true
            }
        };
        self.seen.extend(item.support().map(|(value, support)| Seen {
            shape: shape.clone(),
            measure: item.measure.clone(),
            value: value.to_owned(),
            support,
        }));
        contested
    }

    /// Ends the subject at hand. A value is at home where it has the most support: one that
    /// has no less in another scope of the same measure (another year of it) may have slipped
    /// from there.
    pub fn close(&mut self) {
        let (seen, open) = (std::mem::take(&mut self.seen), std::mem::take(&mut self.open));
        if open.is_empty() {
            return;
        }
        let mut scopes: FxHashMap<&str, (&str, bool)> = FxHashMap::default();
        let mut homes: FxHashMap<(&str, &str), [(usize, &str); 2]> = FxHashMap::default();
        for seen in &seen {
            let scope = scopes.entry(&seen.shape).or_insert((&seen.measure, false));
            scope.1 |= scope.0 != seen.measure;
            let best = homes.entry((&seen.shape, &seen.value)).or_default();
            let this = (seen.support, seen.measure.as_str());
            if this.0 > best[0].0 {
                *best = [this, best[0]];
            } else if this.0 > best[1].0 {
                best[1] = this;
            }
        }
        for open in &open {
            let Some(conflict) = self.conflicts.get_mut(open.conflict) else { continue };
            conflict.scoped = scopes.get(open.shape.as_str()).is_some_and(|(_, several)| *several);
            for candidate in &mut conflict.candidates {
                let homes = homes.get(&(open.shape.as_str(), candidate.text.as_str()));
                let other = homes.and_then(|homes| homes.iter().find(|(_, m)| *m != open.measure));
                candidate.elsewhere = other.is_some_and(|(n, _)| *n > 0 && *n >= candidate.support);
            }
        }
    }

    /// Counts an item on whose value all agree for each of its sources that also takes part in
    /// a conflict.
    pub fn agree(&mut self, item: &Item) {
        if item.witnesses() < 2 {
            return;
        }
        self.confirm(item.sources());
    }

    /// Counts an item on whose value these sources agree for each that takes part in a conflict.
    pub fn confirm<'s>(&mut self, sources: impl Iterator<Item = &'s str>) {
        for name in sources {
            let number = self.known(name);
            if let Some(source) = number.and_then(|number| self.sources.get_mut(number)) {
                source.agreed = source.agreed.saturating_add(1);
            }
        }
    }
}
