//! A table that lies in memory, reconciled: the command without its files and its terminal. What holds
//! the readers of tables against any bytes comes in here.

use super::args::{Choice, Input, Output};
use super::columns::Names;
use super::intake::Intake;
use super::output::Writer;
use super::{csv, jsonl, parquet, reconcile};
use crate::diagnostic::Diagnostic;
use crate::rule::Ruleset;
use crate::truth::Reader;
use std::io::{self, Write as _};

/// What became of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// What is said of its rows.
    pub said: Vec<Diagnostic>,
    /// Rows that are claims.
    pub taken: u64,
    /// Rows that are none.
    pub skipped: u64,
    /// What is written: a line for each item.
    pub written: Vec<u8>,
}

/// Reconciles the bytes of a table.
///
/// # Errors
/// When a temporary file cannot be written.
pub fn reconcile_bytes(
    bytes: &[u8],
    format: Input,
    into: Output,
    choice: Choice,
    rules: &Ruleset,
) -> io::Result<Held> {
    let (rules, names) = (|| rules, Names::new(&[]));
    let mut intake = Intake::new("table".to_owned(), Reader::new(&rules));
    match format {
        Input::Csv => csv::read(bytes, &names, &mut intake)?,
        Input::Jsonl => jsonl::read(bytes, &names, &mut intake)?,
        Input::Parquet => {
            // It is read from both ends.
            let mut file = tempfile::tempfile()?;
            file.write_all(bytes)?;
            parquet::read(file, &names, &mut intake, |_, _| ())?;
        }
    }
    let sorted = intake.finish();
    let mut written = Vec::new();
    if intake.taken > 0 {
        let mut writer = Writer::new(into, &mut written);
        reconcile(&sorted, choice.method(), &mut intake.reader, &mut writer)?;
    }
    Ok(Held { said: intake.said, taken: intake.taken, skipped: intake.skipped, written })
}
