//! Runs the patterns of rules over a sentence: which rules match where, and what they capture.
//! Knows no claims.

mod entry;
mod machine;
mod select;
mod test;

pub use machine::{Machine, Reached};
pub use select::{Candidates, Matched, Matches, matches};
pub use test::Annotated;
