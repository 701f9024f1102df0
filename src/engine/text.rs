//! A document as the engine takes it up: its words, and what is known of it from the caller, from
//! what it says of itself, and from its letters.

use super::check::Input;
use crate::claim::Metadata;
use crate::rule::Ruleset;
use crate::source::notice::of_unknown_language;
use crate::source::{self, Notice, Text, Unread, is_in, language_of};
use crate::text::Words;

/// The words of a document, what is known of it, and the code of its language.
pub(super) type ReadText = (Text, Metadata, Option<String>);

/// Reads the words of a document.
pub(super) fn read_text(input: &Input, words: &mut Words<'_>) -> Result<ReadText, Unread> {
    let rules: &Ruleset = words.rules();
    let text = source::read(&input.path, &input.bytes, input.format, &rules.limits)?;
    let given = input.language.as_deref().and_then(|code| rules.language(code));
    let by_letters = || language_of(text.content().words, rules);
    // Pages often say the language of their frame: letters of another alphabet know better.
    let stated = text.about.language.as_deref().and_then(|code| rules.language(code));
    let alphabet = |lang: u8| rules.languages.get(usize::from(lang)).map(|language| language.cyrillic);
    let language = given.or_else(|| {
        let found = by_letters();
        stated.filter(|lang| found.and_then(alphabet) == alphabet(*lang)).or(found)
    });
    let metadata = Metadata {
        language: language.unwrap_or(0),
        date: input.date.or(text.about.date),
        likely_date: text.about.likely_date,
        publisher: input.publisher.clone().or_else(|| text.about.publisher.clone()),
    };
    let told = given.or_else(|| {
        language.filter(|lang| is_in(text.content().words, *lang, rules, |word| words.is_known(word, *lang)))
    });
    let code = told.and_then(|lang| rules.languages.get(usize::from(lang))).map(|l| l.code.clone());
    Ok((text, metadata, code))
}

/// What is to be said of a document, with whether its language is known.
pub(super) fn notices(text: &Text, known: bool) -> Vec<Notice> {
    let mut notices = text.notices.clone();
    if !known && let Some(notice) = of_unknown_language(text.content().words) {
        notices.push(Notice { span: text.in_file(notice.span), ..notice });
    }
    notices
}
