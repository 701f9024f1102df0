//! The terms on which claims of one measure are compared.

use crate::claim::{Claim, MeasureKey};
use crate::rule::{Measure, Nature, Policy, Ruleset, TimePolicy};
use crate::value::{Decimal, Tolerance, Value};
use std::sync::LazyLock;

/// Measured figures this close, as a fraction, differ by how they were measured or converted
/// and not in what they say. A guess from the gold clusters: 745 against 746 feet goes
/// together, 2,727 against 2,737 metres does not.
const MEASURED_PER_MYRIAD: i64 = 20;

/// The policy of measures that no rule declares.
static DEFAULT: LazyLock<Policy> = LazyLock::new(Policy::default);

/// What the rules say of comparing claims of a measure.
#[derive(Clone, Copy)]
pub(super) struct Terms<'r> {
    measure: Option<&'r Measure>,
    pub(super) policy: &'r Policy,
    /// Whether the measure is of things of a kind, which have editions.
    pub(super) edition: bool,
}

impl<'r> Terms<'r> {
    /// The terms for the claims of a measure.
    pub(super) fn of(measure: &MeasureKey, rules: &'r Ruleset) -> Self {
        let measure = match measure {
            MeasureKey::Named(id) => rules.measures.get_index(*id).map(|(_, measure)| measure),
            MeasureKey::Open(_) | MeasureKey::Change(_) | MeasureKey::Unnamed(_) => None,
        };
        Self {
            measure,
            policy: measure.map_or(&DEFAULT, |measure| &measure.policy),
            edition: measure.is_some_and(|measure| measure.of_kind.is_some()),
        }
    }

    /// How far apart values may be and count as near.
    pub(super) fn tolerance(&self, claim: &Claim, rules: &Ruleset) -> Tolerance {
        let usual = || {
            if is_counted(claim, rules) { Decimal::ZERO } else { Decimal::new(MEASURED_PER_MYRIAD, 4) }
        };
        Tolerance(self.policy.tolerance.unwrap_or_else(usual))
    }

    /// Whether parts add up to their whole.
    pub(super) fn adds_up(&self, claim: &Claim, rules: &Ruleset) -> bool {
        let adds = |measure: &Measure| !matches!(measure.nature, Nature::Stock | Nature::Limit);
        self.measure.is_none_or(adds) && is_counted(claim, rules)
    }

    /// Whether a part may not exceed its whole, whatever is measured.
    pub(super) fn bounds_parts(&self) -> bool {
        self.measure.is_some_and(|measure| measure.part_whole)
    }

    /// Whether a claim dates what happens once: another year is no other condition of it.
    pub(super) fn happens_once(&self, claim: &Claim) -> bool {
        self.policy.time == TimePolicy::Ignored && matches!(claim.value, Value::Dates(_))
    }

    /// Whether the count only grows.
    pub(super) fn is_cumulative(&self) -> bool {
        self.measure.is_some_and(|measure| measure.nature == Nature::Cumulative)
    }
}

/// Whether a value counts things, people or money, so that parts add up and no instrument
/// stands between the thing and its figure.
fn is_counted(claim: &Claim, rules: &Ruleset) -> bool {
    claim
        .dimension
        .is_none_or(|id| ["count", "person", "money"].iter().any(|name| rules.is_dimension(id, name)))
}

/// Whether a claim states a date of an unknown year.
pub(super) fn lacks_year(claim: &Claim) -> bool {
    matches!(claim.base().value, Value::Dates(span) if span.from.or(span.to).is_some_and(|date| date.year.is_none()))
}
