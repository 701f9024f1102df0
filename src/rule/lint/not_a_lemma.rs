//! `not-a-lemma`: a bare word that is a form of another, and so matches nothing.

use super::word_lists;
use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::rule::model::{Language, Ruleset};
use crate::syntax::ast::{Item, Phrase};
use crate::token::fold;

/// The code.
pub static CODE: Code = Code {
    name: "not-a-lemma",
    level: Severity::Warning,
    explanation: "A bare word is a form of another word, and matches nothing.\n\n\
        Bare words stand for lemmas, as a dictionary has them: `boat` matches *boat*, *boats*, *boat's*. \
        A form by itself is written in quotes: `\"boats\"` matches *boats* alone.\n",
};

/// Bare words of the lists of an item of which the dictionary only knows that they are forms of others.
pub(in crate::rule) fn check(file: FileId, item: &Item, rules: &Ruleset, out: &mut Vec<Diagnostic>) {
    for words in word_lists(item) {
        let lang = rules.language(&words.lang.text).and_then(|lang| rules.languages.get(usize::from(lang)));
        let Some(language) = lang else { continue };
        for phrase in words.phrases.iter().filter(|phrase| !phrase.exact) {
            out.extend(of_phrase(file, phrase, language));
        }
    }
}

fn of_phrase(file: FileId, phrase: &Phrase, language: &Language) -> Option<Diagnostic> {
    let (form, lemma) =
        phrase.text.split_whitespace().find_map(|word| Some((word, lemma_of(&fold(word), language)?)))?;
    let meant: Vec<String> = phrase
        .text
        .split_whitespace()
        .map(|word| lemma_of(&fold(word), language).unwrap_or_else(|| word.to_owned()))
        .collect();
    let said = Diagnostic::new(&CODE, format!("`{form}` is a form of `{lemma}`"));
    let help = format!(
        "did you mean `{}`? A bare word stands for its lemma and matches every form; `\"{}\"` is this form alone",
        meant.join(" "),
        phrase.text
    );
    Some(said.label(file, phrase.span, "matches nothing").help(help))
}

/// The lemma of a form that is none itself; nothing where the dictionary does not know it.
pub(in crate::rule) fn lemma_of(form: &str, language: &Language) -> Option<String> {
    let dictionary = language.dictionary.as_ref()?;
    let lemmas: Vec<String> = dictionary.analyses(form.as_bytes()).map(|one| one.lemma(form)).collect();
    lemmas.iter().all(|lemma| *lemma != form).then(|| lemmas.into_iter().next())?
}
