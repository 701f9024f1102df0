//! A run as formats for programs show it: the findings that were asked for, and all that was
//! said of documents, rules and limits, each with its place.

use crate::claim::Claim;
use crate::diagnostic::{Diagnostic, Severity, SourceText, Sources};
use crate::engine::Outcome;
use crate::finding::{Aside, Finding, label};
use crate::rule::Ruleset;
use crate::token::Span;

/// What a format shows.
pub struct Review<'r> {
    /// The run.
    pub outcome: &'r Outcome,
    /// The rules it was made with.
    pub rules: &'r Ruleset,
    /// The findings that were asked for, in order.
    pub findings: Vec<&'r Finding>,
    /// The findings that the project lives with, where these were asked for, too.
    pub suppressed: Vec<&'r Aside>,
    /// What was said of documents, rules and limits.
    pub notices: Vec<Notice<'r>>,
    /// The level from which a finding fails the run.
    pub fail_on: Severity,
    /// Whether the run is whole: nothing was left unread.
    pub complete: bool,
}

/// Something said of the run itself.
#[derive(Clone, Copy)]
pub struct Notice<'r> {
    /// What is said.
    pub said: &'r Diagnostic,
    /// The texts that it points into.
    pub sources: &'r Sources,
}

/// A place in a document.
pub(super) struct Place<'r> {
    /// Its text.
    pub(super) source: &'r SourceText,
    /// The bytes it covers.
    pub(super) span: Span,
}

/// One side of a finding.
pub(super) struct SidePlace<'r> {
    pub(super) claim: &'r Claim,
    pub(super) place: Place<'r>,
    pub(super) label: String,
}

impl<'r> Review<'r> {
    /// All of a run, with what its documents gave to say.
    #[must_use]
    pub fn all(outcome: &'r Outcome, rules: &'r Ruleset) -> Self {
        let notice = |said| Notice { said, sources: &outcome.sources };
        Self {
            outcome,
            rules,
            findings: outcome.findings.iter().collect(),
            suppressed: Vec::new(),
            notices: outcome.diagnostics.iter().map(notice).collect(),
            fail_on: Severity::Error,
            complete: true,
        }
    }

    /// Every place that states one of the figures of a finding.
    pub(super) fn sides(&self, finding: &Finding) -> Vec<SidePlace<'r>> {
        let side = |side: usize| {
            let claim = self.outcome.claims.get(side)?;
            let source = self.outcome.sources.get(self.outcome.documents.get(claim.document)?.file)?;
            Some(SidePlace {
                claim,
                place: Place { source, span: claim.span },
                label: label(claim, self.rules),
            })
        };
        finding.sides(&self.outcome.graph).into_iter().filter_map(side).collect()
    }

    /// What is said of a finding: what stands against what, why, and what the evidence supports.
    pub(super) fn said(&self, finding: &Finding) -> Vec<String> {
        self.outcome.told(finding, self.rules).lines()
    }
}

impl<'r> Notice<'r> {
    /// Where, if it has a place in a text.
    pub(super) fn place(&self) -> Option<Place<'r>> {
        let label = self.said.labels.first()?;
        Some(Place { source: self.sources.get(label.file)?, span: label.span })
    }

    /// The file that it is about.
    pub(super) fn path(&self) -> Option<&'r str> {
        let named = self.said.labels.first().and_then(|label| self.sources.get(label.file));
        named.map(|source| source.name.as_str()).or(self.said.path.as_deref())
    }

    /// What is said, and what to do about it.
    pub(super) fn text(&self) -> String {
        match &self.said.help {
            Some(help) => format!("{}\n{help}", self.said.message),
            None => self.said.message.clone(),
        }
    }
}

impl Place<'_> {
    /// `path:line:column`, with columns in characters from 1; the part of a document without lines.
    pub(super) fn shown(&self) -> String {
        if !self.source.has_lines() {
            return plain(&self.source.title(self.span.start));
        }
        let at = self.source.position(self.span.start);
        format!("{}:{}:{}", plain(&self.source.name), at.line + 1, at.column + 1)
    }

    /// The first line, from 1; the first of all in a document without lines.
    pub(super) fn line(&self) -> usize {
        self.line_of(self.span.start)
    }

    /// The last line, from 1.
    pub(super) fn last_line(&self) -> usize {
        self.line_of(self.span.end)
    }

    fn line_of(&self, at: usize) -> usize {
        if self.source.has_lines() { self.source.line_at(at) + 1 } else { 1 }
    }
}

/// A path as build servers compare it: without a leading `./`, with slashes.
pub(super) fn plain(path: &str) -> String {
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    path.trim_start_matches("./").to_owned()
}
