//! The codes of what is said of a text that is held against its sources.

use crate::diagnostic::{Code, Severity};

/// A figure that a source contradicts.
pub static REFUTED: Code = Code {
    name: "refuted",
    level: Severity::Error,
    explanation: "A source states another figure for the same thing.\n\n\
        The label in the source shows the figure that speaks of the same thing: the words around both are \
        alike, and the values lie near each other, yet they cannot both be true. Correct the text, or name \
        the source that has its figure.\n",
};

/// A figure that no source backs.
pub static UNSUPPORTED: Code = Code {
    name: "unsupported",
    level: Severity::Warning,
    explanation: "No source states a figure of the text, nor figures that it follows from.\n\n\
        It may be true; the sources given do not say so. Add a source, or take the figure out.\n",
};

/// All codes of this folder.
pub static CODES: [&Code; 2] = [&REFUTED, &UNSUPPORTED];
