//! What many sources say of many items: items to what agrees and what conflicts, and truth
//! discovery over the conflicts. Items come as rows of a table, sorted, or as claims that were
//! read from documents.

mod conflict;
mod family;
mod item;
mod ledger;
mod method;
pub mod notice;
mod reading;
mod said;

pub use conflict::{Candidate, Claim, Conflict};
pub use item::{Item, Row};
pub use ledger::{Ledger, Source};
pub use method::{Decision, Discovery, Method, PRIOR, discover};
pub use reading::{Reader, Reading, Refusal};
pub use said::Said;
