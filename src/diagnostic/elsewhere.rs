//! A text that is loaded when somebody asks for it: of many documents that were read before, few are shown.

use super::SourceText;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Loads a text; none where it can no longer be had.
pub type Load = Arc<dyn Fn() -> Option<SourceText> + Send + Sync>;

/// A text that is not here yet.
#[derive(Clone)]
pub struct Elsewhere {
    /// The path as given, or what stands for it.
    pub name: String,
    /// Whether nothing was read out of it.
    pub blank: bool,
    /// Whether it addresses this program: see [`SourceText::is_addressed`].
    pub addressed: bool,
    load: Load,
    text: OnceLock<Box<SourceText>>,
}

impl Elsewhere {
    /// A text that `load` gives.
    #[must_use]
    pub fn new(name: impl Into<String>, (blank, addressed): (bool, bool), load: Load) -> Self {
        Self { name: name.into(), blank, addressed, load, text: OnceLock::new() }
    }

    /// The text; an empty one where it is gone.
    pub(super) fn text(&self) -> &SourceText {
        let load = || (self.load)().unwrap_or_else(|| SourceText::new(self.name.as_str(), ""));
        self.text.get_or_init(|| Box::new(load()))
    }
}

impl fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Elsewhere").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A text of a run.
#[derive(Debug, Clone)]
pub enum Source {
    /// One that is here.
    Here(SourceText),
    /// One that is loaded when it is asked for.
    Elsewhere(Elsewhere),
}

impl From<SourceText> for Source {
    fn from(text: SourceText) -> Self {
        Self::Here(text)
    }
}

impl Source {
    pub(super) fn text(&self) -> &SourceText {
        match self {
            Self::Here(text) => text,
            Self::Elsewhere(elsewhere) => elsewhere.text(),
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Here(text) => text.is_blank(),
            Self::Elsewhere(elsewhere) => elsewhere.blank,
        }
    }

    pub(super) fn is_addressed(&self) -> bool {
        match self {
            Self::Here(text) => text.is_addressed(),
            Self::Elsewhere(elsewhere) => elsewhere.addressed,
        }
    }
}
