//! `missing-language`: a measure without words in a language that its file otherwise serves.

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::syntax::ast::{Item, Measure};
use indexmap::IndexSet;

/// The code.
pub static CODE: Code = Code {
    name: "missing-language",
    level: Severity::Advice,
    explanation: "A measure has no words in a language in which other measures of the file have some.\n\n\
        Figures in documents of that language are then never of this measure, and its claims are never compared \
        across languages. Add a line of words, or split the file by language.\n",
};

/// Measures of a file that lack a language which the file's other measures have.
pub(in crate::rule) fn check(file: FileId, items: &[Item], out: &mut Vec<Diagnostic>) {
    let measures =
        || items.iter().filter_map(|item| if let Item::Measure(m) = item { Some(m) } else { None });
    let served: IndexSet<&str> = measures().flat_map(languages).collect();
    for measure in measures() {
        let own: IndexSet<&str> = languages(measure).collect();
        // A measure without any words is claimed by rules only.
        let lacks = served.iter().find(|lang| !own.is_empty() && !own.contains(**lang));
        if let Some(lang) = lacks {
            let said = format!("measure `{}` has no words in `{lang}`", measure.name.text);
            let help = format!("add a line that starts with `{lang}`, as other measures of this file have");
            out.push(
                Diagnostic::new(&CODE, said).label(file, measure.name.span, "never claimed there").help(help),
            );
        }
    }
}

fn languages(measure: &Measure) -> impl Iterator<Item = &str> {
    measure.words.iter().chain(&measure.near).map(|words| words.lang.text.as_str())
}
