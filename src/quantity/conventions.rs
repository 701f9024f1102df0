//! How a document writes its numbers: what its language does, and what its own figures show.

use super::unit::Dimensions;
use crate::rule::{Id, Meaning, Ruleset};
use crate::text::{Mark, Sentence, Words};
use crate::token::{Case, TokenKind};
use crate::value::CalendarDate;

/// How the document writes numbers and what its dates relate to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    /// The decimal separator of the language.
    pub decimal: char,
    /// Separators of digit groups.
    pub groups: Vec<char>,
    /// A separator that this document uses for decimals although its language does not.
    pub foreign_decimal: Option<char>,
    /// Whether more than one figure of the document speaks for that.
    pub foreign_is_usual: bool,
    /// A separator that this document parts groups with although its language does not.
    pub foreign_group: Option<char>,
    /// Whether 5/4 is the fifth of April.
    pub day_first: bool,
    /// The document's date, for relative dates.
    pub date: Option<CalendarDate>,
    /// The currency that a sign of several ("$") stands for in this document, where the
    /// document shows it.
    pub signs: Vec<(Id, Id)>,
    /// The dimensions that reading treats in a way of their own.
    pub(super) dimensions: Dimensions,
    /// What the figures seen so far speak for.
    seen: Evidence,
}

/// What the figures of a document speak for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Evidence {
    /// Separators in figures that can only be decimals, one for each figure.
    decimals: Vec<char>,
    /// Separators between figures that can only be groups.
    groups: Vec<char>,
    /// Units named so that only they can be meant.
    units: Vec<Id>,
}

impl Evidence {
    /// How much was seen; it only ever grows.
    fn len(&self) -> usize {
        self.decimals.len() + self.groups.len() + self.units.len()
    }
}

impl Conventions {
    /// The conventions of a language, without a date.
    #[must_use]
    pub fn of(rules: &Ruleset, lang: u8) -> Self {
        let language = rules.languages.get(usize::from(lang));
        Self {
            decimal: language.map_or('.', |l| l.decimal),
            groups: language.map_or_else(Vec::new, |l| l.groups.clone()),
            foreign_decimal: None,
            foreign_is_usual: false,
            foreign_group: None,
            day_first: language.is_some_and(|l| l.decimal == ','),
            date: None,
            signs: Vec::new(),
            dimensions: Dimensions::of(rules),
            seen: Evidence::default(),
        }
    }

    /// Learns from a sentence of the document. To be called for all sentences before the
    /// first is read; the order does not matter.
    pub fn learn(&mut self, sentence: &Sentence<'_>, words: &Words<'_>) {
        let rules = words.rules();
        let before = self.seen.len();
        for (at, token) in sentence.tokens.iter().enumerate() {
            if token.kind == TokenKind::Digits {
                self.learn_separator(sentence, at);
            }
        }
        let kinds = rules.all_kinds();
        let is_unit = |mark: &&Mark| kinds.get(mark.meaning as usize).is_some_and(|k| k.meets(kinds![Unit]));
        for mark in sentence.marks.all().iter().filter(is_unit) {
            if let Some(Meaning::Unit(id, _)) = rules.meaning(mark.meaning)
                && rules.unit(*id).is_some_and(|unit| unit.dimension == self.dimensions.money)
            {
                let capitals =
                    sentence.tokens.get(mark.start as usize).is_some_and(|t| t.case == Case::Upper);
                self.learn_unit(*id, mark.end - mark.start > 1 || capitals, rules);
            }
        }
        if self.seen.len() > before {
            self.settle(rules);
        }
    }

    /// Forgets what sentences showed: what the language does is left.
    pub fn forget(&mut self) {
        (self.foreign_decimal, self.foreign_is_usual, self.foreign_group) = (None, false, None);
        self.signs.clear();
        if self.seen.len() > 0 {
            self.seen = Evidence::default();
        }
    }

    /// Whether figures read the same under others, wherever the date of the document has no say.
    #[must_use]
    pub fn reads_as(&self, other: &Self) -> bool {
        let settled =
            |c: &Self| (c.foreign_decimal, c.foreign_is_usual, c.foreign_group, c.day_first, c.decimal);
        settled(self) == settled(other) && self.groups == other.groups && self.signs == other.signs
    }

    /// "A$" and "Australian dollars" name their currency, "$" and "dollars" do not.
    fn learn_unit(&mut self, id: Id, explicit: bool, rules: &Ruleset) {
        let shared = |units: &Vec<Id>| units.contains(&id) && (explicit || units.first() != Some(&id));
        if rules.signs.values().any(shared) && !self.seen.units.contains(&id) {
            self.seen.units.push(id);
        }
    }

    /// "3.5" can only be a decimal and "1.234.567" only groups.
    fn learn_separator(&mut self, sentence: &Sentence<'_>, at: usize) {
        let separator = |at: usize| {
            let mark = sentence.token_text(at).chars().next().filter(|c| matches!(c, '.' | ','));
            let next = sentence.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Digits);
            mark.filter(|_| next && sentence.glued(at) && sentence.glued(at + 1))
        };
        if at > 0 && sentence.glued(at) {
            return;
        }
        let (Some(first), len) = (separator(at + 1), |at: usize| sentence.token_text(at).len()) else {
            return;
        };
        let second = separator(at + 3);
        let beyond = separator(at + 5);
        match (second, len(at), len(at + 2)) {
            (None, 1..=6, 1 | 2) => note(&mut self.seen.decimals, first),
            (None, 4..=6, 3) => note(&mut self.seen.decimals, first),
            (None, _, 3) if sentence.token_text(at).starts_with('0') => note(&mut self.seen.decimals, first),
            (Some(second), 1..=3, 3)
                if second == first && len(at + 4) == 3 && beyond.is_none_or(|b| b == first) =>
            {
                note(&mut self.seen.groups, first);
            }
            (Some(second), 1..=3, 3) if second != first && beyond.is_none() => {
                note(&mut self.seen.groups, first);
                note(&mut self.seen.decimals, second);
            }
            _ => {}
        }
    }

    /// Draws the conclusions that nothing seen speaks against.
    fn settle(&mut self, rules: &Ruleset) {
        let only = |mark: char, yes: &[char], no: &[char]| yes.contains(&mark) && !no.contains(&mark);
        let foreign = if self.decimal == ',' { '.' } else { ',' };
        self.foreign_is_usual = self.seen.decimals.iter().filter(|mark| **mark == foreign).count() > 1;
        self.foreign_decimal =
            Some(foreign).filter(|mark| only(*mark, &self.seen.decimals, &self.seen.groups));
        let group = [self.decimal, foreign]
            .into_iter()
            .find(|mark| only(*mark, &self.seen.groups, &self.seen.decimals) && !self.groups.contains(mark));
        self.foreign_group = group;
        self.signs.clear();
        for units in rules.signs.values() {
            let Some(usual) = units.first() else { continue };
            let mut named = self.seen.units.iter().filter(|unit| units.contains(unit));
            if let (Some(only), None) = (named.next(), named.next())
                && only != usual
                && !self.signs.contains(&(*usual, *only))
            {
                self.signs.push((*usual, *only));
            }
        }
    }
}

/// One figure proves a separator, a second one makes it usual; more need not be kept.
fn note(seen: &mut Vec<char>, separator: char) {
    if seen.iter().filter(|known| **known == separator).count() < 2 {
        seen.push(separator);
    }
}
