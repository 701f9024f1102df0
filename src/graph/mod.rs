//! The conflict graph: claims are nodes, relations are edges, each with its verdict and the
//! reason. Knows nothing of who is right.

mod derive;
mod likeness;
mod link;
pub mod notice;
mod pairs;
mod scope;
mod values;
mod verdict;

pub use link::{ConflictGraph, connect};
pub use scope::{DimensionRelation, ScopeDifference, ScopeRelation, scope_value_text, time_text};
pub use values::{comparable, describe, describe_value};
pub use verdict::{Judgement, Relation, Verdict, judge};
