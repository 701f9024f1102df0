//! The machine that runs a compiled pattern: backtracking that never tries a state at a
//! place twice, so that time is bounded by the size of the program times the sentence.

use super::entry::Entry;
use super::test::Annotated;
use crate::rule::{Instruction, Program};

/// Where a capture starts and ends, in tokens.
pub(super) type Capture = Option<(usize, usize)>;

/// Space for running programs, used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Machine {
    visited: Vec<u64>,
    stack: Vec<Job>,
    slots: Vec<Option<usize>>,
    /// The alternatives of the branch at hand, where they are asked for.
    path: Option<Vec<usize>>,
    /// Where a branch went farthest, where that is asked for.
    trace: Option<Reached>,
}

/// How far a program came that did not match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reached {
    /// The token from which it came farthest.
    pub start: usize,
    /// The token at which it stopped.
    pub at: usize,
    /// The instructions that did not accept that token.
    pub failed: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Job {
    /// Go on at an instruction and a token.
    Run(usize, usize),
    /// Undo what a branch wrote into a slot.
    Restore(usize, Option<usize>),
    /// Undo the last alternative of the path.
    Leave,
}

/// How far left a pattern that must end at a place may start.
const LOOK_BEHIND: usize = 16;

impl Machine {
    /// The first match that starts at `start` or later: its ends and its captures.
    pub fn find(
        &mut self,
        program: &Program,
        on: &Annotated<'_, '_>,
        start: usize,
        captures: usize,
    ) -> Option<(usize, usize, Vec<Capture>)> {
        let tokens = on.sentence.tokens.len();
        let places = Entry::of(program).places(on, start);
        if places.is_empty() {
            return None;
        }
        self.reset(program, tokens, captures);
        places.into_iter().find_map(|at| {
            let end = self.run(program, on, at, None)?;
            let captured = self.slots.as_chunks::<2>().0.iter().map(|[a, b]| Some(((*a)?, (*b)?))).collect();
            Some((at, end.max(at), captured))
        })
    }

    fn reset(&mut self, program: &Program, tokens: usize, captures: usize) {
        self.visited.clear();
        self.visited.resize((program.code.len() * (tokens + 1)).div_ceil(64), 0);
        self.slots.clear();
        self.slots.resize(captures * 2, None);
        self.stack.clear();
    }

    /// Runs from one token on; `until` is where the match must end, if anywhere in particular.
    fn run(
        &mut self,
        program: &Program,
        on: &Annotated<'_, '_>,
        at: usize,
        until: Option<usize>,
    ) -> Option<usize> {
        let tokens = on.sentence.tokens.len();
        self.slots.iter_mut().for_each(|slot| *slot = None);
        self.stack.clear();
        self.path.iter_mut().for_each(Vec::clear);
        self.stack.push(Job::Run(0, at));
        while let Some(job) = self.stack.pop() {
            match job {
                Job::Leave => drop(self.path.as_mut().and_then(Vec::pop)),
                Job::Restore(slot, value) => {
                    if let Some(place) = self.slots.get_mut(slot) {
                        *place = value;
                    }
                }
                Job::Run(pc, at) => {
                    if let Some(end) = self.step(program, on, pc, at, tokens)
                        && until.is_none_or(|until| until == end)
                    {
                        return Some(end);
                    }
                }
            }
        }
        None
    }

    /// One state: pushes what follows it; gives the end of the match where it is one.
    fn step(
        &mut self,
        program: &Program,
        on: &Annotated<'_, '_>,
        pc: usize,
        at: usize,
        tokens: usize,
    ) -> Option<usize> {
        if at > tokens || !self.visit(pc * (tokens + 1) + at) {
            return None;
        }
        match program.code.get(pc)? {
            Instruction::Match => return Some(at),
            Instruction::Alternative(number) => {
                if let Some(path) = &mut self.path {
                    path.push(*number);
                    self.stack.push(Job::Leave);
                }
                self.stack.push(Job::Run(pc + 1, at));
            }
            Instruction::Jump(to) => self.stack.push(Job::Run(*to, at)),
            Instruction::Split(first, second) => {
                self.stack.push(Job::Run(*second, at));
                self.stack.push(Job::Run(*first, at));
            }
            Instruction::Save(slot) => {
                if let Some(place) = self.slots.get_mut(*slot) {
                    let old = place.replace(at);
                    self.stack.push(Job::Restore(*slot, old));
                }
                self.stack.push(Job::Run(pc + 1, at));
            }
            Instruction::Look { ahead, negated, program } => {
                if looks(program, on, at, *ahead) != *negated {
                    self.stack.push(Job::Run(pc + 1, at));
                }
            }
            Instruction::Test(test) => {
                let base = self.stack.len();
                if at < tokens {
                    let (slots, stack) = (&self.slots, &mut self.stack);
                    on.accept(test, at, slots, |end| stack.push(Job::Run(pc + 1, end)));
                    // Longer ones were found first and are to be tried first.
                    self.stack[base..].reverse();
                }
                if base == self.stack.len() {
                    self.note(pc, at);
                }
            }
        }
        None
    }

    /// Notes where a test did not accept, if that is asked for.
    fn note(&mut self, pc: usize, at: usize) {
        let Some(trace) = &mut self.trace else { return };
        if at > trace.at {
            *trace = Reached { start: trace.start, at, failed: vec![pc] };
        } else if at == trace.at && !trace.failed.contains(&pc) {
            trace.failed.push(pc);
        }
    }

    /// Starts to note the alternatives of matches.
    pub fn note_alternatives(&mut self) {
        self.path = Some(Vec::new());
    }

    /// The alternatives that the last match went through.
    #[must_use]
    pub fn alternatives(&self) -> &[usize] {
        self.path.as_deref().unwrap_or(&[])
    }

    /// How far a program comes that does not match: the longest of its attempts.
    pub fn reach(&mut self, program: &Program, on: &Annotated<'_, '_>, captures: usize) -> Reached {
        let tokens = on.sentence.tokens.len();
        let mut best = Reached::default();
        for start in 0..tokens {
            self.reset(program, tokens, captures);
            self.trace = Some(Reached { start, at: start, failed: Vec::new() });
            self.run(program, on, start, None);
            let came = self.trace.take().unwrap_or_default();
            if best.failed.is_empty() || came.at - came.start > best.at - best.start {
                best = came;
            }
        }
        best
    }

    /// Notes a state; false where it was there before.
    fn visit(&mut self, state: usize) -> bool {
        let Some(word) = self.visited.get_mut(state / 64) else { return false };
        let bit = 1 << (state % 64);
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }
}

/// Whether a program matches from a token on, or up to it.
fn looks(program: &Program, on: &Annotated<'_, '_>, at: usize, ahead: bool) -> bool {
    let mut machine = Machine::default();
    let tokens = on.sentence.tokens.len();
    if ahead {
        machine.reset(program, tokens, 0);
        return machine.run(program, on, at, None).is_some();
    }
    (at.saturating_sub(LOOK_BEHIND)..at).rev().any(|start| {
        machine.reset(program, tokens, 0);
        machine.run(program, on, start, Some(at)).is_some()
    })
}
