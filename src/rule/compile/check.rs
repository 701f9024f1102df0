//! Lints that look at whole items: what compiles, but is hardly what was meant.

use super::{Compiler, Placed};
use crate::diagnostic::FileId;
use crate::rule::lint;
use crate::rule::load::Module;
use crate::syntax::ast::{Atom, Element, Item, Macro, Pattern, Repeat};
use rustc_hash::FxHashSet;

impl Compiler<'_> {
    /// Runs the lints over the items that count, and leaves each diagnostic once. Lints that see
    /// nothing but one item pass over the packs that ship, unless `packs` says so.
    pub(super) fn check(&mut self, modules: &[Module], items: &[Placed<'_>], packs: bool) {
        let said = &mut self.diagnostics;
        let of_packs: FxHashSet<FileId> =
            modules.iter().filter(|module| module.layer == 0).map(|module| module.file).collect();
        let own = |file: &FileId| packs || !of_packs.contains(file);
        // Where a user's file declares a language anew, what the packs say in it is not at fault.
        let is_language = |item: &Item| matches!(item, Item::Language(_));
        let anew = modules.iter().any(|module| module.layer > 0 && module.items.iter().any(is_language));
        let understood = |file: &FileId| own(file) && !(anew && of_packs.contains(file));
        for (file, item) in items.iter().filter(|(file, _)| understood(file)) {
            lint::not_a_lemma::check(*file, item, &self.rules, said);
            lint::wrong_script::check(*file, item, &self.rules, said);
            if let Item::Test(test) = item {
                lint::wrong_script::check_test(*file, test, &self.rules, said);
            }
        }
        for (file, item) in items.iter().filter(|(file, _)| own(file)) {
            lint::repeated_word::check(*file, item, said);
            if let Item::Measure(measure) = item {
                lint::missing_near::check(*file, measure, said);
            }
            let Item::Rule(rule) = item else { continue };
            said.extend(lint::rule_without_match::check(*file, rule));
            said.extend(lint::rule_without_effect::check(*file, rule));
            lint::matches_everything::check(*file, rule, said);
            lint::swallowed_alternative::check(*file, rule, said);
        }
        for module in modules.iter().filter(|module| own(&module.file)) {
            lint::missing_language::check(module.file, &module.items, said);
        }
        lint::containment_cycle::check(items, said);
        lint::unused_name::check(items, said);
        for (file, item) in items {
            match item {
                Item::Macro(item) => self.macro_body(*file, item),
                Item::Test(test) => self.expectations(*file, test),
                _ => {}
            }
        }
        let mut seen = FxHashSet::default();
        self.diagnostics.retain(|said| {
            let place = said.labels.first().map(|label| (label.file, label.span));
            seen.insert((said.code.name, place, said.message.clone()))
        });
    }

    /// Compiles a macro by itself, so that one which nothing uses is checked as well.
    fn macro_body(&mut self, file: FileId, item: &Macro) {
        let span = item.name.span;
        let any = |name: &crate::syntax::ast::Name| {
            let element =
                Element { capture: None, atom: Atom::AnyToken, repeat: Repeat::Once, span: name.span };
            Pattern { alternatives: vec![vec![element]], span: name.span }
        };
        let atom = Atom::Reference {
            name: item.name.clone(),
            filters: Vec::new(),
            arguments: item.params.iter().map(any).collect(),
        };
        let call = Element { capture: None, atom, repeat: Repeat::Once, span };
        self.program(file, &Pattern { alternatives: vec![vec![call]], span }, &mut Vec::new());
    }
}
