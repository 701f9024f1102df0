//! Findings and diagnostics as miette draws them: pictures on a terminal, sentences for
//! screen readers.

use super::snippet::{Clip, Snippet, visible};
use super::uri;
use crate::diagnostic::{Code, Diagnostic as Said, Severity, Sources};
use crate::engine::Outcome;
use crate::finding::{Finding, Told, label};
use crate::rule::Ruleset;
use crate::token::Span;
use indexmap::IndexMap;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NarratableReportHandler, SourceCode,
};
use std::fmt;

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Sentences instead of pictures.
    pub narrated: bool,
    /// Colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// The folder that relative paths lead from, where codes and paths are hyperlinks.
    pub links: Option<&'static str>,
}

impl Style {
    fn clip(self) -> Clip {
        if self.narrated { Clip::TOLD } else { Clip::drawn(self.width) }
    }
}

/// One message for miette: the first excerpt is its own, the others are related.
#[derive(Debug)]
struct Message {
    text: String,
    code: Option<&'static Code>,
    /// The page of its code, where that is to be a hyperlink.
    page: Option<String>,
    severity: Severity,
    help: Option<String>,
    snippet: Option<Snippet>,
    related: Vec<Self>,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Message {}

impl Diagnostic for Message {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.map(|code| Box::new(code.name) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.page.as_ref().map(|page| Box::new(page) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Advice => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let snippet = self.snippet.as_ref()?;
        Some(Box::new(
            snippet
                .labels
                .iter()
                .map(|(span, said)| LabeledSpan::new(Some(said.clone()), span.start, span.len())),
        ))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        (!self.related.is_empty())
            .then(|| Box::new(self.related.iter().map(|m| m as &dyn Diagnostic)) as Box<_>)
    }
}

impl Message {
    /// A message over excerpts of several texts, in order.
    fn new(
        text: String,
        code: &'static Code,
        severity: Severity,
        help: Option<String>,
        snippets: Vec<Snippet>,
    ) -> Self {
        let mut snippets = snippets.into_iter();
        let first = snippets.next();
        let related = snippets
            .map(|snippet| Self {
                text: format!("and in {}", snippet.place()),
                code: None,
                page: None,
                severity,
                help: None,
                snippet: Some(snippet),
                related: Vec::new(),
            })
            .collect();
        Self { text, code: Some(code), page: None, severity, help, snippet: first, related }
    }

    fn render(mut self, style: Style) -> String {
        if style.narrated {
            let mut out = String::new();
            let drawn = NarratableReportHandler::new().render_report(&mut out, &self);
            return if drawn.is_ok() { out } else { self.text };
        }
        self.page = style.links.and(self.code).map(Code::page);
        // miette repeats a headline for every related excerpt; drawn one by one they need
        // none, and the help belongs below the last.
        let mut parts = std::mem::take(&mut self.related);
        if let Some(last) = parts.last_mut() {
            last.help = self.help.take();
        }
        let mut out = self.draw(style);
        for part in &parts {
            let drawn = part.draw(style);
            let body = drawn.find('╭').map_or(0, |at| drawn[..at].rfind('\n').map_or(0, |line| line + 1));
            out.push_str(&drawn[body..]);
        }
        out
    }

    fn draw(&self, style: Style) -> String {
        let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(style.links.is_some())
            .with_link_display_text("")
            .with_width(style.width)
            .with_wrap_lines(true);
        let mut out = String::new();
        if handler.render_report(&mut out, self).is_err() {
            return self.text.clone();
        }
        match (&self.snippet, style.links) {
            (Some(snippet), Some(folder)) => linked(&out, snippet, folder),
            _ => out,
        }
    }
}

/// A picture whose place is a hyperlink to the file.
fn linked(drawn: &str, snippet: &Snippet, folder: &str) -> String {
    let place = snippet.place();
    let frame = drawn.find('╭').unwrap_or(0);
    let found = drawn.get(frame..).and_then(|picture| picture.find(&place)).map(|at| frame + at);
    match found.and_then(|at| Some((drawn.get(..at)?, drawn.get(at + place.len()..)?))) {
        Some((before, behind)) if snippet.is_of_a_file() => {
            let uri = uri::absolute(snippet.path(), folder);
            format!("{before}\u{1b}]8;;{uri}\u{1b}\\{place}\u{1b}]8;;\u{1b}\\{behind}")
        }
        _ => drawn.to_owned(),
    }
}

/// A finding as text, with what is said of it.
#[must_use]
pub fn finding_text(
    finding: &Finding,
    told: &Told,
    outcome: &Outcome,
    rules: &Ruleset,
    style: Style,
) -> String {
    let mut by_document: IndexMap<usize, Vec<(Span, String)>> = IndexMap::new();
    for side in finding.sides(&outcome.graph) {
        let Some(claim) = outcome.claims.get(side) else { continue };
        by_document.entry(claim.document).or_default().push((claim.span, label(claim, rules)));
    }
    let snippets = by_document.iter().flat_map(|(document, labels)| {
        let file = outcome.documents.get(*document).and_then(|d| outcome.sources.get(d.file));
        file.map(|file| Snippet::around(file, labels, style.clip())).unwrap_or_default()
    });
    let mut help = visible(&told.why);
    if let Some(resolution) = &told.resolution {
        help.push_str("\nevidence: ");
        help.push_str(&visible(resolution));
    }
    let severity = finding.severity;
    Message::new(visible(&told.message), finding.code(), severity, Some(help), snippets.collect())
        .render(style)
}

/// A diagnostic as text.
#[must_use]
pub fn diagnostic_text(said: &Said, sources: &Sources, style: Style) -> String {
    let mut by_file: IndexMap<usize, Vec<(Span, String)>> = IndexMap::new();
    for label in &said.labels {
        by_file.entry(label.file.0).or_default().push((label.span, label.text.clone()));
    }
    let snippets = by_file.iter().flat_map(|(file, labels)| {
        sources
            .get(crate::diagnostic::FileId(*file))
            .map(|file| Snippet::around(file, labels, style.clip()))
            .unwrap_or_default()
    });
    let help = said.help.as_deref().map(visible);
    Message::new(visible(&said.message), said.code, said.severity, help, snippets.collect()).render(style)
}
