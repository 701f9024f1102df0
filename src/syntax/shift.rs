//! Moves a tree to where its text stands now: all places of it by so many bytes.

use super::ast::{
    Atom, ClaimStmt, Compare, Condition, Dimension, Element, Entity, Expect, ExpectClaim, ExpectMeasure,
    Item, Kind, LangWords, Language, Lexicon, Macro, Measure, MeasureOf, Name, Pair, Pattern, Phrase,
    RangeEnd, Repeat, Rule, Scope, ScopeValue, SetStmt, SourceItem, Test, TestDocument, Unit, Words,
};
use crate::token::Span;

/// What has places in a text.
pub(super) trait Shift {
    /// Moves all of them.
    fn shift(&mut self, by: isize);
}

impl Shift for Span {
    fn shift(&mut self, by: isize) {
        *self = self.shifted(by);
    }
}

impl<T: Shift> Shift for Vec<T> {
    fn shift(&mut self, by: isize) {
        self.iter_mut().for_each(|own| own.shift(by));
    }
}

impl<T: Shift> Shift for Option<T> {
    fn shift(&mut self, by: isize) {
        self.iter_mut().for_each(|own| own.shift(by));
    }
}

impl<T: Shift> Shift for Box<T> {
    fn shift(&mut self, by: isize) {
        self.as_mut().shift(by);
    }
}

impl<A: Shift, B: Shift> Shift for (A, B) {
    fn shift(&mut self, by: isize) {
        self.0.shift(by);
        self.1.shift(by);
    }
}

/// What has no place.
macro_rules! still {
    ($($type:ty),*) => { $(impl Shift for $type {
        fn shift(&mut self, _by: isize) {}
    })* };
}

/// What has the places of all its parts; a part that is not named here is an error of the compiler.
macro_rules! parts {
    ($($type:ident { $($part:ident),* })*) => { $(impl Shift for $type {
        fn shift(&mut self, by: isize) {
            let Self { $($part),* } = self;
            $($part.shift(by);)*
        }
    })* };
}

still!(String, bool, u32, RangeEnd, Repeat);

parts! {
    Name { text, span }
    Phrase { text, exact, span }
    LangWords { lang, phrases }
    Language { lang, settings }
    Lexicon { lang, category, entries }
    Words { name, words }
    Dimension { name, base }
    Unit { name, dimension, factor, offset, code, symbols, words, flags }
    Kind { name, title, words }
    Entity { name, kind, title, part_of, words }
    Scope { name, kind, title, reach, plain, of, values }
    ScopeValue { name, within, title, words }
    Measure {
        name, title, dimension, words, near, without, needs, of_kind, nature, part_whole, parts, derived,
        mended
    }
    Macro { name, params, pattern }
    Rule { name, when, matches, unless, claims, sets, ignores, about, priority, mended }
    Condition { field, comparison, value }
    ClaimStmt { measure, value, end, scope }
    SetStmt { pairs, reach }
    Pair { key, value, literal }
    Pattern { alternatives, span }
    Element { capture, atom, repeat, span }
    Compare { measures, same, explains, ignores, tolerance, levels }
    SourceItem { name, title, names, trust }
    Test { name, documents, expects, mended }
    TestDocument { label, lang, text, span, dated, source }
    ExpectMeasure { name, open }
    ExpectClaim { measure, relation, figure, unit, scope, span }
}

impl Shift for Item {
    fn shift(&mut self, by: isize) {
        match self {
            Self::Use(own) => own.shift(by),
            Self::Language(own) => own.shift(by),
            Self::Lexicon(own) => own.shift(by),
            Self::Words(own) => own.shift(by),
            Self::Dimension(own) => own.shift(by),
            Self::Unit(own) => own.shift(by),
            Self::Kind(own) => own.shift(by),
            Self::Entity(own) => own.shift(by),
            Self::Scope(own) => own.shift(by),
            Self::Measure(own) => own.shift(by),
            Self::Macro(own) => own.shift(by),
            Self::Rule(own) => own.shift(by),
            Self::Compare(own) => own.shift(by),
            Self::Source(own) => own.shift(by),
            Self::Test(own) => own.shift(by),
            Self::Broken(own) => own.shift(by),
        }
    }
}

impl Shift for MeasureOf {
    fn shift(&mut self, by: isize) {
        match self {
            Self::Named(own) | Self::LemmaOf(own) => own.shift(by),
        }
    }
}

impl Shift for Atom {
    fn shift(&mut self, by: isize) {
        match self {
            Self::Group(own) | Self::Look { pattern: own, .. } => own.shift(by),
            Self::All(own) => own.shift(by),
            Self::Reference { name, filters, arguments } => {
                name.shift(by);
                filters.shift(by);
                arguments.shift(by);
            }
            Self::Gap(_) | Self::AnyToken | Self::Exact(_) | Self::Lemma(_) | Self::Regex(_) => {}
        }
    }
}

impl Shift for Expect {
    fn shift(&mut self, by: isize) {
        match self {
            Self::Nothing(own) => own.shift(by),
            Self::NoClaim(own) => own.shift(by),
            Self::Verdict(name, own) => {
                name.shift(by);
                own.shift(by);
            }
            Self::Claim(own) => own.shift(by),
        }
    }
}
