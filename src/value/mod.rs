//! Values and their algebra: intervals with open or closed ends, approximation, written
//! precision, dates of any precision; and how two of them stand to each other.

mod amount;
mod date;
mod interval;
mod packed;
mod relation;
mod shown;

pub use amount::Amount;
pub use date::{CalendarDate, DateSpan, days_in_month, weekday_of};
pub use interval::Interval;
pub use relation::{Tolerance, ValueRelation, relate, relate_dates, trailing_zero_step};
pub use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
pub use shown::{grouped, is_rounded, shown};

/// A value as a claim states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A number with bounds, approximation and precision.
    Amount(Amount),
    /// A date or a span of days.
    Dates(DateSpan),
    /// A text, such as a score or a time of day.
    Text(String),
}
