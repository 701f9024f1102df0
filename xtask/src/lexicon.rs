//! Packs a dump of a morphological dictionary into the `.lexicon` file that
//! `src/morphology` reads: an FST from the part that all forms of a word share to the
//! paradigms it is inflected by, and the endings and grammemes of each paradigm.

use indexmap::{IndexMap, IndexSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// `FLM` and the version of the layout; `src/morphology/dictionary.rs` reads the same.
const MAGIC: &[u8; 4] = b"FLM2";

type Paradigm = Vec<(u16, u16)>;

#[derive(Default)]
struct Builder {
    suffixes: IndexSet<String>,
    paradigms: IndexSet<Paradigm>,
    stems: IndexMap<String, IndexSet<u16>>,
}

/// Reads the dump at `input` and writes the packed lexicon to `output`.
pub(crate) fn build(input: &Path, output: &Path) -> Result<String, Box<dyn Error>> {
    let dump = std::fs::read_to_string(input)?;
    let mut builder = Builder::default();
    for line in dump.lines() {
        builder.add_lexeme(line)?;
    }
    let mut said = String::new();
    let bytes = builder.pack(&mut said)?;
    std::fs::write(output, bytes)?;
    Ok(said)
}

impl Builder {
    fn add_lexeme(&mut self, line: &str) -> Result<(), Box<dyn Error>> {
        let cells: Vec<(&str, u16)> = line
            .split('\t')
            .map(|cell| {
                let (form, tag) = cell.rsplit_once('=').ok_or_else(|| format!("no tag in `{cell}`"))?;
                Ok((form, pack_tag(tag)?))
            })
            .collect::<Result<_, String>>()?;
        let stem = common_prefix(&cells);
        let mut paradigm = Paradigm::new();
        for (form, tag) in &cells {
            let (suffix, _) = self.suffixes.insert_full(form[stem..].to_owned());
            let entry = (u16::try_from(suffix)?, *tag);
            if !paradigm.contains(&entry) {
                paradigm.push(entry);
            }
        }
        paradigm.truncate(256);
        let (id, _) = self.paradigms.insert_full(paradigm);
        let stem = cells[0].0[..stem].to_owned();
        self.stems.entry(stem).or_default().insert(u16::try_from(id)?);
        Ok(())
    }

    /// Puts the suffixes in the order of their bytes, so that a reader can search them.
    fn sort_suffixes(&mut self) -> Result<(), Box<dyn Error>> {
        let unsorted = self.suffixes.clone();
        self.suffixes.sort_unstable();
        let mut ranks = Vec::with_capacity(unsorted.len());
        for suffix in &unsorted {
            ranks.push(u16::try_from(self.suffixes.get_index_of(suffix).ok_or("a suffix was lost")?)?);
        }
        let ranked =
            |paradigm: &Paradigm| paradigm.iter().map(|(s, t)| (ranks[usize::from(*s)], *t)).collect();
        self.paradigms = self.paradigms.iter().map(ranked).collect();
        Ok(())
    }

    fn pack(mut self, said: &mut String) -> Result<Vec<u8>, Box<dyn Error>> {
        self.sort_suffixes()?;
        let mut sets: IndexSet<Vec<u16>> = IndexSet::new();
        self.stems.sort_keys();
        let mut fst = fst::MapBuilder::memory();
        for (stem, mut paradigms) in std::mem::take(&mut self.stems) {
            paradigms.sort_unstable();
            let (set, _) = sets.insert_full(paradigms.into_iter().collect());
            fst.insert(stem, set as u64)?;
        }
        let fst = fst.into_inner()?;
        let mut out = Vec::new();
        out.extend_from_slice(MAGIC);
        write_table(&mut out, self.suffixes.iter().map(|s| s.as_bytes().to_vec()))?;
        write_table(
            &mut out,
            self.paradigms
                .iter()
                .map(|p| p.iter().flat_map(|(s, t)| [s.to_le_bytes(), t.to_le_bytes()].concat()).collect()),
        )?;
        write_table(&mut out, sets.iter().map(|s| s.iter().flat_map(|i| i.to_le_bytes()).collect()))?;
        write!(
            said,
            "{} suffixes, {} paradigms, {} sets, {} bytes of tables, {} bytes of fst",
            self.suffixes.len(),
            self.paradigms.len(),
            sets.len(),
            out.len(),
            fst.len()
        )?;
        out.extend_from_slice(&fst);
        Ok(out)
    }
}

/// A table: the number of rows, their end offsets, then their bytes (all u32, little endian).
fn write_table(out: &mut Vec<u8>, rows: impl Iterator<Item = Vec<u8>>) -> Result<(), Box<dyn Error>> {
    let rows: Vec<Vec<u8>> = rows.collect();
    out.extend_from_slice(&u32::try_from(rows.len())?.to_le_bytes());
    let mut end = 0u32;
    for row in &rows {
        end += u32::try_from(row.len())?;
        out.extend_from_slice(&end.to_le_bytes());
    }
    rows.iter().for_each(|row| out.extend_from_slice(row));
    Ok(())
}

fn common_prefix(cells: &[(&str, u16)]) -> usize {
    let first = cells[0].0;
    cells.iter().skip(1).fold(first.len(), |len, (form, _)| {
        let mut shared =
            first.as_bytes().iter().zip(form.as_bytes()).take_while(|(a, b)| a == b).count().min(len);
        while !first.is_char_boundary(shared) {
            shared -= 1;
        }
        shared
    })
}

/// Packs grammemes as `src/morphology/tag.rs` unpacks them: part of speech in bits 0–4,
/// number 5–6, case 7–9, tense 10–11, then one bit each for name, place, animate, abbreviation.
fn pack_tag(tag: &str) -> Result<u16, String> {
    tag.split(',').try_fold(0u16, |bits, gram| {
        let bit = match gram {
            "noun" => 1,
            "adj" => 2,
            "adjs" => 3,
            "verb" | "aux" => 4,
            "inf" => 5,
            "part" => 6,
            "parts" => 7,
            "ger" => 8,
            "num" => 9,
            "pron" => 10,
            "adv" | "comp" => 11,
            "prep" => 12,
            "conj" => 13,
            "prcl" | "intj" => 14,
            "pred" => 15,
            "sg" => 1 << 5,
            "pl" => 2 << 5,
            "nom" => 1 << 7,
            "gen" => 2 << 7,
            "dat" => 3 << 7,
            "acc" => 4 << 7,
            "ins" => 5 << 7,
            "loc" => 6 << 7,
            "past" => 1 << 10,
            "pres" => 2 << 10,
            "fut" => 3 << 10,
            "name" => 1 << 12,
            "geo" => 1 << 13,
            "anim" => 1 << 14,
            "abbr" => 1 << 15,
            other => return Err(format!("unknown grammeme `{other}`")),
        };
        // The comparative of an adjective keeps its part of speech.
        Ok(if gram == "comp" && bits & 31 != 0 { bits } else { bits | bit })
    })
}
