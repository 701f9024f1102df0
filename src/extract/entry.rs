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

    /// Whether the program may match from a token on.
    pub(super) fn is_open(&self, on: &Annotated<'_, '_>, at: usize) -> bool {
        let Some(tests) = &self.tests else { return true };
        tests.iter().any(|test| match test {
            TokenTest::Meaning(wanted) => on.sentence.marks.at(at).iter().any(|mark| mark.meaning == *wanted),
            TokenTest::Figure(_) => on.quantities.iter().any(|q| q.tokens.0 == at),
            _ => true,
        })
    }
}
