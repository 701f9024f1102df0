//! Writes what a run has many of: made by all threads, a window at a time, and written in order.

use rayon::prelude::*;
use std::io;

/// So many entries are made by one thread at a time.
const STRETCH: usize = 512;
/// So many stretches are made before they are written.
const STRETCHES: usize = 64;

/// Writes so many entries, each made by its number. What stands `between` two of them stands before all but the first.
pub(super) fn write_many(
    count: usize,
    between: &[u8],
    out: &mut dyn io::Write,
    make: impl Fn(usize, &mut Vec<u8>) -> Result<(), serde_json::Error> + Sync,
) -> Result<(), serde_json::Error> {
    let mut stretches: Vec<Vec<u8>> = vec![Vec::new(); count.div_ceil(STRETCH).min(STRETCHES)];
    for window in (0..count).step_by(STRETCH * STRETCHES) {
        stretches.par_iter_mut().enumerate().try_for_each(|(at, stretch)| {
            stretch.clear();
            let first = window + at * STRETCH;
            for entry in first..count.min(first + STRETCH) {
                if entry > 0 {
                    stretch.extend_from_slice(between);
                }
                make(entry, stretch)?;
            }
            Ok::<(), serde_json::Error>(())
        })?;
        for stretch in &stretches {
            out.write_all(stretch).map_err(serde_json::Error::io)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_in_order_whatever_their_number() {
        for count in
            [0, 1, STRETCH - 1, STRETCH, STRETCH + 1, STRETCH * STRETCHES, STRETCH * STRETCHES * 2 + 7]
        {
            let mut out = Vec::new();
            let make = |at: usize, out: &mut Vec<u8>| {
                out.extend_from_slice(at.to_string().as_bytes());
                Ok(())
            };
            write_many(count, b",", &mut out, make).unwrap();
            let expected: Vec<String> = (0..count).map(|at| at.to_string()).collect();
            assert!(out == expected.join(",").as_bytes(), "{count}");
        }
    }
}
