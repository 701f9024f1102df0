//! Arguments about the index.

use clap::Args;
use std::path::PathBuf;

/// What an index is called where nobody names one: hidden, so that it is never taken for a document.
pub(super) const NAME: &str = ".factlint-index";

/// Whether, and where, to keep what documents said.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Indexing {
    /// Keep what documents say in an index, so that the next run reads only those that changed: `--index=FILE`, or
    /// `.factlint-index` beside `factlint.toml` or in the current folder; `index` in factlint.toml does the same
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = NAME,
        conflicts_with = "no_index"
    )]
    pub(super) index: Option<PathBuf>,
    /// Read all documents, whatever the configuration says of an index
    #[arg(long)]
    pub(super) no_index: bool,
}
