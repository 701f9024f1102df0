//! Puts the words of all items into the vocabulary, and ties names to what they refer to.

use super::{Compiler, Placed, TIME};
use crate::diagnostic::FileId;
use crate::rule::category::{self, LexemeError};
use crate::rule::lint::{bad_derivation, bad_key, duplicate_policy, not_a_lemma, out_of_range, unknown_name};
use crate::rule::meaning::{Lexeme, Meaning};
use crate::rule::model::{Id, Policy, TimePolicy};
use crate::rule::vocabulary::Spelling;
use crate::syntax::ast::{self, Item};
use crate::token::{fold, is_cyrillic};
use crate::value::Decimal;

impl Compiler<'_> {
    pub(super) fn link(&mut self, file: FileId, item: &Item) {
        match item {
            Item::Lexicon(lexicon) => self.lexicon(file, lexicon),
            Item::Words(words) => {
                let Some(id) = self.rules.lists.get_index_of(&words.name.text) else { return };
                let languages = self.lang_words(file, &words.words, Meaning::List(id));
                if let Some((_, list)) = self.rules.lists.get_index_mut(id) {
                    list.languages = languages;
                }
            }
            Item::Unit(unit) => self.unit_words(file, unit),
            Item::Kind(kind) => {
                let Some(id) = self.rules.kinds.get_index_of(&kind.name.text) else { return };
                self.lang_words(file, &kind.words, Meaning::Kind(id));
            }
            Item::Entity(entity) => self.link_entity(file, entity),
            Item::Scope(scope) => self.link_scope(file, scope),
            Item::Measure(measure) => self.link_measure(file, measure),
            _ => {}
        }
    }

    fn lexicon(&mut self, file: FileId, item: &ast::Lexicon) {
        let Some(lang) = self.lang(file, &item.lang) else { return };
        for (key, phrases) in &item.entries {
            match item.category.text.as_str() {
                category::LETTER => {
                    let letters = phrases.iter().filter_map(|phrase| phrase.text.chars().next());
                    self.rules.letters.extend(letters.map(|letter| (letter, key.text.clone())));
                    continue;
                }
                category::GLOSS => {
                    let words = phrases.iter().map(|phrase| fold(&phrase.text).into());
                    if let Some(language) = self.rules.languages.get_mut(usize::from(lang)) {
                        language.glosses.extend(words.map(|word| (word, key.text.as_str().into())));
                    }
                    continue;
                }
                _ => {}
            }
            match Lexeme::of(&item.category.text, &key.text) {
                Ok(lexeme) => {
                    if matches!(lexeme, Lexeme::NumberPrefix(_)) {
                        self.rules.number_prefixes.extend(phrases.iter().map(|p| fold(&p.text)));
                    }
                    self.words_in(lang, phrases, Meaning::Word(lang, lexeme));
                }
                Err(LexemeError::Key(expected)) => {
                    self.diagnostics.push(bad_key::diagnose(file, key, &item.category.text, expected));
                }
                Err(LexemeError::Category) => {
                    self.diagnostics.push(unknown_name::diagnose(
                        file,
                        "category",
                        &item.category,
                        category::categories(),
                    ));
                    return;
                }
            }
        }
    }

    fn unit_words(&mut self, file: FileId, item: &ast::Unit) {
        let Some(id) = self.rules.units.get_index_of(&item.name.text) else { return };
        for symbol in &item.symbols {
            self.phrase(0, &symbol.text, Spelling::Symbol, Meaning::Unit(id, true));
            self.note_sign(&symbol.text, id);
        }
        self.lang_words(file, &item.words, Meaning::Unit(id, false));
    }

    /// Notes which units share a sign: "$", "A$" and "US$" end in the same one.
    fn note_sign(&mut self, symbol: &str, id: Id) {
        let before = self.rules.units.get_index(id).is_some_and(|(_, unit)| unit.before);
        let Some(sign) = symbol.chars().last().filter(|c| before && !c.is_alphanumeric() && *c != '.') else {
            return;
        };
        let bare = symbol.chars().nth(1).is_none();
        let units = self.rules.signs.entry(sign).or_default();
        if !units.contains(&id) {
            units.insert(if bare { 0 } else { units.len() }, id);
        }
    }

    /// Makes the units with prefixes: kilometre from kilo and metre, in words and symbols.
    pub(super) fn prefix_units(&mut self, items: &[Placed<'_>]) {
        let prefixes = self.prefix_words(items);
        for (_, item) in items {
            let Item::Unit(unit) = item else { continue };
            if !unit.flags.iter().any(|flag| flag.text == "prefixes") {
                continue;
            }
            for (factor, lang, prefix, symbol) in &prefixes {
                self.prefixed(unit, *factor, *lang, prefix, *symbol);
            }
        }
    }

    /// All prefixes: factor, language, word, and whether it is a symbol.
    fn prefix_words(&self, items: &[Placed<'_>]) -> Vec<(Decimal, u8, String, bool)> {
        let mut out = Vec::new();
        for (_, item) in items {
            let Item::Lexicon(lexicon) = item else { continue };
            let symbol = lexicon.category.text == "prefix-symbol";
            if !symbol && lexicon.category.text != "prefix" {
                continue;
            }
            let Some(lang) = self.rules.language(&lexicon.lang.text) else { continue };
            for (key, phrases) in &lexicon.entries {
                let Some(factor) = category::number(&key.text) else { continue };
                out.extend(phrases.iter().map(|phrase| (factor, lang, phrase.text.clone(), symbol)));
            }
        }
        out
    }

    fn prefixed(&mut self, item: &ast::Unit, factor: Decimal, lang: u8, prefix: &str, symbol: bool) {
        let Some(base) = self.rules.units.get(&item.name.text).cloned() else { return };
        let Some(numerator) = base.numerator.checked_mul(factor) else { return };
        let base_code = base.code.clone();
        let name = format!("{}×{}", item.name.text, factor.normalize());
        let entry = self.rules.units.entry(name.clone());
        let unit = crate::rule::model::Unit { numerator, keep: false, code: name.clone(), ..base };
        let id: Id = entry.index();
        let unit = entry.or_insert(unit);
        if symbol && prefix.is_ascii() && unit.code == name {
            unit.code = format!("{prefix}{base_code}");
        }
        if symbol {
            let cyrillic = prefix.chars().next().is_some_and(is_cyrillic);
            let fits = |s: &&ast::Phrase| s.text.chars().next().is_some_and(is_cyrillic) == cyrillic;
            for stem in item.symbols.iter().filter(fits) {
                self.phrase(
                    lang,
                    &format!("{prefix}{}", stem.text),
                    Spelling::Symbol,
                    Meaning::Unit(id, true),
                );
            }
            return;
        }
        let code = self.rules.languages.get(usize::from(lang)).map(|l| l.code.clone());
        let words = item.words.iter().filter(|words| Some(&words.lang.text) == code.as_ref());
        for stem in words.flat_map(|words| &words.phrases).filter(|p| !p.text.contains(' ')) {
            let spelling = if stem.exact { Spelling::Quoted } else { Spelling::Lemmas };
            self.phrase(lang, &format!("{prefix}{}", stem.text), spelling, Meaning::Unit(id, false));
        }
    }

    fn link_entity(&mut self, file: FileId, item: &ast::Entity) {
        let Some(id) = self.rules.entities.get_index_of(&item.name.text) else { return };
        self.lang_words(file, &item.words, Meaning::Entity(id));
        for words in &item.words {
            let Some(lang) = self.rules.language(&words.lang.text) else { continue };
            for name in words.phrases.iter().filter(|phrase| !phrase.exact) {
                if let Some(lemmas) = self.lemmas_of_name(lang, &name.text) {
                    self.phrase(lang, &lemmas, Spelling::Lemmas, Meaning::Entity(id));
                }
            }
        }
        let whole = item.part_of.as_ref().and_then(|name| self.entity_of(file, name));
        if let Some((_, entity)) = self.rules.entities.get_index_mut(id) {
            entity.part_of = whole;
        }
    }

    /// The lemmas of a name, which is written as names are: an adjective of it agrees with its noun
    /// and is no lemma, «Покровская больница». Nothing where all of its words are lemmas.
    fn lemmas_of_name(&self, lang: u8, name: &str) -> Option<String> {
        let language = self.rules.languages.get(usize::from(lang))?;
        let lemma = |word: &str| not_a_lemma::lemma_of(&fold(word), language);
        let of_word = |word: &str| lemma(word).unwrap_or_else(|| word.to_owned());
        let lemmas: Vec<String> = name.split_whitespace().map(of_word).collect();
        name.split_whitespace().any(|word| lemma(word).is_some()).then(|| lemmas.join(" "))
    }

    fn link_scope(&mut self, file: FileId, item: &ast::Scope) {
        let Some(id) = self.rules.scopes.get_index_of(&item.name.text) else { return };
        if let Some(plain) = &item.plain {
            self.scope_value_of(file, id, plain);
        }
        for name in &item.of {
            let kind = self.rules.kinds.get_index_of(&name.text);
            let measure = if kind.is_none() { self.measure_of(file, name) } else { None };
            if let Some((_, scope)) = self.rules.scopes.get_index_mut(id) {
                scope.kinds.extend(kind);
                scope.measures.extend(measure);
            }
        }
        for (index, value) in item.values.iter().enumerate() {
            self.lang_words(file, &value.words, Meaning::Scope(id, index));
            let within = value.within.as_ref().and_then(|name| self.scope_value_of(file, id, name));
            let scope = self.rules.scopes.get_index_mut(id).map(|(_, scope)| scope);
            if let Some((_, value)) = scope.and_then(|scope| scope.values.get_index_mut(index)) {
                value.within = within;
            }
        }
    }

    fn link_measure(&mut self, file: FileId, item: &ast::Measure) {
        let Some(id) = self.rules.measures.get_index_of(&item.name.text) else { return };
        let before = self.diagnostics.len();
        let mut languages = self.lang_words(file, &item.words, Meaning::Measure(id));
        languages.extend(self.lang_words(file, &item.near, Meaning::Near(id)));
        self.lang_words(file, &item.without, Meaning::Without(id));
        languages.sort_unstable();
        languages.dedup();
        let scopes = item.needs.iter().filter(|name| name.text != "near");
        let needs = scopes.filter_map(|name| self.scope_of(file, name)).collect();
        let of_kind = item.of_kind.as_ref().and_then(|name| self.kind_of(file, name));
        let wrong = item
            .derived
            .as_ref()
            .and_then(|(function, arguments)| bad_derivation::check(file, function, arguments.len()));
        self.diagnostics.extend(wrong);
        let derived = item.derived.as_ref().map(|(function, arguments)| {
            (function.text.clone(), arguments.iter().filter_map(|name| self.measure_of(file, name)).collect())
        });
        if let Some((_, measure)) = self.rules.measures.get_index_mut(id) {
            (measure.languages, measure.needs, measure.derived) = (languages, needs, derived);
            measure.of_kind = of_kind;
        }
        let kindless = of_kind.is_none() && item.of_kind.is_some();
        if item.mended || kindless || self.diagnostics.len() > before {
            self.unsound.insert(id);
        }
    }

    pub(super) fn link_compare(&mut self, file: FileId, item: &ast::Compare, layer: u8) {
        let mut policy = Policy {
            same: self.dimensions_of(file, &item.same),
            explains: self.dimensions_of(file, &item.explains),
            ignores: self.dimensions_of(file, &item.ignores),
            time: time_policy(item),
            ..Policy::default()
        };
        if let Some((number, percent)) = &item.tolerance {
            let unit = if *percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
            policy.tolerance = category::number(&number.text)
                .map(|value| value / unit)
                .filter(|value| (Decimal::ZERO..=Decimal::ONE).contains(value));
            if policy.tolerance.is_none() {
                self.diagnostics.push(out_of_range::tolerance(file, number, *percent));
            }
        }
        for (verdict, level) in &item.levels {
            if let Some(entry) = self.level(file, verdict, level) {
                policy.levels.insert(entry.0, entry.1);
            }
        }
        for name in &item.measures {
            let Some(id) = self.measure_of(file, name) else { continue };
            match self.compared.insert(id, (file, name.span, layer)) {
                Some((first, span, before)) if before == layer => {
                    self.diagnostics.push(duplicate_policy::diagnose(file, name, (first, span)));
                }
                _ => {}
            }
            if let Some((_, measure)) = self.rules.measures.get_index_mut(id) {
                measure.policy = policy.clone();
            }
        }
    }

    /// The scope dimensions of names; time is none that files declare.
    fn dimensions_of(&mut self, file: FileId, names: &[ast::Name]) -> Vec<Id> {
        names.iter().filter(|name| name.text != TIME).filter_map(|name| self.scope_of(file, name)).collect()
    }

    fn level(
        &mut self,
        file: FileId,
        verdict: &ast::Name,
        level: &ast::Name,
    ) -> Option<(String, crate::diagnostic::Severity)> {
        use crate::diagnostic::Severity as S;
        const VERDICTS: [&str; 5] = ["agree", "discrepancy", "contradiction", "part-whole", "scope"];
        const LEVELS: [(&str, S); 3] = [("advice", S::Advice), ("warning", S::Warning), ("error", S::Error)];
        if !VERDICTS.contains(&verdict.text.as_str()) {
            self.diagnostics.push(unknown_name::diagnose(file, "verdict", verdict, VERDICTS));
            return None;
        }
        let found = LEVELS.iter().find(|(word, _)| *word == level.text);
        if found.is_none() {
            self.diagnostics.push(unknown_name::diagnose(file, "level", level, LEVELS.map(|(word, _)| word)));
        }
        found.map(|(_, severity)| (verdict.text.clone(), *severity))
    }
}

fn time_policy(item: &ast::Compare) -> TimePolicy {
    let names = |list: &[ast::Name]| list.iter().any(|name| name.text == TIME);
    if names(&item.same) {
        TimePolicy::Same
    } else if names(&item.ignores) {
        TimePolicy::Ignored
    } else {
        TimePolicy::Explains
    }
}
