//! `missing-near`: a measure that needs a `near` word and names none.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::Measure;

/// The code.
pub static CODE: Code = Code {
    name: "missing-near",
    level: Severity::Warning,
    explanation: "A measure needs a `near` word and has none, so that its words never claim anything.\n\n\
        `needs near` asks for one of the words of a `near` line in the sentence; each language has lines of its own.\n\n\
        ```\nmeasure loans : count {\n  en book\n  near en lend | borrow\n  needs near\n}\n```\n",
};

/// Languages in which a measure has words, but none of the `near` words that it needs.
pub(in crate::rule) fn check(file: FileId, measure: &Measure, out: &mut Vec<Diagnostic>) {
    let Some(needed) = measure.needs.iter().find(|name| name.text == "near") else { return };
    if measure.mended {
        return;
    }
    let has_near = |lang: &str| measure.near.iter().any(|words| words.lang.text == lang);
    let Some(words) = measure.words.iter().find(|words| !has_near(&words.lang.text)) else { return };
    let lang = &words.lang.text;
    let said = format!("measure `{}` needs a `near` word, and has none in `{lang}`", measure.name.text);
    out.push(
        Diagnostic::new(&CODE, said)
            .label(file, needed.span, "nothing is ever near")
            .label(file, words.lang.span, "never claimed by these words")
            .help(format!(
                "add a line `near {lang} …` with what must stand in the sentence, or drop `needs near`"
            )),
    );
}
