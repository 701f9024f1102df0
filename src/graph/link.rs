//! Compares the claims of a run. Each pair that can be compared becomes an edge.

use super::conflict::{ConflictGraph, Derived};
use super::derive::derive;
use super::duration::durations;
use super::fallen::find_fallen;
use super::grown::find_grown;
use super::grown_by::misfits;
use super::judge::judge_of_subject;
use super::named::Named;
use super::numbered::find_misnumbered;
use super::pairs::Pairs;
use super::reason::Reason;
use super::told::tell_apart;
use super::verdict::Judgement;
use crate::claim::{Claim, Day};
use crate::rule::Ruleset;
use rayon::prelude::*;
use std::ops::Range;

/// So many claims are compared with those behind them by one thread at a time.
const STRETCH: usize = 512;
/// So many stretches are compared before their relations go into the graph, while the next ones
/// are compared.
const STRETCHES: usize = 64;

/// Two claims, by number, and what they are to each other.
type Found = (u32, u32, Judgement);

/// A relation that follows from more than its two claims.
pub(super) struct Following {
    /// The claims, by number, the smaller one first.
    pub(super) claims: (usize, usize),
    pub(super) judgement: Judgement,
    pub(super) derived: Derived,
}

impl Following {
    /// Of two claims in any order.
    pub(super) fn new(a: usize, b: usize, judgement: Judgement, derived: Derived) -> Self {
        let judgement = Judgement { reason: Reason::Derived, ..judgement };
        Self { claims: (a.min(b), a.max(b)), judgement, derived }
    }
}

/// Compares the claims of a run: all pairs of a group of one measure and subject. In a group
/// beyond a limit, claims that say the same are compared with one of them only, and that one
/// with the others of its kind; where even those are too many, with its neighbours by value.
/// `dates` are those of the documents, by number.
#[must_use]
pub fn connect(claims: &[Claim], days: &[Day], rules: &Ruleset) -> ConflictGraph {
    connect_families(claims, &Named::of(claims), days, rules)
}

/// Compares the claims of some families of a run as [`connect`] does those of all. `named` is of all claims of the run.
#[must_use]
pub fn connect_families(claims: &[Claim], named: &Named, days: &[Day], rules: &Ruleset) -> ConflictGraph {
    let mut following = durations(claims, rules);
    following.extend(derive(claims, rules));
    following.extend(misfits(claims));
    following.sort_by_key(|following| following.claims);
    let mut following = following.into_iter().peekable();
    let mut graph = ConflictGraph::of(claims.len(), claims.len());
    let mut pairs = Pairs::of(claims, named, rules);
    graph.summarised = std::mem::take(&mut pairs.summarised);
    let judged = |window: usize| {
        let starts: Vec<usize> = (window..claims.len()).step_by(STRETCH).take(STRETCHES).collect();
        let stretch = |start: usize| judged(start..claims.len().min(start + STRETCH), &pairs, claims, rules);
        starts.into_par_iter().map(stretch).collect::<Vec<Vec<Found>>>()
    };
    let mut found = judged(0);
    for window in (STRETCH * STRETCHES..=claims.len() + STRETCH * STRETCHES).step_by(STRETCH * STRETCHES) {
        let add = || {
            for (a, b, judgement) in found.drain(..).flatten() {
                let claims = (a as usize, b as usize);
                // What follows from others stands behind what the two say themselves.
                while let Some(before) = following.next_if(|following| following.claims < claims) {
                    graph.derive(before.claims.0, before.claims.1, before.judgement, before.derived);
                }
                graph.relate(claims.0, claims.1, judgement);
            }
        };
        let ((), next) = rayon::join(add, || judged(window));
        found = next;
    }
    for last in following {
        graph.derive(last.claims.0, last.claims.1, last.judgement, last.derived);
    }
    find_fallen(&mut graph, claims, days, rules);
    find_misnumbered(&mut graph, claims, rules);
    find_grown(&mut graph, claims, days, rules);
    tell_apart(&mut graph, claims);
    graph
}

/// What the claims of a range are to those behind them.
fn judged(range: Range<usize>, pairs: &Pairs, claims: &[Claim], rules: &Ruleset) -> Vec<Found> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut out = Vec::new();
    pairs.each_in(number(range.start)..number(range.end), |a, b| {
        let (Some(x), Some(y)) = (claims.get(a as usize), claims.get(b as usize)) else { return };
        if x.document == y.document || pairs.share_topic((a, x), (b, y)) {
            let shared = pairs.share_subject((a, x), (b, y));
            out.extend(judge_of_subject(x, y, shared, rules).map(|judgement| (a, b, judgement)));
        }
    });
    out
}
