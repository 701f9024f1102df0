//! Items that do not come as rows: what each of some sources says of one thing, as it was read.

use super::conflict::Conflict;
use super::ledger::Ledger;
use super::reading::{Reading, finest_of_one};
use rustc_hash::FxHashMap;

/// What a source says.
#[derive(Debug, Clone)]
pub struct Said<'a> {
    /// The value.
    pub reading: Reading,
    /// The name of the source.
    pub source: &'a str,
}

impl Ledger {
    /// Takes in what is said of one item, where not all of it can be one value; whether it was.
    pub fn hear(&mut self, said: &[Said<'_>]) -> bool {
        if said.is_empty() || finest_of_one(said.iter().map(|said| &said.reading)).is_some() {
            return false;
        }
        let mut conflict = Conflict::default();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for Said { reading, source } in said {
            let fresh = known.len();
            let candidate = *known.entry(reading.key()).or_insert(fresh);
            conflict.offer(candidate, "", reading.clone(), 1);
            conflict.claim(candidate, self.source(source), "");
        }
        conflict.relate();
        self.conflicts.push(conflict);
        true
    }
}
