//! Findings as diagnostics: in every open document that states one of the figures, with the
//! other places as related information.

use super::answer::placed;
use super::checker::{Checked, Desk};
use crate::claim::Claim;
use crate::config::Project;
use crate::diagnostic::{Diagnostic, Severity, SourceText, Sources};
use crate::finding::{Finding, label};
use crate::lsp::{convert, server, uri};
use gen_lsp_types as lsp;
use indexmap::IndexMap;
use std::path::Path;

/// Sends what a check found of the open documents.
pub(super) fn all(desk: &mut Desk, checked: &Checked<'_>) {
    let mut by_document: IndexMap<String, Vec<lsp::Diagnostic>> = IndexMap::new();
    for finding in checked.outcome.findings.iter().filter(|finding| !finding.minor) {
        for side in finding.sides(&checked.outcome.graph) {
            let Some((claim, source)) = placed(checked, side) else { continue };
            if desk.open.contains_key(&source.name) {
                let diagnostic = diagnostic(desk, checked, finding, side, (claim, source));
                by_document.entry(source.name.clone()).or_default().push(diagnostic);
            }
        }
    }
    notices(desk, checked, &mut by_document);
    send(desk, by_document);
    let project = checked.project;
    if !project.is_broken() {
        configuration(desk, project, &checked.outcome.sources, &checked.outcome.diagnostics);
    }
}

/// What is to be said of documents and of the run itself: that nothing stands against a figure means
/// less where something was not read.
fn notices(desk: &mut Desk, checked: &Checked<'_>, by_document: &mut IndexMap<String, Vec<lsp::Diagnostic>>) {
    let outcome = &checked.outcome;
    let mut elsewhere: IndexMap<String, Vec<lsp::Diagnostic>> = IndexMap::new();
    let unread = desk.unread.iter().chain(&desk.unread_rules);
    for said in outcome.diagnostics.iter().chain(unread) {
        let file = said.labels.first().map(|label| label.file);
        // The texts of the configuration stand behind those of the documents, and are told of below.
        if file.is_some_and(|file| file.0 >= outcome.documents.len()) {
            continue;
        }
        let path = file.and_then(|file| outcome.sources.get(file)).map(|source| source.name.as_str());
        let path = path.or(said.path.as_deref());
        let diagnostic = || convert::diagnostic(said, &outcome.sources, desk.encoding, desk.host.as_ref());
        match path {
            Some(path) if desk.open.contains_key(path) => {
                by_document.entry(path.to_owned()).or_default().push(diagnostic());
            }
            Some(path) if said.severity > Severity::Advice => {
                elsewhere.entry(path.to_owned()).or_default().push(diagnostic());
            }
            Some(_) => {}
            None => {
                for path in desk.open.keys() {
                    by_document.entry(path.clone()).or_default().push(diagnostic());
                }
            }
        }
    }
    let before = std::mem::take(&mut desk.published_elsewhere);
    let gone = before.keys().filter(|path| !elsewhere.contains_key(*path) && !desk.open.contains_key(*path));
    for path in gone {
        tell(desk, path, Vec::new());
    }
    for (path, diagnostics) in elsewhere.iter().filter(|(path, said)| before.get(*path) != Some(said)) {
        tell(desk, path, diagnostics.clone());
    }
    desk.published_elsewhere = elsewhere;
}

/// Sends what is to be said of a document that is not open.
fn tell(desk: &Desk, path: &str, diagnostics: Vec<lsp::Diagnostic>) {
    let uri = uri::of_path(Path::new(path));
    server::publish(&desk.outbox, &lsp::PublishDiagnosticsParams { uri, version: None, diagnostics });
}

/// Sends what is to be said of the configuration, which may not be open.
pub(super) fn configuration(desk: &Desk, project: &Project, sources: &Sources, said: &[Diagnostic]) {
    let (Some(file), Some(own)) = (&project.file, project.sources.iter().next()) else { return };
    let is_own = |said: &&Diagnostic| {
        let source = said.labels.first().and_then(|label| sources.get(label.file));
        source.is_some_and(|source| source.name == own.1.name)
    };
    let diagnostics = said
        .iter()
        .filter(is_own)
        .map(|said| convert::diagnostic(said, sources, desk.encoding, desk.host.as_ref()))
        .collect();
    let params = lsp::PublishDiagnosticsParams { uri: uri::of_path(file), version: None, diagnostics };
    server::publish(&desk.outbox, &params);
}

fn send(desk: &mut Desk, mut by_document: IndexMap<String, Vec<lsp::Diagnostic>>) {
    for (path, open) in &desk.open {
        let params = lsp::PublishDiagnosticsParams {
            uri: open.uri.clone(),
            version: Some(open.version),
            diagnostics: by_document.shift_remove(path).unwrap_or_default(),
        };
        // An editor that shows it already need not draw it again.
        if desk.published.get(path) != Some(&params) {
            server::publish(&desk.outbox, &params);
            desk.published.insert(path.clone(), params);
        }
    }
}

/// Takes away what is shown of a document.
pub(super) fn clear(desk: &mut Desk, path: &str, uri: lsp::Uri) {
    desk.published.shift_remove(path);
    let params = lsp::PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() };
    server::publish(&desk.outbox, &params);
}

/// The diagnostics of a finding at a claim that is one of its sides.
pub(super) fn diagnostic_at(
    desk: &Desk,
    checked: &Checked<'_>,
    finding: &Finding,
    claim: usize,
) -> Option<lsp::Diagnostic> {
    Some(diagnostic(desk, checked, finding, claim, placed(checked, claim)?))
}

fn diagnostic(
    desk: &Desk,
    checked: &Checked<'_>,
    finding: &Finding,
    own: usize,
    (claim, source): (&Claim, &SourceText),
) -> lsp::Diagnostic {
    let message = checked.outcome.told(finding, checked.rules).lines().join("\n");
    let others = finding.sides(&checked.outcome.graph).into_iter().filter(|other| *other != own);
    let related = others.filter_map(|other| {
        let (claim, source) = placed(checked, other)?;
        let location = convert::location(source, claim.span, desk.encoding, desk.host.as_ref())?;
        let part = source.part(claim.span.start).map_or_else(String::new, |part| format!(" ({part})"));
        Some(lsp::DiagnosticRelatedInformation {
            location,
            message: format!("{}{part}", label(claim, checked.rules)),
        })
    });
    lsp::Diagnostic {
        range: desk.encoding.range(source, claim.span),
        severity: Some(convert::severity(finding.severity)),
        code: Some(finding.code().name.to_owned().into()),
        source: Some(convert::NAME.to_owned()),
        message: message.into(),
        related_information: Some(related.collect()),
        ..lsp::Diagnostic::default()
    }
}
