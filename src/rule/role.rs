//! What words do in figures, and which phrases of the vocabulary may lead to one: what has
//! neither digits nor such words holds no figure and need not be read.

use super::{Lexeme, Meaning, Ruleset};

/// What a word does in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It may be a figure by itself.
    Core,
    /// A figure may end with it, and starts with it only where more follows at once.
    End,
    /// It stands before a figure and belongs to it.
    Lead,
    /// It stands inside of figures or beside them, and opens none.
    Inside,
}

impl Lexeme {
    /// Whether it makes a figure of a unit or a period right before it.
    #[must_use]
    pub fn completes_figure(self) -> bool {
        use Lexeme as L;
        matches!(
            self,
            L::Cardinal(_)
                | L::Multiplier(_)
                | L::Fraction(..)
                | L::Vague(..)
                | L::NumberPrefix(_)
                | L::Ordinal(_)
                | L::Ago
        )
    }

    /// What it does in figures.
    #[must_use]
    pub fn role(self) -> Role {
        use Lexeme as L;
        match self {
            L::Cardinal(_)
            | L::Multiplier(_)
            | L::Ordinal(_)
            | L::Fraction(..)
            | L::Vague(..)
            | L::NumberPrefix(_) => Role::Core,
            L::Times(_)
            | L::Decade(_)
            | L::Denominator(_)
            | L::AnotherOne
            | L::Idiom
            | L::Exclude
            | L::StreetBefore => Role::Core,
            L::Month(_)
            | L::Weekday(_)
            | L::OnWeekday(_)
            | L::RelativeDay(_)
            | L::ClockTime(_)
            | L::Season(_) => Role::Core,
            L::Period(_) | L::RelativeYear(_) => Role::End,
            L::Bound(_)
            | L::BoundOfUnit(_)
            | L::BoundOrDuring(_)
            | L::BoundUnlessChange(_)
            | L::Hedge
            | L::Also => Role::Lead,
            L::RangeOpen | L::RangeSince | L::RangeUntil | L::Sign(_) | L::Article | L::Point => Role::Lead,
            L::Label | L::WeakLabel | L::Part(_) | L::Relative(_) | L::Fiscal => Role::Lead,
            _ => Role::Inside,
        }
    }
}

impl Meaning {
    /// Whether a figure may begin with words of this meaning, with nothing but such words or
    /// none before them: every figure without digits holds one of these.
    #[must_use]
    pub fn makes_figures(&self) -> bool {
        match self {
            Self::Word(_, lexeme) => matches!(lexeme.role(), Role::Core | Role::End),
            Self::Unit(..) => true,
            _ => false,
        }
    }
}

impl Ruleset {
    /// Whether a phrase through a node of the vocabulary makes figures.
    #[must_use]
    pub fn leads_to_figure(&self, node: u32) -> bool {
        let nodes = self.figure_nodes.get_or_init(|| {
            self.vocabulary.nodes_to(|id| self.meaning(id).is_some_and(Meaning::makes_figures))
        });
        nodes.get(node as usize).is_some_and(|leads| *leads)
    }
}
