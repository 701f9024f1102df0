//! Puts claims together: rules first, then measures by their words, then what the text
//! itself counts.

mod again;
mod by_rule;
mod conditions;
mod reach;
mod refusal;
mod restated;
mod tried;

pub(super) use reach::SetScope;
pub use tried::Tried;

use super::against::is_unknown;
use super::condition::holds;
use super::context::Context;
use super::doubt::Doubt;
use super::entries::Entries;
use super::frame::Frame;
use super::kept::Kept;
use super::measure;
use super::model::{
    Claim, MeasureKey, Scope, ScopeEntry, ScopeText, ScopeValue, Subject, TimeScope, Unclaimed,
};
use super::read::{Metadata, ReadDocument, read_document_again};
use super::subject::{Subjects, subjects};
use super::{scope, time};
use crate::extract::{Annotated, Candidates, Machine, Matched, matches};
use crate::quantity::{Converted, Figure, Kind, Problem};
use crate::rule::{Id, Meaning, Nature, RangeEnd, Reach, Rule, Ruleset, ScopeAction, ScopeSource};
use crate::source::Content;
use crate::text::Words;
use crate::token::Span;
use crate::value::{Amount, CalendarDate, DateSpan, Interval};
use indexmap::IndexMap;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The scopes of so many claims are looked through for one that is the same.
const LAST_SCOPES: usize = 4;

/// What a document yields.
#[derive(Debug, Clone, Default)]
pub struct Extracted {
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Figures that were seen and make no claim.
    pub unclaimed: Vec<Unclaimed>,
    /// Figures that cannot be right as they stand, sentence by sentence.
    pub doubts: Vec<Doubt>,
    /// How many figures were seen.
    pub figures: usize,
    /// Its date.
    pub date: Option<CalendarDate>,
    /// Measures that a notice of correction names.
    pub corrected: Vec<Id>,
}

/// Reads a document and extracts its claims. `document` is its place in the run.
#[must_use]
pub fn extract<'t>(
    document: usize,
    content: impl Into<Content<'t>>,
    metadata: &Metadata,
    candidates: &Candidates,
    words: &mut Words<'_>,
) -> Extracted {
    build(document, content.into(), metadata, (candidates, None), words, None).0
}

/// [`extract`] for a document of which some is known from before; keeps what it finds for the
/// next time, when the rules must be the same ones and `words` must not have forgotten any.
#[must_use]
pub fn extract_again<'t>(
    document: usize,
    content: impl Into<Content<'t>>,
    metadata: &Metadata,
    candidates: &Candidates,
    words: &mut Words<'_>,
    kept: &mut Kept,
) -> Extracted {
    build(document, content.into(), metadata, (candidates, None), words, Some(kept)).0
}

/// What became of the measures of which words stand beside the figures of a document.
#[must_use]
pub fn tried_measures<'t>(
    content: impl Into<Content<'t>>,
    metadata: &Metadata,
    candidates: &Candidates,
    words: &mut Words<'_>,
) -> Vec<Tried> {
    build(0, content.into(), metadata, (candidates, Some(Vec::new())), words, None).1
}

fn build<'t>(
    document: usize,
    content: Content<'t>,
    metadata: &Metadata,
    (candidates, tried): (&Candidates, Option<Vec<Tried>>),
    words: &mut Words<'_>,
    mut kept: Option<&mut Kept>,
) -> (Extracted, Vec<Tried>) {
    let (recall, past) = kept.as_mut().map_or((None, None), |kept| kept.recall(content.words));
    let read = read_document_again(content, metadata, words, recall);
    let words: &Words<'_> = words;
    let subjects = subjects(&read, words);
    let backdrop = time::backdrop(&read);
    let mut builder = Builder {
        document,
        metadata,
        read: &read,
        subjects: &subjects,
        words,
        rules: words.rules(),
        machine: Machine::default(),
        out: Extracted {
            date: read.date,
            corrected: super::header::corrected(&read, words),
            ..Extracted::default()
        },
        set: Vec::new(),
        editions: IndexMap::new(),
        texts: FxHashSet::default(),
        backdrop,
        spoken_of: None,
        tried,
        earlier: Entries::default(),
        own_sets: 0,
    };
    let Some(kept) = kept else {
        for index in 0..read.sentences.len() {
            builder.begin(index);
            builder.sentence(index, candidates);
        }
        builder.note_pieces();
        return (builder.out, builder.tried.unwrap_or_default());
    };
    let frame = Frame::of(&read, &subjects, metadata, words, backdrop);
    let said = builder.all_again(&frame, past, candidates);
    builder.note_pieces();
    let Builder { out, set, .. } = builder;
    kept.keep(content.words, (read, said), frame, (&out, set));
    (out, Vec::new())
}

/// The scope dimensions that the engine itself fills.
const PART: &str = "part";
const RATE: &str = "per";
/// A count of places this near leads the figure that is counted within them.
const WITHIN: u32 = 6;
const LIMIT: &str = "limit";
/// The values of the dimension of limits that it fills.
const MINIMUM: &str = "minimum";
const MAXIMUM: &str = "maximum";

pub(super) struct Builder<'a, 't> {
    pub(super) document: usize,
    metadata: &'a Metadata,
    pub(super) read: &'a ReadDocument<'t>,
    pub(super) subjects: &'a Subjects,
    pub(super) words: &'a Words<'a>,
    pub(super) rules: &'a Ruleset,
    machine: Machine,
    pub(super) out: Extracted,
    set: Vec<SetScope>,
    /// The scope that was set before the sentence at hand and holds for it.
    earlier: Entries,
    /// Where its own sets begin.
    own_sets: usize,
    editions: IndexMap<Arc<str>, Option<TimeScope>>,
    /// Names of rules and units that claims share.
    texts: FxHashSet<Arc<str>>,
    /// The time that the document is about as a whole.
    backdrop: Option<DateSpan>,
    /// The time last spoken of.
    spoken_of: Option<time::SpokenOf>,
    /// What became of the measures, where someone asks.
    tried: Option<Vec<Tried>>,
}

/// An end of a range of limits, with the scope that says which limit it is.
type LimitEnd = (RangeEnd, Vec<(Id, ScopeEntry)>);

/// What a claim is made from, before its scope and subject are known.
#[derive(Clone)]
struct Draft {
    rule: Arc<str>,
    measure: MeasureKey,
    end: Option<RangeEnd>,
    stated: Vec<(Id, ScopeEntry)>,
    subject: Option<Subject>,
}

impl Draft {
    fn new(rule: impl Into<Arc<str>>, measure: MeasureKey) -> Self {
        Self { rule: rule.into(), measure, end: None, stated: Vec::new(), subject: None }
    }
}

impl<'t> Builder<'_, 't> {
    fn sentence(&mut self, index: usize, candidates: &Candidates) {
        let Some(context) = Context::new(index, self.read, self.subjects, self.words) else { return };
        let reading = &context.read.reading;
        self.out.figures += reading.quantities.len() + reading.refused.len();
        for refused in &reading.refused {
            self.leave(refused.span, refused.problem.reason());
        }
        self.doubt(&context);
        // A sentence without figures may still say what those that follow are about.
        if reading.quantities.is_empty() && !candidates.beyond_figures() {
            return self.hear(&context);
        }
        let on = Annotated {
            sentence: &context.read.sentence,
            words: self.words,
            quantities: &reading.quantities,
        };
        let all = matches(self.rules, candidates, &on, &mut self.machine);
        self.note_unmatched(&context, &all);
        let found: Vec<&Matched> = all
            .all
            .iter()
            .filter(|m| self.rule(m).is_some_and(|(_, rule)| holds(rule, self.metadata, self.read)))
            .collect();
        found.iter().for_each(|m| self.apply_sets(&context, m));
        self.hear(&context);
        found.iter().for_each(|m| self.texts(&context, m));
        if reading.quantities.is_empty() {
            return;
        }
        let words_only = context.read.sentence.tokens.iter().any(|t| t.kind == crate::token::TokenKind::Word);
        if !words_only {
            return reading.quantities.iter().for_each(|q| self.leave(q.span, "a number alone"));
        }
        let mut previous = None;
        for figure in 0..self.figures_within(&context) {
            let before = (self.out.claims.len(), self.out.unclaimed.len());
            previous = self.figure(&context, figure, &found, previous);
            self.note_tried(&context, figure, before);
        }
    }

    fn rule(&self, matched: &Matched) -> Option<(&String, &Rule)> {
        self.rules.rules.get_index(matched.rule)
    }

    pub(super) fn leave(&mut self, span: Span, why: &str) {
        self.out.unclaimed.push(Unclaimed { span, why: why.into() });
    }

    pub(super) fn scope_actions(
        &self,
        context: &Context<'_, 't>,
        actions: &[ScopeAction],
        matched: &Matched,
    ) -> Vec<(Id, ScopeEntry)> {
        let entry = |action: &ScopeAction| {
            let (value, span) = match &action.value {
                ScopeSource::Value(id) => (ScopeValue::Declared(*id), None),
                ScopeSource::Text(text) => (ScopeValue::Text(ScopeText::fixed(text)), None),
                ScopeSource::Capture(n) => {
                    let (from, to) = matched.captures.get(*n).copied().flatten()?;
                    let span = context.read.sentence.span_of(from, to);
                    (self.captured_value(context, action.dimension, from, to), Some(span))
                }
            };
            Some((action.dimension, ScopeEntry { value, span, reach: Reach::Rule }))
        };
        actions.iter().filter_map(entry).collect()
    }

    /// What captured words mean for a dimension: a declared value, a place, or themselves.
    fn captured_value(&self, context: &Context<'_, 't>, dimension: Id, from: usize, to: usize) -> ScopeValue {
        let declared = context.meanings().find_map(|(meaning, tokens)| match meaning {
            Meaning::Scope(d, v) if *d == dimension && tokens.0 >= from && tokens.1 <= to => Some(*v),
            _ => None,
        });
        if let Some(value) = declared {
            return ScopeValue::Declared(value);
        }
        let place = (from..to).find_map(|at| super::name::place_at(&context.read.sentence, self.rules, at));
        if let Some((place, _)) = place {
            return ScopeValue::Place(place);
        }
        let lemmas = (from..to)
            .filter_map(|at| context.read.sentence.word(at, self.words))
            .map(|w| w.lemma.to_string());
        let sentence = &context.read.sentence;
        let shown = sentence.span_of(from, to).of(sentence.text);
        ScopeValue::Text(ScopeText {
            shown: shown.into(),
            lemmas: lemmas.collect::<Vec<_>>().join(" ").into(),
        })
    }

    /// Claims a figure or says why not; gives the figure and the declared measure that a
    /// following one without words of its own goes on with.
    fn figure(
        &mut self,
        context: &Context<'_, 't>,
        figure: usize,
        found: &[&Matched],
        previous: Option<(usize, Id)>,
    ) -> Option<(usize, Id)> {
        let q = &context.read.reading.quantities[figure];
        if let Some(why) = self.reason_against(context, figure, found) {
            self.leave(q.span, &why);
            return previous;
        }
        if let Some((rule, claims)) = self.by_rule(figure, context, found) {
            let named = claims
                .iter()
                .find_map(|c| if let MeasureKey::Named(id) = c.measure { Some((figure, id)) } else { None });
            for claim in claims {
                self.claim_by_rule(context, figure, rule.clone(), claim);
            }
            return named.or(previous);
        }
        if q.listed {
            self.leave(q.span, "a list of names that no rule counts");
            return previous;
        }
        if q.implicit || is_unknown(&q.figure) {
            let why = if q.implicit {
                "no figure is written"
            } else {
                "a date that the document does not let one know"
            };
            self.leave(q.span, why);
            return previous;
        }
        let repeated = q.converts.or_else(|| self.restated(context, figure));
        if let Some(converted) = repeated.and_then(|other| self.claims_of(context, other)) {
            self.claim(context, figure, converted);
            return previous;
        }
        let own = measure::declared(context, figure);
        let Some(id) = own.or_else(|| measure::continued(context, figure, previous)) else {
            self.open_claim(context, figure);
            return previous;
        };
        let name = self.rules.measures.get_index(id).map_or("", |(name, _)| name);
        let draft = Draft::new(format!("measure {name}"), MeasureKey::Named(id));
        match self.limits(id, &q.figure) {
            Some(ends) => ends.into_iter().for_each(|(end, stated)| {
                let draft = Draft { end: Some(end), stated, ..draft.clone() };
                self.claim(context, figure, draft);
            }),
            None => self.claim(context, figure, draft),
        }
        Some((figure, id))
    }

    /// The limits that a range or a bound states of a measure of what is allowed: which end, and
    /// the scope that says which limit it is.
    fn limits(&self, measure: Id, figure: &Figure) -> Option<Vec<LimitEnd>> {
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

    fn open_claim(&mut self, context: &Context<'_, 't>, figure: usize) {
        let q = &context.read.reading.quantities[figure];
        let claimable = !matches!(q.kind, Kind::Date | Kind::Time | Kind::Ordinal);
        match measure::open(context, figure).filter(|_| claimable) {
            Some(key) => self.claim(context, figure, Draft::new("open", key)),
            None => self.leave(
                q.span,
                if q.kind == Kind::Date { "a date that only sets the time" } else { "no measure fits" },
            ),
        }
    }

    fn claim(&mut self, context: &Context<'_, 't>, figure: usize, draft: Draft) {
        let Draft { rule, measure, end, stated, subject } = draft;
        let q = &context.read.reading.quantities[figure];
        let kind = match &measure {
            MeasureKey::Named(id) => self.rules.measures.get_index(*id).and_then(|(_, m)| m.of_kind),
            MeasureKey::Open(_) | MeasureKey::Unnamed(_) => None,
        };
        let mut scope = Scope { backdrop: self.backdrop, ..scope::of_figure(context, figure) };
        let named = if let MeasureKey::Named(id) = measure { Some(id) } else { None };
        scope.entries.retain(|id, _| {
            self.rules.scopes.get_index(*id).is_some_and(|(_, scope)| scope.applies_to(named, kind))
        });
        self.inherit(&mut scope);
        self.part_and_rate(context, figure, &measure, &mut scope);
        scope.entries.extend(stated);
        let mention =
            kind.and_then(|kind| self.subjects.mention_for(kind, context.index, q.tokens.0, self.read));
        let subject = subject
            .or_else(|| kind.and_then(|kind| self.subjects.of_kind(kind, mention)))
            .unwrap_or_else(|| self.subjects.topic());
        if let Some(kind) = kind {
            self.place_of_subject(kind, mention, &subject, &mut scope);
        }
        scope.time = time::of_figure(context, figure).or_else(|| {
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
        let base = self.counted_in(named, base);
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
    pub(super) fn shared_scope(&self, scope: Scope) -> Arc<Scope> {
        let before = self.out.claims.iter().rev().take(LAST_SCOPES).map(|claim| &claim.scope);
        before.into_iter().find(|before| ***before == scope).cloned().unwrap_or_else(|| Arc::new(scope))
    }

    /// A subject, shared with the claim before where that is of the same.
    pub(super) fn shared(&self, subject: Subject) -> Arc<Subject> {
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

/// One end of a range as an amount of its own; nothing where there is no such end.
fn one_end(amount: &Amount, end: RangeEnd) -> Option<Amount> {
    let value = match end {
        RangeEnd::Low => amount.interval.lo,
        RangeEnd::High => amount.interval.hi,
    };
    let ranged = amount.interval.lo != amount.interval.hi;
    value.filter(|_| ranged).map(|value| Amount { interval: Interval::point(value), ..*amount })
}

/// Whether a capture of a match is a figure.
fn holds_figure(context: &Context<'_, '_>, matched: &Matched, capture: usize, figure: usize) -> bool {
    let Some((from, to)) = matched.captures.get(capture).copied().flatten() else { return false };
    context.read.reading.quantities.get(figure).is_some_and(|q| from <= q.tokens.0 && q.tokens.1 <= to)
}
