//! From diagnostics and places to what the protocol calls so.

use super::encoding::Encoding;
use super::{Host, uri};
use crate::diagnostic::{Diagnostic, Label, Severity, SourceText, Sources};
use crate::token::Span;
use gen_lsp_types as lsp;
use std::path::Path;

/// What output and editors call this program.
pub(super) const NAME: &str = "factlint";

pub(super) fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Advice => lsp::DiagnosticSeverity::Information,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        Severity::Error => lsp::DiagnosticSeverity::Error,
    }
}

/// The address of a text; packs that ship are shown from a file of their own.
pub(super) fn address(name: &str, host: &dyn Host) -> Option<lsp::Uri> {
    match name.strip_prefix("pack:") {
        Some(pack) => host.shown(pack).map(|path| uri::of_path(&path)),
        None => Some(uri::of_path(Path::new(name))),
    }
}

/// A place.
pub(super) fn location(
    source: &SourceText,
    span: Span,
    encoding: Encoding,
    host: &dyn Host,
) -> Option<lsp::Location> {
    // A file that is no text has no lines to go to.
    let range = if source.has_lines() { encoding.range(source, span) } else { lsp::Range::default() };
    Some(lsp::Location { uri: address(&source.name, host)?, range })
}

/// A diagnostic at its first label; the others become related places.
pub(super) fn diagnostic(
    said: &Diagnostic,
    sources: &Sources,
    encoding: Encoding,
    host: &dyn Host,
) -> lsp::Diagnostic {
    let first = said.labels.first();
    let range = first
        .and_then(|label| sources.get(label.file).map(|source| encoding.range(source, label.span)))
        .unwrap_or_default();
    let mut message = said.message.clone();
    for more in first.map(|label| label.text.as_str()).into_iter().chain(said.help.as_deref()) {
        if !more.is_empty() {
            message.push('\n');
            message.push_str(more);
        }
    }
    let related = |label: &Label| {
        let location = location(sources.get(label.file)?, label.span, encoding, host)?;
        Some(lsp::DiagnosticRelatedInformation { location, message: label.text.clone() })
    };
    lsp::Diagnostic {
        range,
        severity: Some(severity(said.severity)),
        code: Some(said.code.name.to_owned().into()),
        source: Some(NAME.to_owned()),
        message: message.into(),
        related_information: Some(said.labels.iter().skip(1).filter_map(related).collect()),
        ..lsp::Diagnostic::default()
    }
}

/// Markdown for hover.
pub(super) fn markdown(value: String, range: Option<lsp::Range>) -> lsp::Hover {
    lsp::Hover { contents: lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }.into(), range }
}
