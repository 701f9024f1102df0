//! What a phrase of the vocabulary can mean.

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
    /// `away N`: "earlier" = −1, "later" = 1 behind years that lead away from the time told of.
    Away(i8),
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
    /// `change-by N`: what leads a per cent by which something changed: "up" = 1, "down" = −1, and
    /// "by" = 0, which another word says the direction of.
    ChangeBy(i8),
    /// `division N`: a part of a whole; 1 and 2, 3 and 4 and so on leave nothing of it out.
    Division(u8),
    /// `comparison`: "compared to", "than": a date behind it is what is compared with.
    Comparison,
    /// `conditional`: "if", "would": a sentence with two of them supposes and claims nothing.
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
    /// `light`: a word that a text may add or leave out without saying anything else: "be", "say".
    Light,
    /// `change N`: a word of growth = 1, of decline = −1, or of either = 0; "from" and "to" behind it
    /// are no ends of a range.
    Change(i8),
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
    /// `attribution`: leads to whom a text quotes ("according to").
    Attribution,
    /// `speech`: a verb that only somebody who speaks has ("say").
    Speech,
    /// `speech-weak`: a verb that quotes where a name or a `speaker` has it ("estimate").
    WeakSpeech,
    /// `speaker`: a noun for bodies and people that are quoted ("ministry").
    Speaker,
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
