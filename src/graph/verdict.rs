//! Verdicts: what two claims on one measure of one subject are to each other.

use super::reason::Reason;
use crate::claim::Claim;
use crate::diagnostic::Severity;
use serde::{Deserialize, Serialize};

/// What two claims are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// The same scope, the same value: each supports the other.
    Agree,
    /// Another scope, by the texts themselves.
    Scope,
    /// The same scope, different figures that can both be true.
    Discrepancy,
    /// A part that does not fit its whole.
    PartWhole,
    /// The same scope, figures that cannot both be true.
    Contradiction,
}

impl Verdict {
    /// The word for it in output and rule files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Scope => "scope",
            Self::Discrepancy => "discrepancy",
            Self::PartWhole => "part-whole",
            Self::Contradiction => "contradiction",
        }
    }

    /// The level that it has by default; agreement has none.
    #[must_use]
    pub fn level(self) -> Option<Severity> {
        match self {
            Self::Agree => None,
            Self::Scope => Some(Severity::Advice),
            Self::Discrepancy => Some(Severity::Warning),
            Self::PartWhole | Self::Contradiction => Some(Severity::Error),
        }
    }
}

/// A verdict with its reason, in a few bytes: relations are many, and most are never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Its level; agreement has none.
    pub level: Option<Severity>,
    /// What decided.
    pub reason: Reason,
}

impl Judgement {
    /// A verdict at the level that it has by default.
    pub(super) fn of(verdict: Verdict, reason: Reason) -> Self {
        Self { verdict, level: verdict.level(), reason }
    }
}

/// An edge of the graph with the claims at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Its number.
    pub number: usize,
    /// The first claim, by number.
    pub a: usize,
    /// The second claim, by number.
    pub b: usize,
    /// What they are to each other.
    pub judgement: Judgement,
}

impl Relation {
    /// The two claims.
    #[must_use]
    pub fn sides(self, claims: &[Claim]) -> Option<(&Claim, &Claim)> {
        claims.get(self.a).zip(claims.get(self.b))
    }
}
