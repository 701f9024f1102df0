//! Declares what has a name, before anything refers to it.

use super::Compiler;
use crate::diagnostic::FileId;
use crate::rule::category;
use crate::rule::lint::{bad_key, out_of_range};
use crate::rule::model::{
    Dimension, Entity, Language, Measure, Nature, PluralRule, Policy, Publisher, Reach, ScopeDimension,
    ScopeKind, ScopeValue, Unit, WordList,
};
use crate::syntax::ast::{self, Item, Name};
use crate::token::fold;
use crate::value::Decimal;
use rustc_hash::FxHashMap;

impl<'a> Compiler<'a> {
    pub(super) fn declare(&mut self, file: FileId, item: &'a Item) {
        match item {
            Item::Language(language) => self.declare_language(file, language),
            Item::Words(words) => {
                self.rules.lists.insert(words.name.text.clone(), WordList { languages: Vec::new() });
            }
            Item::Dimension(dimension) => {
                self.rules
                    .dimensions
                    .insert(dimension.name.text.clone(), Dimension { base: dimension.base.clone() });
            }
            Item::Unit(unit) => self.declare_unit(file, unit),
            Item::Kind(kind) => {
                let title = title_of(kind.title.as_ref(), &kind.name);
                self.rules.kinds.insert(kind.name.text.clone(), title);
            }
            Item::Entity(entity) => {
                let title = title_of(entity.title.as_ref(), &entity.name);
                let kind = entity.kind.as_ref().map(|kind| kind.text.clone());
                self.rules.entities.insert(entity.name.text.clone(), Entity { title, kind, part_of: None });
            }
            Item::Scope(scope) => self.declare_scope(file, scope),
            Item::Measure(measure) => self.declare_measure(file, measure),
            Item::Macro(item) => {
                self.macros.insert(item.name.text.clone(), (file, item));
            }
            Item::Source(source) => self.declare_source(file, source),
            Item::Broken(name) => {
                self.broken.insert(name.text.clone());
            }
            Item::Test(_) | Item::Use(_) | Item::Lexicon(_) | Item::Rule(_) | Item::Compare(_) => {}
        }
    }

    fn declare_language(&mut self, file: FileId, item: &ast::Language) {
        let code = item.lang.text.clone();
        let mut language = Language {
            dictionary: self.dictionaries.get(&code).cloned(),
            code,
            cyrillic: false,
            decimal: '.',
            groups: Vec::new(),
            plural: None,
            stemmer: None,
            glosses: FxHashMap::default(),
        };
        for (key, values) in &item.settings {
            let first = values.first().map_or("", |value| value.text.as_str());
            match (key.text.as_str(), first) {
                ("script", "cyrillic") => language.cyrillic = true,
                ("script", "latin") => language.cyrillic = false,
                ("decimal", text) => language.decimal = text.chars().next().unwrap_or('.'),
                ("group", _) => {
                    language.groups = values.iter().filter_map(|v| v.text.chars().next()).collect();
                }
                ("plural", "one-other") => language.plural = Some(PluralRule::OneOther),
                ("plural", "one-few-many") => language.plural = Some(PluralRule::OneFewMany),
                ("stemmer", "en") => language.stemmer = Some(rust_stemmers::Algorithm::English),
                ("stemmer", "ru") => language.stemmer = Some(rust_stemmers::Algorithm::Russian),
                ("script" | "stemmer" | "plural", _) => {
                    let value = values
                        .first()
                        .map_or(key.clone(), |value| Name { text: value.text.clone(), span: value.span });
                    self.diagnostics.push(bad_key::diagnose(
                        file,
                        &value,
                        &key.text,
                        setting_values(&key.text),
                    ));
                }
                _ => {
                    let expected = "`script latin` or `cyrillic`, `decimal \".\"`, `group \",\"`, `stemmer en` or `ru`, `plural one-other` or `one-few-many`";
                    self.diagnostics.push(bad_key::diagnose(file, key, "language", expected));
                }
            }
        }
        self.rules.languages.push(language);
    }

    fn declare_unit(&mut self, file: FileId, item: &ast::Unit) {
        let Some(dimension) = self.dimension_of(file, &item.dimension) else {
            self.broken.insert(item.name.text.clone());
            return;
        };
        let mut number = |name: &Name| {
            let number = category::number(&name.text).filter(|n| !n.is_zero());
            if number.is_none() {
                self.diagnostics.push(out_of_range::diagnose(file, name, "a number other than zero"));
            }
            number.unwrap_or(Decimal::ONE)
        };
        let (numerator, denominator) = item.factor.as_ref().map_or((Decimal::ONE, Decimal::ONE), |(a, b)| {
            (number(a), b.as_ref().map_or(Decimal::ONE, &mut number))
        });
        let offset = item.offset.as_ref().map(number);
        let has = |flag: &str| item.flags.iter().any(|f| f.text == flag);
        let unit = Unit {
            dimension,
            numerator,
            denominator,
            offset,
            code: item.code.clone().unwrap_or_else(|| item.name.text.clone()),
            keep: has("keep"),
            before: has("before"),
            compound: has("compound"),
            loose: has("loose"),
        };
        self.rules.units.insert(item.name.text.clone(), unit);
    }

    fn declare_scope(&mut self, file: FileId, item: &ast::Scope) {
        let reach = item.reach.as_ref().map_or(Reach::Clause, |name| self.reach(file, name));
        let values = item.values.iter().map(|value| {
            let title = title_of(value.title.as_ref(), &value.name);
            (value.name.text.clone(), ScopeValue { title, within: None })
        });
        let kind = item.kind.as_ref().map_or(ScopeKind::Label, |name| self.scope_kind(file, name));
        let dimension = ScopeDimension {
            title: title_of(item.title.as_ref(), &item.name),
            kind,
            reach,
            plain: item
                .plain
                .as_ref()
                .and_then(|plain| item.values.iter().position(|value| value.name.text == plain.text)),
            measures: Vec::new(),
            kinds: Vec::new(),
            values: values.collect(),
        };
        self.rules.scopes.insert(item.name.text.clone(), dimension);
    }

    fn scope_kind(&mut self, file: FileId, name: &Name) -> ScopeKind {
        match name.text.as_str() {
            "label" => ScopeKind::Label,
            "part" => ScopeKind::Part,
            "origin" => ScopeKind::Origin,
            "place" => ScopeKind::Place,
            "state" => ScopeKind::State,
            "voice" => ScopeKind::Voice,
            _ => {
                let expected = "`label`, `part`, `origin`, `place`, `state` or `voice`";
                self.diagnostics.push(bad_key::diagnose(file, name, "scope", expected));
                ScopeKind::Label
            }
        }
    }

    pub(super) fn reach(&mut self, file: FileId, name: &Name) -> Reach {
        match name.text.as_str() {
            "rule" => Reach::Rule,
            "phrase" => Reach::Phrase,
            "clause" => Reach::Clause,
            "sentence" => Reach::Sentence,
            "paragraph" => Reach::Paragraph,
            "section" => Reach::Section,
            "document" => Reach::Document,
            _ => {
                let expected = "`rule`, `phrase`, `clause`, `sentence`, `paragraph`, `section` or `document`";
                self.diagnostics.push(bad_key::diagnose(file, name, "reach", expected));
                Reach::Clause
            }
        }
    }

    fn declare_measure(&mut self, file: FileId, item: &ast::Measure) {
        let Some(dimension) = self.dimension_of(file, &item.dimension) else {
            self.broken.insert(item.name.text.clone());
            return;
        };
        let nature = match item.nature.as_ref().map(|name| name.text.as_str()) {
            Some("stock") => Nature::Stock,
            Some("cumulative") => Nature::Cumulative,
            Some("limit") => Nature::Limit,
            _ => Nature::Additive,
        };
        let measure = Measure {
            title: title_of(item.title.as_ref(), &item.name),
            dimension,
            needs: Vec::new(),
            needs_near: item.needs.iter().any(|name| name.text == "near"),
            of_kind: None,
            nature,
            part_whole: item.part_whole,
            parts: item.parts,
            derived: None,
            policy: Policy::default(),
            languages: Vec::new(),
            place: (file, item.name.span),
        };
        self.rules.measures.insert(item.name.text.clone(), measure);
    }

    fn declare_source(&mut self, file: FileId, item: &ast::SourceItem) {
        let trust = item.trust.as_ref().and_then(|name| {
            let trust = category::number(&name.text).filter(|t| (Decimal::ZERO..=Decimal::ONE).contains(t));
            if trust.is_none() {
                self.diagnostics.push(out_of_range::diagnose(file, name, "a number from 0 to 1"));
            }
            trust
        });
        let title = title_of(item.title.as_ref(), &item.name);
        let names = item.names.iter().map(|name| fold(&name.text)).chain([fold(&title)]).collect();
        self.rules.publishers.insert(item.name.text.clone(), Publisher { title, names, trust });
    }
}

/// What output calls an item: its title, or its name in words.
fn title_of(title: Option<&String>, name: &Name) -> String {
    title.cloned().unwrap_or_else(|| name.text.replace('-', " "))
}

/// The values of a setting of languages.
fn setting_values(key: &str) -> &'static str {
    match key {
        "script" => "`latin` or `cyrillic`",
        "stemmer" => "`en` or `ru`",
        _ => "`one-other` or `one-few-many`",
    }
}
