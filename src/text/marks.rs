//! Marks: every run of tokens that the vocabulary knows, with what it means.

use super::words::{WordId, Words};
use crate::rule::Element;
use crate::token::{Token, TokenKind};
use smallvec::SmallVec;

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

impl Marks {
    /// Finds all marks in a run of tokens.
    #[must_use]
    pub fn find(text: &str, tokens: &[Token], ids: &[Option<WordId>], words: &Words<'_>) -> Self {
        let mut found: SmallVec<[Mark; 64]> = SmallVec::new();
        let mut first = Vec::with_capacity(tokens.len() + 1);
        let vocabulary = &words.rules().vocabulary;
        let (mut walk, mut next) = (Nodes::new(), Nodes::new());
        for start in 0..tokens.len() {
            let begin = found.len();
            first.push(index(begin));
            next.clear();
            first_step(text, &tokens[start], ids[start], words, &mut next);
            if next.is_empty() {
                continue;
            }
            for at in start..tokens.len() {
                next.dedup();
                for node in &next {
                    for meaning in vocabulary.meanings(*node).iter().filter(|id| words.wants(**id)) {
                        found.push(Mark { start: index(start), end: index(at + 1), meaning: *meaning });
                    }
                }
                let Some(token) = tokens.get(at + 1) else { break };
                let (id, bits) = (ids[at + 1], bits_of(text, token, ids[at + 1], words));
                next.retain(|node: &mut u32| vocabulary.branches(*node) & bits != 0);
                if next.is_empty() {
                    break;
                }
                std::mem::swap(&mut walk, &mut next);
                next.clear();
                for node in &walk {
                    step(text, token, id, words, *node, &mut next);
                }
                if next.is_empty() {
                    break;
                }
            }
            if found.len() > begin + 1 {
                found[begin..].sort_by_key(|mark| (std::cmp::Reverse(mark.end), mark.meaning));
            }
        }
        first.push(index(found.len()));
        Self { marks: found.to_vec(), first }
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

/// The bits of the elements that a token may be.
fn bits_of(text: &str, token: &Token, id: Option<WordId>, words: &Words<'_>) -> u128 {
    match id {
        Some(id) => words.brief(id).bits,
        None => Element::Mark(token.span.of(text).chars().next().unwrap_or(' ')).bit(),
    }
}

/// The nodes that a token leads to as the first of a phrase.
fn first_step(text: &str, token: &Token, id: Option<WordId>, words: &Words<'_>, next: &mut Nodes) {
    match id {
        Some(id) if words.brief(id).begins_phrases => {
            words.get(id).each_root(token, token.span.of(text), |node| next.push(node));
        }
        Some(_) => {}
        None => next.extend(words.phrases_with(token.span.of(text).chars().next().unwrap_or(' '))),
    }
}

fn step(text: &str, token: &Token, id: Option<WordId>, words: &Words<'_>, node: u32, next: &mut Nodes) {
    let vocabulary = &words.rules().vocabulary;
    let mut follow = |element: Element| next.extend(vocabulary.step(node, element));
    let content = token.span.of(text);
    match (token.kind, id) {
        (TokenKind::Mark, _) => follow(Element::Mark(content.chars().next().unwrap_or(' '))),
        (_, Some(id)) => words.get(id).each_element(token, content, follow),
        (_, None) => {}
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
