//! What can be wrong with a configuration.

use crate::diagnostic::{Code, Severity};

/// A configuration that cannot be used.
pub static BAD_CONFIG: Code = Code {
    name: "bad-config",
    level: Severity::Error,
    explanation: "A configuration file is broken, or a value in it is not what its key takes.\n\n\
        Nothing is checked then, and the exit code is 2: a run under half a configuration would mislead. \
        All that is wrong is shown at once. `factlint config --schema` prints what the keys take, for editors too.\n",
};

/// A key that does not exist.
pub(super) static UNKNOWN_KEY: Code = Code {
    name: "unknown-key",
    level: Severity::Error,
    explanation: "A configuration file has a key that does not exist.\n\n\
        A key that is misspelled would have no effect and nobody would notice; so it is an error. \
        `factlint config --schema` lists the keys.\n",
};

/// A measure that is not there.
pub static UNKNOWN_MEASURE: Code = Code {
    name: "unknown-measure",
    level: Severity::Warning,
    explanation: "A configuration names a measure that no rule declares and no document of the run states.\n\n\
        What is set for it has no effect. Measures are named as rule files declare them, or as output calls them; \
        `factlint claims` shows those of your documents.\n",
};

/// All codes of this folder.
pub static CODES: [&Code; 3] = [&BAD_CONFIG, &UNKNOWN_KEY, &UNKNOWN_MEASURE];
