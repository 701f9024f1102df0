//! How far apart two places of a sentence are for a reader: tokens, and what parts them.

use crate::quantity::Quantity;
use crate::rule::Lexeme;
use crate::text::{Sentence, Words};

/// A sentence's tokens with the cost of crossing each, summed up.
#[derive(Debug, Clone)]
pub(super) struct Distances {
    /// `sums[i]` is the cost of all tokens before the i-th.
    sums: Vec<u32>,
    /// One past the colon of a label that opens the sentence: "Default memory: 128 MB".
    label: usize,
}

/// A label has at most so many tokens.
const LABEL_TOKENS: usize = 10;
/// What stands in a label is at most this far from anything behind it.
const FROM_LABEL: u32 = 8;

impl Distances {
    /// The costs of a sentence: a token 1, a comma 3, a word that begins a clause 4, a strong
    /// mark 6, another figure 3, quotation marks and points of abbreviations nothing. Guesses that were tuned on the development clusters.
    pub(super) fn of(sentence: &Sentence<'_>, quantities: &[Quantity], words: &Words<'_>) -> Self {
        let rules = words.rules();
        let mut sums = Vec::with_capacity(sentence.tokens.len() + 1);
        let mut total = 0;
        for at in 0..sentence.tokens.len() {
            sums.push(total);
            let starts_figure = quantities.iter().any(|q| q.core.0 == at);
            total += match sentence.token_text(at) {
                "," => 3,
                // A bracket right behind a figure says more of it.
                "(" if quantities.iter().any(|q| q.tokens.1 == at) => 1,
                ";" | ":" | "—" | "–" | "(" | ")" | "|" => 6,
                "." | "\"" | "«" | "»" | "“" | "”" => 0,
                _ if sentence.has_lexeme(at, rules, Lexeme::Clause) => 4,
                _ if starts_figure => 3,
                _ => 1,
            };
        }
        sums.push(total);
        let colon = (0..sentence.tokens.len().min(LABEL_TOKENS)).find(|at| sentence.token_text(*at) == ":");
        Self { sums, label: colon.map_or(0, |at| at + 1) }
    }

    /// Whether a run of tokens stands in the label of the sentence.
    pub(super) fn is_label(&self, tokens: (usize, usize)) -> bool {
        tokens.1 < self.label
    }

    /// One past the label of the sentence; 0 where it has none.
    pub(super) fn label_end(&self) -> usize {
        self.label
    }

    /// The cost of what stands between two runs of tokens; 0 where they touch or overlap.
    pub(super) fn between(&self, a: (usize, usize), b: (usize, usize)) -> u32 {
        let (left, right) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
        let cost = |at: usize| self.sums.get(at).or(self.sums.last()).copied().unwrap_or(0);
        let whole = if left >= right { 0 } else { cost(right) - cost(left) };
        if left < self.label && self.label <= right { whole.min(FROM_LABEL) } else { whole }
    }
}
