//! Claims in words: a rule captures who organises, who won, what it is called. Two of them
//! agree where their words do, in whatever form.

use super::build::Builder;
use super::context::Context;
use super::model::{Claim, MeasureKey, Scope, Subject};
use crate::extract::Matched;
use crate::quantity::Converted;
use crate::rule::{ClaimAction, Id};
use crate::value::Value;

/// What output gives as the unit of a text.
const UNIT: &str = "text";

impl<'t> Builder<'_, 't> {
    /// Makes the claims in words of a match.
    pub(super) fn texts(&mut self, context: &Context<'_, 't>, matched: &Matched) {
        let rules = self.rules;
        let Some((name, rule)) = rules.rules.get_index(matched.rule) else { return };
        for claim in &rule.claims {
            let Ok(measure) = claim.measure else { continue };
            let tokens = matched.captures.get(claim.value).copied().flatten();
            let Some(tokens) = tokens.filter(|_| rules.is_textual(measure)) else { continue };
            let about = rule.about.and_then(|about| self.subject_of_rule(context, about, matched));
            let Some(subject) = about.or_else(|| self.subject_of_text(context, measure, tokens.0)) else {
                continue;
            };
            self.text(context, matched, claim, (measure, name), subject, tokens);
        }
    }

    fn text(
        &mut self,
        context: &Context<'_, 't>,
        matched: &Matched,
        claim: &ClaimAction,
        (measure, rule): (Id, &str),
        subject: Subject,
        tokens: (usize, usize),
    ) {
        let sentence = &context.read.sentence;
        let span = sentence.span_of(tokens.0, tokens.1);
        let lemma = |at: usize| {
            let word = sentence.word(at, self.words).map(|word| word.lemma.to_string());
            word.unwrap_or_else(|| sentence.token_text(at).to_owned())
        };
        let lemmas: Vec<String> = (tokens.0..tokens.1).map(lemma).collect();
        let mut scope = Scope::default();
        self.inherit(&mut scope);
        scope.entries.extend(self.scope_actions(context, &claim.scope, matched));
        let mut around: Vec<u32> = context.content().iter().map(|(_, hash)| *hash).collect();
        around.sort_unstable();
        around.dedup();
        let value = Value::Text(span.of(sentence.text).to_owned());
        let base = Converted { value: Value::Text(lemmas.join(" ")), unit: UNIT.to_owned(), dimension: None };
        self.out.claims.push(Claim {
            document: self.document,
            span,
            sentence: sentence.span,
            rule: rule.into(),
            measure: MeasureKey::Named(measure),
            subject: self.shared(subject),
            converted: Claim::converted(&value, UNIT, base),
            dimension: None,
            value,
            unit: UNIT.into(),
            scope: scope.into(),
            also: false,
            listed: false,
            context: around.into(),
        });
    }

    /// The thing of the measure's kind that the sentence speaks of, or the document's topic.
    fn subject_of_text(&self, context: &Context<'_, 't>, measure: Id, at: usize) -> Option<Subject> {
        let kind = self.rules.measures.get_index(measure).and_then(|(_, measure)| measure.of_kind);
        match kind {
            Some(kind) => {
                let mention = self.subjects.mention_for(kind, context.index, at, self.read);
                self.subjects.of_kind(kind, mention)
            }
            None => Some(self.subjects.topic()),
        }
    }
}
