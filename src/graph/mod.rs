//! The conflict graph: claims are nodes, relations are edges, each with its verdict and what
//! decided it. Knows nothing of who is right.

mod conflict;
mod derive;
mod difference;
mod duration;
mod exchange;
mod fallen;
mod family;
mod groups;
mod grown;
mod grown_by;
mod judge;
mod kept;
mod likeness;
mod link;
mod name;
mod named;
pub mod notice;
mod numbered;
mod pairs;
mod reason;
mod renew;
mod scope;
mod slip;
mod terms;
mod told;
mod values;
mod verdict;
mod years;

pub use conflict::{ConflictGraph, Derived};
pub use difference::{Dimension, DimensionRelation, ScopeDifference, Stated};
pub use family::{Families, Family};
pub use judge::judge;
pub use kept::KeptGraph;
pub use link::{connect, connect_families};
pub use name::measure_name;
pub use named::Named;
pub use reason::Reason;
pub use renew::{Numbers, renumbered};
pub use scope::{scope_value_text, time_text};
pub use values::{Shown, Words, describe, describe_value};
pub use verdict::{Judgement, Relation, Verdict};
