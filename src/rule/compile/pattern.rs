//! Compiles patterns to programs: resolves names, expands macros, bounds repetition.

use super::Compiler;
use crate::diagnostic::FileId;
use crate::rule::lint::{bad_pattern, unknown_name};
use crate::rule::meaning::Meaning;
use crate::rule::program::{FigureClass, Instruction, Program, TokenTest, WordClass};
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
/// Instructions of one pattern, macros expanded.
const MAX_PROGRAM: usize = 4096;
/// Macros within macros.
const MAX_EXPANSION: usize = 16;
/// Parts of `all( … )`; each order of them is tried.
const MAX_UNORDERED: usize = 4;

/// What patterns can name without any rule file declaring it.
pub const CLASSES: [&str; 20] = [
    "quantity",
    "number",
    "money",
    "percent",
    "duration",
    "date",
    "span",
    "list",
    "year",
    "ordinal",
    "noun",
    "adjective",
    "verb",
    "adverb",
    "preposition",
    "pronoun",
    "name",
    "word",
    "punctuation",
    "quoted",
];

pub(super) struct PatternCompiler<'c, 'a> {
    compiler: &'c mut Compiler<'a>,
    file: FileId,
    captures: &'c mut Vec<String>,
    code: Vec<Instruction>,
    depth: usize,
    arguments: Vec<IndexMap<String, Pattern>>,
    too_large: bool,
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
        };
        inner.pattern(pattern);
        inner.push(Instruction::Match);
        let (code, too_large) = (std::mem::take(&mut inner.code), inner.too_large);
        if too_large {
            let help = "shorten repetitions and gaps, or split the rule";
            let what = format!("this pattern compiles to more than {MAX_PROGRAM} steps");
            self.diagnostics.push(bad_pattern::diagnose(file, pattern.span, &what, help));
        } else if self.diagnostics.len() == before && matches_empty(&code) {
            let help = "let at least one part of it be required";
            self.diagnostics.push(bad_pattern::diagnose(
                file,
                pattern.span,
                "this pattern matches without a single token",
                help,
            ));
        }
        if self.diagnostics.len() > before {
            return None;
        }
        let required = self.required(pattern, 0);
        Some(Program { code, required })
    }

    /// Meanings of which one must occur where the pattern matches; empty where it is unknown.
    fn required(&self, pattern: &Pattern, depth: usize) -> Vec<u32> {
        let mut all = Vec::new();
        for sequence in &pattern.alternatives {
            let best = sequence
                .iter()
                .filter(|e| {
                    matches!(e.repeat, Repeat::Once | Repeat::Some)
                        || matches!(e.repeat, Repeat::Between(n, _) if n > 0)
                })
                .map(|e| self.required_of(&e.atom, depth))
                .filter(|set| !set.is_empty())
                .min_by_key(Vec::len);
            match best {
                Some(set) => all.extend(set),
                None => return Vec::new(),
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn required_of(&self, atom: &Atom, depth: usize) -> Vec<u32> {
        let of = |meaning: Meaning| {
            self.rules.meanings.get_index_of(&meaning).and_then(|id| u32::try_from(id).ok())
        };
        match atom {
            Atom::Group(pattern) if depth < MAX_EXPANSION => self.required(pattern, depth + 1),
            Atom::All(parts) if depth < MAX_EXPANSION => parts
                .iter()
                .map(|p| self.required(p, depth + 1))
                .filter(|set| !set.is_empty())
                .min_by_key(Vec::len)
                .unwrap_or_default(),
            Atom::Reference { name, .. } => {
                let list = self.rules.lists.get_index_of(&name.text).map(Meaning::List);
                let measure = self.rules.measures.get_index_of(&name.text).map(Meaning::Measure);
                list.or(measure).and_then(of).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

impl PatternCompiler<'_, '_> {
    fn push(&mut self, instruction: Instruction) -> usize {
        self.too_large |= self.code.len() >= MAX_PROGRAM;
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

    fn pattern(&mut self, pattern: &Pattern) {
        let mut ends = Vec::new();
        for (index, sequence) in pattern.alternatives.iter().enumerate() {
            let last = index + 1 == pattern.alternatives.len();
            let split = (!last).then(|| self.push(Instruction::Jump(0)));
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

    fn refuse(&mut self, span: Span, what: &str, help: &str) {
        self.compiler.diagnostics.push(bad_pattern::diagnose(self.file, span, what, help));
    }

    fn test(&mut self, test: TokenTest) {
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
        let program = Box::new(Program { code, required: Vec::new() });
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
        let number = self.compiler.rules.phrases;
        let meaning = self.compiler.meaning(Meaning::Phrase(number));
        self.compiler.rules.phrases += 1;
        if self.compiler.rules.vocabulary.add(lang, text, spelling, meaning) {
            self.test(TokenTest::Meaning(meaning));
        } else {
            self.refuse(span, "quotes without a word in them", "write a word, or drop the quotes");
        }
    }

    fn reference(
        &mut self,
        name: &Name,
        filters: &[(Name, Option<Name>)],
        arguments: &[Pattern],
        span: Span,
    ) {
        if let Some(argument) = self.arguments.last().and_then(|args| args.get(&name.text)).cloned() {
            let scope = self.arguments.pop();
            self.pattern(&argument);
            self.arguments.extend(scope);
        } else if let Some(test) = self.class(name, filters) {
            self.test(test);
        } else if let Some(body) = self.compiler.macros.get(&name.text).copied() {
            self.expand(&body.params, &body.pattern, name, arguments, span);
        } else if let Some(test) = self.named(name, filters) {
            self.test(test);
        } else {
            self.unknown(name);
        }
    }

    fn expand(&mut self, params: &[Name], body: &Pattern, name: &Name, arguments: &[Pattern], span: Span) {
        if self.depth >= MAX_EXPANSION {
            self.refuse(
                span,
                &format!("macro `{}` contains itself", name.text),
                "macros cannot be recursive",
            );
            return;
        }
        if params.len() != arguments.len() {
            let what =
                format!("macro `{}` takes {} arguments, not {}", name.text, params.len(), arguments.len());
            self.refuse(span, &what, "give one pattern for each parameter");
            return;
        }
        let bound = params.iter().map(|p| p.text.clone()).zip(arguments.iter().cloned()).collect();
        self.depth += 1;
        self.arguments.push(bound);
        self.pattern(body);
        self.arguments.pop();
        self.depth -= 1;
    }

    /// A class that the engine knows.
    fn class(&mut self, name: &Name, filters: &[(Name, Option<Name>)]) -> Option<TokenTest> {
        let filter = filters.first().map(|(filter, value)| value.as_ref().unwrap_or(filter));
        let quantity = |this: &mut Self, default: Option<&str>| {
            let own = filter.map(|name| this.figure_filter(name));
            let default =
                || default.and_then(|name| this.compiler.rules.dimension(name)).map(FigureClass::Of);
            TokenTest::Figure(own.flatten().or_else(default).unwrap_or(FigureClass::Quantity))
        };
        Some(match name.text.as_str() {
            "quantity" => quantity(self, None),
            "number" => TokenTest::Figure(FigureClass::Number),
            "money" => quantity(self, Some("money")),
            "percent" => quantity(self, Some("share")),
            "duration" => quantity(self, Some("duration")),
            "list" => TokenTest::Figure(FigureClass::List),
            "span" => TokenTest::Figure(FigureClass::Span),
            "date" => TokenTest::Figure(FigureClass::Date),
            "year" => TokenTest::Figure(FigureClass::Year),
            "ordinal" => TokenTest::Figure(FigureClass::Ordinal),
            "noun" => TokenTest::Class(WordClass::Noun),
            "adjective" => TokenTest::Class(WordClass::Adjective),
            "verb" => TokenTest::Class(WordClass::Verb),
            "adverb" => TokenTest::Class(WordClass::Adverb),
            "preposition" => TokenTest::Class(WordClass::Preposition),
            "pronoun" => TokenTest::Class(WordClass::Pronoun),
            "name" => TokenTest::Class(WordClass::Name),
            "word" => TokenTest::Class(WordClass::Word),
            "punctuation" => TokenTest::Class(WordClass::Punctuation),
            "quoted" => TokenTest::Class(WordClass::Quoted),
            "entity" => TokenTest::Entity,
            _ => return None,
        })
    }

    /// `quantity[length]`, `quantity[day]`: a dimension or a unit.
    fn figure_filter(&mut self, name: &Name) -> Option<FigureClass> {
        let rules = &self.compiler.rules;
        if let Some(unit) = rules.units.get_index_of(&name.text) {
            return Some(FigureClass::In(unit));
        }
        self.compiler.dimension_of(self.file, name).map(FigureClass::Of)
    }

    /// Something that the rule files declare.
    fn named(&mut self, name: &Name, filters: &[(Name, Option<Name>)]) -> Option<TokenTest> {
        let rules = &self.compiler.rules;
        let text = name.text.as_str();
        let meaning = rules
            .lists
            .get_index_of(text)
            .map(Meaning::List)
            .or_else(|| rules.measures.get_index_of(text).map(Meaning::Measure))
            .or_else(|| rules.entities.get_index_of(text).map(Meaning::Entity));
        if let Some(meaning) = meaning {
            return Some(TokenTest::Meaning(self.compiler.meaning(meaning)));
        }
        let scope = rules.scopes.get_index_of(text)?;
        let Some((filter, value)) = filters.first() else { return Some(TokenTest::Scope(scope)) };
        let value = self.compiler.scope_value_of(self.file, scope, value.as_ref().unwrap_or(filter))?;
        Some(TokenTest::Meaning(self.compiler.meaning(Meaning::Scope(scope, value))))
    }

    fn unknown(&mut self, name: &Name) {
        let rules = &self.compiler.rules;
        let known: Vec<String> = CLASSES
            .iter()
            .map(ToString::to_string)
            .chain(rules.lists.keys().cloned())
            .chain(rules.measures.keys().cloned())
            .chain(rules.entities.keys().cloned())
            .chain(rules.scopes.keys().cloned())
            .chain(self.compiler.macros.keys().cloned())
            .collect();
        let diagnostic = unknown_name::diagnose(self.file, "name", name, known.iter().map(String::as_str));
        let fallback = "quote it to match the word itself: `\"word\"` as written, `'word'` in any form";
        let help = diagnostic.help.clone().unwrap_or_else(|| fallback.to_owned());
        self.compiler.diagnostics.push(diagnostic.help(help));
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
            Instruction::Save(_) | Instruction::Look { .. } => open.push(at + 1),
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
