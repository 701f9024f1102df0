//! `bad-key`: a lexicon or language setting with a key that the engine does not know.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Name;

/// The code.
pub static CODE: Code = Code {
    name: "bad-key",
    level: Severity::Error,
    explanation: "A `lexicon` entry has a key that its category does not take.\n\n\
        Each category of words that the engine knows takes one kind of key: `cardinal` a number, \
        `fraction` a ratio such as `1/2`, `bound` one of the signs `\">\"`, `\">=\"`, `\"<\"`, `\"<=\"`, `\"<~\"`, \
        `period` a period such as `year`.\n\n\
        ```\nlexicon en cardinal { 2 = two }\nlexicon en bound { \">\" = \"more than\" | over }\n```\n",
};

/// The key of an entry that does not fit its category.
#[must_use]
pub fn diagnose(file: FileId, key: &Name, category: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`{}` is no key of `{category}`", key.text))
        .label(file, key.span, format!("expected {expected}"))
        .help(format!("`{category}` takes {expected}"))
}
