//! Corrections of figures that are plainly wrong: left out by the resolution, contradicted
//! within one scope, and outvoted by independent documents. Only proposes; who applies a
//! correction has shown it first.

mod figure;
mod words;

pub use figure::rewritten;

use crate::claim::{Claim, MeasureKey};
use crate::engine::{Input, Outcome, check};
use crate::finding::Finding;
use crate::graph::{Verdict, describe};
use crate::resolve::Resolution;
use crate::rule::{Language, Ruleset};
use crate::token::Span;
use crate::value::{Decimal, Value};
use indexmap::{IndexMap, IndexSet};

/// A correction of one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The document, by place in the run.
    pub document: usize,
    /// The words to replace.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
    /// Why.
    pub why: String,
}

/// What could be corrected, and what could not, with the reason.
#[derive(Debug, Clone, Default)]
pub struct Fixes {
    /// Corrections, in the order of the documents.
    pub fixes: Vec<Fix>,
    /// Claims that are plainly wrong and stay as they are, with the reason.
    pub refused: Vec<(usize, String)>,
}

/// Corrections of what the findings of an outcome show to be plainly wrong.
#[must_use]
pub fn fixes(outcome: &Outcome, rules: &Ruleset) -> Fixes {
    let mut wrong: IndexMap<usize, &Resolution> = IndexMap::new();
    for finding in outcome.findings.iter().filter(|finding| finding.verdict == Verdict::Contradiction) {
        wrong.extend(outvoted(finding, outcome));
    }
    wrong.sort_keys();
    let mut out = Fixes::default();
    for (claim, resolution) in wrong {
        match correction(claim, resolution, outcome, rules) {
            Ok(fix) => out.fixes.push(fix),
            Err(why) => out.refused.push((claim, why)),
        }
    }
    only_what_holds(&mut out, outcome, rules);
    out
}

/// Claims of a finding that a clear majority of documents stands against.
fn outvoted<'o>(finding: &Finding, outcome: &'o Outcome) -> Vec<(usize, &'o Resolution)> {
    let pairs: Vec<(usize, usize)> =
        finding.relations_in(&outcome.graph).map(|relation| (relation.a, relation.b)).collect();
    let mut out = Vec::new();
    for resolution in &outcome.resolutions {
        let stands = |claim: usize| resolution.support.contains(&claim);
        let wrong = resolution.against.iter().filter(|claim| {
            pairs.iter().any(|(a, b)| (a == *claim && stands(*b)) || (b == *claim && stands(*a)))
        });
        let wrong: Vec<usize> = wrong.copied().collect();
        let (right, against) =
            (documents(&resolution.support, outcome), documents(&resolution.against, outcome));
        if !wrong.is_empty() && right > against.max(1) {
            out.extend(wrong.into_iter().map(|claim| (claim, resolution)));
        }
    }
    out
}

fn documents(claims: &[usize], outcome: &Outcome) -> usize {
    let documents: IndexSet<usize> =
        claims.iter().filter_map(|claim| outcome.claims.get(*claim)).map(|claim| claim.document).collect();
    documents.len()
}

fn correction(at: usize, resolution: &Resolution, outcome: &Outcome, rules: &Ruleset) -> Result<Fix, String> {
    let claim = outcome.claims.get(at).ok_or_else(|| "it is gone".to_owned())?;
    let text = text_of(claim, outcome);
    let (old, new) = (point(&claim.value), point(&resolution.value));
    let (Some(old), Some(new)) = (old, new) else {
        return Err("one of the values is no exact number".to_owned());
    };
    if turns(claim, resolution) {
        return Err("what rises and what falls is told by words".to_owned());
    }
    if claim.also || claim.listed || *claim.unit != *resolution.unit {
        return Err("it is not stated as one figure of the same unit".to_owned());
    }
    let language = language_of(claim, outcome, rules);
    let language = language.ok_or_else(|| "the language of the document is not known".to_owned())?;
    if !words::agree_alike(old, new, language.plural) {
        return Err("the words behind the number would need another form".to_owned());
    }
    let (inner, text) = if text.chars().any(|c| c.is_ascii_digit()) {
        rewritten(text, &claim.value, &resolution.value, language)
            .ok_or_else(|| "the number cannot be written in the way that the document writes it".to_owned())?
    } else {
        let others = resolution.support.iter().filter_map(|claim| outcome.claims.get(*claim));
        let same = |other: &&Claim| {
            let code = |claim: &Claim| outcome.documents.get(claim.document).map(|d| d.language.clone());
            point(&other.value) == Some(new) && code(other) == code(claim)
        };
        let words = others.filter(same).find_map(|other| words::in_words(text, text_of(other, outcome)));
        let words =
            words.ok_or_else(|| "no supporting document writes the number in such words".to_owned())?;
        (Span::new(0, text.len()), words)
    };
    let span = Span::new(claim.span.start + inner.start, claim.span.start + inner.end);
    let why =
        format!("{} instead of {}: {}", describe_as(claim, resolution), describe(claim), resolution.why);
    Ok(Fix { document: claim.document, span, text, why })
}

/// Whether a value cannot stand in the place of a claim's, since words beside it say that something
/// rises or falls.
#[must_use]
pub fn turns(claim: &Claim, resolution: &Resolution) -> bool {
    let negative = |value: &Value| matches!(value, Value::Amount(a) if a.interval.hi.is_some_and(|hi| hi.is_sign_negative()));
    matches!(claim.measure, MeasureKey::Change(_))
        && (negative(claim.told().value) || negative(&resolution.value))
}

/// The language of the document that a claim stands in.
#[must_use]
pub fn language_of<'r>(claim: &Claim, outcome: &Outcome, rules: &'r Ruleset) -> Option<&'r Language> {
    let code = outcome.documents.get(claim.document)?.language.as_deref()?;
    rules.languages.get(usize::from(rules.language(code)?))
}

fn describe_as(claim: &Claim, resolution: &Resolution) -> String {
    crate::graph::describe_value(&resolution.value, &claim.unit)
}

/// A value that is one exact number.
fn point(value: &Value) -> Option<Decimal> {
    match value {
        Value::Amount(amount) if !amount.approx => amount.interval.as_point(),
        _ => None,
    }
}

fn text_of<'o>(claim: &Claim, outcome: &'o Outcome) -> &'o str {
    let file = outcome.documents.get(claim.document).and_then(|document| outcome.sources.get(document.file));
    file.map_or("", |file| claim.span.of(&file.text))
}

/// Keeps corrections after which the document, read again, states the right value at the place.
fn only_what_holds(found: &mut Fixes, outcome: &Outcome, rules: &Ruleset) {
    let documents: IndexSet<usize> = found.fixes.iter().map(|fix| fix.document).collect();
    for at in documents {
        let Some(document) = outcome.documents.get(at) else { continue };
        let own: Vec<Fix> = found.fixes.iter().filter(|fix| fix.document == at).cloned().collect();
        let text = outcome.sources.get(document.file).map_or("", |file| file.text.as_str());
        let input = Input {
            language: document.language.clone(),
            date: document.day.date,
            publisher: document.publisher.clone(),
            ..Input::new(document.path.clone(), applied(text, &own).into_bytes())
        };
        let again = check(rules, vec![input]);
        let mut shift = 0_i64;
        for fix in own {
            let place = usize::try_from(fix.span.start as i64 + shift).unwrap_or(0);
            let new = Span::new(place, place + fix.text.len());
            shift += fix.text.len() as i64 - fix.span.len() as i64;
            let claim = outcome.claims.iter().position(|c| c.document == at && c.span.overlaps(fix.span));
            let meant =
                claim.and_then(|claim| outcome.resolutions.iter().find(|r| r.against.contains(&claim)));
            let states = again.claims.iter().filter(|claim| claim.span.overlaps(new));
            let holds =
                meant.is_some_and(|m| states.into_iter().any(|claim| point(&claim.value) == point(&m.value)));
            if !holds {
                found.fixes.retain(|other| *other != fix);
                let why = "read again, the corrected text does not state the value".to_owned();
                found.refused.extend(claim.map(|claim| (claim, why)));
            }
        }
    }
}

/// A text with corrections of it applied; they come in order and do not overlap.
#[must_use]
pub fn applied(text: &str, fixes: &[Fix]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for fix in fixes {
        let Some(between) = text.get(from..fix.span.start) else { continue };
        out.push_str(between);
        out.push_str(&fix.text);
        from = fix.span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}
