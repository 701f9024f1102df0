//! Packs the rule files that ship, so that they take a quarter of their size in the binary.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::{Error, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Writes `packs.z`: for each rule file of `rules/` in order its path, a zero, its text, and a zero.
fn main() -> Result<(), Error> {
    println!("cargo::rerun-if-changed=rules");
    let variable = |name| env::var_os(name).map(PathBuf::from).ok_or_else(|| Error::other(name));
    let rules = variable("CARGO_MANIFEST_DIR")?.join("rules");
    let mut files = Vec::new();
    collect(&rules, &mut files)?;
    files.sort();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for (name, text) in &files {
        for part in [name, text] {
            if part.contains('\0') {
                return Err(Error::other(format!("{name}: a zero in a rule file")));
            }
            packed.write_all(part.as_bytes())?;
            packed.write_all(b"\0")?;
        }
    }
    fs::write(variable("OUT_DIR")?.join("packs.z"), packed.finish()?)
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) -> Result<(), Error> {
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, name)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let (entry, last) = entry.map(|entry| (entry.path(), entry.file_name()))?;
            let name = format!("{name}{}", last.to_string_lossy());
            if entry.is_dir() {
                folders.push((entry, format!("{name}/")));
            } else if name.ends_with(".claim") {
                files.push((name, fs::read_to_string(&entry)?));
            }
        }
    }
    Ok(())
}
