//! The command line: arguments, files, terminals. Everything with I/O is here.

mod args;
mod check;
mod claims;
mod completions;
mod explain;
mod files;
mod fmt;
mod graph;
mod index;
mod init;
mod living;
mod lsp;
mod pdf;
mod progress;
mod quantities;
mod quiet;
mod reconcile;
mod replace;
mod report;
mod run;
mod settings;
mod test;
mod verify;
mod watch;
mod why;

pub use pdf::pdf_text;
pub use reconcile::{Choice, Held, Input, Output, reconcile_bytes};

use args::{Cli, Command};
use clap::{CommandFactory as _, Parser as _};
use std::process::ExitCode;

/// The command line as a value: for completions and manual pages.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command line and gives its exit code.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Command::PdfText { seconds, memory } = cli.command {
        return pdf::take_out(seconds, memory);
    }
    if let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(cli.threads).build_global() {
        return run::fail(&format!("cannot start {} threads: {error}", cli.threads));
    }
    match cli.command {
        Command::Check(arguments) => check::run(&arguments, cli.color),
        Command::Claims(arguments) => claims::run(&arguments, cli.color),
        Command::Quantities(arguments) => quantities::run(&arguments, cli.color),
        Command::Verify(arguments) => verify::run(&arguments, cli.color),
        Command::Reconcile(arguments) => reconcile::run(&arguments, cli.color),
        Command::Report(arguments) => report::run(&arguments, cli.color),
        Command::Test(arguments) => test::run(&arguments, cli.color),
        Command::Fmt(arguments) => fmt::run(&arguments, cli.color),
        Command::Init(arguments) => init::run(&arguments),
        Command::Why(arguments) => why::run(&arguments, cli.color),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments, cli.color),
        Command::Config(arguments) => settings::show(&arguments, cli.color),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Lsp(_) => lsp::run(),
        Command::PdfText { .. } => ExitCode::SUCCESS,
    }
}
