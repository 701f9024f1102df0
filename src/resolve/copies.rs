//! Which documents are copies of one text, and so one witness.

use crate::source::Sketch;
use rustc_hash::FxHashMap;

/// Texts that share so much, in per cent of their shingles, are one text. A copy with an editor's
/// own lead and ending is left with about nine tenths; reports of one event share next to nothing.
const COPY: usize = 80;

/// For each document the first one whose text it is a copy of; itself where there is none.
pub fn originals(sketches: &[Option<&Sketch>]) -> Vec<usize> {
    let mut by_band: FxHashMap<u64, usize> = FxHashMap::default();
    let mut out: Vec<usize> = (0..sketches.len()).collect();
    for (document, sketch) in sketches.iter().enumerate() {
        let Some(sketch) = sketch else { continue };
        let mut known = sketch.bands().filter_map(|band| by_band.get(&band).copied());
        let is_copy = |other: &usize| {
            sketches.get(*other).copied().flatten().is_some_and(|other| sketch.likeness(other) >= COPY)
        };
        if let Some(original) = known.find(is_copy).and_then(|other| out.get(other).copied())
            && let Some(own) = out.get_mut(document)
        {
            *own = original;
        }
        for band in sketch.bands() {
            by_band.entry(band).or_insert(document);
        }
    }
    out
}
