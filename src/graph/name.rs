//! What output calls a measure.

use crate::claim::MeasureKey;
use crate::rule::Ruleset;

/// A measure as output calls it.
#[must_use]
pub fn measure_name(measure: &MeasureKey, rules: &Ruleset) -> String {
    match measure {
        MeasureKey::Named(id) => {
            rules.measures.get_index(*id).map_or_else(String::new, |(_, m)| m.title.clone())
        }
        MeasureKey::Open(noun) => noun.shown.to_string(),
        MeasureKey::Change(of) => format!("growth of {}", measure_name(of, rules)),
        MeasureKey::Unnamed(dimension) => {
            rules.dimensions.get_index(*dimension).map_or_else(String::new, |(name, _)| name.clone())
        }
    }
}
