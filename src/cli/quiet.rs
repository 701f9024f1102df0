//! How little a command says.

use clap::{ArgAction, Args};

/// How little is said.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Quiet {
    /// Show no findings, the summary alone; given twice, nothing but the exit code
    #[arg(long, short, action = ArgAction::Count, conflicts_with = "verbose")]
    quiet: u8,
}

impl Quiet {
    /// Whether findings are shown to people. Formats for programs are always whole.
    pub(super) fn shows_findings(self) -> bool {
        self.quiet == 0
    }

    /// Whether anything is said at all.
    pub(super) fn says_anything(self) -> bool {
        self.quiet < 2
    }
}
