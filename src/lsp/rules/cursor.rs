//! Where in a rule file the cursor stands, told from the text alone: while someone types, the
//! item is broken and has no tree.

use crate::syntax::keywords;
use crate::token::Span;

/// The place of the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cursor<'t> {
    /// The keyword of the item, nothing between items.
    pub(super) item: Option<&'t str>,
    /// The name that follows it.
    pub(super) name: &'t str,
    /// Where the item begins.
    pub(super) start: usize,
    /// How many braces are open: none in the head of the item.
    pub(super) depth: usize,
    /// The innermost open bracket and the word before it: `quantity[`, `counted(`.
    pub(super) bracket: Option<(char, &'t str)>,
    /// The keyword of the statement, where its first word is complete.
    pub(super) statement: Option<&'t str>,
    /// The text of the statement up to the word at the cursor.
    pub(super) before: &'t str,
    /// The word at the cursor, up to it.
    pub(super) word: Span,
    /// Whether it stands in a comment or in quotes.
    pub(super) quiet: bool,
}

/// Whether a name may contain a character.
pub(super) fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// The first word of a line, and the rest.
fn first_word(line: &str) -> (&str, &str) {
    let line = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let end = line.find(|c: char| !is_name_char(c)).unwrap_or(line.len());
    line.split_at(end)
}

/// Where the item begins that a byte stands in, with its keyword.
pub(super) fn item_start(text: &str, at: usize) -> Option<(usize, &str)> {
    let head = text.get(..at)?;
    let mut end = head.len();
    loop {
        let start = head.get(..end)?.rfind(['\n', '\r']).map_or(0, |line| line + 1);
        let line = text.get(start..).map_or("", |rest| rest.split(['\n', '\r']).next().unwrap_or(""));
        let (word, rest) = first_word(line);
        if keywords().any(|keyword| keyword == word) && rest.starts_with([' ', '\t']) {
            return Some((start, word));
        }
        end = start.checked_sub(1)?;
    }
}

/// What one scan over the item up to the cursor tells.
#[derive(Default)]
struct Scan<'t> {
    open: Vec<(char, &'t str)>,
    /// The start of the statement, and of the line.
    statement: usize,
    quoted: bool,
    comment: bool,
}

fn scan(text: &str) -> Scan<'_> {
    let mut scan = Scan::default();
    let mut chars = text.char_indices();
    let mut carried = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' | '\r' => {
                (scan.quoted, scan.comment) = (false, false);
                let rest = text.get(at + 1..).unwrap_or("").trim_start();
                let continues = carried || rest.starts_with(['|', ',', '=']) && !rest.starts_with("=>");
                if !continues && scan.open.iter().all(|(c, _)| *c == '{') {
                    scan.statement = at + 1;
                }
            }
            _ if scan.comment => {}
            '\\' if scan.quoted => drop(chars.next()),
            '"' => scan.quoted = !scan.quoted,
            _ if scan.quoted => {}
            '#' => scan.comment = true,
            '{' | '(' | '[' => {
                let head = text.get(..at).unwrap_or("");
                let word = head.rfind(|c: char| !is_name_char(c)).map_or(0, |i| i + 1);
                scan.open.push((c, head.get(word..).unwrap_or("")));
                if c == '{' && scan.open.len() == 1 {
                    scan.statement = at + 1;
                }
            }
            '}' | ')' | ']' => drop(scan.open.pop()),
            ';' => scan.statement = at + 1,
            _ => {}
        }
        if !c.is_whitespace() && !scan.comment {
            carried = matches!(c, '|' | ',' | '=') && !scan.quoted;
        }
    }
    scan
}

/// The cursor at a byte of a rule file.
pub(super) fn cursor(text: &str, at: usize) -> Cursor<'_> {
    let at = text.floor_char_boundary(at);
    let head = text.get(..at).unwrap_or("");
    let word_start =
        head.char_indices().rev().take_while(|(_, c)| is_name_char(*c)).last().map_or(at, |(i, _)| i);
    let found = item_start(text, word_start);
    let start = found.map_or(0, |(start, _)| start);
    let item_text = text.get(start..word_start).unwrap_or("");
    let scan = scan(item_text);
    let depth = scan.open.iter().filter(|(c, _)| *c == '{').count();
    let closed = found.is_some() && depth == 0 && item_text.contains('}');
    let line_start = head.rfind(['\n', '\r']).map_or(0, |line| line + 1);
    let at_line_start = text.get(line_start..word_start).is_some_and(|line| line.trim().is_empty());
    let between = found.is_none() || closed || depth == 0 && at_line_start && line_start > start;
    let before = item_text.get(scan.statement..).unwrap_or("").trim_start();
    let (statement, rest) = first_word(before);
    let statement = if before.starts_with("=>") { "=>" } else { statement };
    let complete = statement == "=>" || !statement.is_empty() && !rest.is_empty();
    let name = first_word(first_word(item_text).1).0;
    Cursor {
        item: found.map(|(_, word)| word).filter(|_| !between),
        name,
        start,
        depth,
        bracket: scan.open.iter().rev().find(|(c, _)| *c != '{').copied(),
        statement: complete.then_some(statement),
        before,
        word: Span::new(word_start, at),
        quiet: scan.quoted || scan.comment,
    }
}

/// The names that the text of an item captures: the words that touch a colon before something.
pub(super) fn captures(item: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for (at, _) in item.match_indices(':') {
        let head = item.get(..at).unwrap_or("");
        let start = head
            .rfind(|c: char| !is_name_char(c))
            .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        let name = head.get(start..).unwrap_or("");
        let touches = item.get(at + 1..).is_some_and(|rest| !rest.starts_with([' ', '\t', '\n', '\r']));
        if touches && name.starts_with(char::is_alphabetic) && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cursor at `‸`.
    fn at(marked: &str) -> (String, usize) {
        let at = marked.find('‸').unwrap();
        (marked.replace('‸', ""), at)
    }

    fn place(marked: &str) -> (Option<String>, usize, Option<String>) {
        let (text, at) = at(marked);
        let cursor = cursor(&text, at);
        (cursor.item.map(str::to_owned), cursor.depth, cursor.statement.map(str::to_owned))
    }

    #[test]
    fn heads_statements_and_gaps_between_items_are_told_apart() {
        let of = |item: &str, depth, statement: Option<&str>| {
            (Some(item.to_owned()), depth, statement.map(str::to_owned))
        };
        assert_eq!(place("measure a : cou‸"), of("measure", 0, Some("measure")));
        assert_eq!(place("measure a : count {\n  en company\n  ne‸"), of("measure", 1, None));
        assert_eq!(place("measure a : count { en company; needs ‸"), of("measure", 1, Some("needs")));
        assert_eq!(place("measure a : count {\n}\nme‸"), (None, 0, None));
        assert_eq!(place("‸"), (None, 0, None));
        assert_eq!(place("use std\nru‸").0, None);
    }

    #[test]
    fn a_statement_goes_on_over_lines() {
        let (item, depth, statement) = place("rule a {\n  match n:quantity\n    | (companies\n      coun‸");
        assert_eq!((item.as_deref(), depth, statement.as_deref()), (Some("rule"), 1, Some("match")));
        let (_, depth, statement) = place("rule a {\n  claim x = n { role = ex‸");
        assert_eq!((depth, statement.as_deref()), (2, Some("claim")));
    }

    #[test]
    fn brackets_and_quotes_are_seen() {
        let (text, at) = at("rule a {\n  match n:quantity[len‸");
        assert_eq!(cursor(&text, at).bracket, Some(('[', "quantity")));
        let (text, at) = self::at("test \"a\" { en \"More than ‸");
        assert!(cursor(&text, at).quiet);
    }

    #[test]
    fn captures_are_read_from_broken_text() {
        let text = "rule a : b {\n match n:quantity kind:adjective* ( c:\"x\" ";
        assert_eq!(captures(text), ["n", "kind", "c"]);
    }
}
