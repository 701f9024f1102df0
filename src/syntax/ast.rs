//! The tree of a rule file: what was written, each node with its place. Knows no meaning.

use crate::token::Span;

/// A name with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Words in a word list: a quoted phrase stands for itself, bare words for all their forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words, unescaped.
    pub text: String,
    /// Whether it was quoted.
    pub exact: bool,
    /// Where.
    pub span: Span,
}

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LangWords {
    /// The language's code.
    pub lang: Name,
    /// Its words.
    pub phrases: Vec<Phrase>,
}

/// An item of a rule file.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// `use std, units`
    Use(Vec<Name>),
    /// `language en { … }`
    Language(Language),
    /// `lexicon en cardinal { … }`
    Lexicon(Lexicon),
    /// `words signed { … }`
    Words(Words),
    /// `dimension length "m"`
    Dimension(Dimension),
    /// `unit foot : length = 0.3048 { … }`
    Unit(Unit),
    /// `kind event { … }`
    Kind(Kind),
    /// `entity innoprom { … }`
    Entity(Entity),
    /// `scope role { … }`
    Scope(Scope),
    /// `measure companies : count { … }`
    Measure(Measure),
    /// `macro counted(noun) = …`
    Macro(Macro),
    /// `rule exhibitors { … }`
    Rule(Box<Rule>),
    /// `compare companies { … }`
    Compare(Compare),
    /// `source tass { … }`
    Source(SourceItem),
    /// `test "…" { … }`
    Test(Test),
    /// An item that could not be read, by its name: known, so that its uses are no mistakes.
    Broken(Name),
}

/// How a language writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Language {
    /// Its code.
    pub lang: Name,
    /// Settings with their words.
    pub settings: Vec<(Name, Vec<Phrase>)>,
}

/// The words of a language for one category that the engine knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexicon {
    /// The language.
    pub lang: Name,
    /// The category.
    pub category: Name,
    /// Keys with their words.
    pub entries: Vec<(Name, Vec<Phrase>)>,
}

/// A named list of words.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// Its name.
    pub name: Name,
    /// Its words by language.
    pub words: Vec<LangWords>,
}

/// A physical dimension or a kind of counting.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    /// Its name.
    pub name: Name,
    /// The base unit's symbol.
    pub base: String,
}

/// A unit of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its name.
    pub name: Name,
    /// The dimension's name.
    pub dimension: Name,
    /// How many base units it is: numerator and denominator as written.
    pub factor: Option<(Name, Option<Name>)>,
    /// Added before the factor is applied.
    pub offset: Option<Name>,
    /// The code that output uses for it.
    pub code: Option<String>,
    /// Symbols of every language.
    pub symbols: Vec<Phrase>,
    /// Words by language.
    pub words: Vec<LangWords>,
    /// `prefixes`, `keep`, `before`.
    pub flags: Vec<Name>,
}

/// A kind of things with names.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// Its name.
    pub name: Name,
    /// How output calls it.
    pub title: Option<String>,
    /// Nouns for things of the kind, by language.
    pub words: Vec<LangWords>,
}

/// A thing with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its name.
    pub name: Name,
    /// What kind of thing.
    pub kind: Option<Name>,
    /// How output calls it.
    pub title: Option<String>,
    /// The entity it is a part or an edition of.
    pub part_of: Option<Name>,
    /// Its names by language.
    pub words: Vec<LangWords>,
}

/// A dimension of scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// Its name.
    pub name: Name,
    /// `place` where its values are places.
    pub kind: Option<Name>,
    /// How output calls it.
    pub title: Option<String>,
    /// How far a word of it reaches.
    pub reach: Option<Name>,
    /// The value that a figure without one has.
    pub plain: Option<Name>,
    /// The kinds and measures whose claims it is a condition of; all where none is named.
    pub of: Vec<Name>,
    /// Its values.
    pub values: Vec<ScopeValue>,
}

/// A value of a scope dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct ScopeValue {
    /// Its name.
    pub name: Name,
    /// The value that contains it.
    pub within: Option<Name>,
    /// How output calls it.
    pub title: Option<String>,
    /// Its words by language.
    pub words: Vec<LangWords>,
}

/// What can be stated of a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its name.
    pub name: Name,
    /// How output calls it.
    pub title: Option<String>,
    /// The dimension of its values.
    pub dimension: Name,
    /// What is counted or measured.
    pub words: Vec<LangWords>,
    /// Words that speak of it without naming it.
    pub near: Vec<LangWords>,
    /// Words beside which it is not meant.
    pub without: Vec<LangWords>,
    /// Scope dimensions without which there is no claim.
    pub needs: Vec<Name>,
    /// The kind of things that it is stated of.
    pub of_kind: Option<Name>,
    /// `additive`, `stock`, `cumulative` or `limit`.
    pub nature: Option<Name>,
    /// Whether a part may not exceed its whole.
    pub part_whole: bool,
    /// Whether its figures may be of parts, told by their noun.
    pub parts: bool,
    /// A function of other measures.
    pub derived: Option<(Name, Vec<Name>)>,
    /// Whether statements of it were left out, because they are broken.
    pub mended: bool,
}

/// A named pattern with parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Macro {
    /// Its name.
    pub name: Name,
    /// Its parameters.
    pub params: Vec<Name>,
    /// What it stands for.
    pub pattern: Pattern,
}

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name.
    pub name: Name,
    /// Conditions on the document.
    pub when: Vec<Condition>,
    /// What must match; one match statement at least makes a rule.
    pub matches: Vec<Pattern>,
    /// What must not match in the sentence.
    pub unless: Vec<Pattern>,
    /// What it claims.
    pub claims: Vec<ClaimStmt>,
    /// The scope that it sets for its surroundings.
    pub sets: Vec<SetStmt>,
    /// Captured quantities that are no claim, with the reason.
    pub ignores: Vec<(Name, String)>,
    /// The subject: a capture or an entity.
    pub about: Option<Name>,
    /// Higher wins.
    pub priority: Option<Name>,
    /// Whether broken statements were left out of it: it is checked, but not run.
    pub mended: bool,
}

/// A condition on the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// `language`, `source`, `title`, `date`.
    pub field: Name,
    /// `=`, `>=`, `<=`, `has`.
    pub comparison: String,
    /// What it is compared with.
    pub value: Name,
}

/// `claim companies = n { role = exhibitor }`
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimStmt {
    /// The measure.
    pub measure: MeasureOf,
    /// The capture that holds the value.
    pub value: Name,
    /// Which end of it, where it is a range and only one is meant.
    pub end: Option<RangeEnd>,
    /// Scope.
    pub scope: Vec<Pair>,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeEnd {
    /// `low(r)`
    Low,
    /// `high(r)`
    High,
}

/// Which measure a claim is of.
#[derive(Debug, Clone, PartialEq)]
pub enum MeasureOf {
    /// A declared one.
    Named(Name),
    /// The lemma of a capture: an open measure.
    LemmaOf(Name),
}

/// `set period = first reach paragraph`
#[derive(Debug, Clone, PartialEq)]
pub struct SetStmt {
    /// Scope dimensions with their values.
    pub pairs: Vec<Pair>,
    /// How far.
    pub reach: Option<Name>,
}

/// `dimension = value`; the value is a scope value, a capture or a quoted text.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The scope dimension.
    pub key: Name,
    /// Its value.
    pub value: Name,
    /// Whether the value was quoted or a number.
    pub literal: bool,
}

/// Alternatives of sequences.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The alternatives.
    pub alternatives: Vec<Vec<Element>>,
    /// Where.
    pub span: Span,
}

/// An element of a sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// The name that it is captured under.
    pub capture: Option<Name>,
    /// What matches.
    pub atom: Atom,
    /// The least and greatest number of repetitions; none greatest means `*` or `+`.
    pub repeat: Repeat,
    /// Where.
    pub span: Span,
}

/// How often an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Exactly once.
    Once,
    /// `?`
    Optional,
    /// `*`
    Any,
    /// `+`
    Some,
    /// `{m,n}`
    Between(u32, u32),
}

/// What an element matches.
#[derive(Debug, Clone, PartialEq)]
pub enum Atom {
    /// `( … )`
    Group(Pattern),
    /// `all( …, … )`: each once, in any order, with gaps between.
    All(Vec<Pattern>),
    /// `ahead(…)`, `behind(…)` and their negations.
    Look {
        /// Whether it looks to the right.
        ahead: bool,
        /// Whether it must not match.
        negated: bool,
        /// What is looked for.
        pattern: Pattern,
    },
    /// `..` or `..5`: up to so many tokens of the sentence.
    Gap(Option<u32>),
    /// `_`: one token.
    AnyToken,
    /// `"from"`: these words as written.
    Exact(String),
    /// `'sign'`: these words in any form.
    Lemma(Vec<String>),
    /// `/…/` on one token.
    Regex(String),
    /// A class, word list, measure, entity, scope value or macro.
    Reference {
        /// Its name.
        name: Name,
        /// `[unit=length]`
        filters: Vec<(Name, Option<Name>)>,
        /// `(…)`, for macros.
        arguments: Vec<Pattern>,
    },
}

/// How claims of measures are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Compare {
    /// The measures.
    pub measures: Vec<Name>,
    /// Dimensions that must agree for two claims to be about one thing.
    pub same: Vec<Name>,
    /// Dimensions a difference of which explains a difference of value.
    pub explains: Vec<Name>,
    /// Dimensions that do not matter.
    pub ignores: Vec<Name>,
    /// Relative tolerance, as a fraction of one, with its place.
    pub tolerance: Option<(Name, bool)>,
    /// Levels of verdicts.
    pub levels: Vec<(Name, Name)>,
}

/// A publisher.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceItem {
    /// Its name.
    pub name: Name,
    /// How output calls it.
    pub title: Option<String>,
    /// Names it goes by.
    pub names: Vec<Phrase>,
    /// Trust, from 0 to 1.
    pub trust: Option<Name>,
}

/// A test.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// What it proves.
    pub name: Name,
    /// Little documents.
    pub documents: Vec<TestDocument>,
    /// What is expected of them together.
    pub expects: Vec<Expect>,
    /// Whether broken statements were left out of it: it is checked, but not run.
    pub mended: bool,
}

/// A document of a test.
#[derive(Debug, Clone, PartialEq)]
pub struct TestDocument {
    /// The name it goes by in the test.
    pub label: Option<Name>,
    /// Its language.
    pub lang: Name,
    /// Its text.
    pub text: String,
    /// Where its text stands, quotes excluded.
    pub span: Span,
    /// Its date.
    pub dated: Option<Name>,
    /// The source that says it.
    pub source: Option<Name>,
}

/// The measure that a test speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectMeasure {
    /// A declared measure, or the lemma of an open one.
    pub name: Name,
    /// Whether it was quoted: an open measure.
    pub open: bool,
}

/// What a test expects.
#[derive(Debug, Clone, PartialEq)]
pub enum Expect {
    /// No claim at all.
    Nothing(Span),
    /// No claim of a measure.
    NoClaim(ExpectMeasure),
    /// A verdict on claims of a measure.
    Verdict(Name, ExpectMeasure),
    /// A claim.
    Claim(Box<ExpectClaim>),
}

/// A claim that a test expects.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectClaim {
    /// The measure.
    pub measure: ExpectMeasure,
    /// `=`, `>`, `>=`, `<`, `<=`, `~`.
    pub relation: String,
    /// The figure as written.
    pub figure: Name,
    /// The unit or its code.
    pub unit: Option<Name>,
    /// Scope that the claim must have.
    pub scope: Vec<Pair>,
    /// Where.
    pub span: Span,
}
