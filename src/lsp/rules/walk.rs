//! Walks the trees of rule files and notes every name: first what is defined, then what is
//! meant, by the order in which the compiler looks names up.

use super::index::{Index, Key, Kind, Wording};
use crate::diagnostic::FileId;
use crate::syntax::ast::{
    Atom, ClaimStmt, Element, Expect, ExpectMeasure, Item, LangWords, MeasureOf, Name, Pair, Pattern, Phrase,
};

/// Notes what an item defines.
pub(super) fn define(index: &mut Index, file: FileId, item: &Item) {
    let (kind, name) = match item {
        Item::Language(i) => (Kind::Language, &i.lang),
        Item::Words(i) => (Kind::Words, &i.name),
        Item::Dimension(i) => (Kind::Dimension, &i.name),
        Item::Unit(i) => (Kind::Unit, &i.name),
        Item::Kind(i) => (Kind::Kind, &i.name),
        Item::Entity(i) => (Kind::Entity, &i.name),
        Item::Scope(i) => (Kind::Scope, &i.name),
        Item::Measure(i) => (Kind::Measure, &i.name),
        Item::Macro(i) => (Kind::Macro, &i.name),
        Item::Rule(i) => (Kind::Rule, &i.name),
        Item::Source(i) => (Kind::Source, &i.name),
        Item::Test(i) => (Kind::Test, &i.name),
        Item::Use(_) | Item::Lexicon(_) | Item::Compare(_) | Item::Broken(_) => return,
    };
    index.add(Key::global(kind, &name.text), file, name.span, true);
    match item {
        Item::Scope(scope) => {
            for value in &scope.values {
                let key = Key::owned(Kind::Value, &value.name.text, &scope.name.text);
                index.add(key, file, value.name.span, true);
            }
        }
        Item::Unit(unit) => {
            if let Some(code) = &unit.code {
                index.codes.insert(code.clone(), unit.name.text.clone());
            }
        }
        _ => {}
    }
}

/// Notes what an item names.
pub(super) fn refer(index: &mut Index, file: FileId, item: &Item) {
    let mut walk = Walk { owner: owner_of(file, item), index, file };
    match item {
        Item::Use(_) | Item::Dimension(_) | Item::Broken(_) => {}
        Item::Language(i) => {
            i.settings.iter().for_each(|(_, values)| walk.phrases(Some(&i.lang.text), values));
        }
        Item::Lexicon(i) => {
            walk.name(Kind::Language, &i.lang);
            i.entries.iter().for_each(|(_, values)| walk.phrases(Some(&i.lang.text), values));
        }
        Item::Words(i) => walk.words(&i.words),
        Item::Unit(i) => {
            walk.name(Kind::Dimension, &i.dimension);
            walk.words(&i.words);
        }
        Item::Kind(i) => walk.words(&i.words),
        Item::Entity(i) => {
            walk.names(Kind::Kind, i.kind.as_slice());
            walk.names(Kind::Entity, i.part_of.as_slice());
            walk.words(&i.words);
        }
        Item::Scope(i) => {
            let values = i.values.iter().filter_map(|value| value.within.as_ref()).chain(&i.plain);
            values.for_each(|value| walk.value(&i.name.text, value));
            i.values.iter().for_each(|value| walk.words(&value.words));
        }
        Item::Measure(i) => {
            walk.name(Kind::Dimension, &i.dimension);
            walk.names(Kind::Scope, &i.needs);
            walk.names(Kind::Kind, i.of_kind.as_slice());
            i.derived.iter().for_each(|(_, of)| walk.names(Kind::Measure, of));
            [&i.words, &i.near, &i.without].into_iter().for_each(|words| walk.words(words));
        }
        Item::Macro(i) => {
            i.params.iter().for_each(|param| walk.own(Kind::Parameter, param, true));
            walk.pattern(&i.pattern);
        }
        Item::Rule(i) => walk.rule(i),
        Item::Compare(i) => {
            walk.names(Kind::Measure, &i.measures);
            [&i.same, &i.explains, &i.ignores].into_iter().for_each(|names| walk.names(Kind::Scope, names));
        }
        Item::Source(i) => walk.phrases(None, &i.names),
        Item::Test(i) => {
            i.documents.iter().for_each(|document| walk.name(Kind::Language, &document.lang));
            i.expects.iter().for_each(|expect| walk.expect(expect));
        }
    }
}

/// What captures and parameters of an item belong to.
fn owner_of(file: FileId, item: &Item) -> String {
    match item {
        Item::Rule(i) => format!("{}:{}", file.0, i.name.span.start),
        Item::Macro(i) => format!("{}:{}", file.0, i.name.span.start),
        _ => String::new(),
    }
}

struct Walk<'a> {
    index: &'a mut Index,
    file: FileId,
    owner: String,
}

impl Walk<'_> {
    /// A use of a name; nothing where nothing of the kind has it.
    fn name(&mut self, kind: Kind, name: &Name) {
        let key = Key::global(kind, &name.text);
        if self.index.defines(&key) {
            self.index.add(key, self.file, name.span, false);
        }
    }

    fn names(&mut self, kind: Kind, names: &[Name]) {
        names.iter().for_each(|name| self.name(kind, name));
    }

    /// A name that belongs to the item.
    fn own(&mut self, kind: Kind, name: &Name, defines: bool) {
        self.index.add(Key::owned(kind, &name.text, &self.owner), self.file, name.span, defines);
    }

    /// Whether the item has it; then it is noted.
    fn owned(&mut self, kind: Kind, name: &Name) -> bool {
        let known = self.index.defines(&Key::owned(kind, &name.text, &self.owner));
        if known {
            self.own(kind, name, false);
        }
        known
    }

    /// A value of a dimension; where it has none of the name, the value of any other: places
    /// are values wherever something comes from.
    fn value(&mut self, dimension: &str, name: &Name) {
        let own = Key::owned(Kind::Value, &name.text, dimension);
        let scopes: Vec<String> = self.index.names(Kind::Scope, "").map(str::to_owned).collect();
        let others = scopes.iter().map(|scope| Key::owned(Kind::Value, &name.text, scope));
        let found = std::iter::once(own).chain(others).find(|key| self.index.defines(key));
        if let Some(key) = found {
            self.index.add(key, self.file, name.span, false);
        }
    }

    fn words(&mut self, words: &[LangWords]) {
        for words in words {
            self.name(Kind::Language, &words.lang);
            self.phrases(Some(&words.lang.text), &words.phrases);
        }
    }

    fn phrases(&mut self, lang: Option<&str>, phrases: &[Phrase]) {
        for phrase in phrases {
            self.index.add_wording(Wording {
                file: self.file,
                span: phrase.span,
                text: phrase.text.clone(),
                lang: lang.map(str::to_owned),
                exact: phrase.exact,
            });
        }
    }

    fn rule(&mut self, rule: &crate::syntax::ast::Rule) {
        rule.matches.iter().chain(&rule.unless).for_each(|pattern| self.pattern(pattern));
        for condition in &rule.when {
            let kind = if condition.field.text == "language" { Kind::Language } else { Kind::Source };
            self.name(kind, &condition.value);
        }
        rule.claims.iter().for_each(|claim| self.claim(claim));
        for set in &rule.sets {
            self.pairs(&set.pairs);
        }
        for (name, _) in &rule.ignores {
            self.owned(Kind::Capture, name);
        }
        if let Some(name) = &rule.about
            && !self.owned(Kind::Capture, name)
        {
            self.name(Kind::Entity, name);
        }
    }

    fn claim(&mut self, claim: &ClaimStmt) {
        match &claim.measure {
            MeasureOf::Named(name) => self.name(Kind::Measure, name),
            MeasureOf::LemmaOf(name) => drop(self.owned(Kind::Capture, name)),
        }
        self.owned(Kind::Capture, &claim.value);
        self.pairs(&claim.scope);
    }

    fn pairs(&mut self, pairs: &[Pair]) {
        for pair in pairs {
            self.name(Kind::Scope, &pair.key);
            if !pair.literal && !self.owned(Kind::Capture, &pair.value) {
                self.value(&pair.key.text, &pair.value);
            }
        }
    }

    fn expect(&mut self, expect: &Expect) {
        match expect {
            Expect::Nothing(_) => {}
            Expect::NoClaim(measure) | Expect::Verdict(_, measure) => self.expected(measure),
            Expect::Claim(claim) => {
                self.expected(&claim.measure);
                self.pairs(&claim.scope);
                if let Some(unit) = &claim.unit {
                    let name = self.index.codes.get(&unit.text).cloned().unwrap_or_else(|| unit.text.clone());
                    self.name(Kind::Unit, &Name { text: name, span: unit.span });
                }
            }
        }
    }

    fn expected(&mut self, measure: &ExpectMeasure) {
        if !measure.open {
            self.name(Kind::Measure, &measure.name);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        pattern.alternatives.iter().flatten().for_each(|element| self.element(element));
    }

    fn element(&mut self, element: &Element) {
        if let Some(capture) = &element.capture {
            self.own(Kind::Capture, capture, true);
        }
        match &element.atom {
            Atom::Group(pattern) | Atom::Look { pattern, .. } => self.pattern(pattern),
            Atom::All(parts) => parts.iter().for_each(|part| self.pattern(part)),
            Atom::Exact(text) => self.quoted(element, text.clone(), true),
            Atom::Lemma(words) => self.quoted(element, words.join(" "), false),
            Atom::Reference { name, filters, arguments } => self.reference(name, filters, arguments),
            Atom::Gap(_) | Atom::AnyToken | Atom::Regex(_) => {}
        }
    }

    fn quoted(&mut self, element: &Element, text: String, exact: bool) {
        let (file, span) = (self.file, element.span);
        self.index.add_wording(Wording { file, span, text, lang: None, exact });
    }

    fn reference(&mut self, name: &Name, filters: &[(Name, Option<Name>)], arguments: &[Pattern]) {
        const ORDER: [Kind; 5] = [Kind::Macro, Kind::Words, Kind::Measure, Kind::Entity, Kind::Scope];
        arguments.iter().for_each(|argument| self.pattern(argument));
        if self.owned(Kind::Parameter, name) {
            return;
        }
        let meant = ORDER.into_iter().find(|kind| self.index.defines(&Key::global(*kind, &name.text)));
        if let Some(kind) = meant {
            self.name(kind, name);
        }
        for (filter, value) in filters {
            let filter = value.as_ref().unwrap_or(filter);
            if meant == Some(Kind::Scope) {
                self.value(&name.text, filter);
            } else {
                let unit = self.index.defines(&Key::global(Kind::Unit, &filter.text));
                self.name(if unit { Kind::Unit } else { Kind::Dimension }, filter);
            }
        }
    }
}
