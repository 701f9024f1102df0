//! Documents in the editor: checked against all of the workspace while they are written.

mod answer;
mod checker;
mod publish;

pub(super) use checker::{Checker, Job};
