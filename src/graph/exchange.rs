//! Two figures of one text that another text gives the other way round: "350 exhibitors and
//! 1,200 visitors" against "1,200 exhibitors and 350 visitors". Each pair is judged by itself; that
//! both are of the same two figures tells what happened to them.

use super::judge::judge;
use super::name::measure_name;
use super::reason::Reason;
use super::values::{describe, show_the_same};
use super::verdict::Judgement;
use crate::claim::Claim;
use crate::rule::Ruleset;
use crate::value::ValueRelation;

/// So many claims before a figure and behind it are looked through for its counterpart: figures
/// that are taken for each other stand side by side.
const BESIDE: usize = 16;

/// Appends which other figures two that stand against each other look exchanged with, if some do.
pub(super) fn tell_exchange(
    (a, b): (usize, usize),
    judgement: Judgement,
    claims: &[Claim],
    rules: &Ruleset,
    out: &mut String,
) {
    let (Some(x), Some(y)) = (claims.get(a), claims.get(b)) else { return };
    if !stands_against(judgement.reason) {
        return;
    }
    // What one document tells in two ways are two sentences, each with both figures.
    let apart = x.document != y.document;
    let counterpart = |c: &'_ &Claim| (apart || c.sentence == x.sentence) && show_the_same(c, y);
    let against = |d: &'_ &Claim| (apart || d.sentence == y.sentence) && show_the_same(d, x);
    let exchanged = beside(a, claims).filter(counterpart).find_map(|c| {
        let what = told_from(c, x, rules)?;
        let d = beside(b, claims).filter(against).find(|d| contradicts(c, d, rules))?;
        Some((what, describe(c), describe(d)))
    });
    if let Some((what, c, d)) = exchanged {
        let words =
            ["; those of ", &what, " are the other way round, ", &c, " and ", &d, ": they look exchanged"];
        words.iter().for_each(|word| out.push_str(word));
    }
}

/// The other claims that stand around one in its document.
fn beside(at: usize, claims: &[Claim]) -> impl Iterator<Item = &Claim> {
    let document = claims.get(at).map(|claim| claim.document);
    let (from, to) = (at.saturating_sub(BESIDE), claims.len().min(at + BESIDE + 1));
    let others = (from..to).filter(move |other| *other != at).filter_map(|other| claims.get(other));
    others.filter(move |claim| Some(claim.document) == document)
}

/// Whether two figures stand against each other, and what explains that explains no exchange:
/// where one count grows, the other falls.
fn stands_against(reason: Reason) -> bool {
    use Reason as R;
    matches!(reason, R::Values(ValueRelation::Disjoint) | R::Grown | R::Fallen | R::Unlike)
}

fn contradicts(a: &Claim, b: &Claim, rules: &Ruleset) -> bool {
    let judged = || judge(a, b, rules).is_some_and(|judged| stands_against(judged.reason));
    a.measure == b.measure && judged()
}

/// What a claim states that another one of its text does not: another measure, the same of another
/// thing, or of a part of it. None where nothing tells the two apart.
fn told_from(claim: &Claim, other: &Claim, rules: &Ruleset) -> Option<String> {
    if claim.measure != other.measure {
        return Some(measure_name(&claim.measure, rules));
    }
    if !claim.subject.keys.iter().any(|key| other.subject.keys.contains(key)) {
        return Some(claim.subject.title.to_string());
    }
    let mut scope = None;
    Reason::Scopes.differences(claim, other, rules, |difference| {
        let mut text = String::new();
        difference.sides.0.tell(rules, &mut text);
        scope.get_or_insert(text);
    });
    scope
}
