//! From the text of a rule file to its tree, with every mistake at its place. Knows the
//! grammar in `grammar/claim.pest` and nothing of what names mean.

pub mod ast;
mod error;
mod grammar;
mod limits;
mod pattern;
mod tree;

pub use error::{BAD_SYNTAX, KEYWORDS, NESTING_TOO_DEEP, RULE_FILE_TOO_LARGE};

use crate::diagnostic::{Diagnostic, FileId};
use crate::token::Span;
use ast::Item;
use grammar::{ClaimParser, Rule};
use pest::Parser as _;

/// Parses a rule file. A broken item is left out and reported; the others are kept.
#[must_use]
pub fn parse(file: FileId, text: &str) -> (Vec<Item>, Vec<Diagnostic>) {
    if let Some(diagnostic) = limits::check(file, text) {
        return (Vec::new(), vec![diagnostic]);
    }
    limits::set_call_limit(text.len());
    let mut diagnostics = Vec::new();
    let pairs = match ClaimParser::parse(Rule::file, text) {
        Ok(mut pairs) => pairs.next().map(pest::iterators::Pair::into_inner),
        Err(error) => {
            diagnostics.push(error::refine(text, error::of_pest(file, Span::default(), &error)));
            None
        }
    };
    let mut items = Vec::new();
    for pair in pairs.into_iter().flatten() {
        match pair.as_rule() {
            Rule::item => items.extend(tree::item(pair)),
            Rule::broken if !is_blank(pair.as_str()) => {
                diagnostics.push(error::refine(text, explain_broken(file, &pair)));
            }
            _ => {}
        }
    }
    (items, diagnostics)
}

/// A broken stretch is parsed once more as one item, for the place where it goes wrong.
fn explain_broken(file: FileId, pair: &pest::iterators::Pair<'_, Rule>) -> Diagnostic {
    let span = Span::new(pair.as_span().start(), pair.as_span().end());
    match ClaimParser::parse(Rule::lone_item, pair.as_str()) {
        Err(error) => error::of_pest(file, span, &error),
        Ok(_) => error::unexpected(file, span),
    }
}

fn is_blank(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Vec<Item>, Vec<String>) {
        let (items, diagnostics) = parse(FileId(0), text);
        let said =
            diagnostics.iter().map(|d| format!("{} at `{}`", d.message, d.labels[0].span.of(text))).collect();
        (items, said)
    }

    #[test]
    fn every_item_of_the_language_parses() {
        let (items, said) = parsed(include_str!("../../tests/syntax/everything.claim"));
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(items.len(), 15);
    }

    #[test]
    fn one_broken_item_hides_no_other() {
        let (items, said) = parsed(
            "measure a : count { en a }\nrule b { match ( }\nrule c { macth n:quantity }\nmeasure d : count { en d }\n",
        );
        assert_eq!(items.len(), 2, "{said:?}");
        assert_eq!(said.len(), 2, "{said:?}");
    }

    #[test]
    fn a_comment_behind_words_is_no_part_of_them() {
        let (items, _) = parse(FileId(0), "words a {\n  en joint  venture   # in any form\n  ru слово\n}\n");
        let [Item::Words(list)] = items.as_slice() else { panic!("{items:?}") };
        let said: Vec<&str> = list.words.iter().map(|w| w.phrases[0].text.as_str()).collect();
        assert_eq!(said, ["joint venture", "слово"]);
    }

    #[test]
    fn nesting_has_a_limit() {
        let text = format!("rule a {{ match {}", "(".repeat(100_000));
        assert_eq!(parsed(&text).1.len(), 1);
    }
}
