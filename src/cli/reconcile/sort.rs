//! Sorts rows by subject, measure, value, source and date in bounded memory: what does not fit
//! is sorted in stretches that wait in temporary files, and merged on the way out.

use crate::truth::Row;
use rayon::slice::ParallelSliceMut as _;
use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write as _};

/// Bytes of rows that are sorted in memory.
const STRETCH: usize = 96 << 20;
const FIELDS: usize = 5;
/// The lengths of the fields before the fields themselves.
const HEAD: usize = FIELDS * 4;

/// Takes rows in any order.
pub(super) struct Sorter {
    arena: Vec<u8>,
    index: Vec<Entry>,
    files: Vec<File>,
    stretch: usize,
}

/// Where a row stands, with the first bytes by which it differs.
#[derive(Debug, Clone, Copy)]
struct Entry {
    prefix: u128,
    start: usize,
}

/// Rows in order; they may be gone through more than once.
pub(super) struct Sorted {
    arena: Vec<u8>,
    files: Vec<File>,
}

impl Sorter {
    pub(super) fn new() -> Self {
        Self::with_stretch(STRETCH)
    }

    fn with_stretch(stretch: usize) -> Self {
        Self { arena: Vec::new(), index: Vec::new(), files: Vec::new(), stretch }
    }

    /// Takes a row.
    ///
    /// # Errors
    /// When a temporary file cannot be written, or a field is larger than 4 GB.
    pub(super) fn push(&mut self, row: &Row<'_>) -> io::Result<()> {
        let fields = [row.subject, row.measure, row.value, row.source, row.date];
        let size = HEAD + fields.iter().map(|field| field.len()).sum::<usize>();
        if !self.index.is_empty() && self.arena.len() + size > self.stretch {
            self.spill()?;
        }
        self.index.push(Entry { prefix: 0, start: self.arena.len() });
        for field in fields {
            let length = u32::try_from(field.len()).map_err(io::Error::other)?;
            self.arena.extend_from_slice(&length.to_le_bytes());
        }
        for field in fields {
            self.arena.extend_from_slice(field.as_bytes());
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        sort(&self.arena, &mut self.index);
        let mut out = BufWriter::with_capacity(1 << 18, tempfile::tempfile()?);
        for entry in &self.index {
            out.write_all(record(&self.arena, entry.start))?;
        }
        self.files.push(out.into_inner().map_err(io::IntoInnerError::into_error)?);
        self.arena.clear();
        self.index.clear();
        Ok(())
    }

    /// All rows in order.
    pub(super) fn finish(mut self) -> Sorted {
        sort(&self.arena, &mut self.index);
        // Laid out in order, so that every pass reads memory from front to back.
        let mut arena = Vec::with_capacity(self.arena.len());
        self.index.iter().for_each(|entry| arena.extend_from_slice(record(&self.arena, entry.start)));
        Sorted { arena, files: self.files }
    }
}

/// Sorts by the bytes behind what all subjects begin with, then by whole rows.
fn sort(arena: &[u8], index: &mut [Entry]) {
    let subject = |entry: &Entry| subject(record(arena, entry.start));
    let Some(first) = index.first().map(subject) else { return };
    let common = index.iter().map(subject).fold(first.len(), |common, subject| {
        let same = first.iter().zip(subject).take(common).take_while(|(a, b)| a == b);
        same.count()
    });
    for entry in index.iter_mut() {
        let mut bytes = [0; 16];
        let rest = subject(entry).get(common..).unwrap_or_default();
        bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        entry.prefix = u128::from_be_bytes(bytes);
    }
    index.par_sort_unstable_by(|a, b| {
        let rows = || compare(record(arena, a.start), record(arena, b.start));
        a.prefix.cmp(&b.prefix).then_with(rows)
    });
}

/// The bytes of the record that starts at a place; empty where none does.
fn record(arena: &[u8], start: usize) -> &[u8] {
    let rest = arena.get(start..).unwrap_or_default();
    let size = rest.first_chunk().map_or(0, |head| HEAD + lengths(head).iter().sum::<usize>());
    rest.get(..size).unwrap_or_default()
}

fn lengths(head: &[u8; HEAD]) -> [usize; FIELDS] {
    let (lengths, _) = head.as_chunks();
    std::array::from_fn(|field| lengths.get(field).map_or(0, |length| u32::from_le_bytes(*length) as usize))
}

fn fields(record: &[u8]) -> [&[u8]; FIELDS] {
    let Some((head, mut rest)) = record.split_first_chunk() else { return [&[]; FIELDS] };
    lengths(head).map(|length| {
        let (field, behind) = rest.split_at_checked(length).unwrap_or_default();
        rest = behind;
        field
    })
}

/// Most rows differ in their subjects, which need no look at the other fields.
fn compare(a: &[u8], b: &[u8]) -> Ordering {
    subject(a).cmp(subject(b)).then_with(|| fields(a).cmp(&fields(b)))
}

fn subject(record: &[u8]) -> &[u8] {
    let length = record.first_chunk().map_or(0, |length| u32::from_le_bytes(*length) as usize);
    record.get(HEAD..HEAD + length).unwrap_or_default()
}

/// A sorted stretch that is read from its start.
enum Stretch<'a> {
    Memory { rest: &'a [u8], current: &'a [u8] },
    File { input: BufReader<&'a File>, current: Vec<u8> },
}

impl Stretch<'_> {
    fn current(&self) -> &[u8] {
        match self {
            Self::Memory { current, .. } => current,
            Self::File { current, .. } => current,
        }
    }

    /// Goes to the next row; the current one is empty at the end.
    fn advance(&mut self) -> io::Result<()> {
        match self {
            Self::Memory { rest, current } => {
                *current = record(rest, 0);
                *rest = rest.get(current.len()..).unwrap_or_default();
                Ok(())
            }
            Self::File { input, current } => {
                current.clear();
                let mut head = [0; HEAD];
                match input.read_exact(&mut head) {
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
                    read => read?,
                }
                current.extend_from_slice(&head);
                current.resize(HEAD + lengths(&head).iter().sum::<usize>(), 0);
                input.read_exact(current.get_mut(HEAD..).unwrap_or_default())
            }
        }
    }
}

impl Sorted {
    /// Goes through all rows in order.
    ///
    /// # Errors
    /// When a temporary file cannot be read, and what `each` gives.
    pub(super) fn each(&self, mut each: impl FnMut(&Row<'_>) -> io::Result<()>) -> io::Result<()> {
        let memory = Stretch::Memory { rest: &self.arena, current: &[] };
        let mut stretches = vec![memory];
        for mut file in &self.files {
            file.seek(SeekFrom::Start(0))?;
            let input = BufReader::with_capacity(1 << 18, file);
            stretches.push(Stretch::File { input, current: Vec::new() });
        }
        for stretch in &mut stretches {
            stretch.advance()?;
        }
        loop {
            let open = stretches.iter_mut().filter(|stretch| !stretch.current().is_empty());
            let Some(next) = open.min_by(|a, b| compare(a.current(), b.current())) else { return Ok(()) };
            each(&row(next.current())?)?;
            next.advance()?;
        }
    }
}

fn row(record: &[u8]) -> io::Result<Row<'_>> {
    let (head, body) = record.split_first_chunk().ok_or(io::ErrorKind::InvalidData)?;
    // All fields at once: they are checked on every pass.
    let mut rest = std::str::from_utf8(body).map_err(io::Error::other)?;
    let [subject, measure, value, source, date] = lengths(head).map(|length| {
        let (field, behind) = rest.split_at_checked(length).unwrap_or_default();
        rest = behind;
        field
    });
    Ok(Row { subject, measure, value, source, date })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_do_not_fit_come_out_in_order_and_again() {
        let mut sorter = Sorter::with_stretch(200);
        let subjects: Vec<String> = (0..100).map(|n| format!("city {:03}", n * 37 % 100)).collect();
        for subject in &subjects {
            sorter.push(&Row { subject, measure: "m", value: "1", source: "", date: "" }).unwrap();
        }
        let sorted = sorter.finish();
        assert!(sorted.files.len() > 5);
        for _ in 0..2 {
            let mut seen = Vec::new();
            sorted
                .each(|row| {
                    seen.push(row.subject.to_owned());
                    Ok(())
                })
                .unwrap();
            let mut expected = subjects.clone();
            expected.sort();
            assert_eq!(seen, expected);
        }
    }
}
