//! `swallowed-alternative`: an alternative that an earlier one leaves nothing to match.

use super::shape;
use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::{Atom, Element, Pattern, Rule};
use crate::token::Span;

/// The code.
pub static CODE: Code = Code {
    name: "swallowed-alternative",
    level: Severity::Warning,
    explanation: "An alternative of a pattern is never reached, because an earlier one matches all that it matches.\n\n\
        Alternatives are tried in order. One that stands there twice, and at the end of a pattern one that only goes on \
        where an earlier one ends (`\"a\" | \"a\" \"b\"`), is never used. Drop it, or put the longer one first.\n",
};

/// Alternatives of a rule's patterns that nothing is left for.
pub(in crate::rule) fn check(file: FileId, rule: &Rule, out: &mut Vec<Diagnostic>) {
    rule.matches.iter().for_each(|pattern| of_pattern(file, pattern, true, out));
    rule.unless.iter().for_each(|pattern| of_pattern(file, pattern, true, out));
}

fn of_pattern(file: FileId, pattern: &Pattern, at_end: bool, out: &mut Vec<Diagnostic>) {
    let mut seen: Vec<(Vec<String>, Span)> = Vec::new();
    let alone = pattern.alternatives.len() == 1;
    for sequence in &pattern.alternatives {
        let (shape, span) = (if alone { Vec::new() } else { shape::sequence(sequence) }, span_of(sequence));
        let swallows = |earlier: &[String]| *earlier == *shape || (at_end && shape.starts_with(earlier));
        match seen.iter().find(|(earlier, _)| swallows(earlier)) {
            Some((earlier, first)) => out.push(diagnose(file, span, *first, earlier.len() < shape.len())),
            None => seen.push((shape, span)),
        }
        for (at, element) in sequence.iter().enumerate() {
            let last =
                at_end && at + 1 == sequence.len() && element.repeat == crate::syntax::ast::Repeat::Once;
            match &element.atom {
                Atom::Group(inner) => of_pattern(file, inner, last, out),
                Atom::Look { pattern: inner, .. } => of_pattern(file, inner, true, out),
                Atom::All(parts) => parts.iter().for_each(|part| of_pattern(file, part, false, out)),
                _ => {}
            }
        }
    }
}

fn diagnose(file: FileId, span: Span, first: Span, longer: bool) -> Diagnostic {
    let help = if longer { "put the longer alternative first" } else { "drop one of them" };
    Diagnostic::new(&CODE, "this alternative is never reached")
        .label(file, span, if longer { "goes on where the earlier one has ended" } else { "the same again" })
        .label(file, first, "matches all of it")
        .help(help)
}

fn span_of(sequence: &[Element]) -> Span {
    let spans = sequence.iter().map(|element| element.span);
    spans.reduce(Span::cover).unwrap_or_default()
}
