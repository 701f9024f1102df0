//! From the trees of rule files to a checked and compiled rule set, with every mistake at
//! its place. Knows nothing of documents.

mod abbreviation;
mod category;
mod compile;
mod describe;
mod kinds;
pub mod lint;
mod load;
mod meaning;
mod model;
mod program;
mod role;
mod sieve;
mod telling;
mod vocabulary;

pub use crate::syntax::ast::RangeEnd;
pub use abbreviation::Abbreviations;
pub use category::{categories, number};
pub use compile::{Dictionaries, classes, compile};
pub use kinds::{Kinds, LexemeKind};
pub use load::{Loaded, Module, Parsed, RuleFiles, load};
pub use meaning::{Bound, DateSide, Lexeme, Meaning, Part, Period};
pub use model::{
    About, ClaimAction, Condition, Entity, Id, Language, Measure, Nature, PluralRule, Policy, Publisher,
    Reach, Rule, Ruleset, ScopeAction, ScopeDimension, ScopeKind, ScopeSource, ScopeValue, SetAction, Test,
    TimePolicy, Unit,
};
pub use program::{FigureClass, Instruction, Program, TokenTest, WordClass, WordFilter};
pub use role::Role;
pub use sieve::Sieve;
pub use telling::{Telling, Tells};
pub use vocabulary::{Element, KnownForm, Spelling, Vocabulary};
