//! What is said of an index. None of it changes what is found, so that it goes to people and not into reports.

use crate::diagnostic::{Code, Diagnostic, Severity};
use std::path::Path;

/// An index of another version.
pub(crate) static INDEX_REBUILT: Code = Code {
    name: "index-rebuilt",
    level: Severity::Advice,
    explanation: "An index was made by another factlint or under other rules, and is made anew.\n\n\
        What documents say hangs on the program, the rule files and the configuration. All documents were read; \
        the next run reads only those that change.\n",
};

/// An index that cannot be read.
pub(crate) static INDEX_DAMAGED: Code = Code {
    name: "index-damaged",
    level: Severity::Warning,
    explanation: "An index is damaged or cut short, and is made anew.\n\n\
        All documents were read, as without an index: findings are what they are.\n",
};

/// An index that cannot be used.
pub(crate) static INDEX_UNUSED: Code = Code {
    name: "index-unused",
    level: Severity::Warning,
    explanation: "An index can neither be read nor written, and the run did without it.\n\n\
        There is no room, no right to write, or something else lies in its place: what is no index is never \
        written over. Findings are what they are; the next run reads all documents again.\n",
};

/// All codes of this folder.
pub(crate) static CODES: [&Code; 3] = [&INDEX_REBUILT, &INDEX_DAMAGED, &INDEX_UNUSED];

pub(super) fn rebuilt(place: &Path) -> Diagnostic {
    let said = format!("the index `{}` is of another version, or of other rules", place.display());
    Diagnostic::new(&INDEX_REBUILT, said).help("it is made anew; all documents were read")
}

pub(super) fn damaged(place: &Path) -> Diagnostic {
    let said = format!("the index `{}` is damaged", place.display());
    Diagnostic::new(&INDEX_DAMAGED, said).help("it is made anew; all documents were read")
}

pub(super) fn foreign(place: &Path) -> Diagnostic {
    let said = format!("`{}` is no index, and is left as it is", place.display());
    Diagnostic::new(&INDEX_UNUSED, said).help("name another file, or delete it; all documents were read")
}

pub(super) fn unreadable(place: &Path, why: &str) -> Diagnostic {
    let said = format!("cannot read the index `{}`: {why}", place.display());
    Diagnostic::new(&INDEX_UNUSED, said).help("all documents were read")
}

pub(super) fn unwritten(place: &Path, why: &str) -> Diagnostic {
    let said = format!("cannot write the index `{}`: {why}", place.display());
    Diagnostic::new(&INDEX_UNUSED, said)
        .help("the next run reads all documents again that changed until then")
}
