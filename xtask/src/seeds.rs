//! The seeds of cargo-fuzz: the repository's own documents and rule files, one folder for each target.

#[path = "../../tests/fuzz/seeds.rs"]
mod made;

use std::error::Error;
use std::path::{Path, PathBuf};

/// How many formats a reader's input may be of; its first byte says which.
const FORMATS: u8 = 8;
/// Longer files are cut: most mistakes need little text around them.
const LONGEST: usize = 4096;

/// Writes the seeds of all targets into a folder; run at the root of the repository.
pub(crate) fn write(folder: &Path) -> Result<String, Box<dyn Error>> {
    let documents = read(&["seeds", "docs", "docs/examples/library"], &["txt", "md"])?;
    let rule_folders =
        ["rules/std", "rules/units", "rules/lang/en", "rules/lang/ru", "tests/rules/broken", "tests/syntax"];
    let rules = read(&rule_folders, &["claim"])?;
    let configurations = read(&["docs"], &["toml", "md"])?;
    let lines = documents.iter().flat_map(|text| text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
    let lines: Vec<Vec<u8>> = lines.filter(|line| line.len() > 20).collect();
    let of_all_formats =
        documents.iter().flat_map(|text| (0..FORMATS).map(|format| [&[format], &text[..]].concat()));
    let message = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    let message = format!("Content-Length: {}\r\n\r\n{message}", message.len());
    let targets: [(&str, Vec<Vec<u8>>); 11] = [
        ("layout", rules.clone()),
        ("rules", rules),
        ("configuration", configurations),
        ("matcher", lines.clone()),
        ("figures", lines),
        ("readers", of_all_formats.collect()),
        ("documents", documents),
        ("wire", vec![message.into_bytes()]),
        ("tables", made::tables()),
        ("pdf", made::pdfs()),
        ("writers", made::writers()),
    ];
    let mut count = 0;
    for (target, seeds) in &targets {
        let folder = folder.join(target);
        std::fs::create_dir_all(&folder)?;
        for (number, seed) in seeds.iter().enumerate() {
            let end = seed.len().min(LONGEST);
            std::fs::write(folder.join(format!("seed-{number}")), seed.get(..end).unwrap_or_default())?;
        }
        count += seeds.len();
    }
    Ok(format!("{count} seeds for {} targets below {}", targets.len(), folder.display()))
}

/// The files of some folders with some endings, by name.
fn read(folders: &[&str], endings: &[&str]) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    paths.retain(|path| path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending)));
    paths.sort();
    Ok(paths.iter().map(std::fs::read).collect::<Result<_, _>>()?)
}
