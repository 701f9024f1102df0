//! `discrepancy`: different figures of one scope that can both be true.

use crate::diagnostic::{Code, Severity};

/// The code.
pub(super) static CODE: Code = Code {
    name: "discrepancy",
    level: Severity::Warning,
    explanation: "Two claims on the same measure of the same subject differ, yet can both be true.\n\n\
        > *more than 400 companies* — *450 foreign companies and delegations*\n\n\
        A bound admits the other figure, a hedge does, or one figure was cut off instead of rounded. \
        A reader is still left with two figures: state the more exact one in both places.\n",
};
