//! Documents in the editor: checked against all of the workspace while they are written.

mod actions;
mod answer;
mod checker;
mod progress;
mod publish;
mod suppress;

pub(super) use checker::{Checker, Job};
