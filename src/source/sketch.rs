//! What tells copies of one text from texts of their own: a sketch of a document's shingles, small
//! enough to keep for every document of a run.

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher as _;

/// So many words in a row make a shingle.
const SHINGLE: usize = 5;
/// A text of fewer shingles than this is too short to be told from another by them.
const FEWEST: usize = 24;
/// So many bins, each with its least hash.
const BINS: usize = 32;
/// A bin into which no shingle fell.
const EMPTY: u32 = u32::MAX;
/// Bins that are looked up together: two texts of which four fifths are the same share at least one
/// such band in 98 of 100 cases.
const BAND: usize = 4;

/// So many bands there are.
pub const BANDS: usize = BINS / BAND;

/// The least hash of a text's shingles in each of 32 bins: MinHash with one permutation (Li, Owen,
/// Zhang: One Permutation Hashing, NIPS 2012).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch([u32; BINS]);

impl Sketch {
    /// The sketch of a text; none of one that is too short.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let (mut bins, mut window, mut seen) = ([EMPTY; BINS], [0u64; SHINGLE], 0usize);
        let mut at = 0;
        while let Some((start, end)) = next_word(text, at) {
            at = end;
            window.rotate_left(1);
            window[SHINGLE - 1] = mixed(hash_of(text.as_bytes().get(start..end).unwrap_or_default()));
            seen += 1;
            if seen < SHINGLE {
                continue;
            }
            let shingle = mixed(window.iter().fold(0, |sum: u64, word| sum.rotate_left(7) ^ word));
            // The five highest bits choose the bin, others are its hash.
            let hash = u32::try_from(shingle >> 27 & u64::from(u32::MAX)).unwrap_or(EMPTY);
            if let Some(least) = usize::try_from(shingle >> 59).ok().and_then(|bin| bins.get_mut(bin)) {
                *least = hash.min(*least);
            }
        }
        (seen >= FEWEST + SHINGLE - 1).then_some(Self(bins))
    }

    /// How much two texts share, in per cent of the shingles of both: an estimate.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> usize {
        let bins = || self.0.iter().zip(&other.0).filter(|(a, b)| **a != EMPTY || **b != EMPTY);
        (100 * bins().filter(|(a, b)| a == b).count()).checked_div(bins().count()).unwrap_or(0)
    }

    /// The hash of a band, by its place; none of one into which no shingle fell. Two texts that share most of their
    /// shingles have at least one such hash in common.
    #[must_use]
    pub fn band(&self, at: usize) -> Option<u64> {
        let band = self.0.chunks(BAND).nth(at).filter(|band| band.iter().any(|bin| *bin != EMPTY))?;
        let mut hasher = FxHasher::default();
        band.iter().for_each(|bin| hasher.write_u32(*bin));
        Some(hasher.finish())
    }
}

/// The next run of letters and digits: those of ASCII and of Cyrillic are told by their bytes.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut at, mut start) = (from, None);
    while let Some(byte) = bytes.get(at) {
        let (inside, len) = match byte {
            byte if byte.is_ascii() => (byte.is_ascii_alphanumeric(), 1),
            // From U+0400 to U+047F all are letters.
            0xd0 | 0xd1 => (true, 2),
            _ => {
                let c = text.get(at..)?.chars().next()?;
                (c.is_alphanumeric(), c.len_utf8())
            }
        };
        match start {
            None if inside => start = Some(at),
            Some(start) if !inside => return Some((start, at)),
            _ => {}
        }
        at += len;
    }
    start.map(|start| (start, bytes.len()))
}

fn hash_of(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The finalizer of SplitMix64: every bit of the input changes half of the output's.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use indexmap::IndexSet;

    /// A text of so many words, of which every n-th is another one than in its sisters.
    fn text(words: usize, changed_every: usize, sister: usize) -> String {
        let word = |at: usize| match at % changed_every {
            0 => format!("w{at}of{sister}"),
            _ => format!("w{at}"),
        };
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    }

    /// What share of the shingles of both texts is in both, slowly and exactly, in per cent.
    fn shared(a: &str, b: &str) -> usize {
        let shingles = |text: &str| -> IndexSet<Vec<String>> {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            words.windows(SHINGLE).map(<[String]>::to_vec).collect()
        };
        let (a, b) = (shingles(a), shingles(b));
        100 * a.intersection(&b).count() / a.union(&b).count()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let text = "\u{2014}Ёлка №7, x² — naïve 東京-3.\u{301}й \u{482}ѿ҂a_b\u{2028}Ǆ 12";
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((start, end)) = next_word(text, at) {
            at = end;
            found.push(&text[start..end]);
        }
        let slowly = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        assert_eq!(found, slowly.collect::<Vec<_>>());
        let letters = ('\u{400}'..='\u{47f}').all(char::is_alphanumeric);
        assert!(letters);
    }

    #[test]
    fn likeness_is_what_is_shared_give_or_take() {
        for every in [7, 15, 40, 100, 400] {
            let (a, b) = (text(2000, every, 1), text(2000, every, 2));
            let (x, y) = (Sketch::of(&a).unwrap(), Sketch::of(&b).unwrap());
            let (exact, estimate) = (shared(&a, &b), x.likeness(&y));
            assert!(exact.abs_diff(estimate) <= 20, "every {every}: {estimate} for {exact}");
        }
    }

    #[test]
    fn copies_share_a_band_and_short_texts_have_no_sketch() {
        let (a, b) = (Sketch::of(&text(500, 200, 1)).unwrap(), Sketch::of(&text(500, 200, 2)).unwrap());
        assert!((0..BANDS).any(|at| a.band(at).is_some_and(|band| b.band(at) == Some(band))));
        assert_eq!(Sketch::of(&text(FEWEST + SHINGLE - 2, 1, 1)), None);
    }
}
