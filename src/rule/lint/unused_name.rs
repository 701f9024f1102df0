//! `unused-name`: a macro or a list of words that no pattern uses.

use super::macro_cycle::references;
use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::{Item, Name};
use rustc_hash::FxHashSet;

/// The code.
pub static CODE: Code = Code {
    name: "unused-name",
    level: Severity::Advice,
    explanation: "No pattern of the run uses a macro or a list of words.\n\n\
        Use it by its name in a `match`, or drop it. In a file that others `use`, run the lint on those.\n",
};

/// Macros and lists that no pattern of the run refers to.
pub(in crate::rule) fn check(items: &[(FileId, &Item)], out: &mut Vec<Diagnostic>) {
    let mut used = Vec::new();
    for (_, item) in items {
        match item {
            Item::Rule(rule) => {
                rule.matches.iter().chain(&rule.unless).for_each(|p| references(p, &mut used));
            }
            Item::Macro(item) => references(&item.pattern, &mut used),
            _ => {}
        }
    }
    let used: FxHashSet<&str> = used.into_iter().map(|name| name.text.as_str()).collect();
    let named = items.iter().filter_map(|(file, item)| match item {
        Item::Macro(item) => Some((*file, "macro", &item.name)),
        Item::Words(item) => Some((*file, "word list", &item.name)),
        _ => None,
    });
    out.extend(named.filter(|(_, _, name)| !used.contains(name.text.as_str())).map(|(file, kind, name)| {
        Diagnostic::new(&CODE, format!("{kind} `{}` is never used", name.text))
            .label(file, name.span, "no pattern names it")
            .help(help(kind, name))
    }));
}

fn help(kind: &str, name: &Name) -> String {
    if kind == "macro" {
        format!("use it in a pattern as `{}(…)`, or drop it", name.text)
    } else {
        format!("use it in a pattern as `{}`, or drop it", name.text)
    }
}
