//! factlint: a linter for facts.

pub mod cli;
pub mod diagnostic;
pub mod engine;
pub mod morphology;
pub mod quantity;
pub mod report;
pub mod rule;
pub mod syntax;
pub mod text;
pub mod token;
pub mod value;
