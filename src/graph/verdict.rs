//! Verdicts: what two claims on one measure of one subject are to each other.

use super::likeness::{about_one_thing, are_close, may_be_of_a_part, may_have_grown, slip};
use super::scope::{DimensionRelation, ScopeDifference, ScopeRelation};
use super::values::{comparable, describe};
use crate::claim::{Claim, MeasureKey};
use crate::diagnostic::Severity;
use crate::rule::{Nature, Policy, Ruleset};
use crate::value::{Amount, Decimal, Tolerance, Value, ValueRelation};

/// What two claims are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The same scope, the same value: each supports the other.
    Agree,
    /// Another scope, by the texts themselves.
    Scope,
    /// The same scope, different figures that can both be true.
    Discrepancy,
    /// A part that does not fit its whole.
    PartWhole,
    /// The same scope, figures that cannot both be true.
    Contradiction,
}

impl Verdict {
    /// The word for it in output and rule files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Scope => "scope",
            Self::Discrepancy => "discrepancy",
            Self::PartWhole => "part-whole",
            Self::Contradiction => "contradiction",
        }
    }

    /// The level that it has by default; agreement has none.
    #[must_use]
    pub fn level(self) -> Option<Severity> {
        match self {
            Self::Agree => None,
            Self::Scope => Some(Severity::Advice),
            Self::Discrepancy => Some(Severity::Warning),
            Self::PartWhole | Self::Contradiction => Some(Severity::Error),
        }
    }
}

/// A verdict with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Its level; agreement has none.
    pub level: Option<Severity>,
    /// One sentence that says why, with both values converted.
    pub why: String,
    /// What sets the scopes apart.
    pub differences: Vec<ScopeDifference>,
}

/// An edge of the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The first claim, by number.
    pub a: usize,
    /// The second claim, by number.
    pub b: usize,
    /// What they are to each other.
    pub judgement: Judgement,
}

/// Measured figures this close, as a fraction, differ by how they were measured or converted
/// and not in what they say. A guess from the gold clusters: 745 against 746 feet goes
/// together, 2,727 against 2,737 metres does not.
const MEASURED_PER_MYRIAD: i64 = 20;

/// Judges two claims that are of one measure. `None` where their values cannot be compared.
/// Symmetric but for the order of the sides in the reason.
#[must_use]
pub fn judge(a: &Claim, b: &Claim, rules: &Ruleset) -> Option<Judgement> {
    let default = Policy::default();
    let measure = match &a.measure {
        MeasureKey::Named(id) => rules.measures.get_index(*id).map(|(_, m)| m),
        MeasureKey::Open(_) | MeasureKey::Unnamed(_) => None,
    };
    let policy = measure.map_or(&default, |m| &m.policy);
    let relation = comparable(a, b, tolerance(a, policy, rules))?;
    if relation == ValueRelation::Disjoint && (lacks_year(a) || lacks_year(b)) {
        let why = format!("{} and {}: one of them has no year", describe(a), describe(b));
        return Some(Judgement {
            verdict: Verdict::Scope,
            level: Verdict::Scope.level(),
            why,
            differences: Vec::new(),
        });
    }
    if subjects_differ(a, b) {
        let why =
            format!("{} is said of {}, {} of {}", describe(a), a.subject.title, describe(b), b.subject.title);
        let differences = vec![ScopeDifference {
            dimension: "subject".to_owned(),
            relation: DimensionRelation::Different,
            sides: (a.subject.title.to_string(), b.subject.title.to_string()),
        }];
        return Some(Judgement { verdict: Verdict::Scope, level: Verdict::Scope.level(), why, differences });
    }
    let edition = measure.is_some_and(|m| m.of_kind.is_some());
    let scope = ScopeRelation::of(a, b, policy, rules, edition);
    if scope.is_of_other_things(policy, rules) {
        return None;
    }
    let additive =
        measure.is_none_or(|m| !matches!(m.nature, Nature::Stock | Nature::Limit)) && is_counted(a, rules);
    // A part of a thing may not exceed it, whatever is measured; a day of a year is no part.
    let bounded =
        measure.is_some_and(|m| m.part_whole) && scope.differences.iter().all(|d| d.dimension != "time");
    let (verdict, why) = decide(a, b, relation, &scope, additive || bounded);
    let equal = matches!(relation, ValueRelation::Equal | ValueRelation::Rounded);
    let cumulative = measure.is_some_and(|m| m.nature == Nature::Cumulative);
    let (verdict, why) = if equal || verdict == Verdict::Scope {
        (verdict, why)
    } else if additive && may_be_of_a_part(a, b, rules) {
        (Verdict::Scope, local(a, b))
    } else if cumulative && may_have_grown(a, b) {
        (Verdict::Scope, grown(a, b))
    } else if about_one_thing(a, b, rules, edition) {
        (verdict, why)
    } else {
        (Verdict::Scope, unlike(a, b))
    };
    let level = policy.levels.get(verdict.word()).copied().or(verdict.level());
    Some(Judgement { verdict, level, why, differences: scope.differences })
}

/// Whether two claims are about different things that one document speaks of.
fn subjects_differ(a: &Claim, b: &Claim) -> bool {
    !a.subject.keys.iter().any(|key| b.subject.keys.contains(key))
}

fn lacks_year(claim: &Claim) -> bool {
    matches!(&claim.base.value, Value::Dates(span) if span.from.or(span.to).is_some_and(|date| date.year.is_none()))
}

fn tolerance(claim: &Claim, policy: &Policy, rules: &Ruleset) -> Tolerance {
    let measured = !is_counted(claim, rules);
    let default = if measured { Decimal::new(MEASURED_PER_MYRIAD, 4) } else { Decimal::ZERO };
    Tolerance(policy.tolerance.unwrap_or(default))
}

/// Whether a value counts things, people or money, so that parts add up and no instrument
/// stands between the thing and its figure.
fn is_counted(claim: &Claim, rules: &Ruleset) -> bool {
    claim
        .base
        .dimension
        .is_none_or(|id| ["count", "person", "money"].iter().any(|name| rules.is_dimension(id, name)))
}

fn decide(
    a: &Claim,
    b: &Claim,
    relation: ValueRelation,
    scope: &ScopeRelation,
    additive: bool,
) -> (Verdict, String) {
    if scope.is_different() {
        return (Verdict::Scope, scope_reason(a, b, &scope.differences));
    }
    // A day and its month, with figures this close, are one event told more and less exactly.
    let one_event = scope.is_time_alone() && are_close(a, b);
    if let Some(first) = scope.first_is_part().filter(|_| !one_event) {
        let (part, whole) = if first { (a, b) } else { (b, a) };
        return part_of_whole(part, whole, &scope.differences, additive);
    }
    if a.listed != b.listed && a.document == b.document && relation == ValueRelation::Disjoint {
        let (list, stated) = if a.listed { (a, b) } else { (b, a) };
        return (Verdict::PartWhole, format!("{} are stated and {} named", describe(stated), describe(list)));
    }
    let one_sentence = a.document == b.document && a.sentence == b.sentence;
    let equal = matches!(relation, ValueRelation::Equal | ValueRelation::Rounded);
    if !equal && one_sentence {
        return (Verdict::Scope, format!("one sentence states both {} and {}", describe(a), describe(b)));
    }
    if !equal && (a.also || b.also) && a.document == b.document {
        return (Verdict::Scope, format!("{} is counted beside {}", describe(b), describe(a)));
    }
    by_value(a, b, relation)
}

fn by_value(a: &Claim, b: &Claim, relation: ValueRelation) -> (Verdict, String) {
    use ValueRelation as R;
    let (x, y) = (describe(a), describe(b));
    match relation {
        R::Equal => (Verdict::Agree, format!("both say {x}")),
        R::Rounded => (Verdict::Agree, format!("{x} and {y} are one figure, rounded")),
        R::Truncated => (
            Verdict::Discrepancy,
            format!("{x} and {y} differ by a digit that was cut off instead of rounded"),
        ),
        R::Coarse => (Verdict::Discrepancy, format!("{x} and {y} may be one figure, rounded coarsely")),
        R::Admits => (Verdict::Discrepancy, admits(a, b)),
        R::Overlaps => (Verdict::Discrepancy, format!("{x} and {y} can both be true, but are not the same")),
        R::Near => (Verdict::Discrepancy, format!("{x} and {y} are nearly the same")),
        R::Disjoint => {
            let hint = slip(a, b).map_or_else(String::new, |hint| format!("; {hint}"));
            (Verdict::Contradiction, format!("{x} and {y} cannot both be true{hint}"))
        }
    }
}

fn admits(a: &Claim, b: &Claim) -> String {
    let wider = |claim: &Claim| {
        claim.amount().is_some_and(|amount| amount.interval.as_point().is_none() || amount.approx)
    };
    let (wide, narrow) = if wider(a) { (a, b) } else { (b, a) };
    format!("{} admits {}, but does not say it", describe(wide), describe(narrow))
}

/// A part explains a smaller figure. One that is larger than what the whole is known to
/// reach competes with it, and one that is larger than the whole can be violates it.
fn part_of_whole(
    part: &Claim,
    whole: &Claim,
    differences: &[ScopeDifference],
    additive: bool,
) -> (Verdict, String) {
    let explained = || (Verdict::Scope, scope_reason(part, whole, differences));
    let (Some(p), Some(w)) = (part.amount(), whole.amount()) else { return explained() };
    if !additive {
        return explained();
    }
    let (low, high) = (p.admitted().lo, w.admitted().hi);
    let names = differences.iter().map(|d| d.dimension.as_str()).collect::<Vec<_>>().join(", ");
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        return (
            Verdict::PartWhole,
            format!("a part ({names}) of {} exceeds the whole of {}", describe(part), describe(whole)),
        );
    }
    if competes(p, w) {
        let why = format!(
            "{} admits {}; the latter is said of a part only ({names})",
            describe(whole),
            describe(part)
        );
        return (Verdict::Discrepancy, why);
    }
    explained()
}

/// Whether a part is larger than what an open bound of the whole reaches for sure.
fn competes(part: &Amount, whole: &Amount) -> bool {
    match (part.interval.lo, whole.interval.lo, whole.interval.hi) {
        (Some(part_low), Some(whole_low), None) => part_low > whole_low,
        _ => false,
    }
}

fn local(a: &Claim, b: &Claim) -> String {
    format!("{} and {}: only one of them is said of a place, and may be a part", describe(a), describe(b))
}

fn grown(a: &Claim, b: &Claim) -> String {
    format!(
        "{} and {}: the count grows, and the documents may be of different days",
        describe(a),
        describe(b)
    )
}

fn unlike(a: &Claim, b: &Claim) -> String {
    format!("{} and {} are far apart, and nothing shows that they are of one thing", describe(a), describe(b))
}

fn scope_reason(a: &Claim, b: &Claim, differences: &[ScopeDifference]) -> String {
    let dimensions: Vec<String> = differences
        .iter()
        .filter(|d| d.relation != DimensionRelation::Same)
        .map(|d| format!("{} ({} against {})", d.dimension, d.sides.0, d.sides.1))
        .collect();
    format!("{} and {} differ in {}", describe(a), describe(b), dimensions.join(", "))
}
