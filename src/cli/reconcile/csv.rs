//! Tables as CSV: a byte order mark, CRLF and quoted line ends are taken as they come.

use super::columns::Names;
use super::intake::{Intake, Place};
use crate::truth::notice::{BAD_ROW, BROKEN_TABLE, EMPTY_TABLE, MISSING_COLUMN};
use std::io::{self, Read};

/// Line ends in one row from which a quote that is never closed is the likely reason.
const MANY_LINES: usize = 100;

/// # Errors
/// When temporary files cannot be written.
pub(super) fn read(input: impl Read, names: &Names, intake: &mut Intake<'_>) -> io::Result<()> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).buffer_capacity(1 << 18).from_reader(input);
    let header = match reader.byte_headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            intake.broken(&error.to_string());
            return Ok(());
        }
    };
    let Some(columns) = header.iter().map(|name| std::str::from_utf8(name).ok()).collect::<Option<Vec<_>>>()
    else {
        let help = "save the table as UTF-8".to_owned();
        intake.unusable(&BROKEN_TABLE, "the header is not UTF-8", Some(help));
        return Ok(());
    };
    if columns.iter().all(|name| name.trim().is_empty()) {
        intake.unusable(&EMPTY_TABLE, "the table is empty", None);
        return Ok(());
    }
    let places = match names.find(&columns) {
        Ok(places) => places,
        Err((why, help)) => {
            intake.unusable(&MISSING_COLUMN, &why, help);
            return Ok(());
        }
    };
    let mut record = csv::ByteRecord::new();
    let mut row = 0;
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => row += 1,
            Ok(false) => return Ok(()),
            Err(error) => {
                intake.broken(&error.to_string());
                return Ok(());
            }
        }
        let place = Place { row, line: record.position().map(csv::Position::line) };
        if record.len() != columns.len() {
            intake.skip(place, &BAD_ROW, &wrong_length(&record, columns.len()));
            continue;
        }
        let cell =
            |at: Option<usize>| std::str::from_utf8(at.and_then(|at| record.get(at)).unwrap_or_default());
        match places.map(cell) {
            [Ok(subject), Ok(measure), Ok(value), Ok(source), Ok(date)] => {
                intake.row(place, [subject, measure, value, source, date])?;
            }
            _ => intake.skip(place, &BAD_ROW, "not UTF-8"),
        }
    }
}

fn wrong_length(record: &csv::ByteRecord, expected: usize) -> String {
    let lines = memchr::memchr_iter(b'\n', record.as_slice()).count();
    let quote = if lines > MANY_LINES {
        format!("; a quote may be open over its {lines} lines")
    } else {
        String::new()
    };
    format!("{} fields instead of {expected}{quote}", record.len())
}
