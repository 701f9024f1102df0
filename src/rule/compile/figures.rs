//! Checks that what a rule claims of a measure can be a value of it: the class of figures that
//! the claimed capture holds against the dimension of the measure.

use super::Compiler;
use crate::diagnostic::FileId;
use crate::rule::lint::wrong_dimension;
use crate::rule::model::{Id, Rule, Ruleset};
use crate::syntax::ast::{self, Atom, Element, Pattern};

/// What a capture holds, as far as its pattern says.
enum Holds {
    /// A figure of a dimension.
    Of(Id),
    /// Words, and no figure.
    Words,
    /// Whatever it may be.
    Unknown,
}

impl Compiler<'_> {
    /// Reports captures whose figures are of another dimension than the measure they are
    /// claimed of.
    pub(super) fn figures(&mut self, file: FileId, item: &ast::Rule, rule: &Rule) {
        for (statement, claim) in item.claims.iter().zip(&rule.claims) {
            let Ok(measure) = claim.measure else { continue };
            let Some((name, measure)) = self.rules.measures.get_index(measure) else { continue };
            let dimension = self.rules.dimension_name(measure.dimension);
            let elements = item.matches.iter().flat_map(|pattern| captured(pattern, &statement.value.text));
            let wrong = elements.map(|element| holds(element, &self.rules)).find_map(|holds| match holds {
                Holds::Of(of) if !fits(of, measure.dimension, &self.rules) => {
                    Some(format!("a figure of {}", self.rules.dimension_name(of)))
                }
                Holds::Words if dimension != "text" => Some("words".to_owned()),
                _ => None,
            });
            if let Some(held) = wrong {
                let said = wrong_dimension::capture(file, &statement.value, &held, name, dimension);
                self.diagnostics.push(said);
            }
        }
    }
}

/// The elements of a pattern that are captured under a name.
fn captured<'p>(pattern: &'p Pattern, name: &str) -> Vec<&'p Element> {
    let mut out = Vec::new();
    for element in pattern.alternatives.iter().flatten() {
        if element.capture.as_ref().is_some_and(|capture| capture.text == name) {
            out.push(element);
        }
        match &element.atom {
            Atom::Group(inner) => out.extend(captured(inner, name)),
            Atom::All(parts) => parts.iter().for_each(|part| out.extend(captured(part, name))),
            _ => {}
        }
    }
    out
}

fn holds(element: &Element, rules: &Ruleset) -> Holds {
    let Atom::Reference { name, filters, .. } = &element.atom else { return Holds::Unknown };
    let filter = filters.first().map(|(key, value)| value.as_ref().unwrap_or(key).text.as_str());
    let of = |name: &str| rules.dimension(name).map_or(Holds::Unknown, Holds::Of);
    match (name.text.as_str(), filter) {
        ("quantity" | "money" | "percent" | "duration", Some(filter)) => {
            let unit = rules.units.get(filter).map(|unit| Holds::Of(unit.dimension));
            unit.unwrap_or_else(|| of(filter))
        }
        ("money", None) => of("money"),
        ("percent", None) => of("share"),
        ("duration", None) => of("duration"),
        ("date" | "span" | "year", _) => of("date"),
        ("ordinal", _) => of("ordinal"),
        ("list" | "number", _) => of("count"),
        (
            "noun" | "adjective" | "verb" | "adverb" | "preposition" | "pronoun" | "name" | "word" | "quoted",
            _,
        ) => Holds::Words,
        _ => Holds::Unknown,
    }
}

/// Whether figures of a dimension can be values of a measure: a bare number can count people,
/// and say what is counted in a class of its own.
fn fits(figure: Id, measure: Id, rules: &Ruleset) -> bool {
    let counts = rules.is_dimension(figure, "count");
    rules.same_dimension(figure, measure)
        || (counts
            && ["person", "ordinal", "share", "factor"].iter().any(|name| rules.is_dimension(measure, name)))
        || (rules.is_dimension(figure, "person") && rules.is_dimension(measure, "count"))
        || (counts && rules.is_dimension(measure, "text"))
}

impl Ruleset {
    /// The name of a dimension.
    #[must_use]
    pub fn dimension_name(&self, id: Id) -> &str {
        self.dimensions.get_index(id).map_or("", |(name, _)| name.as_str())
    }
}
