//! Names: runs of capitalised or quoted words, one key for all their spellings in any
//! script, and which of them are of a declared kind.

use crate::rule::{Id, Lexeme, Meaning, Ruleset};
use crate::text::{Sentence, Word, Words};
use crate::token::{Case, Span, TokenKind, fold};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// A name at a place of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What it is known by: the skeleton of its first word.
    pub key: Arc<str>,
    /// The same by itself, whatever other forms of it the document writes.
    pub own: Arc<str>,
    /// As written.
    pub title: Arc<str>,
    /// First token, and one past the last.
    pub tokens: (usize, usize),
    /// Where it stands.
    pub span: Span,
    /// The place that its further words name.
    pub place: Option<Id>,
    /// The year that is a part of it ("Innoprom-2024").
    pub year: Option<i16>,
    /// Whether it stood in quotation marks.
    pub quoted: bool,
    /// Whether only the document as a whole tells that it is one.
    pub late: bool,
}

/// Names of more words than this are sentences in quotation marks.
const MAX_WORDS: usize = 9;

/// All names of a sentence, in order.
pub(super) fn names(sentence: &Sentence<'_>, words: &Words<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        let found = quoted(sentence, words, at).or_else(|| capitalised(sentence, words, at));
        at = match found {
            Some(name) => {
                let end = name.tokens.1;
                out.push(name);
                end
            }
            None => at + 1,
        };
    }
    of_kinds(sentence, words, &mut out);
    declared(sentence, words.rules(), &mut out);
    out
}

/// The noun of a kind in capitals that leads a name in by "of" is a part of it, as in "Museum of
/// Clocks"; it stays known by what is its own.
fn of_kinds(sentence: &Sentence<'_>, words: &Words<'_>, out: &mut Vec<Name>) {
    let rules = words.rules();
    // Of places and people there are many things.
    let of_many = |name: &Name| {
        place_at(sentence, rules, name.tokens.0).is_some()
            || sentence.word(name.tokens.0, words).is_some_and(|word| word.place || word.person)
    };
    let leads =
        |name: &Name| kind_before(sentence, rules, name.tokens.0).filter(|_| !name.quoted && !of_many(name));
    let longer: Vec<(usize, usize)> =
        out.iter().enumerate().filter_map(|(at, name)| Some((at, leads(name)?))).collect();
    for (at, noun) in longer {
        // A longer name that ends in the noun is one by itself: "Ashdown Museum of Clocks".
        let own = |name: &Name| name.tokens.0 < noun && noun < name.tokens.1;
        let Some(name) = out.get(at).filter(|_| !out.iter().any(own)) else { continue };
        let tokens = (noun, name.tokens.1);
        let span = sentence.span_of(tokens.0, tokens.1);
        if let Some(name) = out.get_mut(at) {
            (name.tokens, name.span, name.title) = (tokens, span, span.of(sentence.text).into());
        }
    }
    // The noun alone may have been taken for a name.
    let ends: Vec<(usize, usize)> = out.iter().map(|name| name.tokens).collect();
    out.retain(|name| {
        let (start, end) = name.tokens;
        !ends.iter().any(|other| other.0 <= start && end <= other.1 && *other != (start, end))
    });
}

/// The noun of a kind in capitals that leads in by "of" what starts at a token.
fn kind_before(sentence: &Sentence<'_>, rules: &Ruleset, start: usize) -> Option<usize> {
    let article = start.checked_sub(1).filter(|at| sentence.has_lexeme(*at, rules, Lexeme::The));
    let of = article.unwrap_or(start).checked_sub(1)?;
    let noun = of.checked_sub(1).filter(|_| sentence.has_lexeme(of, rules, Lexeme::Of))?;
    (is_capital(sentence, noun) && is_kind_noun(sentence, rules, noun)).then_some(noun)
}

/// Names that rule files declare, in whatever spelling: they replace what was read there.
fn declared(sentence: &Sentence<'_>, rules: &Ruleset, out: &mut Vec<Name>) {
    let mut end = 0;
    for mark in sentence.marks.all() {
        let Some(Meaning::Entity(id)) = rules.meaning(mark.meaning) else { continue };
        let tokens = (mark.start as usize, mark.end as usize);
        if tokens.0 < end {
            continue;
        }
        end = tokens.1;
        let span = sentence.span_of(tokens.0, tokens.1);
        let inside = |name: &Name| name.tokens.0 < tokens.1 && tokens.0 < name.tokens.1;
        let read = out.iter().find(|name| inside(name));
        let (place, year) = read.map_or((None, None), |name| (name.place, name.year));
        let quoted = read.is_some_and(|name| name.quoted);
        let title = rules.entities.get_index(*id).map_or("", |(_, entity)| entity.title.as_str());
        let key = entity_key(*id, rules);
        let own = key.clone();
        let name = Name { own, key, title: title.into(), tokens, span, place, year, quoted, late: false };
        out.retain(|name| !inside(name));
        out.push(name);
    }
    out.sort_by_key(|name| name.tokens);
}

/// What a declared entity is known by; no word has a key of this kind.
pub(super) fn entity_key(id: Id, rules: &Ruleset) -> Arc<str> {
    rules.entities.get_index(id).map_or_else(|| Arc::from(""), |(name, _)| format!("={name}").into())
}

/// The entity of a key, where it is one.
pub(super) fn entity_of(key: &str, rules: &Ruleset) -> Option<Id> {
    key.strip_prefix('=').and_then(|name| rules.entities.get_index_of(name))
}

/// A name in quotation marks.
fn quoted(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> Option<Name> {
    const QUOTES: [(&str, &str); 4] = [("«", "»"), ("“", "”"), ("\"", "\""), ("„", "“")];
    let (_, close) = QUOTES.iter().find(|(open, _)| *open == sentence.token_text(at))?;
    let end = (at + 1..sentence.tokens.len()).find(|i| sentence.token_text(*i) == *close)?;
    let inner = (at + 1, end);
    let first = sentence.tokens.get(at + 1)?;
    let short = inner.1 - inner.0 <= MAX_WORDS && inner.1 > inner.0;
    let name = short && first.kind == TokenKind::Word && first.case != Case::Lower;
    let spoken = || is_speech(sentence, words, inner) || is_sentence(sentence, words, inner);
    (name && !spoken()).then(|| build(sentence, words, inner, true))
}

/// Whether what stands in quotation marks is written as a sentence is: titles in Latin letters have
/// capitals throughout, those in Cyrillic only where they begin.
fn is_sentence(sentence: &Sentence<'_>, words: &Words<'_>, inner: (usize, usize)) -> bool {
    let content =
        |at: &usize| sentence.tokens[*at].kind == TokenKind::Word && !is_function_word(sentence, words, *at);
    let latin = (inner.0..inner.1).all(|at| !sentence.tokens[at].cyrillic);
    let all = (inner.0..inner.1).filter(content).count();
    let low = (inner.0..inner.1).filter(content).filter(|at| !is_capital(sentence, *at)).count();
    latin && low * 2 > all
}

/// Whether what stands in quotation marks is said by somebody: "We lost 30 people," said the mayor.
fn is_speech(sentence: &Sentence<'_>, words: &Words<'_>, inner: (usize, usize)) -> bool {
    let figure = (inner.0..inner.1).any(|at| sentence.tokens[at].kind == TokenKind::Digits);
    let verb =
        (inner.0..inner.1).any(|at| sentence.word(at, words).is_some_and(|w| w.past || w.is_verb_like()));
    sentence.token_text(inner.1 - 1) == "," || (figure && verb)
}

/// A run of capitalised words. An ordinary word of the language is no name by itself: it
/// opens a sentence, or is a title of politeness.
fn capitalised(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> Option<Name> {
    let token = sentence.tokens.get(at).filter(|t| t.kind == TokenKind::Word && t.case != Case::Lower)?;
    let word = sentence.word(at, words)?;
    let ordinary = word.in_dictionary && !word.place && !word.person && token.case != Case::Upper;
    let unit = sentence
        .marks
        .at(at)
        .iter()
        .any(|m| matches!(words.rules().meaning(m.meaning), Some(Meaning::Unit(..))));
    let next_capital = (is_capital(sentence, at + 1) && joins(sentence, at + 1))
        || past_possessive(sentence, words, at + 1).is_some();
    let calendar = sentence
        .lexeme(at, words.rules(), |l| {
            matches!(l, Lexeme::Month(_) | Lexeme::Weekday(_) | Lexeme::Fiscal).then_some(())
        })
        .is_some();
    let function = is_function_word(sentence, words, at);
    let led = kind_before(sentence, words.rules(), at).is_some();
    let ordinary = ordinary && !led && !is_told_by_case(sentence, words, at);
    let number = sentence
        .lexeme(at, words.rules(), |l| matches!(l, Lexeme::Cardinal(_) | Lexeme::Multiplier(_)).then_some(()))
        .is_some();
    if calendar || (!next_capital && (ordinary || number)) || function || unit || token.span.len() < 2 {
        return None;
    }
    // A noun that opens a sentence is told apart from the name behind it: «Фильм Кристофера Нолана».
    if ordinary && next_capital && opens(sentence, at) && is_name_of_noun(sentence, words, at) {
        return None;
    }
    if is_shouted(sentence, words, at)
        && (is_shouted(sentence, words, at + 1) || at > 0 && is_shouted(sentence, words, at - 1))
    {
        return None;
    }
    let mut end = at + 1;
    while end < sentence.tokens.len() && end - at < MAX_WORDS {
        end = match past_possessive(sentence, words, end) {
            Some(next) => next,
            None if joins(sentence, end) => end + 1,
            None => break,
        };
    }
    Some(build(sentence, words, (at, end), false))
}

/// Whether an ordinary word stands in capitals, as headings and labels of rows do: "TOTAL COST".
fn is_shouted(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> bool {
    let upper = |token: &crate::token::Token| token.kind == TokenKind::Word && token.case == Case::Upper;
    sentence.tokens.get(at).is_some_and(|token| upper(token) && token.span.len() > 2)
        && sentence.word(at, words).is_some_and(|word| word.in_dictionary && !word.place && !word.person)
        && !is_kind_noun(sentence, words.rules(), at)
        && place_at(sentence, words.rules(), at).is_none()
}

/// Whether a word is the first of its sentence.
fn opens(sentence: &Sentence<'_>, at: usize) -> bool {
    (0..at).all(|before| sentence.tokens[before].kind == TokenKind::Mark)
}

/// Whether an ordinary noun stands before a word that is none: a person, or one that no dictionary
/// knows.
fn is_name_of_noun(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> bool {
    use crate::morphology::PartOfSpeech as P;
    let noun = sentence.word(at, words).is_some_and(|w| w.may_be(P::Noun) && !w.may_be(P::Adjective));
    let name = sentence.word(at + 1, words).is_some_and(|w| w.person || !w.in_dictionary);
    noun && name && sentence.tokens[at].cyrillic
}

/// Whether the capital of an ordinary word makes it a name: a place of the packs, a capital inside
/// of a sentence that does not capitalise its words throughout, as headlines do, or another script
/// than that of the words around it.
fn is_told_by_case(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> bool {
    if place_at(sentence, words.rules(), at).is_some() || is_foreign(sentence, at) {
        return true;
    }
    let inside = at.checked_sub(1).is_some_and(|before| match sentence.tokens[before].kind {
        TokenKind::Word => sentence.tokens[before].case == Case::Lower,
        TokenKind::Digits => before > 0,
        TokenKind::Mark => sentence.token_text(before) == ",",
    });
    inside && is_mostly_small(sentence)
}

/// Whether most words of a sentence have no capital.
pub(super) fn is_mostly_small(sentence: &Sentence<'_>) -> bool {
    let long = |token: &&crate::token::Token| token.kind == TokenKind::Word && token.span.len() > 3;
    let all = sentence.tokens.iter().filter(long).count();
    let low = sentence.tokens.iter().filter(long).filter(|token| token.case == Case::Lower).count();
    low * 2 > all
}

/// The name that is a single word.
pub(super) fn single(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> Name {
    build(sentence, words, (at, at + 1), false)
}

/// Whether a word in Latin letters stands among Cyrillic ones.
fn is_foreign(sentence: &Sentence<'_>, at: usize) -> bool {
    let latin = sentence.tokens.get(at).is_some_and(|token| !token.cyrillic);
    let beside = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.cyrillic);
    latin && (beside(at + 1) || at.checked_sub(1).is_some_and(beside))
}

/// Articles, prepositions and the like, which English dictionaries of inflection do not hold.
pub(super) fn is_function_word(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> bool {
    sentence
        .lexeme(at, words.rules(), |l| matches!(l, Lexeme::Function | Lexeme::Preposition).then_some(()))
        .is_some()
}

fn is_capital(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower)
}

/// Where the capitalised word behind a possessive ending stands that goes on with a name: "the
/// Farmers' Union", "the Children's Fund", and the noun of a kind, "St Mary's Hospital"; but not
/// in "Putin's Russia", "Nepal's Ministry".
fn past_possessive(sentence: &Sentence<'_>, words: &Words<'_>, at: usize) -> Option<usize> {
    let apostrophe = matches!(sentence.token_text(at), "'" | "’") && sentence.glued(at);
    let plural = sentence.token_text(at + 1) != "s" || !sentence.glued(at + 1);
    let next = at + 1 + usize::from(!plural);
    if !apostrophe || sentence.glued(next) || !is_capital(sentence, next) {
        return None;
    }
    let ordinary = |at: usize| {
        sentence.word(at, words).is_some_and(|word| word.in_dictionary && !word.place && !word.person)
            && place_at(sentence, words.rules(), at).is_none()
    };
    let owner = at.checked_sub(1)?;
    let joins = plural || ordinary(owner) || is_kind_noun(sentence, words.rules(), next);
    (joins && ordinary(next)).then_some(next)
}

/// Whether a token goes on with a capitalised name: another capital, or a point or hyphen
/// inside of it ("INNOPROM. Central Asia").
fn joins(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.tokens.get(at) else { return false };
    match token.kind {
        TokenKind::Word => token.case != Case::Lower && token.cyrillic == sentence.tokens[at - 1].cyrillic,
        TokenKind::Digits => {
            sentence.glued(at) && sentence.token_text(at - 1) == "-" && token.span.len() == 4
        }
        TokenKind::Mark => {
            let hyphen =
                matches!(sentence.token_text(at), "-" | "–") && sentence.glued(at) && sentence.glued(at + 1);
            let next_year =
                sentence.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Digits && t.span.len() == 4);
            hyphen && (is_capital(sentence, at + 1) || next_year)
        }
    }
}

fn build(sentence: &Sentence<'_>, words: &Words<'_>, tokens: (usize, usize), quoted: bool) -> Name {
    let rules = words.rules();
    // A name that ends in the noun of its kind in capitals is known by that: "Sino-Russian EXPO".
    let last = tokens.1 - 1;
    let by_last = sentence.tokens[last].case == Case::Upper
        && sentence.tokens[tokens.0].case == Case::Title
        && is_kind_noun(sentence, rules, last);
    // "The" at the head of a title tells it from no other.
    let first = (tokens.0..tokens.1).find(|at| !is_function_word(sentence, words, *at)).unwrap_or(tokens.0);
    let key = key_of(sentence, words, if by_last { last } else { first }, quoted);
    let year = (tokens.0..tokens.1)
        .filter(|at| sentence.tokens[*at].kind == TokenKind::Digits && sentence.tokens[*at].span.len() == 4)
        .find_map(|at| sentence.token_text(at).parse().ok())
        .filter(|year| (1900..=2199).contains(year));
    let place = (tokens.0 + 1..tokens.1).find_map(|at| place_at(sentence, rules, at)).map(|(place, _)| place);
    let span = sentence.span_of(tokens.0, tokens.1);
    let title = span.of(sentence.text).into();
    Name { own: key.clone(), key, title, tokens, span, place, year, quoted, late: false }
}

fn is_kind_noun(sentence: &Sentence<'_>, rules: &Ruleset, at: usize) -> bool {
    sentence.marks.at(at).iter().any(|mark| matches!(rules.meaning(mark.meaning), Some(Meaning::Kind(_))))
}

/// What a name is known by: its first word of content. A word in quotation marks is taken as written,
/// whatever the dictionary makes of it.
fn key_of(sentence: &Sentence<'_>, words: &Words<'_>, at: usize, quoted: bool) -> Arc<str> {
    match sentence.word(at, words) {
        Some(word) => key_of_word(word, quoted, words.rules()),
        None => key_for(&fold(sentence.token_text(at)), words.rules()),
    }
}

/// What a name is known by that is a word, or begins with it.
pub(super) fn key_of_word(word: &Word, quoted: bool, rules: &Ruleset) -> Arc<str> {
    word.key(word.in_dictionary && !quoted, |spelling| key_for(spelling, rules))
}

/// The key of a name given by its first word. Vowels at the end are case endings as often
/// as not, and romanisations differ in them.
pub(super) fn key_for(word: &str, rules: &Ruleset) -> Arc<str> {
    let skeleton = skeleton(word, rules);
    let trimmed = skeleton.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if trimmed.len() > 2 { trimmed.into() } else { skeleton.into() }
}

/// Makes one of names that differ by a case ending with a consonant («Иннопром»,
/// «Иннопромом»), where the shorter one stands in the document too.
pub(super) fn unify_inflected<'n>(names: impl Iterator<Item = &'n mut Name>) {
    const ENDINGS: [&str; 6] = ["om", "em", "oi", "ov", "am", "ah"];
    let mut names: Vec<&mut Name> = names.collect();
    let known: FxHashSet<Arc<str>> = names.iter().map(|name| name.key.clone()).collect();
    for name in &mut names {
        let stem = ENDINGS.iter().find_map(|ending| name.key.strip_suffix(ending));
        if let Some(stem) = stem.and_then(|stem| known.get(stem)) {
            name.key = stem.clone();
        }
    }
}

/// Whether a name is made of places alone: «Россия — ОАЭ».
pub(super) fn is_places_only(sentence: &Sentence<'_>, name: &Name, rules: &Ruleset) -> bool {
    let mut at = name.tokens.0;
    while at < name.tokens.1 {
        at = match place_at(sentence, rules, at) {
            Some((_, end)) => end,
            None if sentence.tokens[at].kind == TokenKind::Mark => at + 1,
            None => return false,
        };
    }
    true
}

/// The place whose name starts at a token, with where it ends.
pub(super) fn place_at(sentence: &Sentence<'_>, rules: &Ruleset, at: usize) -> Option<(Id, usize)> {
    let places = rules.places()?;
    sentence.marks.at(at).iter().find_map(|mark| match rules.meaning(mark.meaning)? {
        Meaning::Scope(dimension, value) if *dimension == places => Some((*value, mark.end as usize)),
        _ => None,
    })
}

/// A spelling that transliterations of one word share: letters of other scripts by the
/// rule files' tables, then what romanisations write differently made one.
pub(super) fn skeleton(word: &str, rules: &Ruleset) -> String {
    let mut latin = String::with_capacity(word.len());
    for c in fold(word).chars() {
        match rules.letters.get(&c) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    let mut letters = letters_of(&latin);
    for (from, to) in ROMANISATIONS {
        if letters & letters_of(from) == letters_of(from) && latin.contains(from) {
            latin = latin.replace(from, to);
            letters = letters_of(&latin);
        }
    }
    let mut out = String::with_capacity(latin.len());
    for c in latin.chars().filter(|c| c.is_alphanumeric()) {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// The Latin letters of a word, as bits.
fn letters_of(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, byte| bits | 1 << (byte - b'a'))
}

/// What romanisations of one sound differ in, each brought to one letter.
const ROMANISATIONS: [(&str, &str); 24] = [
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("zh", "j"),
    ("kh", "h"),
    ("ch", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("ye", "e"),
    ("yo", "e"),
    ("jo", "e"),
    ("yu", "iu"),
    ("ya", "ia"),
    ("y", "i"),
    ("j", "i"),
    ("c", "k"),
    ("ii", "i"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Packs, prepare};

    #[test]
    fn spellings_of_one_name_share_a_skeleton() {
        let rules = prepare(Vec::new(), &Packs).rules;
        for (a, b) in [
            ("Иннопром", "INNOPROM"),
            ("Технопром", "Technoprom"),
            ("Норильск", "Norilsk"),
            ("Норникель", "Nornickel"),
            ("Катманду", "Kathmandu"),
        ] {
            assert_eq!(skeleton(a, &rules), skeleton(b, &rules), "{a} {b}");
        }
        assert_ne!(skeleton("Innoprom", &rules), skeleton("Technoprom", &rules));
    }
}
