//! `factlint claims`: what was extracted, and what was seen and not claimed.

use super::args::{self, Color};
use super::run::{FAILED, print, run as run_sources};
use crate::claim::Claim;
use crate::engine::{Document, Outcome};
use crate::finding::measure_name;
use crate::graph::{describe, scope_value_text, time_text};
use crate::report::place_text;
use crate::rule::Ruleset;
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Claims, color: Color) -> ExitCode {
    let result = match run_sources(&arguments.sources, color) {
        Ok(result) => result,
        Err(code) => return code,
    };
    let mut out = String::new();
    for (index, document) in result.outcome.documents.iter().enumerate() {
        document_text(
            &mut out,
            index,
            document,
            &result.outcome,
            &result.prepared.rules,
            arguments.unclaimed,
        );
    }
    match print(&out) {
        Ok(()) => ExitCode::from(if result.incomplete { FAILED } else { 0 }),
        Err(code) => code,
    }
}

fn document_text(
    out: &mut String,
    index: usize,
    document: &Document,
    outcome: &Outcome,
    rules: &Ruleset,
    unclaimed: bool,
) {
    let Some(file) = outcome.sources.get(document.file) else { return };
    let claims: Vec<&Claim> = outcome.claims.iter().filter(|c| c.document == index).collect();
    let date = document.day.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    let language = document.language.as_deref().unwrap_or("no language");
    let _ = writeln!(out, "{} ({language}, {date})", document.path);
    for claim in &claims {
        let _ = writeln!(
            out,
            "  {} {:<18} {:<22} {}{}",
            place_text(file, claim.span.start),
            measure_name(&claim.measure, rules),
            describe(claim),
            oneline(file.words(claim.span)),
            scope_text(claim, rules),
        );
    }
    if unclaimed {
        for seen in &document.unclaimed {
            let _ = writeln!(
                out,
                "  {} not claimed: {} — {}",
                place_text(file, seen.span.start),
                oneline(file.words(seen.span)),
                seen.why
            );
        }
    }
    let _ = writeln!(
        out,
        "  {} figures seen, {} claimed, {} not\n",
        document.figures,
        claims.len(),
        document.unclaimed.len()
    );
}

fn oneline(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Of whom a claim is, and its scope, in brackets.
pub(super) fn scope_text(claim: &Claim, rules: &Ruleset) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !claim.subject.title.is_empty() {
        parts.push(claim.subject.title.to_string());
    }
    for (id, entry) in claim.scope.entries.iter() {
        let name = rules.scopes.get_index(*id).map_or("", |(name, _)| name.as_str());
        parts.push(format!("{name} = {}", scope_value_text(&entry.value, *id, rules)));
    }
    if let Some(time) = &claim.scope.time {
        let inferred = time.inferred.as_ref().map_or_else(String::new, |why| format!(" (inferred: {why})"));
        parts.push(format!("time = {}{inferred}", time_text(&time.span)));
    }
    if parts.is_empty() { String::new() } else { format!("  [{}]", parts.join("; ")) }
}
