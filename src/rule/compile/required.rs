//! What a program cannot match without: a set of words of which each of its paths goes
//! through one. Rules are tried only on sentences that have such a word.

use crate::rule::meaning::Meaning;
use crate::rule::model::Ruleset;
use crate::rule::program::{Instruction, TokenTest};

/// Sets larger than this select nothing.
const MOST: usize = 64;
/// Words as short as this stand in most sentences.
const SHORT: usize = 4;
/// What a short word costs more than another; only the order matters.
const FREQUENT: usize = 16;

/// The cheapest set of meanings of which every path of a program has one; empty where a path
/// has none. Programs only go forward, so one pass from their end is enough.
pub(super) fn of(code: &[Instruction], rules: &Ruleset) -> Vec<u32> {
    let mut needs: Vec<Option<Need>> = vec![None; code.len() + 1];
    for (at, instruction) in code.iter().enumerate().rev() {
        let after = |to: usize| needs.get(to).cloned().flatten();
        let need = match instruction {
            Instruction::Match => None,
            Instruction::Jump(to) => after(*to),
            Instruction::Split(a, b) => after(*a).zip(after(*b)).and_then(|(a, b)| a.or(&b)),
            Instruction::Test(TokenTest::Meaning(meaning)) => {
                let own = Need { cost: cost(*meaning, rules), meanings: vec![*meaning] };
                Some(after(at + 1).filter(|later| later.cost < own.cost).unwrap_or(own))
            }
            Instruction::Test(_)
            | Instruction::Save(_)
            | Instruction::Alternative(_)
            | Instruction::Look { .. } => after(at + 1),
        };
        if let Some(slot) = needs.get_mut(at) {
            *slot = need;
        }
    }
    needs.into_iter().next().flatten().map(|need| need.meanings).unwrap_or_default()
}

/// A set of meanings with what it costs to look for them.
#[derive(Debug, Clone)]
struct Need {
    cost: usize,
    meanings: Vec<u32>,
}

impl Need {
    /// What is needed where either of two is.
    fn or(self, other: &Self) -> Option<Self> {
        let mut meanings = self.meanings;
        meanings.extend(&other.meanings);
        meanings.sort_unstable();
        meanings.dedup();
        (meanings.len() <= MOST).then_some(Self { cost: self.cost + other.cost, meanings })
    }
}

fn cost(meaning: u32, rules: &Ruleset) -> usize {
    match rules.meaning(meaning) {
        Some(Meaning::Phrase(id)) => {
            let length = rules.phrases.get_index(*id).map_or(0, |(text, _)| text.chars().count());
            if length <= SHORT { 1 + FREQUENT } else { 1 }
        }
        _ => 1,
    }
}
