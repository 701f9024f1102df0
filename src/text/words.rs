//! The words seen in a run, each looked up once.

use super::forms::{Forms, Key};
use super::word::{Word, compound_cut, look_up, roots};
use crate::rule::{Element, Lexeme, Meaning, Ruleset, Tells};
use crate::token::{Folded, Span, Token, TokenKind, fold_into};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Which of the words seen so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// How many different forms are kept before the cache starts anew.
const MAX_WORDS: usize = 1 << 20;

/// What is asked of every word of a text, apart from the rest, so that it stays at hand.
#[derive(Debug, Clone, Copy, Default)]
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
    /// Whether it leads to figures by itself.
    pub leads: bool,
    /// Whether it is a phrase of figures by itself.
    pub is_phrase: bool,
    /// Whether phrases of several words end with it.
    pub ends_phrases: bool,
}

/// Room in which sentences are cut, one after the other.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub tokens: Vec<Token>,
    pub ids: Vec<Option<WordId>>,
}

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
    ids: FxHashMap<Box<[u8]>, WordId>,
    words: Vec<Word>,
    briefs: Vec<Brief>,
    /// Where phrases go on from that begin with a mark of ASCII; at the root where there are none.
    marks: [u32; 128],
    buffer: Folded,
    scratch: Scratch,
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
        !self.figures_only || !self.rules.kinds_of(meaning).is_empty()
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

    /// The word that a stretch of text is a form of.
    #[inline]
    pub fn intern(&mut self, text: &str, word: Span, cyrillic: bool) -> WordId {
        let key = Key::of(text, word);
        if let Some(id) = key.and_then(|key| self.forms.get(key)) {
            return id;
        }
        let id = self.intern_written(word.of(text), cyrillic);
        if let Some(key) = key {
            self.forms.put(key, id);
        }
        id
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
        if let Some(id) = self.ids.get(&self.buffer[..]) {
            return *id;
        }
        let folded = String::from_utf8_lossy(&self.buffer).into_owned();
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let mut word = look_up(self.rules, &folded, cyrillic, !self.figures_only);
        word.roots = roots(self.rules, &word);
        if self.figures_only {
            word.roots.retain(|(_, node)| self.rules.leads_to_kinds(*node));
        }
        self.briefs.push(self.brief_of(&word, cyrillic));
        self.words.push(word);
        self.ids.insert(self.buffer[..].into(), id);
        id
    }

    fn brief_of(&self, word: &Word, cyrillic: bool) -> Brief {
        let telling = self.rules.telling();
        Brief {
            bits: word.elements().fold(0, |bits, element| bits | element.bit()),
            cut: compound_cut(self.rules, word, cyrillic),
            begins_phrases: !word.roots.is_empty(),
            tells: word.elements().map(|element| telling.tells(element)).max().unwrap_or_default(),
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
    pub(super) fn brief(&self, id: WordId) -> Brief {
        self.briefs.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// How much a token tells of figures that is this word.
    pub(super) fn tells(&self, id: WordId, token: &Token, text: &str) -> Tells {
        let (telling, brief) = (self.rules.telling(), self.brief(id));
        let mut tells = if brief.cut.is_some() { Tells::Alone } else { Tells::Nothing };
        if brief.tells > tells {
            let text = token.span.of(text);
            self.get(id).each_element(token, text, |element| tells = tells.max(telling.tells(element)));
        }
        tells
    }

    /// Whether phrases that begin with a unit or a period begin with a word and what follows it.
    pub(super) fn goes_on(&self, id: WordId, next: &Token, next_id: Option<WordId>, text: &str) -> bool {
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
