//! Items that do not come as rows: what each of some sources says of one thing, as it was read.

use super::conflict::Conflict;
use super::ledger::Ledger;
use super::reading::Reading;
use crate::value::ValueRelation;
use rustc_hash::FxHashMap;

/// What a source says.
#[derive(Debug, Clone)]
pub struct Said<'a> {
    /// The value.
    pub reading: Reading,
    /// The name of the source.
    pub source: &'a str,
    /// ISO 8601 to the day; empty where unknown.
    pub date: &'a str,
}

impl Ledger {
    /// Takes in what is said of one item, where not all of it can be one value; whether it was.
    pub fn hear(&mut self, said: &[Said<'_>]) -> bool {
        if are_one(said) {
            return false;
        }
        let mut conflict = Conflict::default();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for Said { reading, source, date } in said {
            let fresh = known.len();
            let candidate = *known.entry(reading.key()).or_insert(fresh);
            conflict.offer(candidate, "", reading.clone(), 1);
            conflict.claim(candidate, self.source(source), date);
        }
        conflict.relate();
        self.conflicts.push(conflict);
        true
    }

    /// Counts an item on whose value all agree for each of its sources that also takes part in a
    /// conflict.
    pub fn confirm<'s>(&mut self, sources: impl Iterator<Item = &'s str>) {
        for source in sources {
            self.count_agreed(source);
        }
    }
}

/// Whether all readings are the finest of them, or its roundings.
fn are_one(said: &[Said<'_>]) -> bool {
    let finest = said.iter().map(|said| &said.reading).max_by_key(|reading| reading.fineness());
    let one = |finest: &Reading, reading: &Reading| {
        matches!(finest.relation(reading), ValueRelation::Equal | ValueRelation::Rounded)
    };
    finest.is_none_or(|finest| said.iter().all(|said| one(finest, &said.reading)))
}
