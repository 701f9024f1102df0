//! Words by how they were written: those of up to sixteen bytes, which most are, are found by
//! comparing two numbers.

use super::words::WordId;
use crate::token::Span;

/// The bytes of a word as a number: never zero, as no word holds a zero byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key(u128);

/// How many bytes a key holds.
const LONGEST: usize = size_of::<Key>();
/// Forms that are kept, as a power of two: one that falls on another takes its place.
const BITS: u32 = 14;

/// For each length of a word, the bytes of a key that it takes.
static MASKS: [u128; LONGEST + 1] = {
    let mut masks = [u128::MAX; LONGEST + 1];
    let mut len = 0;
    while len < LONGEST {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

impl Key {
    /// The key of a word that is short enough to have one.
    #[inline]
    pub(super) fn of(text: &str, word: Span) -> Option<Self> {
        let mask = MASKS.get(word.len())?;
        let rest = text.as_bytes().get(word.start..)?;
        let bytes = match rest.first_chunk() {
            Some(bytes) => *bytes,
            None => {
                let mut bytes = [0; LONGEST];
                bytes.get_mut(..rest.len())?.copy_from_slice(rest);
                bytes
            }
        };
        Some(Self(u128::from_le_bytes(bytes) & mask))
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the halves of a key are folded into one")]
    fn slot(self) -> usize {
        let folded = self.0 as u64 ^ ((self.0 >> 64) as u64).rotate_left(29);
        (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as usize
    }
}

/// A word met before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Met {
    pub word: WordId,
    /// Whether it tells nothing of figures, however it is written: most words do not.
    pub silent: bool,
}

/// The words met last.
pub(super) struct Forms(Vec<(Key, Met)>);

impl Forms {
    pub(super) fn new() -> Self {
        Self(vec![(Key::default(), Met::default()); 1 << BITS])
    }

    /// The word of a key, where it is still known.
    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<Met> {
        self.0.get(key.slot()).filter(|(known, _)| *known == key).map(|(_, met)| *met)
    }

    pub(super) fn put(&mut self, key: Key, met: Met) {
        if let Some(slot) = self.0.get_mut(key.slot()) {
            *slot = (key, met);
        }
    }

    pub(super) fn clear(&mut self) {
        self.0.fill((Key::default(), Met::default()));
    }
}
