//! What tells that a file is what it was, without reading it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that was changed so shortly before it was read may be changed again without another time: some file
/// systems count in steps of two seconds.
const COARSEST: Duration = Duration::from_secs(2);

/// The bytes of a document as a number.
pub(super) type Hash = [u8; 32];

/// Seconds since 1970 and parts of one.
type Time = (i64, u32);

/// What a file system tells of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Stamp {
    length: u64,
    modified: Time,
    /// When anything of it changed, its times among that, where the system tells.
    changed: Time,
}

impl Stamp {
    /// That of a file.
    pub(in crate::cli) fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().map(since_1970).unwrap_or_default(),
            changed: changed(metadata),
        }
    }

    /// What it tells of a file that others may link to, as bytes.
    pub(super) fn told(&self) -> Vec<u8> {
        format!("{} {:?}", self.length, self.modified).into_bytes()
    }

    /// Whether a file that is changed at a time or later gets another stamp.
    pub(super) fn is_settled(&self, at: SystemTime) -> bool {
        let latest = self.modified.max(self.changed);
        at.checked_sub(COARSEST).is_some_and(|at| latest < since_1970(at))
    }
}

fn since_1970(time: SystemTime) -> Time {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos()),
        Err(before) => {
            let before = before.duration();
            (i64::try_from(before.as_secs()).map_or(i64::MIN, |seconds| -seconds), before.subsec_nanos())
        }
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Time {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.ctime(), u32::try_from(metadata.ctime_nsec()).unwrap_or_default())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Time {
    (0, 0)
}

/// What tells whether bytes are the same.
pub(in crate::cli) fn hash_of(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}
