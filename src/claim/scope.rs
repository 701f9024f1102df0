//! The scope of a claim: values whose words stand near enough to its figure, places, and
//! the time it speaks of.

use super::context::Context;
use super::model::{Scope, ScopeEntry, ScopeValue};
use super::name::place_at;
use crate::rule::{Id, Lexeme, Meaning, Reach, ScopeKind};
use indexmap::IndexMap;

/// How far each reach goes within a sentence, in units of distance.
fn limit(reach: Reach) -> Option<u32> {
    match reach {
        Reach::Rule => None,
        Reach::Phrase => Some(3),
        Reach::Clause => Some(12),
        Reach::Sentence | Reach::Paragraph | Reach::Section | Reach::Document => Some(u32::MAX),
    }
}

/// What the words of the sentence say of the scope of a figure.
pub(super) fn of_figure(context: &Context<'_, '_>, figure: usize) -> Scope {
    let mut scope = Scope::default();
    let mut nearest: IndexMap<Id, (u32, ScopeEntry)> = IndexMap::new();
    for (meaning, tokens) in context.meanings() {
        let Meaning::Scope(dimension, value) = meaning else { continue };
        let Some((_, declared)) = context.rules.scopes.get_index(*dimension) else { continue };
        if declared.kind == ScopeKind::Place {
            continue;
        }
        let distance = context.distance(figure, tokens);
        let reach = if context.distances().is_label(tokens) {
            declared.reach.max(Reach::Clause)
        } else {
            declared.reach
        };
        if limit(reach).is_none_or(|limit| distance > limit) || is_coordinated(context, figure, tokens) {
            continue;
        }
        // What stands before a figure is of its phrase only right before it.
        let behind_it = tokens.1 <= context.reach_of(figure).0 && distance > 0;
        let labelled = context.distances().is_label(tokens);
        if declared.reach == Reach::Phrase && !labelled && (behind_it || is_parted(context, figure, tokens)) {
            continue;
        }
        let entry = ScopeEntry {
            value: ScopeValue::Declared(*value),
            span: Some(context.read.sentence.span_of(tokens.0, tokens.1)),
            reach: declared.reach.min(Reach::Sentence),
        };
        match nearest.get(dimension) {
            Some((known, _)) if *known <= distance => {}
            _ => {
                nearest.insert(*dimension, (distance, entry));
            }
        }
    }
    scope.entries.extend(nearest.into_iter().map(|(dimension, (_, entry))| (dimension, entry)));
    places(context, figure, &mut scope);
    scope.entries.extend(super::voice::of_figure(context, figure));
    scope
}

/// Whether a comma stands between a figure and words behind it.
fn is_parted(context: &Context<'_, '_>, figure: usize, tokens: (usize, usize)) -> bool {
    (context.reach_of(figure).1..tokens.0).any(|at| context.read.sentence.token_text(at) == ",")
}

/// "companies and delegations": the second noun is counted as well and restricts nothing.
fn is_coordinated(context: &Context<'_, '_>, figure: usize, tokens: (usize, usize)) -> bool {
    context
        .counted
        .get(figure)
        .and_then(Option::as_ref)
        .is_some_and(|c| !c.borrowed && tokens.0 > c.head && tokens.1 <= c.end)
}

/// Places: "in Russia" is where it holds, "Russian companies", "companies from Russia" and
/// «73 региона России» is where what is counted comes from. Several places at once are a list
/// and restrict nothing.
fn places(context: &Context<'_, '_>, figure: usize, scope: &mut Scope) {
    let Some(place_dimension) = context.rules.places() else { return };
    let origin_dimension = context.rules.scopes.values().position(|s| s.kind == ScopeKind::Origin);
    let (mut origins, mut locations) = (Vec::new(), Vec::new());
    let (start, end) = context.reach_of(figure);
    for at in 0..context.read.sentence.tokens.len() {
        let Some((place, past)) = place_at(&context.read.sentence, context.rules, at) else { continue };
        let in_name = context.read.names.iter().any(|n| n.quoted && n.tokens.0 <= at && at < n.tokens.1);
        // "US$5 million" comes from nowhere.
        let in_figure =
            context.read.reading.quantities.iter().any(|q| !q.listed && q.tokens.0 <= at && at < q.tokens.1);
        if in_name || in_figure {
            continue;
        }
        let tokens = (at, past);
        let distance = context.distance(figure, tokens);
        let entry = |reach| ScopeEntry {
            value: ScopeValue::Place(place),
            span: Some(context.read.sentence.span_of(at, past)),
            reach,
        };
        let led = |wanted: Lexeme| context.led_by(at, wanted);
        let inside = start <= at && past <= end;
        let behind = at >= end && at <= end + 1 && distance <= 2;
        if inside || (behind && !led(Lexeme::In)) {
            origins.push((0, entry(Reach::Phrase)));
        } else if led(Lexeme::In) && limit(Reach::Clause).is_some_and(|limit| distance <= limit) {
            locations.push((distance, entry(Reach::Clause)));
        } else if context.counted.get(figure).is_some_and(Option::is_some)
            && is_adjective(context, at)
            && distance <= 8
        {
            origins.push((distance + 1, entry(Reach::Clause)));
        }
    }
    let listed = list_follows(context, end);
    if let (Some(dimension), [_, ..], false) = (origin_dimension, origins.as_slice(), listed)
        && !scope.entries.contains_key(&dimension)
        && let Some((_, entry)) = origins.into_iter().min_by_key(|(distance, _)| *distance)
    {
        scope.entries.insert(dimension, entry);
    }
    if let Some((_, entry)) = locations.into_iter().min_by_key(|(distance, _)| *distance) {
        scope.entries.insert(place_dimension, entry);
    }
}

fn is_adjective(context: &Context<'_, '_>, at: usize) -> bool {
    use crate::morphology::PartOfSpeech;
    context.read.sentence.word(at, context.words).is_some_and(|w| w.may_be(PartOfSpeech::Adjective))
}

/// Whether a list of places follows: "from Russia, Uzbekistan, Belarus and China".
fn list_follows(context: &Context<'_, '_>, end: usize) -> bool {
    let sentence = &context.read.sentence;
    let first = (end..end + 2).find_map(|at| place_at(sentence, context.rules, at));
    let Some((_, past)) = first else { return false };
    let joined = sentence.token_text(past) == "," || sentence.has_lexeme(past, context.rules, Lexeme::And);
    joined && place_at(sentence, context.rules, past + 1).is_some()
}
