//! What every format of table goes through: cells are checked, rows that are none are
//! counted and told, the others are handed on to be sorted.

use super::sort::{Sorted, Sorter};
use crate::diagnostic::{Code, Diagnostic};
use crate::truth::notice::{BAD_DATE, BAD_ROW, BAD_VALUE, BROKEN_TABLE, EMPTY_TABLE};
use crate::truth::{Reader, Refusal, Row};
use crate::value::{CalendarDate, Value};
use indexmap::IndexMap;
use std::io;

/// How many diagnostics of one code are shown.
const SHOWN: u64 = 10;
/// How much of a cell a diagnostic quotes, in characters.
const QUOTED: usize = 60;

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Counted from 1, the header not counted.
    pub(super) row: u64,
    /// The line of the file where the row starts, from 1.
    pub(super) line: Option<u64>,
}

/// The columns, in the order of [`Row`].
pub(super) const COLUMNS: [&str; 5] = ["subject", "measure", "value", "source", "date"];

/// Takes rows in.
pub(super) struct Intake<'r> {
    name: String,
    pub(super) reader: Reader<'r>,
    sorter: Sorter,
    /// What was said so far.
    pub(super) said: Vec<Diagnostic>,
    counts: IndexMap<&'static str, u64>,
    /// Rows taken.
    pub(super) taken: u64,
    /// Rows that were no claim.
    pub(super) skipped: u64,
    /// Whether the table was read to its end.
    pub(super) complete: bool,
}

impl<'r> Intake<'r> {
    pub(super) fn new(name: String, reader: Reader<'r>) -> Self {
        let (sorter, said, counts) = (Sorter::new(), Vec::new(), IndexMap::new());
        Self { name, reader, sorter, said, counts, taken: 0, skipped: 0, complete: true }
    }

    /// Takes the cells of a row, in the order of [`COLUMNS`].
    ///
    /// # Errors
    /// When temporary files cannot be written.
    pub(super) fn row(&mut self, place: Place, cells: [&str; 5]) -> io::Result<()> {
        let [subject, measure, value, source, date] = cells.map(str::trim);
        for (cell, column) in [(subject, COLUMNS[0]), (measure, COLUMNS[1])] {
            if cell.is_empty() {
                self.skip(place, &BAD_ROW, &format!("`{column}` is empty"));
                return Ok(());
            }
        }
        if let Some(refusal) = Refusal::of(value) {
            self.skip(place, &BAD_VALUE, &format!("{}: `{}`", refusal.reason(), quoted(value)));
            return Ok(());
        }
        let mut iso = String::new();
        if !date.is_empty() {
            match self.date(date) {
                Some(read) => iso = read,
                None => self.tell(place, &BAD_DATE, &format!("no date: `{}`", quoted(date))),
            }
        }
        self.taken += 1;
        self.sorter.push(&Row { subject, measure, value, source, date: &iso })
    }

    /// A date as ISO 8601, at the precision of the cell.
    fn date(&mut self, cell: &str) -> Option<String> {
        if let Some(date) = iso(cell) {
            return date.exists().then(|| date.to_string());
        }
        match self.reader.read(cell).value {
            Value::Dates(span) => span.from.filter(|date| date.year.is_some()).map(|date| date.to_string()),
            _ => None,
        }
    }

    /// Tells that a row is no claim.
    pub(super) fn skip(&mut self, place: Place, code: &'static Code, why: &str) {
        self.skipped += 1;
        self.tell(place, code, why);
    }

    fn tell(&mut self, place: Place, code: &'static Code, why: &str) {
        let count = self.counts.entry(code.name).or_default();
        *count += 1;
        if *count <= SHOWN {
            let line = place.line.map_or_else(String::new, |line| format!(" (line {line})"));
            let said = format!("{}, row {}{line}: {why}", self.name, place.row);
            self.said.push(Diagnostic::new(code, said));
        }
    }

    /// Tells that the table ends before its end.
    pub(super) fn broken(&mut self, why: &str) {
        self.complete = false;
        let said = format!("{} cannot be read to its end: {why}", self.name);
        let help = format!("the {} rows before are used", self.taken);
        self.said.push(Diagnostic::new(&BROKEN_TABLE, said).help(help));
    }

    /// Tells that nothing can be read.
    pub(super) fn unusable(&mut self, code: &'static Code, why: &str, help: Option<String>) {
        self.complete = false;
        self.said.push(Diagnostic::new(code, format!("{}: {why}", self.name)).maybe_help(help));
    }

    /// Ends the intake: the rows in order, and what remains to be said.
    pub(super) fn finish(&mut self) -> Sorted {
        for (code, count) in &self.counts {
            if let Some(more) = count.checked_sub(SHOWN).filter(|more| *more > 0)
                && let Some(last) = self.said.iter_mut().rev().find(|said| said.code.name == *code)
            {
                last.help = Some(format!("and {more} more like it"));
            }
        }
        if self.taken == 0 && self.complete {
            self.unusable(&EMPTY_TABLE, "the table holds no claim", None);
        }
        std::mem::replace(&mut self.sorter, Sorter::new()).finish()
    }
}

/// `2024`, `2024-04`, `2024-04-22`, a time of day behind it dropped.
fn iso(cell: &str) -> Option<CalendarDate> {
    let timed = matches!(cell.as_bytes().get(10), Some(b'T' | b' '));
    let mut parts = if timed { cell.get(..10)? } else { cell }.split('-');
    let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let mut two = || match parts.next() {
        None => Some(None),
        Some(part) if part.len() == 2 => part.parse().ok().map(Some),
        Some(_) => None,
    };
    let (month, day) = (two()?, two()?);
    parts.next().is_none().then_some(CalendarDate { year: Some(year), month, day })
}

fn quoted(cell: &str) -> String {
    let mut out: String = cell.chars().take(QUOTED).collect();
    if out.len() < cell.len() {
        out.push('…');
    }
    out
}
