//! `repeated-word`: a word that stands twice in one list.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::{Item, LangWords, Phrase};
use crate::token::fold;
use rustc_hash::FxHashMap;

/// The code.
pub static CODE: Code = Code {
    name: "repeated-word",
    level: Severity::Warning,
    explanation: "A list names the same word twice, so that the second one adds nothing.\n\n\
        Bare words match every form: beside `company` neither `companies` in quotes nor `company` again is needed.\n",
};

/// Words that stand twice in one list of an item.
pub(in crate::rule) fn check(file: FileId, item: &Item, out: &mut Vec<Diagnostic>) {
    match item {
        Item::Words(item) => of_lists(file, &item.words, out),
        Item::Kind(item) => of_lists(file, &item.words, out),
        Item::Entity(item) => of_lists(file, &item.words, out),
        Item::Scope(item) => item.values.iter().for_each(|value| of_lists(file, &value.words, out)),
        Item::Measure(item) => {
            [&item.words, &item.near, &item.without].into_iter().for_each(|words| of_lists(file, words, out));
        }
        _ => {}
    }
}

fn of_lists(file: FileId, lists: &[LangWords], out: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<(&str, String), &Phrase> = FxHashMap::default();
    for list in lists {
        for phrase in &list.phrases {
            let key = if phrase.exact { phrase.text.clone() } else { fold(&phrase.text) };
            if let Some(first) = seen.get(&(list.lang.text.as_str(), key.clone())) {
                out.push(diagnose(file, phrase, first));
            } else {
                seen.insert((&list.lang.text, key), phrase);
            }
        }
    }
}

fn diagnose(file: FileId, phrase: &Phrase, first: &Phrase) -> Diagnostic {
    let help = match (phrase.exact, first.exact) {
        (true, false) => "the bare word matches this form, too; drop the quoted one",
        (false, true) => "the bare word matches every form; drop the quoted one",
        _ => "drop one of them",
    };
    Diagnostic::new(&CODE, format!("`{}` stands twice in this list", phrase.text))
        .label(file, phrase.span, "again")
        .label(file, first.span, "first here")
        .help(help)
}
