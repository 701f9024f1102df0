//! What can be wrong with rule files: one file a code, with its documentation and the
//! diagnostic it makes.

pub mod bad_key;
pub mod bad_pattern;
pub mod duplicate_name;
pub mod out_of_range;
pub mod unknown_capture;
pub mod unknown_name;
pub mod unknown_pack;
pub mod unused_capture;
pub mod use_cycle;
pub mod wrong_dimension;

use crate::diagnostic::Code;

/// All codes of this folder.
pub static CODES: [&Code; 11] = [
    &bad_key::CODE,
    &bad_pattern::CODE,
    &bad_pattern::REGEX,
    &duplicate_name::CODE,
    &out_of_range::CODE,
    &unknown_capture::CODE,
    &unknown_name::CODE,
    &unknown_pack::CODE,
    &unused_capture::CODE,
    &use_cycle::CODE,
    &wrong_dimension::CODE,
];
