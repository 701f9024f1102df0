//! A bar for what takes long: on a terminal only, and not before it is worth one.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::sync::Once;
use std::time::{Duration, Instant};

/// What is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that shows itself after a while.
pub(super) struct Bar {
    bar: ProgressBar,
    started: Instant,
    shown: Once,
}

impl Bar {
    /// A bar over so many bytes or documents; `counted` says of what, where a number tells more
    /// than a share.
    pub(super) fn new(length: u64, counted: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        let template = if counted.is_empty() {
            "{wide_bar} {percent}%".to_owned()
        } else {
            format!("{{wide_bar}} {{pos}} of {{len}} {counted}")
        };
        ProgressStyle::with_template(&template).map(|style| bar.set_style(style)).ok();
        Self { bar, started: Instant::now(), shown: Once::new() }
    }

    /// Moves the bar on.
    pub(super) fn add(&self, done: u64) {
        self.bar.inc(done);
        self.show();
    }

    /// Moves the bar to a place on another length.
    pub(super) fn set(&self, done: u64, length: u64) {
        self.bar.set_length(length);
        self.bar.set_position(done);
        self.show();
    }

    fn show(&self) {
        if self.started.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
