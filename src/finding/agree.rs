//! `agree`: two claims of one scope and one value. Never shown as a finding; it counts as support.

use crate::diagnostic::{Code, Severity};

/// The code.
pub(super) static CODE: Code = Code {
    name: "agree",
    level: Severity::Advice,
    explanation: "Two claims say the same of the same, after conversion and correct rounding.\n\n\
        Agreement is no finding; it supports the value of a resolution. \
        Equal figures in different scopes are no agreement, see `scope`.\n",
};
