//! What the user sees: JSON for programs, pictures and words for people.

mod json;

pub use json::{claim_id, json, quantity_json};
