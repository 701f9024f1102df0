//! factlint: a linter for facts.

pub mod claim;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod engine;
pub mod extract;
pub mod finding;
pub mod fix;
pub mod graph;
pub mod lsp;
pub mod morphology;
pub mod policy;
pub mod quantity;
pub mod report;
pub mod resolve;
pub mod rule;
pub mod source;
pub mod syntax;

pub mod text;
pub mod token;
pub mod truth;
pub mod value;
pub mod verify;
