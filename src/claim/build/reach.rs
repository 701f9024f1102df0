//! Scope that words and rules set for what follows them, and how far it reaches.

use super::Builder;
use crate::claim::context::Context;
use crate::claim::entries::Entries;
use crate::claim::model::{Scope, ScopeEntry, ScopeValue};
use crate::extract::Matched;
use crate::rule::{Id, Meaning, Reach, ScopeKind};

/// Scope that was set for what follows.
pub(in crate::claim) struct SetScope {
    pub(super) entries: Vec<(Id, ScopeEntry)>,
    pub(super) reach: Reach,
    block: usize,
    heading: Option<usize>,
}

impl<'t> Builder<'_, 't> {
    /// Gathers what was set before a sentence and holds for it.
    pub(super) fn begin(&mut self, index: usize) {
        self.own_sets = self.set.len();
        let Some(block) = self.read.sentences.get(index).map(|read| read.block) else { return };
        let lead = self.read.blocks.get(block).and_then(|block| block.lead);
        let heading = self.heading_of(block);
        let mut earlier = Entries::default();
        for set in &self.set {
            let reaches = match set.reach {
                Reach::Rule | Reach::Phrase | Reach::Clause | Reach::Sentence => false,
                Reach::Paragraph => set.block == block || lead == Some(set.block),
                Reach::Section => set.heading == heading,
                Reach::Document => true,
            };
            if reaches {
                earlier.extend(set.reaching());
            }
        }
        self.earlier = earlier;
    }

    /// Scope that was set earlier in the sentence, paragraph, section or document.
    pub(in crate::claim) fn inherit(&self, scope: &mut Scope) {
        for set in self.set.get(self.own_sets..).unwrap_or_default() {
            scope.entries.extend(set.reaching());
        }
        // What the sentence itself says is nearer than what was said before.
        for (dimension, entry) in self.earlier.iter() {
            if !scope.entries.contains_key(dimension) {
                scope.entries.insert(*dimension, entry.clone());
            }
        }
    }

    /// Notes words of scope that reach beyond their sentence.
    pub(super) fn hear(&mut self, context: &Context<'_, 't>) {
        for (meaning, tokens) in context.meanings() {
            let Meaning::Scope(dimension, value) = meaning else { continue };
            let Some((_, declared)) = self.rules.scopes.get_index(*dimension) else { continue };
            // "The company targets:" speaks of the items that follow.
            let leads = declared.kind == ScopeKind::State && self.leads_a_list(context);
            let reach = if leads { declared.reach.max(Reach::Paragraph) } else { declared.reach };
            if reach < Reach::Paragraph {
                continue;
            }
            let span = Some(context.read.sentence.span_of(tokens.0, tokens.1));
            let entry = ScopeEntry { value: ScopeValue::Declared(*value), span, reach };
            self.set(context.read.block, reach, vec![(*dimension, entry)]);
        }
    }

    /// Whether a sentence ends in the colon that leads a list in.
    fn leads_a_list(&self, context: &Context<'_, 't>) -> bool {
        let sentence = &context.read.sentence;
        let block = self.read.blocks.get(context.read.block);
        sentence.span.of(sentence.text).trim_end().ends_with(':')
            && block.is_some_and(|block| block.span.end <= sentence.span.end)
    }

    /// Notes the scope that a rule sets.
    pub(super) fn apply_sets(&mut self, context: &Context<'_, 't>, matched: &Matched) {
        let Some((_, rule)) = self.rules.rules.get_index(matched.rule) else { return };
        for set in &rule.sets {
            let entries = self.scope_actions(context, &set.scope, matched);
            self.set(context.read.block, set.reach, entries);
        }
    }

    /// Sets scope in a block.
    pub(super) fn set(&mut self, block: usize, reach: Reach, entries: Vec<(Id, ScopeEntry)>) {
        let heading = self.heading_of(block);
        self.set.push(SetScope { entries, reach, block, heading });
    }

    /// The heading that a block stands under; a heading stands under itself.
    fn heading_of(&self, block: usize) -> Option<usize> {
        let found = self.read.blocks.get(block)?;
        if found.kind == crate::text::BlockKind::Heading { Some(block) } else { found.heading }
    }
}

impl SetScope {
    fn reaching(&self) -> impl Iterator<Item = (Id, ScopeEntry)> {
        let entry = |entry: &ScopeEntry| ScopeEntry { reach: self.reach, ..entry.clone() };
        self.entries.iter().map(move |(dimension, own)| (*dimension, entry(own)))
    }
}
