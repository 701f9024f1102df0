//! Rule files in the editor.

mod actions;
mod complete;
mod cursor;
mod hover;
mod index;
mod outline;
mod rename;
mod space;
mod walk;
mod words;

pub(super) use actions::{Fix, fixes};
pub(super) use complete::{Candidate, complete};
pub(super) use hover::hover;
pub(super) use outline::outline;
pub(super) use rename::{RenameError, renamed, target};
pub(super) use space::{Space, Texts, roots};
