//! `factlint init`: a commented starter pack with two little documents that disagree.

use super::args;
use super::run::{fail, print};
use std::path::Path;
use std::process::ExitCode;

/// What is written: name and text.
const FILES: [(&str, &str); 3] = [
    ("rules.claim", include_str!("../../starter/rules.claim")),
    ("announcement.md", include_str!("../../starter/announcement.md")),
    ("report.md", include_str!("../../starter/report.md")),
];

pub(super) fn run(arguments: &args::Init) -> ExitCode {
    let folder = arguments.folder.as_path();
    let existing = FILES.iter().find(|(name, _)| folder.join(name).exists());
    if let Some((name, _)) = existing {
        return fail(&format!("`{}` exists already; nothing was written", folder.join(name).display()));
    }
    if let Err((path, error)) = write(folder) {
        return fail(&format!("cannot write `{path}`: {error}"));
    }
    let shown = folder.display();
    let names: Vec<String> = FILES.iter().map(|(name, _)| folder.join(name).display().to_string()).collect();
    let text = format!(
        "wrote {}\n\nnext:\n  factlint test {shown}     # the tests in the rule file pass\n  factlint check {shown}    # \
         and the two documents disagree\n",
        names.join(", ")
    );
    print(&text).err().unwrap_or(ExitCode::SUCCESS)
}

fn write(folder: &Path) -> Result<(), (String, std::io::Error)> {
    std::fs::create_dir_all(folder).map_err(|error| (folder.display().to_string(), error))?;
    for (name, text) in FILES {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| (path.display().to_string(), error))?;
    }
    Ok(())
}
