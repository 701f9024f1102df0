//! `scope`: different figures that the texts themselves set apart.

use crate::diagnostic::{Code, Severity};

/// The code.
pub(super) static CODE: Code = Code {
    name: "scope",
    level: Severity::Advice,
    explanation: "Two figures differ, and the texts show a different edition, place, role, population or status.\n\n\
        > *27 countries (exhibitors, 2024)* — *35 countries (visitors, 2023)*\n\n\
        Nothing is wrong; the finding names the dimension, so that nobody takes one figure for the other. \
        Equal figures in different scopes are no confirmation. They, and figures of different things, are minor findings: \
        `check` counts them and shows them with `--verbose`.\n",
};
