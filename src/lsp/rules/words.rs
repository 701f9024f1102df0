//! The words of the rule language itself, each with the line that completion and hover show:
//! which statements an item takes, and what their fixed values are.

/// A word with what it does.
pub(super) type Word = (&'static str, &'static str);

const LANGUAGE: &[Word] = &[
    ("script", "the script that it is written in: `latin` or `cyrillic`"),
    ("decimal", "the decimal separator"),
    ("group", "what may stand between groups of digits"),
    ("stemmer", "how words are read that no dictionary knows: `en` or `ru`"),
];
const UNIT: &[Word] = &[
    ("symbol", "how it is written in every language"),
    ("code", "what output calls it"),
    ("prefixes", "it takes the prefixes of the language: kilo, mega, …"),
    ("keep", "claims keep figures in it as they are written"),
    ("before", "it may stand before its number"),
    ("compound", "it counts only behind a larger unit: 5 ft 2 in"),
    ("loose", "its size depends on what the text does not say"),
];
const ENTITY: &[Word] = &[("part-of", "the entity that it is a part or an edition of")];
const SCOPE: &[Word] =
    &[("reach", "how far a word of it is heard"), ("plain", "the value that a figure without one has")];
const MEASURE: &[Word] = &[
    ("near", "words that speak of it without naming it"),
    ("without", "words beside which it is not meant"),
    ("needs", "scope dimensions without which there is no claim"),
    ("of", "the kind of things that it is stated of"),
    ("part <= whole", "a part may not exceed its whole"),
    ("parts", "its figures may be of parts, told by their noun"),
    ("additive", "parts add up"),
    ("stock", "it is a level at a time"),
    ("cumulative", "it only ever grows"),
];
const RULE: &[Word] = &[
    ("when", "a condition on the document"),
    ("match", "the pattern that must match"),
    ("unless", "a pattern that must not match in the sentence"),
    ("claim", "what a match claims"),
    ("set", "the scope that a match sets for its surroundings"),
    ("ignore", "a capture that is no claim, with the reason"),
    ("about", "the subject: a capture or an entity"),
    ("priority", "of two rules for one figure the higher wins"),
];
const COMPARE: &[Word] = &[
    ("same", "dimensions that must agree for two claims to be about one thing"),
    ("explains", "dimensions a difference of which explains a difference of value"),
    ("ignores", "dimensions that do not matter"),
    ("tolerance", "how far figures may differ and still both be true"),
    ("level", "the level of a verdict"),
];
const SOURCE: &[Word] =
    &[("names", "the names that it goes by"), ("trust", "how far it is believed, from 0 to 1")];
const TEST: &[Word] = &[("=>", "what is expected of the documents above")];

/// What the items are for.
pub(super) const ITEMS: [Word; 15] = [
    ("use", "load a pack or another file"),
    ("language", "how a language writes"),
    ("lexicon", "the words that a language has for what the engine knows"),
    ("words", "a list of words for use in patterns"),
    ("dimension", "what units measure"),
    ("unit", "a unit of a dimension"),
    ("kind", "nouns beside which a name is one of a kind"),
    ("entity", "a thing with a name"),
    ("scope", "a condition under which claims hold"),
    ("measure", "what can be stated of a subject"),
    ("macro", "a named pattern with parameters"),
    ("rule", "a pattern and what it claims"),
    ("compare", "how claims of measures are compared"),
    ("source", "who says it, and how far it is believed"),
    ("test", "little documents and what is expected of them"),
];

/// What the classes of patterns match.
pub(super) const CLASSES: [Word; 21] = [
    ("quantity", "a figure with what it counts or its unit; `quantity[length]` of a dimension or unit"),
    ("number", "a bare number"),
    ("money", "an amount of money"),
    ("percent", "a share"),
    ("duration", "a duration"),
    ("date", "a date"),
    ("span", "a span of time or of figures"),
    ("list", "a list of names, which counts as how many it names"),
    ("year", "a year"),
    ("ordinal", "an ordinal number"),
    ("noun", "a noun"),
    ("adjective", "an adjective or participle"),
    ("verb", "a verb"),
    ("adverb", "an adverb"),
    ("preposition", "a preposition"),
    ("pronoun", "a pronoun"),
    ("name", "a name: a capitalised word"),
    ("word", "any word"),
    ("punctuation", "a punctuation mark"),
    ("quoted", "a text in quotation marks"),
    ("entity", "any declared entity"),
];

/// Parts of patterns that take a pattern.
pub(super) const AROUND: [Word; 5] = [
    ("all", "each part once, in any order, with gaps between"),
    ("ahead", "what follows must match"),
    ("behind", "what precedes must match"),
    ("not-ahead", "what follows must not match"),
    ("not-behind", "what precedes must not match"),
];

/// How far a word of scope is heard.
pub(super) const REACHES: [Word; 7] = [
    ("rule", "only where a rule says so"),
    ("phrase", "the noun phrase of the figure"),
    ("clause", "the clause"),
    ("sentence", "the sentence"),
    ("paragraph", "the paragraph, from the word on"),
    ("section", "up to the next heading"),
    ("document", "the whole document"),
];

/// What it means to have a value of a scope dimension.
pub(super) const SCOPE_KINDS: [Word; 6] = [
    ("label", "one of several; none means unknown"),
    ("part", "a part; none means the whole"),
    ("origin", "where what is counted comes from; none means wherever from"),
    ("place", "a place, which may lie in another"),
    ("state", "a state such as planned; none means the plain state"),
    ("voice", "whom the text quotes; none means that the document says it itself"),
];

/// Verdicts.
pub(super) const VERDICTS: [Word; 5] = [
    ("agree", "the same of the same"),
    ("discrepancy", "different figures that can both be true"),
    ("contradiction", "figures that cannot both be true"),
    ("part-whole", "a part that does not fit its whole"),
    ("scope", "different figures that the texts set apart"),
];

/// Levels.
pub(super) const LEVELS: [Word; 3] =
    [("advice", "worth knowing"), ("warning", "probably wrong"), ("error", "wrong")];

/// What a rule may ask of its document.
pub(super) const FIELDS: [Word; 4] = [
    ("language", "`language = en`"),
    ("source", "`source = name`"),
    ("title", "`title has \"words\"`"),
    ("date", "`date >= 2024` or `date <= 2024-05`"),
];

/// The statements that an item takes.
pub(super) fn statements(item: &str) -> &'static [Word] {
    match item {
        "language" => LANGUAGE,
        "unit" => UNIT,
        "entity" => ENTITY,
        "scope" => SCOPE,
        "measure" => MEASURE,
        "rule" => RULE,
        "compare" => COMPARE,
        "source" => SOURCE,
        "test" => TEST,
        _ => &[],
    }
}

/// Whether words by language stand in an item at some depth of braces.
pub(super) fn takes_languages(item: &str, depth: usize) -> bool {
    match item {
        "words" | "kind" | "entity" | "unit" | "measure" | "test" => depth == 1,
        "scope" => depth == 2,
        _ => false,
    }
}

/// What a word of the language does, for an item that it stands in.
pub(super) fn explain(word: &str, item: Option<&str>) -> Option<&'static str> {
    let own = item.map_or(&[][..], statements);
    let all = own.iter().chain(&ITEMS).chain(&CLASSES).chain(&AROUND).chain(&VERDICTS).chain(&LEVELS);
    let reaches = REACHES.iter().chain(&SCOPE_KINDS);
    all.chain(reaches).find(|(known, _)| *known == word).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_and_class_of_the_language_is_explained() {
        let names = |words: &[Word]| words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        assert_eq!(names(&ITEMS), crate::syntax::keywords().collect::<Vec<_>>());
        for class in crate::rule::classes() {
            assert!(explain(class, None).is_some(), "{class}");
        }
    }
}
