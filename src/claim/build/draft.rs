//! One claim of a figure: its subject, its scope and its value, from what was drafted of it.

use super::Builder;
use crate::claim::context::Context;
use crate::claim::model::{Claim, MeasureKey, Scope, ScopeEntry, ScopeValue, Subject, TimeScope};
use crate::claim::{scope, time};
use crate::quantity::{Converted, Figure, Problem};
use crate::rule::{Id, Nature, RangeEnd, Reach};
use crate::value::{Amount, CalendarDate, DateSpan, Interval, Value};
use std::sync::Arc;

/// The scopes of so many claims are looked through for one that is the same.
const LAST_SCOPES: usize = 4;
/// The dimension of limits, and the values of it that the engine itself fills.
const LIMIT: &str = "limit";
const MINIMUM: &str = "minimum";
const MAXIMUM: &str = "maximum";

/// An end of a range of limits, with the scope that says which limit it is.
pub(super) type LimitEnd = (RangeEnd, Vec<(Id, ScopeEntry)>);

/// What a claim is made from, before its scope and subject are known.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) rule: Arc<str>,
    pub(super) measure: MeasureKey,
    pub(super) end: Option<RangeEnd>,
    pub(super) stated: Vec<(Id, ScopeEntry)>,
    pub(super) subject: Option<Subject>,
    pub(super) time: Option<TimeScope>,
    /// Whether the figure says by how much something became less.
    pub(super) falls: bool,
}

impl Draft {
    pub(super) fn new(rule: impl Into<Arc<str>>, measure: MeasureKey) -> Self {
        Self {
            rule: rule.into(),
            measure,
            end: None,
            stated: Vec::new(),
            subject: None,
            time: None,
            falls: false,
        }
    }
}

impl<'t> Builder<'_, 't> {
    /// The limits that a range or a bound states of a measure of what is allowed: which end, and
    /// the scope that says which limit it is.
    pub(super) fn limits(&self, measure: Id, figure: &Figure) -> Option<Vec<LimitEnd>> {
        let (_, measure) = self.rules.measures.get_index(measure)?;
        let Figure::Amount(amount, _) = figure else { return None };
        if measure.nature != Nature::Limit || amount.interval.as_point().is_some() {
            return None;
        }
        let stated = |value: &str| {
            let (dimension, _, declared) = self.rules.scopes.get_full(LIMIT)?;
            let value = ScopeValue::Declared(declared.values.get_index_of(value)?);
            Some((dimension, ScopeEntry { value, span: None, reach: Reach::Rule }))
        };
        let low = amount.interval.lo.map(|_| (RangeEnd::Low, stated(MINIMUM).into_iter().collect()));
        let high = amount.interval.hi.map(|_| (RangeEnd::High, stated(MAXIMUM).into_iter().collect()));
        Some(low.into_iter().chain(high).collect())
    }

    /// Claims a figure as it was drafted, or says what is missing.
    pub(super) fn claim(&mut self, context: &Context<'_, 't>, figure: usize, draft: Draft) {
        let Draft { rule, measure, end, stated, subject, time, falls } = draft;
        let q = &context.read.reading.quantities[figure];
        let (subject, mut scope) = self.situated(context, figure, &measure, (stated, subject, time));
        let mut figure_value = q.figure;
        if let (Some(end), Figure::Amount(amount, unit)) = (end, figure_value) {
            let Some(one) = one_end(&amount, end) else { return };
            figure_value = Figure::Amount(one, unit);
        }
        if let Figure::Dates(span) = &mut figure_value {
            self.complete_dates(span, &subject, &mut scope, (context.read.block, context.index));
        }
        if q.fraction && matches!(figure_value, Figure::Amount(_, None)) {
            figure_value = self.as_percent(figure_value);
        }
        if let Some(missing) = self.missing_scope(&measure, &scope) {
            return self.leave(q.span, &missing);
        }
        let (Some(shown), Some(base)) =
            (figure_value.as_stated(self.rules), figure_value.comparable(self.rules))
        else {
            return self.leave(q.span, Problem::TooLarge.reason());
        };
        let base = self.counted_in(named(&measure), base);
        let base = if falls { less(base) } else { base };
        let dimension = base.dimension;
        let past = context.reach_of(figure).1;
        let claim = Claim {
            document: self.document,
            span: context.read.sentence.span_of(q.tokens.0, past.max(q.tokens.1)),
            sentence: context.read.sentence.span,
            rule: self.kept(&rule),
            measure,
            subject: self.shared(subject),
            converted: Claim::converted(&shown.value, &shown.unit, base),
            dimension,
            value: shown.value,
            unit: self.kept(&shown.unit),
            scope: self.shared_scope(scope),
            also: q.also,
            listed: q.listed,
            context: context.content_words(figure),
        };
        self.out.claims.push(claim);
    }

    /// Of what a figure is said, and in which scope.
    fn situated(
        &mut self,
        context: &Context<'_, 't>,
        figure: usize,
        measure: &MeasureKey,
        (stated, subject, told): (Vec<(Id, ScopeEntry)>, Option<Subject>, Option<TimeScope>),
    ) -> (Subject, Scope) {
        let q = &context.read.reading.quantities[figure];
        let kind = match measure {
            MeasureKey::Named(id) => self.rules.measures.get_index(*id).and_then(|(_, m)| m.of_kind),
            MeasureKey::Open(_) | MeasureKey::Change(_) | MeasureKey::Unnamed(_) => None,
        };
        let mut scope = Scope { backdrop: self.backdrop, ..scope::of_figure(context, figure) };
        let named = named(measure);
        scope.entries.retain(|id, _| {
            self.rules.scopes.get_index(*id).is_some_and(|(_, scope)| scope.applies_to(named, kind))
        });
        self.inherit(&mut scope);
        self.part_and_rate(context, figure, measure, &mut scope);
        scope.entries.extend(stated);
        let mention =
            kind.and_then(|kind| self.subjects.mention_for(kind, context.index, q.tokens.0, self.read));
        let subject = subject
            .or_else(|| kind.and_then(|kind| self.subjects.of_kind(kind, mention)))
            .or_else(|| self.subjects.named_before(context, figure))
            .unwrap_or_else(|| self.subjects.topic());
        if let Some(kind) = kind {
            self.place_of_subject(kind, mention, &subject, &mut scope);
        }
        scope.time = told.or_else(|| time::of_figure(context, figure)).or_else(|| {
            let year = mention.and_then(|m| m.year).map(CalendarDate::year);
            year.map(|year| TimeScope {
                span: DateSpan::on(year),
                words: None,
                reach: Reach::Sentence,
                inferred: None,
            })
        });
        if kind.is_none() {
            let now = self.backdrop.and_then(|span| span.common_year());
            scope.time = scope.time.or_else(|| time::relative(context, figure, now, now));
        } else if !mention.is_some_and(|m| m.other) {
            self.time_of_thing(context, figure, &subject, &mut scope);
        }
        (subject, scope)
    }

    /// A text of which claims share one copy.
    fn kept(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return known.clone();
        }
        let text: Arc<str> = text.into();
        self.texts.insert(text.clone());
        text
    }

    /// A scope, shared with a claim right before of the same.
    pub(in crate::claim) fn shared_scope(&self, scope: Scope) -> Arc<Scope> {
        let before = self.out.claims.iter().rev().take(LAST_SCOPES).map(|claim| &claim.scope);
        before.into_iter().find(|before| ***before == scope).cloned().unwrap_or_else(|| Arc::new(scope))
    }

    /// A subject, shared with the claim before where that is of the same.
    pub(in crate::claim) fn shared(&self, subject: Subject) -> Arc<Subject> {
        let before = self.out.claims.last().map(|claim| &claim.subject).filter(|before| ***before == subject);
        before.cloned().unwrap_or_else(|| Arc::new(subject))
    }

    /// What a measure of people counts is people, whatever noun stands for them.
    fn counted_in(&self, measure: Option<Id>, base: Converted) -> Converted {
        let dimension = measure.and_then(|id| self.rules.measures.get_index(id)).map(|(_, m)| m.dimension);
        let counted = base.dimension.is_none_or(|id| self.rules.is_dimension(id, "count"));
        match dimension.filter(|id| counted && self.rules.is_dimension(*id, "person")) {
            Some(id) => {
                let unit = self.rules.dimensions.get_index(id).map_or("1", |(_, d)| d.base.as_str());
                Converted { unit: unit.into(), dimension: Some(id), ..base }
            }
            None => base,
        }
    }
}

/// What became so much less grew by as much less than nothing.
fn less(base: Converted) -> Converted {
    let value = match base.value {
        Value::Amount(amount) => Value::Amount(amount.negated()),
        other => other,
    };
    Converted { value, ..base }
}

/// One end of a range as an amount of its own; nothing where there is no such end.
fn one_end(amount: &Amount, end: RangeEnd) -> Option<Amount> {
    let value = match end {
        RangeEnd::Low => amount.interval.lo,
        RangeEnd::High => amount.interval.hi,
    };
    let ranged = amount.interval.lo != amount.interval.hi;
    value.filter(|_| ranged).map(|value| Amount { interval: Interval::point(value), ..*amount })
}

/// The measure, where rules declare it.
fn named(measure: &MeasureKey) -> Option<Id> {
    if let MeasureKey::Named(id) = measure { Some(*id) } else { None }
}
