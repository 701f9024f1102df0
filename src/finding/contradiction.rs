//! `contradiction`: figures of one scope that cannot both be true.

use crate::diagnostic::{Code, Severity};

/// The code.
pub(super) static CODE: Code = Code {
    name: "contradiction",
    level: Severity::Error,
    explanation: "Two claims on the same measure of the same subject in the same scope cannot both be true.\n\n\
        > *The fair had 46,000 visitors.* — *The fair had 47,000 visitors.*\n\n\
        Values are compared after conversion, in exact decimals; approximate figures are given the slack of the digits they show. \
        Where two texts give two figures the other way round, that is said; a count that only grows does not fall, and \
        editions are numbered up by their years. \
        The note says which value the evidence of the run supports. \
        If the texts speak of different things, say so in the text, or teach the difference with a `scope` and a `compare` policy.\n",
};
