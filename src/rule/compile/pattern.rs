//! Compiles patterns to programs: resolves names, expands macros, bounds repetition.

use super::Compiler;
use crate::diagnostic::FileId;
use crate::rule::lint::bad_pattern;
use crate::rule::meaning::Meaning;
use crate::rule::program::{Instruction, Program, TokenTest};
use crate::rule::vocabulary::Spelling;
use crate::syntax::ast::{Atom, Element, Name, Pattern, Repeat};
use crate::token::{Span, is_cyrillic};
use indexmap::IndexMap;

/// What `*` and `+` mean at most.
const DEFAULT_REPEAT: u32 = 8;
/// How many tokens `..` skips at most.
const DEFAULT_GAP: u32 = 12;
/// What a written bound may be at most.
const MAX_BOUND: u32 = 64;
/// Parts of `all( … )`; each order of them is tried.
const MAX_UNORDERED: usize = 4;

pub(super) struct PatternCompiler<'c, 'a> {
    pub(super) compiler: &'c mut Compiler<'a>,
    pub(super) file: FileId,
    pub(super) captures: &'c mut Vec<String>,
    code: Vec<Instruction>,
    pub(super) depth: usize,
    /// For each macro that is being expanded, what its parameters stand for and where from.
    pub(super) arguments: Vec<(FileId, IndexMap<String, Pattern>)>,
    too_large: bool,
    alternatives: Vec<(FileId, Span)>,
    /// Whether a part could not be compiled for a reason reported elsewhere.
    pub(super) failed: bool,
}

impl<'a> Compiler<'a> {
    /// Compiles a pattern; captures are numbered in `captures`. `None` where it is refused.
    pub(super) fn program(
        &mut self,
        file: FileId,
        pattern: &Pattern,
        captures: &mut Vec<String>,
    ) -> Option<Program> {
        let before = self.diagnostics.len();
        let mut inner = PatternCompiler {
            compiler: self,
            file,
            captures,
            code: Vec::new(),
            depth: 0,
            arguments: Vec::new(),
            too_large: false,
            alternatives: Vec::new(),
            failed: false,
        };
        inner.pattern(pattern);
        inner.push(Instruction::Match);
        let most = inner.compiler.rules.limits.pattern_steps;
        let (code, too_large, failed) = (std::mem::take(&mut inner.code), inner.too_large, inner.failed);
        let alternatives = std::mem::take(&mut inner.alternatives);
        if too_large {
            let help = "shorten repetitions and gaps, or split the rule";
            let what = format!("this pattern compiles to more than {most} steps");
            self.diagnostics.push(bad_pattern::diagnose(file, pattern.span, &what, help));
        } else if !failed && self.diagnostics.len() == before && matches_empty(&code) {
            let help = "let at least one part of it be required";
            self.diagnostics.push(bad_pattern::diagnose(
                file,
                pattern.span,
                "this pattern matches without a single token",
                help,
            ));
        }
        if failed || self.diagnostics.len() > before {
            return None;
        }
        let required = super::required::of(&code, &self.rules);
        Some(Program { code, required, alternatives })
    }
}

impl PatternCompiler<'_, '_> {
    fn push(&mut self, instruction: Instruction) -> usize {
        self.too_large |= self.code.len() >= self.compiler.rules.limits.pattern_steps;
        if !self.too_large {
            self.code.push(instruction);
        }
        self.code.len().saturating_sub(1)
    }

    fn here(&self) -> usize {
        self.code.len()
    }

    fn patch(&mut self, at: usize, instruction: Instruction) {
        if let Some(slot) = self.code.get_mut(at) {
            *slot = instruction;
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        // Macros that double each other would go on for ever behind a limit that is long passed.
        if self.too_large {
            return;
        }
        let mut ends = Vec::new();
        for (index, sequence) in pattern.alternatives.iter().enumerate() {
            let last = index + 1 == pattern.alternatives.len();
            let split = (!last).then(|| self.push(Instruction::Jump(0)));
            if pattern.alternatives.len() > 1 {
                self.alternative(sequence);
            }
            for element in sequence {
                self.element(element);
            }
            if let Some(split) = split {
                ends.push(self.push(Instruction::Jump(0)));
                let (first, second) = (split + 1, self.here());
                self.patch(split, Instruction::Split(first, second));
            }
        }
        let end = self.here();
        ends.into_iter().for_each(|at| self.patch(at, Instruction::Jump(end)));
    }

    /// Numbers an alternative by its place, so that one in a macro is one wherever it is used.
    fn alternative(&mut self, sequence: &[Element]) {
        let span = sequence.iter().map(|element| element.span).reduce(Span::cover).unwrap_or_default();
        let place = (self.file, span);
        let number = self.alternatives.iter().position(|known| *known == place).unwrap_or_else(|| {
            self.alternatives.push(place);
            self.alternatives.len() - 1
        });
        self.push(Instruction::Alternative(number));
    }

    fn element(&mut self, element: &Element) {
        let (least, most) = self.bounds(element);
        let capture = element.capture.as_ref().map(|name| self.capture_number(name));
        if let Some(number) = capture {
            self.push(Instruction::Save(number * 2));
        }
        for _ in 0..least {
            self.atom(&element.atom, element.span);
        }
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.push(Instruction::Jump(0)));
            self.atom(&element.atom, element.span);
            if self.too_large {
                return;
            }
        }
        let end = self.here();
        splits.into_iter().for_each(|at| self.patch(at, Instruction::Split(at + 1, end)));
        if let Some(number) = capture {
            self.push(Instruction::Save(number * 2 + 1));
        }
    }

    fn bounds(&mut self, element: &Element) -> (u32, u32) {
        match element.repeat {
            Repeat::Once => (1, 1),
            Repeat::Optional => (0, 1),
            Repeat::Any => (0, DEFAULT_REPEAT),
            Repeat::Some => (1, DEFAULT_REPEAT),
            Repeat::Between(least, most) if most <= MAX_BOUND && least <= most && most > 0 => (least, most),
            Repeat::Between(..) => {
                self.refuse(
                    element.span,
                    "bounds of a repetition out of range",
                    "write `{least,most}` with most between 1 and 64",
                );
                (1, 1)
            }
        }
    }

    fn capture_number(&mut self, name: &Name) -> usize {
        self.captures.iter().position(|known| *known == name.text).unwrap_or_else(|| {
            self.captures.push(name.text.clone());
            self.captures.len() - 1
        })
    }

    pub(super) fn refuse(&mut self, span: Span, what: &str, help: &str) {
        self.compiler.diagnostics.push(bad_pattern::diagnose(self.file, span, what, help));
    }

    pub(super) fn test(&mut self, test: TokenTest) {
        self.push(Instruction::Test(test));
    }

    fn atom(&mut self, atom: &Atom, span: Span) {
        match atom {
            Atom::Group(pattern) => self.pattern(pattern),
            Atom::All(parts) => self.unordered(parts, span),
            Atom::Look { ahead, negated, pattern } => self.look(*ahead, *negated, pattern),
            Atom::Gap(most) => self.gap(most.unwrap_or(DEFAULT_GAP), span),
            Atom::AnyToken => self.test(TokenTest::Any),
            Atom::Exact(text) => self.words(text, Spelling::Quoted, span),
            Atom::Lemma(words) => self.words(&words.join(" "), Spelling::Lemmas, span),
            Atom::Regex(body) => {
                match regex::RegexBuilder::new(&format!("^(?:{body})$")).size_limit(1 << 20).build() {
                    Ok(regex) => self.test(TokenTest::Regex(Box::new(regex))),
                    Err(error) => self.compiler.diagnostics.push(bad_pattern::regex(self.file, span, &error)),
                }
            }
            Atom::Reference { name, filters, arguments } => self.reference(name, filters, arguments, span),
        }
    }

    fn gap(&mut self, most: u32, span: Span) {
        if most > MAX_BOUND {
            self.refuse(
                span,
                "a gap of more than 64 tokens",
                "sentences are seldom longer; `..` alone means 12",
            );
            return;
        }
        let splits: Vec<usize> = (0..most)
            .map(|_| {
                let at = self.push(Instruction::Jump(0));
                self.test(TokenTest::Any);
                at
            })
            .collect();
        // A gap is lazy: what follows it is tried before the gap grows.
        let end = self.here();
        splits.into_iter().for_each(|at| self.patch(at, Instruction::Split(end, at + 1)));
    }

    fn look(&mut self, ahead: bool, negated: bool, pattern: &Pattern) {
        let outer = std::mem::take(&mut self.code);
        self.pattern(pattern);
        self.push(Instruction::Match);
        let code = std::mem::replace(&mut self.code, outer);
        let program = Box::new(Program { code, ..Program::default() });
        self.push(Instruction::Look { ahead, negated, program });
    }

    /// Each order of the parts becomes an alternative, with gaps between them.
    fn unordered(&mut self, parts: &[Pattern], span: Span) {
        if parts.len() > MAX_UNORDERED {
            self.refuse(span, "more than four parts without order", "put some of them in order");
            return;
        }
        let element = |atom: Atom| Element { capture: None, atom, repeat: Repeat::Once, span };
        let alternatives = permutations(parts.len())
            .into_iter()
            .map(|order| {
                let mut sequence = Vec::new();
                for (nth, part) in order.into_iter().enumerate() {
                    if nth > 0 {
                        sequence.push(element(Atom::Gap(None)));
                    }
                    sequence.push(element(Atom::Group(parts[part].clone())));
                }
                sequence
            })
            .collect();
        self.pattern(&Pattern { alternatives, span });
    }

    fn words(&mut self, text: &str, spelling: Spelling, span: Span) {
        let cyrillic = text.chars().find(|c| c.is_alphabetic()).is_some_and(is_cyrillic);
        let languages = &self.compiler.rules.languages;
        let lang = languages
            .iter()
            .position(|l| l.cyrillic == cyrillic)
            .and_then(|i| u8::try_from(i).ok())
            .unwrap_or(0);
        let (number, _) =
            self.compiler.rules.phrases.insert_full((text.to_owned(), spelling == Spelling::Lemmas));
        let meaning = self.compiler.meaning(Meaning::Phrase(number));
        if self.compiler.rules.vocabulary.add(lang, text, spelling, meaning) {
            self.test(TokenTest::Meaning(meaning));
        } else {
            self.refuse(span, "quotes without a word in them", "write a word, or drop the quotes");
        }
    }
}

/// Whether a program can reach its end without consuming a token.
fn matches_empty(code: &[Instruction]) -> bool {
    let mut seen = vec![false; code.len()];
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        if seen.get(at).is_none_or(|seen| *seen) {
            continue;
        }
        seen[at] = true;
        match &code[at] {
            Instruction::Match => return true,
            Instruction::Test(_) => {}
            Instruction::Split(a, b) => open.extend([*a, *b]),
            Instruction::Jump(to) => open.push(*to),
            Instruction::Save(_) | Instruction::Alternative(_) | Instruction::Look { .. } => {
                open.push(at + 1);
            }
        }
    }
    false
}

/// All orders of `n` things, in lexicographic order.
fn permutations(n: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    for _ in 0..n {
        out = out
            .into_iter()
            .flat_map(|prefix: Vec<usize>| {
                (0..n)
                    .filter(|i| !prefix.contains(i))
                    .map(|i| [prefix.clone(), vec![i]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    out
}
