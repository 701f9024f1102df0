//! A text against its sources: every figure of it supported, refuted or unknown, each with
//! the place that says so.

mod alignment;
mod amount;
mod arithmetic;
pub mod codes;
mod date;
mod meantime;

use crate::claim::{FigureInText, FiguresInText, TextWords};
use crate::quantity::Kind;
use crate::token::Span;
use crate::value::{Decimal, Value};
use alignment::{Pair, align};

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

/// The place of a source that decides on a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The source, by number.
    pub source: usize,
    /// Where in it.
    pub span: Span,
    /// How it comes to say what it says of the figure, where that is by reckoning.
    pub by: Option<String>,
    /// How well it fits the figure; 0 and less is not at all.
    score: f64,
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

    /// Whether it follows from other figures.
    fn is_reckoned(&self) -> bool {
        self.evidence.as_ref().is_some_and(|evidence| evidence.by.is_some())
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

/// The share of a text's words that a source must have to tell what it tells, where plain
/// figures or none at all are all that agrees.
const TELLS_IT: f64 = 0.65;
/// The share of a text's words that a source must have to refute a plain figure of it.
const SPEAKS_OF: f64 = 0.2;
/// A source with less than so many words for each of the text's is a headline of its own, which
/// says the same in other words.
const LONGER: f64 = 1.2;

/// From this likeness on a source speaks of a figure itself, and nothing need be reckoned.
const SPOKEN_OF: f64 = 0.7;
/// From this score on a source speaks of a figure, so that its silence on the value counts.
const SPOKEN_OF_SCORE: f64 = 0.6;

/// Holds a text against its sources.
#[must_use]
pub fn verify(text: &FiguresInText, sources: &[FiguresInText]) -> Verification {
    let (groups, mut pairs): (Vec<&[FigureInText]>, Vec<Option<Pair<'_>>>) =
        align(text, sources).into_iter().unzip();
    let explained = meantime::take_back(&mut pairs);
    let told = groups.into_iter().zip(pairs);
    let told: Vec<(&[FigureInText], Checked)> =
        told.filter_map(|(readings, pair)| Some((readings, check(readings, pair, sources)?))).collect();
    let support = overall(&told, Shares::of(&text.words, sources), explained);
    Verification { support, figures: told.into_iter().map(|(_, checked)| checked).collect() }
}

/// How much of the words of a text its sources have.
#[derive(Debug, Clone, Copy)]
struct Shares {
    /// The greatest share that one source has.
    share: f64,
    /// How many words that source lacks.
    missing: usize,
    /// How many words the sources have for each of the text's.
    length: f64,
}

impl Shares {
    fn of(told: &TextWords, sources: &[FiguresInText]) -> Self {
        let float = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let length = sources.iter().map(|source| float(source.words.count())).sum::<f64>();
        let best = sources.iter().map(|source| source.words.missing_of(told)).min();
        let (share, missing) = match best {
            None => (0.0, told.count()),
            Some((_, 0)) => (1.0, 0),
            Some((missing, all)) => (1.0 - float(missing) / float(all), missing),
        };
        Self { share, missing, length: length / float(told.count()).max(1.0) }
    }
}

/// What the sources say of a text as a whole, by its figures and its words.
fn overall(told: &[(&[FigureInText], Checked)], words: Shares, explained: bool) -> Support {
    let with = |wanted: Support| told.iter().filter(move |(_, checked)| checked.support == wanted);
    let count = |wanted: Support| with(wanted).count();
    if told.is_empty() {
        return if words.share >= TELLS_IT { Support::Supported } else { Support::Unknown };
    }
    if count(Support::Refuted) > 0 {
        // Plain figures say little of one another where the words around them are others; a bound
        // that a source's figure keeps or breaks says more.
        let plain = with(Support::Refuted).all(|(readings, _)| readings.iter().all(is_plain));
        return if words.share >= SPEAKS_OF || !plain { Support::Refuted } else { Support::Unknown };
    }
    // A source that speaks of a figure and leaves it open, or of no sum of money or share at all,
    // does not tell the text.
    let open = with(Support::Unknown)
        .any(|(readings, checked)| checked.is_spoken_of() || readings.iter().all(is_measured));
    if explained || open || count(Support::Supported) < count(Support::Unknown) {
        return Support::Unknown;
    }
    // That plain figures agree happens by chance: the rest of the text must be told as well.
    let by_chance = with(Support::Supported)
        .all(|(readings, checked)| !checked.is_reckoned() && readings.iter().all(is_plain_count));
    // One word alone may be another for the same.
    let other_words = words.length >= LONGER && words.share < TELLS_IT && words.missing > 1;
    if by_chance && other_words { Support::Unknown } else { Support::Supported }
}

/// Whether a figure is one number, without bound.
fn is_plain(figure: &FigureInText) -> bool {
    match &figure.value.value {
        Value::Amount(amount) => amount.interval.as_point().is_some(),
        Value::Dates(_) => figure.side.is_none(),
        Value::Text(_) => true,
    }
}

/// Whether a figure is one number that counts: no date, and no rank but the first, which
/// anything may have.
fn is_plain_count(figure: &FigureInText) -> bool {
    let counts = match &figure.value.value {
        Value::Amount(amount) => {
            figure.kind != Kind::Ordinal || amount.interval.as_point() == Some(Decimal::ONE)
        }
        Value::Dates(_) => false,
        Value::Text(_) => true,
    };
    counts && is_plain(figure)
}

/// Whether a figure is a sum of money or a share: of those a source speaks as such or not at all.
fn is_measured(figure: &FigureInText) -> bool {
    matches!(figure.kind, Kind::Money | Kind::Percent)
}

/// What the sources say of a figure, by the one that speaks of the same thing or by reckoning.
fn check(readings: &[FigureInText], pair: Option<Pair<'_>>, sources: &[FiguresInText]) -> Option<Checked> {
    let figure = pair.map(|pair| pair.told).or(readings.first())?;
    let spoken_of = |pair: &Pair<'_>| pair.likeness() >= SPOKEN_OF && !arithmetic::is_telling(figure);
    let settled = pair.is_some_and(|pair| pair.support == Support::Supported || spoken_of(&pair));
    let reckoned = if settled { None } else { arithmetic::derived(figure, sources) };
    let found =
        |pair: Pair<'_>| Evidence { source: pair.source, span: pair.known.span, by: None, score: pair.score };
    let support = match (&reckoned, pair) {
        (Some(_), _) => Support::Supported,
        (None, Some(pair)) => pair.support,
        (None, None) => Support::Unknown,
    };
    Some(Checked { span: figure.span, support, evidence: reckoned.or(pair.map(found)) })
}
