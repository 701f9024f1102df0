//! Arguments about the configuration.

use clap::Args;
use std::path::PathBuf;

/// Which configuration to use.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Configuration {
    /// The configuration to use, instead of the `factlint.toml` found upwards from the documents
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long)]
    pub(crate) no_config: bool,
}

/// `factlint config`
#[derive(Debug, Args)]
#[command(
    after_help = "For a document, what holds for it alone is shown as well: who published it, its date, its \
language, how far it is trusted.\n\nExit codes: 0 shown, 2 the configuration cannot be used."
)]
pub(crate) struct Show {
    /// A document or folder; the configuration in force there is shown
    #[arg(default_value = ".", value_name = "PATH")]
    pub(super) path: PathBuf,
    /// Print the JSON schema of `factlint.toml`, for editors
    #[arg(long)]
    pub(super) schema: bool,
    #[command(flatten)]
    pub(super) configuration: Configuration,
}
