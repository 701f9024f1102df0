//! What the user sees: JSON for programs, formats of build servers, pictures and sentences for
//! people.

mod conflicts;
mod diagnostics;
mod escaped;
mod fingerprint;
mod github;
mod gitlab;
mod graph;
mod json;
mod junit;
mod many;
mod quantity;
mod relation;
mod review;
mod sarif;
mod snippet;
mod uri;

pub use conflicts::{ConflictReport, MOST_OF_TOPIC, html, markdown};
pub use diagnostics::{Style, diagnostic_text, finding_text};
pub use github::github;
pub use gitlab::gitlab;
pub use graph::{dot, graph_json};
pub use json::{claim_id, json, write_json, write_jsonl};
pub use junit::{junit, junit_tests};
pub use quantity::{figure_text, one_line, push_quantity, push_string};
pub use review::{Notice, Review};
pub use sarif::sarif;
pub use snippet::{place_text, visible};
