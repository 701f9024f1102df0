//! What words do in figures.

use super::{Kinds, LexemeKind as K, Meaning};

/// What words do in figures, as sets of kinds.
pub struct Role;

impl Role {
    /// They may be a figure by themselves.
    pub const CORE: Kinds = Kinds::of(&[
        K::Cardinal,
        K::Multiplier,
        K::Ordinal,
        K::Fraction,
        K::Vague,
        K::NumberPrefix,
        K::Times,
        K::Decade,
        K::Denominator,
        K::AnotherOne,
        K::Idiom,
        K::Exclude,
        K::StreetBefore,
        K::Month,
        K::Weekday,
        K::OnWeekday,
        K::RelativeDay,
        K::ClockTime,
        K::Season,
    ]);
    /// A figure may end with them, and starts with them only where more follows at once.
    pub const END: Kinds = Kinds::of(&[K::Period, K::RelativeYear, K::Unit]);
    /// They stand before a figure and belong to it. All others stand inside of figures or
    /// beside them, and open none.
    pub const LEAD: Kinds = Kinds::of(&[
        K::Bound,
        K::BoundOfUnit,
        K::BoundOrDuring,
        K::BoundUnlessChange,
        K::Hedge,
        K::Also,
        K::RangeOpen,
        K::RangeSince,
        K::RangeUntil,
        K::Sign,
        K::Article,
        K::Point,
        K::Label,
        K::WeakLabel,
        K::Part,
        K::Relative,
        K::Fiscal,
    ]);
    /// They make a figure of a unit or a period right before them.
    pub const COMPLETES: Kinds =
        Kinds::of(&[K::Cardinal, K::Multiplier, K::Fraction, K::Vague, K::NumberPrefix, K::Ordinal, K::Ago]);
    /// No reader of figures asks for them: they are of use only to those who make claims.
    pub const UNREAD: Kinds = Kinds::of(&[
        K::Prefix,
        K::Negation,
        K::Abbreviation,
        K::Multiple,
        K::Correction,
        K::Boilerplate,
        K::Away,
        K::Comparison,
        K::Conditional,
        K::In,
        K::From,
        K::Person,
        K::FirstTime,
        K::Function,
        K::DateSide,
        K::SubjectPronoun,
        K::Preposition,
        K::Generic,
        K::Light,
        K::Attribution,
        K::Speech,
        K::WeakSpeech,
        K::Speaker,
        K::ChangeBy,
        K::Division,
    ]);
    /// Every figure without digits holds one of these.
    pub const MAKES_FIGURES: Kinds = Self::CORE.or(Self::END);
}

impl Meaning {
    /// Whether a figure may begin with words of this meaning, with nothing but such words or
    /// none before them.
    #[must_use]
    pub fn makes_figures(&self) -> bool {
        match self {
            Self::Word(_, lexeme) => Kinds::one(lexeme.kind()).meets(Role::MAKES_FIGURES),
            Self::Unit(..) => true,
            _ => false,
        }
    }
}
