//! The language server as an editor sees it: the binary, driven over the protocol.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it cannot go on, and says what it measured"
)]

mod client;
mod configured;
mod documents;
mod editors;
#[path = "../place/mod.rs"]
mod place;
mod robust;
mod rules;
mod soak;
mod suppress;
