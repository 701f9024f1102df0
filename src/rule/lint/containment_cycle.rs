//! `containment-cycle`: something that is declared to lie within itself.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::{Item, Name};
use indexmap::IndexMap;

/// The code.
pub static CODE: Code = Code {
    name: "containment-cycle",
    level: Severity::Error,
    explanation: "An entity is part of itself, or a scope value lies in itself, perhaps through others.\n\n\
        `part-of` and `in` go from the smaller to the larger: a city `in` its country, an edition `part-of` its series.\n",
};

/// Entities and scope values that contain themselves.
pub(in crate::rule) fn check(items: &[(FileId, &Item)], out: &mut Vec<Diagnostic>) {
    let mut entities = IndexMap::new();
    for (file, item) in items {
        match item {
            Item::Entity(item) => {
                entities.insert(item.name.text.as_str(), (*file, &item.name, item.part_of.as_ref()));
            }
            Item::Scope(scope) => {
                let values = scope.values.iter();
                let values = values.map(|v| (v.name.text.as_str(), (*file, &v.name, v.within.as_ref())));
                circles(&values.collect(), out);
            }
            _ => {}
        }
    }
    circles(&entities, out);
}

type Links<'a> = IndexMap<&'a str, (FileId, &'a Name, Option<&'a Name>)>;

fn circles(links: &Links<'_>, out: &mut Vec<Diagnostic>) {
    let mut reported: Vec<&str> = Vec::new();
    for (name, (file, written, _)) in links {
        let mut chain = vec![*name];
        let mut at = *name;
        while let Some((_, _, Some(next))) = links.get(at) {
            at = next.text.as_str();
            let known = chain.contains(&at);
            chain.push(at);
            if known {
                break;
            }
        }
        if chain.len() > 1 && at == *name && !reported.contains(name) {
            reported.extend(&chain);
            out.push(
                Diagnostic::new(&CODE, format!("`{name}` lies within itself"))
                    .label(*file, written.span, "contains itself")
                    .help(format!("the circle: {}", chain.join(" → "))),
            );
        }
    }
}
