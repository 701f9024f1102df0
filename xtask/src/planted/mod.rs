//! Documents whose figures are known: many short texts about many things, in two languages, in which
//! figures are written, rounded and hedged in many ways, and a known share of documents contradicts another.
//! What follows from the seed is the same on any machine.

mod figure;
mod thing;
mod words;

pub(crate) use thing::Statement;
use thing::Thing;

use crate::chance::Chance;

/// A document about a thing.
pub(crate) struct Document {
    /// A path, unlike that of any other.
    pub(crate) path: String,
    /// Its text, of about a kilobyte.
    pub(crate) text: String,
    /// What it states, so far as other documents state the same.
    pub(crate) statements: Vec<Statement>,
    /// The thing that it is about, by number.
    pub(crate) thing: usize,
}

/// Two documents, by number, and what both state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pair {
    /// The documents, the smaller number first.
    pub(crate) documents: (usize, usize),
    /// The measure as rule files call it.
    pub(crate) measure: &'static str,
}

/// Documents with what is true of them.
pub(crate) struct Corpus {
    /// The documents.
    pub(crate) documents: Vec<Document>,
    /// Pairs with figures that cannot both be true, in order.
    pub(crate) contradictions: Vec<Pair>,
    /// Other pairs of which one figure at least is rounded or hedged, in order.
    pub(crate) inexact: Vec<Pair>,
}

impl Corpus {
    /// Writes a number of documents.
    pub(crate) fn new(documents: usize, seed: u64) -> Self {
        let mut all: Vec<(usize, Document)> = Vec::with_capacity(documents + thing::MOST_DOCUMENTS);
        let mut order = Chance::new(seed);
        for number in 0.. {
            if all.len() >= documents {
                break;
            }
            let written = Thing::new(number, seed).documents();
            // Documents about one thing lie far from each other.
            all.extend(written.into_iter().map(|document| (order.below(1 << 30), document)));
        }
        all.truncate(documents);
        all.sort_by_key(|(place, document)| (*place, document.thing));
        let mut documents: Vec<Document> = all.into_iter().map(|(_, document)| document).collect();
        for (number, document) in documents.iter_mut().enumerate() {
            document.path = format!("{:04}/{:03}.txt", number / 1000, number % 1000);
        }
        let (contradictions, inexact) = pairs(&documents);
        Self { documents, contradictions, inexact }
    }
}

/// Pairs of documents that state the same of a thing: those that contradict, and those of which a
/// figure is inexact.
fn pairs(documents: &[Document]) -> (Vec<Pair>, Vec<Pair>) {
    let mut by_thing: Vec<(usize, usize)> =
        documents.iter().enumerate().map(|(number, document)| (document.thing, number)).collect();
    by_thing.sort_unstable();
    let (mut contradictions, mut inexact) = (Vec::new(), Vec::new());
    for about in by_thing.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, a)) in about.iter().enumerate() {
            for (_, b) in &about[at + 1..] {
                let stated = documents[*a].statements.iter();
                let both = stated.flat_map(|x| documents[*b].statements.iter().map(move |y| (x, y)));
                for (x, y) in both.filter(|(x, y)| x.is_of_the_same(y)) {
                    let pair = Pair { documents: (*a, *b), measure: x.measure() };
                    if x.contradicts(y) {
                        contradictions.push(pair);
                    } else if !(x.is_exact() && y.is_exact()) {
                        inexact.push(pair);
                    }
                }
            }
        }
    }
    contradictions.sort_unstable();
    contradictions.dedup();
    inexact.sort_unstable();
    inexact.dedup();
    (contradictions, inexact)
}
