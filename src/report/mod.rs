//! What the user sees.

mod json;

pub use json::quantity_json;
