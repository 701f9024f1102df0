//! What is said of the graph as a whole.

use crate::diagnostic::{Code, Severity};

/// Groups of claims that are too large to compare pair by pair.
pub static SUMMARISED: Code = Code {
    name: "summarised",
    level: Severity::Advice,
    explanation: "So many claims are of one measure and subject that not every pair of them is a relation.\n\n\
        Up to 24 claims are compared pair by pair, or as many as `group-claims` says in `[limits]` of a \
        configuration. Beyond, claims that say the same in the same scope are tied to \
        the first of them, and claims that say different things are compared with each other up to as many, and with \
        their neighbours by value beyond. The value that the evidence supports is still found over all claims \
        that are tied.\n",
};

/// All codes of this folder.
pub static CODES: [&Code; 1] = [&SUMMARISED];
