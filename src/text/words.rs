//! The words seen in a run, each looked up once.

use super::forms::{Forms, Key, Met};
use super::marks::Marks;
use super::sentence::Sentence;
use super::word::{Root, Word, compound_cut, look_up};
use crate::rule::{Element, Lexeme, Meaning, Ruleset, Tells};
use crate::token::{Case, Folded, Span, Token, TokenKind, fold_into};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// Which of the words seen so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// How many different forms are kept before the cache starts anew.
const MAX_WORDS: usize = 1 << 20;

/// What is asked of every word of a text, apart from the rest, so that it stays at hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brief {
    /// The bits of all elements that it may be.
    pub bits: u128,
    /// Where a compound of a number and a counted word is to be cut, in bytes of the folded form.
    pub cut: Option<u8>,
    /// Whether phrases begin with it.
    pub begins_phrases: bool,
    /// How much it may tell of figures, however it is written: every phrase that makes figures has
    /// a word that tells of it.
    pub tells: Tells,
    /// How much it tells in small letters, with a capital and in capitals; none where more than that decides.
    tells_written: Option<[Tells; 3]>,
    /// Whether longer phrases begin with it where it is a unit or a period.
    begins_longer: bool,
    /// Whether it leads to figures by itself.
    pub leads: bool,
    /// Whether it is a phrase of figures by itself.
    pub is_phrase: bool,
    /// Whether phrases of several words end with it.
    pub ends_phrases: bool,
}

impl Brief {
    /// What is known of a word that is not known.
    const fn unknown() -> Self {
        Self {
            bits: 0,
            cut: None,
            begins_phrases: false,
            tells: Tells::Nothing,
            tells_written: None,
            begins_longer: false,
            leads: false,
            is_phrase: false,
            ends_phrases: false,
        }
    }
}

/// Room in which sentences are cut, one after the other.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub tokens: Vec<Token>,
    pub ids: Vec<Option<WordId>>,
}

/// Room of a sentence that nobody needs any more.
#[derive(Debug, Default)]
pub(super) struct Room {
    pub tokens: Vec<Token>,
    pub ids: Vec<Option<WordId>>,
    pub marks: Marks,
}

/// So many sentences leave their room to others.
const ROOMS: usize = 64;

/// All words seen so far.
pub struct Words<'r> {
    rules: &'r Ruleset,
    /// Whether only figures are read: words and phrases that they do not need mean nothing, and
    /// words of no dictionary have no stem.
    figures_only: bool,
    /// The words met last, by their bytes.
    forms: Forms,
    /// Words by how they were written, so that most need no folding.
    written: FxHashMap<Box<str>, WordId>,
    /// Words by their folded form.
    ids: FxHashMap<Arc<str>, WordId>,
    words: Vec<Word>,
    briefs: Vec<Brief>,
    /// Where phrases go on from that begin with a mark of ASCII; at the root where there are none.
    marks: [u32; 128],
    buffer: Folded,
    scratch: Scratch,
    rooms: Vec<Room>,
}

impl<'r> Words<'r> {
    /// No words yet.
    #[must_use]
    pub fn new(rules: &'r Ruleset) -> Self {
        let mut marks = [0; 128];
        for (mark, node) in (0u8..).zip(&mut marks) {
            *node = rules.vocabulary.step(0, Element::Mark(char::from(mark))).unwrap_or(0);
        }
        Self {
            rules,
            figures_only: false,
            forms: Forms::new(),
            written: FxHashMap::default(),
            ids: FxHashMap::default(),
            words: Vec::new(),
            briefs: Vec::new(),
            marks,
            buffer: Folded::new(),
            scratch: Scratch::default(),
            rooms: Vec::new(),
        }
    }

    /// No words yet, for those who only read figures.
    #[must_use]
    pub fn of_figures(rules: &'r Ruleset) -> Self {
        Self { figures_only: true, ..Self::new(rules) }
    }

    /// Whether marks of a meaning are wanted.
    #[inline]
    pub(super) fn wants(&self, meaning: u32) -> bool {
        !self.figures_only || self.rules.reads_figures(meaning)
    }

    /// The rules whose words these are.
    #[must_use]
    pub fn rules(&self) -> &'r Ruleset {
        self.rules
    }

    /// Forgets all words where there are too many of them, and tells whether it did: ids given
    /// before become void.
    pub fn trim(&mut self) -> bool {
        let full = self.written.len() > MAX_WORDS;
        if full {
            self.forms.clear();
            self.written.clear();
            self.ids.clear();
            self.words.clear();
            self.briefs.clear();
        }
        full
    }

    /// The room to cut a sentence in, empty.
    pub(super) fn take_scratch(&mut self) -> Scratch {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.tokens.clear();
        scratch.ids.clear();
        scratch
    }

    /// Keeps the room for the next sentence.
    pub(super) fn give_scratch(&mut self, scratch: Scratch) {
        self.scratch = scratch;
    }

    /// Empty room for a sentence.
    pub(super) fn take_room(&mut self) -> Room {
        self.rooms.pop().unwrap_or_default()
    }

    /// Takes the room of a sentence that nobody needs any more, for another one.
    pub fn take_back(&mut self, sentence: Sentence<'_>) {
        if self.rooms.len() < ROOMS {
            let Sentence { mut tokens, words: mut ids, mut marks, .. } = sentence;
            tokens.clear();
            ids.clear();
            marks.clear();
            self.rooms.push(Room { tokens, ids, marks });
        }
    }

    /// The word that a stretch of text is a form of.
    #[inline]
    pub fn intern(&mut self, text: &str, word: Span, cyrillic: bool) -> WordId {
        self.meet(text, word, cyrillic).word
    }

    /// The word that a stretch of text is a form of, and whether it tells of figures at all.
    #[inline]
    pub(super) fn meet(&mut self, text: &str, word: Span, cyrillic: bool) -> Met {
        let key = Key::of(text, word);
        if let Some(met) = key.and_then(|key| self.forms.get(key)) {
            return met;
        }
        let id = self.intern_written(word.of(text), cyrillic);
        let brief = self.brief(id);
        let met = Met { word: id, silent: brief.tells == Tells::Nothing && brief.cut.is_none() };
        if let Some(key) = key {
            self.forms.put(key, met);
        }
        met
    }

    fn intern_written(&mut self, text: &str, cyrillic: bool) -> WordId {
        if let Some(id) = self.written.get(text) {
            return *id;
        }
        let id = self.intern_folded(text, cyrillic);
        self.written.insert(text.into(), id);
        id
    }

    /// Whether a language knows a word: by its dictionary, or as one of its articles, prepositions
    /// and the like, which dictionaries of inflection leave out.
    pub fn is_known(&mut self, word: &str, lang: u8) -> bool {
        let language = self.rules.languages.get(usize::from(lang));
        let cyrillic = language.is_some_and(|language| language.cyrillic);
        let id = self.intern(word, Span::new(0, word.len()), cyrillic);
        let word = self.get(id);
        let function = |meaning: &Meaning| matches!(meaning, Meaning::Word(own, Lexeme::Function | Lexeme::Preposition) if *own == lang);
        word.known_in & 1u64.checked_shl(u32::from(lang)).unwrap_or(0) != 0
            || word.has_meaning(self.rules, function)
    }

    fn intern_folded(&mut self, text: &str, cyrillic: bool) -> WordId {
        self.buffer.clear();
        fold_into(text, &mut self.buffer);
        let folded = String::from_utf8_lossy(&self.buffer);
        if let Some(id) = self.ids.get(&*folded) {
            return *id;
        }
        let folded: Arc<str> = (&*folded).into();
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let mut word = look_up(self.rules, folded.clone(), cyrillic, !self.figures_only);
        word.roots = self.roots_of(&word);
        self.briefs.push(self.brief_of(&word, cyrillic));
        self.words.push(word);
        self.ids.insert(folded, id);
        id
    }

    /// The edges of the vocabulary that lead from its root along a word, as far as they are wanted.
    fn roots_of(&self, word: &Word) -> Box<[Root]> {
        let vocabulary = &self.rules.vocabulary;
        let edges = word.elements().filter_map(|element| Some((element, vocabulary.step(0, element)?)));
        let wanted = edges.filter(|(_, node)| !self.figures_only || self.rules.leads_to_figures(*node));
        let root = |(element, node)| {
            let meanings = vocabulary.meanings(node).iter().copied().filter(|meaning| self.wants(*meaning));
            let mut meanings: SmallVec<[u32; 4]> = meanings.collect();
            meanings.sort_unstable();
            Root { element, node, branches: vocabulary.branches(node), meanings }
        };
        wanted.map(root).collect()
    }

    fn brief_of(&self, word: &Word, cyrillic: bool) -> Brief {
        let telling = self.rules.telling();
        Brief {
            bits: word.elements().fold(0, |bits, element| bits | element.bit()),
            cut: compound_cut(self.rules, word, cyrillic),
            begins_phrases: !word.roots.is_empty(),
            tells: word.elements().map(|element| telling.tells(element)).max().unwrap_or_default(),
            tells_written: word.tells_written(telling),
            begins_longer: word.elements().any(|element| telling.begins_longer(element)),
            leads: word.elements().any(|element| telling.leads(element)),
            is_phrase: word.elements().any(|element| telling.is_phrase(element)),
            ends_phrases: word.elements().any(|element| telling.ends_phrases(element)),
        }
    }

    /// A word by its id.
    #[inline]
    #[must_use]
    pub fn get(&self, id: WordId) -> &Word {
        static NONE: std::sync::LazyLock<Word> = std::sync::LazyLock::new(Word::default);
        self.words.get(id.0 as usize).unwrap_or_else(|| &*NONE)
    }

    /// What is asked of every word.
    #[inline]
    pub(super) fn brief(&self, id: WordId) -> &Brief {
        static NONE: Brief = Brief::unknown();
        self.briefs.get(id.0 as usize).unwrap_or(&NONE)
    }

    /// How much a token tells of figures that is this word.
    pub(super) fn tells(&self, id: WordId, token: &Token, text: &str) -> Tells {
        let (telling, brief) = (self.rules.telling(), self.brief(id));
        let mut tells = if brief.cut.is_some() { Tells::Alone } else { Tells::Nothing };
        if let Some([small, capital, capitals]) = brief.tells_written {
            tells = tells.max(match token.case {
                Case::Lower => small,
                Case::Title => capital,
                Case::Upper => capitals,
            });
        } else if brief.tells > tells {
            let text = token.span.of(text);
            self.get(id).each_element(token, text, |element| tells = tells.max(telling.tells(element)));
        }
        tells
    }

    /// Whether phrases that begin with a unit or a period begin with a word and what follows it.
    pub(super) fn goes_on(&self, id: WordId, next: &Token, next_id: Option<WordId>, text: &str) -> bool {
        if !self.brief(id).begins_longer {
            return false;
        }
        let telling = self.rules.telling();
        let content = next.span.of(text);
        let mut firsts = self.get(id).elements().filter(|first| telling.begins_longer(*first)).peekable();
        let known = next_id.is_none_or(|next_id| self.brief(next_id).bits != 0);
        if !known || firsts.peek().is_none() {
            return false;
        }
        let firsts: SmallVec<[Element; 4]> = firsts.collect();
        let mut goes_on = false;
        let mut see = |next: Element| goes_on |= firsts.iter().any(|first| telling.goes_on(*first, next));
        match next_id {
            Some(next_id) => self.get(next_id).each_element(next, content, see),
            None => content.chars().next().map(Element::Mark).into_iter().for_each(&mut see),
        }
        goes_on
    }

    /// Whether phrases of several words end with two words, and whether some of these lead to figures.
    pub(super) fn pair(&self, before: WordId, last: WordId) -> Option<bool> {
        let telling = self.rules.telling();
        let (before, last) = (self.get(before), self.get(last));
        let pairs = before.elements().flat_map(|a| last.elements().filter_map(move |b| telling.pair(a, b)));
        pairs.reduce(|a, b| a || b)
    }

    /// The node of the vocabulary that a mark leads to as the first of a phrase.
    #[inline]
    pub(super) fn phrases_with(&self, mark: char) -> Option<u32> {
        match self.marks.get(mark as usize) {
            Some(node) => Some(*node).filter(|node| *node != 0),
            None => self.rules.vocabulary.step(0, Element::Mark(mark)),
        }
    }
}

/// Interns the word of a token; marks and digits are words as well, so that phrases may
/// contain them.
pub(super) fn intern_token(words: &mut Words<'_>, token: &Token, text: &str) -> Option<WordId> {
    match token.kind {
        TokenKind::Mark => None,
        TokenKind::Word | TokenKind::Digits => Some(words.intern(text, token.span, token.cyrillic)),
    }
}
