//! `factlint quantities`.

use super::args;
use crate::engine::{Packs, prepare};
use crate::quantity::{self, Conventions};
use crate::text::{Sentence, Words, sentence_spans};
use crate::token::Span;
use std::io::Write as _;
use std::process::ExitCode;

pub(super) fn run(arguments: &args::Quantities) -> ExitCode {
    let prepared = prepare(Vec::new(), &Packs);
    let rules = &prepared.rules;
    let Some(path) = &arguments.lines else { return ExitCode::from(2) };
    let Ok(text) = std::fs::read_to_string(path) else { return ExitCode::from(2) };
    let mut words = Words::new(rules);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in text.lines() {
        let lang = arguments.language.as_deref().and_then(|code| rules.language(code)).unwrap_or(0);
        let mut conventions = Conventions::of(rules, lang);
        let sentences: Vec<Sentence<'_>> = sentence_spans(line, Span::new(0, line.len()), rules).into_iter().map(|span| Sentence::read(line, span, &mut words)).collect();
        for sentence in &sentences {
            conventions.learn(sentence, &words);
        }
        let mut buffer = String::from("[");
        let mut first = 0;
        for sentence in &sentences {
            let reading = quantity::read(sentence, &words, &conventions);
            for quantity in &reading.quantities {
                if buffer.len() > 1 {
                    buffer.push(',');
                }
                crate::report::push_quantity(&mut buffer, quantity, line, rules, first);
            }
            first += reading.quantities.len();
        }
        let _ = writeln!(out, "{buffer}]");
    }
    ExitCode::SUCCESS
}
