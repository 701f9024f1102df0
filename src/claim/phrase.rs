//! What a number counts: the noun phrase behind it, its head and its modifiers.

use super::model::Noun;
use crate::morphology::PartOfSpeech as P;
use crate::quantity::{Figure, Quantity};
use crate::rule::{Lexeme, Meaning};
use crate::text::{Sentence, Word, Words};
use crate::token::{Case, TokenKind};
use std::sync::Arc;

/// The noun phrase that a quantity counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    /// The token of the head noun.
    pub head: usize,
    /// What it is a form of.
    pub noun: Noun,
    /// One past the last token of the phrase.
    pub end: usize,
    /// Whether the noun was taken over from another phrase ("another 14").
    pub borrowed: bool,
    /// Whether the words say that it is a part of what was counted before ("of them").
    pub of_them: bool,
}

/// How many words may stand between a number and its noun.
const MAX_MODIFIERS: usize = 5;

/// Whether a verb in the past tense stands at a place: "another 14 sent delegations".
pub(super) fn is_past_verb(sentence: &Sentence<'_>, at: usize, words: &Words<'_>) -> bool {
    sentence.word(at, words).is_some_and(|word| word.past && !word.may_be(P::Noun))
}

/// Whether a word stands for a noun, as "them" does.
pub(super) fn is_pronoun(sentence: &Sentence<'_>, at: usize, words: &Words<'_>) -> bool {
    sentence.has_lexeme(at, words.rules(), Lexeme::Function)
        || sentence.word(at, words).is_some_and(|word| word.may_be(P::Pronoun))
}

/// Finds the noun that a quantity counts.
pub(super) fn counted(sentence: &Sentence<'_>, q: &Quantity, words: &Words<'_>) -> Option<Counted> {
    let Figure::Amount(amount, unit) = q.figure else { return None };
    if unit.is_some() {
        return None;
    }
    let one = amount.interval.as_point() == Some(crate::value::Decimal::ONE);
    let walker = Walker { sentence, words };
    let head = walker.head_behind(walker.skip_of(q.tokens.1), one)?;
    // What is counted in tenths comes in the plural: "1.5 goals"; "magnitude 7.6 hit …" counts nothing.
    let whole = amount.interval.as_point().is_none_or(|n| n.fract().is_zero());
    let plural = walker.word(head).is_some_and(|word| word.plural_noun && word.folded != word.lemma);
    if !whole && !plural && !walker.is_cyrillic(head) {
        return None;
    }
    if is_pronoun(sentence, head, words) {
        // "3,100 of them": a neighbour's noun is counted.
        return None;
    }
    let noun = Noun::of(walker.word(head)?);
    Some(Counted { head, noun, end: walker.coordinated_end(head + 1), borrowed: false, of_them: false })
}

/// The token of the noun that a measured figure is said of: "$10 million in damages", "80
/// tonnes of tents", or the head of the phrase before it, "the capital of Russia exceeds …".
pub(super) fn said_of(sentence: &Sentence<'_>, q: &Quantity, words: &Words<'_>) -> Option<usize> {
    let walker = Walker { sentence, words };
    let behind = walker.skip_of(q.tokens.1);
    let counted = (behind > q.tokens.1).then(|| walker.english_head(behind, true)).flatten();
    counted.or_else(|| walker.head_before(q.tokens.0))
}

/// The token of the last noun of a label: "Appeals: UN US$415 million".
pub(super) fn label_noun(sentence: &Sentence<'_>, end: usize, words: &Words<'_>) -> Option<usize> {
    let walker = Walker { sentence, words };
    let nouns = (0..end).rev().filter_map(|at| Some((at, walker.word(at)?)));
    let plain = |(at, word): &(usize, &Word)| {
        walker.is_plain_noun(word)
            && !super::name::is_function_word(sentence, words, *at)
            && !walker.is_figure_word(*at)
            && !walker.is_generic(*at)
    };
    nouns.into_iter().find(plain).map(|(at, _)| at)
}

/// The lemma of the noun before a figure that it is said of, words of measures left aside:
/// "each tower reaches 230 feet" is said of the tower.
pub(super) fn owner(sentence: &Sentence<'_>, q: &Quantity, words: &Words<'_>) -> Option<Arc<str>> {
    let walker = Walker { sentence, words };
    walker.word(owner_at(sentence, q, words)?).map(|word| word.lemma.clone())
}

/// The token of that noun.
pub(super) fn owner_at(sentence: &Sentence<'_>, q: &Quantity, words: &Words<'_>) -> Option<usize> {
    head_before(sentence, q.tokens.0, words)
}

/// The token of the head of the nearest noun phrase before a place, words of measures left aside.
pub(super) fn head_before(sentence: &Sentence<'_>, place: usize, words: &Words<'_>) -> Option<usize> {
    Walker { sentence, words }.head_before(place)
}

/// The token of the head of the noun phrase that begins at a place.
pub(super) fn head_behind(sentence: &Sentence<'_>, start: usize, words: &Words<'_>) -> Option<usize> {
    Walker { sentence, words }.head_behind(start, false)
}

/// Whether a noun stands at a place.
pub(super) fn is_noun(sentence: &Sentence<'_>, at: usize, words: &Words<'_>) -> bool {
    sentence.word(at, words).is_some_and(|word| word.may_be(P::Noun))
}

/// The lemma of the noun that a figure is a rate by: "15 kg for each hive", "14 kg per colony".
pub(super) fn rated_by(context: &super::context::Context<'_, '_>, figure: usize) -> Option<Arc<str>> {
    let sentence = &context.read.sentence;
    let past = context.reach_of(figure).1;
    let per = |l: Lexeme| (l == Lexeme::Per).then_some(());
    let ((), end) = sentence.lexeme(past, context.rules, per)?;
    let word = sentence.word(end, context.words).filter(|word| word.may_be(P::Noun))?;
    Some(word.lemma.clone())
}

/// How far before a figure its noun is looked for, in tokens.
const BEFORE: usize = 12;

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
        self.sentence
            .lexeme(at, self.words.rules(), |l| (l == Lexeme::Of).then_some(()))
            .map_or(at, |(_, end)| end)
    }

    /// The head of the noun phrase that begins at a place; of `one` thing where that is counted.
    fn head_behind(&self, start: usize, one: bool) -> Option<usize> {
        if self.is_cyrillic(start) { self.russian_head(start) } else { self.english_head(start, one) }
    }

    /// The first noun behind adjectives; Russian counts in the genitive or the nominative.
    fn russian_head(&self, start: usize) -> Option<usize> {
        for at in start..(start + MAX_MODIFIERS).min(self.sentence.tokens.len()) {
            let word = self.word(at)?;
            let adjective = word.may_be(P::Adjective) || word.may_be(P::Participle);
            let function =
                [P::Conjunction, P::Preposition, P::Particle, P::Pronoun].iter().any(|p| word.may_be(*p));
            if (word.may_be(P::Verb) || function) && !adjective {
                return None;
            }
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

    /// The head of the nearest noun phrase before a place: phrases behind prepositions and
    /// nouns in the genitive belong to what stands before them.
    fn head_before(&self, place: usize) -> Option<usize> {
        let mut at = place;
        while at > place.saturating_sub(BEFORE) {
            at = at.checked_sub(1)?;
            if matches!(self.sentence.token_text(at), ";" | ":" | "(" | ")" | "—" | "." | "!" | "?") {
                return None;
            }
            let Some(word) = self.word(at).filter(|w| self.is_plain_noun(w)) else { continue };
            if super::name::is_function_word(self.sentence, self.words, at) {
                continue;
            }
            if self.is_figure_word(at)
                || self.is_measure_word(at)
                || self.is_verb_here(at)
                || self.is_in_name(at)
                || self.is_generic(at)
            {
                continue;
            }
            let first = self.phrase_start(at);
            let led = first.checked_sub(1).is_some_and(|before| self.is_preposition(before));
            let genitive = self.is_cyrillic(at)
                && word.genitive_noun
                && first.checked_sub(1).and_then(|b| self.word(b)).is_some_and(|w| w.may_be(P::Noun));
            if !led && !genitive {
                return Some(at);
            }
            at = first;
        }
        None
    }

    /// Whether a word that may be a noun or a verb is the verb of a noun right before it: "the
    /// towers stand", "the bridge itself takes".
    fn is_verb_here(&self, at: usize) -> bool {
        let verb = self.word(at).is_some_and(|word| !self.is_cyrillic(at) && word.may_be(P::Verb));
        let before = at.checked_sub(1);
        let third_person = self.word(at).is_some_and(|word| word.plural_noun && word.folded != word.lemma);
        let subject = before.and_then(|before| self.word(before)).is_some_and(|word| {
            let plural = word.plural_noun && word.folded != word.lemma;
            (word.may_be(P::Noun) && plural != third_person && !word.may_be(P::Adjective))
                || word.may_be(P::Pronoun)
        });
        let subject = subject || before.is_some_and(|b| self.is_subject_pronoun(b));
        verb && subject
    }

    /// Whether a noun says nothing by itself of what is counted: "total", "number".
    fn is_generic(&self, at: usize) -> bool {
        self.sentence.has_lexeme(at, self.words.rules(), Lexeme::Generic)
    }

    /// Whether a noun is written as names are, not at the beginning: "the film took in Argentina 5".
    fn is_in_name(&self, at: usize) -> bool {
        let capital = self.sentence.tokens.get(at).is_some_and(|token| token.case != Case::Lower);
        let named = self.word(at).is_some_and(|word| word.place || word.person || !word.in_dictionary);
        capital && (named || at > 0)
    }

    /// "it", "they", "itself": a pronoun that no noun follows.
    fn is_subject_pronoun(&self, at: usize) -> bool {
        self.sentence.has_lexeme(at, self.words.rules(), Lexeme::SubjectPronoun)
    }

    /// Articles and pronouns before a noun: "the", "each", "its".
    fn is_determiner(&self, at: usize) -> bool {
        self.sentence
            .lexeme(at, self.words.rules(), |l| matches!(l, Lexeme::Article | Lexeme::Function).then_some(()))
            .is_some()
    }

    /// Where the adjectives and nouns before a noun begin.
    fn phrase_start(&self, at: usize) -> usize {
        let mut first = at;
        while let Some(before) = first.checked_sub(1) {
            let joins = self.word(before).is_some_and(|w| {
                let english_noun = !self.is_cyrillic(before) && w.may_be(P::Noun);
                let name = !w.in_dictionary && self.sentence.tokens[before].case != Case::Lower;
                (english_noun || name || w.may_be(P::Adjective) || w.may_be(P::Participle))
                    && !self.is_preposition(before)
            });
            let determiner = self.is_determiner(before);
            if !joins && !determiner {
                break;
            }
            first = before;
        }
        first
    }

    fn is_preposition(&self, at: usize) -> bool {
        let lexeme = self.sentence.lexeme(at, self.words.rules(), |l| {
            matches!(l, Lexeme::Of | Lexeme::In | Lexeme::From | Lexeme::Preposition).then_some(())
        });
        lexeme.is_some() || self.word(at).is_some_and(|w| w.may_be(P::Preposition))
    }

    /// A noun that is not a verb or a function word as often as not.
    fn is_plain_noun(&self, word: &Word) -> bool {
        let function = [P::Preposition, P::Conjunction, P::Particle, P::Pronoun, P::Adverb]
            .iter()
            .any(|p| word.may_be(*p));
        word.may_be(P::Noun) && !function && !word.past
    }

    fn is_measure_word(&self, at: usize) -> bool {
        let rules = self.words.rules();
        self.sentence.marks.all().iter().any(|mark| {
            let covers = mark.start as usize <= at && at < mark.end as usize;
            covers && matches!(rules.meaning(mark.meaning), Some(Meaning::Unit(..) | Meaning::Measure(_)))
        })
    }

    fn is_figure_word(&self, at: usize) -> bool {
        self.sentence
            .lexeme(at, self.words.rules(), |l| {
                matches!(
                    l,
                    Lexeme::Cardinal(_)
                        | Lexeme::Multiplier(_)
                        | Lexeme::Bound(_)
                        | Lexeme::Hedge
                        | Lexeme::Month(_)
                        | Lexeme::Weekday(_)
                        | Lexeme::Period(_)
                        | Lexeme::YearWord
                )
                .then_some(())
            })
            .is_some()
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
            let plural = (word.plural_noun || !word.in_dictionary) && word.folded != word.lemma;
            if noun && plural && !one && !self.plural_follows(at + 1) {
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
        self.word(at)
            .is_some_and(|word| word.plural_noun && !word.may_be(P::Verb) && word.folded != word.lemma)
    }

    /// Words that cannot stand inside of a noun phrase.
    fn ends_run(&self, at: usize, word: &Word, after_noun: bool) -> bool {
        let modifier = [P::Noun, P::Adjective, P::Participle, P::Gerund].iter().any(|p| word.may_be(*p));
        let past_verb = word.past && !word.may_be(P::Noun);
        let lexeme = self.sentence.lexeme(at, self.words.rules(), |l| {
            matches!(
                l,
                Lexeme::In
                    | Lexeme::From
                    | Lexeme::And
                    | Lexeme::Of
                    | Lexeme::Clause
                    | Lexeme::RangeMiddle
                    | Lexeme::Negation
                    | Lexeme::Function
                    | Lexeme::Preposition
            )
            .then_some(())
        });
        lexeme.is_some()
            || (word.in_dictionary && !modifier && !past_verb)
            || (past_verb && (after_noun || !self.noun_follows(at + 1)))
    }

    /// "companies and delegations": a second noun without a number of its own.
    fn coordinated_end(&self, end: usize) -> usize {
        let and = self.sentence.lexeme(end, self.words.rules(), |l| (l == Lexeme::And).then_some(()));
        let Some(((), next)) = and else { return end };
        let second = self.word(next).is_some_and(|word| {
            word.plural_noun && word.folded != word.lemma && !word.may_be(P::Verb) && !word.is_verb_like()
        });
        let closes = self.word(next + 1).is_none_or(|word| !word.may_be(P::Noun));
        if second && closes { next + 1 } else { end }
    }
}
