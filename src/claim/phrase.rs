//! What a number counts: the noun phrase behind it, its head and its modifiers.

use crate::morphology::PartOfSpeech as P;
use crate::quantity::{Figure, Quantity};
use crate::rule::Lexeme;
use crate::text::{Sentence, Word, Words};
use crate::token::TokenKind;
use std::sync::Arc;

/// The noun phrase that a quantity counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    /// The token of the head noun.
    pub head: usize,
    /// The head's lemma.
    pub lemma: Arc<str>,
    /// One past the last token of the phrase.
    pub end: usize,
    /// Whether the noun was taken over from another phrase ("another 14").
    pub borrowed: bool,
}

/// How many words may stand between a number and its noun.
const MAX_MODIFIERS: usize = 5;

/// Finds the noun that a quantity counts.
pub(super) fn counted(sentence: &Sentence<'_>, q: &Quantity, words: &Words<'_>) -> Option<Counted> {
    let Figure::Amount(amount, unit) = q.figure else { return None };
    if unit.is_some() {
        return None;
    }
    let one = amount.interval.as_point() == Some(crate::value::Decimal::ONE);
    let walker = Walker { sentence, words };
    let start = walker.skip_of(q.tokens.1);
    let head = if walker.is_cyrillic(start) { walker.russian_head(start) } else { walker.english_head(start, one) }?;
    let lemma = walker.word(head)?.lemma.clone();
    Some(Counted { head, lemma, end: walker.coordinated_end(head + 1), borrowed: false })
}

struct Walker<'a, 't> {
    sentence: &'a Sentence<'t>,
    words: &'a Words<'a>,
}

impl Walker<'_, '_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.sentence.word(at, self.words).filter(|_| self.sentence.tokens[at].kind == TokenKind::Word)
    }

    fn is_cyrillic(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| token.cyrillic)
    }

    /// "hundreds of people", "11 of the 14 districts": what is counted stands behind "of".
    fn skip_of(&self, at: usize) -> usize {
        self.sentence.lexeme(at, self.words.rules(), |l| (l == Lexeme::Of).then_some(())).map_or(at, |(_, end)| end)
    }

    /// The first noun behind adjectives; Russian counts in the genitive or the nominative.
    fn russian_head(&self, start: usize) -> Option<usize> {
        for at in start..(start + MAX_MODIFIERS).min(self.sentence.tokens.len()) {
            let word = self.word(at)?;
            let adjective = word.may_be(P::Adjective) || word.may_be(P::Participle);
            if word.may_be(P::Noun) && !(adjective && self.noun_follows(at + 1)) {
                return Some(at);
            }
            if !adjective && !word.may_be(P::Adverb) && word.in_dictionary {
                return None;
            }
            if !word.in_dictionary && !self.noun_follows(at + 1) {
                return Some(at);
            }
        }
        None
    }

    fn noun_follows(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.may_be(P::Noun) || word.may_be(P::Adjective))
    }

    /// The plural noun that ends a run of adjectives and nouns; for one, or where there is no
    /// plural, the last noun of the run.
    fn english_head(&self, start: usize, one: bool) -> Option<usize> {
        let mut last_noun = None;
        let mut at = start;
        while at < (start + MAX_MODIFIERS).min(self.sentence.tokens.len()) {
            let Some(word) = self.word(at).filter(|_| !self.sentence.tokens[at].cyrillic) else {
                if self.is_inner_hyphen(at) {
                    at += 1;
                    continue;
                }
                break;
            };
            if self.ends_run(at, word, last_noun.is_some()) {
                break;
            }
            let noun = word.may_be(P::Noun) || !word.in_dictionary;
            if noun {
                last_noun = Some(at);
            }
            if noun && word.plural_noun && !one && !self.plural_follows(at + 1) && word.folded != word.lemma {
                return Some(at);
            }
            at += 1;
        }
        last_noun
    }

    fn is_inner_hyphen(&self, at: usize) -> bool {
        self.sentence.token_text(at) == "-" && self.sentence.glued(at) && self.sentence.glued(at + 1)
    }

    fn plural_follows(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.plural_noun && !word.may_be(P::Verb) && word.folded != word.lemma)
    }

    /// Words that cannot stand inside of a noun phrase.
    fn ends_run(&self, at: usize, word: &Word, after_noun: bool) -> bool {
        let modifier = [P::Noun, P::Adjective, P::Participle, P::Gerund].iter().any(|p| word.may_be(*p));
        let past_verb = word.past && !word.may_be(P::Noun);
        let lexeme = self.sentence.lexeme(at, self.words.rules(), |l| {
            matches!(l, Lexeme::In | Lexeme::From | Lexeme::And | Lexeme::Of | Lexeme::Clause | Lexeme::RangeMiddle | Lexeme::Negation).then_some(())
        });
        lexeme.is_some() || (word.in_dictionary && !modifier && !past_verb) || (past_verb && (after_noun || !self.noun_follows(at + 1)))
    }

    /// "companies and delegations": a second noun without a number of its own.
    fn coordinated_end(&self, end: usize) -> usize {
        let and = self.sentence.lexeme(end, self.words.rules(), |l| (l == Lexeme::And).then_some(()));
        let Some(((), next)) = and else { return end };
        let second = self.word(next).is_some_and(|word| word.plural_noun && word.folded != word.lemma && !word.may_be(P::Verb) && !word.is_verb_like());
        let closes = self.word(next + 1).is_none_or(|word| !word.may_be(P::Noun));
        if second && closes { next + 1 } else { end }
    }
}
