//! Where a program may start at all, told before it runs: most begin with a figure or with
//! words of one meaning, and most tokens are neither.

use super::test::Annotated;
use crate::rule::{Instruction, Program, TokenTest};
use smallvec::SmallVec;

/// Instructions that are followed to find the first tests of a program.
const MOST_STEPS: usize = 64;

/// The first tests of a program; none where they do not tell where it may start.
pub(super) struct Entry<'p> {
    tests: Option<SmallVec<[&'p TokenTest; 8]>>,
}

impl<'p> Entry<'p> {
    /// The first tests of a program.
    pub(super) fn of(program: &'p Program) -> Self {
        let mut tests = SmallVec::new();
        let mut open: SmallVec<[usize; 8]> = SmallVec::from_slice(&[0]);
        for _ in 0..MOST_STEPS {
            let Some(pc) = open.pop() else { return Self { tests: Some(tests) } };
            match program.code.get(pc) {
                Some(Instruction::Test(test @ (TokenTest::Figure(_) | TokenTest::Meaning(_)))) => {
                    tests.push(test);
                }
                Some(Instruction::Split(first, second)) => open.extend([*first, *second]),
                Some(Instruction::Jump(to)) => open.push(*to),
                Some(Instruction::Alternative(_) | Instruction::Save(_)) => open.push(pc + 1),
                _ => break,
            }
        }
        Self { tests: None }
    }

    /// The tokens from some one on at which the program may start to match, in order.
    pub(super) fn places(&self, on: &Annotated<'_, '_>, from: usize) -> SmallVec<[usize; 16]> {
        let Some(tests) = &self.tests else { return (from..on.sentence.tokens.len()).collect() };
        let mut places = SmallVec::new();
        let mut meanings: SmallVec<[u32; 8]> = SmallVec::new();
        let mut figures = false;
        for test in tests {
            match test {
                TokenTest::Meaning(wanted) => meanings.push(*wanted),
                _ => figures = true,
            }
        }
        if figures {
            places.extend(on.quantities.iter().map(|q| q.tokens.0).filter(|at| *at >= from));
        }
        if !meanings.is_empty() {
            let marks = on.sentence.marks.all().iter().filter(|mark| meanings.contains(&mark.meaning));
            places.extend(marks.map(|mark| mark.start as usize).filter(|at| *at >= from));
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}
