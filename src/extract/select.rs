//! Which rules to try on a sentence, and all their matches in it.

use super::machine::{Capture, Machine};
use super::test::Annotated;
use crate::rule::{ClaimAction, Id, Ruleset};
use rustc_hash::FxHashMap;

/// A rule's match in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// The rule.
    pub rule: Id,
    /// First token, and one past the last.
    pub tokens: (usize, usize),
    /// The captures, by number.
    pub captures: Vec<Capture>,
}

/// Rules by the meanings that they cannot do without.
#[derive(Debug, Default)]
pub struct Candidates {
    by_meaning: FxHashMap<u32, Vec<Id>>,
    always: Vec<Id>,
    beyond_figures: bool,
}

impl Candidates {
    /// The index of a rule set.
    #[must_use]
    pub fn of(rules: &Ruleset) -> Self {
        let mut out = Self::default();
        for (id, rule) in rules.rules.values().enumerate() {
            let text = |claim: &ClaimAction| claim.measure.is_ok_and(|id| rules.is_textual(id));
            out.beyond_figures |= !rule.sets.is_empty() || rule.claims.iter().any(text);
            if rule.matches.iter().any(|program| program.required.is_empty()) {
                out.always.push(id);
                continue;
            }
            for meaning in rule.matches.iter().flat_map(|program| &program.required) {
                let list = out.by_meaning.entry(*meaning).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
        out
    }

    /// Whether some rule says something by sentences without a figure: it sets scope for what
    /// stands around, or claims a text.
    #[must_use]
    pub fn beyond_figures(&self) -> bool {
        self.beyond_figures
    }

    /// The rules that may match a sentence, in order.
    fn in_sentence(&self, on: &Annotated<'_, '_>) -> Vec<Id> {
        let marked =
            on.sentence.marks.all().iter().filter_map(|mark| self.by_meaning.get(&mark.meaning)).flatten();
        let mut out: Vec<Id> = self.always.iter().chain(marked).copied().collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The matches of rules in a sentence.
#[derive(Debug, Default)]
pub struct Matches {
    /// Those of rules of higher priority first, then by place.
    pub all: Vec<Matched>,
    /// The first rule that matches more often than a limit allows; the matches beyond are not among them.
    pub beyond: Option<Id>,
}

/// All matches of all rules in a sentence.
#[must_use]
pub fn matches(
    rules: &Ruleset,
    candidates: &Candidates,
    on: &Annotated<'_, '_>,
    machine: &mut Machine,
) -> Matches {
    let (mut out, mut beyond) = (Vec::new(), None);
    for id in candidates.in_sentence(on) {
        let Some((_, rule)) = rules.rules.get_index(id) else { continue };
        let before = out.len();
        for program in &rule.matches {
            let mut start = 0;
            let mut left = rules.limits.pattern_matches;
            while let Some((from, to, captures)) = machine.find(program, on, start, rule.captures.len()) {
                if left == 0 {
                    beyond = beyond.or(Some(id));
                    break;
                }
                left -= 1;
                out.push(Matched { rule: id, tokens: (from, to), captures });
                start = to.max(from + 1);
            }
        }
        let matched = out.len() > before;
        if matched && rule.unless.iter().any(|program| machine.find(program, on, 0, 0).is_some()) {
            out.truncate(before);
        }
    }
    let priority = |m: &Matched| rules.rules.get_index(m.rule).map_or(0, |(_, rule)| rule.priority);
    out.sort_by_key(|m| (std::cmp::Reverse(priority(m)), m.tokens.0, std::cmp::Reverse(m.tokens.1), m.rule));
    Matches { all: out, beyond }
}
