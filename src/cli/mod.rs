//! The command line: arguments, files, terminals. Everything with I/O is here.

mod args;
mod check;
mod quantities;

use args::{Cli, Command};
use clap::Parser as _;
use std::process::ExitCode;

/// Runs the command line and gives its exit code.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Quantities(arguments) => quantities::run(&arguments),
    }
}
