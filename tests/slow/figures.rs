//! Figures read the slow and obvious way: every sentence cut, every word looked up with all that any rule says of it,
//! every reader tried.

use factlint::quantity::{Conventions, Reading, read_slowly};
use factlint::rule::Ruleset;
use factlint::text::{Sentence, Words, sentence_spans};
use factlint::token::Span;

/// All sentences of a text, read one by one.
pub(crate) fn figures(text: &str, lang: u8, rules: &Ruleset) -> Reading {
    let mut words = Words::new(rules);
    let spans = sentence_spans(text, Span::new(0, text.len()), rules);
    let sentences: Vec<Sentence<'_>> =
        spans.into_iter().map(|span| Sentence::read(text, span, &mut words)).collect();
    let mut conventions = Conventions::of(rules, lang);
    sentences.iter().for_each(|sentence| conventions.learn(sentence, &words));
    let mut all = Reading::default();
    for sentence in &sentences {
        let first = all.quantities.len();
        let mut reading = read_slowly(sentence, &words, &conventions);
        reading.quantities.iter_mut().for_each(|q| q.converts = q.converts.map(|at| at + first));
        all.quantities.extend(reading.quantities);
        all.refused.extend(reading.refused);
    }
    all
}
