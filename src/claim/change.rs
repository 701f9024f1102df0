//! What a per cent is the change of: "revenue rose 20 percent", "a 5% drop in exports", «рост поставок
//! составил 11%».

use super::context::Context;
use super::model::{MeasureKey, Noun};
use super::phrase;
use crate::quantity::Figure;
use crate::rule::{Id, Lexeme, Meaning};

/// So many tokens may stand between a word of change and its per cent.
const TO_PER_CENT: usize = 8;
/// So many tokens before a word of change its measure may stand.
const TO_MEASURE: usize = 12;
/// So many tokens behind a noun of change its measure may begin: "growth of the total revenue".
const BEHIND: usize = 3;

/// By how much per cent something changed.
pub(super) struct Change {
    /// What changed.
    pub(super) of: MeasureKey,
    /// Whether it became less.
    pub(super) falls: bool,
}

/// A word of change by its tokens.
struct Cue {
    start: usize,
    end: usize,
    /// Whether it says which way: 1 up, −1 down, 0 neither.
    direction: i8,
}

/// The change that a figure states; none where it is no per cent, or nothing says what changed or
/// which way.
pub(super) fn change(context: &Context<'_, '_>, figure: usize) -> Option<Change> {
    let q = context.read.reading.quantities.get(figure)?;
    let share = match q.figure {
        Figure::Amount(_, Some(unit)) => {
            context.rules.unit(unit).is_some_and(|unit| context.rules.is_dimension(unit.dimension, "share"))
        }
        Figure::Amount(_, None) => q.fraction,
        _ => false,
    };
    if !share || q.per.is_some() {
        return None;
    }
    let cue = cue(context, figure).filter(|cue| cue.direction != 0)?;
    Some(Change {
        of: measure_behind(context, &cue).or_else(|| measure_before(context, &cue))?,
        falls: cue.direction < 0,
    })
}

/// The word that makes a per cent a change.
fn cue(context: &Context<'_, '_>, figure: usize) -> Option<Cue> {
    let sentence = &context.read.sentence;
    let (start, end) = context.read.reading.quantities.get(figure).map(|q| q.tokens)?;
    let change = |l: Lexeme| if let Lexeme::Change(direction) = l { Some(direction) } else { None };
    if let Some((direction, past)) = sentence.lexeme(end, context.rules, change) {
        return Some(Cue { start: end, end: past, direction });
    }
    let by = sentence.lexeme_before(start, context.rules, |l| {
        if let Lexeme::ChangeBy(direction) = l { Some(direction) } else { None }
    });
    let from = by.map_or(start, |(_, from)| from);
    let dash = usize::from(by.is_none() && is_dash(context, start.wrapping_sub(1)));
    let stops = |at: &usize| ends_phrase(context, *at) || is_in_amount(context, *at);
    let before = (from.saturating_sub(TO_PER_CENT)..from - dash).rev().take_while(|at| !stops(at));
    let found = before.filter_map(|at| {
        let (direction, past) = sentence.lexeme(at, context.rules, change)?;
        Some(Cue { start: at, end: past, direction }).filter(|cue| cue.end <= from)
    });
    match (by, found.into_iter().next()) {
        // "Up 11%" tells the way by itself; what changed stands before the word of change all the same.
        (Some((direction, _)), Some(cue)) if direction == 0 || direction == cue.direction => Some(cue),
        (Some((direction, _)), _) if direction != 0 => Some(Cue { start: from, end: start, direction }),
        (None, Some(cue)) => Some(cue).filter(|cue| cue.end == start || states(context, cue.end, start)),
        _ => None,
    }
}

/// Whether a noun of change is all that a per cent is said of: «рост поставок составил 11%», "growth in
/// exports was 5%".
fn states(context: &Context<'_, '_>, from: usize, to: usize) -> bool {
    let sentence = &context.read.sentence;
    let Some(last) = to.checked_sub(1) else { return false };
    let noun = from.checked_sub(1).and_then(|at| sentence.word(at, context.words));
    let is_noun = noun.is_some_and(|word| word.may_be(crate::morphology::PartOfSpeech::Noun) && !word.past);
    let verb = sentence.word(last, context.words).is_some_and(|word| word.past || word.is_verb_like())
        || sentence.has_lexeme(last, context.rules, Lexeme::Light);
    is_noun && (is_dash(context, last) || verb)
}

/// Whether a dash stands at a token: «рост выручки — 3%».
fn is_dash(context: &Context<'_, '_>, at: usize) -> bool {
    matches!(context.read.sentence.token_text(at), "—" | "–" | "-")
}

/// Whether a token belongs to an amount.
fn is_in_amount(context: &Context<'_, '_>, at: usize) -> bool {
    let mut all = context.read.reading.quantities.iter();
    all.any(|q| matches!(q.figure, Figure::Amount(..)) && q.tokens.0 <= at && at < q.tokens.1)
}

/// What changed, behind a noun of change: "growth of revenue", «рост выручки».
fn measure_behind(context: &Context<'_, '_>, cue: &Cue) -> Option<MeasureKey> {
    let sentence = &context.read.sentence;
    let leads = |l: Lexeme| matches!(l, Lexeme::Of | Lexeme::In).then_some(());
    let led = sentence.lexeme(cue.end, context.rules, leads).map(|((), past)| past);
    let genitive = || {
        let cyrillic = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.cyrillic);
        (cyrillic(cue.start) && cyrillic(cue.end) && phrase::is_noun(sentence, cue.start, context.words))
            .then_some(cue.end)
    };
    let from = led.or_else(genitive)?;
    let declared = measures(context)
        .filter(|(_, (start, _))| {
            (from..from + BEHIND).contains(start) && is_one_phrase(context, from, *start)
        })
        .min_by_key(|(_, (start, end))| (*start, std::cmp::Reverse(*end)));
    let open = || {
        let head = phrase::head_behind(sentence, from, context.words)?;
        Some(MeasureKey::Open(Noun::of(sentence.word(head, context.words)?)))
    };
    declared.map(|(id, _)| MeasureKey::Named(id)).or_else(open)
}

/// What changed, before a verb of change: "exports of oil grew", "the number of employees was down".
fn measure_before(context: &Context<'_, '_>, cue: &Cue) -> Option<MeasureKey> {
    let sentence = &context.read.sentence;
    let declared = measures(context)
        .filter(|(_, (start, end))| *end <= cue.start && *start + TO_MEASURE >= cue.start)
        .filter(|(_, (_, end))| is_one_phrase(context, *end, cue.start))
        .max_by_key(|(_, (start, end))| (*end, std::cmp::Reverse(*start)));
    let head = phrase::head_before(sentence, cue.start, context.words);
    // "The bank forecasts growth of 5%": a noun of change has another subject as often as not.
    let head = head.filter(|_| !(cue.start..cue.end).any(|at| is_plain_noun(context, at)));
    let led = |at: usize| context.led_by(at, Lexeme::Of) || context.led_by(at, Lexeme::In);
    match (declared, head) {
        // "Exports of companies": who exports is not what grew.
        (Some((_, (start, _))), Some(head)) if head > start || led(start) => {
            Some(MeasureKey::Open(Noun::of(sentence.word(head, context.words)?)))
        }
        (Some((id, _)), _) => Some(MeasureKey::Named(id)),
        (None, head) => Some(MeasureKey::Open(Noun::of(sentence.word(head?, context.words)?))),
    }
}

/// The declared measures that words of a sentence name, with their tokens; no shares, which change by
/// points as well, and none of things of which the document speaks of none.
fn measures(context: &Context<'_, '_>) -> impl Iterator<Item = (Id, (usize, usize))> {
    context.meanings().filter_map(|(meaning, tokens)| {
        let Meaning::Measure(id) = meaning else { return None };
        let (_, measure) = context.rules.measures.get_index(*id)?;
        let there = measure.of_kind.is_none_or(|kind| context.subjects.of_kind(kind, None).is_some());
        let level = !context.rules.is_dimension(measure.dimension, "share");
        (there && level).then_some((*id, tokens))
    })
}

/// Whether a word is a noun and nothing that leads a figure: "growth", and no "up".
fn is_plain_noun(context: &Context<'_, '_>, at: usize) -> bool {
    use crate::morphology::PartOfSpeech as P;
    let word = context.read.sentence.word(at, context.words);
    word.is_some_and(|word| {
        word.may_be(P::Noun)
            && !word.past
            && ![P::Verb, P::Adverb, P::Preposition].iter().any(|part| word.may_be(*part))
    })
}

/// Whether nothing that ends a phrase stands between two places.
fn is_one_phrase(context: &Context<'_, '_>, from: usize, to: usize) -> bool {
    !(from..to).any(|at| ends_phrase(context, at))
}

/// Whether a mark stands at a token that ends a phrase.
fn ends_phrase(context: &Context<'_, '_>, at: usize) -> bool {
    matches!(context.read.sentence.token_text(at), ";" | ":" | "(" | ")" | "." | "!" | "?" | "—" | "–")
}
