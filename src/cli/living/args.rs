//! Arguments about findings that a project lives with.

use clap::Args;

/// What to leave out of a run, and what to do about findings.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Living {
    /// Show what is suppressed as well, with the reasons
    #[arg(long)]
    pub(crate) show_suppressed: bool,
    /// The day of the run, for tests of suppressions that expire
    #[arg(long, value_name = "DATE", hide = true)]
    pub(crate) today: Option<String>,
}
