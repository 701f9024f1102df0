//! Parses a file of which most was parsed before, as an editor does after every keystroke: only
//! what stands around the change is parsed, and the trees of the other items move to their places.
//! What is typed is half done most of the time, so that the text before is the last one in which
//! nothing was wrong.

use super::ast::Item;
use super::recover::is_balanced;
use super::shift::Shift as _;
use super::{limits, parse_placed};
use crate::diagnostic::{Diagnostic, FileId};
use crate::token::Span;
use std::iter::zip;
use std::sync::Arc;

/// Items at either side of a change that are parsed with it: what ends an item stands behind it.
const AROUND: usize = 2;

/// A file that was parsed.
#[derive(Debug, Clone)]
pub struct Tree {
    text: Arc<str>,
    /// Its items.
    pub items: Arc<Vec<Item>>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// Where each item stands; nothing where something is wrong, and no item is sure to be whole.
    places: Option<Vec<Span>>,
}

impl Tree {
    /// Parses a file; `before` is what the same file said when nothing was wrong with it.
    #[must_use]
    pub fn of(file: FileId, text: &str, before: Option<&Self>) -> Self {
        before.and_then(|before| before.changed_to(file, text)).unwrap_or_else(|| {
            let (items, diagnostics, places) = parse_placed(file, text);
            Self { text: text.into(), items: Arc::new(items), diagnostics, places }
        })
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.places.is_some()
    }

    /// Whether it is the tree of a text.
    #[must_use]
    pub fn is_of(&self, text: &str) -> bool {
        *self.text == *text
    }

    /// The tree of a text that has little changed; nothing where that cannot be told from what
    /// stands around the change.
    fn changed_to(&self, file: FileId, text: &str) -> Option<Self> {
        let places = self.places.as_ref()?;
        let (old, new) = (self.text.as_bytes(), text.as_bytes());
        let head = zip(old, new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let tail = zip(old.iter().rev(), new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        // What stands whole in front of the change, and what behind it.
        let kept = places.partition_point(|place| place.start < head).saturating_sub(AROUND);
        let rest = places.partition_point(|place| place.start < old.len() - tail) + AROUND;
        let (before, behind) = (places.get(..kept)?, places.get(rest..).unwrap_or(&[]));
        let from = before.last().map_or(0, |place| place.end);
        let to = behind.first().map_or(old.len(), |place| place.start);
        let moved = new.len().checked_signed_diff(old.len())?;
        limits::check(file, text).is_none().then_some(())?;
        let between = text.get(from..to.checked_add_signed(moved)?)?;
        // At the start of a file it is a mark of its encoding, elsewhere it is hidden.
        if from > 0 && between.starts_with('\u{feff}') {
            return None;
        }
        let (mut fresh, mut diagnostics, mut fresh_places) = parse_placed(file, between);
        // What is left open reaches beyond it.
        if fresh_places.is_none() && !is_balanced(between) {
            return None;
        }
        fresh.shift(from.cast_signed());
        fresh_places.shift(from.cast_signed());
        let labels = diagnostics.iter_mut().flat_map(|said| &mut said.labels);
        labels.for_each(|label| label.span.shift(from.cast_signed()));
        let (mut tail, mut behind) = (self.items.get(rest..).unwrap_or(&[]).to_vec(), behind.to_vec());
        tail.shift(moved);
        behind.shift(moved);
        let mut items = self.items.get(..kept)?.to_vec();
        // The names of broken items stand behind all others.
        let (broken, whole): (Vec<Item>, Vec<Item>) =
            fresh.into_iter().partition(|item| matches!(item, Item::Broken(_)));
        items.extend(whole.into_iter().chain(tail).chain(broken));
        let places = fresh_places.map(|fresh| [before, &fresh, &behind].concat());
        Some(Self { text: text.into(), items: Arc::new(items), diagnostics, places })
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const FILES: [&str; 3] = [
        include_str!("../../tests/syntax/everything.claim"),
        include_str!("../../rules/exhibitions/exhibitions.claim"),
        include_str!("../../rules/std/measures.claim"),
    ];
    const PIECES: [&str; 12] =
        ["a", " ", "\n", "{", "}", "\"", "| ", ",", "# ", "\nmeasure m : count { en m }\n", "rule ", ";"];

    #[test]
    fn what_changed_little_parses_to_what_it_would_from_the_start() {
        let mut state = 7u64;
        let mut roll = |sides: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or(0) % sides.max(1)
        };
        let (mut again, mut wrong) = ([0; 2], 0);
        for file in FILES {
            let first = Tree::of(FileId(0), file, None);
            let (mut tree, mut clean) = (first.clone(), first.clone());
            for _ in 0..400 {
                let mut text = if roll(3) == 0 { tree.text.to_string() } else { clean.text.to_string() };
                let from = text.floor_char_boundary(roll(text.len() + 1));
                let to = if roll(3) == 0 {
                    text.floor_char_boundary((from + roll(30)).min(text.len()))
                } else {
                    from
                };
                text.replace_range(from..to.max(from), PIECES[roll(PIECES.len())]);
                let now = Tree::of(FileId(0), &text, Some(&clean));
                if clean.changed_to(FileId(0), &text).is_some() {
                    again[usize::from(now.is_clean())] += 1;
                }
                let (items, said) = parse(FileId(0), &text);
                assert_eq!(*now.items, items, "{text}");
                assert_eq!(now.diagnostics, said, "{text}");
                wrong += usize::from(!said.is_empty());
                if now.is_clean() {
                    clean = now.clone();
                }
                tree = now;
            }
        }
        assert!(again[0] > 200 && again[1] > 200 && wrong > 200, "{again:?} parsed again, {wrong} wrong");
    }
}
