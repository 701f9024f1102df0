//! Marks: every run of tokens that the vocabulary knows, with what it means.

use super::words::{WordId, Words};
use crate::rule::Element;
use crate::token::{Token, TokenKind};
use smallvec::{SmallVec, smallvec};

/// A run of tokens with one meaning of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The first token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What it means, by number.
    pub meaning: u32,
}

/// Nodes of the vocabulary that a run of tokens leads to.
type Nodes = SmallVec<[u32; 8]>;

/// The marks of a sentence, by their first token; longer ones first.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    marks: Vec<Mark>,
    first: Vec<u32>,
}

/// A sentence whose marks are looked for.
struct Search<'a> {
    text: &'a str,
    tokens: &'a [Token],
    ids: &'a [Option<WordId>],
    words: &'a Words<'a>,
}

impl Marks {
    /// Finds all marks in a run of tokens, in the room of others.
    #[must_use]
    pub(super) fn find(
        mut self,
        text: &str,
        tokens: &[Token],
        ids: &[Option<WordId>],
        words: &Words<'_>,
    ) -> Self {
        self.clear();
        let search = Search { text, tokens, ids, words };
        let mut found: SmallVec<[Mark; 64]> = SmallVec::new();
        self.first.reserve_exact(tokens.len() + 1);
        for (start, (token, id)) in tokens.iter().zip(ids).enumerate() {
            self.first.push(index(found.len()));
            match id {
                Some(id) if words.brief(*id).begins_phrases => search.of_word(start, token, *id, &mut found),
                Some(_) => {}
                None => search.of_mark(start, token, &mut found),
            }
        }
        self.first.push(index(found.len()));
        self.marks.extend_from_slice(&found);
        self
    }

    /// Leaves nothing but the room.
    pub(super) fn clear(&mut self) {
        self.marks.clear();
        self.first.clear();
    }

    /// The marks that start at a token, longer ones first.
    #[inline]
    #[must_use]
    pub fn at(&self, token: usize) -> &[Mark] {
        let Some([from, to, ..]) = self.first.get(token..) else { return &[] };
        self.marks.get(*from as usize..*to as usize).unwrap_or(&[])
    }

    /// All marks.
    #[must_use]
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }
}

impl Search<'_> {
    /// The marks that start with a word.
    fn of_word(&self, start: usize, token: &Token, id: WordId, found: &mut SmallVec<[Mark; 64]>) {
        let begin = found.len();
        let bits = self.bits(start + 1);
        let (mut next, mut roots) = (Nodes::new(), 0);
        self.words.get(id).each_root(token, token.span.of(self.text), |root| {
            roots += usize::from(!root.meanings.is_empty());
            let mark = |meaning: &u32| Mark { start: index(start), end: index(start + 1), meaning: *meaning };
            found.extend(root.meanings.iter().map(mark));
            if root.branches & bits != 0 {
                next.push(root.node);
            }
        });
        let alone = found.len();
        if !next.is_empty() {
            self.go_on(start, next, found);
        }
        // What a word means alone is in order already.
        if roots > 1 || found.len() > alone {
            in_order(found, begin);
        }
    }

    /// The marks that start with a mark.
    fn of_mark(&self, start: usize, token: &Token, found: &mut SmallVec<[Mark; 64]>) {
        let Some(node) = self.words.phrases_with(first_of(token, self.text)) else { return };
        let begin = found.len();
        self.add(start, start, node, found);
        let vocabulary = &self.words.rules().vocabulary;
        if vocabulary.branches(node) & self.bits(start + 1) != 0 {
            self.go_on(start, smallvec![node], found);
        }
        if found.len() > begin + 1 {
            in_order(found, begin);
        }
    }

    /// The longer marks: `walk` holds the nodes that the first token leads to and that may go on behind it.
    fn go_on(&self, start: usize, mut walk: Nodes, found: &mut SmallVec<[Mark; 64]>) {
        let vocabulary = &self.words.rules().vocabulary;
        let mut next = Nodes::new();
        for at in start + 1..self.tokens.len() {
            for node in &walk {
                self.step(at, *node, &mut next);
            }
            for node in &next {
                self.add(start, at, *node, found);
            }
            let bits = self.bits(at + 1);
            next.retain(|node| vocabulary.branches(*node) & bits != 0);
            if next.is_empty() {
                return;
            }
            std::mem::swap(&mut walk, &mut next);
            next.clear();
        }
    }

    /// Adds what phrases mean that end with a token.
    fn add(&self, start: usize, last: usize, node: u32, found: &mut SmallVec<[Mark; 64]>) {
        let meanings = self.words.rules().vocabulary.meanings(node).iter();
        let wanted = meanings.filter(|meaning| self.words.wants(**meaning));
        found.extend(wanted.map(|meaning| Mark {
            start: index(start),
            end: index(last + 1),
            meaning: *meaning,
        }));
    }

    /// The bits of the elements that a token may be; none behind the last.
    fn bits(&self, at: usize) -> u128 {
        match (self.tokens.get(at), self.ids.get(at)) {
            (Some(_), Some(Some(id))) => self.words.brief(*id).bits,
            (Some(token), _) => Element::Mark(first_of(token, self.text)).bit(),
            _ => 0,
        }
    }

    /// The nodes that a token leads to from a node.
    fn step(&self, at: usize, node: u32, next: &mut Nodes) {
        let (Some(token), Some(id)) = (self.tokens.get(at), self.ids.get(at)) else { return };
        let vocabulary = &self.words.rules().vocabulary;
        let mut follow = |element: Element| next.extend(vocabulary.step(node, element));
        match (token.kind, id) {
            (TokenKind::Mark, _) => follow(Element::Mark(first_of(token, self.text))),
            (_, Some(id)) => self.words.get(*id).each_element(token, token.span.of(self.text), follow),
            (_, None) => {}
        }
    }
}

/// Longer ones first, then by meaning.
fn in_order(found: &mut SmallVec<[Mark; 64]>, begin: usize) {
    if let Some(marks) = found.get_mut(begin..) {
        marks.sort_unstable_by_key(|mark| (std::cmp::Reverse(mark.end), mark.meaning));
    }
}

fn first_of(token: &Token, text: &str) -> char {
    token.span.of(text).chars().next().unwrap_or(' ')
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
