//! A figure in its own style of writing with another value: `14 thousand sq m` becomes
//! `15 thousand sq m`, `12 400 книг` becomes `14 200 книг`.

use crate::value::{Decimal, Value};

/// A figure that needs more decimals than this beyond those written is not in its style.
const MORE_DECIMALS: usize = 2;

/// The words of a claim with the resolved value in place of the stated one. Nothing where they
/// hold no digits, or where the value cannot be written as they are.
#[must_use]
pub fn rewritten(words: &str, stated: &Value, resolved: &Value) -> Option<String> {
    let (Value::Amount(stated), Value::Amount(resolved)) = (stated, resolved) else { return None };
    let target = resolved.interval.as_point()?;
    let point = stated.interval.as_point();
    let end = point.or_else(|| stated.interval.lo.xor(stated.interval.hi))?;
    let digits = Digits::of(words)?;
    let (style, magnitude) = digits.styles().into_iter().find_map(|style| {
        let magnitude = end.checked_div(style.value)?;
        is_power_of_ten(magnitude).then_some((style, magnitude))
    })?;
    let written = style.write(target.checked_div(magnitude)?)?;
    let (before, behind) = (words.get(..digits.start)?, words.get(digits.end..)?);
    match point {
        Some(_) => Some(format!("{before}{written}{behind}")),
        // The words before the digits are the bound, which the resolved value has no need of.
        None if before.chars().any(char::is_alphabetic) => Some(format!("{written}{behind}")),
        None => None,
    }
}

fn is_power_of_ten(value: Decimal) -> bool {
    let digits = value.normalize().to_string();
    let rest = digits.strip_prefix('1');
    value >= Decimal::ONE && rest.is_some_and(|zeros| zeros.chars().all(|c| c == '0'))
}

/// The one run of digits of a figure, with what parts them.
struct Digits<'w> {
    text: &'w str,
    start: usize,
    end: usize,
}

/// How a run of digits is read, and so written.
struct Style {
    value: Decimal,
    grouping: Option<char>,
    mark: Option<char>,
    decimals: usize,
}

impl<'w> Digits<'w> {
    fn of(words: &'w str) -> Option<Self> {
        let start = words.find(|c: char| c.is_ascii_digit())?;
        let mut end = start;
        let mut chars = words.get(start..)?.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let parts = is_separator(c) && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            if !c.is_ascii_digit() && !parts {
                break;
            }
            end = start + at + c.len_utf8();
        }
        // Digits behind letters belong to a unit, such as `m2`.
        let mut last = ' ';
        let another = words.get(end..)?.chars().any(|c| {
            let begins = c.is_ascii_digit() && !last.is_alphanumeric();
            last = c;
            begins
        });
        (!another).then_some(Self { text: words.get(start..end)?, start, end })
    }

    /// Ways to read it: the last separator as a decimal mark, or none as one.
    fn styles(&self) -> Vec<Style> {
        let separators: Vec<char> = self.text.chars().filter(|c| is_separator(*c)).collect();
        let last = separators.last().copied();
        let marks = [None, last.filter(|c| matches!(c, '.' | ','))];
        marks.into_iter().filter_map(|mark| self.style(&separators, mark)).collect()
    }

    fn style(&self, separators: &[char], mark: Option<char>) -> Option<Style> {
        let (whole, fraction) = match mark {
            Some(mark) => self.text.rsplit_once(mark)?,
            None => (self.text, ""),
        };
        let mut groups = whole.split(is_separator);
        let first = groups.next()?;
        let grouped = groups.clone().next().is_some();
        if grouped && (first.len() > 3 || groups.any(|group| group.len() != 3)) {
            return None;
        }
        let grouping = if grouped { separators.first().copied() } else { None };
        let mut plain: String = whole.chars().filter(char::is_ascii_digit).collect();
        if !fraction.is_empty() {
            plain.push('.');
            plain.push_str(fraction);
        }
        Some(Style { value: plain.parse().ok()?, grouping, mark, decimals: fraction.len() })
    }
}

impl Style {
    fn write(&self, value: Decimal) -> Option<String> {
        let text = value.normalize().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        if fraction.len() > self.decimals + MORE_DECIMALS || whole.starts_with('-') {
            return None;
        }
        let mut out = String::new();
        for (at, c) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.extend(self.grouping);
            }
            out.push(c);
        }
        let decimals = fraction.len().max(self.decimals);
        if decimals > 0 {
            let usual = if self.grouping == Some(',') { '.' } else { ',' };
            // Without a mark in the figure itself only its grouping tells the usual one.
            out.push(self.mark.or(self.grouping.map(|_| usual))?);
            out.push_str(&format!("{fraction:0<decimals$}"));
        }
        Some(out)
    }
}

/// What parts groups of digits, or decimals from them.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Amount, Interval};

    fn amount(interval: Interval) -> Value {
        Value::Amount(Amount { interval, approx: false, step: Decimal::ONE })
    }

    fn point(value: &str) -> Value {
        amount(Interval::point(value.parse().unwrap()))
    }

    #[test]
    fn the_style_of_a_figure_is_kept() {
        for (words, stated, resolved, expected) in [
            ("14,200 books", "14200", "12400", Some("12,400 books")),
            ("14 200 книг", "14200", "12400", Some("12 400 книг")),
            ("14\u{a0}200 книг", "14200", "900", Some("900 книг")),
            ("14 thousand sq m", "14000", "15500", None),
            ("14.2 thousand sq m", "14200", "15500", Some("15.5 thousand sq m")),
            ("14,2 тыс. кв. м", "14200", "15000", Some("15,0 тыс. кв. м")),
            ("14 тыс. кв. м", "14000", "15000", Some("15 тыс. кв. м")),
            ("450 companies", "450", "12000", Some("12000 companies")),
            ("1.234.567,8 m2", "1234567.8", "7654321.5", Some("7.654.321,5 m2")),
            ("20.5%", "20.5", "21", Some("21.0%")),
            ("forty-five agreements", "45", "46", None),
            ("27 of 35 countries", "27", "28", None),
            ("12 dozen", "144", "150", None),
        ] {
            let said = rewritten(words, &point(stated), &point(resolved));
            assert_eq!(said.as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn a_bound_goes_with_its_figure() {
        let above = amount(Interval::above(Decimal::from(400), true));
        let said = |words: &str| rewritten(words, &above, &point("450"));
        assert_eq!(said("More than 400 companies").as_deref(), Some("450 companies"));
        assert_eq!(said("более 400 компаний").as_deref(), Some("450 компаний"));
        assert_eq!(said("400+ companies"), None, "the bound stands behind");
        assert_eq!(rewritten("450 companies", &point("450"), &above), None);
    }
}
