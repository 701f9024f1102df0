//! Which documents are copies of one text, and so one witness.

use crate::source::{BANDS, Sketch};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Texts that share so much, in per cent of their shingles, are one text. A copy with an editor's
/// own lead and ending is left with about nine tenths; reports of one event share next to nothing.
const COPY: usize = 80;

/// For each document the first one whose text it is a copy of; itself where there is none.
pub fn originals(sketches: &[Option<&Sketch>]) -> Vec<usize> {
    let alike: Vec<Vec<u32>> = (0..BANDS).into_par_iter().map(|band| alike(sketches, band)).collect();
    let mut out: Vec<usize> = (0..sketches.len()).collect();
    for (document, sketch) in sketches.iter().enumerate() {
        let Some(sketch) = sketch else { continue };
        let others = alike.iter().filter_map(|alike| alike.get(document).map(|other| *other as usize));
        let is_copy = |other: &usize| {
            sketches.get(*other).copied().flatten().is_some_and(|other| sketch.likeness(other) >= COPY)
        };
        let mut others = others.filter(|other| *other != document);
        if let Some(original) = others.find(is_copy).and_then(|other| out.get(other).copied())
            && let Some(own) = out.get_mut(document)
        {
            *own = original;
        }
    }
    out
}

/// For each document the first one that has the same band, by its place; itself where there is none before.
fn alike(sketches: &[Option<&Sketch>], band: usize) -> Vec<u32> {
    let mut first: FxHashMap<u64, u32> = FxHashMap::default();
    let numbered = (0..u32::MAX).zip(sketches);
    let first = numbered.map(|(document, sketch)| {
        let band = sketch.and_then(|sketch| sketch.band(band));
        band.map_or(document, |band| *first.entry(band).or_insert(document))
    });
    first.collect()
}
