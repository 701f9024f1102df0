//! Findings that are not shown, with the reason: nothing is dropped in silence.

use super::Finding;
use crate::diagnostic::FileId;
use crate::token::Span;

/// Why a finding is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Its level is off.
    Off,
    /// It is suppressed.
    Suppressed {
        /// Why, in the words of whoever did it.
        reason: String,
        /// Where that stands.
        by: (FileId, Span),
    },
    /// The baseline knows it.
    Baseline,
    /// No side of it was changed.
    Unchanged,
}

/// A finding that is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The finding.
    pub finding: Finding,
    /// Why it is not shown.
    pub cause: Cause,
}

impl Cause {
    /// The word for it in output.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Suppressed { .. } => "suppressed",
            Self::Baseline => "baseline",
            Self::Unchanged => "unchanged",
        }
    }
}
