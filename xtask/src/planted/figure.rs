//! Figures of known value, and how a document writes them: format, rounding, hedge.

use super::words::Language;
use crate::chance::Chance;

/// What a fact is measured in, and between which ends its figures lie.
#[derive(Clone, Copy)]
pub(crate) struct Scale {
    kind: ScaleKind,
    ends: (i64, i64),
    nouns: [&'static [&'static str]; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ScaleKind {
    /// Things that are counted.
    Count,
    /// People that something happened to; their number only grows.
    Toll,
    /// Units of a size.
    Measured,
    /// Ten thousands of dollars.
    Money,
    /// Days, of which each month has 31 and each year 372.
    Days,
}

impl Scale {
    /// Things that are counted: their noun in each language.
    pub(crate) const fn count(lo: i64, hi: i64, nouns: [&'static [&'static str]; 2]) -> Self {
        Self { kind: ScaleKind::Count, ends: (lo, hi), nouns }
    }

    /// People that something happened to: their noun in each language.
    pub(crate) const fn toll(lo: i64, hi: i64, nouns: [&'static [&'static str]; 2]) -> Self {
        Self { kind: ScaleKind::Toll, ends: (lo, hi), nouns }
    }

    /// A size in a unit.
    pub(crate) const fn measured(lo: i64, hi: i64, nouns: [&'static [&'static str]; 2]) -> Self {
        Self { kind: ScaleKind::Measured, ends: (lo, hi), nouns }
    }

    /// A sum, in ten thousands of dollars.
    pub(crate) const fn money(lo: i64, hi: i64) -> Self {
        Self { kind: ScaleKind::Money, ends: (lo, hi), nouns: [&[], &[]] }
    }

    /// A day of some years.
    pub(crate) const fn days(first: i64, last: i64) -> Self {
        Self { kind: ScaleKind::Days, ends: (first * 372, last * 372), nouns: [&[], &[]] }
    }

    /// A value between its ends.
    pub(crate) fn value(&self, chance: &mut Chance) -> i64 {
        let (lo, hi) = self.ends;
        let value = lo + below(chance, hi - lo);
        // Every month has a 28th day.
        if self.kind == ScaleKind::Days { value / 31 * 31 + value % 28 } else { exact(value) }
    }

    /// A value that no rounding or hedge of another reaches.
    pub(crate) fn wrong(&self, value: i64, chance: &mut Chance) -> i64 {
        if self.kind == ScaleKind::Days {
            let years = [-9, -2, 1, 2, 11];
            return value + 372 * years[chance.below(years.len())];
        }
        // Figures further apart than two and a half times are told with less certainty, tolls already
        // beyond a fifth: they grow from day to day.
        let per_cent = match self.kind {
            ScaleKind::Toll => 107 + below(chance, 9),
            _ if chance.below(2) == 0 => 145 + below(chance, 85),
            _ => 45 + below(chance, 20),
        };
        exact(value * per_cent / 100)
    }
}

fn below(chance: &mut Chance, limit: i64) -> i64 {
    let below = chance.below(usize::try_from(limit).unwrap_or(1));
    i64::try_from(below).unwrap_or(0)
}

/// A value that its last digit tells to be exact: 200 may stand for what another counts as 174. Nor is the digit
/// a one, behind which Russian has another form of noun and verb.
fn exact(value: i64) -> i64 {
    if value % 10 < 2 { value / 10 * 10 + 2 } else { value }
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// All its digits.
    Exact,
    /// Three digits and a word for the magnitude; of a day, its month.
    Rounded,
    /// Two digits and a word such as "about"; of a day, its year.
    About,
    /// A bound below it.
    MoreThan,
    /// A bound above it.
    LessThan,
}

/// A figure that a document states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    /// What is meant.
    pub(crate) value: i64,
    /// How it is written.
    pub(crate) form: Form,
}

impl Figure {
    /// A value in some form that fits it.
    pub(crate) fn new(value: i64, scale: &Scale, chance: &mut Chance) -> Self {
        let forms = match scale.kind {
            ScaleKind::Days => [Form::Exact, Form::Exact, Form::Exact, Form::Rounded, Form::About],
            // A hedge is wider than what parts two tolls.
            ScaleKind::Toll => [Form::Exact; 5],
            _ if chance.below(2) == 0 => [Form::Exact; 5],
            _ => [Form::Exact, Form::Rounded, Form::About, Form::MoreThan, Form::LessThan],
        };
        let form = forms[chance.below(forms.len())];
        let short = value < 10_000 && scale.kind != ScaleKind::Money && scale.kind != ScaleKind::Days;
        // A round number may stand for anything near it, unless digits behind it show that it does not.
        let round = scale.kind == ScaleKind::Money && Self { value, form }.shown() % 100 == 0;
        let exact = form == Form::Rounded && (short || round);
        Self { value, form: if exact { Form::Exact } else { form } }
    }

    /// What it admits, ends included; what "about" admits is drawn wide.
    pub(crate) fn admits(&self, scale: &Scale) -> (i64, i64) {
        let value = self.value;
        if scale.kind == ScaleKind::Days {
            return match self.form {
                Form::Rounded => (value / 31 * 31, value / 31 * 31 + 30),
                Form::About => (value / 372 * 372, value / 372 * 372 + 371),
                _ => (value, value),
            };
        }
        match self.form {
            Form::Exact => (value, value),
            Form::Rounded => (value - step(value, 3), value + step(value, 3)),
            Form::About => (value * 80 / 100, value * 120 / 100),
            Form::MoreThan => (self.shown() + 1, i64::MAX),
            Form::LessThan => (0, self.shown() - 1),
        }
    }

    /// Whether it and another of the same thing cannot both be true.
    pub(crate) fn contradicts(&self, other: &Self, scale: &Scale) -> bool {
        let (a, b) = (self.admits(scale), other.admits(scale));
        a.1 < b.0 || b.1 < a.0
    }

    /// The number that is written.
    fn shown(&self) -> i64 {
        let round = |step: i64| (self.value + step / 2) / step * step;
        match self.form {
            Form::Exact => self.value,
            Form::Rounded => round(step(self.value, 3)),
            Form::About => round(step(self.value, 2)),
            Form::MoreThan => (self.value - 1) / step(self.value, 2) * step(self.value, 2),
            Form::LessThan => (self.value / step(self.value, 2) + 1) * step(self.value, 2),
        }
    }

    /// The figure with what it counts, as a document writes it; `genitive` where a Russian
    /// sentence asks for it.
    pub(crate) fn written(
        &self,
        scale: &Scale,
        language: Language,
        genitive: bool,
        chance: &mut Chance,
    ) -> String {
        if scale.kind == ScaleKind::Days {
            return self.day(language, chance);
        }
        let hedge = self.hedge(language, chance);
        let shown = self.shown();
        let number = match (scale.kind, language) {
            (ScaleKind::Money, _) => return format!("{hedge}{}", money(shown, language, chance)),
            (_, _) if self.form == Form::Rounded => thousands(shown, language),
            (ScaleKind::Count | ScaleKind::Toll, _)
                if shown < 100 && hedge.is_empty() && !genitive && chance.below(2) == 0 =>
            {
                spelled(shown, language)
            }
            _ => grouped(shown, language, chance),
        };
        let many = self.form == Form::Rounded || genitive || !hedge.is_empty();
        format!("{hedge}{number} {}", noun(shown, scale, language, many))
    }

    fn hedge(&self, language: Language, chance: &mut Chance) -> &'static str {
        let words: [&[&str]; 2] = match self.form {
            Form::Exact | Form::Rounded => return "",
            Form::About => [&["about ", "some ", "approximately "], &["около ", "порядка "]],
            Form::MoreThan => [&["more than ", "over "], &["более ", "свыше "]],
            Form::LessThan => [&["fewer than ", "less than "], &["менее "]],
        };
        let words = words[language as usize];
        words[chance.below(words.len())]
    }

    fn day(&self, language: Language, chance: &mut Chance) -> String {
        const MONTHS: &str =
            "January February March April May June July August September October November December";
        const RUSSIAN: &str =
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
        const IN: &str = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре";
        let (year, month, day) = (self.value / 372, self.value % 372 / 31, self.value % 31 + 1);
        let of =
            |names: &'static str| names.split(' ').nth(usize::try_from(month).unwrap_or(0)).unwrap_or("");
        match (self.form, language) {
            (Form::Rounded, Language::English) => format!("in {} {year}", of(MONTHS)),
            (Form::Rounded, Language::Russian) => format!("в {} {year} года", of(IN)),
            (Form::About, Language::English) => format!("in {year}"),
            (Form::About, Language::Russian) => format!("в {year} году"),
            (_, Language::English) if chance.below(2) == 0 => format!("on {} {day}, {year}", of(MONTHS)),
            (_, Language::English) => format!("on {day} {} {year}", of(MONTHS)),
            (_, Language::Russian) => format!("{day} {} {year} года", of(RUSSIAN)),
        }
    }
}

/// What the last of some digits of a number is worth.
fn step(value: i64, digits: u32) -> i64 {
    let length = value.checked_ilog10().unwrap_or(0) + 1;
    10_i64.pow(length.saturating_sub(digits))
}

fn noun(value: i64, scale: &Scale, language: Language, many: bool) -> &'static str {
    let nouns = scale.nouns[language as usize];
    let at = match language {
        Language::English => 1,
        Language::Russian if many || matches!(value % 100, 11..=14) => 2,
        Language::Russian => match value % 10 {
            1 => 0,
            2..=4 => 1,
            _ => 2,
        },
    };
    nouns[at.min(nouns.len() - 1)]
}

/// Digits in groups of three, as the language parts them or not at all.
fn grouped(value: i64, language: Language, chance: &mut Chance) -> String {
    let digits = value.to_string();
    let group = match language {
        Language::English => [",", ""][chance.below(2)],
        Language::Russian => [" ", "\u{a0}", "\u{202f}"][chance.below(3)],
    };
    if value < 10_000 && language == Language::Russian {
        return digits;
    }
    let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
    if head.is_empty() { tail.to_owned() } else { format!("{head}{group}{tail}") }
}

fn thousands(value: i64, language: Language) -> String {
    let (whole, tenths) = (value / 1000, value % 1000 / 100);
    match language {
        Language::English => format!("{whole}.{tenths} thousand"),
        Language::Russian => format!("{whole},{tenths} тыс."),
    }
}

/// Ten thousands of dollars, in millions.
fn money(value: i64, language: Language, chance: &mut Chance) -> String {
    let (whole, cents) = (value / 100, value % 100);
    let point = if language == Language::English { "." } else { "," };
    let mut number = format!("{whole}{point}{cents:02}").trim_end_matches('0').to_owned();
    if number.ends_with(point) {
        number.truncate(number.len() - point.len());
    }
    match (language, chance.below(2)) {
        (Language::English, 0) => format!("${number} million"),
        (Language::English, _) => format!("{number} million dollars"),
        (Language::Russian, 0) => format!("{number} млн долларов"),
        (Language::Russian, _) => format!("${number} млн"),
    }
}

/// A number below a hundred in words.
fn spelled(value: i64, language: Language) -> String {
    let at =
        |words: &'static str, n: i64| words.split(' ').nth(usize::try_from(n).unwrap_or(0)).unwrap_or("");
    let (tens, ones, between) = match language {
        Language::English => (
            "ten ten twenty thirty forty fifty sixty seventy eighty ninety",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
             seventeen eighteen nineteen",
            "-",
        ),
        Language::Russian => (
            "десять десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
            "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать \
             четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
            " ",
        ),
    };
    match (value / 10, value % 10) {
        (0 | 1, _) => at(ones, value).to_owned(),
        (ten, 0) => at(tens, ten).to_owned(),
        // Two countries, but «две страны»: such nouns stand with digits.
        (ten, one) => format!("{}{between}{}", at(tens, ten), at(ones, one)),
    }
}
