//! `rule-without-match`: a rule that says nowhere what it matches.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Rule;

/// The code.
pub static CODE: Code = Code {
    name: "rule-without-match",
    level: Severity::Error,
    explanation: "A rule has no `match`, so that it never applies.\n\n\
        ```\nrule exhibitors {\n  match n:quantity companies\n  claim companies = n\n}\n```\n",
};

/// A rule without a pattern. Rules that lost statements to mistakes may have had one.
pub(in crate::rule) fn check(file: FileId, rule: &Rule) -> Option<Diagnostic> {
    (rule.matches.is_empty() && !rule.mended).then(|| {
        Diagnostic::new(&CODE, format!("rule `{}` has no `match`", rule.name.text))
            .label(file, rule.name.span, "never applies")
            .help("say what it matches: `match n:quantity companies`")
    })
}
