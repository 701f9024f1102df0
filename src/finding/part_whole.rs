//! `part-whole`: a part that does not fit its whole.

use crate::diagnostic::{Code, Severity};

/// The code.
pub(super) static CODE: Code = Code {
    name: "part-whole",
    level: Severity::Error,
    explanation: "A stated part exceeds its whole, or parts miss their total.\n\n\
        > *more than 288,000 houses in 14 districts* — *285,099 houses in the country*\n\n\
        What is a part of what follows from the scopes: an origin, a place within another, a subset.\n",
};
