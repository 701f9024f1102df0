//! What tells that a text may hold figures: words of which every phrase that makes figures has
//! one.

use super::{Element, Kinds, LexemeKind, Meaning, Ruleset};
use rustc_hash::FxHashSet;

/// Words that stand in most sentences and tell little.
const PLAIN: Kinds = Kinds::of(&[
    LexemeKind::Function,
    LexemeKind::Preposition,
    LexemeKind::Article,
    LexemeKind::And,
    LexemeKind::Of,
    LexemeKind::The,
]);

/// The words that tell of figures.
#[derive(Debug, Default)]
pub struct Telling {
    /// As elements of phrases.
    pub elements: FxHashSet<Element>,
    /// The marks among them.
    marks: Vec<char>,
    /// The first two bytes of numbers as compounds begin with them.
    numbers: FxHashSet<[u8; 2]>,
    /// Whether one of them is shorter than that.
    short_numbers: bool,
}

impl Telling {
    fn of(rules: &Ruleset) -> Self {
        let makes = |id: u32| rules.meaning(id).is_some_and(Meaning::makes_figures);
        let plain = |element: Element| {
            let node = rules.vocabulary.step(0, element);
            let meanings = node.map_or(&[][..], |node| rules.vocabulary.meanings(node));
            meanings.iter().any(|id| rules.kinds_of(*id).meets(PLAIN))
        };
        let elements = rules.vocabulary.telling(makes, plain);
        let mark = |element: &Element| if let Element::Mark(mark) = element { Some(*mark) } else { None };
        let mut marks: Vec<char> = elements.iter().filter_map(mark).collect();
        marks.sort_unstable();
        let mut heads = rules.number_prefixes.iter();
        let numbers = heads.clone().filter_map(|head| head.as_bytes().first_chunk().copied()).collect();
        let short_numbers = heads.any(|head| head.len() < 2);
        Self { elements, marks, numbers, short_numbers }
    }

    /// Whether a mark is among them.
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

impl Ruleset {
    /// The words that tell of figures.
    #[must_use]
    pub fn telling(&self) -> &Telling {
        self.telling.get_or_init(|| Telling::of(self))
    }
}
