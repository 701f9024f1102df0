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
        let conventions = Conventions::of(rules, lang);
        let mut items = Vec::new();
        for span in sentence_spans(line, Span::new(0, line.len()), rules) {
            let sentence = Sentence::read(line, span, &mut words);
            let reading = quantity::read(&sentence, &words, &conventions);
            items.extend(reading.quantities.iter().filter_map(|q| crate::report::quantity_json(q, line, rules)));
        }
        let _ = writeln!(out, "[{}]", items.join(","));
    }
    ExitCode::SUCCESS
}
