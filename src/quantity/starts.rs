//! What is known of each token of a sentence before it is read: found in one pass from its end,
//! so that reading tries only the places from which words of figures lead to one, and looks
//! for dates and ordinals only where words of them are within reach.

use super::reader::LONGEST_CUE;
use super::roman;
use crate::rule::{Kinds, Role, Ruleset};
use crate::text::{Mark, Sentence};
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

/// What makes a figure, alone or at its end; what does only that; and what only leads to one.
const MAKES: Kinds = Role::CORE.or(Role::END);
const ENDS: Kinds = Role::END.without(Role::CORE);
const LEADS: Kinds = Role::LEAD.without(MAKES);

/// Words that lead to a time of day with a point in it.
const TIME_LEADS: Kinds = kinds![ClockCue, RangeSince];

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
        let (count, kinds) = (sentence.tokens.len(), rules.all_kinds());
        let mut places = Self(vec![Place::default(); count + 1]);
        // Where the token behind starts.
        let mut behind = usize::MAX;
        for (at, token) in sentence.tokens.iter().enumerate().rev() {
            let marks = sentence.marks.at(at);
            let tied = behind == token.span.end || sentence.glued(at);
            behind = token.span.start;
            // Of a plain word that means nothing there is nothing to know.
            if marks.is_empty() && !tied && token.kind == TokenKind::Word && token.case == Case::Lower {
                continue;
            }
            let place = places.look_at(at, marks, sentence, kinds);
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

    fn look_at(&self, at: usize, marks: &[Mark], sentence: &Sentence<'_>, kinds: &[Kinds]) -> Place {
        let next = self.at(at + 1);
        let mut here = self.alone(at, sentence, kinds, next);
        let number = here.completes;
        let mut left = marks;
        // What ends at one place is looked at together: each mark is of one kind.
        while let [mark, ..] = left {
            let end = mark.end as usize;
            let mut kind = Kinds::NONE;
            while let [mark, others @ ..] = left
                && mark.end as usize == end
            {
                kind = kind.or(kinds.get(mark.meaning as usize).copied().unwrap_or(Kinds::NONE));
                left = others;
            }
            if kind.is_empty() {
                continue;
            }
            let behind = self.at(end);
            let goes_on = !kind.without(OUTSIDE).is_empty();
            here.kinds = here.kinds.or(kind);
            here.dated |= kind.meets(DATES) || behind.dated && goes_on;
            here.ordered |= kind.meets(ORDINALS) || behind.ordered && goes_on;
            if number {
                continue;
            }
            here.completes |= kind.meets(Role::COMPLETES);
            if kind.meets(Role::CORE) {
                (here.leads, here.start) = (true, true);
            }
            if kind.meets(ENDS) {
                here.leads = true;
                here.start |=
                    behind.completes || self.opens_behind(end, sentence) || end == sentence.tokens.len();
            }
            if behind.leads {
                here.leads |= !kind.without(MAKES).is_empty();
                here.start |= kind.meets(LEADS);
            }
        }
        here
    }

    /// What is known of a token without what it means.
    fn alone(&self, at: usize, sentence: &Sentence<'_>, kinds: &[Kinds], next: Place) -> Place {
        let Some(token) = sentence.tokens.get(at) else { return Place::default() };
        let glued = sentence.glued(at);
        let number = Place { start: true, leads: true, completes: true, ..next };
        match token.kind {
            TokenKind::Digits => {
                let dated = next.dated || token.span.len() == 4 || self.ties_digits(at + 1, sentence, kinds);
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

    /// Whether a mark that dates and times have between digits stands at a token. A single point is one of
    /// decimals, unless words of time lead to the digits before it.
    fn ties_digits(&self, at: usize, sentence: &Sentence<'_>, kinds: &[Kinds]) -> bool {
        let digits = |at: usize| sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Digits);
        let tied = |at: usize| digits(at + 1) && sentence.glued(at) && sentence.glued(at + 1);
        match sentence.token_text(at) {
            "," => false,
            "." => tied(at) && (tied(at + 2) || is_led_in_time(at - 1, sentence, kinds)),
            _ => tied(at),
        }
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

/// Whether words of time lead to a token: "at 10.30".
fn is_led_in_time(at: usize, sentence: &Sentence<'_>, kinds: &[Kinds]) -> bool {
    let leads = |mark: &Mark| {
        let kind = kinds.get(mark.meaning as usize).is_some_and(|kind| kind.meets(TIME_LEADS));
        kind && mark.end as usize == at
    };
    (at.saturating_sub(LONGEST_CUE)..at).any(|start| sentence.marks.at(start).iter().any(leads))
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
