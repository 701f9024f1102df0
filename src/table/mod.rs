//! Claims that come as a table: rows to items, items to what agrees and what conflicts, and
//! truth discovery over the conflicts. Pure: rows come in sorted, values go out.

mod conflict;
mod family;
mod item;
mod ledger;
mod method;
pub mod notice;
mod reading;

pub use conflict::{Candidate, Claim, Conflict};
pub use item::{Item, Row};
pub use ledger::{Ledger, Source};
pub use method::{Decision, Discovery, Method, discover};
pub use reading::{Reader, Reading, Refusal};
