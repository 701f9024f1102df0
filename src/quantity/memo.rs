//! What was read at the tokens looked at last: several readings of a place begin with the
//! same number.

use super::spelled::Spelled;
use std::cell::Cell;

/// A small cache from token to number.
pub(super) struct Memo {
    entries: [Cell<(usize, Option<Spelled>)>; SIZE],
}

/// A power of two that covers the span of tokens that one figure looks at.
const SIZE: usize = 16;

impl Default for Memo {
    fn default() -> Self {
        Self { entries: std::array::from_fn(|_| Cell::new((usize::MAX, None))) }
    }
}

impl Memo {
    /// What was read at a token, where that is still known.
    pub(super) fn get(&self, at: usize) -> Option<Option<Spelled>> {
        let (known, spelled) = self.entries.get(at % SIZE)?.get();
        (known == at).then_some(spelled)
    }

    pub(super) fn put(&self, at: usize, spelled: Option<Spelled>) {
        if let Some(entry) = self.entries.get(at % SIZE) {
            entry.set((at, spelled));
        }
    }
}
