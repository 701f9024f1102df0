//! The rule language of factlint for tree-sitter: what editors colour, fold and indent by.
//! The grammar that decides is `grammar/claim.pest`; the tests hold the two together.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_claim() -> *const ();
}

/// The language, for `tree_sitter::Parser::set_language`.
pub const LANGUAGE: LanguageFn =
    // SAFETY: the function is the one that the generated parser defines for this purpose.
    unsafe { LanguageFn::from_raw(tree_sitter_claim) };

/// What colours a rule file.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
