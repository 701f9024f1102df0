//! A word: what the vocabulary and the dictionaries know of a form.

use crate::morphology::{GramCase, Number, PartOfSpeech, Tag, Tense};
use crate::rule::{Element, KnownForm, Language, Lexeme, Meaning, Ruleset, Telling, Tells};
use crate::token::{Case, Span, Token, TokenKind};
use smallvec::SmallVec;
use std::sync::{Arc, OnceLock};

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
    /// What words of all languages that mean the same share: its gloss, or failing that its lemma.
    pub concept: Arc<str>,
    /// Whether a dictionary knows it.
    pub in_dictionary: bool,
    /// The languages whose dictionaries know it, as bits.
    pub(super) known_in: u64,
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
    /// Where phrases of the vocabulary that begin with it go on from.
    pub(super) roots: Box<[Root]>,
}

/// An edge from the root of the vocabulary along a word.
#[derive(Debug, Clone)]
pub(super) struct Root {
    /// What the word must be for it.
    pub element: Element,
    /// The node that it leads to.
    pub node: u32,
    /// The bits of the elements by which phrases go on from there.
    pub branches: u128,
    /// What the word means as a phrase of its own, in order.
    pub meanings: SmallVec<[u32; 4]>,
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
    pub(super) fn elements(&self) -> impl Iterator<Item = Element> {
        self.known.elements().chain(self.lemmas.iter().map(|lemma| Element::Lemma(*lemma)))
    }

    /// Whether it may be a verb in some form that states or describes an action.
    #[must_use]
    pub fn is_verb_like(&self) -> bool {
        use PartOfSpeech as P;
        [P::Verb, P::ShortParticiple].iter().any(|p| self.may_be(*p))
    }

    /// Calls `follow` with each edge of the vocabulary that the token takes as a first word.
    #[inline]
    pub(super) fn each_root(&self, token: &Token, text: &str, mut follow: impl FnMut(&Root)) {
        for root in &self.roots {
            let fits = match &root.element {
                Element::Title(_) => token.case != Case::Lower,
                Element::Upper(_) => token.case == Case::Upper,
                Element::Symbol(id) => {
                    self.known.symbols.iter().any(|(spelling, known)| known == id && spelling == text)
                }
                Element::Form(_) | Element::Lemma(_) => true,
                Element::Mark(_) => false,
            };
            if fits {
                follow(root);
            }
        }
    }

    /// How much it tells of figures in small letters, with a capital and in capitals; none where
    /// it may be a symbol, which only one spelling is.
    pub(super) fn tells_written(&self, telling: &Telling) -> Option<[Tells; 3]> {
        let tells = |element: Element| telling.tells(element);
        if self.known.symbols.iter().any(|(_, id)| tells(Element::Symbol(*id)) > Tells::Nothing) {
            return None;
        }
        let lemmas = self.lemmas.iter().map(|lemma| tells(Element::Lemma(*lemma))).max().unwrap_or_default();
        let form =
            |make: fn(u32) -> Element| self.known.form.map(|form| tells(make(form))).unwrap_or_default();
        let small = lemmas.max(form(Element::Form));
        let capital = small.max(form(Element::Title));
        Some([small, capital, capital.max(form(Element::Upper))])
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
pub(super) fn look_up(rules: &Ruleset, folded: Arc<str>, cyrillic: bool, stems: bool) -> Word {
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
    let spoken = languages.iter().filter(|language| language.cyrillic == cyrillic);
    let gloss = spoken.filter_map(|language| language.glosses.get(&*word.lemma)).next_back();
    word.concept = gloss.unwrap_or(&word.lemma).clone();
    word
}

/// Where a compound is to be cut: its head is a number as compounds write it, its rest a
/// word of numbers or units: «двухдневный», «полчаса», "twentyfirst".
pub(super) fn compound_cut(rules: &Ruleset, word: &Word, cyrillic: bool) -> Option<u8> {
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
        let rest = look_up(rules, folded[head.len()..].into(), cyrillic, false);
        rest.has_meaning(rules, counted) || compound_cut(rules, &rest, cyrillic).is_some()
    };
    heads.iter().find(fits).and_then(|head| u8::try_from(head.len()).ok())
}

fn add_lemma(word: &mut Word, id: Option<u32>) {
    if let Some(id) = id.filter(|id| !word.lemmas.contains(id)) {
        word.lemmas.push(id);
    }
}

impl Word {
    /// Whether the word alone has a meaning of some kind.
    pub(super) fn has_meaning(&self, rules: &Ruleset, wanted: impl Fn(&Meaning) -> bool) -> bool {
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
