//! The contributor's front door: `cargo run -p xtask -- TASK`.
//!
//! Tasks here make files that are committed, or that benchmarks read; what CI runs is `.ci/run`.

#[path = "../../tests/chance/mod.rs"]
mod chance;
mod lexicon;
mod man;
mod planted;
mod planted_folder;
mod seeds;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo run -p xtask -- lexicon IN.tsv OUT.lexicon
       cargo run -p xtask -- man DIR
       cargo run -p xtask -- planted DOCUMENTS SEED DIR
       cargo run -p xtask -- fuzz-seeds DIR
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["lexicon", input, output] => lexicon::build(input.as_ref(), output.as_ref()),
        ["man", folder] => man::write(folder.as_ref()),
        ["fuzz-seeds", folder] => seeds::write(folder.as_ref()),
        ["planted", documents, seed, folder] => planted_folder::write(documents, seed, folder.as_ref()),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(said) => say(&said, ExitCode::SUCCESS),
        Err(error) => say(&error.to_string(), ExitCode::from(2)),
    }
}

#[expect(clippy::print_stderr, reason = "a command's last word to its user")]
fn say(text: &str, code: ExitCode) -> ExitCode {
    eprintln!("{text}");
    code
}
