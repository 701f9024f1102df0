//! Findings: what the user is shown of the graph. One file a code, with its documentation
//! and its words; severity comes from the policy, not from here.

mod agree;
mod aside;
mod collect;
mod contradiction;
mod discrepancy;
mod kept;
mod part_whole;
mod scope;
mod told;

pub use crate::graph::measure_name;
pub use aside::{Aside, Cause};
pub use collect::{Finding, Rank, Relations, collect, measure_goes_by, order};
pub use kept::KeptFinding;
pub use told::{Told, label};

use crate::diagnostic::Code;
use crate::graph::Verdict;

/// The code of a verdict.
#[must_use]
pub fn code_of(verdict: Verdict) -> &'static Code {
    match verdict {
        Verdict::Agree => &agree::CODE,
        Verdict::Scope => &scope::CODE,
        Verdict::Discrepancy => &discrepancy::CODE,
        Verdict::PartWhole => &part_whole::CODE,
        Verdict::Contradiction => &contradiction::CODE,
    }
}

/// All codes of this folder.
pub static CODES: [&Code; 5] =
    [&agree::CODE, &scope::CODE, &discrepancy::CODE, &part_whole::CODE, &contradiction::CODE];
