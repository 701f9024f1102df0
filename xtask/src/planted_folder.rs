//! Writes generated documents into a folder, for runs of the whole program, and what is true of them beside it.

use crate::planted::{Corpus, Pair};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// Writes the documents of a seed, and the pairs of them that contradict each other as `FOLDER.tsv`.
pub(crate) fn write(documents: &str, seed: &str, folder: &Path) -> Result<String, Box<dyn Error>> {
    let corpus = Corpus::new(documents.parse()?, seed.parse()?);
    for document in &corpus.documents {
        let path = folder.join(&document.path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(path, &document.text)?;
    }
    let mut truth = String::from("is\tone\tother\tmeasure\n");
    let mut add = |what: &str, pairs: &[Pair]| {
        for pair in pairs {
            let path =
                |number: usize| corpus.documents.get(number).map_or("", |document| document.path.as_str());
            let (one, other) = pair.documents;
            let _ = writeln!(truth, "{what}\t{}\t{}\t{}", path(one), path(other), pair.measure);
        }
    };
    add("contradiction", &corpus.contradictions);
    add("inexact", &corpus.inexact);
    let beside = folder.with_extension("tsv");
    std::fs::write(&beside, truth)?;
    let bytes: usize = corpus.documents.iter().map(|document| document.text.len()).sum();
    let (count, planted) = (corpus.documents.len(), corpus.contradictions.len());
    Ok(format!(
        "{count} documents of {bytes} bytes; {planted} pairs contradict each other, see {}",
        beside.display()
    ))
}
