//! `rule-without-effect`: a rule that matches and then does nothing.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Rule;

/// The code.
pub static CODE: Code = Code {
    name: "rule-without-effect",
    level: Severity::Warning,
    explanation: "A rule has a `match` but neither `claim`, `set` nor `ignore`: a match of it changes nothing.\n\n\
        Say what a match means: `claim companies = n`, `set role = visitors reach paragraph`, or \
        `ignore n \"a page number\"` for figures that are no facts.\n",
};

/// A rule of whose matches nothing follows.
pub(in crate::rule) fn check(file: FileId, rule: &Rule) -> Option<Diagnostic> {
    let idle = rule.claims.is_empty() && rule.sets.is_empty() && rule.ignores.is_empty();
    (idle && !rule.matches.is_empty() && !rule.mended).then(|| {
        Diagnostic::new(&CODE, format!("nothing follows from a match of rule `{}`", rule.name.text))
            .label(file, rule.name.span, "no `claim`, `set` or `ignore`")
            .help("say what a match means: `claim companies = n`")
    })
}
