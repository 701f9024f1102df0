//! `wrong-script`: words that are not written in the letters of their language.

use super::word_lists;
use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::rule::model::Ruleset;
use crate::syntax::ast::{Item, Test};
use crate::token::is_cyrillic;

/// The code.
pub static CODE: Code = Code {
    name: "wrong-script",
    level: Severity::Warning,
    explanation: "Words are written in letters that their language does not use, and are never met in it.\n\n\
        Most often the line names the wrong language, or a letter of another script was typed that looks the same. \
        A name that a language takes over as it is stands in quotes: `ru \"INNOPROM\"`.\n",
};

/// So many letters of another script make a text foreign; fewer may be a name or an abbreviation.
const FOREIGN_TEXT: usize = 12;

/// What letters of a script are called.
const fn script(cyrillic: bool) -> &'static str {
    if cyrillic { "Cyrillic" } else { "Latin" }
}

/// Whether a language is written in Cyrillic; nothing where nobody knows it.
fn is_written_so(lang: &str, rules: &Ruleset) -> Option<bool> {
    rules.languages.get(usize::from(rules.language(lang)?)).map(|language| language.cyrillic)
}

/// Bare words of the lists of an item in letters that their language does not use.
pub(in crate::rule) fn check(file: FileId, item: &Item, rules: &Ruleset, out: &mut Vec<Diagnostic>) {
    for words in word_lists(item) {
        let lang = &words.lang.text;
        let Some(cyrillic) = is_written_so(lang, rules) else { continue };
        for phrase in words.phrases.iter().filter(|phrase| !phrase.exact) {
            let foreign = |c: &char| c.is_alphabetic() && is_cyrillic(*c) != cyrillic;
            let Some(letter) = phrase.text.chars().find(foreign) else { continue };
            let whole = phrase.text.chars().filter(|c| c.is_alphabetic()).all(|c| foreign(&c));
            let said = if whole {
                format!("`{}` is not written in the letters of `{lang}`", phrase.text)
            } else {
                let code = u32::from(letter);
                format!("`{letter}` in `{}` is a {} letter, U+{code:04X}", phrase.text, script(!cyrillic))
            };
            out.push(
                Diagnostic::new(&CODE, said)
                    .label(file, phrase.span, format!("`{lang}` has {} letters", script(cyrillic)))
                    .help("name the language of the word, or quote a name that is written so"),
            );
        }
    }
}

/// Texts of a test in letters that their language does not use.
pub(in crate::rule) fn check_test(file: FileId, test: &Test, rules: &Ruleset, out: &mut Vec<Diagnostic>) {
    for document in &test.documents {
        let lang = &document.lang.text;
        let Some(cyrillic) = is_written_so(lang, rules) else { continue };
        let letters = || document.text.chars().filter(|c| c.is_alphabetic());
        if letters().count() < FOREIGN_TEXT || letters().any(|c| is_cyrillic(c) == cyrillic) {
            continue;
        }
        out.push(
            Diagnostic::new(&CODE, format!("this text is not written in the letters of `{lang}`"))
                .label(file, document.lang.span, format!("`{lang}` has {} letters", script(cyrillic)))
                .help("name the language that the text is in"),
        );
    }
}
