//! A thing with a name of its own, what is true of it, and the documents about it.

use super::Document;
use super::figure::Figure;
use super::words::{FILLER, Fact, KINDS, Kind, Language};
use crate::chance::Chance;

/// So many documents are about one thing at most.
pub(crate) const MOST_DOCUMENTS: usize = 8;
/// One document in so many has a wrong figure.
const WRONG: usize = 5;
/// Documents have about so many bytes.
const BYTES: usize = 1000;

/// What a document states.
#[derive(Clone, Copy)]
pub(crate) struct Statement {
    fact: &'static Fact,
    year: usize,
    figure: Figure,
}

impl Statement {
    /// The measure as rule files call it.
    pub(crate) fn measure(&self) -> &'static str {
        self.fact.measure
    }

    /// Whether another one says the same of the same year.
    pub(crate) fn is_of_the_same(&self, other: &Self) -> bool {
        self.measure() == other.measure() && self.year == other.year
    }

    /// Whether it and another one, of the same, cannot both be true.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        self.figure.contradicts(&other.figure, &self.fact.scale)
    }

    /// Whether its figure is neither rounded nor hedged.
    pub(crate) fn is_exact(&self) -> bool {
        self.figure.form == super::figure::Form::Exact
    }
}

/// A thing that documents are about.
pub(crate) struct Thing {
    number: usize,
    kind: &'static Kind,
    /// Its name in each language.
    name: [String; 2],
    /// The year that is written of, and the one before.
    years: [usize; 2],
    /// What is true in these years.
    facts: Vec<(&'static Fact, [i64; 2])>,
    chance: Chance,
}

impl Thing {
    /// The thing of a number.
    pub(crate) fn new(number: usize, seed: u64) -> Self {
        let mut chance = Chance::new(seed ^ (number as u64 + 1).wrapping_mul(0xd134_2543_de82_ef95));
        chance.below(1);
        let kind = &KINDS[chance.below(KINDS.len())];
        let year = 2005 + chance.below(19);
        let facts = kind
            .facts
            .iter()
            .map(|fact| (fact, [fact.scale.value(&mut chance), fact.scale.value(&mut chance)]))
            .collect();
        Self { number, kind, name: name(number), years: [year, year - 1], facts, chance }
    }

    /// The documents about it: two at least, so that there is something to compare.
    pub(crate) fn documents(mut self) -> Vec<Document> {
        let count = 2 + self.chance.below(MOST_DOCUMENTS - 1);
        // Of each fact one document at most is wrong: which one, by the fact.
        let wrong: Vec<Option<usize>> = self
            .facts
            .iter()
            .map(|_| {
                let at = self.chance.below(count * WRONG);
                (at < count).then_some(at)
            })
            .collect();
        (0..count).map(|at| self.document(at, &wrong)).collect()
    }

    fn document(&mut self, at: usize, wrong: &[Option<usize>]) -> Document {
        let language = [Language::English, Language::Russian][self.chance.below(2)];
        let mut statements = Vec::new();
        let mut sentences = Vec::new();
        for (number, wrong) in wrong.iter().enumerate() {
            if self.chance.below(3) == 0 && *wrong != Some(at) {
                continue;
            }
            // Now and then a document looks back at the year before.
            let back = usize::from(self.kind.yearly && self.chance.below(5) == 0);
            let (fact, values) = self.facts[number];
            let is_wrong = *wrong == Some(at) && back == 0;
            let figure = if is_wrong {
                let value = fact.scale.wrong(values[back], &mut self.chance);
                Figure { value, form: super::figure::Form::Exact }
            } else {
                Figure::new(values[back], &fact.scale, &mut self.chance)
            };
            let year = if self.kind.yearly { self.years[back] } else { 0 };
            statements.push(Statement { fact, year, figure });
            let pattern = self.pick(fact.sentences[language as usize]);
            let genitive = pattern.contains("{g}");
            let written = figure.written(&fact.scale, language, genitive, &mut self.chance);
            let sentence = pattern.replace("{q}", &written).replace("{g}", &written);
            sentences.push(capitalised(&self.filled(&sentence, language, self.years[back])));
        }
        let text = self.text(sentences, language);
        Document { path: String::new(), text, statements, thing: self.number }
    }

    /// Sentences with others around them, below a title.
    fn text(&mut self, sentences: Vec<String>, language: Language) -> String {
        let title = self.pick(self.kind.titles[language as usize]);
        let mut text = self.filled(title, language, self.years[0]);
        let stated: usize = sentences.iter().map(String::len).sum();
        let gap = BYTES.saturating_sub(text.len() + stated) / (sentences.len() + 1);
        for sentence in sentences {
            text.push_str("\n\n");
            let end = text.len() + gap;
            while text.len() < end {
                text.push_str(&self.filler(language));
                text.push(' ');
            }
            text.push_str(&sentence);
        }
        text.push('\n');
        text
    }

    /// A sentence that states nothing.
    fn filler(&mut self, language: Language) -> String {
        let [who, did, what] = FILLER[language as usize];
        let comma = if language == Language::English { "" } else { "," };
        format!("{} {}{comma} {}.", self.pick(who), self.pick(did), self.pick(what))
    }

    fn filled(&self, pattern: &str, language: Language, year: usize) -> String {
        pattern.replace("{name}", &self.name[language as usize]).replace("{year}", &year.to_string())
    }

    fn pick(&mut self, from: &'static [&'static str]) -> &'static str {
        from[self.chance.below(from.len())]
    }
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name of a thing, unlike that of any other below half a million: syllables that are written in
/// one way in either script, and that are no ending of a noun.
fn name(number: usize) -> [String; 2] {
    const SYLLABLES: [(&str, &str); 16] = [
        ("ba", "ба"),
        ("do", "до"),
        ("ga", "га"),
        ("ki", "ки"),
        ("lu", "лу"),
        ("ma", "ма"),
        ("no", "но"),
        ("pe", "пе"),
        ("ra", "ра"),
        ("so", "со"),
        ("ta", "та"),
        ("vi", "ви"),
        ("zo", "зо"),
        ("de", "де"),
        ("fu", "фу"),
        ("mi", "ми"),
    ];
    const ENDS: [(&str, &str); 8] =
        [("r", "р"), ("t", "т"), ("l", "л"), ("k", "к"), ("n", "н"), ("d", "д"), ("b", "б"), ("g", "г")];
    // An odd factor gives each number below 2^19 a place of its own among them.
    let mut left = (number + 1).wrapping_mul(0x3_9a5d) % (1 << 19);
    let mut name = [String::new(), String::new()];
    for _ in 0..4 {
        let (latin, cyrillic) = SYLLABLES[left % 16];
        name[0].push_str(latin);
        name[1].push_str(cyrillic);
        left /= 16;
    }
    name[0].push_str(ENDS[left % 8].0);
    name[1].push_str(ENDS[left % 8].1);
    name.map(|name| capitalised(&name))
}
