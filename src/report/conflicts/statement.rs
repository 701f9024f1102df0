//! A claim where it stands: its sentence with the words that matter, its value, its scope.

use super::super::json::{scope_json, value_json};
use super::model::{Bytes, Mark, Sentence, Statement};
use crate::claim::Claim;
use crate::diagnostic::SourceText;
use crate::engine::Outcome;
use crate::finding::measure_name;
use crate::rule::Ruleset;
use crate::token::Span;

/// Characters kept of a sentence before and behind the figure.
const AROUND: usize = 320;

/// The statement of a claim.
pub(super) fn statement(claim: &Claim, outcome: &Outcome, rules: &Ruleset) -> Option<Statement> {
    let document = outcome.documents.get(claim.document)?;
    let file = outcome.sources.get(document.file)?;
    let position = file.position(claim.span.start);
    Some(Statement {
        document: document.path.clone(),
        document_index: claim.document,
        part: file.part(claim.span.start).map(|part| part.to_string()),
        line: position.line + 1,
        column: position.column + 1,
        span: Bytes { start: claim.span.start, end: claim.span.end },
        sentence: sentence(claim, file, rules),
        rule: claim.rule.to_string(),
        measure: measure_name(&claim.measure, rules),
        subject: claim.subject.title.to_string(),
        value: value_json(&claim.value),
        unit: claim.unit.to_string(),
        normalised: value_json(claim.base().value),
        normalised_unit: claim.base().unit.to_owned(),
        scope: scope_json(&claim.scope, rules),
    })
}

fn sentence(claim: &Claim, file: &SourceText, rules: &Ruleset) -> Sentence {
    let figure = claim.span;
    let end = claim.sentence.end.max(figure.end).min(file.text.len());
    let whole = Span::new(claim.sentence.start.min(figure.start), end);
    let shown = clip(&file.text, whole, figure);
    let (text, marks) = marked(claim, shown, file, rules);
    Sentence {
        start: shown.start,
        end: shown.end,
        text,
        cut_before: shown.start > whole.start,
        cut_behind: shown.end < whole.end,
        marks,
    }
}

/// A stretch of text around a figure, cut between words and without blanks at its ends.
fn clip(text: &str, whole: Span, figure: Span) -> Span {
    let head = text.get(whole.start..figure.start).unwrap_or("");
    let tail = text.get(figure.end..whole.end).unwrap_or("");
    let start = match head.char_indices().rev().nth(AROUND) {
        Some((at, _)) => whole.start + head[at..].find(char::is_whitespace).map_or(at, |blank| at + blank),
        None => whole.start,
    };
    let end = match tail.char_indices().nth(AROUND) {
        Some((at, _)) => figure.end + tail[..at].rfind(char::is_whitespace).unwrap_or(at),
        None => whole.end,
    };
    let kept = text.get(start..end).unwrap_or("");
    let blank = kept.len() - kept.trim_start().len();
    Span::new(start + blank, start + blank + kept.trim().len())
}

/// What a reader sees of a stretch, and in it the figure and the words that set its scope.
fn marked(claim: &Claim, shown: Span, file: &SourceText, rules: &Ruleset) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut at = shown.start;
    for (span, kind) in spans(claim, shown, rules) {
        text.push_str(file.words(Span::new(at, span.start)));
        let start = text.len();
        text.push_str(file.words(span));
        marks.push(Mark { start, end: text.len(), kind });
        at = span.end;
    }
    text.push_str(file.words(Span::new(at, shown.end)));
    (text, marks)
}

/// The figure, and the words that set its scope where they stand in the stretch shown, in order
/// and without overlap.
fn spans(claim: &Claim, shown: Span, rules: &Ruleset) -> Vec<(Span, String)> {
    let name = |id: usize| rules.scopes.get_index(id).map_or_else(String::new, |(name, _)| name.clone());
    let scope = claim.scope.entries.iter().filter_map(|(id, entry)| Some((entry.span?, name(*id))));
    let time = claim.scope.time.iter().filter_map(|time| Some((time.words?, "time".to_owned())));
    let mut found: Vec<(Span, String)> = vec![(claim.span, "figure".to_owned())];
    for (span, kind) in scope.chain(time) {
        let free = found.iter().all(|(other, _)| !other.overlaps(span));
        if free && !span.is_empty() && shown.start <= span.start && span.end <= shown.end {
            found.push((span, kind));
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_cut_between_words() {
        let text = format!("{}более 400 компаний{}", "слово ".repeat(300), " слово".repeat(300));
        let start = text.find("более").unwrap();
        let figure = Span::new(start, start + "более 400 компаний".len());
        let shown = clip(&text, Span::new(0, text.len()), figure);
        let kept = shown.of(&text);
        assert!(kept.starts_with("слово ") && kept.ends_with(" слово"), "{kept}");
        assert!(kept.chars().count() <= 2 * AROUND + 20);
    }

    #[test]
    fn short_sentences_are_kept_whole() {
        let text = "  More than 400 companies came. ";
        let shown = clip(text, Span::new(0, text.len()), Span::new(2, 15));
        assert_eq!(shown.of(text), "More than 400 companies came.");
    }
}
