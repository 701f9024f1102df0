//! Tables as Parquet, read column by column without Arrow.

use super::columns::Names;
use super::intake::{Intake, Place};
use crate::truth::notice::{BAD_VALUE, BROKEN_TABLE, MISSING_COLUMN};
use jiff::Timestamp;
use parquet::basic::{ConvertedType, Type as PhysicalType};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::{ColumnDescriptor, Type};
use std::fmt::Write as _;
use std::fs::File;
use std::io;
use std::sync::Arc;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// # Errors
/// When temporary files cannot be written.
pub(super) fn read(
    file: File,
    names: &Names,
    intake: &mut Intake<'_>,
    step: impl Fn(u64, u64),
) -> io::Result<()> {
    let length = file.metadata()?.len();
    let reader = match SerializedFileReader::new(file) {
        Ok(reader) => reader,
        Err(error) => {
            let why = format!("this is no whole Parquet file: {}", plain(&error));
            intake.unusable(&BROKEN_TABLE, &why, None);
            return Ok(());
        }
    };
    if !lie_within(reader.metadata(), length) {
        intake.unusable(&BROKEN_TABLE, "this is no whole Parquet file: a column lies outside of it", None);
        return Ok(());
    }
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
    let columns = reader.metadata().file_metadata().schema_descr().columns();
    let is_wanted = |name: &String| wanted.iter().any(|at| header.get(*at) == Some(&name.as_str()));
    let mut of_wanted = columns.iter().filter(|column| column.path().parts().first().is_some_and(is_wanted));
    if let Some(column) = of_wanted.find(|column| !is_read(column)) {
        let why = format!("the type of its column `{}` is not read", column.path());
        intake.unusable(&BROKEN_TABLE, &why, None);
        return Ok(());
    }
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

/// Whether all columns lie within a file of so many bytes: the reader takes that for granted and stops the program
/// where one does not.
fn lie_within(metadata: &ParquetMetaData, length: u64) -> bool {
    let columns = metadata.row_groups().iter().flat_map(|group| group.columns());
    columns.into_iter().all(|column| {
        let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
        let end = u64::try_from(start).ok().zip(u64::try_from(column.compressed_size()).ok());
        end.and_then(|(start, size)| start.checked_add(size)).is_some_and(|end| end <= length)
    })
}

/// Whether cells of a column can be read: the reader stops the program at those of other types.
fn is_read(column: &ColumnDescriptor) -> bool {
    use ConvertedType as C;
    let converted = column.converted_type();
    match column.physical_type() {
        PhysicalType::INT32 => matches!(
            converted,
            C::NONE
                | C::INT_8
                | C::INT_16
                | C::INT_32
                | C::UINT_8
                | C::UINT_16
                | C::UINT_32
                | C::DATE
                | C::TIME_MILLIS
                | C::DECIMAL
        ),
        PhysicalType::INT64 => matches!(
            converted,
            C::NONE
                | C::INT_64
                | C::UINT_64
                | C::TIME_MICROS
                | C::TIMESTAMP_MILLIS
                | C::TIMESTAMP_MICROS
                | C::DECIMAL
        ),
        PhysicalType::BYTE_ARRAY => {
            matches!(converted, C::NONE | C::UTF8 | C::ENUM | C::JSON | C::BSON | C::DECIMAL)
        }
        PhysicalType::FIXED_LEN_BYTE_ARRAY => matches!(converted, C::NONE | C::DECIMAL),
        PhysicalType::BOOLEAN | PhysicalType::INT96 | PhysicalType::FLOAT | PhysicalType::DOUBLE => true,
    }
}

/// Whether a day or a moment lies in the years that a calendar has: the reader stops the program at others.
fn is_in_calendar(field: &Field) -> bool {
    match field {
        Field::Date(days) => Timestamp::from_second(i64::from(*days) * SECONDS_OF_A_DAY).is_ok(),
        Field::TimestampMillis(moment) => Timestamp::from_millisecond(*moment).is_ok(),
        Field::TimestampMicros(moment) => Timestamp::from_microsecond(*moment).is_ok(),
        _ => true,
    }
}

/// Writes a cell as text; whether it is one, a number or a date.
fn write(field: &Field, out: &mut String) -> bool {
    let written = match field {
        _ if !is_in_calendar(field) => return false,
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
