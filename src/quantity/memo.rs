//! What was read at the tokens looked at last: several readings of a place begin with the
//! same number.

use std::cell::Cell;

/// A small cache from token to what was found there.
pub(super) struct Memo<T> {
    tokens: [Cell<usize>; SIZE],
    found: [Cell<Option<T>>; SIZE],
}

/// A power of two that covers the span of tokens that one figure looks at.
const SIZE: usize = 16;

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self { tokens: [const { Cell::new(usize::MAX) }; SIZE], found: [const { Cell::new(None) }; SIZE] }
    }

    /// What was found at a token; `find` says it where that is not known any more.
    #[inline]
    pub(super) fn of(&self, at: usize, find: impl FnOnce() -> Option<T>) -> Option<T> {
        let (Some(token), Some(known)) = (self.tokens.get(at % SIZE), self.found.get(at % SIZE)) else {
            return find();
        };
        if token.get() == at {
            return known.get();
        }
        let found = find();
        token.set(at);
        known.set(found);
        found
    }
}
