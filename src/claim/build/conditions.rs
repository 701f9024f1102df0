//! Under which conditions a claim holds: its time, its part, its place, what a measure needs.

use super::{Builder, PART, RATE, WITHIN};
use crate::claim::context::Context;
use crate::claim::model::{MeasureKey, Scope, ScopeEntry, ScopeText, ScopeValue, Subject, TimeScope};
use crate::claim::subject::Mention;
use crate::claim::time;
use crate::quantity::{Figure, Kind};
use crate::rule::{Id, Lexeme, Reach, ScopeKind};
use crate::value::{Amount, CalendarDate, DateSpan, Decimal};
use std::sync::Arc;

impl<'t> Builder<'_, 't> {
    /// The time of a claim on a thing with editions: the year that the sentence counts from the
    /// document's, the time last spoken of in the paragraph, or the document's own edition.
    pub(super) fn time_of_thing(
        &mut self,
        context: &Context<'_, 't>,
        figure: usize,
        subject: &Subject,
        scope: &mut Scope,
    ) {
        if let Some(time) = &scope.time {
            self.speak_of(context, figure, time);
            return;
        }
        let edition = subject.keys.first().cloned().and_then(|key| self.edition(key));
        let year = edition.as_ref().and_then(|e| e.span.common_year());
        let spoken = self.spoken_of.as_ref().filter(|spoken| spoken.block == context.read.block);
        let told = spoken.and_then(|spoken| spoken.time.span.common_year()).or(year);
        let relative = time::relative(context, figure, year, told);
        let spoken = spoken.filter(|_| !time::is_present(context)).map(|spoken| spoken.time.clone());
        let carried = spoken.map(|time| TimeScope { reach: Reach::Paragraph, ..time });
        let implied = carried.or(edition).filter(|_| !time::is_untold(context, figure));
        scope.time = relative.or(implied);
    }

    /// Notes the time of a figure for those that follow: the first of its sentence, or one that
    /// leads its figure in, but none that is only compared with.
    fn speak_of(&mut self, context: &Context<'_, 't>, figure: usize, time: &TimeScope) {
        let Some(q) = context.read.reading.quantities.get(figure) else { return };
        let (block, sentence) = (context.read.block, context.index);
        let first = self.spoken_of.as_ref().is_none_or(|spoken| spoken.sentence != sentence);
        let leads = time.words.is_some_and(|words| words.start < q.span.start);
        if (first || leads) && !context.led_by(q.tokens.0, Lexeme::Comparison) {
            self.spoken_of = Some(time::SpokenOf { block, sentence, time: time.clone() });
        }
    }

    /// The part that a size is of, by its noun, and what a rate is counted by.
    pub(super) fn part_and_rate(
        &self,
        context: &Context<'_, 't>,
        figure: usize,
        measure: &MeasureKey,
        scope: &mut Scope,
    ) {
        let q = &context.read.reading.quantities[figure];
        let text = |text: Arc<str>| ScopeEntry {
            value: ScopeValue::Text(ScopeText::fixed(&text)),
            span: None,
            reach: Reach::Clause,
        };
        let part = self.rules.scopes.get_index_of(PART);
        let parts = matches!(measure, MeasureKey::Named(id) if self.rules.measures.get_index(*id).is_some_and(|(_, m)| m.parts));
        let owner = || {
            crate::claim::phrase::owner(&context.read.sentence, q, self.words)
                .filter(|lemma| !self.subjects.is_topic_word(lemma))
        };
        // "In the 14 worst-hit districts more than 600,000 homes": of these districts only.
        let within = || {
            let all = context.read.reading.quantities.iter().enumerate();
            let named = context.counted.get(figure).and_then(Option::as_ref).is_some_and(|c| !c.borrowed);
            // What goes on without a noun goes on in the same place.
            let limit = if named { WITHIN } else { 4 * WITHIN };
            let mut others = all.filter(|(other, q)| *other != figure && q.kind == Kind::Number);
            let led = |(other, _): &(usize, &crate::quantity::Quantity)| {
                let counted =
                    context.counted.get(*other).and_then(Option::as_ref).is_some_and(|c| !c.borrowed);
                counted
                    && context.is_led_in(*other)
                    && context.distance(figure, context.reach_of(*other)) <= limit
            };
            let (other, _) = others.find(led)?;
            let (from, to) = context.reach_of(other);
            Some(Arc::from(context.read.sentence.span_of(from, to).of(context.read.sentence.text)))
        };
        // A part that no words name is told from others by its size.
        let unnamed = || {
            let of_them = context.counted.get(figure).and_then(Option::as_ref).is_some_and(|c| c.of_them);
            let named = scope.entries.iter().any(|(id, _)| {
                self.rules.scopes.get_index(*id).is_some_and(|(_, scope)| scope.kind == ScopeKind::Part)
            });
            (of_them && !named).then(|| Arc::from(q.span.of(context.read.sentence.text)))
        };
        if let Some((dimension, name)) =
            part.and_then(|part| Some((part, if parts { owner() } else { unnamed().or_else(within) }?)))
        {
            scope.entries.insert(dimension, text(name));
        }
        let unit =
            q.per.and_then(|rate| self.rules.units.get_index(rate.unit)).map(|(name, _)| name.as_str());
        let rate = unit.map(Arc::from).or_else(|| crate::claim::phrase::rated_by(context, figure));
        if let Some((dimension, name)) = self.rules.scopes.get_index_of(RATE).zip(rate) {
            scope.entries.insert(dimension, text(name));
        }
    }

    /// The place of the thing that the claim is about, where the claim itself names none.
    pub(super) fn place_of_subject(
        &self,
        kind: Id,
        mention: Option<&Mention>,
        subject: &Subject,
        scope: &mut Scope,
    ) {
        let Some(dimension) = self.rules.places() else { return };
        let own = mention.and_then(|m| m.place);
        let other = mention.is_some_and(|m| m.other);
        let inherited = || subject.keys.first().and_then(|key| self.subjects.place_of(kind, key));
        let place = if other { own } else { own.or_else(inherited) };
        if let Some(place) = place.filter(|_| own.is_some() || !scope.entries.contains_key(&dimension)) {
            let entry = ScopeEntry { value: ScopeValue::Place(place), span: None, reach: Reach::Document };
            scope.entries.insert(dimension, entry);
        }
    }

    pub(super) fn edition(&mut self, key: Arc<str>) -> Option<TimeScope> {
        if let Some(known) = self.editions.get(&key) {
            return known.clone();
        }
        let found = time::edition(self.read, self.subjects, &key, self.words);
        self.editions.insert(key, found.clone());
        found
    }

    /// Gives dates without a year the one that the document lets one know; the year of a date
    /// is its time.
    pub(super) fn complete_dates(
        &mut self,
        span: &mut DateSpan,
        subject: &Subject,
        scope: &mut Scope,
        (block, sentence): (usize, usize),
    ) {
        let edition = subject.keys.first().cloned().and_then(|key| self.edition(key));
        let edition_year = edition.as_ref().and_then(|e| e.span.common_year());
        for end in [&mut span.from, &mut span.to] {
            if let Some(date) = end.filter(|date| date.year.is_none()) {
                let year = time::year_for(self.read, date, edition_year);
                *end = Some(CalendarDate { year, ..date });
            }
        }
        if let Some(year) = span.from.or(span.to).and_then(|date| date.year) {
            let inferred = edition.filter(|e| e.span.common_year() == Some(year)).and_then(|e| e.inferred);
            let time = TimeScope {
                span: DateSpan::on(CalendarDate::year(year)),
                words: None,
                reach: Reach::Phrase,
                inferred,
            };
            self.spoken_of = Some(time::SpokenOf { block, sentence, time: time.clone() });
            scope.time = Some(time);
        }
    }

    /// A fraction of something, in per cent.
    pub(super) fn as_percent(&self, figure: Figure) -> Figure {
        let percent = self.rules.units.get_index_of("percent");
        match figure {
            Figure::Amount(amount, None) => {
                let scaled = amount.scale(Decimal::ONE_HUNDRED).unwrap_or(amount);
                let rounded = scaled.interval.map(|end| Some(end.round_dp(4))).unwrap_or(scaled.interval);
                Figure::Amount(Amount { interval: rounded, ..scaled }, percent)
            }
            other => other,
        }
    }

    /// The scope dimension that a measure needs and the claim lacks.
    pub(super) fn missing_scope(&self, measure: &MeasureKey, scope: &Scope) -> Option<String> {
        let MeasureKey::Named(id) = measure else { return None };
        let (_, measure) = self.rules.measures.get_index(*id)?;
        let missing = measure.needs.iter().find(|dimension| !scope.entries.contains_key(dimension))?;
        let (_, dimension) = self.rules.scopes.get_index(*missing)?;
        Some(format!("{} is not said", dimension.title))
    }
}
