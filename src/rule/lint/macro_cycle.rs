//! `macro-cycle`: a macro that contains itself.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::{Atom, Macro, Name, Pattern};
use indexmap::IndexMap;
use rustc_hash::FxHashMap;

/// The code.
pub static CODE: Code = Code {
    name: "macro-cycle",
    level: Severity::Error,
    explanation: "A macro contains itself, directly or through other macros, so that it would never end.\n\n\
        Repetition is written with `*`, `+` or `{least,most}`, not by recursion.\n",
};

/// How deep macros are followed; patterns that nest them deeper are refused anyway.
const MAX_DEPTH: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

/// Macros that lead back to themselves, each circle reported once.
pub(in crate::rule) fn check(macros: &IndexMap<String, (FileId, &Macro)>, out: &mut Vec<Diagnostic>) {
    let mut walk = Walk { macros, state: FxHashMap::default(), chain: Vec::new(), out };
    macros.keys().for_each(|name| walk.visit(name));
}

struct Walk<'m, 'o> {
    macros: &'m IndexMap<String, (FileId, &'m Macro)>,
    state: FxHashMap<&'m str, State>,
    chain: Vec<&'m str>,
    out: &'o mut Vec<Diagnostic>,
}

impl<'m> Walk<'m, '_> {
    fn visit(&mut self, name: &'m str) {
        let Some((file, item)) = self.macros.get(name) else { return };
        match self.state.get(name) {
            Some(State::Done) => {}
            Some(State::Open) => {
                let from = self.chain.iter().position(|open| *open == name).unwrap_or(0);
                let chain: Vec<&str> = self.chain[from..].iter().copied().chain([name]).collect();
                self.out.push(
                    Diagnostic::new(&CODE, format!("macro `{name}` contains itself"))
                        .label(*file, item.name.span, "never ends")
                        .help(format!("the circle: {}", chain.join(" → "))),
                );
            }
            None if self.chain.len() >= MAX_DEPTH => {}
            None => {
                self.state.insert(name, State::Open);
                self.chain.push(name);
                let mut used = Vec::new();
                references(&item.pattern, &mut used);
                used.into_iter().for_each(|used| self.visit(&used.text));
                self.chain.pop();
                self.state.insert(name, State::Done);
            }
        }
    }
}

/// All names that a pattern refers to.
pub(super) fn references<'p>(pattern: &'p Pattern, out: &mut Vec<&'p Name>) {
    for element in pattern.alternatives.iter().flatten() {
        match &element.atom {
            Atom::Group(inner) | Atom::Look { pattern: inner, .. } => references(inner, out),
            Atom::All(parts) => parts.iter().for_each(|part| references(part, out)),
            Atom::Reference { name, arguments, .. } => {
                out.push(name);
                arguments.iter().for_each(|argument| references(argument, out));
            }
            Atom::Gap(_) | Atom::AnyToken | Atom::Exact(_) | Atom::Lemma(_) | Atom::Regex(_) => {}
        }
    }
}
