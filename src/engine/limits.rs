//! Limits of a run that cut something off: each is told.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::ConflictGraph;

/// Claims that were not all compared with each other.
pub static COMPARISON_CUT: Code = Code {
    name: "comparison-cut",
    level: Severity::Warning,
    explanation: "So many claims are on one measure of one subject that not every pair was compared.\n\n\
        Each was compared with the ones next to it by value; figures that lie further apart are not held against \
        each other in so many words. Check fewer documents at a time, or tell the subjects apart in a rule file.\n",
};

/// What a comparison left out.
pub(super) fn of_graph(graph: &ConflictGraph) -> Option<Diagnostic> {
    let largest = graph.cut.iter().max()?;
    let groups = if graph.cut.len() == 1 { "group" } else { "groups" };
    let said = format!(
        "{} {groups} of claims on one thing, the largest of {largest}, were compared by neighbours only",
        graph.cut.len()
    );
    let help = "check fewer documents at a time, or tell their subjects apart in a rule file";
    Some(Diagnostic::new(&COMPARISON_CUT, said).help(help))
}
