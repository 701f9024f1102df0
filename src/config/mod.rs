//! What a project has decided once for all runs: the text of a `factlint.toml` to its values,
//! and everything that is wrong with it. Knows nothing of files: paths in it stay texts.

mod check;
mod codes;
mod glob;
mod limits;
mod model;
mod project;
mod read;
mod schema;
mod shape;
mod weighing;

pub use check::Names;
pub use codes::{BAD_CONFIG, CODES, UNKNOWN_MEASURE};
pub use glob::{Captured, Glob, day_of};
pub use limits::{LIMITS, Limit, Limits};
pub use model::{Config, ForDocuments, Levels, MeasureLevels, OfDocument, Placed, Suppress};
pub use project::{Project, name_in, plain};
pub use read::{config, suppressions};
pub use schema::schema;
pub use weighing::Weighing;
