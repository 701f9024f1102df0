//! What a project has decided about findings: their levels, which are suppressed, which its
//! baseline knows, which a change touches. The engine finds, this decides what is shown.

mod apply;
mod baseline;
mod changed;
mod codes;
mod comment;
mod document;
mod levels;
mod suppress;
mod written;

pub use apply::{Policy, apply};
pub use baseline::{Baseline, BaselineError};
pub use changed::Changed;
pub use codes::CODES;
pub use document::dress;
pub use suppress::{decides_each_by_itself, hangs_on_words};
pub use written::{UNEXPLAINED, Wanted};
