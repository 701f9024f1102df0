//! What two claims are to each other: by their values, then by their scopes, then by whether
//! anything shows that they are of one thing. Makes no texts and allocates nothing; `reason.rs`
//! tells what was decided here.

use super::likeness::{
    about_one_thing, are_close, are_of_one_size, is_one_fact, may_be_of_a_part, may_have_grown,
};
use super::reason::Reason;
use super::scope::ScopeRelation;
use super::terms::{Terms, lacks_year};
use super::values::comparable;
use super::verdict::{Judgement, Verdict};
use crate::claim::{Claim, MeasureKey};
use crate::rule::Ruleset;
use crate::value::{Amount, ValueRelation};

/// Digits from which two sizes that lie close are of one part, whatever noun stands for it. A guess.
const OF_A_PART: usize = 2;

/// Judges two claims that are of one measure. `None` where their values cannot be compared.
/// Symmetric but for the order of the sides in the reason.
#[must_use]
pub fn judge(a: &Claim, b: &Claim, rules: &Ruleset) -> Option<Judgement> {
    let shared = a.subject.keys.iter().any(|key| b.subject.keys.contains(key));
    judge_of_subject(a, b, shared, rules)
}

/// [`judge`], for two claims of which it is known whether they share a subject. Those that do not
/// are about different things that one document speaks of.
pub(super) fn judge_of_subject(a: &Claim, b: &Claim, shared: bool, rules: &Ruleset) -> Option<Judgement> {
    let terms = Terms::of(&a.measure, rules);
    let relation = comparable(a, b, terms.tolerance(a, rules))?;
    // These two are decided before the policy is asked.
    let apart = |reason| Judgement::of(Verdict::Scope, reason);
    if relation == ValueRelation::Disjoint && (lacks_year(a) || lacks_year(b)) {
        return Some(apart(Reason::NoYear));
    }
    if !shared {
        return Some(apart(Reason::Subjects));
    }
    let scope = ScopeRelation::of(a, b, &terms, rules);
    if scope.of_other_things {
        return None;
    }
    // Two texts name what a size is of by different nouns.
    let of_one_part = scope.is_part_alone() && a.document != b.document && are_of_one_size(a, b, OF_A_PART);
    let scope = if of_one_part { ScopeRelation::default() } else { scope };
    let adds_up = terms.adds_up(a, rules);
    // A part of a thing may not exceed it, whatever is measured; a day of a year is no part.
    let bounded = terms.bounds_parts() && !scope.in_time;
    let (verdict, reason) = decide(a, b, relation, scope, adds_up || bounded);
    if matches!(a.measure, MeasureKey::Unnamed(_)) && (verdict == Verdict::Scope || !is_one_fact(a, b)) {
        return None;
    }
    let (verdict, reason) = if is_equal(relation) || verdict == Verdict::Scope {
        (verdict, reason)
    } else if adds_up && may_be_of_a_part(a, b, rules) {
        (Verdict::Scope, Reason::Local)
    } else if terms.is_cumulative() && may_have_grown(a, b) {
        (Verdict::Scope, Reason::Grown)
    } else if about_one_thing(a, b, rules, terms.edition || terms.happens_once(a)) {
        (verdict, reason)
    } else {
        (Verdict::Scope, Reason::Unlike)
    };
    let levels = &terms.policy.levels;
    let set = if levels.is_empty() { None } else { levels.get(verdict.word()).copied() };
    Some(Judgement { verdict, level: set.or(verdict.level()), reason })
}

fn is_equal(relation: ValueRelation) -> bool {
    matches!(relation, ValueRelation::Equal | ValueRelation::Rounded)
}

fn decide(
    a: &Claim,
    b: &Claim,
    relation: ValueRelation,
    scope: ScopeRelation,
    additive: bool,
) -> (Verdict, Reason) {
    if scope.is_different() {
        return (Verdict::Scope, Reason::Scopes);
    }
    // A day and its month, with figures this close, are one event told more and less exactly.
    let one_event = || scope.is_time_alone() && are_close(a, b);
    if let Some(first) = scope.first_is_part().filter(|_| !one_event()) {
        let (part, whole) = if first { (a, b) } else { (b, a) };
        return part_of_whole(part, whole, first, additive);
    }
    let one_document = a.document == b.document;
    if one_document && a.listed != b.listed && relation == ValueRelation::Disjoint {
        return (Verdict::PartWhole, Reason::Listed);
    }
    if scope.in_voice && !is_equal(relation) {
        return (Verdict::Scope, Reason::Voices);
    }
    if one_document && !is_equal(relation) {
        if a.sentence == b.sentence {
            return (Verdict::Scope, Reason::OneSentence);
        }
        if a.also || b.also {
            return (Verdict::Scope, Reason::Beside);
        }
    }
    // Where only the noun says what is counted, "another 17" are not those of a text without them.
    if matches!(a.measure, MeasureKey::Open(_)) && a.also != b.also && !is_equal(relation) {
        return (Verdict::Scope, Reason::Beside);
    }
    by_value(relation)
}

fn by_value(relation: ValueRelation) -> (Verdict, Reason) {
    let verdict = match relation {
        ValueRelation::Equal | ValueRelation::Rounded => Verdict::Agree,
        ValueRelation::Truncated
        | ValueRelation::Coarse
        | ValueRelation::Admits
        | ValueRelation::Overlaps
        | ValueRelation::Near => Verdict::Discrepancy,
        ValueRelation::Disjoint => Verdict::Contradiction,
    };
    (verdict, Reason::Values(relation))
}

/// A part explains a smaller figure. One that is larger than what the whole is known to
/// reach competes with it, and one that is larger than the whole can be violates it.
fn part_of_whole(part: &Claim, whole: &Claim, first: bool, additive: bool) -> (Verdict, Reason) {
    let explained = (Verdict::Scope, Reason::Part { first });
    let (Some(p), Some(w)) = (part.amount(), whole.amount()) else { return explained };
    if !additive {
        return explained;
    }
    if let (Some(low), Some(high)) = (p.admitted().lo, w.admitted().hi)
        && low > high
    {
        return (Verdict::PartWhole, Reason::Exceeds { first });
    }
    if competes(p, w) { (Verdict::Discrepancy, Reason::Competes { first }) } else { explained }
}

/// Whether a part that is known to an end is larger than what an open bound of the whole reaches
/// for sure.
fn competes(part: &Amount, whole: &Amount) -> bool {
    match (part.interval.lo.zip(part.interval.hi), whole.interval.lo, whole.interval.hi) {
        (Some((part_low, _)), Some(whole_low), None) => part_low > whole_low,
        _ => false,
    }
}
