//! Trust that is learned over a run: how often the others bear out what a source says.

use super::component::Components;
use super::weight::{UNIT, Witnesses};
use crate::claim::Claim;
use crate::config::Weighing;
use crate::graph::ConflictGraph;
use crate::truth::{Ledger, Method, PRIOR, Reading, Said, discover};
use crate::value::Decimal;

/// No source outweighs any number of others, and none is without weight.
const LEAST: f64 = 0.05;
const MOST: f64 = 0.99;

fn method(weighing: Weighing) -> Option<Method> {
    match weighing {
        Weighing::Stated => None,
        Weighing::Vote => Some(Method::Vote),
        Weighing::WeightedVote => Some(Method::WeightedVote),
        Weighing::TruthFinder => Some(Method::TruthFinder),
        Weighing::Crh => Some(Method::Crh),
        Weighing::Scoped => Some(Method::Scoped),
    }
}

impl Witnesses {
    /// Weighs all sources alike, or learns from all claims how far those are trusted of which it
    /// is not stated. Gives for each document the trust that was learned, from 0 to 1.
    pub fn weigh_by(
        &mut self,
        weighing: Weighing,
        claims: &[Claim],
        graph: &ConflictGraph,
    ) -> Vec<Option<Decimal>> {
        match method(weighing) {
            None => Vec::new(),
            Some(Method::Vote) => {
                self.trust.fill(UNIT);
                Vec::new()
            }
            Some(method) => self.learn(method, claims, graph),
        }
    }

    fn learn(&mut self, method: Method, claims: &[Claim], graph: &ConflictGraph) -> Vec<Option<Decimal>> {
        let components = Components::of(claims.len(), graph);
        let mut ledger = Ledger::new();
        let mut agreed = Vec::new();
        for set in 0..components.len() {
            let said = self.said(components.set(set), claims);
            if !ledger.hear(&said) && said.len() > 1 {
                agreed.push(said.into_iter().map(|said| said.source).collect::<Vec<_>>());
            }
        }
        for sources in agreed {
            ledger.confirm(sources.into_iter());
        }
        let discovery = discover(&ledger, method);
        let learned = |(source, stated): &(Box<str>, bool)| {
            (!stated && ledger.known(source).is_some()).then(|| discovery.trust_of(source, &ledger))
        };
        let learned: Vec<Option<f64>> = self.sources.iter().map(learned).collect();
        for (trust, learned) in self.trust.iter_mut().zip(&learned) {
            *trust = learned.map_or(*trust, weight);
        }
        let shown = |trust: Option<f64>| trust.and_then(|trust| Decimal::try_from(trust).ok());
        learned.into_iter().map(|trust| shown(trust).map(|trust| trust.round_dp(2).normalize())).collect()
    }

    /// What the sources of some claims say, each source once for a value.
    fn said(&self, set: &[u32], claims: &[Claim]) -> Vec<Said<'_>> {
        let mut out: Vec<Said<'_>> = Vec::new();
        for claim in set.iter().filter_map(|claim| claims.get(*claim as usize)) {
            let Some((source, _)) = self.sources.get(self.original(claim.document)) else { continue };
            let base = claim.base();
            let reading = Reading { value: base.value.clone(), unit: base.unit.to_owned() };
            if !out.iter().any(|said| said.source == &**source && said.reading == reading) {
                out.push(Said { reading, source });
            }
        }
        out
    }
}

/// The weight of a trust: its log-odds, as independent witnesses add up (ACCU: Dong,
/// Berti-Equille and Srivastava, 2009), where that of an unknown source is one [`UNIT`].
fn weight(trust: f64) -> u64 {
    let odds = |trust: f64| (trust / (1.0 - trust)).ln();
    let weight = UNIT as f64 * odds(trust.clamp(LEAST, MOST)) / odds(PRIOR);
    // Between 1 and four units.
    weight.round().max(1.0) as u64
}
