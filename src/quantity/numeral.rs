//! Numbers written in digits: grouping, decimals, exponents, fractions.

use super::kind::Problem;
use super::reader::Reader;
use crate::token::TokenKind;
use crate::value::Decimal;
use std::str::FromStr;

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Its value.
    pub value: Decimal,
    /// One unit of the last digit written.
    pub step: Decimal,
    /// One past its last token.
    pub end: usize,
    /// Whether it was a fraction such as `2/3` or `½`.
    pub fraction: bool,
    /// What is odd about it.
    pub problem: Option<Problem>,
}

/// Groups of digits with the separator before each but the first.
struct Groups<'t> {
    parts: Vec<(char, &'t str)>,
    end: usize,
}

/// The longest literal; longer ones are refused as too large without being looked at further.
const MAX_DIGITS: usize = 40;

impl<'t> Reader<'_, 't> {
    /// A number in digits that starts at a token.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        if let Some(simple) = self.vulgar(at) {
            return Some(simple);
        }
        let leading_dot = self.is_mark(at, '.') && self.glued(at + 1) && !self.glued(at);
        let first = if leading_dot { at + 1 } else { at };
        if self.kind(first) != Some(TokenKind::Digits) {
            return None;
        }
        if leading_dot {
            let text = format!("0.{}", self.text(first));
            return self.exponent(plain(&text, first + 1)?);
        }
        let groups = self.groups(at);
        let numeral = self.interpret(&groups)?;
        let numeral = self.mixed(at, numeral);
        self.exponent(numeral)
    }

    /// `½`, `⅔` and the like.
    fn vulgar(&self, at: usize) -> Option<Numeral> {
        if self.kind(at) != Some(TokenKind::Mark) {
            return None;
        }
        let (a, b) = vulgar_fraction(self.text(at).chars().next()?)?;
        let value = Decimal::from(a).checked_div(Decimal::from(b))?;
        Some(Numeral { value, step: Decimal::ZERO, end: at + 1, fraction: true, problem: None })
    }

    fn groups(&self, at: usize) -> Groups<'t> {
        let mut parts = vec![('\0', self.text(at))];
        let mut end = at + 1;
        loop {
            let separator = self.text(end).chars().next();
            let glued = self.glued(end) && self.glued(end + 1) && self.kind(end + 1) == Some(TokenKind::Digits);
            match separator {
                Some(mark @ ('.' | ',' | '\'' | '’' | '٬')) if glued => {
                    parts.push((if mark == '’' { '\'' } else { mark }, self.text(end + 1)));
                    end += 2;
                }
                _ if self.spaced_group(end, &parts) => {
                    parts.push((' ', self.text(end)));
                    end += 1;
                }
                _ => break,
            }
        }
        Groups { parts, end }
    }

    /// Whether a token is a further group of three digits behind a single space.
    fn spaced_group(&self, at: usize, parts: &[(char, &str)]) -> bool {
        let three = self.kind(at) == Some(TokenKind::Digits) && self.text(at).len() == 3;
        let fits = parts.iter().enumerate().all(|(i, (sep, group))| match i {
            0 => (1..=3).contains(&group.len()) && !group.starts_with('0'),
            _ => *sep == ' ' && group.len() == 3,
        });
        // A fourth digit, a letter or a decimal group right behind would make it another number.
        let closed = !(self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Digits));
        three && fits && closed && self.one_space_before(at)
    }

    fn one_space_before(&self, at: usize) -> bool {
        let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|b| self.token(b)), self.token(at)) else {
            return false;
        };
        let between = self.sentence.text.get(before.span.end..token.span.start).unwrap_or("");
        let mut chars = between.chars();
        matches!((chars.next(), chars.next()), (Some(' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}'), None))
    }

    /// What groups of digits mean together.
    fn interpret(&self, groups: &Groups<'_>) -> Option<Numeral> {
        let digits: usize = groups.parts.iter().map(|(_, group)| group.len()).sum();
        if digits > MAX_DIGITS {
            let problem = Some(Problem::TooLarge);
            return Some(Numeral { value: Decimal::ZERO, step: Decimal::ZERO, end: groups.end, fraction: false, problem });
        }
        let all: String = groups.parts.iter().map(|(_, group)| *group).collect();
        let whole = || plain(&all, groups.end);
        let [_, rest @ ..] = groups.parts.as_slice() else { return None };
        let Some((last_separator, last)) = rest.last() else { return whole() };
        let same = rest.iter().all(|(separator, _)| separator == last_separator);
        let thirds = rest.iter().all(|(_, group)| group.len() == 3);
        let first = groups.parts[0].1;
        let grouped = thirds && first.len() <= 3 && (first != "0" || rest.len() > 1);
        if !same {
            return self.grouped_decimal(groups);
        }
        match (*last_separator, rest.len()) {
            (' ', _) => whole(),
            ('\'' | '٬', _) if grouped => whole(),
            ('\'', _) => plain(first, self.end_of_first(groups)),
            (separator, 1) if grouped => self.one_separator(separator, first, last, groups.end),
            (_, 1) => plain(&format!("{first}.{last}"), groups.end),
            _ if grouped => whole(),
            (',', _) if is_indian(groups) => whole(),
            // A list without spaces, a version, an address: only the first number is read.
            _ => plain(first, self.end_of_first(groups)).map(|n| Numeral { problem: Some(Problem::OddGrouping), ..n }),
        }
    }

    fn end_of_first(&self, groups: &Groups<'_>) -> usize {
        let separators = groups.parts.iter().skip(1).map(|(s, _)| if *s == ' ' { 1 } else { 2 });
        groups.end - separators.sum::<usize>()
    }

    /// `1.234` and `1,234`: decimal or grouped by the language, and said to be unclear where
    /// the language alone does not tell.
    fn one_separator(&self, separator: char, first: &str, last: &str, end: usize) -> Option<Numeral> {
        let conventions = self.conventions;
        if separator == conventions.decimal {
            return plain(&format!("{first}.{last}"), end);
        }
        let decimal = conventions.foreign_decimal == Some(separator);
        let text = if decimal { format!("{first}.{last}") } else { format!("{first}{last}") };
        let unclear = !decimal && !conventions.groups.contains(&separator);
        plain(&text, end).map(|n| Numeral { problem: unclear.then_some(Problem::AmbiguousSeparator), ..n })
    }

    /// Groups under one separator and decimals behind another: `1.234,56`, `1 234,56`.
    fn grouped_decimal(&self, groups: &Groups<'_>) -> Option<Numeral> {
        let (last_separator, last) = groups.parts.last()?;
        let whole = &groups.parts[..groups.parts.len() - 1];
        let separator = whole.get(1).map(|(s, _)| *s)?;
        let uniform = whole.iter().skip(1).all(|(s, group)| *s == separator && (group.len() == 3 || group.len() == 2));
        let text: String = whole.iter().map(|(_, group)| *group).collect();
        if uniform && matches!(last_separator, '.' | ',') {
            return plain(&format!("{text}.{last}"), groups.end);
        }
        plain(groups.parts[0].1, self.end_of_first(groups)).map(|n| Numeral { problem: Some(Problem::OddGrouping), ..n })
    }

    /// A whole number with a fraction behind it (`36 1/2`, `3½`, `1-1/5`), or a fraction alone.
    fn mixed(&self, at: usize, whole: Numeral) -> Numeral {
        let end = whole.end;
        let integer = whole.value.fract().is_zero() && whole.problem.is_none();
        if !integer {
            return whole;
        }
        if let Some(part) = self.vulgar(end).filter(|_| end == at + 1) {
            return Numeral { value: whole.value + part.value, step: Decimal::ZERO, end: part.end, ..whole };
        }
        if end == at + 1
            && let Some(fraction) = self.slash(at)
        {
            return fraction;
        }
        let hyphen = usize::from(self.is_mark(end, '-') && self.glued(end) && self.glued(end + 1));
        match self.slash(end + hyphen).filter(|f| f.value < Decimal::ONE && end == at + 1) {
            Some(part) => {
                Numeral { value: whole.value + part.value, step: Decimal::ZERO, end: part.end, fraction: false, ..whole }
            }
            None => whole,
        }
    }

    /// `2/3`, glued; not a part of a date or a path.
    fn slash(&self, at: usize) -> Option<Numeral> {
        let shape = self.kind(at) == Some(TokenKind::Digits)
            && (self.is_mark(at + 1, '/') || self.is_mark(at + 1, '⁄'))
            && self.kind(at + 2) == Some(TokenKind::Digits)
            && self.glued_run(at, at + 2);
        let loose = shape && !self.spaced_slash_goes_on(at + 3) && !(self.is_mark(at.wrapping_sub(1), '/') && self.glued(at));
        if !loose {
            return None;
        }
        let (a, b) = (Decimal::from_str(self.text(at)).ok()?, Decimal::from_str(self.text(at + 2)).ok()?);
        let value = a.checked_div(b)?;
        Some(Numeral { value, step: Decimal::ZERO, end: at + 3, fraction: true, problem: None })
    }

    fn spaced_slash_goes_on(&self, at: usize) -> bool {
        self.glued(at) && (self.is_mark(at, '/') || (self.is_mark(at, '.') && self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Digits)))
    }

    fn glued_run(&self, from: usize, to: usize) -> bool {
        (from + 1..=to).all(|at| self.glued(at))
    }

    /// `1e6`, `6.23x10^-4`, `1.1^23`.
    fn exponent(&self, mantissa: Numeral) -> Option<Numeral> {
        let at = mantissa.end;
        if !self.glued(at) {
            return Some(mantissa);
        }
        let scientific = matches!(self.text(at), "e" | "E" | "е" | "Е") && self.kind(at) == Some(TokenKind::Word);
        let times_ten = matches!(self.text(at), "x" | "×" | "х" | "*")
            && self.text(at + 1) == "10"
            && self.is_mark(at + 2, '^')
            && self.glued_run(at, at + 2);
        let power = self.is_mark(at, '^');
        let start = match (scientific, times_ten, power) {
            (true, ..) | (.., true) => at + 1,
            (_, true, _) => at + 3,
            _ => return Some(mantissa),
        };
        let Some((exponent, end)) = self.signed_integer(start) else { return Some(mantissa) };
        let base = if power { mantissa.value } else { Decimal::TEN };
        let Some(factor) = integer_power(base, exponent) else {
            return Some(Numeral { end, problem: Some(Problem::TooLarge), ..mantissa });
        };
        let times = |x: Decimal| if power { Some(factor) } else { x.checked_mul(factor) };
        match (times(mantissa.value), times(mantissa.step)) {
            (Some(value), Some(step)) => Some(Numeral { value, step: if power { Decimal::ZERO } else { step }, end, ..mantissa }),
            _ => Some(Numeral { end, problem: Some(Problem::TooLarge), ..mantissa }),
        }
    }

    fn signed_integer(&self, mut at: usize) -> Option<(i32, usize)> {
        let mut negative = false;
        while self.glued(at) && matches!(self.text(at), "-" | "+" | "−") {
            negative ^= self.text(at) != "+";
            at += 1;
        }
        let digits = self.glued(at) && self.kind(at) == Some(TokenKind::Digits);
        let number: i32 = self.text(at).parse().ok().filter(|_| digits)?;
        Some((if negative { -number } else { number }, at + 1))
    }
}

fn plain(text: &str, end: usize) -> Option<Numeral> {
    let Ok(value) = Decimal::from_str_exact(text) else {
        let problem = Some(Problem::TooLarge);
        return Some(Numeral { value: Decimal::ZERO, step: Decimal::ZERO, end, fraction: false, problem });
    };
    let step = Decimal::new(1, value.scale());
    Some(Numeral { value, step, end, fraction: false, problem: None })
}

/// `12,34,567`: groups of two before the last one of three.
fn is_indian(groups: &Groups<'_>) -> bool {
    let [first, middle @ .., last] = groups.parts.as_slice() else { return false };
    (1..=2).contains(&first.1.len()) && middle.iter().all(|(_, group)| group.len() == 2) && last.1.len() == 3
}

fn integer_power(base: Decimal, exponent: i32) -> Option<Decimal> {
    let mut out = Decimal::ONE;
    if exponent.unsigned_abs() > 64 {
        return None;
    }
    for _ in 0..exponent.unsigned_abs() {
        out = out.checked_mul(base)?;
    }
    if exponent < 0 { Decimal::ONE.checked_div(out) } else { Some(out) }
}

fn vulgar_fraction(c: char) -> Option<(i64, i64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}
