//! `factlint completions`: what a shell needs to complete the command line.

use super::command;
use super::run::print;
use clap::Args;
use clap_complete::{Shell, generate};
use std::process::ExitCode;

/// `factlint completions`
#[derive(Debug, Args)]
#[command(
    after_help = "bash:  factlint completions bash > ~/.local/share/bash-completion/completions/factlint\n\
zsh:   factlint completions zsh > DIR/_factlint, for a DIR in $fpath\n\
fish:  factlint completions fish > ~/.config/fish/completions/factlint.fish"
)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Completions) -> ExitCode {
    let mut out = Vec::new();
    generate(arguments.shell, &mut command(), "factlint", &mut out);
    print(&String::from_utf8_lossy(&out)).err().unwrap_or(ExitCode::SUCCESS)
}
