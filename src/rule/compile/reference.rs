//! Names in patterns: classes that the engine knows, macros, and what rule files declare.

use super::pattern::PatternCompiler;
use crate::diagnostic::FileId;
use crate::rule::lint::{no_effect, unknown_name};
use crate::rule::meaning::Meaning;
use crate::rule::program::{FigureClass, TokenTest, WordClass, WordFilter};
use crate::syntax::ast::{Macro, Name, Pattern};
use crate::token::Span;

/// Classes of words.
const WORDS: [(&str, WordClass); 10] = [
    ("noun", WordClass::Noun),
    ("adjective", WordClass::Adjective),
    ("verb", WordClass::Verb),
    ("adverb", WordClass::Adverb),
    ("preposition", WordClass::Preposition),
    ("pronoun", WordClass::Pronoun),
    ("name", WordClass::Name),
    ("word", WordClass::Word),
    ("punctuation", WordClass::Punctuation),
    ("quoted", WordClass::Quoted),
];

/// Classes of figures that take no filter.
const FIGURES: [(&str, FigureClass); 6] = [
    ("number", FigureClass::Number),
    ("list", FigureClass::List),
    ("span", FigureClass::Span),
    ("date", FigureClass::Date),
    ("year", FigureClass::Year),
    ("ordinal", FigureClass::Ordinal),
];

/// Classes of figures that take a dimension or a unit, with the dimension they have without.
const MEASURED: [(&str, Option<&str>); 4] = [
    ("quantity", None),
    ("money", Some("money")),
    ("percent", Some("share")),
    ("duration", Some("duration")),
];

/// Grammatical filters of word classes.
const FILTERS: [(&str, WordFilter); 6] = [
    ("plural", WordFilter::Plural),
    ("singular", WordFilter::Singular),
    ("genitive", WordFilter::Genitive),
    ("past", WordFilter::Past),
    ("person", WordFilter::Person),
    ("place", WordFilter::Place),
];

/// What patterns can name without any rule file declaring it.
pub fn classes() -> impl Iterator<Item = &'static str> {
    let figures = MEASURED.iter().map(|(name, _)| *name).chain(FIGURES.iter().map(|(name, _)| *name));
    figures.chain(WORDS.iter().map(|(name, _)| *name))
}

type Filter = (Name, Option<Name>);

impl PatternCompiler<'_, '_> {
    pub(super) fn reference(&mut self, name: &Name, filters: &[Filter], arguments: &[Pattern], span: Span) {
        let argument =
            self.arguments.last().and_then(|(from, args)| Some((*from, args.get(&name.text)?.clone())));
        if let Some((from, argument)) = argument {
            self.plain(name, filters, arguments, "parameters stand for a pattern as it is");
            let scope = self.arguments.pop();
            let file = std::mem::replace(&mut self.file, from);
            self.pattern(&argument);
            self.file = file;
            self.arguments.extend(scope);
        } else if let Some(test) = self.class(name, filters) {
            self.plain(
                name,
                &[],
                arguments,
                "only macros take arguments; put a space before `(` for a group",
            );
            self.test(test);
        } else if let Some((file, body)) = self.compiler.macros.get(&name.text).copied() {
            self.plain(name, filters, &[], "macros take arguments in `(…)`");
            self.expand(file, body, name, arguments, span);
        } else if let Some(test) = self.named(name, filters) {
            self.plain(
                name,
                &[],
                arguments,
                "only macros take arguments; put a space before `(` for a group",
            );
            self.test(test);
        } else {
            self.unknown(name);
        }
    }

    /// Refuses filters and arguments where they would change nothing.
    fn plain(&mut self, name: &Name, filters: &[Filter], arguments: &[Pattern], help: &str) {
        let what = match (filters.first(), arguments.first()) {
            (Some((filter, _)), _) => {
                Some((filter.span, format!("`{}` takes no filter `[{}]`", name.text, filter.text)))
            }
            (None, Some(argument)) => Some((argument.span, format!("`{}` takes no arguments", name.text))),
            (None, None) => None,
        };
        if let Some((span, what)) = what {
            self.compiler.diagnostics.push(no_effect::diagnose(self.file, span, what, help));
        }
    }

    fn expand(&mut self, file: FileId, body: &Macro, name: &Name, arguments: &[Pattern], span: Span) {
        let params = &body.params;
        let most = self.compiler.rules.limits.macro_depth;
        if self.depth >= most && self.compiler.circular {
            self.failed = true;
            return;
        }
        if self.depth >= most {
            self.refuse(
                span,
                &format!("macros nested more than {most} deep at `{}`", name.text),
                "write some of them out",
            );
            return;
        }
        if params.len() != arguments.len() {
            let (takes, plural) = (params.len(), if params.len() == 1 { "" } else { "s" });
            let what =
                format!("macro `{}` takes {takes} argument{plural}, not {}", name.text, arguments.len());
            self.refuse(span, &what, "give one pattern for each parameter");
            return;
        }
        let bound = params.iter().map(|p| p.text.clone()).zip(arguments.iter().cloned()).collect();
        self.depth += 1;
        let from = std::mem::replace(&mut self.file, file);
        self.arguments.push((from, bound));
        self.pattern(&body.pattern);
        self.arguments.pop();
        self.file = from;
        self.depth -= 1;
    }

    /// A class that the engine knows.
    fn class(&mut self, name: &Name, filters: &[Filter]) -> Option<TokenTest> {
        let text = name.text.as_str();
        if let Some((_, class)) = WORDS.iter().find(|(known, _)| *known == text) {
            let filters = filters.iter().filter_map(|filter| self.word_filter(filter)).collect();
            return Some(TokenTest::Class(*class, filters));
        }
        if let Some((_, class)) = FIGURES.iter().find(|(known, _)| *known == text) {
            self.plain(
                name,
                filters,
                &[],
                "`quantity[…]`, `money[…]` and `duration[…]` take a dimension or a unit",
            );
            return Some(TokenTest::Figure(*class));
        }
        if let Some((_, default)) = MEASURED.iter().find(|(known, _)| *known == text) {
            let own = filters.first().map(|(filter, value)| value.as_ref().unwrap_or(filter));
            let own = own.and_then(|name| self.figure_filter(name));
            self.plain(name, filters.get(1..).unwrap_or(&[]), &[], "one dimension or unit is enough");
            let default =
                || default.and_then(|name| self.compiler.rules.dimension(name)).map(FigureClass::Of);
            return Some(TokenTest::Figure(own.or_else(default).unwrap_or(FigureClass::Quantity)));
        }
        (text == "entity").then(|| {
            self.plain(name, filters, &[], "name the entity itself instead: `innoprom`");
            TokenTest::Entity
        })
    }

    /// `quantity[length]`, `quantity[day]`: a dimension or a unit.
    fn figure_filter(&mut self, name: &Name) -> Option<FigureClass> {
        let rules = &self.compiler.rules;
        if let Some(unit) = rules.units.get_index_of(&name.text) {
            return Some(FigureClass::In(unit));
        }
        if let Some(dimension) = rules.dimension(&name.text) {
            return Some(FigureClass::Of(dimension));
        }
        let known: Vec<&str> =
            rules.dimensions.keys().chain(rules.units.keys()).map(String::as_str).collect();
        let said = unknown_name::diagnose(self.file, "dimension or unit", name, known);
        self.compiler.diagnostics.push(said);
        None
    }

    /// `noun[plural]`, `noun[agrees=n]`: a form, or agreement with a captured figure.
    fn word_filter(&mut self, (key, value): &Filter) -> Option<WordFilter> {
        if let (Some(value), "agrees") = (value, key.text.as_str()) {
            let found = self.captures.iter().position(|capture| *capture == value.text);
            if found.is_none() {
                let said = crate::rule::lint::unknown_capture::diagnose(self.file, value, self.captures);
                self.compiler
                    .diagnostics
                    .push(said.help("capture the figure before the noun: `n:quantity noun[agrees=n]`"));
            }
            return found.map(WordFilter::Agrees);
        }
        let found = FILTERS.iter().find(|(name, _)| *name == key.text && value.is_none());
        if found.is_none() {
            let names = FILTERS.map(|(name, _)| name).into_iter().chain(["agrees"]);
            let said = unknown_name::diagnose(self.file, "form of words", key, names.clone());
            let list = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let help = said.help.clone().unwrap_or_else(|| format!("there are {list}"));
            self.compiler.diagnostics.push(said.help(help));
        }
        found.map(|(_, filter)| *filter)
    }

    /// Something that the rule files declare.
    fn named(&mut self, name: &Name, filters: &[Filter]) -> Option<TokenTest> {
        let text = name.text.as_str();
        let rules = &self.compiler.rules;
        let meaning = rules
            .lists
            .get_index_of(text)
            .map(Meaning::List)
            .or_else(|| rules.measures.get_index_of(text).map(Meaning::Measure))
            .or_else(|| rules.entities.get_index_of(text).map(Meaning::Entity))
            .or_else(|| rules.kinds.get_index_of(text).map(Meaning::Kind));
        if let Some(meaning) = meaning {
            self.plain(name, filters, &[], "filters go with figures, word classes and scopes");
            return Some(TokenTest::Meaning(self.compiler.meaning(meaning)));
        }
        let scope = self.compiler.rules.scopes.get_index_of(text)?;
        let Some((filter, value)) = filters.first() else { return Some(TokenTest::Scope(scope)) };
        let value = self.compiler.scope_value_of(self.file, scope, value.as_ref().unwrap_or(filter))?;
        Some(TokenTest::Meaning(self.compiler.meaning(Meaning::Scope(scope, value))))
    }

    fn unknown(&mut self, name: &Name) {
        if self.compiler.broken.contains(name.text.as_str()) {
            self.failed = true;
            return;
        }
        let rules = &self.compiler.rules;
        let classes = WORDS.map(|(name, _)| name).into_iter().chain(FIGURES.map(|(name, _)| name));
        let known: Vec<String> = classes
            .chain(MEASURED.map(|(name, _)| name))
            .map(ToString::to_string)
            .chain(rules.lists.keys().cloned())
            .chain(rules.measures.keys().cloned())
            .chain(rules.entities.keys().cloned())
            .chain(rules.scopes.keys().cloned())
            .chain(rules.kinds.keys().cloned())
            .chain(self.compiler.macros.keys().cloned())
            .collect();
        let diagnostic = unknown_name::diagnose(self.file, "name", name, known.iter().map(String::as_str));
        let fallback = "quote it to match the word itself: `\"word\"` as written, `'word'` in any form";
        let help = diagnostic.help.clone().unwrap_or_else(|| fallback.to_owned());
        self.compiler.diagnostics.push(diagnostic.help(help));
    }
}
