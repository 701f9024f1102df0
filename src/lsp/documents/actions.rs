//! What an editor may do about a figure: take the value that the evidence supports, in the style
//! the figure is written in, see why it is underlined, or suppress that with a reason.

use super::answer::placed;
use super::checker::{Checked, Desk};
use super::publish::diagnostic_at;
use super::suppress::suppress;
use crate::finding::Finding;
use crate::fix::{language_of, rewritten, turns};
use crate::graph::{describe, describe_value};
use crate::lsp::requests::{SHOW, edits, value};
use crate::token::Span;
use gen_lsp_types as lsp;
use indexmap::IndexSet;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Actions for the figures that a range touches.
pub(super) fn actions(
    desk: &Desk,
    checked: &Checked<'_>,
    document: usize,
    uri: &lsp::Uri,
    range: Span,
) -> Option<Value> {
    let claims = checked.outcome.claims.iter().enumerate();
    let touched = claims.filter(|(_, claim)| {
        claim.document == document && claim.span.start <= range.end && range.start <= claim.span.end
    });
    let mut out = Vec::new();
    for (at, _) in touched {
        let findings: Vec<&Finding> = findings_of(checked, at);
        let about: Vec<lsp::Diagnostic> =
            findings.iter().filter_map(|finding| diagnostic_at(desk, checked, finding, at)).collect();
        out.extend(take(desk, checked, at, uri, &about));
        let each = || findings.iter().zip(&about);
        out.extend(each().map(|(finding, about)| show(checked, finding, about)));
        out.extend(each().filter_map(|(finding, about)| suppress(desk, checked, at, uri, finding, about)));
    }
    value(&out)
}

/// The findings that a claim is a side of.
fn findings_of<'c>(checked: &'c Checked<'_>, claim: usize) -> Vec<&'c Finding> {
    let of_claim: IndexSet<usize> =
        checked.outcome.graph.of_claim(claim).into_iter().map(|relation| relation.number).collect();
    let findings = checked.outcome.findings.iter().filter(|finding| !finding.minor);
    let is_side = |finding: &&Finding| finding.relations.iter().any(|at| of_claim.contains(&(*at as usize)));
    findings.filter(is_side).collect()
}

/// Takes the resolved value, where the figure can be written with it.
fn take(
    desk: &Desk,
    checked: &Checked<'_>,
    at: usize,
    uri: &lsp::Uri,
    about: &[lsp::Diagnostic],
) -> Option<lsp::CodeAction> {
    let (claim, source) = placed(checked, at)?;
    let resolution = checked.outcome.resolutions.iter().find(|r| r.claims.contains(&at) && !r.even)?;
    let same_unit = resolution.unit == *claim.unit;
    if !same_unit
        || turns(claim, resolution)
        || describe_value(&resolution.value, &resolution.unit) == describe(claim)
    {
        return None;
    }
    let language = language_of(claim, &checked.outcome, checked.rules)?;
    let words = claim.span.of(&source.text);
    let (place, new) = rewritten(words, &claim.value, &resolution.value, language)?;
    let (before, behind) = (words.get(..place.start)?, words.get(place.end..)?);
    let new_text = format!("{before}{new}{behind}");
    let edit = lsp::TextEdit { range: desk.encoding.range(source, claim.span), new_text: new_text.clone() };
    Some(lsp::CodeAction {
        title: format!("take `{new_text}`: {}", resolution.why),
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: Some(about.to_vec()),
        edit: Some(edits(HashMap::from([(uri.clone(), vec![edit])]))),
        ..lsp::CodeAction::default()
    })
}

/// Shows why a figure is underlined.
fn show(checked: &Checked<'_>, finding: &Finding, about: &lsp::Diagnostic) -> lsp::CodeAction {
    let text = checked.outcome.told(finding, checked.rules).lines().join("\n");
    let title = format!("show why this is a {}", finding.code().name);
    lsp::CodeAction {
        title: title.clone(),
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: Some(vec![about.clone()]),
        command: Some(lsp::Command {
            title,
            command: SHOW.to_owned(),
            arguments: Some(vec![json!(text)]),
            ..lsp::Command::default()
        }),
        ..lsp::CodeAction::default()
    }
}
