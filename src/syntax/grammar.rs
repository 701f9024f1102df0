//! The parser that pest makes of the grammar.

#![allow(
    missing_docs,
    unreachable_pub,
    reason = "pest derives the rules of the grammar as an enum without documentation"
)]

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/claim.pest"]
pub(super) struct ClaimParser;
