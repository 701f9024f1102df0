//! The action that suppresses a finding: a comment where the document can hold one, an entry of
//! the configuration elsewhere. The reason is the user's to write.

use super::answer::placed;
use super::checker::{Checked, Desk};
use crate::config::Project;
use crate::finding::{Finding, measure_name};
use crate::lsp::requests::edits;
use crate::lsp::uri;
use crate::policy::Wanted;
use crate::token::Span;
use gen_lsp_types as lsp;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// Suppresses a finding at a claim that is one of its sides.
pub(super) fn suppress(
    desk: &Desk,
    checked: &Checked<'_>,
    at: usize,
    address: &lsp::Uri,
    finding: &Finding,
    about: &lsp::Diagnostic,
) -> Option<lsp::CodeAction> {
    let (claim, source) = placed(checked, at)?;
    let measure = measure_name(&claim.measure, checked.rules);
    let wanted = Wanted { code: finding.code().name, measure: &measure, claim: claim.span };
    let may = checked.project.config.comments.as_ref().is_none_or(|comments| comments.value);
    let comment = if may { wanted.comment(source) } else { None };
    let (place, edit) = match comment {
        Some((at, new_text)) => {
            let range = desk.encoding.range(source, Span::new(at, at));
            let edit = lsp::TextEdit { range, new_text };
            ("here", edits(HashMap::from([(address.clone(), vec![edit])])))
        }
        None => ("in factlint.toml", entry(desk, checked.project, &wanted, &source.name, &source.text)?),
    };
    Some(lsp::CodeAction {
        title: format!("suppress this {} {place}, with a reason", finding.code().name),
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: Some(vec![about.clone()]),
        edit: Some(edit),
        ..lsp::CodeAction::default()
    })
}

/// The edit that adds an entry at the end of the configuration, or makes one.
fn entry(
    desk: &Desk,
    project: &Project,
    wanted: &Wanted<'_>,
    document: &str,
    text: &str,
) -> Option<lsp::WorkspaceEdit> {
    let folder = match &project.file {
        Some(_) => project.folder.clone(),
        None => desk.folder()?,
    };
    let name = crate::config::name_in(&folder, Path::new(document));
    let entry = wanted.entry(Path::new(&name).is_relative().then_some(name.as_str()), text);
    let Some(file) = &project.file else { return created(desk, &folder.join("factlint.toml"), &entry) };
    if project.is_broken() {
        return None;
    }
    let (_, own) = project.sources.iter().next()?;
    let end = Span::new(own.text.len(), own.text.len());
    let gap = match own.text.as_str() {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let edit = lsp::TextEdit { range: desk.encoding.range(own, end), new_text: format!("{gap}{entry}") };
    Some(edits(HashMap::from([(uri::of_path(file), vec![edit])])))
}

/// The edit that makes a configuration with one entry, where the editor can make files.
fn created(desk: &Desk, file: &Path, entry: &str) -> Option<lsp::WorkspaceEdit> {
    if !desk.abilities.creates_files {
        return None;
    }
    let address: Value = serde_json::to_value(uri::of_path(file)).ok()?;
    let start = json!({ "line": 0, "character": 0 });
    let edit = json!({ "range": { "start": start, "end": start }, "newText": entry });
    let changes = json!([
        { "kind": "create", "uri": address, "options": { "ignoreIfExists": true } },
        { "textDocument": { "uri": address, "version": null }, "edits": [edit] },
    ]);
    serde_json::from_value(json!({ "documentChanges": changes })).ok()
}
