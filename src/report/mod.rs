//! What the user sees.

mod json;

pub use json::{push_decimal, push_quantity, push_string, quantity_json};
