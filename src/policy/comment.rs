//! Comments in documents that suppress findings:
//! `<!-- factlint: ignore discrepancy companies until 2026-12-31: the reason -->`.

use crate::diagnostic::{ADDRESS, SourceText};
use crate::token::Span;
use crate::value::CalendarDate;

/// What a comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// The comment itself.
    pub(super) span: Span,
    /// What it is about.
    pub(super) covers: Span,
    /// Codes and measures.
    pub(super) words: Vec<String>,
    /// The last day on which it holds.
    pub(super) until: Option<CalendarDate>,
    /// Why.
    pub(super) reason: String,
}

/// A comment that is not understood, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misunderstood {
    pub(super) span: Span,
    pub(super) why: String,
    pub(super) help: &'static str,
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
/// The words that a comment begins with.
const VERBS: [&str; 3] = ["ignore", "ignore-line", "ignore-file"];
/// Ends of HTML elements that a paragraph cannot go beyond.
const ENDS: [&str; 8] = ["</p", "</li", "</td", "</div", "</h", "</dd", "</blockquote", "</section"];

/// So many comments may stand between a comment and its paragraph.
const MOST_BETWEEN: usize = 32;

/// The comments of a text; examples in fenced code are none.
pub(super) fn comments(file: &SourceText) -> Vec<Result<Comment, Misunderstood>> {
    let text = file.text.as_str();
    let layout = Layout::of(file);
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(OPEN)).map(|at| from + at) {
        let body = at + OPEN.len();
        let close = text.get(body..).and_then(|rest| rest.find(CLOSE)).map(|end| body + end);
        let inner = text.get(body..close.unwrap_or(text.len())).unwrap_or_default().trim_start();
        let said = inner.strip_prefix(ADDRESS).filter(|_| !layout.is_code(at));
        let Some(close) = close else {
            let span = Span::new(at, file.line(file.line_at(at)).end);
            let why = "the comment is not closed".to_owned();
            out.extend(said.map(|_| Err(Misunderstood { span, why, help: "close it with `-->`" })));
            break;
        };
        from = close + CLOSE.len();
        out.extend(said.map(|said| parse(&layout, Span::new(at, from), said)));
    }
    out
}

fn parse(layout: &Layout<'_>, span: Span, said: &str) -> Result<Comment, Misunderstood> {
    let wrong = |why: &str, help| Misunderstood { span, why: why.to_owned(), help };
    let example = "such as `ignore discrepancy companies until 2026-12-31: the reason`";
    let Some((head, reason)) = said.split_once(':') else {
        return Err(wrong("no reason is given", "the reason stands behind a colon"));
    };
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(wrong("no reason is given", "the reason stands behind a colon"));
    }
    let mut words = split(head).into_iter();
    let verb = words.next().unwrap_or_default();
    if !VERBS.contains(&verb.as_str()) {
        let why = format!("`{verb}` is nothing that a comment can do");
        return Err(Misunderstood { span, why, help: "there are `ignore`, `ignore-line` and `ignore-file`" });
    }
    let (mut named, mut until) = (Vec::new(), None);
    while let Some(word) = words.next() {
        if word != "until" {
            named.push(word);
            continue;
        }
        let day = words.next().unwrap_or_default();
        let known = crate::config::day_of(&day);
        until = Some(known.ok_or_else(|| wrong(&format!("`{day}` is no day"), "write it as 2026-12-31"))?);
        if words.next().is_some() {
            return Err(wrong("words stand between the day and the colon", example));
        }
    }
    let covers = match verb.as_str() {
        "ignore-file" => Span::new(0, layout.file.text.len()),
        "ignore-line" => layout.lines_of(span),
        _ => layout.paragraph_behind(span.end),
    };
    Ok(Comment { span, covers, words: named, until, reason })
}

/// Words between white space and commas; what stands in quotes is one.
fn split(head: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (nth, part) in head.split('"').enumerate() {
        if nth % 2 == 1 {
            out.push(part.trim().to_owned());
        } else {
            let plain = part.split([' ', '\t', '\n', '\r', ',']).filter(|word| !word.is_empty());
            out.extend(plain.map(str::to_owned));
        }
    }
    out
}

/// Where fenced code lies in a text and paragraphs end, found once for all comments of it.
struct Layout<'t> {
    file: &'t SourceText,
    fences: Vec<Span>,
    ends: Vec<usize>,
}

impl<'t> Layout<'t> {
    fn of(file: &'t SourceText) -> Self {
        let (mut fences, mut ends, mut open): (Vec<Span>, Vec<usize>, Option<(&str, usize)>) =
            Default::default();
        for line in (0..file.line_count()).map(|line| file.line(line)) {
            let words = line.of(&file.text);
            if words.trim().is_empty() {
                ends.push(line.start);
            }
            for (at, _) in words.match_indices("</") {
                let rest = words.get(at..).unwrap_or_default();
                ends.extend(ENDS.iter().any(|end| rest.starts_with(end)).then_some(line.start + at));
            }
            let fence = ["```", "~~~"].into_iter().find(|fence| words.trim_start().starts_with(fence));
            match (open, fence) {
                (None, Some(fence)) => open = Some((fence, line.start)),
                (Some((own, start)), Some(fence)) if own == fence => {
                    fences.push(Span::new(start, line.end));
                    open = None;
                }
                _ => {}
            }
        }
        fences.extend(open.map(|(_, start)| Span::new(start, file.text.len())));
        Self { file, fences, ends }
    }

    /// Whether a comment at a place is an example in code, fenced or within a line.
    fn is_code(&self, at: usize) -> bool {
        let next = self.fences.partition_point(|fence| fence.end <= at);
        self.fences.get(next).is_some_and(|fence| fence.start <= at)
            || self.file.text.get(..at).is_some_and(|head| head.ends_with('`'))
    }

    /// The lines that a span stands on.
    fn lines_of(&self, span: Span) -> Span {
        let line = |at: usize| self.file.line(self.file.line_at(at));
        Span::new(line(span.start).start, line(span.end).end)
    }

    /// The next paragraph: up to an empty line, or the end of its element.
    fn paragraph_behind(&self, from: usize) -> Span {
        let text = self.file.text.as_str();
        let mut start = from;
        for _ in 0..MOST_BETWEEN {
            let rest = text.get(start..).unwrap_or_default();
            start += rest.len() - rest.trim_start().len();
            match rest.trim_start().strip_prefix(OPEN).and_then(|comment| comment.find(CLOSE)) {
                Some(end) => start += OPEN.len() + end + CLOSE.len(),
                None => break,
            }
        }
        let next = self.ends.partition_point(|end| *end < start);
        Span::new(start, self.ends.get(next).copied().unwrap_or(text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Result<Comment, String> {
        let mut all = comments(&SourceText::new("a.md", text));
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0).map_err(|wrong| wrong.why)
    }

    #[test]
    fn a_comment_says_what_how_long_and_why() {
        let text = "A.\n\n<!-- factlint: ignore discrepancy \"floor area\", companies until 2026-12-31: two: counts -->\nFirst\nline.\n\nSecond.";
        let comment = one(text).unwrap();
        assert_eq!(comment.words, ["discrepancy", "floor area", "companies"]);
        assert_eq!(comment.until, Some(CalendarDate::day(Some(2026), 12, 31)));
        assert_eq!(comment.reason, "two: counts");
        assert_eq!(comment.covers.of(text), "First\nline.\n");
    }

    #[test]
    fn a_comment_covers_a_paragraph_a_line_or_the_file() {
        let text = "One 1 <!-- factlint: ignore-line: why -->\nTwo";
        assert_eq!(one(text).unwrap().covers.of(text), "One 1 <!-- factlint: ignore-line: why -->");
        let text = "One\n<!-- factlint: ignore-file: why -->\nTwo";
        assert_eq!(one(text).unwrap().covers.of(text), text);
        let text = "<!--factlint:ignore:why--><!-- other --> <p>Two <b>2</b>.</p><p>Three</p>";
        assert_eq!(one(text).unwrap().covers.of(text), "<p>Two <b>2</b>.");
        let text = "<!-- factlint: ignore: nothing follows -->";
        assert_eq!(one(text).unwrap().covers.of(text), "");
    }

    #[test]
    fn what_is_not_understood_says_why() {
        for (comment, why) in [
            ("<!-- factlint: ignore -->", "no reason"),
            ("<!-- factlint: ignore: -->", "no reason"),
            ("<!-- factlint: ingore: x -->", "`ingore`"),
            ("<!-- factlint: ignore until soon: x -->", "`soon` is no day"),
            ("<!-- factlint: ignore until 2026-02-30: x -->", "no day"),
            ("<!-- factlint: ignore until 2026-02-03 maybe: x -->", "between"),
            ("<!-- factlint: ignore: x", "not closed"),
            ("<!-- factlint: : x -->", "nothing that a comment can do"),
        ] {
            let said = one(comment).unwrap_err();
            assert!(said.contains(why), "{comment}: {said}");
        }
    }

    #[test]
    fn examples_in_code_are_no_comments() {
        let of = |text: &str| comments(&SourceText::new("a.md", text));
        assert_eq!(of("```md\n<!-- factlint: ignore: x -->\n```\n`<!-- factlint: ignore: x -->`"), []);
        assert_eq!(of("<!-- any other -->"), []);
        assert_eq!(of("~~~\n```\n~~~\n<!-- factlint: ignore: x -->").len(), 1);
    }
}
