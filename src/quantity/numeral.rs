//! Numbers written in digits: grouping, decimals, exponents, fractions.

use super::kind::Problem;
use super::reader::{Reader, back};
use crate::token::TokenKind;
use crate::value::Decimal;
use smallvec::{SmallVec, smallvec};

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

impl Numeral {
    fn refused(end: usize, problem: Problem) -> Self {
        Self { value: Decimal::ZERO, step: Decimal::ZERO, end, fraction: false, problem: Some(problem) }
    }

    fn noted(self, problem: Option<Problem>) -> Self {
        Self { problem: self.problem.or(problem), ..self }
    }
}

/// Groups of digits with the separator before each but the first.
struct Groups<'t> {
    parts: SmallVec<[(char, &'t str); 6]>,
    end: usize,
}

/// The longest number that is held exactly, in digits.
const MAX_DIGITS: usize = 28;
/// The highest denominator below which a fraction may exceed one ("7/4"); above it stands a
/// ratio such as "120/80".
const MAX_IMPROPER: i64 = 16;

impl<'t> Reader<'_, 't> {
    /// A number in digits that starts at a token.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        match self.kind(at)? {
            TokenKind::Word => None,
            TokenKind::Mark => self.vulgar(at).or_else(|| self.leading_point(at)),
            TokenKind::Digits => {
                let numeral = if self.is_in_list(at) {
                    whole(&[self.text(at)], at + 1)
                } else {
                    self.interpret(&self.groups(at))?
                };
                self.exponent(self.mixed(at, numeral))
            }
        }
    }

    /// `½`, `⅔` and the like.
    fn vulgar(&self, at: usize) -> Option<Numeral> {
        let (a, b) = vulgar_fraction(self.text(at).chars().next()?)?;
        let value = Decimal::from(a).checked_div(Decimal::from(b))?;
        Some(Numeral { value, step: Decimal::ZERO, end: at + 1, fraction: true, problem: None })
    }

    /// ".75"
    fn leading_point(&self, at: usize) -> Option<Numeral> {
        let opens = self.is_mark(at, '.') && self.is_glued_digits(at + 1);
        let free =
            !self.glued(at) || !matches!(self.kind(back(at, 1)), Some(TokenKind::Word | TokenKind::Digits));
        let part = (opens && free).then(|| self.text(at + 1))?;
        self.exponent(decimal(&["0"], part, at + 2))
    }

    pub(super) fn is_glued_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Digits) && self.glued(at)
    }

    /// Whether "24" is behind the first comma of "22,24,26".
    fn is_in_list(&self, at: usize) -> bool {
        at > 1
            && self.glued(at)
            && self.glued(at - 1)
            && self.is_mark(at - 1, ',')
            && self.kind(at - 2) == Some(TokenKind::Digits)
    }

    fn groups(&self, at: usize) -> Groups<'t> {
        let mut parts = smallvec![('\0', self.text(at))];
        let mut end = at + 1;
        loop {
            let glued = self.glued(end) && self.is_glued_digits(end + 1);
            match self.text(end).chars().next() {
                Some(mark @ ('.' | ',' | '\'' | '’' | '٬'))
                    if glued && self.kind(end) == Some(TokenKind::Mark) =>
                {
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
        three
            && self.one_space_before(at)
            && parts.iter().enumerate().all(|(i, (sep, group))| match i {
                0 => is_first_group(group),
                _ => *sep == ' ' && group.len() == 3,
            })
    }

    pub(super) fn one_space_before(&self, at: usize) -> bool {
        let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|b| self.token(b)), self.token(at))
        else {
            return false;
        };
        let between = self.sentence.text.get(before.span.end..token.span.start).unwrap_or("");
        matches!(between, " " | "\u{a0}" | "\u{2009}" | "\u{202f}" | "\u{2007}")
    }

    /// What groups of digits mean together.
    fn interpret(&self, groups: &Groups<'_>) -> Option<Numeral> {
        let (_, first) = *groups.parts.first()?;
        let rest = groups.parts.get(1..)?;
        let Some((separator, last)) = rest.last().copied() else { return Some(whole(&[first], groups.end)) };
        if !rest.iter().all(|(sep, _)| *sep == separator) {
            return Some(grouped_decimal(groups));
        }
        let thirds = is_first_group(first) && rest.iter().all(|(_, group)| group.len() == 3);
        Some(match (separator, rest.len()) {
            (' ', _) => integer(groups),
            ('\'' | '٬', _) if thirds => integer(groups),
            ('\'' | '٬', _) => whole(&[first], end_of_first(groups)),
            (separator, 1) => self.one_separator(separator, first, last, groups.end),
            _ if thirds || is_indian(&groups.parts) => integer(groups),
            // "22,24,26" is a list without spaces; "1,23,456" could be anything.
            (',', _) if groups.parts.iter().all(|(_, group)| group.len() < 3) => {
                whole(&[first], end_of_first(groups))
            }
            ('.', _) => Numeral::refused(groups.end, Problem::Version),
            _ => Numeral::refused(groups.end, Problem::OddGrouping),
        })
    }

    /// `1.234` and `1,234`: decimal or grouped by the language and by the document's other
    /// numbers, and said to be unclear where neither tells.
    fn one_separator(&self, separator: char, first: &str, last: &str, end: usize) -> Numeral {
        let conventions = self.conventions;
        let group_like = is_first_group(first) && last.len() == 3;
        let (decimals, grouped) = (|| decimal(&[first], last, end), || whole(&[first, last], end));
        if separator == conventions.decimal {
            let foreign = group_like && conventions.foreign_group == Some(separator);
            return if foreign { grouped() } else { decimals() };
        }
        if conventions.foreign_decimal == Some(separator) && (group_like || conventions.foreign_is_usual) {
            return decimals();
        }
        let usual = conventions.groups.contains(&separator) || conventions.foreign_group == Some(separator);
        match (group_like, usual) {
            (true, true) => grouped(),
            (true, false) => grouped().noted(Some(Problem::AmbiguousSeparator)),
            // "3,5" in English: no group, so decimals, though they may be a list of two.
            (false, true) if last.len() > 3 => Numeral::refused(end, Problem::OddGrouping),
            (false, true) => decimals().noted(Some(Problem::AmbiguousSeparator)),
            (false, false) => decimals(),
        }
    }

    /// A whole number with a fraction behind it (`36 1/2`, `3½`, `1-1/5`), or a fraction alone.
    fn mixed(&self, at: usize, whole: Numeral) -> Numeral {
        let end = whole.end;
        if !whole.value.fract().is_zero() || whole.problem.is_some() {
            return whole;
        }
        if let Some(part) = self.vulgar(end).filter(|_| self.glued(end) || self.one_space_before(end)) {
            return Numeral { value: whole.value + part.value, step: Decimal::ZERO, end: part.end, ..whole };
        }
        if end == at + 1
            && let Some(fraction) = self.slash(at)
        {
            return fraction;
        }
        let hyphen = usize::from(self.is_mark(end, '-') && self.glued(end) && self.glued(end + 1));
        match self.slash(end + hyphen).filter(|f| f.value < Decimal::ONE && f.problem.is_none()) {
            Some(part) => {
                Numeral { value: whole.value + part.value, step: Decimal::ZERO, end: part.end, ..whole }
            }
            None => whole,
        }
    }

    /// `2/3`, glued; not a part of a date or a path.
    fn slash(&self, at: usize) -> Option<Numeral> {
        let shape = self.kind(at) == Some(TokenKind::Digits)
            && (self.is_mark(at + 1, '/') || self.is_mark(at + 1, '⁄'))
            && self.glued(at + 1)
            && self.is_glued_digits(at + 2);
        let goes_on = self.glued(at + 3)
            && (self.is_mark(at + 3, '/') || (self.is_mark(at + 3, '.') && self.is_glued_digits(at + 4)));
        let tied = self.glued(at) && self.is_mark(back(at, 1), '/');
        if !shape || goes_on || tied {
            return None;
        }
        let (a, b) = (small_integer(self.text(at))?, small_integer(self.text(at + 2))?);
        if a > b && b > MAX_IMPROPER {
            return Some(Numeral::refused(at + 3, Problem::Score));
        }
        let value = Decimal::from(a).checked_div(Decimal::from(b))?;
        Some(Numeral { value, step: Decimal::ZERO, end: at + 3, fraction: true, problem: None })
    }

    /// `1e6`, `6.23x10^-4`, `3·10⁵`, `1.1^23`.
    fn exponent(&self, mantissa: Numeral) -> Option<Numeral> {
        let at = mantissa.end;
        if !self.glued(at) || mantissa.problem.is_some() {
            return Some(mantissa);
        }
        let scientific = matches!(self.text(at), "e" | "E" | "е" | "Е") && self.glued(at + 1);
        let times = matches!(self.text(at), "x" | "×" | "х" | "*" | "·" | "⋅")
            && self.text(at + 1) == "10"
            && self.glued(at + 1);
        let power = |base: Decimal, at: usize| {
            let caret = self.is_mark(at, '^') && self.glued(at);
            let (n, end) = if caret {
                self.signed_integer(at + 1)
            } else {
                self.superscript(at).filter(|_| base == Decimal::TEN)
            }?;
            Some((integer_power(base, n), end))
        };
        let (factor, end, replaces) = if scientific {
            let Some((n, end)) = self.signed_integer(at + 1) else { return Some(mantissa) };
            (integer_power(Decimal::TEN, n), end, false)
        } else if times {
            let Some((factor, end)) = power(Decimal::TEN, at + 2) else { return Some(mantissa) };
            (factor, end, false)
        } else {
            let Some((factor, end)) = power(mantissa.value, at) else { return Some(mantissa) };
            (factor, end, true)
        };
        let scaled = factor.and_then(|factor| {
            let (value, step) = if replaces {
                (factor, Decimal::ZERO)
            } else {
                (mantissa.value.checked_mul(factor)?, mantissa.step.checked_mul(factor)?)
            };
            Some(Numeral { value, step, end, ..mantissa })
        });
        Some(scaled.unwrap_or(Numeral::refused(end, Problem::TooLarge)))
    }

    fn signed_integer(&self, mut at: usize) -> Option<(i32, usize)> {
        let mut negative = false;
        while self.glued(at) && matches!(self.text(at), "-" | "+" | "−") {
            negative ^= self.text(at) != "+";
            at += 1;
        }
        let number: i32 = self.text(at).parse().ok().filter(|_| self.is_glued_digits(at))?;
        Some((if negative { -number } else { number }, at + 1))
    }

    /// `⁻¹²`: an exponent in raised digits.
    fn superscript(&self, mut at: usize) -> Option<(i32, usize)> {
        const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        let negative = self.is_mark(at, '⁻') && self.glued(at);
        at += usize::from(negative);
        let (start, mut n) = (at, 0i32);
        while self.glued(at)
            && at < start + 3
            && let Some(digit) =
                self.text(at).chars().next().and_then(|c| RAISED.iter().position(|raised| *raised == c))
        {
            n = n * 10 + i32::try_from(digit).ok()?;
            at += 1;
        }
        (at > start).then_some((if negative { -n } else { n }, at))
    }
}

/// A first group of one to three digits that does not begin with zero.
fn is_first_group(group: &str) -> bool {
    (1..=3).contains(&group.len()) && !group.starts_with('0')
}

fn end_of_first(groups: &Groups<'_>) -> usize {
    let behind = groups.parts.iter().skip(1).map(|(separator, _)| if *separator == ' ' { 1 } else { 2 });
    groups.end - behind.sum::<usize>()
}

/// Groups under one separator and decimals behind another: `1.234,56`, `1 234,56`.
fn grouped_decimal(groups: &Groups<'_>) -> Numeral {
    let odd = Numeral::refused(groups.end, Problem::OddGrouping);
    let Some(((last_separator, last), before)) = groups.parts.split_last() else { return odd };
    let Some(separator) = before.get(1).map(|(separator, _)| *separator) else { return odd };
    let uniform = before.iter().skip(1).all(|(s, _)| *s == separator) && separator != *last_separator;
    let thirds = before.iter().skip(1).all(|(_, group)| group.len() == 3)
        && before.first().is_some_and(|(_, first)| is_first_group(first));
    if !uniform || !(thirds || is_indian(before)) || !matches!(last_separator, '.' | ',') {
        return odd;
    }
    let texts: SmallVec<[&str; 6]> = before.iter().map(|(_, group)| *group).collect();
    decimal(&texts, last, groups.end)
}

/// `12,34,567`: groups of two before the last one of three.
fn is_indian(parts: &[(char, &str)]) -> bool {
    let [first, middle @ .., last] = parts else { return false };
    let commas = parts.iter().skip(1).all(|(separator, _)| *separator == ',');
    commas
        && (1..=2).contains(&first.1.len())
        && middle.iter().all(|(_, group)| group.len() == 2)
        && last.1.len() == 3
}

fn integer(groups: &Groups<'_>) -> Numeral {
    let texts: SmallVec<[&str; 6]> = groups.parts.iter().map(|(_, group)| *group).collect();
    whole(&texts, groups.end)
}

fn whole(groups: &[&str], end: usize) -> Numeral {
    decimal(groups, "", end)
}

/// The number of groups of digits and the decimals behind them.
fn decimal(groups: &[&str], decimals: &str, end: usize) -> Numeral {
    let significant: usize = groups.iter().map(|group| group.len()).sum::<usize>() + decimals.len();
    if significant > MAX_DIGITS {
        return Numeral::refused(end, Problem::TooLarge);
    }
    let bytes = groups.iter().flat_map(|group| group.bytes()).chain(decimals.bytes());
    let mantissa = bytes.fold(0i128, |n, byte| n * 10 + i128::from(byte.saturating_sub(b'0')));
    let scale = u32::try_from(decimals.len()).unwrap_or(u32::MAX);
    match Decimal::try_from_i128_with_scale(mantissa, scale) {
        Ok(value) => Numeral { value, step: Decimal::new(1, scale), end, fraction: false, problem: None },
        Err(_) => Numeral::refused(end, Problem::TooLarge),
    }
}

fn small_integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|n| (0..=100_000_000).contains(n))
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
    const FRACTIONS: [(char, i64, i64); 18] = [
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅚', 5, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
        ('⅐', 1, 7),
        ('⅑', 1, 9),
        ('⅒', 1, 10),
    ];
    if c.is_ascii() {
        return None;
    }
    FRACTIONS.iter().find(|(sign, ..)| *sign == c).map(|(_, a, b)| (*a, *b))
}
