//! Patterns as programs of a small machine: what `extract` runs over the tokens of a sentence.

use super::model::Id;
use crate::diagnostic::FileId;
use crate::token::Span;

/// A compiled pattern. Runs in time linear in its length times that of the sentence.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Instructions; the first is where it starts.
    pub code: Vec<Instruction>,
    /// Meanings without which it cannot match, where there are such.
    pub required: Vec<u32>,
    /// Where the alternatives that it is made of stand, by number.
    pub alternatives: Vec<(FileId, Span)>,
}

/// An instruction.
#[derive(Debug, Clone)]
pub enum Instruction {
    /// Consumes what the test accepts and goes on.
    Test(TokenTest),
    /// Goes on at the first, or else at the second.
    Split(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// Notes that an alternative was taken; of use to those who count what tests reach.
    Alternative(usize),
    /// Notes the place: capture number times two, plus one at its end.
    Save(usize),
    /// Goes on where the program does, or does not, match from here or up to here.
    Look {
        /// To the right of the place, or ending at it.
        ahead: bool,
        /// Whether it must not match.
        negated: bool,
        /// What is looked for.
        program: Box<Program>,
    },
    /// Done.
    Match,
}

/// What a single step of a pattern accepts.
#[derive(Debug, Clone)]
pub enum TokenTest {
    /// Any token.
    Any,
    /// A phrase with this meaning.
    Meaning(u32),
    /// A value of a scope dimension, whichever.
    Scope(Id),
    /// An entity, whichever.
    Entity,
    /// A word of a class, in the forms that filters ask for.
    Class(WordClass, Vec<WordFilter>),
    /// A quantity, date or ordinal.
    Figure(FigureClass),
    /// One token that a regular expression matches whole.
    Regex(Box<regex::Regex>),
}

/// Classes of words that the lexicon tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// A noun.
    Noun,
    /// An adjective or full participle.
    Adjective,
    /// A verb in any form.
    Verb,
    /// An adverb.
    Adverb,
    /// A preposition.
    Preposition,
    /// A pronoun.
    Pronoun,
    /// A capitalised word.
    Name,
    /// Any word.
    Word,
    /// A single mark.
    Punctuation,
    /// A text in quotation marks, with them.
    Quoted,
}

/// What a word's form must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordFilter {
    /// May be plural.
    Plural,
    /// May be a singular noun.
    Singular,
    /// May be a noun in the genitive.
    Genitive,
    /// May be a verb in the past tense.
    Past,
    /// Is a name of a person.
    Person,
    /// Is a name of a place.
    Place,
    /// Is in the form that the captured figure asks for.
    Agrees(usize),
}

/// Classes of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureClass {
    /// Any number, with or without unit.
    Quantity,
    /// A number of a dimension; of `count` where it has no unit.
    Of(Id),
    /// A number in a unit.
    In(Id),
    /// A number without unit.
    Number,
    /// A date or span of dates.
    Date,
    /// A span of more than one day, both ends given to the day.
    Span,
    /// A year alone.
    Year,
    /// An ordinal.
    Ordinal,
    /// A list of names.
    List,
}
