//! How a rule file is laid out: one statement a line, two spaces a level, long lists broken
//! at their bars. Works on tokens, so that comments and every word stay as they are.

use super::lex::{Kind, Token, lex};
use super::parse;
use crate::diagnostic::{Diagnostic, FileId, Severity};
use std::fmt::Write as _;

/// Lines longer than this are broken at bars and commas.
const WIDTH: usize = 100;
/// Spaces of a level.
const INDENT: usize = 2;

/// A rule file in its standard layout. The same layout gives the same text again.
///
/// # Errors
/// What is wrong with the file, where it cannot be parsed.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let (_, said) = parse(FileId(0), text);
    let broken: Vec<Diagnostic> = said.into_iter().filter(|said| said.severity == Severity::Error).collect();
    if !broken.is_empty() {
        return Err(broken);
    }
    let tokens = lex(text);
    let mut layout = Layout { tokens: &tokens, out: String::with_capacity(text.len()) };
    layout.file();
    Ok(layout.out)
}

struct Layout<'t> {
    tokens: &'t [Token<'t>],
    out: String,
}

/// A statement or header: its tokens, and what follows it.
struct Statement {
    from: usize,
    to: usize,
}

impl<'t> Layout<'t> {
    fn file(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.statement(at, 0);
        }
        while self.out.ends_with("\n\n") {
            self.out.pop();
        }
    }

    fn token(&self, at: usize) -> Option<Token<'t>> {
        self.tokens.get(at).copied()
    }

    /// Lays out what stands at a token: a comment, a statement, a block with its header.
    /// Gives the token behind it.
    fn statement(&mut self, at: usize, level: usize) -> usize {
        let Some(token) = self.token(at) else { return at };
        if token.is(";") {
            return at + 1;
        }
        if token.blank_before
            && !self.out.is_empty()
            && !self.out.ends_with("\n\n")
            && !self.out.ends_with("{\n")
        {
            self.out.push('\n');
        }
        if token.kind == Kind::Comment {
            self.line(level, token.text.trim_end());
            return at + 1;
        }
        let end = self.end_of(at).max(at + 1);
        match self.block_of(at, end) {
            Some((open, close)) => self.block(at, open, close, level),
            None => {
                let part = Statement { from: at, to: end };
                let lines = self.lines(&part, level);
                self.push_lines(&lines, level);
                self.trailing(end)
            }
        }
    }

    /// A comment at the end of a line stays there; a `;` at the end of a line goes.
    fn trailing(&mut self, at: usize) -> usize {
        let mut at = at;
        if self.token(at).is_some_and(|token| token.is(";")) {
            at += 1;
        }
        if let Some(token) = self.token(at).filter(|t| t.kind == Kind::Comment && !t.line_before) {
            self.out.truncate(self.out.trim_end_matches('\n').len());
            let _ = writeln!(self.out, "  {}", token.text.trim_end());
            return at + 1;
        }
        at
    }

    fn block(&mut self, from: usize, open: usize, close: usize, level: usize) -> usize {
        if let Some(line) = self.on_one_line(from, open, close, level) {
            self.line(level, &line);
            return self.trailing(close + 1);
        }
        let mut lines = self.lines(&Statement { from, to: open }, level);
        match lines.last_mut() {
            Some(last) => last.push_str(" {"),
            None => lines.push("{".to_owned()),
        }
        self.push_lines(&lines, level);
        let mut at = self.trailing(open + 1).max(open + 1);
        while at < close {
            at = self.statement(at, level + 1);
        }
        while self.out.ends_with("\n\n") {
            self.out.pop();
        }
        self.line(level, "}");
        self.trailing(close + 1)
    }

    /// A block that its author wrote on one line stays on it where it fits.
    fn on_one_line(&self, from: usize, open: usize, close: usize, level: usize) -> Option<String> {
        let inside = self.tokens.get(open + 1..=close)?;
        if inside.iter().any(|token| token.line_before || token.kind == Kind::Comment) {
            return None;
        }
        let mut line = self.flat(from, open);
        line.push_str(" {");
        let mut at = open + 1;
        while at < close {
            if self.token(at)?.is(";") {
                at += 1;
                continue;
            }
            let end = self.end_of(at);
            line.push(' ');
            line.push_str(&match self.block_of(at, end) {
                Some((inner, inner_close)) => self.on_one_line(at, inner, inner_close, level)?,
                None => self.flat(at, end),
            });
            at = self.block_of(at, end).map_or(end, |(_, close)| close + 1);
            let more = self.tokens.get(at..close)?.iter().any(|token| !token.is(";"));
            if more {
                line.push(';');
            }
        }
        line.push_str(" }");
        let fits = level * INDENT + line.chars().count() <= WIDTH && !line.contains('\n');
        fits.then_some(line)
    }

    /// Where the statement at a token ends: before a `;`, a line end that does not go on, the
    /// brace that closes its block, or behind its own block.
    fn end_of(&self, from: usize) -> usize {
        let mut depth = 0usize;
        let mut at = from;
        while let Some(token) = self.token(at) {
            let closes = token.is("}") && depth == 0;
            let new_line = at > from && depth == 0 && token.line_before && !self.goes_on(at);
            if closes
                || new_line
                || (depth == 0 && token.is(";"))
                || (depth == 0 && token.kind == Kind::Comment && !self.goes_on(at))
            {
                return at;
            }
            match token.text {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => {
                    depth -= 1;
                    if depth == 0 && token.is("}") && self.is_block(from, at) {
                        return at + 1;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// Whether a line goes on at a token: behind or before a bar, a comma or an equals sign.
    fn goes_on(&self, at: usize) -> bool {
        let joins = |token: &Token<'_>| token.is("|") || token.is(",") || token.is("=");
        let word =
            |at: usize| self.tokens.get(at..).and_then(|rest| rest.iter().find(|t| t.kind != Kind::Comment));
        let before =
            self.tokens.get(..at).and_then(|head| head.iter().rev().find(|t| t.kind != Kind::Comment));
        let ahead = word(at).is_some_and(|token| token.is("|") || token.is(",") || token.is("="));
        ahead || before.is_some_and(joins)
    }

    /// Whether what ends at a closing brace is a block of statements and not scope or bounds.
    fn is_block(&self, from: usize, close: usize) -> bool {
        self.block_of(from, close + 1).is_some()
    }

    /// The braces of the block that a statement is the header of.
    fn block_of(&self, from: usize, end: usize) -> Option<(usize, usize)> {
        let part = self.tokens.get(from..end)?;
        let first = part.first()?;
        if first.is("=>") || matches!(first.text, "match" | "unless" | "claim" | "macro") {
            return None;
        }
        let open = part.iter().position(|token| token.is("{"))?;
        part.last().filter(|token| token.is("}")).map(|_| (from + open, end - 1))
    }

    fn line(&mut self, level: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", " ".repeat(level * INDENT));
    }

    fn push_lines(&mut self, lines: &[String], level: usize) {
        for (nth, line) in lines.iter().enumerate() {
            self.line(level + if nth == 0 { 0 } else { 2 }, line);
        }
    }

    /// The tokens of a statement in one line.
    fn flat(&self, from: usize, to: usize) -> String {
        let mut line = String::new();
        for at in from..to {
            self.append(&mut line, from, at);
        }
        line
    }

    fn append(&self, line: &mut String, from: usize, at: usize) {
        let Some(token) = self.token(at) else { return };
        let before = (at > from).then(|| self.token(at - 1)).flatten();
        if before.is_some_and(|before| spaced(&before, &token)) {
            line.push(' ');
        }
        line.push_str(token.text);
    }

    /// The tokens of a statement in lines: where its author broke it, and where it is too long.
    fn lines(&self, part: &Statement, level: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        let (mut room, mut width, mut depth) = (WIDTH.saturating_sub(level * INDENT), 0, 0usize);
        let mut start = part.from;
        for at in part.from..part.to {
            let Some(token) = self.token(at) else { break };
            let before = (at > part.from).then(|| self.token(at - 1)).flatten();
            let comment = before.is_some_and(|before| before.kind == Kind::Comment);
            let may_break = token.is("|") || before.is_some_and(|before| before.is(","));
            let full =
                width > 0 && depth == 0 && may_break && width + 1 + self.unit_width(at, part.to) > room;
            if comment || full || (token.line_before && may_break) {
                lines.push(String::new());
                (start, width) = (at, 0);
                room = WIDTH.saturating_sub((level + 2) * INDENT);
            }
            match token.text {
                "{" | "(" | "[" if token.kind == Kind::Mark => depth += 1,
                "}" | ")" | "]" if token.kind == Kind::Mark => depth = depth.saturating_sub(1),
                _ => {}
            }
            let Some(line) = lines.last_mut() else { break };
            let length = line.len();
            if token.kind == Kind::Comment {
                let gap = if line.is_empty() { "" } else { "  " };
                line.push_str(gap);
                line.push_str(token.text.trim_end());
            } else {
                self.append(line, start, at);
            }
            width += line.get(length..).map_or(0, |new| new.chars().count());
        }
        lines
    }

    /// The width of a token up to the next place where a line may be broken.
    fn unit_width(&self, at: usize, to: usize) -> usize {
        let mut width = 0;
        for next in at..to {
            let Some(token) = self.token(next) else { break };
            if next > at && token.is("|") {
                break;
            }
            width += token.text.chars().count() + usize::from(next > at);
            if token.is(",") {
                break;
            }
        }
        width
    }
}

/// Whether a space stands between two tokens.
fn spaced(a: &Token<'_>, b: &Token<'_>) -> bool {
    let mark = |token: &Token<'_>, marks: &str| token.kind == Kind::Mark && marks.contains(token.text);
    if mark(b, ",;)]") || mark(a, "([") {
        return false;
    }
    if b.kind == Kind::Repeat || a.kind == Kind::Capture || mark(b, "[") || mark(b, "%") {
        return false;
    }
    if mark(b, "(") {
        return !b.touches;
    }
    if mark(a, "/") || mark(b, "/") {
        return false;
    }
    // A range of figures: `14..15`.
    !(b.touches && (a.is("..") || b.is("..")))
}
