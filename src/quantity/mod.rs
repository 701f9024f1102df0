//! Quantities: numbers with their bounds, units and precision; ordinals; dates. Reads a
//! sentence's tokens and marks; every word it goes by is a rule file's.

/// The set of some kinds of words, put together when the program is compiled.
macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        const { crate::rule::Kinds::of(&[$(crate::rule::LexemeKind::$kind),*]) }
    };
}

mod bound;
mod context;
mod conventions;
mod convert;
mod date;
mod exclude;
mod fraction;
mod kind;
mod memo;
mod number;
mod numeral;
mod operand;
mod ordinal;
mod range;
mod rate;
mod reader;
mod roman;
mod spelled;
mod starts;
mod sum;
mod unit;
mod whole;

pub use conventions::Conventions;
pub use convert::{Converted, clock_text};
pub use kind::{Figure, Kind, Problem, Quantity, Rate, Refused};
pub use reader::{Reading, read, read_slowly, read_telling_of_date};
