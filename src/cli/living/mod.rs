//! Living with findings: what `check` leaves out because the project has decided so.

mod args;
mod baseline;
mod fix;
mod git;
mod policy;
mod shown;

pub(super) use args::Living;
pub(super) use baseline::{read as read_baseline, write_baseline};
pub(super) use fix::fix;
pub(super) use policy::today;
pub(super) use shown::{aside_text, suppressed_text};
