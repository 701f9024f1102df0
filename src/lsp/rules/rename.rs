//! Rename: every place of a name, or why it cannot be renamed.

use super::cursor::is_name_char;
use super::index::{Kind, Occurrence};
use super::space::Space;
use crate::diagnostic::FileId;
use std::fmt;

/// Why a name cannot be renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lsp) enum RenameError {
    /// Nothing that has a name stands there.
    NoName,
    /// A pack that ships defines it.
    Shipped,
    /// What it should be called is no name.
    NotAName,
    /// Something of the kind is called so already.
    Taken,
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoName => "there is no name here",
            Self::Shipped => "this name belongs to a pack that ships",
            Self::NotAName => "a name begins with a letter and goes on with letters, digits, `-` and `_`",
            Self::Taken => "something else has this name already",
        })
    }
}

/// The name at a byte, where the user may rename it.
pub(in crate::lsp) fn target(space: &Space, file: FileId, at: usize) -> Result<&Occurrence, RenameError> {
    let name = space.index().name_at(file, at).ok_or(RenameError::NoName)?;
    if matches!(name.key.kind, Kind::Language | Kind::Test) {
        return Err(RenameError::NoName);
    }
    let own = |file: &FileId| !space.prepared.sources.get(*file).is_none_or(|s| s.name.starts_with("pack:"));
    let definitions = space.index().definitions(&name.key);
    if definitions.iter().any(|(file, _)| own(file)) { Ok(name) } else { Err(RenameError::Shipped) }
}

/// Every place that has to change for a new name.
pub(in crate::lsp) fn renamed<'s>(
    space: &'s Space,
    name: &'s Occurrence,
    new: &str,
) -> Result<Vec<&'s Occurrence>, RenameError> {
    if !new.starts_with(char::is_alphabetic) || !new.chars().all(is_name_char) {
        return Err(RenameError::NotAName);
    }
    let taken = super::index::Key { name: new.to_owned(), ..name.key.clone() };
    if taken != name.key && !space.index().definitions(&taken).is_empty() {
        return Err(RenameError::Taken);
    }
    let own =
        |o: &&Occurrence| !space.prepared.sources.get(o.file).is_none_or(|s| s.name.starts_with("pack:"));
    Ok(space.index().occurrences(&name.key).filter(own).collect())
}
