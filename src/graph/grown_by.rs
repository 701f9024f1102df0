//! A stated growth against the levels of two years that it leads between, whichever documents state
//! them.

use super::conflict::Derived;
use super::derive::{grown, meets_about, shown, values};
use super::link::Following;
use super::reason::Reason;
use super::values::describe;
use super::verdict::{Judgement, Verdict};
use crate::claim::{Claim, MeasureKey};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::smallvec;

/// Levels of one year that are tried; pages hold few of one thing.
const MOST: usize = 16;

/// The levels of a measure of a subject in a year, by number.
type Levels<'c> = FxHashMap<(&'c MeasureKey, &'c str, i16), Vec<usize>>;

/// Growths that fit no levels of their year and the year before, where some are stated.
pub(super) fn misfits(claims: &[Claim]) -> Vec<Following> {
    let changes = || claims.iter().enumerate().filter_map(|(at, claim)| Some((at, claim, changed(claim)?)));
    let measures: FxHashSet<&MeasureKey> = changes().map(|(_, _, of)| of).collect();
    if measures.is_empty() {
        return Vec::new();
    }
    let mut levels: Levels<'_> = FxHashMap::default();
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| measures.contains(&claim.measure)) {
        let Some(year) = year(claim) else { continue };
        for key in claim.subject.main_names() {
            levels.entry((&claim.measure, &**key, year)).or_default().push(at);
        }
    }
    changes().filter_map(|(at, stated, of)| misfit(claims, &levels, (at, stated), of)).collect()
}

/// The relation of a growth with the level that it does not lead to.
fn misfit(
    claims: &[Claim],
    levels: &Levels<'_>,
    (at, stated): (usize, &Claim),
    of: &MeasureKey,
) -> Option<Following> {
    let (told, year) = (values(stated)?, year(stated)?);
    let of_year = |year: i16| {
        let lists = stated.subject.main_names().filter_map(move |key| levels.get(&(of, &**key, year)));
        let known = lists.flat_map(|list| list.iter().take(MOST));
        known
            .filter_map(|at| Some((*at, claims.get(*at)?)))
            .filter(|(_, level)| stated.subject.may_be(&level.subject) && is_beside(stated, level))
    };
    let mut wrong = None;
    for (after, later) in of_year(year) {
        for (before, earlier) in
            of_year(year - 1).filter(|(_, earlier)| earlier.base().unit == later.base().unit)
        {
            let computed = grown(earlier, later)?;
            if meets_about(&told, &computed) {
                return None;
            }
            wrong.get_or_insert((before, after, computed));
        }
    }
    let (before, after, computed) = wrong?;
    let (from, to) = (describe(claims.get(before)?), describe(claims.get(after)?));
    let why = format!("from {from} to {to} is {}%, not {}%", shown(&computed), shown(&told));
    let judgement = Judgement::of(Verdict::PartWhole, Reason::Derived);
    Some(Following::new(at, after, judgement, Derived { why, stated: None, with: smallvec![before] }))
}

/// What a claim states the growth of.
fn changed(claim: &Claim) -> Option<&MeasureKey> {
    if let MeasureKey::Change(of) = &claim.measure { Some(of) } else { None }
}

/// The year that a claim is of, where that is all of it.
fn year(claim: &Claim) -> Option<i16> {
    let span = claim.scope.time.as_ref()?.span;
    let whole = [span.from, span.to].into_iter().flatten().all(|date| date.month.is_none());
    span.common_year().filter(|_| whole)
}

/// Whether a level is of what a growth is of in all but time.
fn is_beside(stated: &Claim, level: &Claim) -> bool {
    stated.scope.entries.say_the_same(&level.scope.entries)
}
