//! The categories of `lexicon` items, listed here and nowhere else: a language is the set of its
//! words for these. From a category and a key to what the words mean.

use super::meaning::{Bound, DateSide, Lexeme, Part, Period};
use crate::value::Decimal;

/// Why an entry of a lexicon was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LexemeError {
    /// There is no such category.
    Category,
    /// The category takes another kind of key.
    Key(&'static str),
}

/// Categories whose words mean something by themselves.
const KEYLESS: &[(&str, Lexeme)] = &[
    ("abbreviation", Lexeme::Abbreviation),
    ("ago", Lexeme::Ago),
    ("also", Lexeme::Also),
    ("and", Lexeme::And),
    ("another-one", Lexeme::AnotherOne),
    ("article", Lexeme::Article),
    ("attribution", Lexeme::Attribution),
    ("below-zero", Lexeme::BelowZero),
    ("boilerplate", Lexeme::Boilerplate),
    ("clause", Lexeme::Clause),
    ("clock-cue", Lexeme::ClockCue),
    ("comparison", Lexeme::Comparison),
    ("conditional", Lexeme::Conditional),
    ("correction", Lexeme::Correction),
    ("decade-ending", Lexeme::DecadeEnding),
    ("determiner", Lexeme::Determiner),
    ("either", Lexeme::Either),
    ("exclude", Lexeme::Exclude),
    ("filler", Lexeme::Filler),
    ("first-time", Lexeme::FirstTime),
    ("fiscal", Lexeme::Fiscal),
    ("from", Lexeme::From),
    ("function", Lexeme::Function),
    ("generic", Lexeme::Generic),
    ("hedge", Lexeme::Hedge),
    ("hedge-after", Lexeme::HedgeAfter),
    ("idiom", Lexeme::Idiom),
    ("in", Lexeme::In),
    ("label", Lexeme::Label),
    ("label-weak", Lexeme::WeakLabel),
    ("light", Lexeme::Light),
    ("minus", Lexeme::Sign(true)),
    ("negation", Lexeme::Negation),
    ("of", Lexeme::Of),
    ("or", Lexeme::Or),
    ("ordinal-ending", Lexeme::OrdinalEnding),
    ("over", Lexeme::Over),
    ("per", Lexeme::Per),
    ("per-thing", Lexeme::PerThing),
    ("per-time", Lexeme::PerTime),
    ("person", Lexeme::Person),
    ("plus", Lexeme::Sign(false)),
    ("plus-minus", Lexeme::PlusMinus),
    ("point", Lexeme::Point),
    ("possessive", Lexeme::Possessive),
    ("preposition", Lexeme::Preposition),
    ("range-middle", Lexeme::RangeMiddle),
    ("range-open", Lexeme::RangeOpen),
    ("range-since", Lexeme::RangeSince),
    ("range-until", Lexeme::RangeUntil),
    ("score-cue", Lexeme::ScoreCue),
    ("singular-cue", Lexeme::SingularCue),
    ("speaker", Lexeme::Speaker),
    ("speech", Lexeme::Speech),
    ("speech-weak", Lexeme::WeakSpeech),
    ("street-after", Lexeme::StreetAfter),
    ("street-before", Lexeme::StreetBefore),
    ("subject-pronoun", Lexeme::SubjectPronoun),
    ("the", Lexeme::The),
    ("whole", Lexeme::Whole),
    ("with", Lexeme::With),
    ("year-cue", Lexeme::YearCue),
    ("year-cue-sure", Lexeme::YearCueSure),
    ("year-word", Lexeme::YearWord),
];

/// Categories whose words mean something by a key: a number, a bound, a period.
const KEYED: &[&str] = &[
    "away",
    "bound",
    "bound-after",
    "bound-of-unit",
    "bound-or-during",
    "bound-unless-change",
    "cardinal",
    "cardinal-ending",
    "change",
    "change-by",
    "clock",
    "clock-time",
    "date-side",
    "decade",
    "denominator",
    "division",
    "era",
    "fraction",
    "money-multiplier",
    "month",
    "multiple",
    "multiplier",
    "number-prefix",
    "on-weekday",
    "ordinal",
    "part",
    "period",
    "prefix",
    "prefix-symbol",
    "relative",
    "relative-day",
    "relative-year",
    "season",
    "times",
    "vague",
    "weekday",
    "zone",
];

/// The category of words by what another language calls the same: `"station" = станция`.
pub(super) const GLOSS: &str = "gloss";
/// The category of letters by how they are written in Latin.
pub(super) const LETTER: &str = "letter";

/// All categories.
pub fn categories() -> impl Iterator<Item = &'static str> {
    lexemes().chain([GLOSS, LETTER])
}

/// The categories whose words mean something in a text.
fn lexemes() -> impl Iterator<Item = &'static str> {
    KEYED.iter().copied().chain(KEYLESS.iter().map(|(name, _)| *name))
}

impl Lexeme {
    /// The lexeme of a category and a key.
    ///
    /// # Errors
    /// When there is no such category, or the key is not of the kind that it takes.
    pub fn of(category: &str, key: &str) -> Result<Self, LexemeError> {
        if let Some((_, lexeme)) = KEYLESS.iter().find(|(name, _)| *name == category) {
            return Ok(*lexeme);
        }
        let number = || number(key).ok_or(LexemeError::Key("a number"));
        let small =
            || number().and_then(|n| i16::try_from(n).map_err(|_| LexemeError::Key("a small whole number")));
        let byte =
            || small().and_then(|n| u8::try_from(n).map_err(|_| LexemeError::Key("a small whole number")));
        let tiny =
            || small().and_then(|n| i8::try_from(n).map_err(|_| LexemeError::Key("a small whole number")));
        Ok(match category {
            "cardinal" => Self::Cardinal(number()?),
            "multiplier" => Self::Multiplier(number()?),
            "ordinal" => Self::Ordinal(number()?),
            "fraction" => {
                let (a, b) = ratio(key).ok_or(LexemeError::Key("a fraction such as `1/2`"))?;
                Self::Fraction(a, b)
            }
            "vague" => {
                let (lo, hi) = range(key).ok_or(LexemeError::Key("a range such as `\"2..9\"`"))?;
                Self::Vague(lo, hi)
            }
            "prefix" | "prefix-symbol" => Self::Prefix(number()?),
            "number-prefix" => Self::NumberPrefix(number()?),
            "times" => Self::Times(number()?),
            "multiple" => Self::Multiple(number()?),
            "bound" => Self::Bound(Bound::of(key)?),
            "bound-after" => Self::BoundAfter(Bound::of(key)?),
            "bound-of-unit" => Self::BoundOfUnit(Bound::of(key)?),
            "bound-or-during" => Self::BoundOrDuring(Bound::of(key)?),
            "bound-unless-change" => Self::BoundUnlessChange(Bound::of(key)?),
            "money-multiplier" => Self::MoneyMultiplier(number()?),
            "cardinal-ending" => Self::CardinalEnding(byte()?),
            "clock-time" => Self::ClockTime(
                small()
                    .and_then(|n| u16::try_from(n).map_err(|_| LexemeError::Key("minutes from midnight")))?,
            ),
            "season" => Self::Season(byte()?),
            "decade" => Self::Decade(byte()?),
            "division" => Self::Division(byte()?),
            "denominator" => Self::Denominator(number()?),
            "on-weekday" => Self::OnWeekday(byte()?),
            "month" => Self::Month(byte()?),
            "weekday" => Self::Weekday(byte()?),
            "period" => Self::Period(Period::of(key)?),
            "part" => Self::Part(Part::of(key)?),
            "relative" => Self::Relative(tiny()?),
            "away" => Self::Away(tiny()?),
            "change" => Self::Change(tiny()?),
            "change-by" => Self::ChangeBy(tiny()?),
            "relative-year" => Self::RelativeYear(tiny()?),
            "relative-day" => Self::RelativeDay(tiny()?),
            "era" => Self::Era(tiny()?),
            "date-side" => Self::DateSide(DateSide::of(key)?),
            "clock" => Self::Clock(byte()?),
            "zone" => Self::Zone(small()?),
            _ => return Err(LexemeError::Category),
        })
    }
}

impl Bound {
    fn of(key: &str) -> Result<Self, LexemeError> {
        Ok(match key {
            ">" => Self::Over,
            ">=" => Self::AtLeast,
            "<" => Self::Under,
            "<=" => Self::AtMost,
            "<~" => Self::Nearly,
            ">~" => Self::Barely,
            "=" => Self::Exactly,
            _ => {
                return Err(LexemeError::Key(
                    "one of `\">\"`, `\">=\"`, `\"<\"`, `\"<=\"`, `\"<~\"`, `\">~\"`, `\"=\"`",
                ));
            }
        })
    }
}

impl Period {
    fn of(key: &str) -> Result<Self, LexemeError> {
        Ok(match key {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return Err(LexemeError::Key("a period such as `year` or `quarter`")),
        })
    }
}

impl Part {
    fn of(key: &str) -> Result<Self, LexemeError> {
        Ok(match key {
            "early" => Self::Early,
            "mid" => Self::Mid,
            "late" => Self::Late,
            _ => return Err(LexemeError::Key("`early`, `mid` or `late`")),
        })
    }
}

impl DateSide {
    fn of(key: &str) -> Result<Self, LexemeError> {
        Ok(match key {
            "before" => Self::Before,
            "by" => Self::By,
            "after" => Self::After,
            _ => return Err(LexemeError::Key("`before`, `by` or `after`")),
        })
    }
}

/// A number as rule files write it, with `_` between digits and an exponent.
#[must_use]
pub fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    Decimal::from_scientific(&plain).or_else(|_| plain.parse()).ok()
}

/// A fraction as rule files write it.
pub(super) fn ratio(text: &str) -> Option<(Decimal, Decimal)> {
    let (a, b) = text.split_once('/').unwrap_or((text, "1"));
    let denominator = number(b.trim())?;
    (!denominator.is_zero()).then_some((number(a.trim())?, denominator))
}

fn range(text: &str) -> Option<(Decimal, Option<Decimal>)> {
    let (lo, hi) = text.split_once("..")?;
    let hi = if hi.trim().is_empty() { None } else { Some(number(hi.trim())?) };
    Some((number(lo.trim())?, hi))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_is_read() {
        for category in lexemes() {
            assert_ne!(Lexeme::of(category, "?").err(), Some(LexemeError::Category), "{category}");
        }
        assert_eq!(Lexeme::of("cardinals", "1"), Err(LexemeError::Category));
    }

    #[test]
    fn keys_are_checked() {
        assert_eq!(Lexeme::of("cardinal", "1e6"), Ok(Lexeme::Cardinal(Decimal::from(1_000_000))));
        assert_eq!(Lexeme::of("vague", "24.."), Ok(Lexeme::Vague(Decimal::from(24), None)));
        assert!(matches!(Lexeme::of("month", "soon"), Err(LexemeError::Key(_))));
    }
}
