//! Whole numbers in words, and digits with number words behind them: "twenty-one thousand",
//! «тысяча двести», "14 тыс.", "3 hundred and 21".

use super::kind::Problem;
use super::reader::Reader;
use super::sum::{Joint, Part, Sum};
use crate::rule::Lexeme;
use crate::token::{Case, TokenKind};
use crate::value::Decimal;

/// A whole number put together from its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Its value.
    pub value: Decimal,
    /// One unit of the last part.
    pub step: Decimal,
    /// One past its last token.
    pub end: usize,
    /// The multiplier of a thousand or more that it ends with.
    pub multiplier: Option<Decimal>,
    /// Whether all of it are words.
    pub in_words: bool,
    /// Whether it was a fraction in digits.
    pub fraction: bool,
    /// The value of its last part, for denominators ("thirty fifths").
    pub last: Decimal,
    /// The value of what stands before the last part, where nothing stands between the two.
    pub before_last: Option<Decimal>,
    /// What is odd about it.
    pub problem: Option<Problem>,
}

impl Reader<'_, '_> {
    /// A whole number that starts at a token, in words or digits or both.
    pub(super) fn spelled(&self, at: usize) -> Option<Spelled> {
        let word = self.kind(at) == Some(TokenKind::Word);
        if word && !self.begins(at, kinds![Cardinal, Multiplier]) {
            return None;
        }
        if let Some(known) = self.memo.get(at) {
            return known;
        }
        let found = self.sum_parts(at);
        self.memo.put(at, found);
        found
    }

    fn sum_parts(&self, at: usize) -> Option<Spelled> {
        let mut sum = Sum::new();
        let (mut end, mut next, mut joint) = (at, at, Joint::Start);
        while let Some((part, past)) = self.part(next, joint, &sum) {
            if (end > at && self.begins_compound(next, past)) || !sum.add(&part, joint) {
                break;
            }
            end = past;
            if sum.ended {
                break;
            }
            (next, joint) = self.joint(end, &sum);
            if let Some(rest) =
                self.remainder(end, next, &sum).filter(|rest| !self.is_other_money(at, rest.end))
            {
                return finish(&sum, rest.end).and_then(|whole| with_remainder(whole, rest));
            }
        }
        (end > at).then(|| finish(&sum, end))?
    }

    /// Whether a number word is the head of a compound, and so of a number by itself: «трёх|часовая».
    fn begins_compound(&self, at: usize, past: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
            && self.kind(past) == Some(TokenKind::Word)
            && self.glued(past)
            && !self.begins(past, kinds![Cardinal, Multiplier])
    }

    /// Where the next part of a number may stand: right behind, or behind a hyphen or an "and".
    fn joint(&self, at: usize, sum: &Sum) -> (usize, Joint) {
        if self.is_mark(at, '-') && self.hyphen_joins(at + 1, sum) {
            return (at + 1, Joint::Hyphen);
        }
        let hyphen = usize::from(self.is_mark(at, '-') && self.glued(at) && sum.in_words);
        if sum.current.is_some_and(|current| current >= Decimal::ONE_HUNDRED)
            && !sum.last_digits
            && let Some(past) = self.past(at + hyphen, Lexeme::And)
            && self.and_joins(past)
        {
            return (past + usize::from(hyphen == 1 && self.is_mark(past, '-')), Joint::And);
        }
        (at, Joint::Direct)
    }

    /// "fifty-two", "two-hundred"; «двадцать-тридцать» and «тысяча-две» are ranges.
    fn hyphen_joins(&self, next: usize, sum: &Sum) -> bool {
        let tens = sum.in_words && sum.last >= Decimal::from(20) && sum.last < Decimal::ONE_HUNDRED;
        if !sum.in_words && self.magnitude_adjective(next).is_some() {
            return true;
        }
        match self.number_word(next) {
            Some((Part::Cardinal(n), _)) => tens && n < Decimal::TEN && n.fract().is_zero() && !n.is_zero(),
            // «20-тысячная толпа»; one letter behind a hyphen is a code.
            Some((Part::Multiplier(m), _)) => {
                sum.current.is_some()
                    && m >= Decimal::ONE_HUNDRED
                    && self.glued(next)
                    && self.text(next).chars().nth(2).is_some()
            }
            _ => false,
        }
    }

    /// "three hundred and five", but not "… and 2 hundred" nor "… and three quarters".
    fn and_joins(&self, next: usize) -> bool {
        let Some(rest) = self.spelled(next) else { return false };
        let small = |m: Decimal| m < Decimal::ONE_THOUSAND;
        let hundreds = self.tail_multiplier(next).is_some_and(small);
        let part =
            self.fraction(next).is_some_and(|part| part.lo < Decimal::ONE || part.multiplier.is_some());
        !hundreds && rest.value > Decimal::ZERO && !part
    }

    /// The multiplier right behind the first one or two cardinals.
    fn tail_multiplier(&self, at: usize) -> Option<Decimal> {
        let mut end = at;
        for _ in 0..3 {
            match self.number_word(end) {
                Some((Part::Multiplier(m), _)) => return Some(m),
                Some((_, past)) => end = past + usize::from(self.is_mark(past, '-')),
                None if self.kind(end) == Some(TokenKind::Digits) => end += 1,
                None => return None,
            }
        }
        None
    }

    /// What follows a multiplier behind an "and" or a comma, and stays below it: "two million
    /// and three hundred thousand", "two million, three hundred thousand".
    fn remainder(&self, end: usize, next: usize, sum: &Sum) -> Option<Spelled> {
        if next != end
            || sum.current.is_some()
            || sum.last_multiplier.is_none_or(|m| m < Decimal::ONE_THOUSAND)
        {
            return None;
        }
        let comma = self.is_mark(end, ',') && sum.in_words;
        let start = if comma { end + 1 } else { self.past(end, Lexeme::And)? };
        let rest = self.spelled(start)?;
        let fits =
            rest.value < sum.room() && rest.value > Decimal::ZERO && rest.problem.is_none() && !rest.fraction;
        let same_style = rest.in_words || (!sum.in_words && !comma);
        let large = !comma || (rest.value >= Decimal::ONE_HUNDRED && rest.in_words);
        let whole = rest.value.fract().is_zero() || rest.multiplier.is_some();
        (fits && same_style && large && whole && self.fraction(start).is_none()).then_some(rest)
    }

    /// "$3 million and 20 thousand euros": two figures.
    fn is_other_money(&self, start: usize, end: usize) -> bool {
        let money = |at: usize| self.unit_mark(at, |unit| self.is_money(unit.dimension)).is_some();
        start > 0 && money(start - 1) && money(end)
    }

    fn part(&self, at: usize, joint: Joint, sum: &Sum) -> Option<(Part, usize)> {
        match self.kind(at)? {
            TokenKind::Word => {
                let adjective =
                    (joint == Joint::Hyphen && !sum.in_words).then(|| self.magnitude_adjective(at)).flatten();
                let (part, end) = adjective.or_else(|| self.number_word(at))?;
                let fits = !matches!(part, Part::Multiplier(_)) || self.may_multiply(at, end, joint, sum);
                fits.then_some((part, end))
            }
            _ if joint != Joint::Start && (self.glued(at) || self.kind(at) != Some(TokenKind::Digits)) => {
                None
            }
            _ => self.numeral(at).map(|numeral| {
                (Part::Digits(numeral), self.past_case_ending(numeral.end).unwrap_or(numeral.end))
            }),
        }
    }

    /// The longest number word at a token, a cardinal before a multiplier of the same length.
    fn number_word(&self, at: usize) -> Option<(Part, usize)> {
        self.lexeme(at, kinds![Cardinal, Multiplier], |l| match l {
            Lexeme::Cardinal(n) => Some(Part::Cardinal(n)),
            Lexeme::Multiplier(n) => Some(Part::Multiplier(n)),
            _ => None,
        })
    }

    /// «20-тысячная толпа», «10-миллионный город»: behind digits an ordinal that multiplies.
    fn magnitude_adjective(&self, at: usize) -> Option<(Part, usize)> {
        let read = |l: Lexeme| match l {
            Lexeme::Ordinal(n) if n >= Decimal::ONE_THOUSAND => Some(Part::Multiplier(n)),
            _ => None,
        };
        self.lexeme(at, kinds![Ordinal], read)
            .filter(|_| self.glued(at) && self.token(at).is_some_and(|t| t.cyrillic))
    }

    /// The end of a case ending behind digits that makes them no ordinal: «5-ти», «3-х».
    fn past_case_ending(&self, at: usize) -> Option<usize> {
        let hyphen = usize::from(self.is_dash(at) && self.glued(at) && self.glued(at + 1));
        let digit = self.text(at.checked_sub(1)?).bytes().last()?.checked_sub(b'0')?;
        let (_, end) = self.lexeme(at + hyphen, kinds![CardinalEnding], |l| {
            (l == Lexeme::CardinalEnding(digit)).then_some(())
        })?;
        (hyphen == 1 && !(self.glued(end) && self.kind(end) == Some(TokenKind::Word))).then_some(end)
    }

    /// A multiplier of one letter (K, M, G) must be tied to digits, or a capital at the end of
    /// its phrase; one of two letters must at least stand behind a number.
    fn may_multiply(&self, at: usize, end: usize, joint: Joint, sum: &Sum) -> bool {
        let short = end == at + 1 && self.text(at).chars().nth(2).is_none();
        if !short {
            return true;
        }
        let tied_behind = self.glued(end) && self.kind(end) == Some(TokenKind::Word);
        let single = self.text(at).chars().nth(1).is_none();
        let capital = self.token(at).is_some_and(|t| t.case != Case::Lower && !t.cyrillic);
        let placed = !single
            || (!sum.in_words && (self.glued(at) || (capital && self.kind(end) != Some(TokenKind::Word))));
        joint == Joint::Direct && placed && !tied_behind
    }
}

fn finish(sum: &Sum, end: usize) -> Option<Spelled> {
    let multiplier = sum.last_multiplier.filter(|m| sum.current.is_none() && *m >= Decimal::ONE_THOUSAND);
    let adjoining = matches!(sum.last_joint, Joint::Direct | Joint::Hyphen) && !sum.before_last.is_zero();
    Some(Spelled {
        value: sum.value()?,
        step: sum.step,
        end,
        multiplier,
        in_words: sum.in_words,
        fraction: sum.fraction && multiplier.is_none(),
        last: sum.last,
        before_last: adjoining.then_some(sum.before_last),
        problem: sum.problem,
    })
}

fn with_remainder(whole: Spelled, rest: Spelled) -> Option<Spelled> {
    Some(Spelled {
        value: whole.value.checked_add(rest.value)?,
        in_words: whole.in_words && rest.in_words,
        problem: whole.problem.or(rest.problem),
        ..rest
    })
}
