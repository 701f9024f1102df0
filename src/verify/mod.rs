//! A text against its sources: every figure of it supported, refuted or unknown, each with
//! the place that says so.

mod arithmetic;
mod evidence;

pub use evidence::Evidence;

use crate::claim::{FigureInText, FiguresInText};
use crate::token::Span;

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

/// Holds a text against its sources.
#[must_use]
pub fn verify(text: &FiguresInText, sources: &[FiguresInText]) -> Verification {
    let figures: Vec<Checked> = text.figures.iter().map(|figure| check(figure, text, sources)).collect();
    let support = match figures.iter().map(|checked| checked.support).max() {
        Some(Support::Refuted) => Support::Refuted,
        Some(worst) => worst,
        None if covered(text, sources) >= COVERED => Support::Supported,
        None => Support::Unknown,
    };
    Verification { support, figures }
}

fn check(figure: &FigureInText, text: &FiguresInText, sources: &[FiguresInText]) -> Checked {
    let (support, evidence) = match evidence::find(figure, sources) {
        Some(evidence) if evidence.support == Support::Supported => (Support::Supported, Some(evidence)),
        found => match arithmetic::derived(figure, sources) {
            Some(evidence) => (Support::Supported, Some(evidence)),
            None => (found.as_ref().map_or(Support::Unknown, |e| e.support), found),
        },
    };
    let _ = text;
    Checked { span: figure.span, support, evidence }
}

/// The greatest share of the content words of the text that one source has.
fn covered(text: &FiguresInText, sources: &[FiguresInText]) -> f64 {
    let own: Vec<u32> = text.sentences.iter().flatten().copied().collect();
    let share = |source: &FiguresInText| {
        let found = own.iter().filter(|hash| source.sentences.iter().any(|s| s.binary_search(hash).is_ok())).count();
        share_of(found, own.len())
    };
    sources.iter().map(share).fold(0.0, f64::max)
}

fn share_of(part: usize, whole: usize) -> f64 {
    let f = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { f(part) / f(whole) }
}
