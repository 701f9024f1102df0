//! The language server as an editor sees it: the binary, driven over the protocol.

mod client;
mod documents;
mod editors;
mod robust;
mod rules;
