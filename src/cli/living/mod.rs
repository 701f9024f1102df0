//! Living with findings: what `check` leaves out because the project has decided so.

mod args;
mod policy;
mod shown;

pub(super) use args::Living;
pub(super) use shown::{aside_text, suppressed_text};
