//! Which measure a figure is a value of: by the noun it counts, or by the words of a measure
//! that stand nearest to it.

use super::context::Context;
use super::model::{MeasureKey, Noun};
use crate::quantity::{Figure, Kind, Quantity};
use crate::rule::{Id, Lexeme, Meaning, Measure, Nature};
use crate::text::Word;
use crate::value::CalendarDate;
use std::cell::LazyCell;

/// Evidence for a measure: the higher, the better. The figures are guesses, tuned on the
/// development clusters; only their order matters.
const BY_HEAD: i64 = 100;
const BY_WORD: i64 = 70;
const BY_NEAR: i64 = 50;
/// What each further word of a phrase adds.
const PER_WORD: i64 = 3;
/// What a unit of distance takes off.
const PER_STEP: i64 = 2;
/// Words farther away say nothing of a figure.
const MAX_DISTANCE: u32 = 18;
/// A word beside which a measure is not meant counts only this near.
const WITHOUT_DISTANCE: u32 = 6;
/// So many tokens before a figure the verb may stand that it is the change of.
const TO_CHANGE: usize = 8;
/// What a word that speaks of a measure adds right beside a figure; breaks ties.
const NEARNESS: i64 = 9;
/// What a verb right beside a figure adds.
const BY_VERB: i64 = 2;
/// A measure of a kind of things that the document speaks of is the better guess.
const OF_KIND: i64 = 5;

/// Why a measure of which words stand in a sentence is not what a figure states. Places are
/// tokens of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhyNot {
    /// The figure is no value of its dimension.
    Dimension,
    /// The figure counts another noun.
    CountsOther(usize),
    /// Its word is the verb of another figure.
    OfAnother((usize, usize)),
    /// The figure is by how much something changed.
    Change,
    /// The figure is what another one is out of.
    Whole,
    /// Its word is denied.
    Denied((usize, usize)),
    /// Its word stands too far away.
    Far((usize, usize)),
    /// A word beside which it is not meant.
    Without((usize, usize)),
    /// Only what stands `near` it is there, no word of its own.
    NearAlone,
    /// It needs a `near` word, and none is near.
    NoNear,
    /// The document names no thing of this kind.
    NoneOfKind(Id),
}

/// The declared measure that fits a figure best.
pub(super) fn declared(context: &Context<'_, '_>, figure: usize) -> Option<Id> {
    let mut best: Option<(i64, Id)> = None;
    for (id, fit) in tried(context, figure) {
        let Ok(score) = fit else { continue };
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, id));
        }
    }
    best.map(|(_, id)| id)
}

/// Every declared measure that words of the sentence speak of, in order, with the evidence that
/// a figure states it or what is against that. Of one that no word speaks of there is no evidence.
pub(super) fn tried(
    context: &Context<'_, '_>,
    figure: usize,
) -> impl Iterator<Item = (Id, Result<i64, WhyNot>)> {
    let q = context.read.reading.quantities.get(figure);
    let mut spoken_of: Vec<Id> = context
        .meanings()
        .filter_map(|(meaning, _)| match meaning {
            Meaning::Measure(id) | Meaning::Near(id) => Some(*id),
            _ => None,
        })
        .collect();
    spoken_of.sort_unstable();
    spoken_of.dedup();
    let (change, whole) =
        (LazyCell::new(move || is_change(context, figure)), LazyCell::new(move || is_whole(context, figure)));
    spoken_of.into_iter().filter_map(move |id| {
        let (_, measure) = context.rules.measures.get_index(id)?;
        let found = if !has_dimension(context, measure, q?, figure) {
            Err(WhyNot::Dimension)
        } else if !context.rules.is_dimension(measure.dimension, "share") && *change {
            Err(WhyNot::Change)
        } else {
            score(context, (id, measure), figure, *whole)
        };
        Some((id, found))
    })
}

/// Whether a figure tells by how much something changed: "cut the price by $200".
fn is_change(context: &Context<'_, '_>, figure: usize) -> bool {
    let Some(q) = context.read.reading.quantities.get(figure) else { return false };
    let sentence = &context.read.sentence;
    let is_by = |l: Lexeme| matches!(l, Lexeme::ChangeBy(_)).then_some(());
    let is_change = |l: Lexeme| matches!(l, Lexeme::Change(_)).then_some(());
    let by = sentence.lexeme_before(q.tokens.0, context.rules, is_by).is_some();
    let changes = |at: usize| sentence.lexeme(at, context.rules, is_change).is_some();
    by && (q.tokens.0.saturating_sub(TO_CHANGE)..q.tokens.0).any(changes)
}

/// Whether a figure is what the one before it is out of: "852 of 989", «850 человек из 989».
fn is_whole(context: &Context<'_, '_>, figure: usize) -> bool {
    let Some(q) = context.read.reading.quantities.get(figure) else { return false };
    if context.counted.get(figure).and_then(Option::as_ref).is_some_and(|counted| !counted.borrowed) {
        return false;
    }
    let led = context.led_by(q.core.0, Lexeme::From) || context.led_by(q.core.0, Lexeme::Of);
    let part = || {
        figure.checked_sub(1).is_some_and(|before| {
            let (start, end) = context.reach_of(before);
            matches!(context.read.reading.quantities[before].figure, Figure::Amount(..))
                && start < q.core.0
                && (end + 1 == q.core.0 || end + 2 == q.core.0)
        })
    };
    led && part()
}

/// Whether a figure can be a value of a measure at all.
fn has_dimension(context: &Context<'_, '_>, measure: &Measure, q: &Quantity, figure: usize) -> bool {
    let rules = context.rules;
    let is = |name: &str| rules.is_dimension(measure.dimension, name);
    match q.figure {
        // Of a thing with editions a year alone is the edition, not a date.
        Figure::Dates(span) => {
            is("date")
                && (measure.of_kind.is_none() || span.from.or(span.to).is_some_and(|d| d.month.is_some()))
        }
        Figure::Time(..) => is("time"),
        Figure::Amount(_, None) if q.kind == Kind::Ordinal => is("ordinal"),
        Figure::Amount(_, None) if q.fraction => is("share"),
        Figure::Amount(_, None) => is("count") || (is("person") && counts_people(context, figure)),
        Figure::Amount(_, Some(unit)) => rules.unit(unit).is_some_and(|unit| {
            let time = |id: Id| rules.is_dimension(id, "duration") || rules.is_dimension(id, "calendar");
            unit.dimension == measure.dimension || (time(unit.dimension) && time(measure.dimension))
        }),
    }
}

/// Whether a figure without unit counts people, or names no noun at all.
fn counts_people(context: &Context<'_, '_>, figure: usize) -> bool {
    match context.counted.get(figure).and_then(Option::as_ref) {
        None => true,
        Some(counted) => is_person_noun(context, figure) || is_measure_word(context, counted.head),
    }
}

/// Whether what a figure counts is a noun for people.
fn is_person_noun(context: &Context<'_, '_>, figure: usize) -> bool {
    let is_person = |l: Lexeme| (l == Lexeme::Person).then_some(());
    let counted = context.counted.get(figure).and_then(Option::as_ref);
    counted.is_some_and(|c| context.read.sentence.lexeme(c.head, context.rules, is_person).is_some())
}

/// The measure of the figure before, where this one is of the same unit and has no words of
/// its own: "43 thousand people in 2022, 20 thousand people in 2021".
pub(super) fn continued(
    context: &Context<'_, '_>,
    figure: usize,
    previous: Option<(usize, Id)>,
) -> Option<Id> {
    let (before, id) = previous?;
    let quantities = &context.read.reading.quantities;
    let unit = |at: usize| match quantities.get(at)?.figure {
        Figure::Amount(_, unit) => unit,
        _ => None,
    };
    let same_noun = || {
        let lemma = |at: usize| context.counted.get(at).and_then(Option::as_ref).map(|c| &c.noun);
        lemma(before).is_some() && lemma(before) == lemma(figure)
    };
    // "Revenues 65 billion; operating profit 5.8 billion": the second is said of something else.
    let said_of_other = || {
        let (start, q) = (quantities.get(before).map_or(0, |q| q.tokens.1), quantities.get(figure)?);
        super::phrase::owner_at(&context.read.sentence, q, context.words).filter(|at| *at >= start)
    };
    let same_unit = || unit(before).is_some() && unit(before) == unit(figure) && said_of_other().is_none();
    (same_unit() || same_noun()).then_some(id)
}

fn is_measure_word(context: &Context<'_, '_>, at: usize) -> bool {
    context.meanings().any(|(m, tokens)| matches!(m, Meaning::Measure(_)) && tokens.0 <= at && at < tokens.1)
}

/// The evidence that a figure states a measure; none where it is the `whole` of the figure before.
fn score(
    context: &Context<'_, '_>,
    (id, measure): (Id, &Measure),
    figure: usize,
    whole: bool,
) -> Result<i64, WhyNot> {
    let counted = context.counted.get(figure).and_then(Option::as_ref);
    let person_unit = is_person_unit(context, figure);
    let people = context.rules.is_dimension(measure.dimension, "person");
    let measured = !people || is_person_noun(context, figure);
    let strict = context.rules.is_dimension(measure.dimension, "count") && counted.is_some();
    let (mut score, mut near, mut worded, mut nearness, mut governed) = (None::<i64>, false, false, 0, 0);
    let mut stopped = None;
    for (meaning, tokens) in context.meanings() {
        let own = matches!(meaning, Meaning::Measure(m) | Meaning::Near(m) | Meaning::Without(m) if *m == id);
        if !own {
            continue;
        }
        let mut stop = |why: WhyNot| {
            if matches!(meaning, Meaning::Measure(_)) {
                stopped = Some(why);
            }
        };
        if context.is_of_another(figure, tokens, measure.dimension) {
            stop(WhyNot::OfAnother(tokens));
            continue;
        }
        let distance = context.distance(figure, tokens);
        if whole {
            stop(WhyNot::Whole);
            continue;
        }
        let head = counted.is_some_and(|c| tokens.0 <= c.head && c.head < tokens.1);
        // "Not injured" speaks of nobody who was.
        if !head && context.is_denied(tokens.0) {
            stop(WhyNot::Denied(tokens));
            continue;
        }
        // "179 doctors among 610 employees": the second noun is counted by its own figure.
        if let Some(own) = counted.filter(|_| !head && context.is_counted_by_another(figure, tokens)) {
            stop(WhyNot::CountsOther(own.head));
            continue;
        }
        let qualifies = measured && qualifies(context, figure, tokens);
        let counts = head || qualifies;
        // "Main length" says more than "length".
        let longer = PER_WORD * i64::try_from(tokens.1.saturating_sub(tokens.0 + 1)).unwrap_or(0);
        let close = BY_WORD - PER_STEP * i64::from(distance) + longer;
        match meaning {
            Meaning::Without(_) if distance <= WITHOUT_DISTANCE => return Err(WhyNot::Without(tokens)),
            Meaning::Measure(_) if counts || (!strict && distance <= MAX_DISTANCE) => {
                worded = true;
                let by_head = if qualifies { BY_HEAD + PER_WORD } else { BY_HEAD };
                score = score.max(Some(if counts { by_head } else { close }));
            }
            Meaning::Near(_) if distance <= MAX_DISTANCE => {
                near = true;
                if context.governs(tokens, figure) {
                    governed = BY_VERB;
                }
                nearness = nearness.max(NEARNESS - i64::from(distance) / 2);
                // What is merely spoken of says nothing of a count of other things, and who a place
                // employs is more than its doctors.
                let stock = people && measure.nature == Nature::Stock;
                if !context.rules.is_dimension(measure.dimension, "count")
                    && (counted.is_none() || person_unit || (measured && !stock))
                {
                    score = score.max(Some(close - BY_WORD + BY_NEAR));
                }
            }
            Meaning::Measure(_) => stop(match counted.filter(|_| strict) {
                Some(counted) => WhyNot::CountsOther(counted.head),
                None => WhyNot::Far(tokens),
            }),
            _ => {}
        }
    }
    let score = score.ok_or(stopped.unwrap_or(WhyNot::NearAlone))?;
    if measure.needs_near && !near {
        return Err(WhyNot::NoNear);
    }
    let kind_bonus = match measure.of_kind {
        Some(kind) if context.subjects.of_kind(kind, None).is_none() => return Err(WhyNot::NoneOfKind(kind)),
        Some(_) => OF_KIND,
        None => 0,
    };
    let tie = governed + if worded { nearness.min(1) } else { nearness };
    Ok(score + kind_bonus + tie)
}

/// Whether words say of the people that a figure counts what befell them: "3 missing tourists".
fn qualifies(context: &Context<'_, '_>, figure: usize, tokens: (usize, usize)) -> bool {
    use crate::morphology::PartOfSpeech as P;
    let counted = context.counted.get(figure).and_then(Option::as_ref).filter(|c| !c.borrowed);
    let behind = context.read.reading.quantities.get(figure).map(|q| q.tokens.1);
    let inside = counted.zip(behind).is_some_and(|(c, from)| from <= tokens.0 && tokens.1 <= c.head);
    inside
        && context.read.sentence.word(tokens.0, context.words).is_some_and(|word| {
            word.past || [P::Adjective, P::Participle, P::Gerund].iter().any(|part| word.may_be(*part))
        })
}

fn is_person_unit(context: &Context<'_, '_>, figure: usize) -> bool {
    let unit = context.read.reading.quantities.get(figure).and_then(|q| match q.figure {
        Figure::Amount(_, unit) => unit,
        _ => None,
    });
    unit.and_then(|id| context.rules.unit(id))
        .is_some_and(|unit| context.rules.is_dimension(unit.dimension, "person"))
}

/// The event that a date of a day or a month is of, by the verb that stands nearest.
pub(super) fn of_event(context: &Context<'_, '_>, figure: usize) -> Option<MeasureKey> {
    use crate::morphology::PartOfSpeech as P;
    let q = context.read.reading.quantities.get(figure)?;
    let Figure::Dates(span) = q.figure else { return None };
    let told = |date: Option<CalendarDate>| {
        date.is_some_and(|date| date.month.is_some() && (date.day.is_some() || date.year.is_some()))
    };
    if !told(span.from) || !told(span.to) {
        return None;
    }
    let sentence = &context.read.sentence;
    let is_verb = |word: &Word| {
        word.past || (word.may_be(P::Verb) && !word.may_be(P::Noun) && !word.may_be(P::Adjective))
    };
    let verbs = (0..sentence.tokens.len()).filter_map(|at| {
        let word = sentence.word(at, context.words).filter(|word| is_verb(word))?;
        let light = sentence.has_lexeme(at, context.rules, Lexeme::Light);
        Some((context.distance(figure, (at, at + 1)), Noun::of(word))).filter(|_| !light)
    });
    let (_, verb) =
        verbs.filter(|(distance, _)| *distance <= MAX_DISTANCE).min_by_key(|(distance, _)| *distance)?;
    Some(MeasureKey::Open(verb.measured("date")))
}

/// The measure that the text itself names: the lemma of what is counted, or of the noun that
/// the figure is said of.
pub(super) fn open(context: &Context<'_, '_>, figure: usize) -> Option<MeasureKey> {
    let q = context.read.reading.quantities.get(figure)?;
    if let Some(counted) = context.counted.get(figure).and_then(Option::as_ref) {
        return Some(MeasureKey::Open(counted.noun.clone()));
    }
    let dimension = match q.figure {
        Figure::Amount(_, Some(unit)) => context.rules.unit(unit)?.dimension,
        Figure::Amount(_, None) if q.fraction => context.rules.dimension("share")?,
        Figure::Amount(_, None) if q.kind == Kind::Number => context.rules.dimension("count")?,
        _ => return None,
    };
    let (name, _) = context.rules.dimensions.get_index(dimension)?;
    let sentence = &context.read.sentence;
    // "31 stations, 70 km": the noun before is what another figure counts.
    let own = |at: &usize| !context.is_counted_by_another(figure, (*at, at + 1));
    let said_of = super::phrase::said_of(sentence, q, context.words).filter(own);
    let noun = said_of.or_else(|| {
        let label = context.distances().label_end();
        super::phrase::label_noun(sentence, label.min(q.tokens.0), context.words)
    });
    let word = noun.and_then(|at| sentence.word(at, context.words));
    // "Orders totalled 2,319" counts orders as "2,319 orders" does.
    let counts = context.rules.is_dimension(dimension, "count")
        && word.is_some_and(|word| word.plural_noun && word.folded != word.lemma);
    let noun = word.map(Noun::of);
    // "The bridge takes up 6,450 feet": a size of what the document is about.
    let size = context.rules.measures.get_index_of(name);
    if let Some(id) =
        size.filter(|_| noun.as_ref().is_some_and(|noun| context.subjects.is_topic_word(&noun.shown)))
    {
        return Some(MeasureKey::Named(id));
    }
    let open = |noun: Noun| MeasureKey::Open(if counts { noun } else { noun.measured(name) });
    Some(noun.map_or(MeasureKey::Unnamed(dimension), open))
}
