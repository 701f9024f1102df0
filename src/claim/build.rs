//! Puts claims together: rules first, then measures by their words, then what the text
//! itself counts.

mod again;
mod by_rule;
mod conditions;
mod draft;
mod reach;
mod refusal;
mod restated;
mod tried;

use draft::Draft;
pub(super) use reach::SetScope;
pub use tried::Tried;

use super::against::is_unknown;
use super::change::{Change, change};
use super::condition::holds;
use super::context::Context;
use super::day::Day;
use super::doubt::Doubt;
use super::entries::Entries;
use super::frame::Frame;
use super::kept::Kept;
use super::measure;
use super::model::{Claim, MeasureKey, ScopeEntry, ScopeText, ScopeValue, TimeScope, Unclaimed};
use super::read::{Metadata, ReadDocument, read_document_again};
use super::subject::{Subjects, subjects};
use super::time;
use crate::extract::{Annotated, Candidates, Machine, Matched, matches};
use crate::quantity::Kind;
use crate::rule::{Id, Meaning, Reach, Rule, Ruleset, ScopeAction, ScopeSource};
use crate::source::Content;
use crate::text::Words;
use crate::token::Span;
use crate::value::DateSpan;
use indexmap::IndexMap;
use rustc_hash::FxHashSet;
use std::sync::Arc;

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
    /// When it was written.
    pub day: Day,
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
            day: Day::of(&read),
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
        if let Some(Change { of, falls }) = change(context, figure) {
            let draft = Draft { falls, ..Draft::new("change", MeasureKey::Change(Arc::new(of))) };
            self.claim(context, figure, draft);
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

    fn open_claim(&mut self, context: &Context<'_, 't>, figure: usize) {
        let q = &context.read.reading.quantities[figure];
        let key = match q.kind {
            Kind::Date => measure::of_event(context, figure),
            Kind::Time | Kind::Ordinal => None,
            _ => measure::open(context, figure),
        };
        match key {
            Some(key) => self.claim(context, figure, Draft::new("open", key)),
            None => self.leave(
                q.span,
                if q.kind == Kind::Date { "a date that only sets the time" } else { "no measure fits" },
            ),
        }
    }
}

/// Whether a capture of a match is a figure.
fn holds_figure(context: &Context<'_, '_>, matched: &Matched, capture: usize, figure: usize) -> bool {
    let Some((from, to)) = matched.captures.get(capture).copied().flatten() else { return false };
    context.read.reading.quantities.get(figure).is_some_and(|q| from <= q.tokens.0 && q.tokens.1 <= to)
}
