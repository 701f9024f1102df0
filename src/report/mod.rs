//! What the user sees: JSON for programs, pictures and sentences for people.

mod diagnostics;
mod graph;
mod json;
mod quantity;
mod snippet;

pub use diagnostics::{Style, diagnostic_text, finding_text};
pub use graph::{dot, graph_json};
pub use json::{claim_id, json};
pub use quantity::{figure_text, one_line, push_quantity, push_string};
pub use snippet::visible;
