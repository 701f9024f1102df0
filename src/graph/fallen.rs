//! A count that only grows, and is smaller in a later document: growth explains the first and not
//! the second.

use super::conflict::ConflictGraph;
use super::likeness::about_one_thing;
use super::reason::Reason;
use super::terms::Terms;
use super::verdict::{Judgement, Verdict};
use crate::claim::{Claim, Day};
use crate::rule::Ruleset;

/// Makes contradictions of those differences that growth cannot explain. `days` are those of the
/// documents, by number.
pub(super) fn find_fallen(graph: &mut ConflictGraph, claims: &[Claim], days: &[Day], rules: &Ruleset) {
    let fallen = Judgement::of(Verdict::Contradiction, Reason::Fallen);
    graph.judge_where(claims, fallen, |judged, a, b| {
        judged.reason == Reason::Grown
            && (has_fallen(a, b, days) || has_fallen(b, a, days))
            && about_one_thing(a, b, rules, Terms::of(&a.measure, rules).edition)
    });
}

/// Whether the first claim is of an earlier day and counts more than the second can.
fn has_fallen(before: &Claim, after: &Claim, days: &[Day]) -> bool {
    let date = |claim: &Claim| days.get(claim.document).and_then(|day| day.date);
    let earlier = date(before).and_then(|d| d.last_day()).zip(date(after).and_then(|d| d.first_day()));
    let most = after.amount().and_then(|amount| amount.admitted().hi);
    let least = before.amount().and_then(|amount| amount.admitted().lo);
    earlier.is_some_and(|(before, after)| before < after)
        && least.zip(most).is_some_and(|(least, most)| least > most)
}
