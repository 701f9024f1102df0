//! Words: what the vocabulary and the dictionaries know of a form, looked up once a run.

use super::forms::{Forms, Key};
use crate::morphology::{GramCase, Number, PartOfSpeech, Tag, Tense};
use crate::rule::{Element, KnownForm, Language, Lexeme, Meaning, Ruleset, Tells};
use crate::token::{Case, Folded, Span, Token, TokenKind, fold_into};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::{Arc, OnceLock};

/// Which of the words seen so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// How many different forms are kept before the cache starts anew.
const MAX_WORDS: usize = 1 << 20;

/// A form of a word.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// The folded form.
    pub folded: Arc<str>,
    /// Edges of the vocabulary that the form itself may follow.
    known: KnownForm,
    /// Lemmas that phrases of rules use.
    lemmas: SmallVec<[u32; 3]>,
    /// One bit for each part of speech it may be.
    parts: u16,
    /// Its lemma as a noun, or failing that as whatever it is, or its stem.
    pub lemma: Arc<str>,
    /// Whether a dictionary knows it.
    pub in_dictionary: bool,
    /// The languages whose dictionaries know it, as bits.
    known_in: u64,
    /// Whether it may be a plural noun.
    pub plural_noun: bool,
    /// Whether it may be a singular noun.
    pub singular_noun: bool,
    /// Whether it may be a noun in the genitive.
    pub genitive_noun: bool,
    /// Whether it may be a noun in the genitive singular.
    pub genitive_singular: bool,
    /// Whether it may be a noun in the genitive plural.
    pub genitive_plural: bool,
    /// Whether it may be a plural noun in another case than nominative, accusative and genitive.
    pub oblique_plural: bool,
    /// Whether it may be a plural adjective or participle.
    pub plural_adjective: bool,
    /// Whether it may be a verb in the past tense.
    pub past: bool,
    /// Whether it is a first name, surname or patronymic.
    pub person: bool,
    /// Whether it is a geographical name.
    pub place: bool,
    /// What a name of this word is known by, as written and by its lemma, once that is asked.
    keys: [OnceLock<Arc<str>>; 2],
    /// Where phrases of the vocabulary that begin with it go on from, by what it must be for them.
    roots: SmallVec<[(Element, u32); 2]>,
}

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

impl Word {
    /// What a name of this word is known by, as written or by its lemma: `make` says it the first time.
    pub fn key(&self, by_lemma: bool, make: impl FnOnce(&str) -> Arc<str>) -> Arc<str> {
        let [of_form, of_lemma] = &self.keys;
        let (key, spelling) = if by_lemma { (of_lemma, &self.lemma) } else { (of_form, &self.folded) };
        key.get_or_init(|| make(spelling)).clone()
    }

    /// Whether it may be of a part of speech.
    #[must_use]
    pub fn may_be(&self, part: PartOfSpeech) -> bool {
        self.parts >> (part as u16) & 1 == 1
    }

    /// Whether it can only be of one of some parts of speech.
    #[must_use]
    pub fn only(&self, parts: &[PartOfSpeech]) -> bool {
        let allowed = parts.iter().fold(0u16, |bits, part| bits | 1 << (*part as u16));
        self.parts != 0 && self.parts & !allowed == 0
    }

    /// All elements that it may be, in one spelling or another.
    fn elements(&self) -> impl Iterator<Item = Element> {
        self.known.elements().chain(self.lemmas.iter().map(|lemma| Element::Lemma(*lemma)))
    }

    /// Whether it may be a verb in some form that states or describes an action.
    #[must_use]
    pub fn is_verb_like(&self) -> bool {
        use PartOfSpeech as P;
        [P::Verb, P::ShortParticiple].iter().any(|p| self.may_be(*p))
    }

    /// Calls `follow` with each node of the vocabulary that the token leads to as a first word.
    pub(super) fn each_root(&self, token: &Token, text: &str, mut follow: impl FnMut(u32)) {
        for (element, node) in &self.roots {
            let fits = match element {
                Element::Title(_) => token.case != Case::Lower,
                Element::Upper(_) => token.case == Case::Upper,
                Element::Symbol(id) => {
                    self.known.symbols.iter().any(|(spelling, known)| known == id && spelling == text)
                }
                Element::Form(_) | Element::Lemma(_) => true,
                Element::Mark(_) => false,
            };
            if fits {
                follow(*node);
            }
        }
    }

    /// Calls `follow` with each edge of the vocabulary that the token may take.
    pub fn each_element(&self, token: &Token, text: &str, mut follow: impl FnMut(Element)) {
        if let Some(form) = self.known.form {
            follow(Element::Form(form));
            if token.case != Case::Lower {
                follow(Element::Title(form));
            }
            if token.case == Case::Upper {
                follow(Element::Upper(form));
            }
        }
        for (spelling, id) in &self.known.symbols {
            if spelling == text {
                follow(Element::Symbol(*id));
            }
        }
        self.lemmas.iter().for_each(|lemma| follow(Element::Lemma(*lemma)));
    }
}

/// What is known of a folded form, with a stem for a lemma where no dictionary knows it and
/// that is wanted.
fn look_up(rules: &Ruleset, folded: &str, cyrillic: bool, stems: bool) -> Word {
    let folded: Arc<str> = folded.into();
    let mut word = Word {
        lemma: folded.clone(),
        known: rules.vocabulary.known(&folded).cloned().unwrap_or_default(),
        folded,
        ..Word::default()
    };
    // Digits are in no dictionary.
    let digits = word.folded.starts_with(|c: char| c.is_ascii_digit());
    let languages = if digits { &[][..] } else { &rules.languages[..] };
    for (language, lang) in languages.iter().zip(0..=u8::MAX) {
        if language.cyrillic == cyrillic {
            word.look_up_in(language, lang, rules, stems);
        }
    }
    word
}

/// Where a compound is to be cut: its head is a number as compounds write it, its rest a
/// word of numbers or units: «двухдневный», «полчаса», "twentyfirst".
fn compound_cut(rules: &Ruleset, word: &Word, cyrillic: bool) -> Option<u8> {
    let folded = &word.folded;
    if !rules.telling().begins_with_number(folded) {
        return None;
    }
    let heads = rules
        .number_prefixes
        .iter()
        .filter(|head| folded.len() > head.len() + 2 && folded.starts_with(head.as_str()));
    let mut heads: Vec<&String> = heads.collect();
    if heads.is_empty() || word.has_meaning(rules, |_| true) {
        return None;
    }
    heads.sort_by_key(|head| std::cmp::Reverse(head.len()));
    let counted = |m: &Meaning| {
        use Lexeme as L;
        matches!(
            m,
            Meaning::Unit(..)
                | Meaning::Word(_, L::Ordinal(_) | L::Multiplier(_) | L::Cardinal(_) | L::Period(_))
        )
    };
    // «двадцати|пяти|летний»: the rest may be such a compound itself.
    let fits = |head: &&&String| {
        let rest = look_up(rules, &folded[head.len()..], cyrillic, false);
        rest.has_meaning(rules, counted) || compound_cut(rules, &rest, cyrillic).is_some()
    };
    heads.iter().find(fits).and_then(|head| u8::try_from(head.len()).ok())
}

/// The edges of the vocabulary that lead from its root along a word.
fn roots(rules: &Ruleset, word: &Word) -> SmallVec<[(Element, u32); 2]> {
    let edge = |element: Element| Some((element, rules.vocabulary.step(0, element)?));
    word.elements().filter_map(edge).collect()
}

fn add_lemma(word: &mut Word, id: Option<u32>) {
    if let Some(id) = id.filter(|id| !word.lemmas.contains(id)) {
        word.lemmas.push(id);
    }
}

impl Word {
    /// Whether the word alone has a meaning of some kind.
    fn has_meaning(&self, rules: &Ruleset, wanted: impl Fn(&Meaning) -> bool) -> bool {
        let kind = TokenKind::Word;
        let token = Token { span: Span::default(), kind, case: Case::Lower, cyrillic: false };
        let mut found = false;
        self.each_element(&token, &self.folded, |element| {
            let node = rules.vocabulary.step(0, element);
            let meanings = node.map_or(&[][..], |node| rules.vocabulary.meanings(node));
            found |= meanings.iter().filter_map(|id| rules.meaning(*id)).any(&wanted);
        });
        found
    }

    /// Notes what the dictionary of a language says, or the stem where it says nothing.
    fn look_up_in(&mut self, language: &Language, lang: u8, rules: &Ruleset, stems: bool) {
        let folded = self.folded.clone();
        let analyses = language.dictionary.iter().flat_map(|d| d.analyses(folded.as_bytes()));
        let (mut lemma, mut shown) = (String::new(), None::<(bool, String)>);
        for analysis in analyses {
            let tag = analysis.tag();
            analysis.lemma_into(&folded, &mut lemma);
            self.note(tag);
            self.in_dictionary = true;
            self.known_in |= 1u64.checked_shl(u32::from(lang)).unwrap_or(0);
            add_lemma(self, rules.vocabulary.lemma_id(lang, &lemma));
            let noun = tag.part_of_speech() == PartOfSpeech::Noun;
            let better = match &shown {
                None => true,
                Some((known, _)) => noun && !known,
            };
            if better {
                shown = Some((noun, lemma.clone()));
            }
        }
        match shown {
            Some((_, lemma)) if *lemma == *folded => self.lemma = folded,
            Some((_, lemma)) => self.lemma = lemma.into(),
            None => {
                add_lemma(self, rules.vocabulary.lemma_id(lang, &folded));
                add_lemma(self, rules.lemma_by_stem(lang, &folded));
                if let Some(stem) = stems.then(|| language.stem(&folded)).flatten() {
                    self.lemma = stem.into();
                }
            }
        }
    }

    fn note(&mut self, tag: Tag) {
        let part = tag.part_of_speech();
        self.parts |= 1 << (part as u16);
        if part == PartOfSpeech::Noun {
            self.plural_noun |= tag.number() != Number::Singular;
            self.singular_noun |= tag.number() != Number::Plural;
            self.genitive_noun |= tag.case() == GramCase::Genitive;
            self.genitive_singular |= tag.case() == GramCase::Genitive && tag.number() != Number::Plural;
            self.genitive_plural |= tag.case() == GramCase::Genitive && tag.number() != Number::Singular;
            let oblique =
                matches!(tag.case(), GramCase::Dative | GramCase::Instrumental | GramCase::Locative);
            self.oblique_plural |= oblique && tag.number() != Number::Singular;
            self.person |= tag.is_name() && tag.is_animate();
            self.place |= tag.is_place();
        }
        let describes = matches!(part, PartOfSpeech::Adjective | PartOfSpeech::Participle);
        self.plural_adjective |= describes && tag.number() == Number::Plural;
        self.past |= tag.tense() == Tense::Past && part == PartOfSpeech::Verb;
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
