//! What a phrase of the vocabulary can mean.
//!
//! The categories of `lexicon` items are listed here and nowhere else: a language is the
//! set of its words for these.

use super::model::Id;
use crate::value::Decimal;

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A word of a language for something that the engine knows.
    Word(u8, Lexeme),
    /// A unit; whether the phrase is a symbol.
    Unit(Id, bool),
    /// A noun for things of a kind.
    Kind(Id),
    /// An entity.
    Entity(Id),
    /// What a measure counts or is called by.
    Measure(Id),
    /// A word that speaks of a measure.
    Near(Id),
    /// A word beside which a measure is not meant.
    Without(Id),
    /// A value of a scope dimension.
    Scope(Id, Id),
    /// A word of a list.
    List(Id),
    /// A phrase of a pattern.
    Phrase(usize),
}

/// Words that the engine knows the use of, by category and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lexeme {
    /// `cardinal N`: adds to its neighbours ("twenty", "two").
    Cardinal(Decimal),
    /// `multiplier N`: multiplies what stands before it ("hundred", "тыс.", "dozen").
    Multiplier(Decimal),
    /// `ordinal N`: "first", "twentieth".
    Ordinal(Decimal),
    /// `ordinal-ending`: what makes digits ordinal ("th", "-й").
    OrdinalEnding,
    /// `fraction N/M`: "half", "third".
    Fraction(Decimal, Decimal),
    /// `vague "A..B"`: "several", "dozens"; the upper end may be missing.
    Vague(Decimal, Option<Decimal>),
    /// `prefix N` and `prefix-symbol N`: "kilo", "k".
    Prefix(Decimal),
    /// `number-prefix N`: a number at the start of a compound ("двух", "пол").
    NumberPrefix(Decimal),
    /// `bound`: "more than" before a number.
    Bound(Bound),
    /// `bound-after`: "or more" after it.
    BoundAfter(Bound),
    /// `hedge`: "about" before a number.
    Hedge,
    /// `hedge-after`: "or so" after it.
    HedgeAfter,
    /// `range-open`: "between", "from", "от".
    RangeOpen,
    /// `range-middle`: "to", "and", "до".
    RangeMiddle,
    /// `range-until`: "until", "по" without a beginning; the end of a span.
    RangeUntil,
    /// `range-since`: "since", "с" without an end; the beginning of a span.
    RangeSince,
    /// `minus` and `plus`.
    Sign(bool),
    /// `below-zero` after a number.
    BelowZero,
    /// `point`: "one point five".
    Point,
    /// `over`: division ("one over three", "one in five").
    Over,
    /// `and` inside a number.
    And,
    /// `article`: "a", "an" where they mean one.
    Article,
    /// `per`: "per", "a", "в".
    Per,
    /// `of`: between a fraction and what it is of.
    Of,
    /// `label`: a number after it is a name ("page", "№").
    Label,
    /// `idiom`: words in which a number word is no quantity ("one of", "at first").
    Idiom,
    /// `negation`.
    Negation,
    /// `times N`: "twice" = 2; a factor, not a value.
    Times(Decimal),
    /// `abbreviation`: its full stop ends no sentence.
    Abbreviation,
    /// `month N`.
    Month(u8),
    /// `weekday N`, Monday is 1.
    Weekday(u8),
    /// `period`: "year", "quarter", "century" … as words of dates.
    Period(Period),
    /// `part`: "early", "end of" before a period.
    Part(Part),
    /// `relative N`: "last" = −1, "this" = 0, "next" = 1 before a period.
    Relative(i8),
    /// `relative-day N`: "yesterday" = −1.
    RelativeDay(i8),
    /// `ago`.
    Ago,
    /// `era N`: AD = 1, BC = −1.
    Era(i8),
    /// `clock N`: "pm" = 12, "am" = 0, "o'clock" and "ч." = 24.
    Clock(u8),
    /// `zone N`: minutes from UTC.
    Zone(i16),
    /// `multiple N`: "double" as a verb or adjective; a relation, not a value.
    Multiple(Decimal),
    /// `correction`: a notice that a text was corrected.
    Correction,
    /// `boilerplate`: a heading after which a page holds no text of its own.
    Boilerplate,
    /// `clause`: a word that begins a clause.
    Clause,
    /// `also`: "more", "another": counts beside what was counted before.
    Also,
    /// `conditional`: "if", "would": what follows is no claim.
    Conditional,
    /// `year-cue`: a word before a year ("in", "since").
    YearCue,
    /// `year-word`: a word that makes the number before it a year («год», «г.»).
    YearWord,
    /// `exclude`: a word before which a number is no quantity of the text ("page").
    Exclude,
    /// `in`: "in", "at" before a place.
    In,
    /// `from`: "from", "из" before where something comes from.
    From,
    /// `person`: a noun for people ("worker", "passenger").
    Person,
    /// `first-time`: "for the first time".
    FirstTime,
    /// `letter "x"`: a letter that is written so in Latin.
    Letter,
    /// `function`: articles, pronouns, prepositions, conjunctions.
    Function,
    /// `date-side`: what leads a date that something was before, by or after.
    DateSide(DateSide),
    /// `subject-pronoun`: a pronoun that a verb follows and no noun ("it", "itself").
    SubjectPronoun,
    /// `preposition`: a word that leads a noun ("in", "over").
    Preposition,
    /// `relative-year N`: "last year's" = −1, in a word or with what belongs to it.
    RelativeYear(i8),
    /// `generic`: a noun that needs another to say what is counted ("number", "people").
    Generic,
    /// `money-multiplier N`: a letter that multiplies an amount of money only ("$5m", "£3b").
    MoneyMultiplier(Decimal),
    /// `with`: leads to the fraction behind a whole number («три с половиной»).
    With,
    /// `filler`: may stand between a number and its unit ("five full days").
    Filler,
    /// `change`: a word of growth or decline; "from" and "to" behind it are no ends of a range.
    Change,
    /// `bound-of-unit`: a bound before figures with a unit, a mere preposition before others («от»).
    BoundOfUnit(Bound),
    /// `bound-or-during`: a bound, unless it leads a length of time behind a figure ("over").
    BoundOrDuring(Bound),
    /// `bound-unless-change`: a bound, unless a word of change stands before it («вырос до»).
    BoundUnlessChange(Bound),
    /// `cardinal-ending N`: what case endings look like behind digits whose last is N (5-ти).
    CardinalEnding(u8),
    /// `clock-cue`: a word before a time of day ("at", «в»).
    ClockCue,
    /// `clock-time N`: a time of day with a name, in minutes from midnight ("noon").
    ClockTime(u16),
    /// `score-cue`: a word of contests, near which "2–1" is a score.
    ScoreCue,
    /// `street-before`: a word of addresses before the number («ул.»).
    StreetBefore,
    /// `street-after`: a word of addresses behind number and name ("Street").
    StreetAfter,
    /// `season N`: spring is 1, summer 2, autumn 3, winter 4.
    Season(u8),
    /// `fiscal`: makes the year beside it one of accounts ("FY", «финансовый»).
    Fiscal,
    /// `decade N`: "nineties" is 90.
    Decade(u8),
    /// `singular-cue`: before it a form that may be plural is one thousand, one hundred («около тысячи»).
    SingularCue,
    /// `plus-minus`: a margin on both sides of a number.
    PlusMinus,
    /// `either`: two numbers behind it are alternatives, no range.
    Either,
    /// `whole`: parts a whole number from tenths in words («целых»).
    Whole,
    /// `another-one`: as much again, the upper end of a loose range («сотня-другая»).
    AnotherOne,
    /// `determiner`: before it "one" is a pronoun ("this one").
    Determiner,
    /// `per-time`: leads to the time that a rate is counted by («в сутки»).
    PerTime,
    /// `per-thing`: leads to what else a rate is counted by («за тонну»).
    PerThing,
    /// `decade-ending`: behind the digits of a decade ("1990s", «80-х»).
    DecadeEnding,
    /// `or`: between alternatives.
    Or,
    /// `the`: an article that may stand before a date or an ordinal.
    The,
    /// `denominator N`: the name of parts in the plural ("fifths").
    Denominator(Decimal),
    /// `label-weak`: like `label`, unless the number counts something.
    WeakLabel,
    /// `year-cue-sure`: a word before a year even where a plural noun follows ("in").
    YearCueSure,
    /// `on-weekday N`: a weekday alone that is one of the calendar («в среду»).
    OnWeekday(u8),
    /// `possessive`: before a decade that is an age ("in their twenties").
    Possessive,
}

/// Which side of a number a bound leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Above, the number excluded: "more than".
    Over,
    /// Above, the number included: "at least".
    AtLeast,
    /// Below, the number excluded: "less than".
    Under,
    /// Below, the number included: "up to".
    AtMost,
    /// A little below: "almost".
    Nearly,
    /// A little above: "just over".
    Barely,
    /// The number itself: "exactly", "only".
    Exactly,
}

/// Periods of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A half of a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Parts of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its first third.
    Early,
    /// Its middle.
    Mid,
    /// Its last third.
    Late,
}

/// On which side of a date something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateSide {
    /// Earlier than its first day.
    Before,
    /// Not later than its last day.
    By,
    /// Later than its last day.
    After,
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

/// Why an entry of a lexicon was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LexemeError {
    /// There is no such category.
    Category,
    /// The category takes another kind of key.
    Key(&'static str),
}

/// The categories of `lexicon` items.
const CATEGORIES: &[&str] = &[
    "abbreviation",
    "ago",
    "also",
    "and",
    "article",
    "below-zero",
    "boilerplate",
    "bound",
    "bound-after",
    "cardinal",
    "clause",
    "clock",
    "conditional",
    "correction",
    "era",
    "fraction",
    "generic",
    "hedge",
    "hedge-after",
    "idiom",
    "label",
    "minus",
    "month",
    "multiple",
    "multiplier",
    "negation",
    "number-prefix",
    "of",
    "ordinal",
    "ordinal-ending",
    "over",
    "part",
    "per",
    "period",
    "plus",
    "point",
    "prefix",
    "range-middle",
    "range-open",
    "range-since",
    "range-until",
    "relative",
    "relative-day",
    "times",
    "vague",
];

/// Further categories, whose keys are checked the same way.
const MORE_CATEGORIES: &[&str] = &[
    "relative-year",
    "date-side",
    "exclude",
    "first-time",
    "from",
    "function",
    "in",
    "letter",
    "person",
    "prefix-symbol",
    "preposition",
    "subject-pronoun",
    "weekday",
    "year-cue",
    "year-word",
    "zone",
];

/// Categories that only the reader of quantities looks at.
const FIGURE_CATEGORIES: &[&str] = &[
    "another-one",
    "bound-of-unit",
    "bound-or-during",
    "bound-unless-change",
    "cardinal-ending",
    "change",
    "clock-cue",
    "clock-time",
    "decade",
    "decade-ending",
    "denominator",
    "determiner",
    "either",
    "filler",
    "fiscal",
    "label-weak",
    "money-multiplier",
    "on-weekday",
    "or",
    "per-thing",
    "per-time",
    "plus-minus",
    "possessive",
    "score-cue",
    "season",
    "singular-cue",
    "street-after",
    "street-before",
    "the",
    "whole",
    "with",
    "year-cue-sure",
];

/// All categories.
pub(super) fn categories() -> impl Iterator<Item = &'static str> {
    CATEGORIES.iter().chain(MORE_CATEGORIES).chain(FIGURE_CATEGORIES).copied()
}

impl Lexeme {
    /// The lexeme of a category and a key.
    ///
    /// # Errors
    /// When there is no such category, or the key is not of the kind that it takes.
    pub fn of(category: &str, key: &str) -> Result<Self, LexemeError> {
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
            "denominator" => Self::Denominator(number()?),
            "on-weekday" => Self::OnWeekday(byte()?),
            "month" => Self::Month(byte()?),
            "weekday" => Self::Weekday(byte()?),
            "period" => Self::Period(Period::of(key)?),
            "part" => Self::Part(Part::of(key)?),
            "relative" => Self::Relative(tiny()?),
            "relative-year" => Self::RelativeYear(tiny()?),
            "relative-day" => Self::RelativeDay(tiny()?),
            "era" => Self::Era(tiny()?),
            "date-side" => Self::DateSide(DateSide::of(key)?),
            "clock" => Self::Clock(byte()?),
            "zone" => Self::Zone(small()?),
            _ => return Self::without_key(category).ok_or(LexemeError::Category),
        })
    }

    fn without_key(category: &str) -> Option<Self> {
        Some(match category {
            "ordinal-ending" => Self::OrdinalEnding,
            "hedge" => Self::Hedge,
            "hedge-after" => Self::HedgeAfter,
            "range-open" => Self::RangeOpen,
            "range-middle" => Self::RangeMiddle,
            "range-until" => Self::RangeUntil,
            "range-since" => Self::RangeSince,
            "minus" => Self::Sign(true),
            "plus" => Self::Sign(false),
            "below-zero" => Self::BelowZero,
            "point" => Self::Point,
            "over" => Self::Over,
            "and" => Self::And,
            "article" => Self::Article,
            "per" => Self::Per,
            "of" => Self::Of,
            "label" => Self::Label,
            "idiom" => Self::Idiom,
            "negation" => Self::Negation,
            "abbreviation" => Self::Abbreviation,
            "ago" => Self::Ago,
            "correction" => Self::Correction,
            "boilerplate" => Self::Boilerplate,
            "clause" => Self::Clause,
            "also" => Self::Also,
            "conditional" => Self::Conditional,
            "generic" => Self::Generic,
            "letter" => Self::Letter,
            "function" => Self::Function,
            "subject-pronoun" => Self::SubjectPronoun,
            "preposition" => Self::Preposition,
            "in" => Self::In,
            "from" => Self::From,
            "person" => Self::Person,
            "first-time" => Self::FirstTime,
            "year-cue" => Self::YearCue,
            "year-word" => Self::YearWord,
            "exclude" => Self::Exclude,
            _ => return Self::of_figures(category),
        })
    }
}

impl Lexeme {
    fn of_figures(category: &str) -> Option<Self> {
        Some(match category {
            "with" => Self::With,
            "filler" => Self::Filler,
            "change" => Self::Change,
            "clock-cue" => Self::ClockCue,
            "score-cue" => Self::ScoreCue,
            "street-before" => Self::StreetBefore,
            "street-after" => Self::StreetAfter,
            "fiscal" => Self::Fiscal,
            "singular-cue" => Self::SingularCue,
            "plus-minus" => Self::PlusMinus,
            "either" => Self::Either,
            "whole" => Self::Whole,
            "another-one" => Self::AnotherOne,
            "determiner" => Self::Determiner,
            "per-time" => Self::PerTime,
            "per-thing" => Self::PerThing,
            "decade-ending" => Self::DecadeEnding,
            "or" => Self::Or,
            "the" => Self::The,
            "label-weak" => Self::WeakLabel,
            "year-cue-sure" => Self::YearCueSure,
            "possessive" => Self::Possessive,
            _ => return None,
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
        for category in categories() {
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
