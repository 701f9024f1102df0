//! Sets of kinds of words, in the bits of a number: whether a token can be what a reader looks
//! for is told by one comparison, before any word is looked at.

use super::meaning::Lexeme;
use super::{Meaning, Role, Ruleset};

macro_rules! lexeme_kinds {
    ($($name:ident),* $(,)?) => {
        /// Which kind a lexeme is, whatever its key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is what the lexeme of its name is")]
        #[repr(u8)]
        pub enum LexemeKind {
            $($name,)*
            /// No lexeme: a unit.
            Unit,
        }

        impl Lexeme {
            /// The kind of the lexeme.
            #[inline(always)]
            #[must_use]
            pub const fn kind(&self) -> LexemeKind {
                match self {
                    $(Self::$name { .. } => LexemeKind::$name,)*
                }
            }
        }
    };
}

lexeme_kinds! {
    Cardinal, Multiplier, Ordinal, OrdinalEnding, Fraction, Vague, Prefix, NumberPrefix, Bound,
    BoundAfter, Hedge, HedgeAfter, RangeOpen, RangeMiddle, RangeUntil, RangeSince, Sign, BelowZero,
    Point, Over, And, Article, Per, Of, Label, Idiom, Negation, Times, Abbreviation, Month, Weekday,
    Period, Part, Relative, RelativeDay, Ago, Era, Clock, Zone, Multiple, Correction, Boilerplate,
    Clause, Also, Away, Comparison, Conditional, YearCue, YearWord, Exclude, In, From, Person, FirstTime,
    Function, DateSide, SubjectPronoun, Preposition, RelativeYear, Generic, MoneyMultiplier, With,
    Filler, Change, BoundOfUnit, BoundOrDuring, BoundUnlessChange, CardinalEnding, ClockCue,
    ClockTime, ScoreCue, StreetBefore, StreetAfter, Season, Fiscal, Decade, SingularCue, PlusMinus,
    Either, Whole, AnotherOne, Determiner, PerTime, PerThing, DecadeEnding, Or, The, Denominator,
    WeakLabel, YearCueSure, OnWeekday, Possessive, Light, Attribution, Speech, WeakSpeech, Speaker,
    ChangeBy, Division,
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u128);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);

    /// The set of some kinds.
    #[must_use]
    pub const fn of(kinds: &[LexemeKind]) -> Self {
        let (mut bits, mut at) = (0u128, 0);
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// The set of one kind.
    #[inline]
    #[must_use]
    pub const fn one(kind: LexemeKind) -> Self {
        Self(1 << kind as u8)
    }

    /// What is in either of two sets.
    #[inline]
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in another.
    #[inline]
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether two sets share a kind.
    #[inline]
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing is in it.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Ruleset {
    /// The kind of each meaning, by its number.
    #[inline]
    #[must_use]
    pub fn all_kinds(&self) -> &[Kinds] {
        self.meaning_kinds.get_or_init(|| {
            let kind = |meaning: &Meaning| match meaning {
                Meaning::Word(_, lexeme) => Kinds::one(lexeme.kind()),
                Meaning::Unit(..) => Kinds::one(LexemeKind::Unit),
                _ => Kinds::NONE,
            };
            self.meanings.iter().map(kind).collect()
        })
    }

    /// The kind of what a meaning is, where it is a lexeme or a unit.
    #[inline]
    #[must_use]
    pub fn kinds_of(&self, meaning: u32) -> Kinds {
        self.all_kinds().get(meaning as usize).copied().unwrap_or(Kinds::NONE)
    }

    /// Whether a meaning is a unit or a lexeme that figures are read by.
    #[inline]
    #[must_use]
    pub fn reads_figures(&self, meaning: u32) -> bool {
        !self.kinds_of(meaning).without(Role::UNREAD).is_empty()
    }

    /// Whether a phrase through a node of the vocabulary is one that figures are read by.
    #[must_use]
    pub fn leads_to_figures(&self, node: u32) -> bool {
        let nodes = self
            .reading_nodes
            .get_or_init(|| self.vocabulary.nodes_to(|meaning| self.reads_figures(meaning)));
        nodes.get(node as usize).is_some_and(|leads| *leads)
    }
}
