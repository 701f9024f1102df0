//! Whether the conditions that a rule makes on the document hold.

use super::read::{Metadata, ReadDocument};
use crate::rule::{Condition, Rule};
use crate::text::BlockKind;
use crate::token::fold;

/// Whether all conditions of a rule hold for a document.
pub(super) fn holds(rule: &Rule, metadata: &Metadata, read: &ReadDocument<'_>) -> bool {
    rule.when.iter().all(|condition| match condition {
        Condition::Language(lang) => metadata.language == *lang,
        Condition::Publisher(name) => metadata.publisher.as_ref() == Some(name),
        Condition::TitleHas(text) => {
            let source = read.sentences.first().map_or("", |s| s.sentence.text);
            let titles = read.blocks.iter().filter(|b| b.kind == BlockKind::Title);
            titles.into_iter().any(|b| fold(b.span.of(source)).contains(text))
        }
        Condition::From(date) => read.date.is_some_and(|own| own >= *date),
        Condition::Until(date) => read.date.is_some_and(|own| own <= *date),
    })
}
