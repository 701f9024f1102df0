//! From the text of a rule file to its tree, with every mistake at its place. Knows the
//! grammar in `grammar/claim.pest` and nothing of what names mean.

mod again;
pub mod ast;
mod error;
mod expected;
mod foreign;
mod found;
mod grammar;
mod hidden;
mod layout;
mod lex;
mod limits;
mod missing;
mod pattern;
mod place;
mod recover;
mod shift;
mod tree;

pub use again::Tree;
pub use error::{BAD_SYNTAX, NESTING_TOO_DEEP, RULE_FILE_TOO_LARGE};
pub use expected::keywords;
pub use hidden::HIDDEN_CHARACTER;
pub use layout::format;

use crate::diagnostic::{Code, Diagnostic, FileId};
use crate::token::Span;
use ast::Item;
use grammar::{ClaimParser, Rule};
use pest::Parser as _;

/// All codes of this folder.
pub static CODES: [&Code; 4] = [&BAD_SYNTAX, &HIDDEN_CHARACTER, &NESTING_TOO_DEEP, &RULE_FILE_TOO_LARGE];

/// What a line ends with, for the grammar and for all that reads a file beside it.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// Parses a rule file. A broken item is left out and reported, or kept without its broken
/// statements; the others are kept whole.
#[must_use]
pub fn parse(file: FileId, text: &str) -> (Vec<Item>, Vec<Diagnostic>) {
    let (items, diagnostics, _) = parse_placed(file, text);
    (items, diagnostics)
}

/// [`parse`], with where each item stands if nothing is wrong.
fn parse_placed(file: FileId, text: &str) -> (Vec<Item>, Vec<Diagnostic>, Option<Vec<Span>>) {
    if let Some(diagnostic) = limits::check(file, text) {
        return (Vec::new(), vec![diagnostic], None);
    }
    let _guard = limits::allow(text.len());
    let mut diagnostics = hidden::check(file, text);
    let (items, broken) = items_of(file, text, &mut diagnostics);
    if broken.is_empty() {
        let (places, items) = items.into_iter().unzip();
        let places = diagnostics.is_empty().then_some(places);
        return (items, diagnostics, places);
    }
    let mut repair = recover::Repair::new(file, text);
    for span in broken.into_iter().flat_map(|span| recover::chunks(text, span)) {
        match missing::block_before(text, &items, span) {
            Some((header, item)) => repair.without_brace(header, span, matches!(item, Item::Measure(_))),
            None => repair.item(span),
        }
    }
    let repaired = repair.finish();
    // What is no syntax needs no warning besides.
    let at = |said: &Diagnostic| said.labels.first().map(|label| label.span.start);
    diagnostics.retain(|hidden| !repaired.diagnostics.iter().any(|said| at(said) == at(hidden)));
    diagnostics.extend(repaired.diagnostics);
    // What is blanked keeps its length, so that every other place stays what it was.
    let (items, _) = items_of(file, &repaired.text, &mut Vec::new());
    let mut items: Vec<Item> = items.into_iter().map(|(_, item)| item).collect();
    for item in &mut items {
        let is_mended = |name: &ast::Name| repaired.mended.iter().any(|span| span.overlaps(name.span));
        match item {
            Item::Rule(rule) => rule.mended = is_mended(&rule.name),
            Item::Test(test) => test.mended = is_mended(&test.name),
            Item::Measure(measure) => measure.mended = is_mended(&measure.name),
            _ => {}
        }
    }
    items.extend(repaired.names.into_iter().map(Item::Broken));
    (items, diagnostics, None)
}

/// The items of a text, each with its place, and the stretches that are none.
fn items_of(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> (Vec<(Span, Item)>, Vec<Span>) {
    let pairs = match ClaimParser::parse(Rule::file, text) {
        Ok(mut pairs) => pairs.next().map(pest::iterators::Pair::into_inner),
        Err(error) => {
            diagnostics.push(error::of_pest(file, text, Span::new(0, text.len()), &error));
            None
        }
    };
    let (mut items, mut broken) = (Vec::new(), Vec::new());
    for pair in pairs.into_iter().flatten() {
        match pair.as_rule() {
            Rule::item => {
                let place = Span::new(pair.as_span().start(), pair.as_span().end());
                items.extend(tree::item(pair).map(|item| (place, item)));
            }
            Rule::broken if !is_blank(pair.as_str()) => {
                broken.push(Span::new(pair.as_span().start(), pair.as_span().end()));
            }
            _ => {}
        }
    }
    (items, broken)
}

fn is_blank(text: &str) -> bool {
    text.split(LINE_ENDS).all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
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
        let whole = items.iter().filter(|item| matches!(item, Item::Measure(_))).count();
        assert_eq!(whole, 2, "{said:?}");
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
    fn a_broken_statement_hides_no_other_and_keeps_its_item() {
        let (items, said) = parsed(
            "measure a : count {\n  en a\n  neer en b\n  ru б\n  tolerance 5\n}\nmeasure b : count { en b }\n",
        );
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(
            items
                .iter()
                .any(|item| matches!(item, Item::Measure(m) if m.name.text == "a" && m.words.len() == 2))
        );
    }

    #[test]
    fn what_follows_a_comment_is_read_whatever_ends_its_line() {
        for end in ["\n", "\r\n", "\r"] {
            // A space that is none of the grammar's makes the comment part of what is broken.
            for comment in ["# a", "\u{a0}# a"] {
                let (items, said) = parsed(&format!("{comment}{end}garbage here{end}use b{end}"));
                let read = items.iter().any(|item| matches!(item, Item::Use(_)));
                assert_eq!((read, said.len()), (true, 1), "{comment:?} {end:?} {said:?}");
            }
        }
    }

    #[test]
    fn nesting_has_a_limit() {
        for head in ["", "# a\r", "\"\r", "\"\\\n", "# a\n"] {
            let text = format!("{head}rule a {{ match {}x{} }}", "(".repeat(100), ")".repeat(100));
            let (_, said) = parse(FileId(0), &text);
            assert!(said.iter().any(|said| said.code.name == NESTING_TOO_DEEP.name), "{head:?} {said:?}");
        }
        let text = format!("rule a {{ match {}", "(".repeat(100_000));
        assert_eq!(parsed(&text).1.len(), 1);
    }
}
