//! Tables as Parquet, read column by column without Arrow.

use super::columns::Names;
use super::intake::{Intake, Place};
use crate::truth::notice::{BAD_VALUE, BROKEN_TABLE, MISSING_COLUMN};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use std::fmt::Write as _;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// # Errors
/// When temporary files cannot be written.
pub(super) fn read(
    file: File,
    names: &Names,
    intake: &mut Intake<'_>,
    step: impl Fn(u64, u64),
) -> io::Result<()> {
    let reader = match SerializedFileReader::new(file) {
        Ok(reader) => reader,
        Err(error) => {
            let why = format!("this is no whole Parquet file: {}", plain(&error));
            intake.unusable(&BROKEN_TABLE, &why, None);
            return Ok(());
        }
    };
    let schema = reader.metadata().file_metadata().schema();
    let header: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
    let places = match names.find(&header) {
        Ok(places) => places,
        Err((why, help)) => {
            intake.unusable(&MISSING_COLUMN, &why, help);
            return Ok(());
        }
    };
    let mut wanted: Vec<usize> = places.iter().flatten().copied().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let fields = wanted.iter().filter_map(|at| schema.get_fields().get(*at).map(Arc::clone)).collect();
    let projected = Type::group_type_builder(schema.name()).with_fields(fields).build();
    let place_of = |at: Option<usize>| at.and_then(|at| wanted.iter().position(|wanted| *wanted == at));
    let places = places.map(place_of);
    let total = u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0);
    let rows = match projected.and_then(|projected| RowIter::from_file(Some(projected), &reader)) {
        Ok(rows) => rows,
        Err(error) => {
            intake.broken(&plain(&error));
            return Ok(());
        }
    };
    let mut cells: [String; 5] = Default::default();
    for (number, row) in (1..).zip(rows) {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                intake.broken(&plain(&error));
                return Ok(());
            }
        };
        step(number, total);
        let place = Place { row: number, line: None };
        let columns: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
        let mut wrong = None;
        for ((cell, at), name) in cells.iter_mut().zip(places).zip(&names.0) {
            cell.clear();
            let Some(field) = at.and_then(|at| columns.get(at)) else { continue };
            if !write(field, cell) {
                wrong = Some(name);
            }
        }
        match wrong {
            Some(name) => intake.skip(place, &BAD_VALUE, &format!("`{name}` is no text or number")),
            None => intake.row(place, cells.each_ref().map(String::as_str))?,
        }
    }
    Ok(())
}

/// Writes a cell as text; whether it is one, a number or a date.
fn write(field: &Field, out: &mut String) -> bool {
    let written = match field {
        Field::Null => Ok(()),
        Field::Str(text) => out.write_str(text),
        Field::Bytes(bytes) => match bytes.as_utf8() {
            Ok(text) => out.write_str(text),
            Err(_) => return false,
        },
        Field::Float(number) => write!(out, "{number}"),
        Field::Double(number) => write!(out, "{number}"),
        Field::Date(_) | Field::Decimal(_) | Field::TimestampMillis(_) | Field::TimestampMicros(_) => {
            let shown = field.to_string();
            out.write_str(shown.trim_end_matches(" +00:00"))
        }
        Field::Byte(_)
        | Field::Short(_)
        | Field::Int(_)
        | Field::Long(_)
        | Field::UByte(_)
        | Field::UShort(_)
        | Field::UInt(_)
        | Field::ULong(_) => write!(out, "{field}"),
        _ => return false,
    };
    written.is_ok()
}

/// An error without the name of its kind.
fn plain(error: &ParquetError) -> String {
    let text = error.to_string();
    text.split_once(": ").map_or(text.as_str(), |(_, why)| why).to_owned()
}
