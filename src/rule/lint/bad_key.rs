//! `bad-key`: a lexicon or language setting with a key that the engine does not know.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity, nearest};
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
    let words = expected.split('`').skip(1).step_by(2).filter_map(|word| word.split(' ').next());
    let near = nearest(&key.text, words).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    Diagnostic::new(&CODE, format!("`{}` does not go with `{category}`", key.text))
        .label(file, key.span, "not one that it takes")
        .help(format!("{near}`{category}` takes {expected}"))
}
