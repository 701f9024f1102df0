//! Numbers and dates in few bytes, for an index, and back: what lies on disk may be damaged, or
//! made by somebody else.

use super::{CalendarDate, Decimal};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize as _, Serializer};

/// The most digits behind the point that a decimal has.
const MOST_DIGITS: u32 = 28;

/// Writes a decimal as its digits and where the point stands.
pub(super) fn serialize<S: Serializer>(number: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    (number.mantissa(), number.scale()).serialize(to)
}

/// Reads a decimal.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    let (digits, scale) = <(i128, u32)>::deserialize(from)?;
    decimal(digits, scale).ok_or_else(|| D::Error::custom("no decimal"))
}

fn decimal(digits: i128, scale: u32) -> Option<Decimal> {
    (scale <= MOST_DIGITS).then(|| Decimal::try_from_i128_with_scale(digits, scale).ok())?
}

/// The same for a decimal that may be missing.
pub(super) mod option {
    use super::{Decimal, Deserialize, Deserializer, Serializer, decimal};
    use serde::Serialize as _;
    use serde::de::Error as _;

    /// Writes a decimal that may be missing.
    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    pub(in crate::value) fn serialize<S: Serializer>(
        number: &Option<Decimal>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        number.map(|number| (number.mantissa(), number.scale())).serialize(to)
    }

    /// Reads a decimal that may be missing.
    pub(in crate::value) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Decimal>, D::Error> {
        let Some((digits, scale)) = <Option<(i128, u32)>>::deserialize(from)? else { return Ok(None) };
        decimal(digits, scale).map(Some).ok_or_else(|| D::Error::custom("no decimal"))
    }
}

/// A date of which nobody has looked yet whether there is one.
#[derive(Deserialize)]
pub(super) struct RawDate {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
}

impl TryFrom<RawDate> for CalendarDate {
    type Error = &'static str;

    fn try_from(RawDate { year, month, day }: RawDate) -> Result<Self, Self::Error> {
        let exists = year.is_none_or(|year| (-9999..=9999).contains(&year))
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=31).contains(&day));
        if exists { Ok(Self { year, month, day }) } else { Err("no date") }
    }
}
