//! What tells that a text may hold figures: words of which every phrase that makes figures has
//! one.

use super::{Element, Kinds, LexemeKind, Meaning, Role, Ruleset};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words that stand in most sentences and tell little.
const PLAIN: Kinds = Kinds::of(&[
    LexemeKind::Function,
    LexemeKind::Preposition,
    LexemeKind::Article,
    LexemeKind::And,
    LexemeKind::Of,
    LexemeKind::The,
]);
/// What figures without digits have, and what makes a figure of a unit or a period before it.
const STRONG: Kinds = Role::CORE
    .without(Kinds::of(&[LexemeKind::Idiom, LexemeKind::Exclude, LexemeKind::StreetBefore]))
    .or(Kinds::one(LexemeKind::Ago));
/// What is a figure only beside words that lead to one.
const WEAK: Kinds = Role::END;

/// The words that tell of figures.
#[derive(Debug, Default)]
pub struct Telling {
    /// As elements of phrases.
    pub elements: FxHashSet<Element>,
    /// Those that tell only beside words that lead to figures, as units and periods do.
    weak: FxHashSet<Element>,
    /// The first two elements of phrases that begin with a weak one: the dash behind "year" in
    /// "year-old".
    longer: FxHashSet<(Element, Element)>,
    /// The first of each of these.
    longer_first: FxHashSet<Element>,
    /// The elements that are phrases by themselves.
    phrases: FxHashSet<Element>,
    /// Those of them that lead to figures.
    leads: FxHashSet<Element>,
    /// The last elements of phrases of several words.
    ends: FxHashSet<Element>,
    /// The last two of each such phrase, with whether some of them lead to figures.
    pairs: FxHashMap<(Element, Element), bool>,
    /// How many elements the longest phrase has.
    longest: usize,
    /// The marks among those that tell.
    marks: Vec<char>,
    /// Those of ASCII, as bits.
    ascii_marks: u128,
    /// The first two bytes of numbers as compounds begin with them.
    numbers: FxHashSet<[u8; 2]>,
    /// Whether one of them is shorter than that.
    short_numbers: bool,
}

/// How much a word tells of figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// Nothing.
    #[default]
    Nothing,
    /// That there may be one where its neighbours lead to it.
    Beside,
    /// That there may be one.
    Alone,
}

/// A phrase by which figures are read.
struct Phrase {
    path: Vec<Element>,
    kinds: Kinds,
    /// Whether it tells of figures wherever it stands.
    strong: bool,
}

impl Telling {
    fn of(rules: &Ruleset) -> Self {
        let mut phrases: Vec<Phrase> = Vec::new();
        rules.vocabulary.each_phrase(|path, meanings| {
            let kinds = meanings.iter().fold(Kinds::NONE, |kinds, id| kinds.or(rules.kinds_of(*id)));
            if !kinds.is_empty() {
                // Units that show which currency a sign stands for tell something without a figure.
                let shows = meanings.iter().any(|id| rules.shows_currency(*id));
                phrases.push(Phrase { path: path.to_vec(), kinds, strong: shows || kinds.meets(STRONG) });
            }
        });
        let mut out = Self::default();
        let mut plain = FxHashSet::default();
        for Phrase { path, kinds, strong } in &phrases {
            out.longest = out.longest.max(path.len());
            match path[..] {
                [only] => {
                    out.phrases.insert(only);
                    out.leads.extend(Some(only).filter(|_| kinds.meets(Role::LEAD)));
                    plain.extend(Some(only).filter(|_| kinds.meets(PLAIN)));
                    out.elements.extend(Some(only).filter(|_| *strong || kinds.meets(WEAK)));
                    out.weak
                        .extend(Some(only).filter(|_| !strong && kinds.meets(WEAK) && mark(&only).is_none()));
                }
                [.., before, last] => {
                    out.ends.insert(last);
                    *out.pairs.entry((before, last)).or_default() |= kinds.meets(Role::LEAD);
                }
                [] => {}
            }
        }
        let several = phrases.iter().filter(|phrase| phrase.path.len() > 1);
        several
            .filter(|phrase| phrase.strong || phrase.kinds.meets(WEAK))
            .for_each(|phrase| out.cover(phrase, &plain));
        out.marks = out.elements.iter().filter_map(mark).collect();
        out.marks.sort_unstable();
        let ascii = out.marks.iter().filter(|mark| mark.is_ascii());
        out.ascii_marks = ascii.fold(0, |bits, mark| bits | 1 << *mark as u32);
        let mut heads = rules.number_prefixes.iter();
        out.numbers = heads.clone().filter_map(|head| head.as_bytes().first_chunk().copied()).collect();
        out.short_numbers = heads.any(|head| head.len() < 2);
        out
    }

    /// Sees to it that a phrase of several words has one that tells of it. What leads to a weak
    /// phrase stands before its first word and what makes a figure of it behind its last, so that weak
    /// words at both ends are as good as a strong one.
    fn cover(&mut self, Phrase { path, strong, .. }: &Phrase, plain: &FxHashSet<Element>) {
        let tells = |element: &Element| self.elements.contains(element) && !self.weak.contains(element);
        let [first, second, others @ ..] = &path[..] else { return };
        if path.iter().any(tells) {
            return;
        }
        let is_mark = |element: &Element| mark(element).is_some();
        // «в.»: of a word and marks, the word tells where such a mark is behind it.
        if !strong
            && !is_mark(first)
            && is_mark(second)
            && others.iter().all(is_mark)
            && self.elements.insert(*first)
        {
            self.weak.insert(*first);
        }
        if !strong && self.weak.contains(first) {
            if !self.weak.contains(others.last().unwrap_or(second)) {
                self.longer.insert((*first, *second));
                self.longer_first.insert(*first);
            }
            return;
        }
        let words = || path.iter().rev().filter(|element| !is_mark(element));
        let found = words()
            .find(|element| !plain.contains(element) && !self.weak.contains(element))
            .or_else(|| words().find(|element| !plain.contains(element)))
            .or_else(|| words().next())
            .or(path.last());
        if let Some(found) = found {
            self.elements.insert(*found);
            self.weak.remove(found);
        }
    }

    /// How much an element tells.
    #[must_use]
    pub fn tells(&self, element: Element) -> Tells {
        match (self.elements.contains(&element), self.weak.contains(&element)) {
            (false, _) => Tells::Nothing,
            (true, true) => Tells::Beside,
            (true, false) => Tells::Alone,
        }
    }

    /// Whether longer phrases begin with a unit or a period that is an element.
    #[must_use]
    pub fn begins_longer(&self, first: Element) -> bool {
        self.longer_first.contains(&first)
    }

    /// Whether phrases that begin with a unit or a period begin with two elements.
    #[must_use]
    pub fn goes_on(&self, first: Element, second: Element) -> bool {
        self.longer.contains(&(first, second))
    }

    /// Whether an element leads to figures by itself.
    #[must_use]
    pub fn leads(&self, element: Element) -> bool {
        self.leads.contains(&element)
    }

    /// Whether an element is a phrase by itself.
    #[must_use]
    pub fn is_phrase(&self, element: Element) -> bool {
        self.phrases.contains(&element)
    }

    /// Whether an element ends phrases of several words.
    #[must_use]
    pub fn ends_phrases(&self, element: Element) -> bool {
        self.ends.contains(&element)
    }

    /// Whether phrases of several words end with two elements, and whether these lead to figures.
    #[must_use]
    pub fn pair(&self, before: Element, last: Element) -> Option<bool> {
        self.pairs.get(&(before, last)).copied()
    }

    /// How many elements the longest phrase has.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Whether a mark of ASCII tells of figures.
    #[inline]
    #[must_use]
    pub fn has_ascii_mark(&self, mark: u8) -> bool {
        self.ascii_marks.checked_shr(u32::from(mark)).unwrap_or(0) & 1 == 1
    }

    /// Whether a mark tells of figures.
    #[must_use]
    pub fn has_mark(&self, mark: char) -> bool {
        self.marks.binary_search(&mark).is_ok()
    }

    /// Whether a folded word may begin with a number, as compounds do.
    #[must_use]
    pub fn begins_with_number(&self, word: &str) -> bool {
        self.short_numbers || word.as_bytes().first_chunk().is_some_and(|head| self.numbers.contains(head))
    }
}

fn mark(element: &Element) -> Option<char> {
    if let Element::Mark(mark) = element { Some(*mark) } else { None }
}

impl Ruleset {
    /// The words that tell of figures.
    #[must_use]
    pub fn telling(&self) -> &Telling {
        self.telling.get_or_init(|| Telling::of(self))
    }

    /// Whether a meaning is a currency that shares its sign with others.
    fn shows_currency(&self, meaning: u32) -> bool {
        match self.meaning(meaning) {
            Some(Meaning::Unit(id, _)) => self.signs.values().any(|units| units.contains(id)),
            _ => false,
        }
    }
}
