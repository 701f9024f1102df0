//! What an editor may ask of a figure in a document: what it claims, what stands against it,
//! who else speaks of the same.

use super::checker::{Checked, Desk};
use crate::claim::Claim;
use crate::diagnostic::SourceText;
use crate::finding::measure_name;
use crate::graph::{Relation, Verdict, describe, describe_value, scope_value_text, time_text};
use crate::lsp::requests::value;
use crate::lsp::{convert, server};
use crate::token::Span;
use gen_lsp_types as lsp;
use lsp_server::Request;
use serde_json::Value;
use std::fmt::Write as _;

/// Relations that hover lists; the rest is counted.
const MAX_RELATIONS: usize = 8;

/// The answer to a request; nothing where there is nothing at its place.
pub(super) fn answer(desk: &Desk, checked: &Checked<'_>, request: &Request) -> Option<Value> {
    let address = request.params.get("textDocument")?.get("uri")?.as_str()?;
    let uri = lsp::Uri(address.to_owned());
    let path = server::name_of(&uri);
    let document = checked.outcome.documents.iter().position(|d| d.path == path)?;
    let source = checked.outcome.sources.get(checked.outcome.documents.get(document)?.file)?;
    let place = |path: &str| {
        let position = serde_json::from_value(request.params.pointer(path)?.clone()).ok()?;
        Some(desk.encoding.offset(source, position))
    };
    if request.method == "textDocument/codeAction" {
        let from = place("/range/start")?;
        let range = Span::new(from, place("/range/end")?.max(from));
        return super::actions::actions(desk, checked, document, &uri, range);
    }
    let at = place("/position")?;
    let found = checked
        .outcome
        .claims
        .iter()
        .position(|claim| claim.document == document && claim.span.start <= at && at <= claim.span.end);
    match (request.method.as_str(), found) {
        ("textDocument/hover", Some(claim)) => hover(desk, checked, claim, source),
        ("textDocument/hover", None) => unclaimed(desk, checked, document, source, at),
        ("textDocument/definition", Some(claim)) => {
            let against = |r: &Relation| r.judgement.verdict > Verdict::Agree && r.judgement.level.is_some();
            locations(desk, checked, related(checked, claim, against))
        }
        ("textDocument/references", Some(claim)) => {
            let declared = request.params.pointer("/context/includeDeclaration").and_then(Value::as_bool);
            let own = declared.unwrap_or(false).then_some(claim);
            let others = related(checked, claim, |_| true);
            locations(desk, checked, own.into_iter().chain(others))
        }
        _ => None,
    }
}

fn hover(desk: &Desk, checked: &Checked<'_>, at: usize, source: &SourceText) -> Option<Value> {
    let claim = checked.outcome.claims.get(at)?;
    let mut out = format!("**{}**", measure_name(&claim.measure, checked.rules));
    if !claim.subject.title.is_empty() {
        let _ = write!(out, " of {}", claim.subject.title);
    }
    let _ = write!(out, ": {}", describe(claim));
    let base = describe_value(claim.base().value, claim.base().unit);
    if base != describe(claim) {
        let _ = write!(out, "\n- in base units: {base}");
    }
    for part in scope(claim, checked) {
        let _ = write!(out, "\n- {part}");
    }
    let _ = write!(out, "\n- rule: `{}`", claim.rule);
    let related = relations(checked, at);
    for relation in related.iter().copied().take(MAX_RELATIONS) {
        let other = if relation.a == at { relation.b } else { relation.a };
        let Some((other, place)) = placed(checked, other) else { continue };
        let position = place.position(other.span.start);
        let words = place.words(other.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let level = relation.judgement.level.map_or("", crate::diagnostic::Severity::word);
        let verdict = relation.judgement.verdict.word();
        let heading = if level.is_empty() { verdict.to_owned() } else { format!("{verdict} ({level})") };
        let file = place.name.rsplit(['/', '\\']).next().unwrap_or(&place.name);
        let line = place
            .part(other.span.start)
            .map_or_else(|| format!(":{}", position.line + 1), |part| format!(", {part}"));
        let why = checked.outcome.graph.why(relation, &checked.outcome.claims, checked.rules);
        let _ = write!(out, "\n\n**{heading}** “{words}” in {file}{line}: {why}");
    }
    if related.len() > MAX_RELATIONS {
        let _ = write!(out, "\n\nand {} more", related.len() - MAX_RELATIONS);
    }
    value(&convert::markdown(out, Some(desk.encoding.range(source, claim.span))))
}

/// The scope of a claim, a line a dimension.
fn scope(claim: &Claim, checked: &Checked<'_>) -> Vec<String> {
    let name = |id: usize| checked.rules.scopes.get_index(id).map_or("", |(_, scope)| scope.title.as_str());
    let mut out: Vec<String> = claim
        .scope
        .entries
        .iter()
        .map(|(id, entry)| format!("{}: {}", name(*id), scope_value_text(&entry.value, *id, checked.rules)))
        .collect();
    if let Some(time) = &claim.scope.time {
        let inferred = time.inferred.as_ref().map_or_else(String::new, |why| format!(" (inferred: {why})"));
        out.push(format!("time: {}{inferred}", time_text(&time.span)));
    }
    out
}

fn unclaimed(
    desk: &Desk,
    checked: &Checked<'_>,
    document: usize,
    source: &SourceText,
    at: usize,
) -> Option<Value> {
    let mut seen = checked.outcome.documents.get(document)?.unclaimed.iter();
    let seen = seen.find(|seen| seen.span.start <= at && at <= seen.span.end)?;
    let text = format!("not claimed: {}", seen.why);
    value(&convert::markdown(text, Some(desk.encoding.range(source, seen.span))))
}

/// The relations of a claim, those that matter most first.
fn relations(checked: &Checked<'_>, claim: usize) -> Vec<Relation> {
    let mut own = checked.outcome.graph.of_claim(claim);
    own.sort_by_key(|r| (std::cmp::Reverse(r.judgement.level), std::cmp::Reverse(r.judgement.verdict)));
    own
}

pub(super) fn placed<'c>(checked: &'c Checked<'_>, claim: usize) -> Option<(&'c Claim, &'c SourceText)> {
    let claim = checked.outcome.claims.get(claim)?;
    let document = checked.outcome.documents.get(claim.document)?;
    Some((claim, checked.outcome.sources.get(document.file)?))
}

/// The claims that a claim is related to in a way that is asked for.
fn related(
    checked: &Checked<'_>,
    claim: usize,
    wanted: impl Fn(&Relation) -> bool,
) -> impl Iterator<Item = usize> {
    let wanted = relations(checked, claim).into_iter().filter(wanted).collect::<Vec<_>>();
    wanted.into_iter().map(move |r| if r.a == claim { r.b } else { r.a })
}

/// The places of claims.
fn locations(desk: &Desk, checked: &Checked<'_>, claims: impl Iterator<Item = usize>) -> Option<Value> {
    let location = |claim| {
        let (claim, source) = placed(checked, claim)?;
        convert::location(source, claim.span, desk.encoding, desk.host.as_ref())
    };
    value(&claims.filter_map(location).collect::<Vec<_>>())
}
