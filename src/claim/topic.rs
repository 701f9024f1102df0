//! What a document is about: the names that it uses most, word by word.

use super::name::{Name, entity_of, key_of_word};
use super::read::{ReadDocument, ReadSentence};
use crate::morphology::PartOfSpeech;
use crate::rule::{Lexeme, Meaning};
use crate::text::{BlockKind, Word, Words};
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// Maps by what is made of a document alone, and of bounded size.
type IndexMap<K, V> = indexmap::IndexMap<K, V, FxBuildHasher>;
type IndexSet<T> = indexmap::IndexSet<T, FxBuildHasher>;

/// How many names make a topic.
const TOPIC: usize = 16;
/// At most so many of them are what the document is about.
const MAIN: usize = 3;
/// A text of no more names is about the first of them, even where it repeats none.
const FEW: usize = 8;

/// A word of names, weighed.
#[derive(Default)]
struct Weighed {
    sum: u32,
    /// How often it is used.
    uses: u32,
    /// The weight of each title that it is used under.
    titles: IndexMap<Arc<str>, u32>,
    /// Whether it is a common noun in all of them.
    common: bool,
}

/// A word of the names that make the topic of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TopicWord {
    pub(super) key: Arc<str>,
    /// The name that it is used in most.
    pub(super) title: Arc<str>,
    /// Whether it only ever stands as a common noun beside a name.
    pub(super) common: bool,
}

/// The names that a document uses most, those of its titles counting more, and how many of them
/// tell what it is about.
pub(super) fn topic(document: &ReadDocument<'_>, words: &Words<'_>) -> (Vec<TopicWord>, u8) {
    let mut weights: IndexMap<Arc<str>, Weighed> = IndexMap::default();
    for (index, read) in document.sentences.iter().enumerate() {
        let weight = match document.blocks.get(read.block).map(|block| block.kind) {
            // A line with the date of publication names the publisher, not the topic.
            _ if document.header.iter().any(|(sentence, _)| *sentence == index) => continue,
            Some(BlockKind::Title) => 4,
            Some(BlockKind::Heading) => 2,
            _ => 1,
        };
        for name in &read.names {
            let person =
                read.sentence.word(name.tokens.0, words).is_some_and(|word| word.person && !word.place);
            if person && !name.quoted {
                continue;
            }
            for (key, common) in keys_of_words(read, name, words) {
                let weighed = weights.entry(key).or_insert_with(|| Weighed { common, ..Weighed::default() });
                weighed.sum += weight;
                weighed.uses += 1;
                weighed.common &= common;
                *weighed.titles.entry(name.title.clone()).or_default() += weight;
            }
        }
    }
    // What stands in a title alone may be the name of the page or of its publisher.
    let weight = |sum: u32, uses: u32| if uses > 1 { sum } else { 1 };
    let word = |(key, Weighed { sum, uses, titles, common }): (Arc<str>, Weighed)| {
        (weight(sum, uses), TopicWord { key, title: most_used(titles), common })
    };
    let mut ranked: Vec<(u32, TopicWord)> = weights.into_iter().map(word).collect();
    // Of names that weigh the same, the first one named comes first.
    ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let repeated = ranked.iter().take(MAIN).filter(|(weight, _)| *weight > 1).count();
    let main = if repeated == 0 && ranked.len() <= FEW { ranked.len().min(MAIN) } else { repeated };
    let topic = ranked.into_iter().take(TOPIC).map(|(_, word)| word).collect();
    (topic, u8::try_from(main).unwrap_or(u8::MAX))
}

/// The title that a name is used under most, the longest of those used as much.
fn most_used(titles: IndexMap<Arc<str>, u32>) -> Arc<str> {
    let best = titles.into_iter().max_by_key(|(title, weight)| (*weight, title.len()));
    best.map_or_else(|| Arc::from(""), |(title, _)| title)
}

/// A key for each word of a name, so that "Golden Gate Bridge" and "the Golden Gate" meet, with whether it is
/// of a common noun.
pub(super) fn keys_of_words(
    read: &ReadSentence<'_>,
    name: &Name,
    words: &Words<'_>,
) -> Vec<(Arc<str>, bool)> {
    let rules = words.rules();
    if entity_of(&name.key, rules).is_some() {
        return vec![(name.key.clone(), false)];
    }
    let tokens = (name.tokens.0..name.tokens.1)
        .filter(|at| read.sentence.tokens[*at].kind == crate::token::TokenKind::Word);
    let content = tokens.filter(|at| {
        let marks = read.sentence.marks.at(*at).iter().filter_map(|mark| rules.meaning(mark.meaning));
        // "Route 66", but "Boeing delivered 5".
        let numbered =
            read.sentence.tokens.get(at + 1).is_some_and(|t| t.kind == crate::token::TokenKind::Digits);
        !marks.into_iter().any(|m| match m {
            Meaning::Unit(..) => true,
            Meaning::Word(_, Lexeme::Label) => numbered,
            Meaning::Word(_, Lexeme::Function | Lexeme::Preposition | Lexeme::Month(_)) => true,
            _ => false,
        })
    });
    let content: Vec<&Word> = content.filter_map(|at| read.sentence.word(at, words)).collect();
    // Beside a word that is nothing but a name, a common noun says what kind of thing bears it.
    let kinds = !name.quoted && content.iter().any(|word| is_name_alone(word));
    let is_common = |word: &Word| kinds && word.may_be(PartOfSpeech::Noun) && !is_name_alone(word);
    let mut keys: Vec<(Arc<str>, bool)> =
        content.into_iter().map(|word| (key_of_word(word, name.quoted, rules), is_common(word))).collect();
    keys.dedup();
    keys
}

/// Whether a word is nothing but a name: no dictionary knows it, or only as a name.
fn is_name_alone(word: &Word) -> bool {
    !word.in_dictionary || word.place || word.person
}

/// The lemmas of the words that some names are made of.
pub(super) fn topic_words(
    document: &ReadDocument<'_>,
    topic: &[TopicWord],
    words: &Words<'_>,
) -> IndexSet<Arc<str>> {
    let heavy: Vec<&Arc<str>> = topic.iter().map(|word| &word.title).collect();
    let named = document.sentences.iter().flat_map(|read| {
        let names = read.names.iter().filter(|name| heavy.contains(&&name.title));
        names.flat_map(move |name| {
            let own = (name.tokens.0..name.tokens.1).filter_map(move |at| read.sentence.word(at, words));
            own.chain(noun_of_quoted(read, name, words))
        })
    });
    named.map(|word| word.lemma.clone()).collect()
}

/// The noun right before a name in quotation marks, which says what bears it: «мост «Заря»».
fn noun_of_quoted<'w>(read: &ReadSentence<'_>, name: &Name, words: &'w Words<'_>) -> Option<&'w Word> {
    let at = name.tokens.0.checked_sub(2).filter(|_| name.quoted)?;
    read.sentence
        .word(at, words)
        .filter(|word| word.may_be(PartOfSpeech::Noun) && !word.place && !word.person)
}
