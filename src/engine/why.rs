//! Why a rule matched a place or did not: every rule tried on a sentence, and how far each
//! came.

use super::Input;
use super::text::read_text;
use crate::claim::{Tried, each_sentence};
use crate::diagnostic::SourceText;
use crate::extract::{Annotated, Candidates, Machine};
use crate::rule::{Id, Instruction, Program, Rule, Ruleset};
use crate::source::Text;
use crate::text::Words;
use crate::token::Span;

/// A sentence with what became of the rules.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The rules that came somewhere, in the order of their files.
    pub tried: Vec<(Id, Fate)>,
    /// How many rules have none of their words in it.
    pub untried: usize,
}

/// What became of a rule in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It matched here.
    Matched(Vec<Span>),
    /// It would have matched here, but its `unless` did so there.
    Barred(Span, Span),
    /// It matched, but the document is not one that it speaks of.
    OtherDocument(Span),
    /// It came so far and wanted this next.
    Stopped {
        /// What it matched before.
        matched: Span,
        /// The word that it stopped at; empty at the end of the sentence.
        at: Span,
        /// What could have stood there.
        expected: Vec<String>,
    },
}

/// What the rules make of the sentences that stand in a stretch of a document. Nothing where
/// the document is not text.
#[must_use]
pub fn why(
    rules: &Ruleset,
    input: &Input,
    place: impl Fn(&str) -> Option<Span>,
) -> Option<(SourceText, Vec<Sentence>)> {
    let mut words = Words::new(rules);
    let (text, metadata, _) = read_text(input, &mut words).ok()?;
    let source = text.clone().into_text(&input.path);
    let place = place(&source.text)?;
    let mut out = Vec::new();
    let mut machine = Machine::default();
    each_sentence(text.content(), &metadata, &mut words, |on, holds| {
        let span = text.in_file(on.sentence.span);
        let touches = span.start <= place.end && place.start <= span.end;
        if touches {
            out.push(sentence(rules, on, holds, &mut machine).moved(&text));
        }
    });
    Some((source, out))
}

/// What became of the measures of which words stand beside the figures of a document; nothing
/// where it is not text.
#[must_use]
pub fn tried_measures(rules: &Ruleset, input: &Input) -> Vec<Tried> {
    let mut words = Words::new(rules);
    let Ok((text, metadata, _)) = read_text(input, &mut words) else { return Vec::new() };
    let tried = crate::claim::tried_measures(text.content(), &metadata, &Candidates::of(rules), &mut words);
    tried.into_iter().map(|one| Tried { figure: text.in_file(one.figure), ..one }).collect()
}

impl Sentence {
    /// All spans where the words stand in the file.
    fn moved(mut self, text: &Text) -> Self {
        self.span = text.in_file(self.span);
        for (_, fate) in &mut self.tried {
            match fate {
                Fate::Matched(spans) => spans.iter_mut().for_each(|span| *span = text.in_file(*span)),
                Fate::Barred(matched, by) => {
                    (*matched, *by) = (text.in_file(*matched), text.in_file(*by));
                }
                Fate::OtherDocument(span) => *span = text.in_file(*span),
                Fate::Stopped { matched, at, .. } => {
                    (*matched, *at) = (text.in_file(*matched), text.in_file(*at));
                }
            }
        }
        self
    }
}

fn sentence(
    rules: &Ruleset,
    on: &Annotated<'_, '_>,
    holds: &dyn Fn(&Rule) -> bool,
    machine: &mut Machine,
) -> Sentence {
    let mut out = Sentence { span: on.sentence.span, tried: Vec::new(), untried: 0 };
    for (id, rule) in rules.rules.values().enumerate() {
        match fate(rule, rules, on, holds, machine) {
            Some(fate) => out.tried.push((id, fate)),
            None => out.untried += 1,
        }
    }
    out
}

fn fate(
    rule: &Rule,
    rules: &Ruleset,
    on: &Annotated<'_, '_>,
    holds: &dyn Fn(&Rule) -> bool,
    machine: &mut Machine,
) -> Option<Fate> {
    let captures = rule.captures.len();
    let found: Vec<Span> = rule
        .matches
        .iter()
        .filter_map(|program| machine.find(program, on, 0, captures))
        .map(|(from, to, _)| on.sentence.span_of(from, to))
        .collect();
    if let Some(first) = found.first().copied() {
        let barred = rule.unless.iter().find_map(|program| machine.find(program, on, 0, 0));
        return Some(match barred {
            Some((from, to, _)) => Fate::Barred(first, on.sentence.span_of(from, to)),
            None if !holds(rule) => Fate::OtherDocument(first),
            None => Fate::Matched(found),
        });
    }
    let reached = rule.matches.iter().map(|program| (program, machine.reach(program, on, captures)));
    let (program, farthest) = reached.max_by_key(|(_, reached)| reached.at - reached.start)?;
    (farthest.at > farthest.start).then(|| Fate::Stopped {
        matched: on.sentence.span_of(farthest.start, farthest.at),
        at: if farthest.at < on.sentence.tokens.len() {
            on.sentence.span_of(farthest.at, farthest.at + 1)
        } else {
            Span::new(on.sentence.span.end, on.sentence.span.end)
        },
        expected: expected(program, &farthest.failed, rules),
    })
}

fn expected(program: &Program, failed: &[usize], rules: &Ruleset) -> Vec<String> {
    let tests = failed.iter().filter_map(|pc| match program.code.get(*pc) {
        Some(Instruction::Test(test)) => Some(rules.describe(test)),
        _ => None,
    });
    let mut out: Vec<String> = Vec::new();
    for said in tests {
        if !out.contains(&said) {
            out.push(said);
        }
    }
    out
}
