//! What stands where the parser could not go on, in words, and what to do about it.

use super::expected::{KINDS, Kind, kind};
use super::foreign::Foreign;
use super::hidden::is_hidden;
use super::missing;
use super::place::{Place, Scan, first_word, place};
use crate::diagnostic::{did_you_mean, nearest_keyword};
use crate::token::Span;

/// A mistake in words.
pub(super) struct Found {
    /// What is wrong.
    pub(super) message: String,
    /// Where.
    pub(super) span: Span,
    /// What could stand there, where that is better known than by the grammar.
    pub(super) label: Option<String>,
    /// What to do.
    pub(super) help: Option<String>,
    /// Another place, with what is said beside it.
    pub(super) other: Option<(Span, String)>,
}

/// What is wrong at byte `at` of the item that starts at `start` and ends at `end`.
pub(super) fn found(text: &str, start: usize, end: usize, at: usize) -> Found {
    let mut place = place(text, start, at);
    place.unclosed = place.unclosed.or_else(|| unclosed_at(text, at));
    let word = first_word(text, at);
    let next = text.get(at..end.max(at)).and_then(|rest| rest.chars().next());
    let width = if word.is_empty() { next.map_or(0, char::len_utf8) } else { word.len() };
    let span = Span::new(at, at + width);
    let plain = |message: String| Found { message, span, label: None, help: None, other: None };
    let mut out = match (place.unclosed, next) {
        (Some(quote), _) => Found {
            label: Some("opened here".to_owned()),
            span: Span::new(quote, quote + 1),
            help: Some(
                "close it with `\"` on the same line; a quotation mark inside is written `\\\"`".to_owned(),
            ),
            ..plain("a quoted text is not closed".to_owned())
        },
        (None, Some('\n' | '\r')) => Found { span: before(text, at), ..line_ended(text, &place, at) },
        (None, Some(c)) if word.is_empty() => plain(character(c)),
        (None, Some(_)) => plain(format!("`{word}` does not belong here")),
        (None, None) => ended(text, at, &place),
    };
    if out.help.is_none() && place.unclosed.is_none() {
        explain(text, &place, at, word, next, &mut out);
    }
    out
}

fn character(c: char) -> String {
    match c {
        c if is_hidden(c) => format!("a hidden character, U+{:04X}, does not belong here", u32::from(c)),
        c => format!("`{c}` does not belong here"),
    }
}

/// The last character before a byte that is no white space.
fn before(text: &str, at: usize) -> Span {
    let head = text.get(..at).unwrap_or("").trim_end();
    let last = head.chars().next_back().map_or(0, char::len_utf8);
    Span::new(head.len() - last, head.len())
}

/// The quotation mark at a byte, where it is not closed on its line.
fn unclosed_at(text: &str, at: usize) -> Option<usize> {
    if !text.get(at..)?.starts_with('"') {
        return None;
    }
    let mut scan = Scan::new(text, at);
    scan.next();
    scan.unclosed.filter(|quote| *quote == at)
}

/// A line ends inside a bracket, or before its statement is complete.
fn line_ended(text: &str, place: &Place<'_>, at: usize) -> Found {
    let statement = Span::new(place.statement.start, at);
    let mut open = Vec::new();
    for (here, c) in Scan::new(text, statement.start).take_while(|(here, _)| *here < at) {
        match c {
            '(' | '[' => open.push((here, c)),
            ')' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    let found = |message: String| Found { message, span: statement, label: None, help: None, other: None };
    match open.last() {
        Some((here, c)) => Found {
            label: Some(format!("`{}` is missing behind this", if *c == '(' { ')' } else { ']' })),
            help: Some("a bracket is closed on its line; lines go on around `|`".to_owned()),
            other: Some((Span::new(*here, here + 1), "opened here".to_owned())),
            ..found("a bracket is not closed".to_owned())
        },
        None => found("the line ends too early".to_owned()),
    }
}

/// The file, or what of it belongs to the item, is over.
fn ended(text: &str, at: usize, place: &Place<'_>) -> Found {
    // Before the white space that follows: there the missing part belongs.
    let span = before(text, at);
    match place.open.last() {
        Some(open) => Found {
            message: "a block is not closed".to_owned(),
            span,
            label: Some("`}` is missing behind this".to_owned()),
            help: Some("every `{` needs its `}`; items start a line of their own".to_owned()),
            other: Some((Span::new(*open, open + 1), "opened here".to_owned())),
        },
        None => Found {
            message: format!("this `{}` is not complete", place.keyword),
            span,
            label: None,
            help: None,
            other: None,
        },
    }
}

/// Adds what could stand there and what to do.
fn explain(text: &str, place: &Place<'_>, at: usize, word: &str, next: Option<char>, out: &mut Found) {
    let Some(kind) = kind(place.keyword) else {
        let keywords = KINDS.iter().map(|kind| kind.keyword);
        out.message = if place.keyword.is_empty() {
            out.message.clone()
        } else {
            format!("`{}` starts no item", place.keyword)
        };
        if !place.keyword.is_empty() {
            let start = place.statement.start.min(at);
            out.span = Span::new(start, start + first_word(text, start).len());
        }
        let start = place.statement.start.min(at);
        let foreign =
            Foreign::of(place.keyword, start).filter(|f| keywords.clone().any(|word| word == f.word));
        if let Some(foreign) = foreign {
            return of_foreign(&foreign, out);
        }
        out.help = by_character(text, at, next.unwrap_or(' '), place)
            .or_else(|| did_you_mean(place.keyword, keywords.clone()));
        let glued =
            keywords.clone().filter(|word| place.keyword.starts_with(word)).max_by_key(|word| word.len());
        out.help = out.help.take().or_else(|| glued.map(|word| format!("put a space behind `{word}`")));
        out.label = Some("expected an item".to_owned());
        let statement = |kind: &Kind| kind.words().any(|word| word == place.keyword);
        if KINDS.iter().any(statement) {
            let said =
                "statements stand between the braces of an item: is a `{` missing above, or a `}` too many?";
            out.help.get_or_insert_with(|| said.to_owned());
        }
        let all: Vec<String> = keywords.map(|word| format!("`{word}`")).collect();
        out.help.get_or_insert_with(|| format!("an item starts with one of {}", all.join(", ")));
        return;
    };
    if let Some(help) = next.and_then(|c| by_character(text, at, c, place)) {
        out.help = Some(help);
        out.label = next.filter(|c| is_hidden(*c)).map(|_| "one reads past it".to_owned());
        return;
    }
    if place.open.is_empty() {
        header(text, kind, place, at, word, out);
        return;
    }
    if missing::arrow(text, place, next, out) {
        return;
    }
    let arrow = text.get(place.statement.start..).is_some_and(|rest| rest.starts_with("=>"));
    if arrow && let Some(near) = verdict_before(text, at) {
        out.help = Some(format!("did you mean `{near}`?"));
        return;
    }
    if arrow && missing::in_pieces(text, at, out) {
        return;
    }
    let statement = if arrow { "=>" } else { place.statement_word(text) };
    // A literal of the grammar may end inside of a longer word: `claims`.
    let begins = place.statement.start + statement.len() >= at;
    if begins && place.open.len() == 1 && !statement.is_empty() && kind.example(statement).is_none() {
        unknown_statement(kind, place, statement, out);
    } else if begins && place.statement.start >= at && kind.example(statement).is_none() {
        out.label = Some(format!("expected {}", kind.list()));
    } else {
        let example = kind.example(statement).or_else(|| kind.example("value"));
        let example = example.or_else(|| kind.example("")).unwrap_or(kind.header);
        if begins && place.statement.start >= at {
            out.label = Some("not as it is written".to_owned());
        } else if kind.keyword == "scope" {
            out.label = Some("expected `{` and words".to_owned());
        }
        let known = kind.words().filter(|known| *known != word && word.len() > 3 && word != statement);
        out.help = did_you_mean(word, known).or_else(|| Some(format!("it is written `{example}`")));
    }
}

fn unknown_statement(kind: &Kind, place: &Place<'_>, statement: &str, out: &mut Found) {
    let known = |word: &str| kind.words().any(|known| known == word) || word.len() == 2;
    if let Some(foreign) = Foreign::of(statement, place.statement.start).filter(|f| known(&f.word)) {
        return of_foreign(&foreign, out);
    }
    let lang = statement.len() <= 3 && statement.chars().all(char::is_alphabetic);
    if lang && kind.example("").is_some() {
        let lower = statement.to_lowercase();
        out.label = Some("expected a language such as `en`".to_owned());
        out.help = Some(if lower == statement {
            format!("it is written `{}`", kind.example("").unwrap_or(""))
        } else {
            format!("languages are written in small letters: `{lower}`")
        });
        return;
    }
    out.message = format!("`{statement}` is no statement of `{}`", kind.keyword);
    out.span = Span::new(place.statement.start, place.statement.start + statement.len());
    let near = nearest_keyword(statement, kind.words());
    out.label =
        Some(near.map_or_else(|| format!("expected {}", kind.list()), |_| "not known here".to_owned()));
    out.help = Some(match near.and_then(|near| Some((near, kind.example(near)?))) {
        Some((near, example)) => format!("did you mean `{near}`? It is written `{example}`"),
        None => {
            kind.statements.first().map_or_else(String::new, |(_, e)| format!("a statement is written `{e}`"))
        }
    });
}

/// A keyword or a language with a letter that only looks right.
fn of_foreign(foreign: &Foreign, out: &mut Found) {
    out.message = foreign.message();
    out.span = foreign.span;
    out.label = Some(foreign.label());
    out.help = Some(format!("write `{}` in Latin letters", foreign.word));
}

/// A mistake in the first line of an item, before its brace.
fn header(text: &str, kind: &Kind, place: &Place<'_>, at: usize, word: &str, out: &mut Found) {
    out.help = Some(format!("it is written `{}`", kind.header));
    // The parser goes back to the keyword where a sign is missing behind it.
    if at <= place.statement.start {
        return missing::in_header(text, kind, place, out);
    }
    let Some((_, name)) = place.name.filter(|(_, name)| name.end <= at) else { return };
    let between = text.get(name.end..at).unwrap_or("");
    if between.contains('}') || (kind.statements.is_empty() && !between.contains(['=', ','])) {
        out.label = Some("the item has ended before this".to_owned());
        out.help = Some(match (word, kind.keyword) {
            ("", "use") | ("", "dimension") => format!("it is written `{}`", kind.header),
            ("", _) => "this closes nothing; delete it".to_owned(),
            _ => "every item starts on a line of its own".to_owned(),
        });
    } else if matches!(kind.keyword, "measure" | "unit") && !between.contains(':') {
        out.label = Some("expected `:` and a dimension, such as `: count`".to_owned());
    }
}

/// The verdict that the word before a byte is near to.
fn verdict_before(text: &str, at: usize) -> Option<&'static str> {
    const VERDICTS: [&str; 7] =
        ["agree", "discrepancy", "contradiction", "part-whole", "scope", "nothing", "no"];
    let head = text.get(..at)?.trim_end();
    let start = head.rfind(|c: char| !(c.is_alphanumeric() || c == '-')).map_or(0, |at| at + 1);
    crate::diagnostic::nearest(head.get(start..)?, VERDICTS)
}

/// Help for signs that other languages have and this one has not.
fn by_character(text: &str, at: usize, c: char, place: &Place<'_>) -> Option<String> {
    let rest = text.get(at..)?;
    let head = text.get(..at)?;
    let before = head.trim_end_matches([' ', '\t']);
    let words = matches!(place.keyword, "measure" | "words" | "kind" | "entity" | "scope" | "unit")
        && !place.open.is_empty();
    Some(match c {
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '`' => {
            "write plain quotation marks: `\"as written\"` or `'any form'`".to_owned()
        }
        _ if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with("--") => {
            "comments start with `#`".to_owned()
        }
        '=' if before.ends_with('=') => "one `=` is enough".to_owned(),
        ':' if place.keyword == "rule" && before.len() < head.len() => {
            "a capture has no space before its colon: `n:quantity`".to_owned()
        }
        ':' if words => "no colon behind the language: `en company | firm`".to_owned(),
        ',' if words => "words are parted by `|`: `en company | firm`".to_owned(),
        '"' if has_bad_escape(rest) => {
            "a backslash stands before `\"`, `\\`, `n`, `t` or `u{…}`; a plain one is written `\\\\`"
                .to_owned()
        }
        '–' | '—' | '−' => "write a plain hyphen: `-`".to_owned(),
        c if is_hidden(c) => "delete it".to_owned(),
        _ => return None,
    })
}

/// Whether the string that starts a text has a backslash before what it does not go with.
fn has_bad_escape(text: &str) -> bool {
    let inner = text.get(1..).unwrap_or("").split(['"', '\n', '\r']).next().unwrap_or("");
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c == '\\' && !matches!(chars.next(), Some('"' | '\\' | 'n' | 't' | 'u') | None) {
            return true;
        }
    }
    false
}
