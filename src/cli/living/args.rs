//! Arguments about findings that a project lives with.

use clap::Args;
use std::path::PathBuf;

/// What to leave out of a run, and what to do about findings.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Living {
    /// Show what is suppressed as well, with the reasons: in pictures, in sentences, in SARIF
    #[arg(long)]
    pub(crate) show_suppressed: bool,
    /// Leave out the findings that this file knows; `baseline` in factlint.toml does the same
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all that is found to the baseline, so that only new findings are shown from then on
    #[arg(long, conflicts_with_all = ["diff", "fix"])]
    pub(crate) write_baseline: bool,
    /// Show findings only that touch a line which was changed since this git revision
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub(crate) diff: Option<String>,
    /// Show as a diff how figures that most documents contradict could be corrected
    #[arg(long)]
    pub(crate) fix: bool,
    /// Write the corrections of --fix to the documents
    #[arg(long, requires = "fix")]
    pub(crate) apply: bool,
    /// Run again whenever a document, a rule file or the configuration changes
    #[arg(long, conflicts_with_all = ["write_baseline", "fix"])]
    pub(crate) watch: bool,
    /// The day of the run, for tests of suppressions that expire
    #[arg(long, value_name = "DATE", hide = true)]
    pub(crate) today: Option<String>,
}
