//! What is said to the user about a place in a text: a code, a message, labels, help.
//!
//! Stages return what they made *and* a list of these; nothing here decides whether a
//! run fails.

mod alignment;
mod elsewhere;
mod names;
mod place;
mod sources;

pub use alignment::Alignment;
pub use elsewhere::{Elsewhere, Load, Source};
pub use names::{did_you_mean, meant, nearest, nearest_keyword};
pub use place::{Part, Place};
pub use sources::{ADDRESS, FileId, Position, SourceText, Sources, is_addressed};

use crate::token::Span;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never fails a run by default.
    Advice,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word for it in output and configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A kind of diagnostic: what `factlint explain` knows of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case, unique.
    pub name: &'static str,
    /// The level it has where no configuration says otherwise.
    pub level: Severity,
    /// Its documentation, in Markdown; the first line is a summary.
    pub explanation: &'static str,
}

impl Code {
    /// Where its explanation stands on the web.
    #[must_use]
    pub fn page(&self) -> String {
        format!("{}/blob/main/docs/codes.md#{}", env!("CARGO_PKG_REPOSITORY"), self.name)
    }
}

/// A place that a diagnostic points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The text it stands in.
    pub file: FileId,
    /// The bytes it covers.
    pub span: Span,
    /// What is said beside it.
    pub text: String,
}

/// A message about one or more places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// Its level.
    pub severity: Severity,
    /// What is wrong; lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// Where; the first label is the primary one.
    pub labels: Vec<Label>,
    /// The path that it is about, where nothing of what lies there can be shown.
    pub path: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of `code` at its default level, without places.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.level,
            message: message.into(),
            labels: Vec::new(),
            path: None,
            help: None,
        }
    }

    /// Adds a place.
    #[must_use]
    pub fn label(mut self, file: FileId, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { file, span, text: text.into() });
        self
    }

    /// Names the path that it is about.
    #[must_use]
    pub fn about(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the help where there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}
