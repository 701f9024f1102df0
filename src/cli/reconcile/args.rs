//! The arguments of `factlint reconcile`.

use super::columns::mapping;
use crate::truth::Method;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `factlint reconcile`
#[derive(Debug, Args)]
#[command(
    after_help = "Columns: subject, measure, value, and source and date where they stand. One line an item comes \
out: the value that the claims support, the confidence in it, how many sources support it and how many say otherwise."
)]
pub(in crate::cli) struct Arguments {
    /// A table of claims: CSV, JSON lines or Parquet; `-` for standard input
    #[arg(value_name = "CLAIMS")]
    pub(super) claims: PathBuf,
    /// The format of the table, where its ending does not tell
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) from: Option<Input>,
    /// The format of what comes out
    #[arg(long, value_enum, default_value_t = Output::Jsonl, value_name = "FORMAT")]
    pub(super) format: Output,
    /// Names of columns, as `subject=entity,value=figure`
    #[arg(long, value_parser = mapping, value_delimiter = ',', value_name = "OURS=THEIRS")]
    pub(super) map: Vec<(String, String)>,
    /// How the truth is found
    #[arg(long, value_enum, default_value_t = Choice::Scoped, value_name = "METHOD")]
    pub(super) method: Choice,
    #[command(flatten)]
    pub(super) configuration: crate::cli::settings::Configuration,
}

/// Formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Input {
    /// Comma-separated values with a header
    Csv,
    /// A JSON object a line
    Jsonl,
    /// Parquet
    Parquet,
}

/// Formats of what comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// A JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// Ways to find the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// Every source counts one
    Vote,
    /// Every source counts by how often it agrees with most
    WeightedVote,
    /// Trust and belief in turn (Yin, Han and Yu, 2008)
    #[value(name = "truthfinder")]
    TruthFinder,
    /// The least weighted distance to all claims (Li et al., 2014)
    Crh,
    /// Sources judged by the others, copying and slips between scopes learned
    Scoped,
}

impl Choice {
    pub(super) fn method(self) -> Method {
        match self {
            Self::Vote => Method::Vote,
            Self::WeightedVote => Method::WeightedVote,
            Self::TruthFinder => Method::TruthFinder,
            Self::Crh => Method::Crh,
            Self::Scoped => Method::Scoped,
        }
    }
}
