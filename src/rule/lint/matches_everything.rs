//! `matches-everything`: a pattern that any words match.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::{Atom, Element, Pattern, Rule};

/// The code.
pub static CODE: Code = Code {
    name: "matches-everything",
    level: Severity::Warning,
    explanation: "A pattern matches any run of tokens: it names no word, no figure and no class that could fail.\n\n\
        `_`, `..` and `word` fit almost everything. Name at least one word, list, measure or figure that must stand there.\n",
};

/// Patterns of a rule that match any text.
pub(in crate::rule) fn check(file: FileId, rule: &Rule, out: &mut Vec<Diagnostic>) {
    let loose = rule.matches.iter().chain(&rule.unless).filter(|pattern| is_loose(pattern));
    out.extend(loose.map(|pattern| {
        Diagnostic::new(&CODE, "this pattern matches any words")
            .label(file, pattern.span, "nothing in it can fail")
            .help("name a word, a list, a measure or a figure that must stand there")
    }));
}

fn is_loose(pattern: &Pattern) -> bool {
    pattern.alternatives.iter().any(|sequence| !sequence.is_empty() && sequence.iter().all(element_is_loose))
}

fn element_is_loose(element: &Element) -> bool {
    match &element.atom {
        Atom::AnyToken | Atom::Gap(_) => true,
        Atom::Reference { name, filters, .. } => name.text == "word" && filters.is_empty(),
        Atom::Group(inner) => is_loose(inner),
        Atom::All(_) | Atom::Look { .. } | Atom::Exact(_) | Atom::Lemma(_) | Atom::Regex(_) => false,
    }
}
