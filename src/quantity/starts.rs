//! What is known of each token of a sentence before it is read: found in one pass from its end,
//! so that reading tries only the places from which words of figures lead to one, and looks
//! for dates and ordinals only where words of them are within reach.

use super::roman;
use crate::rule::{Kinds, Role, Ruleset};
use crate::text::Sentence;
use crate::token::{Case, TokenKind};

/// Every date that has no year of four digits and no digits tied by marks holds one of these.
const DATES: Kinds = kinds![
    Month,
    Weekday,
    OnWeekday,
    RelativeDay,
    ClockTime,
    Season,
    Period,
    YearWord,
    Era,
    Clock,
    Zone,
    Decade,
    DecadeEnding,
    Fiscal,
    Ago
];
/// Every ordinal without Roman numerals holds one of these.
const ORDINALS: Kinds = kinds![Ordinal, OrdinalEnding];
/// Words that no reader of dates or ordinals goes on behind.
const OUTSIDE: Kinds = kinds![
    Function,
    Preposition,
    Person,
    Generic,
    Clause,
    Conditional,
    In,
    From,
    Negation,
    Change,
    ScoreCue,
    StreetBefore,
    StreetAfter,
    FirstTime,
    SubjectPronoun,
    Correction,
    Boilerplate,
    Abbreviation,
    Possessive,
    Multiple,
    DateSide,
    Unit
];

/// What is known of a token.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// The kinds of all that starts here.
    kinds: Kinds,
    /// Whether a figure, or what looks like one and is none, may start here.
    start: bool,
    /// Whether words of figures lead from here to a figure.
    leads: bool,
    /// Whether a number in digits or words stands here, or "ago": what makes a figure of a
    /// unit or a period right before it.
    completes: bool,
    /// Whether words or digits of a date are within reach.
    dated: bool,
    /// Whether words of an ordinal are within reach.
    ordered: bool,
}

/// What is known of the tokens of a sentence.
pub(super) struct Places(Vec<Place>);

impl Places {
    /// Looks at all tokens of a sentence.
    pub(super) fn of(sentence: &Sentence<'_>, rules: &Ruleset) -> Self {
        let count = sentence.tokens.len();
        let mut places = Self(vec![Place::default(); count + 1]);
        for at in (0..count).rev() {
            let place = places.look_at(at, sentence, rules);
            if let Some(slot) = places.0.get_mut(at) {
                *slot = place;
            }
        }
        places
    }

    /// As if words of dates and ordinals were within reach everywhere.
    pub(super) fn widened(mut self) -> Self {
        for place in &mut self.0 {
            (place.dated, place.ordered) = (true, true);
        }
        self
    }

    #[inline]
    fn at(&self, at: usize) -> Place {
        self.0.get(at).copied().unwrap_or_default()
    }

    /// The kinds of what starts at a token.
    #[inline]
    pub(super) fn kinds(&self, at: usize) -> Kinds {
        self.0.get(at).map_or(Kinds::NONE, |place| place.kinds)
    }

    /// Whether a figure, or what looks like one and is none, may start at a token.
    pub(super) fn starts(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|place| place.start)
    }

    /// The first token from some one on at which a figure may start.
    pub(super) fn next_start(&self, from: usize) -> Option<usize> {
        let found = self.0.get(from..)?.iter().position(|place| place.start)?;
        Some(from + found)
    }

    /// Whether a date may start at a token.
    pub(super) fn dated(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|place| place.dated)
    }

    /// Whether an ordinal may start at a token.
    pub(super) fn ordered(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|place| place.ordered)
    }

    fn look_at(&self, at: usize, sentence: &Sentence<'_>, rules: &Ruleset) -> Place {
        let next = self.at(at + 1);
        let mut here = self.alone(at, sentence, next);
        let number = here.completes;
        for mark in sentence.marks.at(at) {
            let (end, kind) = (mark.end as usize, rules.kinds_of(mark.meaning));
            if kind.is_empty() {
                continue;
            }
            let behind = self.at(end);
            here.kinds = here.kinds.or(kind);
            here.dated |= kind.meets(DATES) || behind.dated && !kind.meets(OUTSIDE);
            here.ordered |= kind.meets(ORDINALS) || behind.ordered && !kind.meets(OUTSIDE);
            if number {
                continue;
            }
            here.completes |= kind.meets(Role::COMPLETES);
            if kind.meets(Role::CORE) {
                (here.leads, here.start) = (true, true);
            } else if kind.meets(Role::END) {
                here.leads = true;
                here.start |=
                    behind.completes || self.opens_behind(end, sentence) || end == sentence.tokens.len();
            } else {
                here.leads |= behind.leads;
                here.start |= behind.leads && kind.meets(Role::LEAD);
            }
        }
        here
    }

    /// What is known of a token without what it means.
    fn alone(&self, at: usize, sentence: &Sentence<'_>, next: Place) -> Place {
        let Some(token) = sentence.tokens.get(at) else { return Place::default() };
        let glued = sentence.glued(at);
        let number = Place { start: true, leads: true, completes: true, ..next };
        match token.kind {
            TokenKind::Digits => {
                let dated = next.dated || token.span.len() == 4 || self.ties_digits(at + 1, sentence);
                Place { kinds: Kinds::NONE, dated, ..number }
            }
            TokenKind::Mark if sentence.token_text(at).starts_with(char::is_numeric) => {
                Place { kinds: Kinds::NONE, ..number }
            }
            TokenKind::Mark => {
                let start = sentence.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Digits);
                Place { kinds: Kinds::NONE, start, completes: false, ..next }
            }
            TokenKind::Word => {
                let tied = sentence.glued(at + 1);
                if token.case == Case::Lower && !tied && !glued {
                    return Place::default();
                }
                let roman = token.case != Case::Lower && roman::value(sentence.token_text(at)).is_some();
                Place {
                    kinds: Kinds::NONE,
                    start: roman || tied && starts_code(at, sentence),
                    leads: roman,
                    completes: false,
                    dated: (glued || roman) && next.dated,
                    ordered: roman || glued && next.ordered,
                }
            }
        }
    }

    /// Whether a mark that dates and times have between digits stands at a token.
    fn ties_digits(&self, at: usize, sentence: &Sentence<'_>) -> bool {
        let digits = sentence.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Digits);
        digits && sentence.glued(at) && sentence.glued(at + 1) && sentence.token_text(at) != ","
    }

    /// "$-5", «день-два», «лет через пять»: a mark, or a word in Cyrillic, between a unit and
    /// its number.
    fn opens_behind(&self, at: usize, sentence: &Sentence<'_>) -> bool {
        let Some(between) = sentence.tokens.get(at) else { return false };
        let next = self.at(at + 1);
        let mark = between.kind == TokenKind::Mark;
        (mark || between.cyrillic) && (next.completes || next.leads && mark)
    }
}

/// Whether digits are tied to the word at a token.
fn starts_code(at: usize, sentence: &Sentence<'_>) -> bool {
    let digits = |at: usize| {
        sentence.glued(at) && sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Digits)
    };
    let next = sentence.token_text(at + 1);
    let dash = usize::from(matches!(next, "-" | "–" | "—" | "−" | "‑" | "‐"));
    digits(at + 1 + dash) || matches!(next, "@" | "." | ":")
}
