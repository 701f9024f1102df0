//! The arguments of all commands.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// A linter for facts.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, about)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show where documents disagree
    Check(Check),
    /// Read every quantity and date, with its value in base units
    Quantities(Quantities),
}

/// `factlint quantities`
#[derive(Debug, Args)]
pub(super) struct Quantities {
    /// Documents or folders to read
    pub(super) paths: Vec<PathBuf>,
    /// Read each line of a file as a text of its own; one JSON array a line comes out
    #[arg(long, value_name = "FILE")]
    pub(super) lines: Option<PathBuf>,
    /// The language of the lines, such as `en`; found out line by line where it is not given
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) language: Option<String>,
}

/// `factlint check`
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Documents or folders
    pub(super) paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, default_value = "graphical")]
    pub(super) format: String,
}
