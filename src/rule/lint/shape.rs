//! The shape of a pattern: what it matches, whatever its places in the file are. Two
//! patterns of one shape match the same texts.

use crate::syntax::ast::{Atom, Element, Pattern};

/// The shape of a sequence, element by element.
pub(super) fn sequence(elements: &[Element]) -> Vec<String> {
    elements.iter().map(element).collect()
}

fn pattern(pattern: &Pattern) -> String {
    let alternatives: Vec<String> = pattern.alternatives.iter().map(|s| sequence(s).join(" ")).collect();
    format!("({})", alternatives.join("|"))
}

fn element(element: &Element) -> String {
    let capture = element.capture.as_ref().map_or("", |name| name.text.as_str());
    format!("{capture}:{}{:?}", atom(&element.atom), element.repeat)
}

fn atom(atom: &Atom) -> String {
    match atom {
        Atom::Group(inner) => pattern(inner),
        Atom::All(parts) => format!("all{:?}", parts.iter().map(pattern).collect::<Vec<_>>()),
        Atom::Look { ahead, negated, pattern: inner } => format!("look {ahead} {negated} {}", pattern(inner)),
        Atom::Gap(most) => format!("..{most:?}"),
        Atom::AnyToken => "_".to_owned(),
        Atom::Exact(text) => format!("{text:?}"),
        Atom::Lemma(words) => format!("'{words:?}'"),
        Atom::Regex(body) => format!("/{body}/"),
        Atom::Reference { name, filters, arguments } => {
            let filters: Vec<(&str, Option<&str>)> = filters
                .iter()
                .map(|(key, value)| (key.text.as_str(), value.as_ref().map(|value| value.text.as_str())))
                .collect();
            format!("{}{filters:?}{:?}", name.text, arguments.iter().map(pattern).collect::<Vec<_>>())
        }
    }
}
