//! Three million claims, made on the spot: how long they take. Not run by default.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a measurement stops where it cannot go on, and tells"
)]

use snapbox::cmd::{Command, cargo_bin};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::time::{Duration, Instant};

const CLAIMS: u64 = 3_000_000;

/// A small generator (Steele, Lea and Flood, "SplitMix", 2014): the table is the same each time.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
#[ignore = "takes a minute; run in release"]
fn three_million_claims_take_less_than_ten_seconds() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("claims.csv");
    let mut out = BufWriter::new(File::create(&path).expect("a file"));
    writeln!(out, "subject,measure,value,source,date").expect("written");
    let (mut state, mut written, mut subject) = (7, 0, 0u64);
    while written < CLAIMS {
        subject = (subject + 7919) % 1_000_003;
        let truth = next(&mut state) % 1_000_000;
        for _ in 0..=next(&mut state) % 5 {
            let value =
                if next(&mut state).is_multiple_of(20) { next(&mut state) % 1_000_000 } else { truth };
            let (source, month) = (next(&mut state) % 5000, next(&mut state) % 12 + 1);
            writeln!(out, "city {subject},population,{value},source {source},2024-{month:02}-01")
                .expect("written");
            written += 1;
        }
    }
    drop(out);
    let start = Instant::now();
    let run = Command::new(cargo_bin!("factlint")).arg("reconcile").arg(&path).output().expect("it runs");
    let took = start.elapsed();
    eprintln!("{written} claims in {took:?}: {}", String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success());
    assert!(took < Duration::from_secs(10), "{took:?}");
}
