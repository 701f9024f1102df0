//! What reading a sentence yields.

use crate::rule::Id;
use crate::token::Span;
use crate::value::{Amount, DateSpan, Decimal};

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

/// What a figure is counted by: "per day", "per 100 km".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many of the unit; one where the text gives no number.
    pub count: Decimal,
    /// The unit.
    pub unit: Id,
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
    /// A number inside of a name or a code.
    Identifier,
    /// The weekday does not fit the date.
    WrongWeekday,
    /// A telephone number.
    Telephone,
    /// A version or an address of a network.
    Version,
    /// The score of a contest, or a ratio.
    Score,
    /// The number of a list item or a footnote.
    ListNumber,
    /// A number that names what stands before it ("page 12").
    Label,
    /// A number of an address.
    Address,
    /// Digits of a script that is not read.
    ForeignDigits,
}

impl Problem {
    /// Whether a number with it is no quantity, instead of one with a remark.
    #[must_use]
    pub fn refuses(self) -> bool {
        !matches!(self, Self::AmbiguousSeparator | Self::ReversedRange | Self::WrongWeekday)
    }

    /// The word for it in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AmbiguousSeparator => "ambiguous-separator",
            Self::OddGrouping => "odd-grouping",
            Self::ReversedRange => "reversed-range",
            Self::NoSuchDate => "no-such-date",
            Self::TooLarge => "too-large",
            Self::Identifier => "identifier",
            Self::WrongWeekday => "wrong-weekday",
            Self::Telephone => "telephone",
            Self::Version => "version",
            Self::Score => "score",
            Self::ListNumber => "list-number",
            Self::Label => "label",
            Self::Address => "address",
            Self::ForeignDigits => "foreign-digits",
        }
    }

    /// What to tell the user.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::AmbiguousSeparator => "the separator may be decimal or part digits into groups",
            Self::OddGrouping => "digits are grouped in no known way",
            Self::ReversedRange => "the ends of the range stand upside down",
            Self::NoSuchDate => "there is no such date",
            Self::TooLarge => "too large or too fine to be held exactly",
            Self::Identifier => "part of a name or a code",
            Self::WrongWeekday => "the date falls on another weekday",
            Self::Telephone => "a telephone number",
            Self::Version => "a version or a network address",
            Self::Score => "a score or a ratio",
            Self::ListNumber => "the number of a list item or a footnote",
            Self::Label => "a number that is a name",
            Self::Address => "part of an address",
            Self::ForeignDigits => "digits of a script that is not read",
        }
    }
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
    /// What it is counted by, where it is a rate ("500 barrels a day").
    pub per: Option<Rate>,
    /// The quantity of the same sentence, by index, that it repeats in another unit
    /// ("85 km (53 mi)").
    pub converts: Option<usize>,
    /// Whether it was a fraction of something ("two thirds").
    pub fraction: bool,
    /// Whether it counts beside what was counted before ("another 14").
    pub also: bool,
    /// Whether the number was an article or a bare unit ("a month").
    pub implicit: bool,
    /// Whether it is a list of names, which stands for how many it names.
    pub listed: bool,
    /// What is odd about it.
    pub problem: Option<Problem>,
}

impl Quantity {
    /// A quantity without anything about it.
    pub(super) fn plain(span: Span, tokens: (usize, usize), kind: Kind, figure: Figure) -> Self {
        Self {
            span,
            tokens,
            core: tokens,
            kind,
            figure,
            per: None,
            converts: None,
            fraction: false,
            also: false,
            implicit: false,
            listed: false,
            problem: None,
        }
    }

    /// A list of `count` names.
    #[must_use]
    pub fn list(span: Span, tokens: (usize, usize), count: usize) -> Self {
        let amount = Amount::exact(Decimal::from(count), Decimal::ONE);
        Self { listed: true, ..Self::plain(span, tokens, Kind::Number, Figure::Amount(amount, None)) }
    }
}

/// A number that is no quantity, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands.
    pub span: Span,
    /// Why.
    pub problem: Problem,
}
