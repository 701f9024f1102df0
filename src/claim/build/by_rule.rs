//! What rules claim of a figure, and of whom.

use super::draft::Draft;
use super::{Builder, holds_figure};
use crate::claim::context::Context;
use crate::claim::model::{MeasureKey, Noun, ScopeEntry, Subject, TimeScope};
use crate::claim::name;
use crate::extract::Matched;
use crate::quantity::Figure;
use crate::rule::{About, ClaimAction, Id, RangeEnd, Reach, Rule};
use std::sync::Arc;

/// What a rule says of a figure.
pub(super) struct ByRule<'m> {
    pub(super) measure: MeasureKey,
    pub(super) end: Option<RangeEnd>,
    pub(super) scope: Vec<(Id, ScopeEntry)>,
    pub(super) about: Option<About>,
    /// The capture that holds the time.
    pub(super) time: Option<usize>,
    pub(super) matched: &'m Matched,
}

impl<'t> Builder<'_, 't> {
    /// The claims that the first rule makes of a figure, with the rule's name.
    pub(super) fn by_rule<'m>(
        &self,
        figure: usize,
        context: &Context<'_, 't>,
        found: &[&'m Matched],
    ) -> Option<(Arc<str>, Vec<ByRule<'m>>)> {
        found.iter().find_map(|matched| {
            let (name, rule) = self.rule(matched)?;
            let own = rule.claims.iter().filter(|claim| holds_figure(context, matched, claim.value, figure));
            let claims: Vec<ByRule<'m>> =
                own.filter_map(|claim| self.one_by_rule(context, claim, rule, matched)).collect();
            (!claims.is_empty()).then(|| (Arc::from(name.as_str()), claims))
        })
    }

    fn one_by_rule<'m>(
        &self,
        context: &Context<'_, 't>,
        claim: &ClaimAction,
        rule: &Rule,
        matched: &'m Matched,
    ) -> Option<ByRule<'m>> {
        let measure = match claim.measure {
            Ok(id) => MeasureKey::Named(id),
            Err(capture) => {
                let (from, _) = matched.captures.get(capture).copied().flatten()?;
                MeasureKey::Open(Noun::of(context.read.sentence.word(from, self.words)?))
            }
        };
        let applies = match &measure {
            MeasureKey::Named(id) => self.kind_is_spoken_of(*id),
            MeasureKey::Open(_) | MeasureKey::Change(_) | MeasureKey::Unnamed(_) => true,
        };
        let scope = self.scope_actions(context, &claim.scope, matched);
        applies.then_some(ByRule {
            measure,
            end: claim.end,
            scope,
            about: rule.about,
            time: claim.time,
            matched,
        })
    }

    /// A measure of a kind of things makes no claims where none of them is spoken of.
    fn kind_is_spoken_of(&self, measure: Id) -> bool {
        let kind = self.rules.measures.get_index(measure).and_then(|(_, m)| m.of_kind);
        kind.is_none_or(|kind| self.subjects.of_kind(kind, None).is_some())
    }

    pub(super) fn claim_by_rule(
        &mut self,
        context: &Context<'_, 't>,
        figure: usize,
        rule: Arc<str>,
        by_rule: ByRule<'_>,
    ) {
        let subject = by_rule.about.and_then(|about| self.subject_of_rule(context, about, by_rule.matched));
        let ByRule { measure, end, scope: stated, time, matched, .. } = by_rule;
        let time = time.and_then(|capture| captured_time(context, matched, capture));
        self.claim(context, figure, Draft { rule, measure, end, stated, subject, time, falls: false });
    }

    pub(in crate::claim) fn subject_of_rule(
        &self,
        context: &Context<'_, 't>,
        about: About,
        matched: &Matched,
    ) -> Option<Subject> {
        let title: Arc<str> = match about {
            About::Entity(id) => {
                let title = self.rules.entities.get_index(id)?.1.title.as_str().into();
                return Some(Subject::named(name::entity_key(id, self.rules), title));
            }
            About::Capture(n) => {
                let (from, to) = matched.captures.get(n).copied().flatten()?;
                context.read.sentence.span_of(from, to).of(context.read.sentence.text).into()
            }
        };
        let first = title.split_whitespace().next().unwrap_or("");
        let key = name::key_for(first, self.rules);
        Some(Subject::named(key, title))
    }
}

/// The date that a capture holds.
fn captured_time(context: &Context<'_, '_>, matched: &Matched, capture: usize) -> Option<TimeScope> {
    let quantities = context.read.reading.quantities.iter().enumerate();
    let (_, q) = quantities.into_iter().find(|(at, _)| holds_figure(context, matched, capture, *at))?;
    let Figure::Dates(span) = q.figure else { return None };
    Some(TimeScope { span, words: Some(q.span), reach: Reach::Rule, inferred: None })
}
