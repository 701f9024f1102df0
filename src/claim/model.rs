//! Claims: a document says that a measure of a subject has a value in a scope.

use super::entries::Entries;
use crate::quantity::Converted;
use crate::rule::{Id, Reach};
use crate::text::Word;
use crate::token::Span;
use crate::value::{Amount, DateSpan, Value};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Which measure a claim is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MeasureKey {
    /// A declared one.
    Named(Id),
    /// What the text itself counts or measures, by its noun.
    Open(Noun),
    /// By how much per cent another measure grew; where it fell, less than none.
    Change(Arc<MeasureKey>),
    /// A figure of a dimension, of which the text does not say in so many words what it
    /// measures. Never compared.
    Unnamed(Id),
}

/// A noun that a text counts or measures something by. Nouns of all languages that mean the same
/// are one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Noun {
    /// Its lemma, as output shows it.
    pub shown: Arc<str>,
    /// What it is known by.
    pub key: Arc<str>,
}

impl Noun {
    /// The noun that a word is a form of.
    #[must_use]
    pub fn of(word: &Word) -> Self {
        Self { shown: word.lemma.clone(), key: word.concept.clone() }
    }

    /// The noun, of which a size of some dimension is stated.
    #[must_use]
    pub fn measured(&self, dimension: &str) -> Self {
        let of = |noun: &str| format!("{noun} ({dimension})").into();
        Self { shown: of(&self.shown), key: of(&self.key) }
    }
}

impl From<&str> for Noun {
    /// A noun that no language glosses.
    fn from(lemma: &str) -> Self {
        Self { shown: lemma.into(), key: lemma.into() }
    }
}

impl PartialEq for Noun {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Noun {}

impl Hash for Noun {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl PartialOrd for Noun {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Noun {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

/// Whom or what a claim is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Subject {
    /// What it is known by: spellings in any script of one name share a key. More than one
    /// where the text leaves it to the topic of the document.
    pub keys: Vec<Arc<str>>,
    /// Which of these are common nouns beside a name, by bits: "bridge" of a name such as "Tower Bridge". In such
    /// words alone two subjects do not meet.
    pub common: u16,
    /// How many of these, from the first, tell what it is: the others are only spoken of.
    pub main: u8,
    /// As the document writes it.
    pub title: Arc<str>,
    /// Whether the text names it beside the figure, or leaves it to the document's topic.
    pub explicit: bool,
    /// Keys of other things of its kind that the document speaks of.
    pub around: Vec<Arc<str>>,
}

impl Subject {
    /// A thing that the text names.
    #[must_use]
    pub fn named(key: Arc<str>, title: Arc<str>) -> Self {
        Self { keys: vec![key], main: 1, title, explicit: true, ..Self::default() }
    }

    /// Whether a key, by its place, is a common noun beside a name.
    #[must_use]
    pub fn is_common(&self, key: usize) -> bool {
        u32::try_from(key).is_ok_and(|key| self.common.checked_shr(key).unwrap_or(0) & 1 == 1)
    }

    /// The names that tell what it is.
    pub fn main_names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.main_keys(false)
    }

    /// The keys that tell what it is: names, or the common nouns beside them.
    fn main_keys(&self, common: bool) -> impl Iterator<Item = &Arc<str>> {
        let main = self.keys.iter().enumerate().take(usize::from(self.main));
        main.filter(move |(at, _)| self.is_common(*at) == common).map(|(_, key)| key)
    }

    /// Whether two may be one thing: they share a name that tells what either is about, and where both say
    /// what kind of thing it is, a common noun as well. "Marlow Bridge" is not "Marlow Fair".
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let meet =
            |common: bool| self.main_keys(common).any(|key| other.main_keys(common).any(|own| own == key));
        let of_no_kind = |subject: &Self| subject.main_keys(true).next().is_none();
        meet(false) && (of_no_kind(self) || of_no_kind(other) || meet(true))
    }

    /// The keys that are common nouns beside a name.
    pub fn common_nouns(&self) -> impl Iterator<Item = &Arc<str>> {
        self.keys.iter().enumerate().filter(|(at, _)| self.is_common(*at)).map(|(_, key)| key)
    }

    /// The keys that are no common nouns.
    pub fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.keys.iter().enumerate().filter(|(at, _)| !self.is_common(*at)).map(|(_, key)| key)
    }
}

/// A value of a scope dimension.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ScopeValue {
    /// A declared value of the dimension.
    Declared(Id),
    /// A place: a value of the dimension of places.
    Place(Id),
    /// Words of the text.
    Text(ScopeText),
}

/// Words that are a scope value: the same ones in another form are the same value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScopeText {
    /// The words as written.
    pub shown: Arc<str>,
    /// Their lemmas, which decide whether two are the same.
    pub lemmas: Arc<str>,
}

impl ScopeText {
    /// A name that has one form only.
    #[must_use]
    pub fn fixed(text: &str) -> Self {
        Self { shown: text.into(), lemmas: text.into() }
    }
}

impl ScopeText {
    /// Whether the words of one are among those of the other: "police" and "the city police".
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let within = |inner: &Self, outer: &Self| {
            inner.lemmas.split(' ').all(|word| outer.lemmas.split(' ').any(|other| other == word))
        };
        within(self, other) || within(other, self)
    }
}

impl PartialEq for ScopeText {
    fn eq(&self, other: &Self) -> bool {
        self.lemmas == other.lemmas
    }
}

impl Eq for ScopeText {}

impl Hash for ScopeText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lemmas.hash(state);
    }
}

/// A value of a scope dimension with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeEntry {
    /// The value.
    pub value: ScopeValue,
    /// The words that say so, in the claim's document.
    pub span: Option<Span>,
    /// From how far it was inherited.
    pub reach: Reach,
}

/// When a claim holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeScope {
    /// The time.
    pub span: DateSpan,
    /// The words that say so, in the claim's document.
    pub words: Option<Span>,
    /// From how far it was inherited.
    pub reach: Reach,
    /// How it was inferred, where the document does not print it.
    pub inferred: Option<Arc<str>>,
}

/// The conditions under which a claim holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Scope {
    /// By dimension.
    pub entries: Entries,
    /// When.
    pub time: Option<TimeScope>,
    /// The time that the document as a whole is about. It is no condition of the claim, but
    /// tells one without a time from one of another time.
    pub backdrop: Option<DateSpan>,
}

/// A value in base units, for comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base<'c> {
    /// The value.
    pub value: &'c Value,
    /// Its unit.
    pub unit: &'c str,
}

/// A claim. There may be millions: what is rare or shared stands behind a pointer.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its document, by place in the run.
    pub document: usize,
    /// Bound words, number, and counted noun or unit.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The rule that made it: a rule's name, `measure` and a measure's name, or `open`.
    pub rule: Arc<str>,
    /// What is stated.
    pub measure: MeasureKey,
    /// Of whom or what; shared by the claims of a document that are of one thing.
    pub subject: Arc<Subject>,
    /// The value as claims show it.
    pub value: Value,
    /// Its unit.
    pub unit: Arc<str>,
    /// The value in base units, where it is not what claims show: see [`Claim::base`].
    pub converted: Option<Box<Converted>>,
    /// The dimension of the value, where it has a unit.
    pub dimension: Option<Id>,
    /// Under which conditions.
    pub scope: Arc<Scope>,
    /// Whether it counts beside what was counted before ("another 14").
    pub also: bool,
    /// Whether it is a list of names, which stands for how many it names.
    pub listed: bool,
    /// What else its sentence speaks of, as hashes of lemmas in order: whether two figures of
    /// one noun are about one thing.
    pub context: Arc<[u32]>,
}

/// Values of two claims, for those that need no more.
impl Claim {
    /// The value in base units.
    #[must_use]
    #[inline]
    pub fn base(&self) -> Base<'_> {
        match &self.converted {
            Some(converted) => Base { value: &converted.value, unit: &converted.unit },
            None => Base { value: &self.value, unit: &self.unit },
        }
    }

    /// The value as sentences tell it: as it was written, and of what became less with a minus sign.
    #[must_use]
    pub fn told(&self) -> Base<'_> {
        match self.measure {
            MeasureKey::Change(_) => self.base(),
            _ => Base { value: &self.value, unit: &self.unit },
        }
    }

    /// The amount in base units, where the value is one.
    #[must_use]
    #[inline]
    pub fn amount(&self) -> Option<&Amount> {
        match self.base().value {
            Value::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    /// A value in base units as a claim keeps it that shows another one.
    #[must_use]
    pub fn converted(value: &Value, unit: &str, base: Converted) -> Option<Box<Converted>> {
        (base.value != *value || base.unit != unit).then(|| Box::new(base))
    }
}

/// Why a figure that was seen makes no claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unclaimed {
    /// The figure.
    pub span: Span,
    /// The reason, for the user.
    pub why: Arc<str>,
}
