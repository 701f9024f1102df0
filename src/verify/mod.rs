//! A text against its sources: every figure of it supported, refuted or unknown, each with
//! the place that says so.

mod arithmetic;
pub mod codes;
mod evidence;

pub use evidence::Evidence;

use crate::claim::{FigureInText, FiguresInText};
use crate::token::Span;
use crate::value::{Amount, Decimal, Value};

/// What sources say of a figure, or of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Support {
    /// A source says it, or says what it follows from.
    Supported,
    /// No source speaks of it clearly enough.
    Unknown,
    /// A source says otherwise.
    Refuted,
}

impl Support {
    /// The word for it in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Unknown => "unknown",
            Self::Refuted => "refuted",
        }
    }
}

/// A figure of the text with what the sources say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Where it stands in the text.
    pub span: Span,
    /// What the sources say.
    pub support: Support,
    /// The place of a source that decides.
    pub evidence: Option<Evidence>,
}

impl Checked {
    /// Whether a source speaks of the figure, whatever it says.
    fn is_spoken_of(&self) -> bool {
        self.evidence.as_ref().is_some_and(|evidence| evidence.score >= SPOKEN_OF_SCORE)
    }
}

/// A text with what the sources say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Verification {
    /// What they say of the text as a whole.
    pub support: Support,
    /// And of each of its figures, in order.
    pub figures: Vec<Checked>,
}

/// How much of the text's content words a source must share for a text without figures to
/// count as supported.
const COVERED: f64 = 0.8;

/// How much of the text's content words a source must share to speak of the same thing.
const SPEAKS_OF: f64 = 0.5;
/// Counts up to this are found in any text.
const MOST_COMMON: i64 = 12;

/// From this likeness on a source speaks of a figure itself, and nothing need be reckoned.
const SPOKEN_OF: f64 = 0.7;

/// From this score on a source speaks of a figure, so that its silence on the value counts.
const SPOKEN_OF_SCORE: f64 = 0.6;

/// Holds a text against its sources.
#[must_use]
pub fn verify(text: &FiguresInText, sources: &[FiguresInText]) -> Verification {
    let figures: Vec<Checked> = text
        .figures
        .chunk_by(|a, b| a.span == b.span)
        .filter_map(|readings| likeliest(readings.iter().map(|figure| check(figure, sources))))
        .collect();
    let count = |wanted: Support| figures.iter().filter(|checked| checked.support == wanted).count();
    // Plain figures say little of one another where the words around them are others; a bound
    // that a source's figure keeps or breaks says more.
    let said = |wanted: Support, weak: &dyn Fn(&FigureInText) -> bool| {
        let spans: Vec<Span> = figures.iter().filter(|c| c.support == wanted).map(|c| c.span).collect();
        text.figures.iter().filter(|figure| spans.contains(&figure.span)).all(weak)
    };
    let spoken_of = covered(text, sources) >= SPEAKS_OF;
    let support = if figures.is_empty() {
        if covered(text, sources) >= COVERED { Support::Supported } else { Support::Unknown }
    } else if count(Support::Refuted) > 0 {
        if spoken_of || !said(Support::Refuted, &is_plain) { Support::Refuted } else { Support::Unknown }
    } else if figures.iter().any(|c| c.support == Support::Unknown && c.is_spoken_of()) {
        Support::Unknown
    } else if count(Support::Supported) >= count(Support::Unknown) {
        if spoken_of || !said(Support::Supported, &is_common) { Support::Supported } else { Support::Unknown }
    } else {
        Support::Unknown
    };
    Verification { support, figures }
}

/// Of several readings of one figure ("57 out of 100": two numbers, or a share), the one that a
/// source supports, or else speaks of most clearly.
fn likeliest(readings: impl Iterator<Item = Checked>) -> Option<Checked> {
    let score = |checked: &Checked| checked.evidence.as_ref().map_or(0.0, |evidence| evidence.score);
    readings.max_by(|a, b| {
        let supported = |c: &Checked| c.support == Support::Supported;
        supported(a).cmp(&supported(b)).then_with(|| score(a).total_cmp(&score(b)))
    })
}

/// Whether a figure is one number, without bound.
fn is_plain(figure: &FigureInText) -> bool {
    match &figure.value.value {
        Value::Amount(amount) => amount.interval.as_point().is_some(),
        Value::Dates(_) => figure.side.is_none(),
        Value::Text(_) => true,
    }
}

/// Whether a figure is a small count, as any text has.
fn is_common(figure: &FigureInText) -> bool {
    let small = |amount: &Amount| {
        amount.interval.as_point().is_some_and(|n| n.fract().is_zero() && n <= Decimal::from(MOST_COMMON))
    };
    matches!(&figure.value.value, Value::Amount(amount) if small(amount) && matches!(figure.value.unit.as_str(), "1" | "person"))
}

fn check(figure: &FigureInText, sources: &[FiguresInText]) -> Checked {
    let (support, evidence) = match evidence::find(figure, sources) {
        Some(evidence) if evidence.support == Support::Supported => (Support::Supported, Some(evidence)),
        Some(evidence) if evidence.likeness >= SPOKEN_OF && !arithmetic::is_telling(figure) => {
            (evidence.support, Some(evidence))
        }
        found => match arithmetic::derived(figure, sources) {
            Some(evidence) => (Support::Supported, Some(evidence)),
            None => (found.as_ref().map_or(Support::Unknown, |e| e.support), found),
        },
    };
    Checked { span: figure.span, support, evidence }
}

/// The greatest share of the content words of the text that one source has.
fn covered(text: &FiguresInText, sources: &[FiguresInText]) -> f64 {
    let own: Vec<u32> = text.sentences.iter().flatten().copied().collect();
    let share = |source: &FiguresInText| {
        let found =
            own.iter().filter(|hash| source.sentences.iter().any(|s| s.binary_search(hash).is_ok())).count();
        share_of(found, own.len())
    };
    sources.iter().map(share).fold(0.0, f64::max)
}

fn share_of(part: usize, whole: usize) -> f64 {
    let f = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { f(part) / f(whole) }
}
