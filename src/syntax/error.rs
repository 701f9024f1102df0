//! Syntax errors in the house's words: what stands there, what could stand there.

use super::found::found;
use super::grammar::Rule;
use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::token::Span;
use pest::error::{Error, ErrorVariant, InputLocation};

/// Something that the grammar does not allow.
pub static BAD_SYNTAX: Code = Code {
    name: "bad-syntax",
    level: Severity::Error,
    explanation: "A rule file does not follow the grammar.\n\n\
        The label stands where the parser could not go on; its text says what could stand there. \
        Items start a line with their keyword; statements stand in braces, one a line or parted by `;`. \
        The item is left out, all others are read.\n\n\
        ```\nmeasure companies : count {\n  en company | firm\n}\n```\n",
};

/// Brackets in brackets without end.
pub static NESTING_TOO_DEEP: Code = Code {
    name: "nesting-too-deep",
    level: Severity::Error,
    explanation: "Brackets are nested deeper than any rule needs.\n\n\
        The file is not read. Most often a bracket is never closed; otherwise give inner parts a name with `macro`.\n",
};

/// A rule file beyond the size limit.
pub static RULE_FILE_TOO_LARGE: Code = Code {
    name: "rule-file-too-large",
    level: Severity::Error,
    explanation: "A rule file is larger than the limit and is not read.\n\nSplit it into several files of one pack.\n",
};

/// Where in the parsed text a pest error stands.
pub(super) fn offset(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}

/// A pest error as a diagnostic; `within` is the stretch of the file that was parsed.
pub(super) fn of_pest(file: FileId, text: &str, within: Span, error: &Error<Rule>) -> Diagnostic {
    let at = within.start + offset(error);
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Diagnostic::new(&BAD_SYNTAX, "too complex to parse")
            .label(file, Span::new(within.start, within.start), "the parser gave up here")
            .help("split the item into smaller ones");
    };
    let found = found(text, within.start, within.end, at);
    let label = found.label.unwrap_or_else(|| expected(positives));
    let out =
        Diagnostic::new(&BAD_SYNTAX, found.message).label(file, found.span, label).maybe_help(found.help);
    match found.other {
        Some((span, said)) => out.label(file, span, said),
        None => out,
    }
}

/// An item whose first line lacks the `{` before its statements.
pub(super) fn missing_brace(file: FileId, text: &str, header: Span) -> Diagnostic {
    let written = header.of(text);
    let last = written.split_whitespace().next_back().map_or(0, str::len);
    Diagnostic::new(&BAD_SYNTAX, "`{` is missing")
        .label(file, Span::new(header.end - last, header.end), "expected `{`, statements and `}`")
        .help(format!("write `{} {{`", written.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// A stretch that is no item although each part of it might be one.
pub(super) fn unexpected(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&BAD_SYNTAX, "this does not follow the grammar").label(
        file,
        Span::new(span.start, span.start),
        "an item was expected to end before this",
    )
}

fn expected(rules: &[Rule]) -> String {
    let mut names: Vec<&str> =
        rules.iter().map(|rule| describe(*rule)).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [] => "not expected here".to_owned(),
        [one] => format!("expected {one}"),
        [init @ .., last] => format!("expected {} or {last}", init.join(", ")),
    }
}

/// What a rule of the grammar is called in a message; nothing where naming it does not help.
fn describe(rule: Rule) -> &'static str {
    match rule {
        Rule::item | Rule::use_item | Rule::rule_item | Rule::macro_item => {
            "an item such as `rule`, `measure` or `test`"
        }
        Rule::name | Rule::dim_ref | Rule::kind | Rule::category | Rule::setting => "a name",
        Rule::path => "the name of a pack or file",
        Rule::lang => "a language such as `en`",
        Rule::word | Rule::lemmas | Rule::phrase | Rule::word_list | Rule::exact => {
            "a word or a quoted phrase"
        }
        Rule::string => "a quoted text",
        Rule::number | Rule::ratio | Rule::count | Rule::key => "a number",
        Rule::close => "`}` or the next statement",
        Rule::pattern | Rule::sequence | Rule::element | Rule::atom | Rule::capture => "a pattern",
        Rule::repeat => "a repetition",
        Rule::reference
        | Rule::group
        | Rule::all_of
        | Rule::look
        | Rule::gap
        | Rule::any
        | Rule::lemma
        | Rule::regex => "a pattern",
        Rule::rule_stmt | Rule::matches | Rule::claim => "a statement such as `match` or `claim`",
        Rule::measure_stmt => "a statement such as `en company | firm`",
        Rule::lang_words => "words such as `en company | firm`",
        Rule::compare_stmt => "a statement such as `same` or `tolerance`",
        Rule::test_stmt | Rule::document | Rule::expects => {
            "a text such as `en \"…\"` or an expectation `=> …`"
        }
        Rule::expect | Rule::value_of | Rule::verdict_of => "an expectation such as `companies > 400`",
        Rule::relation => "one of `=`, `>`, `>=`, `<`, `<=`, `~`",
        Rule::comparison => "one of `=`, `>=`, `<=`, `has`",
        Rule::figure | Rule::date_range | Rule::full_date | Rule::date => "a figure or a date",
        Rule::pair | Rule::scope_block => "scope such as `role = exhibitor`",
        Rule::entry => "an entry such as `2 = two`",
        Rule::filter | Rule::filters => "a filter such as `[length]`",
        Rule::EOI => "the end of the file",
        _ => "",
    }
}
