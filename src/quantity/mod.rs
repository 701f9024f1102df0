//! Quantities: numbers with their bounds, units and precision; ordinals; dates. Reads a
//! sentence's tokens and marks; every word it goes by is a rule file's.

mod bound;
mod convert;
mod date;
mod exclude;
mod kind;
mod number;
mod numeral;
mod ordinal;
mod reader;
mod relative;
mod roman;
mod spelled;
mod unit;

pub use convert::Converted;
pub use kind::{Figure, Kind, Problem, Quantity, Refused};
pub use reader::{Conventions, Reading, read};
