//! What an item may hold, as help for who wrote something else: the statements of each kind
//! of item, with an example of each. A test feeds every example to the parser.

/// A kind of item.
pub(super) struct Kind {
    /// Its keyword.
    pub(super) keyword: &'static str,
    /// How its first line is written.
    pub(super) header: &'static str,
    /// Its statements: first word and example. An empty word stands for words of a language.
    pub(super) statements: &'static [(&'static str, &'static str)],
}

/// The words that begin items.
pub fn keywords() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.keyword)
}

/// Words of a language, as most items take them.
const WORDS: (&str, &str) = ("", "en company | joint venture");

/// All kinds of items.
pub(super) static KINDS: [Kind; 15] = [
    Kind { keyword: "use", header: "use std, ./my-words", statements: &[] },
    Kind {
        keyword: "language",
        header: "language en { script latin }",
        statements: &[
            ("script", "script latin"),
            ("decimal", "decimal \".\""),
            ("group", "group \",\" | \" \""),
            ("stemmer", "stemmer en"),
            ("plural", "plural one-other"),
        ],
    },
    Kind {
        keyword: "lexicon",
        header: "lexicon en cardinal { 2 = two }",
        statements: &[("", "2 = two | pair")],
    },
    Kind { keyword: "words", header: "words signed { en sign | conclude }", statements: &[WORDS] },
    Kind { keyword: "dimension", header: "dimension length \"m\"", statements: &[] },
    Kind {
        keyword: "unit",
        header: "unit foot : length = 0.3048 { symbol \"ft\" }",
        statements: &[
            ("symbol", "symbol \"ft\" | \"′\""),
            ("code", "code \"ft\""),
            ("prefixes", "prefixes"),
            ("keep", "keep"),
            ("before", "before"),
            ("compound", "compound"),
            ("loose", "loose"),
            WORDS,
        ],
    },
    Kind { keyword: "kind", header: "kind event { en exhibition | fair }", statements: &[WORDS] },
    Kind {
        keyword: "entity",
        header: "entity innoprom : event { en \"INNOPROM\" }",
        statements: &[("part-of", "part-of innoprom"), WORDS],
    },
    Kind {
        keyword: "scope",
        header: "scope role { exhibitor { en exhibitor } }",
        statements: &[
            ("reach", "reach clause"),
            ("plain", "plain planned"),
            ("value", "exhibitor in people { en exhibitor }"),
        ],
    },
    Kind {
        keyword: "measure",
        header: "measure companies : count { en company }",
        statements: &[
            ("near", "near en exhibit | take part"),
            ("without", "without en worker"),
            ("needs", "needs near"),
            ("of", "of event"),
            ("part", "part <= whole"),
            ("parts", "parts"),
            ("additive", "additive"),
            ("stock", "stock"),
            ("cumulative", "cumulative"),
            ("limit", "limit"),
            ("share", "share(women, people)"),
            ("total", "total(women, men)"),
            ("growth", "growth(revenue)"),
            ("duration", "duration(dates)"),
            ("age", "age(born, died)"),
            WORDS,
        ],
    },
    Kind { keyword: "macro", header: "macro counted(noun) = n:quantity adjective* noun", statements: &[] },
    Kind {
        keyword: "rule",
        header: "rule exhibitors { match n:quantity companies }",
        statements: &[
            ("match", "match n:quantity adjective* companies"),
            ("unless", "unless \"stands of\" _* companies"),
            ("claim", "claim companies = n { role = exhibitor }"),
            ("when", "when language = en"),
            ("set", "set role = exhibitor reach paragraph"),
            ("ignore", "ignore n \"a page number\""),
            ("about", "about innoprom"),
            ("priority", "priority 10"),
        ],
    },
    Kind {
        keyword: "compare",
        header: "compare companies { tolerance 1% }",
        statements: &[
            ("same", "same edition, role"),
            ("explains", "explains population"),
            ("ignores", "ignores place"),
            ("tolerance", "tolerance 1%"),
            ("level", "level discrepancy = warning"),
        ],
    },
    Kind {
        keyword: "source",
        header: "source tass { names \"TASS\" }",
        statements: &[("names", "names \"TASS\" | \"TASS news agency\""), ("trust", "trust 0.9")],
    },
    Kind {
        keyword: "test",
        header: "test \"what it shows\" { en \"400 companies\"; => companies = 400 }",
        statements: &[
            ("=>", "=> companies > 400 { role = exhibitor }"),
            ("", "en \"400 companies\" dated 2024-05-01"),
        ],
    },
];

/// The kind of a keyword.
pub(super) fn kind(keyword: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.keyword == keyword)
}

impl Kind {
    /// The statements that start with a word of their own.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.statements.iter().map(|(word, _)| *word).filter(|word| !word.is_empty() && *word != "value")
    }

    /// An example of the statement that starts with a word, or of what stands without one.
    pub(super) fn example(&self, word: &str) -> Option<&'static str> {
        self.statements.iter().find(|(known, _)| *known == word).map(|(_, example)| *example)
    }

    /// All that may start a statement, for a label.
    pub(super) fn list(&self) -> String {
        let mut words: Vec<String> = self.words().map(|word| format!("`{word}`")).collect();
        words.extend(self.example("").map(|example| format!("words such as `{example}`")));
        match words.split_last() {
            None => "`}`".to_owned(),
            Some((last, [])) => last.clone(),
            Some((last, init)) => format!("{} or {last}", init.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_parses() {
        for kind in &KINDS {
            let header = kind.header.to_owned();
            let bodies = kind.statements.iter().map(|(_, example)| match kind.keyword {
                "lexicon" => format!("lexicon en cardinal {{ {example} }}"),
                "test" => format!("test \"x\" {{ {example} }}"),
                "language" => format!("language en {{ {example} }}"),
                "unit" | "measure" => format!("{} x : y {{ {example} }}", kind.keyword),
                keyword => format!("{keyword} x {{ {example} }}"),
            });
            for text in std::iter::once(header).chain(bodies) {
                let (items, said) = crate::syntax::parse(crate::diagnostic::FileId(0), &text);
                assert!(said.is_empty() && items.len() == 1, "{text}: {said:?}");
            }
        }
    }
}
