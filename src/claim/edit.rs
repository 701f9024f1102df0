//! What an edit changed of a text: one stretch of it. All in front stands where it stood, and all
//! behind it has moved.

use super::doubt::Doubt;
use super::model::{Claim, ScopeEntry, TimeScope, Unclaimed};
use crate::token::Span;
use std::cell::Cell;
use std::iter::zip;

/// An edit, told from the texts before and after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edit {
    /// So many bytes in front of it are the same.
    head: usize,
    /// Where in the old text the bytes behind it begin that are the same.
    tail: usize,
    /// By how many bytes those have moved.
    by: isize,
}

impl Edit {
    pub(super) fn between(old: &str, new: &str) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let head = zip(old, new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let same = zip(old.iter().rev(), new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        Self { head, tail: old.len() - same, by: new.len().cast_signed() - old.len().cast_signed() }
    }

    /// By how many bytes a stretch of the old text has moved; nothing where it is not what it was.
    pub(super) fn shift(&self, span: Span) -> Option<isize> {
        if span.end <= self.head { Some(0) } else { (span.start >= self.tail).then_some(self.by) }
    }

    /// Where a stretch of the old text stands now; nothing where it is not what it was.
    pub(super) fn moved(&self, span: Span) -> Option<Span> {
        self.shift(span).map(|by| span.shifted(by))
    }

    /// A claim of the old text at its places in the new one.
    pub(super) fn claim(&self, claim: &Claim) -> Option<Claim> {
        let (mut out, whole) = (claim.clone(), Cell::new(true));
        out.move_spans(&|span| {
            self.moved(span).unwrap_or_else(|| {
                whole.set(false);
                span
            })
        });
        whole.get().then_some(out)
    }

    pub(super) fn unclaimed(&self, unclaimed: &Unclaimed) -> Option<Unclaimed> {
        Some(Unclaimed { span: self.moved(unclaimed.span)?, why: unclaimed.why.clone() })
    }

    pub(super) fn doubt(&self, doubt: &Doubt) -> Option<Doubt> {
        Some(Doubt { span: self.moved(doubt.span)?, why: doubt.why.clone(), code: doubt.code })
    }

    pub(super) fn entry(&self, entry: &ScopeEntry) -> Option<ScopeEntry> {
        Some(ScopeEntry { span: self.optional(entry.span)?, ..entry.clone() })
    }

    pub(super) fn time(&self, time: &TimeScope) -> Option<TimeScope> {
        Some(TimeScope { words: self.optional(time.words)?, ..time.clone() })
    }

    fn optional(&self, span: Option<Span>) -> Option<Option<Span>> {
        span.map_or(Some(None), |span| self.moved(span).map(Some))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_moves_what_stands_behind_it() {
        let edit = Edit::between("One. Two. Three.", "One. Twofold. Three.");
        assert_eq!(edit.moved(Span::new(0, 4)), Some(Span::new(0, 4)));
        assert_eq!(edit.moved(Span::new(5, 9)), None);
        assert_eq!(edit.moved(Span::new(10, 16)), Some(Span::new(14, 20)));
    }

    #[test]
    fn repeated_letters_are_counted_once() {
        let edit = Edit::between("aaa", "aaaa");
        assert_eq!(edit.moved(Span::new(0, 3)), Some(Span::new(0, 3)));
        let edit = Edit::between("aaaa", "aaa");
        assert_eq!(edit.moved(Span::new(3, 4)), None);
    }
}
