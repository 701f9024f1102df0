//! A count that only grows, and is larger in a later document: the two may both have been true.

use super::conflict::ConflictGraph;
use super::reason::Reason;
use super::terms::Terms;
use super::verdict::{Judgement, Verdict};
use crate::claim::{Claim, Day};
use crate::rule::Ruleset;
use crate::value::CalendarDate;

/// Days in which counts are still being made: of two documents further apart, the later one
/// corrects the earlier. A guess.
const COUNTING: i32 = 92;

/// Explains those differences that growth between the days of two documents explains. `days`
/// are those of the documents, by number.
pub(super) fn find_grown(graph: &mut ConflictGraph, claims: &[Claim], days: &[Day], rules: &Ruleset) {
    let explained = Judgement { level: None, ..Judgement::of(Verdict::Scope, Reason::Grown) };
    graph.judge_where(claims, explained, |judged, a, b| {
        matches!(judged.reason, Reason::Values(_))
            && judged.verdict != Verdict::Agree
            && Terms::of(&a.measure, rules).is_cumulative()
            && (has_grown(a, b, days) || has_grown(b, a, days))
    });
}

/// Whether the first claim is of an earlier day and counts less than the second does.
fn has_grown(before: &Claim, after: &Claim, days: &[Day]) -> bool {
    let date = |claim: &Claim| days.get(claim.document).and_then(|day| day.date);
    let years = [before, after].map(|claim| date(claim).and_then(|date| date.year));
    // Of two days, one told without its year, both are of one year.
    let of_year = |date: CalendarDate| match years {
        [Some(year), _] | [None, Some(year)] => date.in_year(year),
        [None, None] => date,
    };
    let apart = date(before).and_then(|d| of_year(d).last_day());
    let apart = apart.zip(date(after).and_then(|d| of_year(d).first_day()));
    let counting = apart.is_some_and(|(before, after)| {
        before < after && before.until(after).is_ok_and(|span| span.get_days() <= COUNTING)
    });
    // What was told at once was told while counts were made; what has no day tells how they ended.
    let ended = days.get(before.document).is_some_and(|day| day.at_once)
        && apart.map_or(date(after).is_none(), |(before, after)| before < after);
    let least = |claim: &Claim| claim.amount().and_then(|amount| amount.interval.lo);
    (counting || ended) && least(before).zip(least(after)).is_some_and(|(before, after)| before < after)
}
