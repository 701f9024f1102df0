//! What reading a sentence yields.

use crate::rule::Id;
use crate::token::Span;
use crate::value::{Amount, DateSpan};

/// The kind of a quantity, as output names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A bare or counting number.
    Number,
    /// A place in an order.
    Ordinal,
    /// A share.
    Percent,
    /// An amount of a currency.
    Money,
    /// An amount of any other unit.
    Measurement,
    /// A length of time.
    Duration,
    /// A date or a span of dates.
    Date,
    /// A time of day.
    Time,
}

impl Kind {
    /// The word for it in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Measurement => "measurement",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Time => "time",
        }
    }
}

/// What a quantity says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A number in a unit as written; without a unit where there is none.
    Amount(Amount, Option<Id>),
    /// Dates.
    Dates(DateSpan),
    /// A time of day in minutes from midnight, and the minutes that its zone is ahead of UTC
    /// where the text names the zone.
    Time(u16, Option<i16>),
}

/// Something odd about a figure that the user should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// The separator may be decimal or part digits into groups.
    AmbiguousSeparator,
    /// Digits are grouped in no known way.
    OddGrouping,
    /// The ends of a range stand upside down.
    ReversedRange,
    /// Such a date does not exist.
    NoSuchDate,
    /// The number is too large or too fine to be held exactly.
    TooLarge,
    /// A number inside of a name, a code or an address.
    Identifier,
    /// The weekday does not fit the date.
    WrongWeekday,
}

/// A quantity in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Where it stands: bounds, number and unit.
    pub span: Span,
    /// First token, and one past the last.
    pub tokens: (usize, usize),
    /// The tokens of number and unit without bounds around them.
    pub core: (usize, usize),
    /// Its kind.
    pub kind: Kind,
    /// What it says.
    pub figure: Figure,
    /// Whether it was a fraction of something ("two thirds").
    pub fraction: bool,
    /// Whether it counts beside what was counted before ("another 14").
    pub also: bool,
    /// Whether the number was an article or a bare unit ("a month").
    pub implicit: bool,
    /// What is odd about it.
    pub problem: Option<Problem>,
}

/// A number that is no quantity, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands.
    pub span: Span,
    /// Why.
    pub problem: Problem,
}
