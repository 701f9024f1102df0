//! The level of a relation: what the rules say, then what the project says of the code, of
//! the measure, and of the documents, each over the one before.

use super::apply::Policy;
use crate::config::{Levels, Placed};
use crate::diagnostic::Severity;
use crate::engine::Outcome;
use crate::finding::{code_of, measure_goes_by};
use crate::graph::Relation;
use crate::rule::Ruleset;

/// The level of a relation under a policy; none where it is off or always was.
pub(super) fn level(
    relation: &Relation,
    outcome: &Outcome,
    rules: &Ruleset,
    policy: &Policy<'_>,
) -> Option<Severity> {
    let own = relation.judgement.level?;
    let code = code_of(relation.judgement.verdict).name;
    let config = &policy.project.config;
    let set = |levels: &Levels| levels.0.get(code).map(|level: &Placed<Option<Severity>>| level.value);
    let mut level = set(&config.levels).unwrap_or(Some(own));
    let claims = [relation.a, relation.b].map(|claim| outcome.claims.get(claim));
    for (name, of_measure) in &config.measures {
        if claims.iter().flatten().any(|claim| measure_goes_by(&claim.measure, &name.value, rules)) {
            let all = of_measure.all.as_ref().map(|level| level.value);
            level = set(&of_measure.codes).or(all).unwrap_or(level);
        }
    }
    for entry in &config.documents {
        let Some(set) = set(&entry.levels) else { continue };
        let mut names = claims.iter().flatten().filter_map(|claim| policy.names.get(claim.document));
        if names.any(|name| entry.matches(name)) {
            level = set;
        }
    }
    level
}
