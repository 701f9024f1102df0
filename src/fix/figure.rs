//! A figure in its own style of writing with another value: `14 thousand sq m` becomes
//! `15 thousand sq m`, `12 400 книг` becomes `14 200 книг`.

use crate::rule::Language;
use crate::token::Span;
use crate::value::{Decimal, Value};

/// A figure before a magnitude may get so many decimals more than it was written with; the
/// others none, as they would claim to be finer than they are.
const MORE_DECIMALS: usize = 2;
/// Whole numbers of more digits than this are parted into groups.
const UNGROUPED: usize = 4;

/// What to write for a figure that states one value so that it states another: the place in its
/// words and the text. Nothing where they hold no digits, or where the value cannot be written
/// as they are.
#[must_use]
pub fn rewritten(
    words: &str,
    stated: &Value,
    resolved: &Value,
    language: &Language,
) -> Option<(Span, String)> {
    let (Value::Amount(stated), Value::Amount(resolved)) = (stated, resolved) else { return None };
    let target = resolved.interval.as_point()?;
    let point = stated.interval.as_point();
    let end = point.or_else(|| stated.interval.lo.xor(stated.interval.hi))?;
    let digits = Digits::of(words)?;
    let (style, magnitude) = digits.styles().into_iter().find_map(|style| {
        let magnitude = end.checked_div(style.value)?;
        is_magnitude(magnitude).then_some((style, magnitude))
    })?;
    let more = if magnitude > Decimal::ONE { MORE_DECIMALS } else { 0 };
    let written = style.write(target.checked_div(magnitude)?, more, language)?;
    let bound = words.get(..digits.start)?.chars().any(char::is_alphabetic);
    match point {
        Some(_) => Some((Span::new(digits.start, digits.end), written)),
        // The words before the digits are the bound, which the resolved value has no need of.
        None if bound => Some((Span::new(0, digits.end), written)),
        None => None,
    }
}

/// Whether words behind digits may multiply them by so much: a power of ten from a thousand on,
/// or nothing at all.
fn is_magnitude(value: Decimal) -> bool {
    let digits = value.normalize().to_string();
    let zeros = digits.strip_prefix('1').unwrap_or("-");
    value == Decimal::ONE || (value >= Decimal::ONE_THOUSAND && zeros.chars().all(|c| c == '0'))
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
    /// Writes a value with at most so many decimals more; what the figure itself does not show
    /// is as its language has it.
    fn write(&self, value: Decimal, more: usize, language: &Language) -> Option<String> {
        let text = value.normalize().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        if fraction.len() > self.decimals + more || whole.starts_with('-') {
            return None;
        }
        // Digits that were enough for groups and have none are not to get them now.
        let short = self.value < Decimal::ONE_THOUSAND && whole.len() > UNGROUPED;
        let usual = if short { language.groups.first().copied() } else { None };
        let mut out = grouped(whole, self.grouping.or(usual));
        let decimals = fraction.len().max(self.decimals);
        if decimals > 0 {
            out.push(self.mark.unwrap_or(language.decimal));
            out.push_str(&format!("{fraction:0<decimals$}"));
        }
        Some(out)
    }
}

fn grouped(whole: &str, group: Option<char>) -> String {
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.extend(group);
        }
        out.push(c);
    }
    out
}

/// What parts groups of digits, or decimals from them.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Amount, Interval};
    use rustc_hash::FxHashMap;

    fn amount(interval: Interval) -> Value {
        Value::Amount(Amount { interval, approx: false, step: Decimal::ONE })
    }

    fn point(value: &str) -> Value {
        amount(Interval::point(value.parse().unwrap()))
    }

    /// A language that writes numbers so.
    fn language(decimal: char, groups: &[char]) -> Language {
        Language {
            code: "xx".to_owned(),
            cyrillic: false,
            decimal,
            groups: groups.to_vec(),
            dictionary: None,
            plural: None,
            stemmer: None,
            glosses: FxHashMap::default(),
        }
    }

    fn said(words: &str, stated: &Value, resolved: &Value, language: &Language) -> Option<String> {
        let (span, new) = rewritten(words, stated, resolved, language)?;
        Some(format!("{}{new}{}", &words[..span.start], &words[span.end..]))
    }

    fn english(words: &str, stated: &str, resolved: &str) -> Option<String> {
        said(words, &point(stated), &point(resolved), &language('.', &[',']))
    }

    #[test]
    fn the_style_of_a_figure_is_kept() {
        for (words, stated, resolved, expected) in [
            ("14,200 books", "14200", "12400", "12,400 books"),
            ("46,000 visitors", "46000", "1047000", "1,047,000 visitors"),
            ("46000 visitors", "46000", "47000", "47000 visitors"),
            ("14 thousand sq m", "14000", "15500", "15.5 thousand sq m"),
            ("14.2 thousand sq m", "14200", "15500", "15.5 thousand sq m"),
            ("$1.2 million", "1200000", "1250000", "$1.25 million"),
            ("2.50 metres", "2.5", "3", "3.00 metres"),
            ("20.5%", "20.5", "21", "21.0%"),
            ("450 companies", "450", "12000", "12,000 companies"),
            ("450 companies", "450", "1200", "1200 companies"),
        ] {
            assert_eq!(english(words, stated, resolved).as_deref(), Some(expected), "{words}");
        }
        for (words, stated, resolved, expected) in [
            ("14 200 книг", "14200", "12400", "12 400 книг"),
            ("14\u{a0}200 книг", "14200", "900", "900 книг"),
            ("14,2 тыс. кв. м", "14200", "15000", "15,0 тыс. кв. м"),
            ("14 тыс. кв. м", "14000", "15000", "15 тыс. кв. м"),
            ("1,2 млн", "1200000", "1300000", "1,3 млн"),
            ("1.234.567,8 m2", "1234567.8", "7654321.5", "7.654.321,5 m2"),
        ] {
            let russian = language(',', &['\u{a0}', ' ']);
            let said = said(words, &point(stated), &point(resolved), &russian);
            assert_eq!(said.as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn what_cannot_be_written_so_is_left_alone() {
        assert_eq!(english("400 companies from 27 countries", "400", "450"), None, "two figures");
        assert_eq!(english("27 of 35 countries", "27", "28"), None, "two figures");
        assert_eq!(english("5 feet 3", "63", "64"), None);
        assert_eq!(english("3 metres", "3", "3.25"), None, "finer than the document writes");
        assert_eq!(english("4oo", "400", "450"), None);
        assert_eq!(english("forty-five agreements", "45", "46"), None);
        assert_eq!(english("12 dozen", "144", "150"), None);
    }

    #[test]
    fn a_bound_goes_with_its_figure() {
        let above = amount(Interval::above(Decimal::from(400), true));
        let english = language('.', &[',']);
        let bounded = |words: &str| said(words, &above, &point("450"), &english);
        assert_eq!(bounded("More than 400 companies").as_deref(), Some("450 companies"));
        assert_eq!(bounded("более 400 компаний").as_deref(), Some("450 компаний"));
        assert_eq!(bounded("400+ companies"), None, "the bound stands behind");
        assert_eq!(said("450 companies", &point("450"), &above, &english), None);
    }
}
