//! Whom or what a document speaks of: its named things of declared kinds, where they are
//! mentioned, and the names that make its topic.

use super::context::Context;
use super::model::Subject;
use super::name::{Name, entity_key, entity_of, is_places_only, place_at};
use super::read::{ReadDocument, ReadSentence};
use super::topic::{TopicWord, keys_of_words, topic, topic_words};
use crate::morphology::PartOfSpeech;
use crate::rule::{Id, Lexeme, Meaning, Ruleset};
use crate::text::{BlockKind, Words};
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// Maps by what is made of a document alone, and of bounded size.
type IndexMap<K, V> = indexmap::IndexMap<K, V, FxBuildHasher>;
type IndexSet<T> = indexmap::IndexSet<T, FxBuildHasher>;

/// A mention of a thing of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) sentence: usize,
    pub(super) tokens: (usize, usize),
    pub(super) kind: Id,
    /// Nothing where only the noun stands there ("the exhibition").
    pub(super) key: Option<Arc<str>>,
    pub(super) title: Arc<str>,
    pub(super) place: Option<Id>,
    pub(super) year: Option<i16>,
    /// "the next exhibition": another one than spoken of before.
    pub(super) other: bool,
}

/// A named thing of a kind, with the place and the year that a mention gives it.
pub(super) type Thing = (Id, Arc<str>, Option<Id>, Option<i16>);

/// The named things of a document.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    pub(super) mentions: Vec<Mention>,
    /// The thing of each kind that the document is about: key and title.
    pub(super) main: IndexMap<Id, (Arc<str>, Arc<str>)>,
    /// Names that make the topic, heaviest first.
    pub(super) topic: Vec<TopicWord>,
    /// How many of them tell what the document is about.
    pub(super) main_names: u8,
    /// The words of those names: what the document calls its topic.
    pub(super) topic_words: IndexSet<Arc<str>>,
    /// What declared entities are parts of.
    wholes: IndexMap<Arc<str>, Arc<str>>,
}

/// The entities that are declared to be parts, with what they are parts of.
fn wholes(rules: &Ruleset) -> IndexMap<Arc<str>, Arc<str>> {
    let parts = rules.entities.values().enumerate().filter_map(|(id, entity)| Some((id, entity.part_of?)));
    parts.map(|(id, whole)| (entity_key(id, rules), entity_key(whole, rules))).collect()
}

/// Words that may stand between the noun of a kind and the name: «форуме технологического развития «…»».
const BETWEEN: usize = 4;
/// A place beside a mention within so many tokens belongs to it.
const PLACE_REACH: usize = 3;

/// Finds the named things of a document.
pub(super) fn subjects(document: &ReadDocument<'_>, words: &Words<'_>) -> Subjects {
    let rules = words.rules();
    let mut kinds: IndexMap<Arc<str>, Id> = IndexMap::default();
    for read in &document.sentences {
        for (kind, tokens) in kind_nouns(read, rules) {
            if let Some(name) = read.names.iter().find(|name| is_own_noun(read, name, tokens)) {
                kinds.entry(name.key.clone()).or_insert(kind);
                continue;
            }
            let named = read.names.iter().find(|name| is_beside(read, name, tokens, words));
            if let Some(name) = named {
                kinds.entry(name.key.clone()).or_insert(kind);
            }
        }
    }
    for name in document.sentences.iter().flat_map(|read| &read.names) {
        let kind = entity_of(&name.key, rules).and_then(|id| rules.entities.get_index(id)?.1.kind.as_ref());
        if let Some(kind) = kind.and_then(|kind| rules.kinds.get_index_of(kind)) {
            kinds.insert(name.key.clone(), kind);
        }
    }
    let (topic, main_names) = topic(document, words);
    let beside = kinds.len();
    adopt_main_name(document, rules, &topic, &mut kinds);
    let topic_words = topic_words(document, topic.get(..usize::from(main_names)).unwrap_or(&topic), words);
    let mut out = Subjects {
        mentions: Vec::new(),
        main: IndexMap::default(),
        topic,
        main_names,
        topic_words,
        wholes: wholes(rules),
    };
    for (index, read) in document.sentences.iter().enumerate() {
        out.add_mentions(index, read, &kinds, words);
    }
    let named_beside: Vec<&Arc<str>> = kinds.keys().take(beside).collect();
    out.choose_main(document, &named_beside);
    out
}

/// The nouns of kinds in a sentence.
fn kind_nouns(read: &ReadSentence<'_>, rules: &Ruleset) -> Vec<(Id, (usize, usize))> {
    let marks = read.sentence.marks.all().iter();
    marks
        .filter_map(|mark| match rules.meaning(mark.meaning)? {
            Meaning::Kind(kind) => Some((*kind, (mark.start as usize, mark.end as usize))),
            _ => None,
        })
        .collect()
}

/// Whether the noun of a kind is a name itself: "EXPO" in capitals.
fn is_own_noun(read: &ReadSentence<'_>, name: &Name, noun: (usize, usize)) -> bool {
    name.tokens == noun
        && read.sentence.tokens.get(noun.0).is_some_and(|token| token.case == crate::token::Case::Upper)
}

/// Whether a name stands beside the noun of its kind, or holds it.
fn is_beside(read: &ReadSentence<'_>, name: &Name, noun: (usize, usize), words: &Words<'_>) -> bool {
    let (start, end) = name.tokens;
    if start <= noun.0 && noun.1 <= end {
        return end - start > noun.1 - noun.0;
    }
    let word = read.sentence.word(start, words);
    let plain_place = !name.quoted
        && (word.is_some_and(|word| word.place || word.person)
            || place_at(&read.sentence, words.rules(), start).is_some());
    if plain_place || is_places_only(&read.sentence, name, words.rules()) {
        return false;
    }
    let quote = usize::from(name.quoted);
    if end + quote == noun.0 {
        return true;
    }
    let mut gap = (noun.1)..start.saturating_sub(quote);
    start >= noun.1
        && gap.len() <= BETWEEN
        && gap.all(|at| {
            use PartOfSpeech as P;
            matches!(read.sentence.token_text(at), "-" | "–" | ",")
                || read.sentence.word(at, words).is_some_and(|w| w.may_be(P::Noun) || w.may_be(P::Adjective))
                    && read
                        .sentence
                        .lexeme(at, words.rules(), |l| matches!(l, Lexeme::In | Lexeme::From).then_some(()))
                        .is_none()
        })
}

/// A document that speaks of a kind: the heaviest of the names in quotation marks is taken
/// for a thing of it, even where it never stands beside the noun.
fn adopt_main_name(
    document: &ReadDocument<'_>,
    rules: &Ruleset,
    topic: &[TopicWord],
    kinds: &mut IndexMap<Arc<str>, Id>,
) {
    let kind =
        document.sentences.iter().flat_map(|read| kind_nouns(read, rules)).map(|(kind, _)| kind).next();
    let quoted = |key: &Arc<str>| {
        let mut all = document.sentences.iter().flat_map(|s| s.names.iter().map(move |name| (s, name)));
        all.any(|(s, name)| {
            name.key == *key
                && (name.quoted || name.year.is_some())
                && !is_places_only(&s.sentence, name, rules)
        })
    };
    if let (Some(kind), Some(key)) = (kind, topic.iter().map(|word| &word.key).find(|key| quoted(key))) {
        kinds.entry(key.clone()).or_insert(kind);
    }
}

impl Subjects {
    /// The named things, mention by mention.
    pub(super) fn things(&self) -> impl Iterator<Item = Thing> {
        self.mentions.iter().filter_map(|m| Some((m.kind, m.key.clone()?, m.place, m.year)))
    }

    /// Whether a noun is a word for the topic itself: "the bridge".
    pub(super) fn is_topic_word(&self, lemma: &str) -> bool {
        self.topic_words.contains(lemma)
    }

    fn add_mentions(
        &mut self,
        index: usize,
        read: &ReadSentence<'_>,
        kinds: &IndexMap<Arc<str>, Id>,
        words: &Words<'_>,
    ) {
        let rules = words.rules();
        let mut found: Vec<Mention> = Vec::new();
        for name in &read.names {
            let Some(kind) = kinds.get(&name.key) else { continue };
            found.push(Mention {
                sentence: index,
                tokens: name.tokens,
                kind: *kind,
                key: Some(name.key.clone()),
                title: name.title.clone(),
                place: name.place.or_else(|| place_beside(read, name.tokens, rules)),
                year: name.year,
                other: false,
            });
        }
        for (kind, tokens) in kind_nouns(read, rules) {
            let named = found
                .iter()
                .any(|m| m.key.is_some() && m.tokens.0 < tokens.1 + BETWEEN + 2 && tokens.0 < m.tokens.1 + 3);
            if named {
                continue;
            }
            let next = (tokens.0.saturating_sub(2)..tokens.0).any(|at| {
                read.sentence.lexeme(at, rules, |l| matches!(l, Lexeme::Relative(1)).then_some(())).is_some()
            });
            found.push(Mention {
                sentence: index,
                tokens,
                kind,
                key: None,
                title: read.sentence.span_of(tokens.0, tokens.1).of(read.sentence.text).into(),
                place: place_beside(read, tokens, rules),
                year: None,
                other: next,
            });
        }
        found.sort_by_key(|m| m.tokens);
        self.mentions.extend(found);
    }

    /// The thing of each kind that weighs most: mentions in titles count more, so do names that
    /// stand beside a noun of the kind or carry a year.
    fn choose_main(&mut self, document: &ReadDocument<'_>, beside: &[&Arc<str>]) {
        let mut counts: IndexMap<(Id, Arc<str>), (u32, Arc<str>)> = IndexMap::default();
        for mention in &self.mentions {
            let Some(key) = &mention.key else { continue };
            let block = document.sentences.get(mention.sentence).and_then(|s| document.blocks.get(s.block));
            let title = if block.is_some_and(|b| b.kind == BlockKind::Title) { 10 } else { 1 };
            // What a text names first is what it is about, more often than not.
            let lead = if counts.is_empty() { 3 } else { 0 };
            let weight =
                title + lead + 2 * u32::from(mention.year.is_some()) + 2 * u32::from(beside.contains(&key));
            let entry = counts.entry((mention.kind, key.clone())).or_insert((0, mention.title.clone()));
            entry.0 += weight;
            if mention.title.len() > entry.1.len() && mention.place.is_some() {
                entry.1 = mention.title.clone();
            }
        }
        let mut best: IndexMap<Id, (u32, Arc<str>, Arc<str>)> = IndexMap::default();
        for ((kind, key), (count, title)) in counts {
            let current = best.entry(kind).or_insert((0, key.clone(), title.clone()));
            if count > current.0 {
                *current = (count, key, title);
            }
        }
        self.main = best.into_iter().map(|(kind, (_, key, title))| (kind, (key, title))).collect();
    }

    /// The mention that a figure of a sentence is about: the nearest named one before it in
    /// the sentence, or behind it, or the last one of the paragraph.
    pub(super) fn mention_for(
        &self,
        kind: Id,
        sentence: usize,
        at: usize,
        document: &ReadDocument<'_>,
    ) -> Option<&Mention> {
        let here = || self.mentions.iter().filter(move |m| m.kind == kind && m.sentence == sentence);
        let named_here = here()
            .filter(|m| m.key.is_some() || m.other || m.place.is_some())
            .min_by_key(|m| if m.tokens.0 <= at { at - m.tokens.0.min(at) } else { 2 * (m.tokens.0 - at) });
        let block = |s: usize| document.sentences.get(s).map(|read| read.block);
        let earlier = || {
            let before = self
                .mentions
                .iter()
                .rev()
                .filter(|m| m.kind == kind && m.sentence < sentence && (m.key.is_some() || m.other));
            before.into_iter().find(|m| block(m.sentence) == block(sentence))
        };
        named_here.or_else(earlier)
    }

    /// The subject of a claim about a thing of a kind.
    pub(super) fn of_kind(&self, kind: Id, mention: Option<&Mention>) -> Option<Subject> {
        let (main_key, main_title) = self.main.get(&kind)?;
        let named =
            mention.filter(|m| !m.other).and_then(|m| m.key.clone().map(|key| (key, m.title.clone())));
        let explicit = named.is_some();
        let (key, mut title) = named.unwrap_or_else(|| (main_key.clone(), main_title.clone()));
        if key == *main_key && !mention.is_some_and(|m| m.other) {
            title = main_title.clone();
        }
        let around = self.others(kind, &key);
        Some(Subject { explicit, around, ..Subject::named(key, title) })
    }

    /// The other things of a kind that the document speaks of.
    fn others(&self, kind: Id, key: &str) -> Vec<Arc<str>> {
        let mut out: Vec<Arc<str>> = self.wholes.get(key).cloned().into_iter().collect();
        for other in self.mentions.iter().filter(|m| m.kind == kind).filter_map(|m| m.key.as_ref()) {
            if **other != *key && !out.contains(other) {
                out.push(other.clone());
            }
        }
        out
    }

    /// The name that a figure in brackets or behind a dash stands right behind, unless it is what the
    /// document is about: "Line 10 of Beijing (57 km)", «у Airbus 148 тысяч, у Boeing — 171 тысяча».
    pub(super) fn named_before(&self, context: &Context<'_, '_>, figure: usize) -> Option<Subject> {
        let sentence = &context.read.sentence;
        let start = context.read.reading.quantities.get(figure)?.tokens.0;
        let mark = start.checked_sub(1)?;
        let dash = matches!(sentence.token_text(mark), "—" | "–");
        if !dash && sentence.token_text(mark) != "(" {
            return None;
        }
        let ends = |name: &&Name| name.tokens.1 + usize::from(name.quoted) == mark;
        let name = context.read.names.iter().find(ends)?;
        if dash && is_places_only(sentence, name, context.rules) {
            return None;
        }
        let words = keys_of_words(context.read, name, context.words);
        let in_name = |own: &TopicWord| words.iter().any(|(key, _)| *key == own.key);
        // What a dash sets beside the topic may be named as often as that.
        let main = if dash { 1 } else { usize::from(self.main_names) };
        let is_topic = self.topic.iter().take(main).any(in_name);
        (!is_topic).then(|| Subject::named(name.key.clone(), name.title.clone()))
    }

    /// The subject of a claim that names none: the topic of the document.
    pub(super) fn topic(&self) -> Subject {
        let title = self.topic.first().map_or_else(|| Arc::from(""), |word| word.title.clone());
        let common = self.topic.iter().enumerate().filter(|(_, word)| word.common);
        Subject {
            keys: self.topic.iter().map(|word| word.key.clone()).collect(),
            common: common.fold(0, |bits, (at, _)| bits | 1 << at),
            main: self.main_names,
            title,
            explicit: false,
            around: Vec::new(),
        }
    }

    /// The place of the thing of a kind where the claim itself names none: what a mention of
    /// it anywhere in the document says.
    pub(super) fn place_of(&self, kind: Id, key: &str) -> Option<Id> {
        let named = self.mentions.iter().filter(|m| m.kind == kind && m.key.as_deref() == Some(key));
        named.filter_map(|m| m.place).next()
    }

    /// The years that mentions of a thing carry in their names.
    pub(super) fn years_of(&self, key: &str) -> impl Iterator<Item = i16> {
        self.mentions.iter().filter(move |m| m.key.as_deref() == Some(key)).filter_map(|m| m.year)
    }
}

/// A place right before a mention, or behind it after "in".
fn place_beside(read: &ReadSentence<'_>, tokens: (usize, usize), rules: &Ruleset) -> Option<Id> {
    let sentence = &read.sentence;
    let before = (tokens.0.saturating_sub(PLACE_REACH)..tokens.0).rev().find_map(|at| {
        let (place, end) = place_at(sentence, rules, at)?;
        (end + 1 >= tokens.0).then_some(place)
    });
    before.or_else(|| {
        let quote = usize::from(matches!(sentence.token_text(tokens.1), "»" | "”" | "\""));
        let start = tokens.1 + quote;
        let phrase = (start..start + PLACE_REACH)
            .take_while(|at| !matches!(sentence.token_text(*at), "," | ":" | ";" | "." | "(" | "—"));
        let from = |at: usize| sentence.lexeme(at, rules, |l| (l == Lexeme::From).then_some(())).is_some();
        let near = phrase.take_while(|at| !from(*at));
        near.into_iter().find_map(|at| place_at(sentence, rules, at)).map(|(place, _)| place)
    })
}
