//! Documents in the editor: checked against all of the workspace while they are written.

mod actions;
mod answer;
mod checker;
mod progress;
mod publish;

pub(super) use checker::{Checker, Job};
