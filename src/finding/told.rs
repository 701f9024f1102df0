//! What is said of a finding: texts, made when it is shown. Findings are many, and most are
//! only counted.

use super::collect::Finding;
use crate::claim::Claim;
use crate::graph::{ConflictGraph, describe, measure_name, scope_value_text, time_text};
use crate::resolve::Resolution;
use crate::rule::Ruleset;

/// What is said of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What stands against what.
    pub message: String,
    /// Why it is what it is.
    pub why: String,
    /// What the evidence supports.
    pub resolution: Option<String>,
}

impl Told {
    /// All of it, line by line.
    #[must_use]
    pub fn lines(self) -> Vec<String> {
        let evidence = self.resolution.map(|why| format!("evidence: {why}"));
        [self.message, self.why].into_iter().chain(evidence).collect()
    }
}

impl Finding {
    /// What is said of it, out of the run that it was found in.
    #[must_use]
    pub fn told(
        &self,
        claims: &[Claim],
        graph: &ConflictGraph,
        resolutions: &[Resolution],
        rules: &Ruleset,
    ) -> Told {
        let relation = graph.relation(self.told_by);
        let sides = relation.and_then(|relation| relation.sides(claims));
        let message = sides.map_or_else(String::new, |(a, b)| {
            let name = measure_name(&a.measure, rules);
            let title = &a.subject.title;
            let of = if title.is_empty() { String::new() } else { format!(" of {title}") };
            let other = if a.measure == b.measure {
                String::new()
            } else {
                format!("{} ", measure_name(&b.measure, rules))
            };
            format!("{name}{of}: {} against {other}{}", describe(a), describe(b))
        });
        Told {
            message,
            why: relation.map_or_else(String::new, |relation| graph.why(relation, claims, rules)),
            resolution: self.resolution.and_then(|at| resolutions.get(at)).map(|r| r.why.clone()),
        }
    }
}

/// What is said beside a figure: its value, what sets its scope, and whom it quotes.
#[must_use]
pub fn label(claim: &Claim, rules: &Ruleset) -> String {
    let (mut scope, mut voices) = (Vec::new(), Vec::new());
    for (id, entry) in claim.scope.entries.iter() {
        let text = scope_value_text(&entry.value, *id, rules);
        if text.is_empty() {
            continue;
        }
        if rules.is_voice(*id) { voices.push(format!("according to {text}")) } else { scope.push(text) }
    }
    if let Some(time) = &claim.scope.time {
        let text = time_text(&time.span);
        scope.push(if time.inferred.is_some() { format!("{text}, inferred") } else { text });
    }
    scope.append(&mut voices);
    let value = describe(claim);
    if scope.is_empty() { value } else { format!("{value} ({})", scope.join(", ")) }
}
