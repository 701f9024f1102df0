//! How an index lies on disk: what it is, under which version and rules it was made, and what it holds, with a number
//! that tells whether all that is what was written.

use super::stamp::{Hash, Stamp};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher as _;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;

/// What an index begins with. What does not is none, and is never written over.
const MAGIC: &[u8] = b"factlint index\n\0";
/// Where what comes behind the head begins: the key, the length of the list, the number that tells damage.
const LIST: usize = MAGIC.len() + 32 + 8 + 8;

/// What an index knows of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Where it really lies.
    pub(super) real: String,
    /// The name it went by, where it is reached by a link of another name: names tell formats and dates.
    pub(super) name: Option<String>,
    pub(super) stamp: Stamp,
    /// Whether the stamp tells of every change.
    pub(super) settled: bool,
    pub(super) hash: Hash,
    /// The bytes of what it said.
    length: u64,
}

/// An index as it was read.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) entries: Vec<Entry>,
    /// What the documents said lies in here.
    pub(super) bytes: std::sync::Arc<Vec<u8>>,
    /// Where, for each entry.
    pub(super) said: Vec<Range<usize>>,
    /// Where in these bytes lies what the last run found.
    pub(super) found: Range<usize>,
}

/// Why there is no index to be had from a file.
#[derive(Debug)]
pub(super) enum Unusable {
    /// There is none yet.
    Missing,
    /// It is of another version, or of other rules.
    Other,
    /// It is not what was written.
    Damaged,
    /// It is something else.
    Foreign,
    /// The system says so.
    Unreadable(std::io::Error),
}

/// Reads an index that was made under a key.
pub(super) fn read(path: &Path, key: &Hash) -> Result<Held, Unusable> {
    let metadata = match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Unusable::Missing),
        Err(error) => return Err(Unusable::Unreadable(error)),
        Ok(metadata) => metadata,
    };
    // Nobody waits for a pipe.
    if !metadata.is_file() {
        return Err(Unusable::Foreign);
    }
    let mut bytes = Vec::new();
    let length = usize::try_from(metadata.len()).unwrap_or_default();
    // A file without bytes was made to be written to.
    if length == 0 {
        return Err(Unusable::Missing);
    }
    let read = std::fs::File::open(path).and_then(|mut file| {
        let mut head = [0; MAGIC.len()];
        let is_index = file.read_exact(&mut head).is_ok() && head == MAGIC;
        if is_index {
            bytes.try_reserve_exact(length)?;
            bytes.extend_from_slice(&head);
            file.read_to_end(&mut bytes)?;
        }
        Ok(is_index)
    });
    match read {
        Err(error) => Err(Unusable::Unreadable(error)),
        Ok(false) => Err(Unusable::Foreign),
        Ok(true) => held(bytes, key),
    }
}

fn held(bytes: Vec<u8>, key: &Hash) -> Result<Held, Unusable> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 8)?.try_into().ok()?;
        Some(u64::from_le_bytes(bytes))
    };
    let own = bytes.get(MAGIC.len()..MAGIC.len() + key.len());
    if own != Some(key) {
        return Err(if own.is_some() { Unusable::Other } else { Unusable::Damaged });
    }
    let at = MAGIC.len() + key.len();
    let (list, sum) = number(at).zip(number(at + 8)).ok_or(Unusable::Damaged)?;
    let body = bytes.get(LIST..).ok_or(Unusable::Damaged)?;
    if sum_of(list, body) != sum {
        return Err(Unusable::Damaged);
    }
    let list = usize::try_from(list).ok().and_then(|list| body.get(..list)).ok_or(Unusable::Damaged)?;
    let entries: Vec<Entry> = postcard::from_bytes(list).map_err(|_| Unusable::Damaged)?;
    let mut from = LIST + list.len();
    let mut said = Vec::with_capacity(entries.len());
    for entry in &entries {
        let length = usize::try_from(entry.length).ok();
        let to = length.and_then(|length| from.checked_add(length)).ok_or(Unusable::Damaged)?;
        said.push(from..to);
        from = to;
    }
    if from > bytes.len() {
        return Err(Unusable::Damaged);
    }
    let found = from..bytes.len();
    Ok(Held { entries, bytes: bytes.into(), said, found })
}

fn sum_of(list: u64, body: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(list);
    hasher.write(body);
    hasher.finish()
}

/// An index as bytes, of entries, what their documents said, and what a run over some of them found.
pub(super) fn bytes_of(key: &Hash, documents: Vec<(Entry, &[u8])>, found: &[u8]) -> Option<Vec<u8>> {
    let (mut entries, mut said) = (Vec::with_capacity(documents.len()), Vec::with_capacity(documents.len()));
    for (entry, own) in documents {
        entries.push(Entry { length: own.len() as u64, ..entry });
        said.push(own);
    }
    let list = postcard::to_stdvec(&entries).ok()?;
    let length = list.len() as u64;
    let said_bytes = said.iter().map(|own| own.len()).sum::<usize>();
    let mut out = Vec::with_capacity(LIST + list.len() + said_bytes + found.len());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(key);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&[0; 8]);
    out.extend_from_slice(&list);
    said.into_iter().for_each(|own| out.extend_from_slice(own));
    out.extend_from_slice(found);
    let sum = sum_of(length, out.get(LIST..)?);
    out.get_mut(LIST - 8..LIST)?.copy_from_slice(&sum.to_le_bytes());
    Some(out)
}

impl Entry {
    /// A document of which nothing is known that it said.
    pub(super) fn new(real: String, name: &str, stamp: Stamp, settled: bool, hash: Hash) -> Self {
        let name = (Path::new(&real).file_name().and_then(|own| own.to_str()) != Some(name))
            .then(|| name.to_owned());
        Self { real, name, stamp, settled, hash, length: 0 }
    }

    /// Whether the document went by a name.
    pub(super) fn goes_by(&self, name: &str) -> bool {
        match &self.name {
            Some(own) => own == name,
            None => Path::new(&self.real).file_name().is_some_and(|own| own == name),
        }
    }
}
