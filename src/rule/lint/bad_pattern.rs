//! `bad-pattern` and `bad-regex`: patterns that cannot be run.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::token::Span;

/// The code of patterns.
pub static CODE: Code = Code {
    name: "bad-pattern",
    level: Severity::Error,
    explanation: "A pattern can match nothing, matches without words, or is larger than a pattern may be.\n\n\
        A pattern must consume at least one token: `adjective*` alone matches everywhere. \
        Repetitions and gaps are bounded; `*` and `+` stand for at most 8 repetitions, `..` for a gap of at most 12 tokens, \
        and no bound may exceed 64.\n",
};

/// The code of regular expressions.
pub static REGEX: Code = Code {
    name: "bad-regex",
    level: Severity::Error,
    explanation: "A regular expression in a pattern cannot be compiled.\n\n\
        Expressions between slashes are matched against one whole token. They run in linear time; \
        back-references and look-around are therefore not part of them. Use `ahead(…)` and `behind(…)` of the pattern language instead.\n",
};

/// A pattern that cannot be run.
#[must_use]
pub fn diagnose(file: FileId, span: Span, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&CODE, what).label(file, span, "this pattern").help(help)
}

/// A regular expression that cannot be compiled.
#[must_use]
pub fn regex(file: FileId, span: Span, error: &regex::Error) -> Diagnostic {
    let said = error.to_string();
    let why = said.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
    Diagnostic::new(&REGEX, "this regular expression cannot be used").label(file, span, why)
}
