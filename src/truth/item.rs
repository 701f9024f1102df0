//! All claims of one subject and measure, as they come sorted out of the table.

use super::conflict::Conflict;
use super::ledger::Ledger;
use super::reading::{Reader, Reading, finest_of_one};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A row of the table. Rows come sorted by these fields in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row<'a> {
    /// Of whom or what.
    pub subject: &'a str,
    /// What is stated.
    pub measure: &'a str,
    /// The cell as written.
    pub value: &'a str,
    /// Who says it; empty where the table does not say.
    pub source: &'a str,
    /// ISO 8601 to the day, month or year; empty where unknown.
    pub date: &'a str,
}

/// The claims about one subject and measure.
#[derive(Debug, Default)]
pub struct Item {
    /// Of whom or what.
    pub subject: String,
    /// What is stated.
    pub measure: String,
    text: String,
    values: Vec<Range<usize>>,
    witnesses: Vec<Witness>,
}

#[derive(Debug, Clone)]
struct Witness {
    value: usize,
    source: Range<usize>,
    date: Range<usize>,
}

/// What an item comes to.
#[derive(Debug)]
pub(super) enum Judged {
    /// All its values can be one.
    Agreed,
    /// They cannot.
    Contested(Conflict),
}

impl Item {
    /// Empties it for a row of another item.
    pub fn restart(&mut self, row: &Row<'_>) {
        self.text.clear();
        self.values.clear();
        self.witnesses.clear();
        row.subject.clone_into(&mut self.subject);
        row.measure.clone_into(&mut self.measure);
        self.push(row);
    }

    /// Whether a row belongs to it.
    #[must_use]
    pub fn holds(&self, row: &Row<'_>) -> bool {
        self.subject == row.subject && self.measure == row.measure
    }

    /// Adds a row. A source that repeats itself is one witness, at its latest date.
    pub fn push(&mut self, row: &Row<'_>) {
        if self.values.last().is_none_or(|last| self.text.get(last.clone()) != Some(row.value)) {
            let value = self.keep(row.value);
            self.values.push(value);
        }
        let value = self.values.len().saturating_sub(1);
        let repeated = self.witnesses.last().is_some_and(|last| {
            last.value == value && !row.source.is_empty() && self.part(&last.source) == row.source
        });
        let date = self.keep(row.date);
        if repeated {
            if let Some(last) = self.witnesses.last_mut() {
                last.date = date;
            }
            return;
        }
        let source = self.keep(row.source);
        self.witnesses.push(Witness { value, source, date });
    }

    fn keep(&mut self, part: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(part);
        start..self.text.len()
    }

    fn part(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// A value as written, by number.
    #[must_use]
    pub fn value(&self, number: usize) -> &str {
        self.values.get(number).map_or("", |range| self.part(range))
    }

    /// How many witnesses it has.
    #[must_use]
    pub fn witnesses(&self) -> usize {
        self.witnesses.len()
    }

    /// The values as written, with how many witness each.
    pub(super) fn support(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut counts = vec![0; self.values.len()];
        for witness in &self.witnesses {
            if let Some(count) = counts.get_mut(witness.value) {
                *count += 1;
            }
        }
        self.values.iter().map(|range| self.part(range)).zip(counts)
    }

    /// The sources, each once for a value.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.witnesses.iter().map(|witness| self.part(&witness.source))
    }

    /// The number of the value that all claims agree on; `None` where they do not.
    #[must_use]
    pub fn agreed(&self, reader: &mut Reader<'_>) -> Option<usize> {
        if self.values.len() == 1 {
            return Some(0);
        }
        let kept = self.standing();
        let mut seen: Vec<usize> = kept.iter().map(|w| w.value).collect();
        seen.sort_unstable();
        seen.dedup();
        let readings: Vec<Reading> = seen.iter().map(|at| reader.read(self.value(*at))).collect();
        seen.get(finest_of_one(readings.iter())?).copied()
    }

    pub(super) fn judge(&self, reader: &mut Reader<'_>, ledger: &mut Ledger) -> Judged {
        if self.agreed(reader).is_some() {
            return Judged::Agreed;
        }
        let mut conflict = Conflict::default();
        let mut groups: FxHashMap<String, usize> = FxHashMap::default();
        let mut candidate_of: Vec<Option<usize>> = vec![None; self.values.len()];
        let supports: Vec<usize> = self.support().map(|(_, count)| count).collect();
        for witness in self.standing() {
            let Some(slot) = candidate_of.get_mut(witness.value) else { continue };
            let candidate = match *slot {
                Some(known) => known,
                None => {
                    let text = self.value(witness.value);
                    let reading = reader.read(text);
                    let support = supports.get(witness.value).copied().unwrap_or(0);
                    let fresh = groups.len();
                    let at = *groups.entry(reading.key()).or_insert(fresh);
                    conflict.offer(at, text, reading, support);
                    *slot = Some(at);
                    at
                }
            };
            let source = ledger.source(self.part(&witness.source));
            conflict.claim(candidate, source, self.part(&witness.date));
        }
        conflict.relate();
        Judged::Contested(conflict)
    }

    /// The witnesses without those whose source says something else at a later date.
    fn standing(&self) -> Vec<&Witness> {
        let mut latest: FxHashMap<&str, &str> = FxHashMap::default();
        for witness in &self.witnesses {
            let (source, date) = (self.part(&witness.source), self.part(&witness.date));
            if !source.is_empty() && !date.is_empty() {
                let known = latest.entry(source).or_insert(date);
                *known = date.max(*known);
            }
        }
        let stands = |witness: &&Witness| {
            let (source, date) = (self.part(&witness.source), self.part(&witness.date));
            latest.get(source).is_none_or(|last| *last == date)
        };
        self.witnesses.iter().filter(stands).collect()
    }
}
