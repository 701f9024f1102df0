//! Reads the packed dictionaries that `xtask lexicon` writes: an FST from a stem, the part that
//! all forms of a word share, to the paradigms it is inflected by.
//!
//! A form is looked up by walking it through the FST: wherever a stem ends, what is left must be
//! a suffix of one of its paradigms. That is a third of the size of a map from every form.

use super::Tag;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::fmt;

const MAGIC: &[u8] = b"FLM2";
/// Places of a paradigm that are compared at a time.
const AT_ONCE: usize = 16;

/// A dictionary of inflected forms, read in place from its packed bytes.
pub struct Dictionary {
    suffixes: Table,
    /// The place of each suffix in the table.
    places: FxHashMap<&'static [u8], usize>,
    paradigms: Table,
    sets: Table,
    stems: fst::raw::Fst<&'static [u8]>,
}

/// Packed bytes that are no dictionary of this version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError(String);

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a dictionary: {}", self.0)
    }
}

impl std::error::Error for LexiconError {}

/// One way to read a form: the paradigm it belongs to and its place there.
#[derive(Clone, Copy)]
pub struct Analysis<'d> {
    dictionary: &'d Dictionary,
    paradigm: usize,
    index: usize,
}

/// Rows of bytes behind their end offsets.
struct Table {
    bytes: &'static [u8],
    rows: usize,
}

impl Dictionary {
    /// Reads a packed dictionary.
    ///
    /// # Errors
    /// When the bytes are not of this layout.
    pub fn new(bytes: &'static [u8]) -> Result<Self, LexiconError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| LexiconError("no magic number".into()))?;
        let (suffixes, rest) = Table::split(rest)?;
        let (paradigms, rest) = Table::split(rest)?;
        let (sets, rest) = Table::split(rest)?;
        let stems = fst::raw::Fst::new(rest).map_err(|error| LexiconError(error.to_string()))?;
        let places = (0..suffixes.rows).map(|row| (suffixes.row(row), row)).collect();
        Ok(Self { suffixes, places, paradigms, sets, stems })
    }

    /// All ways to read a folded form, in the order of paradigms; none where the dictionary does
    /// not know it.
    pub fn analyses(&self, form: &[u8]) -> impl Iterator<Item = Analysis<'_>> {
        let mut found: SmallVec<[(usize, usize); 8]> = SmallVec::new();
        let mut node = self.stems.root();
        let mut set = 0;
        for at in 0..=form.len() {
            if node.is_final() {
                self.inflected(set + node.final_output().value(), &form[at..], &mut found);
            }
            let Some(next) = form.get(at).and_then(|byte| node.find_input(*byte)) else { break };
            let step = node.transition(next);
            set += step.out.value();
            node = self.stems.node(step.addr);
        }
        found.sort_unstable();
        found.into_iter().map(|(paradigm, index)| Analysis { dictionary: self, paradigm, index })
    }

    /// The paradigms of a set that have a suffix, with its places in them.
    fn inflected(&self, set: u64, suffix: &[u8], found: &mut SmallVec<[(usize, usize); 8]>) {
        let Some(suffix) = self.places.get(suffix).copied() else { return };
        let set = usize::try_from(set).map_or(&[][..], |set| self.sets.row(set));
        for paradigm in set.as_chunks::<2>().0.iter().map(|id| usize::from(u16::from_le_bytes(*id))) {
            self.places_in(paradigm, suffix, |index| found.push((paradigm, index)));
        }
    }

    /// Calls `see` with each place of a suffix in a paradigm. Paradigms may have a hundred places, and most
    /// of those that are asked have no such suffix: several places are compared at a time.
    fn places_in(&self, paradigm: usize, suffix: usize, mut see: impl FnMut(usize)) {
        let Ok(suffix) = u16::try_from(suffix) else { return };
        let is = |[a, b, _, _]: &[u8; 4]| u16::from_le_bytes([*a, *b]) == suffix;
        let (entries, _) = self.paradigms.row(paradigm).as_chunks::<4>();
        for (number, some) in entries.chunks(AT_ONCE).enumerate() {
            if some.iter().fold(false, |any, entry| any | is(entry)) {
                let places = some.iter().enumerate().filter(|(_, entry)| is(entry));
                places.for_each(|(place, _)| see(number * AT_ONCE + place));
            }
        }
    }

    /// Every inflected form of a folded lemma, with its tag, lemma first.
    #[must_use]
    pub fn inflect(&self, lemma: &str) -> Vec<(String, Tag)> {
        let mut out: Vec<(String, Tag)> = Vec::new();
        for analysis in self.analyses(lemma.as_bytes()).filter(|a| a.lemma(lemma) == lemma) {
            let stem = analysis.stem(lemma);
            for (suffix, tag) in self.entries(analysis.paradigm) {
                let form = format!("{stem}{}", self.suffix(suffix));
                if !out.iter().any(|(known, _)| *known == form) {
                    out.push((form, tag));
                }
            }
        }
        out
    }

    /// Calls `see` with a beginning of every inflected form of a folded lemma: the stem, where it
    /// has so many bytes, and the forms themselves otherwise.
    pub fn beginnings(&self, lemma: &str, bytes: usize, mut see: impl FnMut(&str)) {
        for analysis in self.analyses(lemma.as_bytes()).filter(|a| a.lemma(lemma) == lemma) {
            let stem = analysis.stem(lemma);
            if stem.len() >= bytes {
                see(stem);
                continue;
            }
            for (suffix, _) in self.entries(analysis.paradigm) {
                see(&format!("{stem}{}", self.suffix(suffix)));
            }
        }
    }

    fn entries(&self, paradigm: usize) -> impl Iterator<Item = (usize, Tag)> {
        let row = self.paradigms.row(paradigm);
        row.as_chunks::<4>().0.iter().map(|[a, b, c, d]| {
            (usize::from(u16::from_le_bytes([*a, *b])), Tag(u16::from_le_bytes([*c, *d])))
        })
    }

    fn suffix(&self, index: usize) -> &str {
        std::str::from_utf8(self.suffixes.row(index)).unwrap_or("")
    }
}

impl Analysis<'_> {
    /// The grammemes of the form.
    #[must_use]
    pub fn tag(&self) -> Tag {
        self.dictionary.entries(self.paradigm).nth(self.index).map_or(Tag(0), |(_, tag)| tag)
    }

    /// The lemma of `form`, which must be the form that was analysed.
    #[must_use]
    pub fn lemma(&self, form: &str) -> String {
        let mut out = String::new();
        self.lemma_into(form, &mut out);
        out
    }

    /// Writes the lemma of `form` over what stands in `out`.
    pub fn lemma_into(&self, form: &str, out: &mut String) {
        let suffix =
            self.dictionary.entries(self.paradigm).next().map_or("", |(s, _)| self.dictionary.suffix(s));
        out.clear();
        out.push_str(self.stem(form));
        out.push_str(suffix);
    }

    /// Whether two analyses of one form are of the same lexeme.
    #[must_use]
    pub fn same_lexeme(&self, other: &Self) -> bool {
        self.paradigm == other.paradigm
    }

    fn stem<'f>(&self, form: &'f str) -> &'f str {
        let entry = self.dictionary.entries(self.paradigm).nth(self.index);
        let suffix = entry.map_or("", |(suffix, _)| self.dictionary.suffix(suffix));
        form.strip_suffix(suffix).unwrap_or(form)
    }
}

impl Table {
    /// A table at the start of `bytes`, and what follows it.
    fn split(bytes: &'static [u8]) -> Result<(Self, &'static [u8]), LexiconError> {
        let short = || LexiconError("truncated".into());
        let (head, rest) = bytes.split_first_chunk::<4>().ok_or_else(short)?;
        let rows = u32::from_le_bytes(*head) as usize;
        let table = Self { bytes: rest, rows };
        let offsets = rows.checked_mul(4).ok_or_else(short)?;
        let size = if rows == 0 { 0 } else { table.end(rows - 1) };
        let rest = rest.get(offsets + size..).ok_or_else(short)?;
        Ok((table, rest))
    }

    fn end(&self, row: usize) -> usize {
        let offset = self.bytes.get(row * 4..row * 4 + 4).and_then(|b| b.try_into().ok());
        offset.map_or(0, |b| u32::from_le_bytes(b) as usize)
    }

    fn row(&self, row: usize) -> &'static [u8] {
        if row >= self.rows {
            return &[];
        }
        let start = if row == 0 { 0 } else { self.end(row - 1) };
        let base = self.rows * 4;
        self.bytes.get(base + start..base + self.end(row)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morphology::{Number, PartOfSpeech};

    fn russian() -> Dictionary {
        Dictionary::new(include_bytes!("../../rules/lang/ru/forms.lexicon")).unwrap()
    }

    fn english() -> Dictionary {
        Dictionary::new(include_bytes!("../../rules/lang/en/forms.lexicon")).unwrap()
    }

    fn lemmas(dictionary: &Dictionary, form: &str) -> Vec<String> {
        let mut out: Vec<String> = dictionary.analyses(form.as_bytes()).map(|a| a.lemma(form)).collect();
        out.dedup();
        out.sort();
        out.dedup();
        out
    }

    #[test]
    fn ambiguous_forms_give_every_lemma() {
        assert_eq!(lemmas(&russian(), "стали"), ["сталь", "стать"]);
        assert_eq!(lemmas(&russian(), "людей"), ["человек"]);
        assert_eq!(lemmas(&russian(), "погибших"), ["погибнуть", "погибший"]);
        assert_eq!(lemmas(&english(), "companies"), ["company"]);
        assert_eq!(lemmas(&english(), "shown"), ["show"]);
    }

    #[test]
    fn unknown_forms_give_none() {
        assert!(lemmas(&russian(), "узэкспоцентр").is_empty());
    }

    #[test]
    fn inflection_gives_all_forms_back() {
        let forms: Vec<String> = russian().inflect("двадцать").into_iter().map(|(f, _)| f).collect();
        assert_eq!(forms, ["двадцать", "двадцати", "двадцатью"]);
        let forms: Vec<String> = english().inflect("company").into_iter().map(|(f, _)| f).collect();
        assert_eq!(forms, ["company", "companies"]);
    }

    #[test]
    fn tags_tell_number_and_part_of_speech() {
        let russian = russian();
        let tag = russian.analyses("стран".as_bytes()).next().unwrap().tag();
        assert_eq!((tag.part_of_speech(), tag.number()), (PartOfSpeech::Noun, Number::Plural));
    }
}
