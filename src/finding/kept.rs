//! A finding in few bytes, for the next run. It is kept before a project decides anything of it: what else it says
//! is told by its first relation, as when it was gathered.

use super::{Finding, Relations};
use crate::claim::MeasureKey;
use crate::graph::ConflictGraph;
use serde::{Deserialize, Serialize};

/// What is kept of a finding.
#[derive(Serialize, Deserialize)]
pub struct KeptFinding {
    minor: bool,
    relations: Vec<u32>,
    resolution: Option<u32>,
}

impl From<&Finding> for KeptFinding {
    fn from(finding: &Finding) -> Self {
        let resolution = finding.resolution.and_then(|at| u32::try_from(at).ok());
        Self { minor: finding.minor, relations: finding.relations.to_vec(), resolution }
    }
}

impl KeptFinding {
    /// The relation that it is told by, by number.
    #[must_use]
    pub fn told_by(&self) -> Option<usize> {
        self.relations.first().map(|relation| *relation as usize)
    }

    /// The finding of a measure, in a run of some resolutions; none where it is of another run, as of what is damaged.
    #[must_use]
    pub fn finding(self, measure: MeasureKey, graph: &ConflictGraph, resolutions: usize) -> Option<Finding> {
        let told_by = self.told_by()?;
        let relation = graph.relation(told_by)?;
        let known = self.relations.iter().all(|relation| (*relation as usize) < graph.len());
        let resolution = self.resolution.map(|at| at as usize);
        (known && resolution.is_none_or(|at| at < resolutions)).then_some(())?;
        Some(Finding {
            verdict: relation.judgement.verdict,
            severity: relation.judgement.level?,
            minor: self.minor,
            measure,
            relations: Relations::from_slice(&self.relations),
            told_by,
            resolution,
        })
    }
}
