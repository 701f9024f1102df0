//! What rule files say, checked and compiled: the form in which the rest of the engine
//! knows languages, units, measures, scopes and rules.

use super::meaning::Meaning;
use super::program::Program;
use super::vocabulary::Vocabulary;
use crate::config::{Limits, Weighing};
use crate::diagnostic::{FileId, Severity};
use crate::morphology::Dictionary;
use crate::syntax::ast;
use crate::token::Span;
use crate::value::Decimal;
use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which dimension, unit, list, entity, scope dimension, measure or rule: its place in the
/// map of the rule set.
pub type Id = usize;

/// All rules of a run.
#[derive(Default)]
pub struct Ruleset {
    /// Languages, in the order they were declared.
    pub languages: Vec<Language>,
    /// Words to meanings.
    pub vocabulary: Vocabulary,
    /// What the vocabulary's meanings are.
    pub meanings: IndexSet<Meaning, FxBuildHasher>,
    /// By what sources are weighed.
    pub weighing: Weighing,
    /// What is read and worked on at most.
    pub limits: Limits,
    /// The words whose full stop ends no sentence, once someone asked.
    pub(crate) abbreviations: std::sync::OnceLock<super::Abbreviations>,
    /// The words that tell of figures, once someone asked.
    pub(crate) telling: std::sync::OnceLock<super::Telling>,
    /// How words that tell of figures begin, once it is asked for.
    pub(crate) sieve: std::sync::OnceLock<super::Sieve>,
    /// Nodes of the vocabulary that lead to lexemes or units, once someone asked.
    pub(crate) reading_nodes: std::sync::OnceLock<Vec<bool>>,
    /// The kind of each meaning, once someone asked.
    pub(crate) meaning_kinds: std::sync::OnceLock<Vec<super::Kinds>>,
    /// For each dimension, its units that slips of the pen are told by, with their factors, once someone asked.
    pub(crate) slip_factors: std::sync::OnceLock<Vec<Vec<(Id, f64)>>>,
    /// Dimensions by name.
    pub dimensions: IndexMap<String, Dimension>,
    /// Units by name.
    pub units: IndexMap<String, Unit>,
    /// Word lists by name.
    pub lists: IndexMap<String, WordList>,
    /// Kinds of named things, by name, with what output calls them.
    pub kinds: IndexMap<String, String>,
    /// Entities by name.
    pub entities: IndexMap<String, Entity>,
    /// Scope dimensions by name.
    pub scopes: IndexMap<String, ScopeDimension>,
    /// Measures by name.
    pub measures: IndexMap<String, Measure>,
    /// Rules by name.
    pub rules: IndexMap<String, Rule>,
    /// Known publishers.
    pub publishers: IndexMap<String, Publisher>,
    /// Tests, in the order of the files.
    pub tests: Vec<Test>,
    /// The files of tests that cannot be run, because they or what they name is broken.
    pub tests_not_run: Vec<FileId>,
    /// Phrases of patterns, each with its own meaning; and whether in any form.
    pub phrases: IndexSet<(String, bool)>,
    /// Letters of other scripts in Latin.
    pub letters: IndexMap<char, String>,
    /// Numbers as compounds begin with them, folded.
    pub number_prefixes: Vec<String>,
    /// Signs that several units share ("$" and "A$"), with the units; the one that the bare
    /// sign usually means comes first.
    pub signs: IndexMap<char, Vec<Id>>,
}

/// A language: how it writes, and its dictionary.
pub struct Language {
    /// Its code, such as `en`.
    pub code: String,
    /// Whether it is written in Cyrillic.
    pub cyrillic: bool,
    /// The decimal separator.
    pub decimal: char,
    /// Separators of digit groups.
    pub groups: Vec<char>,
    /// Its inflected forms, where there is a dictionary.
    pub dictionary: Option<Arc<Dictionary>>,
    /// How its nouns agree with numbers.
    pub plural: Option<PluralRule>,
    /// Its stemmer for unknown words.
    pub stemmer: Option<rust_stemmers::Algorithm>,
    /// What other languages call its words, by their dictionary forms.
    pub glosses: FxHashMap<Box<str>, Arc<str>>,
}

/// How nouns of a language agree with numbers, by the classes of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PluralRule {
    /// `one-other`: singular after one, plural after others.
    OneOther,
    /// `one-few-many`: by the last digit; a few take the genitive singular, many the plural.
    OneFewMany,
}

/// A physical dimension or a kind of counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// The symbol of the base unit.
    pub base: String,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its dimension.
    pub dimension: Id,
    /// Base units in one of it: numerator.
    pub numerator: Decimal,
    /// Base units in one of it: denominator.
    pub denominator: Decimal,
    /// Added before the factor is applied; such units are shown as written.
    pub offset: Option<Decimal>,
    /// What output calls it.
    pub code: String,
    /// Whether claims keep figures in it as written.
    pub keep: bool,
    /// Whether it may stand before its number.
    pub before: bool,
    /// Whether it only counts behind a larger unit ("5 ft 2 in").
    pub compound: bool,
    /// Whether its size depends on what the text does not say ("ton", "degree"): figures in it
    /// are shown as written, and compared as if it had its usual size.
    pub loose: bool,
}

/// A list of words for patterns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// Languages that it has words in.
    pub languages: Vec<u8>,
}

/// A thing with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// How output calls it.
    pub title: String,
    /// What kind of thing.
    pub kind: Option<String>,
    /// The entity it is a part of.
    pub part_of: Option<Id>,
}

/// A dimension of scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeDimension {
    /// How output calls it.
    pub title: String,
    /// What it means to have a value, or none.
    pub kind: ScopeKind,
    /// How far a word of it reaches.
    pub reach: Reach,
    /// The value that a figure without one has.
    pub plain: Option<Id>,
    /// Measures whose claims it is a condition of; all where there are none.
    pub measures: Vec<Id>,
    /// Kinds whose measures' claims it is a condition of.
    pub kinds: Vec<Id>,
    /// Its values by name.
    pub values: IndexMap<String, ScopeValue>,
}

impl ScopeDimension {
    /// Whether it is a condition of the claims of a measure, of a kind of things or of none.
    #[must_use]
    pub fn applies_to(&self, measure: Option<Id>, kind: Option<Id>) -> bool {
        let free = self.measures.is_empty() && self.kinds.is_empty();
        free || measure.is_some_and(|id| self.measures.contains(&id))
            || kind.is_some_and(|id| self.kinds.contains(&id))
    }
}

/// What it means that a claim has a value of a scope dimension, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScopeKind {
    /// One of several; none means unknown.
    Label,
    /// A part; none means the whole.
    Part,
    /// Where what is counted comes from: a place or a value; none means wherever from.
    Origin,
    /// A place, which may lie in another; none means unknown.
    Place,
    /// A state such as `planned`; none means the plain state.
    State,
    /// Whom the text quotes; none means that the document says it itself. Two voices that one
    /// document tells apart explain a difference; those of two documents explain nothing.
    Voice,
}

/// A value of a scope dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeValue {
    /// How output calls it.
    pub title: String,
    /// The value of the same dimension that contains it.
    pub within: Option<Id>,
}

/// How far a word that sets scope is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reach {
    /// Nowhere by itself: only where a rule says so.
    Rule,
    /// The noun phrase of the figure.
    Phrase,
    /// The clause.
    Clause,
    /// The sentence.
    Sentence,
    /// The paragraph, from the word on.
    Paragraph,
    /// Up to the next heading.
    Section,
    /// The document.
    Document,
}

/// How a measure behaves when its subject grows or time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Parts add up.
    Additive,
    /// A level at a time.
    Stock,
    /// Only ever grows.
    Cumulative,
    /// It is what is allowed: "up to 5 MB" states the limit of 5 MB, and a range its two ends.
    Limit,
}

/// What can be stated of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// How output calls it.
    pub title: String,
    /// The dimension of its values.
    pub dimension: Id,
    /// Scope dimensions without which there is no claim.
    pub needs: Vec<Id>,
    /// Whether there is no claim without one of its `near` words.
    pub needs_near: bool,
    /// The kind of things that it is stated of.
    pub of_kind: Option<Id>,
    /// How it behaves.
    pub nature: Nature,
    /// Whether a part may not exceed its whole.
    pub part_whole: bool,
    /// Whether its figures may be of parts, told by their noun.
    pub parts: bool,
    /// A function of other measures.
    pub derived: Option<(String, Vec<Id>)>,
    /// How its claims are compared.
    pub policy: Policy,
    /// Languages that it has words in.
    pub languages: Vec<u8>,
    /// Where it was written.
    pub place: (FileId, Span),
}

/// What a difference of time means to claims of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimePolicy {
    /// It explains a difference of value.
    #[default]
    Explains,
    /// Claims of different times are of different things.
    Same,
    /// It does not matter.
    Ignored,
}

/// How claims of a measure are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// Dimensions that must agree.
    pub same: Vec<Id>,
    /// Dimensions that explain a difference.
    pub explains: Vec<Id>,
    /// Dimensions that do not matter.
    pub ignores: Vec<Id>,
    /// What a difference of time means.
    pub time: TimePolicy,
    /// Relative tolerance.
    pub tolerance: Option<Decimal>,
    /// Levels of verdicts that differ from the default.
    pub levels: IndexMap<String, Severity>,
}

/// A publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// How output calls it.
    pub title: String,
    /// Folded names it goes by.
    pub names: Vec<String>,
    /// Trust, from 0 to 1.
    pub trust: Option<Decimal>,
}

/// A compiled rule.
pub struct Rule {
    /// Conditions on the document.
    pub when: Vec<Condition>,
    /// What must match.
    pub matches: Vec<Program>,
    /// What must not match in the sentence.
    pub unless: Vec<Program>,
    /// What it claims.
    pub claims: Vec<ClaimAction>,
    /// The scope that it sets.
    pub sets: Vec<SetAction>,
    /// Captures that are no claim, with the reason.
    pub ignores: Vec<(usize, String)>,
    /// The subject.
    pub about: Option<About>,
    /// Higher wins.
    pub priority: i32,
    /// The names of captures, by number.
    pub captures: Vec<String>,
    /// Where it was written.
    pub place: (FileId, Span),
}

/// A condition on the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Its language is this one.
    Language(u8),
    /// Its publisher is this one.
    Publisher(String),
    /// Its title contains this folded text.
    TitleHas(String),
    /// Its date is not before this.
    From(crate::value::CalendarDate),
    /// Its date is not after this.
    Until(crate::value::CalendarDate),
}

/// A claim that a rule makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimAction {
    /// The measure, or the capture whose lemma names an open one.
    pub measure: Result<Id, usize>,
    /// The capture that holds the value.
    pub value: usize,
    /// Which end of it, where only one is meant.
    pub end: Option<ast::RangeEnd>,
    /// Scope.
    pub scope: Vec<ScopeAction>,
    /// The capture that holds the date at which it is so.
    pub time: Option<usize>,
}

/// Scope that a rule sets for its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAction {
    /// What is set.
    pub scope: Vec<ScopeAction>,
    /// How far.
    pub reach: Reach,
}

/// One dimension that a rule sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeAction {
    /// The dimension.
    pub dimension: Id,
    /// Its value.
    pub value: ScopeSource,
}

/// Where the value of a dimension comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScopeSource {
    /// A declared value.
    Value(Id),
    /// The words of a capture.
    Capture(usize),
    /// A text.
    Text(String),
}

/// The subject that a rule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A declared entity.
    Entity(Id),
    /// The words of a capture.
    Capture(usize),
}

/// A test with the file it stands in.
#[derive(Debug, Clone)]
pub struct Test {
    /// Where it stands.
    pub file: FileId,
    /// What it says.
    pub test: ast::Test,
}

impl Ruleset {
    /// Whether a dimension of scope says whom a text quotes.
    #[must_use]
    pub fn is_voice(&self, dimension: Id) -> bool {
        self.scopes.get_index(dimension).is_some_and(|(_, scope)| scope.kind == ScopeKind::Voice)
    }

    /// The dimension of scope that says whom a text quotes.
    #[must_use]
    pub fn voice(&self) -> Option<Id> {
        self.scopes.values().position(|scope| scope.kind == ScopeKind::Voice)
    }

    /// Sets how far a publisher is trusted, whatever rule files say of it.
    pub fn trust(&mut self, publisher: &str, trust: Decimal) {
        let name = crate::token::fold(publisher);
        match self.publishers.values_mut().find(|known| known.names.contains(&name)) {
            Some(known) => known.trust = Some(trust),
            None => {
                let new = Publisher { title: publisher.to_owned(), names: vec![name], trust: Some(trust) };
                self.publishers.insert(publisher.to_owned(), new);
            }
        }
    }

    /// The index of a language.
    #[must_use]
    pub fn language(&self, code: &str) -> Option<u8> {
        self.languages.iter().position(|l| l.code == code).and_then(|i| u8::try_from(i).ok())
    }

    /// A meaning by its number.
    #[must_use]
    pub fn meaning(&self, id: u32) -> Option<&Meaning> {
        self.meanings.get_index(id as usize)
    }

    /// The dimension of a name.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<Id> {
        self.dimensions.get_index_of(name)
    }

    /// The unit of a number.
    #[must_use]
    pub fn unit(&self, id: Id) -> Option<&Unit> {
        self.units.get_index(id).map(|(_, unit)| unit)
    }

    /// Whether a measure is stated in words.
    #[must_use]
    pub fn is_textual(&self, measure: Id) -> bool {
        let measure = self.measures.get_index(measure).map(|(_, measure)| measure);
        measure.is_some_and(|measure| self.is_dimension(measure.dimension, "text"))
    }

    /// The scope dimension whose values are places.
    #[must_use]
    pub fn places(&self) -> Option<Id> {
        self.scopes.values().position(|scope| scope.kind == ScopeKind::Place)
    }

    /// Whether a dimension has this name.
    #[must_use]
    pub fn is_dimension(&self, id: Id, name: &str) -> bool {
        self.dimensions.get_index(id).is_some_and(|(known, _)| known == name)
    }

    /// The symbol of a dimension's base unit.
    #[must_use]
    pub fn base_unit(&self, dimension: Id) -> &str {
        self.dimensions.get_index(dimension).map_or("1", |(_, d)| &d.base)
    }
}
