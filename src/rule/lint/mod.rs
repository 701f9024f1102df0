//! What can be wrong with rule files: one file a code, with its documentation and the
//! diagnostic it makes.

pub mod bad_derivation;
pub mod bad_key;
pub mod bad_pattern;
pub mod containment_cycle;
pub mod duplicate_name;
pub mod duplicate_policy;
pub mod empty_file;
pub mod macro_cycle;
pub mod matches_everything;
pub mod missing_language;
pub mod missing_near;
pub mod no_effect;
pub mod not_a_lemma;
pub mod out_of_range;
pub mod repeated_word;
pub mod rule_without_effect;
pub mod rule_without_match;
mod shape;
pub mod swallowed_alternative;
pub mod unknown_capture;
pub mod unknown_name;
pub mod unknown_pack;
pub mod unused_capture;
pub mod unused_name;
pub mod use_cycle;
pub mod wrong_dimension;
pub mod wrong_script;

use crate::diagnostic::Code;
use crate::syntax::ast::{Item, LangWords};

/// All codes of this folder.
pub static CODES: [&Code; 27] = [
    &bad_derivation::CODE,
    &bad_key::CODE,
    &bad_pattern::CODE,
    &bad_pattern::REGEX,
    &containment_cycle::CODE,
    &duplicate_name::CODE,
    &duplicate_policy::CODE,
    &empty_file::CODE,
    &macro_cycle::CODE,
    &matches_everything::CODE,
    &missing_language::CODE,
    &missing_near::CODE,
    &no_effect::CODE,
    &not_a_lemma::CODE,
    &out_of_range::CODE,
    &repeated_word::CODE,
    &rule_without_effect::CODE,
    &rule_without_match::CODE,
    &swallowed_alternative::CODE,
    &unknown_capture::CODE,
    &unknown_name::CODE,
    &unknown_pack::CODE,
    &unused_capture::CODE,
    &unused_name::CODE,
    &use_cycle::CODE,
    &wrong_dimension::CODE,
    &wrong_script::CODE,
];

/// The lists of words of an item that documents are searched for; names of entities are none.
fn word_lists(item: &Item) -> Vec<&LangWords> {
    match item {
        Item::Words(item) => item.words.iter().collect(),
        Item::Kind(item) => item.words.iter().collect(),
        Item::Scope(item) => item.values.iter().flat_map(|value| &value.words).collect(),
        Item::Measure(item) => item.words.iter().chain(&item.near).chain(&item.without).collect(),
        _ => Vec::new(),
    }
}
