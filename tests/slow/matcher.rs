//! Patterns matched the slow and obvious way: from each token on, every branch in turn, nothing remembered.

use factlint::extract::Annotated;
use factlint::rule::{Instruction, Program};

/// Where a match starts and ends, and its captures.
pub(crate) type Found = Option<(usize, usize, Vec<Option<(usize, usize)>>)>;

/// Steps after which a sentence is left alone: what nothing remembers may take for ever.
const STEPS: usize = 200_000;
/// How far left a pattern that must end at a place may start.
const LOOK_BEHIND: usize = 16;

/// The first match from a token on; `None` where it takes too long to find out.
pub(crate) fn find(
    program: &Program,
    on: &Annotated<'_, '_>,
    start: usize,
    captures: usize,
) -> Option<Found> {
    let mut search = Search { on, left: STEPS };
    for at in start..on.sentence.tokens.len() {
        let mut slots = vec![None; captures * 2];
        let end = search.from(program, 0, at, None, &mut slots);
        if search.left == 0 {
            return None;
        }
        if let Some(end) = end {
            let captured = slots.as_chunks::<2>().0.iter().map(|[a, b]| Some(((*a)?, (*b)?))).collect();
            return Some(Some((at, end.max(at), captured)));
        }
    }
    Some(None)
}

struct Search<'a, 't> {
    on: &'a Annotated<'a, 't>,
    left: usize,
}

impl Search<'_, '_> {
    /// The end of a match that goes on at an instruction and a token; `until` is where it must end, if anywhere.
    fn from(
        &mut self,
        program: &Program,
        pc: usize,
        at: usize,
        until: Option<usize>,
        slots: &mut Vec<Option<usize>>,
    ) -> Option<usize> {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || at > self.on.sentence.tokens.len() {
            return None;
        }
        match program.code.get(pc)? {
            Instruction::Match => until.is_none_or(|until| until == at).then_some(at),
            Instruction::Alternative(_) => self.from(program, pc + 1, at, until, slots),
            Instruction::Jump(to) => self.from(program, *to, at, until, slots),
            Instruction::Split(first, second) => {
                let kept = slots.clone();
                self.from(program, *first, at, until, slots).or_else(|| {
                    *slots = kept;
                    self.from(program, *second, at, until, slots)
                })
            }
            Instruction::Save(slot) => {
                if let Some(place) = slots.get_mut(*slot) {
                    *place = Some(at);
                }
                self.from(program, pc + 1, at, until, slots)
            }
            Instruction::Look { ahead, negated, program: inner } => {
                let found = if *ahead {
                    self.from(inner, 0, at, None, &mut Vec::new()).is_some()
                } else {
                    (at.saturating_sub(LOOK_BEHIND)..at)
                        .any(|start| self.from(inner, 0, start, Some(at), &mut Vec::new()).is_some())
                };
                if found == *negated { None } else { self.from(program, pc + 1, at, until, slots) }
            }
            Instruction::Test(test) => {
                let mut ends = Vec::new();
                if at < self.on.sentence.tokens.len() {
                    self.on.accept(test, at, slots, |end| ends.push(end));
                }
                let kept = slots.clone();
                ends.into_iter().find_map(|end| {
                    slots.clone_from(&kept);
                    self.from(program, pc + 1, end, until, slots)
                })
            }
        }
    }
}
