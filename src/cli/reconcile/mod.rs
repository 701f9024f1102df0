//! `factlint reconcile`: a table of claims to the values that it supports.
//!
//! Rows are sorted in bounded memory. One pass over them finds the conflicts, which are kept;
//! a second counts how often their sources agree with others elsewhere; the last writes.

mod args;
mod columns;
mod csv;
mod held;
mod intake;
mod jsonl;
mod output;
mod parquet;
mod sort;

pub(super) use args::Arguments;
pub use args::{Choice, Input, Output};
pub use held::{Held, reconcile_bytes};

use super::args::Color;
use super::progress::Bar;
use super::run::{FAILED, fail, say, style_of};
use super::settings::settings;
use crate::diagnostic::{Severity, Sources};
use crate::engine::Prepared;
use crate::truth::{Discovery, Item, Ledger, Method, Reader, discover};
use columns::Names;
use intake::Intake;
use output::{Line, Writer};
use sort::Sorted;
use std::cell::{Cell, LazyCell};
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(arguments: &Arguments, color: Color) -> ExitCode {
    let settings = match settings(&arguments.configuration, std::slice::from_ref(&arguments.claims), color) {
        Ok(settings) => settings,
        Err(code) => return code,
    };
    let style = style_of(color, false, &io::stderr());
    let broken = Cell::new(false);
    // Plain numbers need no rules, which take a moment to make.
    let prepared: LazyCell<Prepared, _> = LazyCell::new(|| {
        let (prepared, unread) = settings.prepare_named();
        say(&unread, &prepared.sources, style);
        say(&prepared.diagnostics, &prepared.sources, style);
        broken.set(unread.iter().chain(&prepared.diagnostics).any(|said| said.severity == Severity::Error));
        prepared
    });
    let rules = || &LazyCell::force(&prepared).rules;
    let name = arguments.claims.to_string_lossy().into_owned();
    let mut intake = Intake::new(name.clone(), Reader::new(&rules));
    if let Err(why) = read(arguments, &mut intake) {
        return fail(&format!("cannot read `{name}`: {why}"));
    }
    let sorted = intake.finish();
    say(&intake.said, &Sources::default(), style);
    if intake.taken == 0 {
        return ExitCode::from(FAILED);
    }
    let out = io::BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let mut writer = Writer::new(arguments.format, out);
    let method = arguments.method.method();
    match reconcile(&sorted, method, &mut intake.reader, &mut writer) {
        Ok(found) => {
            summary(&intake, &found, method);
            let whole = intake.complete && !broken.get();
            if whole { ExitCode::from(u8::from(intake.skipped > 0)) } else { ExitCode::from(FAILED) }
        }
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(&format!("cannot write the result: {error}")),
    }
}

fn read(arguments: &Arguments, intake: &mut Intake<'_>) -> Result<(), String> {
    let path = &arguments.claims;
    let names = Names::new(&arguments.map);
    let format = arguments.from.or_else(|| by_ending(path));
    let piped = path.as_os_str() == "-";
    let written = |result: io::Result<()>| result.map_err(|error| format!("no room to sort it: {error}"));
    if piped {
        return match format {
            Some(Input::Parquet) => Err("Parquet cannot be read from standard input; name a file".to_owned()),
            Some(Input::Jsonl) => written(jsonl::read(io::stdin().lock(), &names, intake)),
            Some(Input::Csv) | None => written(csv::read(io::stdin().lock(), &names, intake)),
        };
    }
    let Some(format) = format else {
        return Err("its ending names no format; give one with `--from csv`, jsonl or parquet".to_owned());
    };
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    })?;
    let metadata = file.metadata().map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("not a regular file".to_owned());
    }
    let bar = Bar::new(metadata.len(), "");
    let input = |file: File| Counted { file, bar: &bar };
    let result = match format {
        Input::Csv => csv::read(input(file), &names, intake),
        Input::Jsonl => jsonl::read(BufReader::with_capacity(1 << 18, input(file)), &names, intake),
        Input::Parquet => parquet::read(file, &names, intake, |row, rows| {
            if row.is_multiple_of(1 << 14) {
                bar.set(row, rows);
            }
        }),
    };
    drop(bar);
    written(result)
}

fn by_ending(path: &Path) -> Option<Input> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "csv" => Some(Input::Csv),
        "jsonl" | "ndjson" => Some(Input::Jsonl),
        "parquet" => Some(Input::Parquet),
        _ => None,
    }
}

/// A file that moves a bar as it is read.
struct Counted<'b> {
    file: File,
    bar: &'b Bar,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bar.add(read as u64);
        Ok(read)
    }
}

/// What is known of each item after the first pass.
struct Found {
    ledger: Ledger,
    /// Which items are in conflict, counted in order.
    contested: Vec<u64>,
    items: u64,
}

fn reconcile(
    sorted: &Sorted,
    method: Method,
    reader: &mut Reader<'_>,
    writer: &mut Writer<impl Write>,
) -> io::Result<Found> {
    let mut found = conflicts(sorted, reader)?;
    if method.learns() && !found.contested.is_empty() {
        agreements(sorted, &mut found)?;
    }
    let discovery = discover(&found.ledger, method);
    write(sorted, &found, &discovery, reader, writer)?;
    Ok(found)
}

/// Goes through the items with their numbers.
fn items(sorted: &Sorted, mut each: impl FnMut(u64, &Item) -> io::Result<()>) -> io::Result<u64> {
    let (mut item, mut number) = (Item::default(), 0);
    sorted.each(|row| {
        if item.witnesses() > 0 && item.holds(row) {
            item.push(row);
            return Ok(());
        }
        if item.witnesses() > 0 {
            each(number, &item)?;
            number += 1;
        }
        item.restart(row);
        Ok(())
    })?;
    if item.witnesses() > 0 {
        each(number, &item)?;
        number += 1;
    }
    Ok(number)
}

fn conflicts(sorted: &Sorted, reader: &mut Reader<'_>) -> io::Result<Found> {
    let (mut ledger, mut contested) = (Ledger::new(), Vec::new());
    let items = items(sorted, |number, item| {
        if ledger.take(item, reader) {
            contested.push(number);
        }
        Ok(())
    })?;
    ledger.close();
    Ok(Found { ledger, contested, items })
}

fn agreements(sorted: &Sorted, found: &mut Found) -> io::Result<()> {
    let Found { ledger, contested, .. } = found;
    let mut next = contested.iter().peekable();
    items(sorted, |number, item| {
        if next.next_if(|contested| **contested == number).is_none() {
            ledger.agree(item);
        }
        Ok(())
    })?;
    Ok(())
}

fn write(
    sorted: &Sorted,
    found: &Found,
    discovery: &Discovery,
    reader: &mut Reader<'_>,
    writer: &mut Writer<impl Write>,
) -> io::Result<()> {
    let decisions = found.ledger.conflicts.iter().zip(&discovery.decisions);
    let mut next = found.contested.iter().zip(decisions).peekable();
    items(sorted, |number, item| {
        let (subject, measure) = (item.subject.as_str(), item.measure.as_str());
        if let Some((_, (conflict, decision))) = next.next_if(|(contested, _)| **contested == number) {
            let value = conflict.candidates.get(decision.candidate).map_or("", |c| c.text.as_str());
            let (support, against) = conflict.counts(decision.candidate);
            let confidence = decision.confidence;
            return writer.line(&Line { subject, measure, value, confidence, support, against });
        }
        let value = item.value(item.agreed(reader).unwrap_or(0));
        let confidence = discovery.agreed(item, &found.ledger);
        let support = item.witnesses();
        writer.line(&Line { subject, measure, value, confidence, support, against: 0 })
    })?;
    writer.finish()
}

/// Says on stderr what became of every row.
fn summary(intake: &Intake<'_>, found: &Found, method: Method) {
    let contested = found.contested.len() as u64;
    let _ = writeln!(
        io::stderr().lock(),
        "{} claims about {} items: {} agree, {contested} in conflict decided by {}; {} rows skipped",
        intake.taken,
        found.items,
        found.items - contested,
        method.name(),
        intake.skipped,
    );
}
