//! What a claim weighs: one witness each, copies of one text together; more for a trusted
//! publisher, for a figure that was corrected, and a little for precision.

use crate::claim::{Claim, MeasureKey};
use crate::rule::{Id, Ruleset};
use crate::token::fold;
use crate::value::Decimal;
use indexmap::{IndexMap, IndexSet};

/// Weights are whole numbers, so that sums do not depend on their order.
const UNIT: u64 = 1000;
/// What a correction notice multiplies the weight of what it corrects by; a guess.
const CORRECTED: u64 = 3;
/// What an exact figure gains over a bound or an approximation, of [`UNIT`]; a guess that
/// only breaks ties.
const PRECISION: u64 = 10;

/// Who witnesses what: documents with their trust and corrections.
#[derive(Debug, Default)]
pub struct Witnesses {
    /// For each document, its trust in thousandths.
    trust: Vec<u64>,
    /// Measures that a correction notice of a document names.
    corrected: IndexSet<(usize, Id)>,
}

impl Witnesses {
    /// Witnesses of a run: for each document its publisher, where known, and the measures
    /// that a correction notice in it names.
    #[must_use]
    pub fn new(documents: &[(Option<String>, Vec<Id>)], rules: &Ruleset) -> Self {
        let trust = |publisher: &Option<String>| {
            let known = publisher
                .as_ref()
                .and_then(|p| rules.publishers.values().find(|known| known.names.contains(&fold(p))));
            let trust = known.and_then(|p| p.trust).unwrap_or(Decimal::new(5, 1));
            u64::try_from(trust * Decimal::from(2 * UNIT)).unwrap_or(UNIT).max(1)
        };
        let corrected = documents
            .iter()
            .enumerate()
            .flat_map(|(at, (_, measures))| measures.iter().map(move |m| (at, *m)));
        Self {
            trust: documents.iter().map(|(publisher, _)| trust(publisher)).collect(),
            corrected: corrected.collect(),
        }
    }

    /// Whether a correction notice names the measure of a claim.
    #[must_use]
    pub fn is_corrected(&self, claim: &Claim) -> bool {
        matches!(claim.measure, MeasureKey::Named(id) if self.corrected.contains(&(claim.document, id)))
    }

    /// The weight of each of some claims. Claims of one value in one document, and in copies
    /// of one sentence, share one weight: the first carries it.
    #[must_use]
    pub fn weights(&self, members: &[usize], claims: &[Claim]) -> Vec<u64> {
        let mut seen: IndexSet<String> = IndexSet::new();
        members
            .iter()
            .map(|member| {
                let Some(claim) = claims.get(*member) else { return 0 };
                let fresh = seen.insert(witness_key(claim));
                if !fresh {
                    return 1;
                }
                let trust = self.trust.get(claim.document).copied().unwrap_or(UNIT);
                let corrected = if self.is_corrected(claim) { CORRECTED } else { 1 };
                trust * corrected + if is_exact(claim) { PRECISION } else { 0 }
            })
            .collect()
    }

    /// How many independent witnesses some claims have.
    #[must_use]
    pub fn independent(&self, members: &[usize], claims: &[Claim]) -> usize {
        let documents: IndexMap<usize, ()> =
            members.iter().filter_map(|m| claims.get(*m)).map(|c| (c.document, ())).collect();
        documents.len()
    }
}

fn witness_key(claim: &Claim) -> String {
    format!("{}:{}", claim.document, crate::graph::describe(claim))
}

fn is_exact(claim: &Claim) -> bool {
    claim.amount().is_none_or(|amount| !amount.approx && amount.interval.as_point().is_some())
}
