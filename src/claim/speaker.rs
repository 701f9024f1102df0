//! Who speaks in a sentence: the noun phrase before or behind the words that quote. What is
//! counted speaks for nobody: "30 officials said".

use super::context::Context;
use super::model::ScopeText;
use super::name::{Name, is_function_word, is_places_only, key_for};
use super::phrase::is_pronoun;
use crate::morphology::PartOfSpeech as P;
use crate::quantity::Kind;
use crate::rule::Lexeme;
use crate::text::Word;
use crate::token::{Case, TokenKind};
use std::sync::Arc;

/// A noun phrase of more tokens names nobody.
const MOST: usize = 8;
/// Phrases behind prepositions that belong to one: "the head of the office in Lahore".
const CHAIN: usize = 3;
/// How far the comma may stand before which somebody is named: "Ann Lee, the mayor, said".
const APPOSITION: usize = 12;

/// Who speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker {
    /// The noun phrase, without its article.
    pub tokens: (usize, usize),
    /// Whether other words may have put it into another case than that of a subject.
    pub oblique: bool,
}

/// Finds speakers in a sentence.
pub(super) struct Speakers<'c, 'a, 't> {
    pub context: &'c Context<'a, 't>,
}

impl Speakers<'_, '_, '_> {
    /// Who stands behind words that lead to a source: "according to police".
    pub(super) fn led_by(&self, (_, end): (usize, usize)) -> Option<Speaker> {
        let start = if self.has(end, |l| l == Lexeme::In) { end + 1 } else { end };
        self.behind(start).map(|tokens| Speaker { tokens, oblique: true })
    }

    /// Whose verb some words are, looking back no farther than `floor`.
    pub(super) fn of_verb(&self, (start, end): (usize, usize), floor: usize) -> Option<Speaker> {
        if !(start..end).filter_map(|at| self.word(at)).any(|word| word.past || word.may_be(P::Verb)) {
            return None;
        }
        let subject = |tokens| Speaker { tokens, oblique: false };
        let opened = start == 0 || self.is_mark(start - 1, &[",", "\"", "”", "»", "—", "–", "-"]);
        let located = || self.located(end);
        if opened && let Some(found) = located().or_else(|| self.inverted(end).map(subject)) {
            return Some(found);
        }
        match self.before(start, floor) {
            // "Told agencies in the ministry": the name is whom it was told.
            Some(tokens) if self.is_name(tokens) => located().or(Some(subject(tokens))),
            Some(tokens) => Some(subject(tokens)),
            None if start > 0 && is_pronoun(self.sentence(), start - 1, self.context.words) => None,
            None => located(),
        }
    }

    /// Whether a phrase has a name or a noun for people or bodies that speak.
    pub(super) fn is_known(&self, (from, to): (usize, usize)) -> bool {
        let named = |name: &Name| from <= name.tokens.0 && name.tokens.1 <= to;
        self.context.read.names.iter().any(named)
            || (from..to).any(|at| self.has(at, |l| matches!(l, Lexeme::Speaker | Lexeme::Person)))
    }

    /// A speaker as scope: as written, a noun that other words put into another case in its own,
    /// and by the lemmas that tell it from others.
    pub(super) fn text(&self, speaker: &Speaker) -> ScopeText {
        let (from, to) = speaker.tokens;
        let sentence = self.sentence();
        let key = |word: &Word| -> Arc<str> {
            if word.in_dictionary { word.lemma.clone() } else { key_for(&word.folded, self.context.rules) }
        };
        let content = (from..to).filter(|at| !is_function_word(sentence, self.context.words, *at));
        let keys: Vec<Arc<str>> = content.filter_map(|at| self.word(at)).map(key).collect();
        let mut head = from;
        while self.is_hyphen(head + 1) {
            head += 2;
        }
        let written = |from: usize, to: usize| {
            let span = sentence.span_of(from, to);
            span.of(sentence.text).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let shown = match self.word(head).filter(|_| speaker.oblique && self.is_bent(speaker.tokens, head)) {
            Some(noun) if head + 1 < to => {
                format!("{}{} {}", written(from, head), noun.lemma, written(head + 1, to))
            }
            Some(noun) => format!("{}{}", written(from, head), noun.lemma),
            None if self.opens(from) => {
                let text = written(from, to);
                let mut rest = text.chars();
                rest.next().into_iter().flat_map(char::to_lowercase).chain(rest).collect()
            }
            None => written(from, to),
        };
        ScopeText { shown: shown.into(), lemmas: keys.join(" ").into() }
    }

    /// Whether the noun that a phrase begins with may have been bent, and its lemma reads better
    /// than its form: no adjective and no person goes with it.
    fn is_bent(&self, (from, to): (usize, usize), head: usize) -> bool {
        let plain = |at: usize| {
            self.sentence().tokens.get(at).is_some_and(|token| token.case == Case::Lower && token.cyrillic)
        };
        let noun = self.word(head).is_some_and(|word| word.may_be(P::Noun) && !word.may_be(P::Adjective));
        noun && plain(head) && !(from..to).filter_map(|at| self.word(at)).any(|word| word.person)
    }

    /// Whether a word has a capital only because it opens its sentence.
    fn opens(&self, at: usize) -> bool {
        let word = self.word(at).is_some_and(|word| word.in_dictionary && !word.place && !word.person);
        self.sentence()
            .tokens
            .get(..at)
            .is_some_and(|before| before.iter().all(|token| token.kind == TokenKind::Mark))
            && word
            && self.sentence().tokens.get(at).is_some_and(|token| token.case == Case::Title)
            && self.name_from(at).is_none()
    }

    fn sentence(&self) -> &crate::text::Sentence<'_> {
        &self.context.read.sentence
    }

    fn word(&self, at: usize) -> Option<&Word> {
        let sentence = &self.context.read.sentence;
        sentence
            .word(at, self.context.words)
            .filter(|_| sentence.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word))
    }

    fn has(&self, at: usize, wanted: impl Fn(Lexeme) -> bool) -> bool {
        self.sentence().lexeme(at, self.context.rules, |l| wanted(l).then_some(())).is_some()
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        marks.contains(&self.sentence().token_text(at))
    }

    fn is_cyrillic(&self, at: usize) -> bool {
        self.sentence().tokens.get(at).is_some_and(|token| token.cyrillic)
    }

    /// The name that starts at a token, in quotation marks or not: where it ends.
    fn name_from(&self, at: usize) -> Option<usize> {
        let names = &self.context.read.names;
        let plain = names.iter().find(|name| name.tokens.0 == at && !name.quoted).map(|name| name.tokens.1);
        plain.or_else(|| {
            names.iter().find(|name| name.tokens.0 == at + 1 && name.quoted).map(|name| name.tokens.1 + 1)
        })
    }

    /// The name that ends before a token: where it starts.
    fn name_before(&self, at: usize) -> Option<usize> {
        let names = &self.context.read.names;
        let plain = names.iter().find(|name| name.tokens.1 == at && !name.quoted).map(|name| name.tokens.0);
        plain.or_else(|| {
            let quoted = names.iter().find(|name| name.tokens.1 + 1 == at && name.quoted);
            quoted.and_then(|name| name.tokens.0.checked_sub(1))
        })
    }

    /// Whether a phrase is a name and nothing else.
    fn is_name(&self, (from, to): (usize, usize)) -> bool {
        self.name_from(from) == Some(to)
    }

    /// A noun or what stands before one in its phrase.
    fn is_part(&self, at: usize) -> bool {
        let ends = self.has(at, |l| {
            use Lexeme as L;
            matches!(
                l,
                L::Function
                    | L::Preposition
                    | L::In
                    | L::From
                    | L::Of
                    | L::And
                    | L::Or
                    | L::Clause
                    | L::Negation
                    | L::Month(_)
                    | L::Weekday(_)
                    | L::RelativeDay(_)
                    | L::Cardinal(_)
                    | L::Multiplier(_)
                    | L::Bound(_)
                    | L::Hedge
                    | L::Attribution
                    | L::Speech
                    | L::WeakSpeech
            )
        });
        let abbreviated = self
            .sentence()
            .tokens
            .get(at)
            .is_some_and(|token| token.case == Case::Upper && token.span.len() > 1);
        self.word(at).is_some_and(|word| self.may_be_part(word)) && (abbreviated || !ends)
    }

    fn may_be_part(&self, word: &Word) -> bool {
        let function =
            [P::Pronoun, P::Preposition, P::Conjunction, P::Particle].iter().any(|p| word.may_be(*p));
        word.may_be(P::Noun) || !word.in_dictionary || (is_modifier(word) && !function)
    }

    /// The noun phrase behind a place, its article left out.
    fn behind(&self, at: usize) -> Option<(usize, usize)> {
        let start = self.past_articles(at);
        if self.has(start, |l| l == Lexeme::SubjectPronoun) {
            return None;
        }
        let mut end = if self.is_cyrillic(start) || self.is_mark(start, &["«"]) {
            self.russian_end(start)?
        } else {
            self.english_end(start)?
        };
        // "The mayor of the city".
        if let Some(((), inner)) =
            self.sentence().lexeme(end, self.context.rules, |l| (l == Lexeme::Of).then_some(()))
            && let Some(inner) = self.english_end(self.past_articles(inner))
        {
            end = inner;
        }
        // "A spokesman for the Red Cross", but not "Ann Lee in Lahore".
        let led =
            self.has(end, |l| matches!(l, Lexeme::Preposition | Lexeme::In)) && !self.is_cyrillic(start);
        if led && self.name_from(start).is_none() {
            end = self.name_from(self.past_articles(end + 1)).unwrap_or(end);
        }
        (end - start <= MOST && !self.is_counted((start, end))).then_some((start, end))
    }

    fn past_articles(&self, at: usize) -> usize {
        (at..).take(2).take_while(|at| self.is_article(*at)).last().map_or(at, |last| last + 1)
    }

    /// An article, or a pronoun that stands for one: "its", "that".
    fn is_article(&self, at: usize) -> bool {
        self.has(at, |l| matches!(l, Lexeme::The | Lexeme::Article | Lexeme::Function))
            && !self.has(at, |l| {
                use Lexeme as L;
                matches!(l, L::SubjectPronoun | L::Preposition | L::And | L::Or | L::Clause | L::Negation)
            })
            && self.name_from(at).is_none()
    }

    fn english_end(&self, start: usize) -> Option<usize> {
        let mut end = start;
        let mut noun = None;
        while end < start + MOST {
            end = match self.name_from(end) {
                Some(past) => past,
                None if self.is_possessive(end) || self.is_hyphen(end) => end + 2,
                None if self.is_part(end) && !self.is_cyrillic(end) => end + 1,
                None => break,
            };
            let last = self.word(end - 1);
            if last.is_none_or(|word| word.may_be(P::Noun) || !word.in_dictionary) {
                noun = Some(end);
            }
        }
        noun
    }

    /// A noun behind its adjectives, with nouns in the genitive and names behind it.
    fn russian_end(&self, start: usize) -> Option<usize> {
        let mut at = start;
        while self.name_from(at).is_none() && self.is_part(at) && !self.word(at)?.may_be(P::Noun) {
            at += 1;
        }
        let genitive = |at: usize| self.is_part(at) && self.word(at).is_some_and(|word| word.genitive_noun);
        let mut end = match self.name_from(at) {
            Some(past) => past,
            None if self.is_part(at) => at + 1,
            None => return None,
        };
        while end < start + MOST {
            let modified = self.is_part(end) && self.word(end).is_some_and(is_modifier);
            end = match self.name_from(end) {
                Some(past) => past,
                None if self.is_hyphen(end) => end + 2,
                None if genitive(end) => end + 1,
                None if modified && genitive(end + 1) => end + 2,
                None => break,
            };
        }
        Some(end)
    }

    fn is_possessive(&self, at: usize) -> bool {
        let sentence = self.sentence();
        self.is_mark(at, &["'", "’"]) && sentence.glued(at + 1) && sentence.token_text(at + 1) == "s"
    }

    /// Whether a hyphen joins two words: «пресс-служба».
    fn is_hyphen(&self, at: usize) -> bool {
        let sentence = self.sentence();
        self.is_mark(at, &["-"]) && sentence.glued(at) && sentence.glued(at + 1) && self.is_part(at + 1)
    }

    /// Whether a figure counts a phrase or stands in it.
    fn is_counted(&self, (from, to): (usize, usize)) -> bool {
        let quantities = self.context.read.reading.quantities.iter();
        let mut told = quantities.filter(|q| !q.listed && !matches!(q.kind, Kind::Date | Kind::Time));
        // "90% of Americans".
        let led = self.before_articles(from, 0);
        let of = led.checked_sub(1).filter(|at| self.has(*at, |l| l == Lexeme::Of));
        let counted = |at: usize| self.context.counted.iter().flatten().any(|c| !c.borrowed && c.head == at);
        told.any(|q| (q.tokens.0 < to && from <= q.tokens.1) || Some(q.tokens.1) == of)
            || (from..to).any(counted)
    }

    /// Whom a verb in the plural without a subject names behind "in": «сообщили в МЧС».
    fn located(&self, end: usize) -> Option<Speaker> {
        if !self.is_cyrillic(end) {
            return None;
        }
        // Whom it was told may stand between.
        let at = self.name_from(end).unwrap_or(end);
        let ((), start) =
            self.sentence().lexeme(at, self.context.rules, |l| (l == Lexeme::In).then_some(()))?;
        let tokens = self.behind(start)?;
        let place = |name: &Name| {
            name.tokens.0 == tokens.0 && is_places_only(self.sentence(), name, self.context.rules)
        };
        let speaks = self.is_known(tokens) && !self.context.read.names.iter().any(place);
        speaks.then_some(Speaker { tokens, oblique: true })
    }

    /// The subject behind its verb: ", said the ministry."
    fn inverted(&self, end: usize) -> Option<(usize, usize)> {
        let tokens = self.behind(end)?;
        let past = tokens.1;
        let closes = self.word(past).is_none()
            || self.has(past, |l| matches!(l, Lexeme::Preposition | Lexeme::In | Lexeme::Weekday(_)));
        closes.then_some(tokens)
    }

    /// The subject before a verb.
    fn before(&self, verb: usize, floor: usize) -> Option<(usize, usize)> {
        let end = self.past_asides(verb, floor);
        let end = if end > floor && self.is_mark(end - 1, &[","]) {
            (floor.max(end.saturating_sub(APPOSITION))..end - 1).rev().find(|at| self.is_mark(*at, &[","]))?
        } else {
            end
        };
        let nearest = self.run_before(end, floor)?;
        let mut start = nearest;
        for _ in 0..CHAIN {
            let Some(led) = self.before_articles(start, floor).checked_sub(1).filter(|at| *at >= floor)
            else {
                break;
            };
            if !self.has(led, |l| matches!(l, Lexeme::Of | Lexeme::In | Lexeme::From | Lexeme::Preposition)) {
                break;
            }
            match self.run_before(led, floor) {
                Some(outer) => start = outer,
                // Led in as a whole, it tells where or when.
                None => {
                    start = nearest;
                    break;
                }
            }
        }
        // "Police and organisers said", but not "killed ten and police said".
        let and = self.before_articles(start, floor).checked_sub(1).filter(|at| *at >= floor);
        let and = and.filter(|at| self.has(*at, |l| l == Lexeme::And));
        if let Some(first) = and.and_then(|and| self.run_before(and, floor)) {
            let opens = self.before_articles(first, floor);
            if opens == floor || self.word(opens - 1).is_none() {
                start = first;
            }
        }
        let tokens = if end - start <= MOST { (start, end) } else { (nearest, end) };
        (!self.is_counted(tokens)).then_some(tokens)
    }

    /// Where adverbs, dates and brackets before a verb begin: "police later said", "police on Monday
    /// said", "the World Bank (WB) said".
    fn past_asides(&self, verb: usize, floor: usize) -> usize {
        let mut end = verb;
        while let Some(before) = end.checked_sub(1).filter(|before| *before >= floor) {
            let date = |q: &&crate::quantity::Quantity| q.tokens.1 == end && q.kind == Kind::Date;
            let adverb = |word: &Word| word.may_be(P::Adverb) && !word.may_be(P::Noun);
            end = match self.context.read.reading.quantities.iter().find(date) {
                Some(q) if q.tokens.0 > floor => {
                    q.tokens.0 - usize::from(self.has(q.tokens.0 - 1, |l| l == Lexeme::Preposition))
                }
                None if self.has(before, |l| matches!(l, Lexeme::Weekday(_))) => {
                    before - usize::from(before > 0 && self.has(before - 1, |l| l == Lexeme::Preposition))
                }
                None if self.word(before).is_some_and(adverb) => before,
                None if before >= floor + 2
                    && self.is_mark(before, &[")"])
                    && self.is_mark(before - 2, &["("]) =>
                {
                    before - 2
                }
                _ => break,
            };
        }
        end
    }

    fn before_articles(&self, start: usize, floor: usize) -> usize {
        (floor..start).rev().take_while(|at| self.is_article(*at)).last().unwrap_or(start)
    }

    /// Where the noun phrase that ends at a token starts.
    fn run_before(&self, end: usize, floor: usize) -> Option<usize> {
        let mut at = end;
        while at > floor && end - at < MOST {
            let genitive = at == end
                || !self.is_cyrillic(at)
                || self.word(at).is_some_and(|word| word.genitive_noun || !word.in_dictionary);
            let before = at - 1;
            at = match self.name_before(at).filter(|start| *start >= floor) {
                Some(start) => start,
                None if before > floor && self.is_possessive(before - 1) => before - 1,
                None if before > floor && self.is_hyphen(before) => before - 1,
                None if self.is_part(before) && (genitive || self.word(before).is_some_and(is_modifier)) => {
                    before
                }
                None => break,
            };
        }
        (at < end).then_some(at)
    }
}

fn is_modifier(word: &Word) -> bool {
    [P::Adjective, P::Participle, P::Gerund].iter().any(|p| word.may_be(*p))
}
