//! A sentence with all that assigning needs: figures, distances, words, the document around it.

use super::distance::Distances;
use super::phrase::{Counted, counted};
use super::read::{ReadDocument, ReadSentence};
use super::subject::Subjects;
use super::voice::Voice;
use crate::quantity::{Figure, Quantity};
use crate::rule::{Id, Lexeme, Meaning, Ruleset};
use crate::text::Words;
use std::cell::OnceCell;

/// A sentence in its document.
pub(super) struct Context<'a, 't> {
    pub(super) document: &'a ReadDocument<'t>,
    pub(super) index: usize,
    pub(super) read: &'a ReadSentence<'t>,
    pub(super) subjects: &'a Subjects,
    pub(super) words: &'a Words<'a>,
    pub(super) rules: &'a Ruleset,
    /// How far apart its tokens are, once that is asked.
    distances: OnceCell<Distances>,
    /// Its content words, once they are asked for.
    content: OnceCell<Vec<(usize, u32)>>,
    /// Whether all that it says is asked or supposed, once that is asked.
    pub(super) unsaid: OnceCell<Option<&'static str>>,
    /// What each figure counts.
    pub(super) counted: Vec<Option<Counted>>,
    /// Whom it quotes, once a figure asks.
    voices: OnceCell<Vec<Voice>>,
}

/// A phrase that opens a sentence starts within so many tokens.
const OPENING: usize = 3;
/// Words farther than this from a figure are no context of it.
const CONTEXT: u32 = 14;

impl<'a, 't> Context<'a, 't> {
    pub(super) fn new(
        index: usize,
        document: &'a ReadDocument<'t>,
        subjects: &'a Subjects,
        words: &'a Words<'a>,
    ) -> Option<Self> {
        let read = document.sentences.get(index)?;
        let quantities = &read.reading.quantities;
        let mut counted: Vec<Option<Counted>> =
            quantities.iter().map(|q| counted(&read.sentence, q, words)).collect();
        super::ellipsis::lend_nouns(&read.sentence, quantities, words, &mut counted);
        Some(Self {
            index,
            document,
            read,
            subjects,
            words,
            rules: words.rules(),
            distances: OnceCell::new(),
            content: OnceCell::new(),
            unsaid: OnceCell::new(),
            counted,
            voices: OnceCell::new(),
        })
    }

    /// Whom the sentence quotes, in order.
    pub(super) fn voices(&self) -> &[Voice] {
        self.voices.get_or_init(|| super::voice::voices(self))
    }

    /// How far apart its tokens are for a reader.
    pub(super) fn distances(&self) -> &Distances {
        let quantities = &self.read.reading.quantities;
        self.distances.get_or_init(|| Distances::of(&self.read.sentence, quantities, self.words))
    }

    /// The cost between a figure, with what it counts, and a run of tokens.
    pub(super) fn distance(&self, figure: usize, tokens: (usize, usize)) -> u32 {
        self.distances().between(self.reach_of(figure), tokens)
    }

    /// Whether a figure opens its sentence behind "in", with articles between: "in the 14 districts".
    pub(super) fn is_led_in(&self, figure: usize) -> bool {
        let Some(q) = self.read.reading.quantities.get(figure) else { return false };
        let article = |at: usize| {
            self.read
                .sentence
                .lexeme(at, self.rules, |l| matches!(l, Lexeme::Article | Lexeme::Function).then_some(()))
                .is_some()
        };
        let mut start = q.core.0;
        while start > 0 && article(start - 1) {
            start -= 1;
        }
        start <= OPENING && self.led_by(start, Lexeme::In)
    }

    /// The tokens of a figure and of what it counts.
    pub(super) fn reach_of(&self, figure: usize) -> (usize, usize) {
        let Some(q) = self.read.reading.quantities.get(figure) else { return (0, 0) };
        let own = self.counted.get(figure).and_then(Option::as_ref).filter(|c| !c.borrowed);
        (q.tokens.0, own.map_or(q.tokens.1, |c| c.end))
    }

    /// Whether a lexeme ends right before a token: "in", «в г.».
    pub(super) fn led_by(&self, at: usize, wanted: Lexeme) -> bool {
        self.read.sentence.led_by(at, self.rules, wanted)
    }

    /// Whether words are the verb of another figure, where this one has a verb of its own that
    /// speaks of a measure of the same dimension: "killed 12 people and injured 40".
    pub(super) fn is_of_another(&self, figure: usize, tokens: (usize, usize), dimension: Id) -> bool {
        let another = || (0..self.counted.len()).any(|other| other != figure && self.governs(tokens, other));
        let alike = |id: Id| self.rules.measures.get_index(id).is_some_and(|(_, m)| m.dimension == dimension);
        let own = || {
            self.meanings().any(|(meaning, tokens)| {
                matches!(meaning, Meaning::Measure(id) | Meaning::Near(id) if alike(*id))
                    && self.governs(tokens, figure)
            })
        };
        self.is_verb(tokens.1 - 1)
            && !self.governs(tokens, figure)
            && another()
            && (own() || self.leads_on(tokens, figure))
    }

    /// Whether words behind a figure lead to the next one: «из 989 человек погибли 852».
    fn leads_on(&self, tokens: (usize, usize), figure: usize) -> bool {
        let next = self.read.reading.quantities.get(figure + 1..).unwrap_or(&[]);
        let amount = |q: &&Quantity| matches!(q.figure, Figure::Amount(..));
        self.reach_of(figure).1 <= tokens.0 && next.iter().filter(amount).any(|q| q.tokens.0 == tokens.1)
    }

    /// Whether words are a verb right beside a figure: "killed 12 people", "12 people were killed".
    pub(super) fn governs(&self, tokens: (usize, usize), figure: usize) -> bool {
        let (start, end) = self.reach_of(figure);
        let behind = tokens.0 == end || (tokens.0 == end + 1 && self.is_verb(end));
        (tokens.1 == start || behind) && self.is_verb(tokens.1 - 1)
    }

    /// Whether words are the noun that another figure counts.
    pub(super) fn is_counted_by_another(&self, figure: usize, tokens: (usize, usize)) -> bool {
        let others = self.counted.iter().enumerate().filter(|(other, _)| *other != figure);
        let own = others.filter_map(|(_, counted)| counted.as_ref()).filter(|counted| !counted.borrowed);
        own.into_iter().any(|counted| tokens.0 <= counted.head && counted.head < tokens.1)
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.read.sentence.word(at, self.words);
        word.is_some_and(|word| word.past || word.is_verb_like())
    }

    /// Whether a negation stands right before a token, articles left aside: "not injured", «не 12».
    pub(super) fn is_denied(&self, at: usize) -> bool {
        let article = |at: usize| self.read.sentence.has_lexeme(at, self.rules, Lexeme::Article);
        let the = |at: usize| self.read.sentence.has_lexeme(at, self.rules, Lexeme::The);
        let start = at - usize::from(at > 0 && (article(at - 1) || the(at - 1)));
        self.led_by(start, Lexeme::Negation)
    }

    /// Hashes of the lemmas of the content words near a figure, what it counts left aside; sorted.
    pub(super) fn content_words(&self, figure: usize) -> std::sync::Arc<[u32]> {
        let head = self.counted.get(figure).and_then(Option::as_ref).map(|c| c.head);
        let near = |at: usize| self.distance(figure, (at, at + 1)) <= CONTEXT && Some(at) != head;
        let mut hashes: Vec<u32> =
            self.content().iter().filter(|(at, _)| near(*at)).map(|(_, hash)| *hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.into()
    }

    /// The sentence's nouns, verbs and adjectives: their tokens with hashes of what words that mean
    /// the same share.
    pub(super) fn content(&self) -> &[(usize, u32)] {
        self.content.get_or_init(|| self.find_content())
    }

    fn find_content(&self) -> Vec<(usize, u32)> {
        use crate::morphology::PartOfSpeech as P;
        let sentence = &self.read.sentence;
        let hash = |at: usize| {
            let word = sentence.word(at, self.words)?;
            let open = [P::Noun, P::Verb, P::Adjective, P::Participle, P::ShortParticiple, P::Infinitive]
                .iter()
                .any(|p| word.may_be(*p))
                || !word.in_dictionary;
            let content = open && !super::name::is_function_word(sentence, self.words, at);
            // A name is one word in all scripts.
            content.then(|| {
                if word.in_dictionary {
                    super::figure::hash(&word.concept)
                } else {
                    super::figure::hash(&super::name::key_of_word(word, false, self.rules))
                }
            })
        };
        let tokens = (0..sentence.tokens.len())
            .filter(|at| sentence.tokens[*at].kind == crate::token::TokenKind::Word);
        tokens.filter_map(|at| Some((at, hash(at)?))).collect()
    }

    /// All marks of the sentence with their meanings.
    pub(super) fn meanings(&self) -> impl Iterator<Item = (&Meaning, (usize, usize))> {
        let marks = self.read.sentence.marks.all().iter();
        marks.filter_map(|mark| {
            Some((self.rules.meaning(mark.meaning)?, (mark.start as usize, mark.end as usize)))
        })
    }
}
