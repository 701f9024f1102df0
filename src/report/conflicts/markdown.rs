//! The report as Markdown: for a pull request, a wiki, a mail.

use super::super::snippet::visible;
use super::model::{Conflict, ConflictReport, Position, Sentence, Statement, Topic};
use std::fmt::Write as _;

/// Statements of a figure that are quoted; the rest is counted.
const QUOTED: usize = 3;

/// The report as Markdown.
#[must_use]
pub fn markdown(report: &ConflictReport) -> String {
    let mut out = String::new();
    head(&mut out, report);
    for topic in report.topics.iter().filter(|topic| topic.conflicts.iter().any(|c| !c.minor)) {
        section(&mut out, topic, report);
    }
    sources(&mut out, report);
    coverage(&mut out, report);
    out
}

fn head(out: &mut String, report: &ConflictReport) {
    let s = &report.summary;
    let _ = writeln!(out, "{}\n", crate::source::markdown_mark());
    let _ = writeln!(out, "# {}\n", plain(&report.title));
    let _ = writeln!(
        out,
        "{}, {}: {}, {}, {} of advice; {} not shown.\n",
        count(s.documents, "document"),
        count(s.claims, "claim"),
        count(s.errors, "error"),
        count(s.warnings, "warning"),
        count(s.advice, "piece"),
        count(s.minor, "minor finding"),
    );
    if !report.coverage.missing.is_empty() {
        let _ = writeln!(out, "**This report is incomplete:**\n");
        list(out, &report.coverage.missing);
        out.push('\n');
    }
    if s.conflicts == 0 {
        out.push_str("No figures stand against each other.\n\n");
    }
}

fn section(out: &mut String, topic: &Topic, report: &ConflictReport) {
    let of = if topic.subject.is_empty() { String::new() } else { format!(" of {}", plain(&topic.subject)) };
    let _ = writeln!(out, "## {}{of}\n", plain(&topic.measure));
    for own in topic.conflicts.iter().filter(|conflict| !conflict.minor) {
        conflict(out, own, report);
    }
}

fn conflict(out: &mut String, own: &Conflict, report: &ConflictReport) {
    let _ = writeln!(out, "### {} ({}, {})\n", plain(&own.headline), own.verdict, own.level.word());
    let _ = writeln!(out, "{}.\n", plain(&own.why));
    for position in &own.positions {
        side(out, position, report);
    }
    if let Some(resolution) = &own.resolution {
        let _ = writeln!(out, "Evidence: {}.\n", plain(&resolution.why));
    }
}

fn side(out: &mut String, position: &Position, report: &ConflictReport) {
    let shown = position.scope.iter().filter(|(dimension, _)| *dimension != super::INFERRED);
    let scope: Vec<String> =
        shown.map(|(dimension, value)| format!("{dimension}: {}", plain(value))).collect();
    let scope = if scope.is_empty() { String::new() } else { format!(" ({})", scope.join(", ")) };
    let normalised = position.normalised.as_ref().map_or_else(String::new, |n| format!(" = {}", plain(n)));
    let _ = writeln!(out, "**{}**{normalised}{scope}\n", plain(&position.value));
    let statements = position.statements.iter().filter_map(|id| report.statements.get(id));
    for statement in statements.take(QUOTED) {
        let _ = writeln!(out, "> {}\n>\n> — {}\n", quote(&statement.sentence), place(statement, report));
    }
    let behind = position.statements.len().saturating_sub(QUOTED);
    if behind > 0 {
        let _ = writeln!(out, "and {} more.\n", count(behind, "place"));
    }
}

/// A sentence with the figure in bold.
fn quote(sentence: &Sentence) -> String {
    let mut out = String::from(if sentence.cut_before { "… " } else { "" });
    // Spaces at the head of a line would make code of it.
    let mut at = sentence.text.len() - sentence.text.trim_start().len();
    for mark in sentence.marks.iter().filter(|mark| mark.kind == "figure") {
        out.push_str(&plain(sentence.text.get(at..mark.start).unwrap_or("")));
        let _ = write!(out, "**{}**", plain(sentence.text.get(mark.start..mark.end).unwrap_or("")));
        at = mark.end;
    }
    out.push_str(&plain(sentence.text.get(at..).unwrap_or("")));
    out.push_str(if sentence.cut_behind { " …" } else { "" });
    out
}

fn place(statement: &Statement, report: &ConflictReport) -> String {
    let document = report.documents.get(statement.document_index);
    let path = plain(&statement.document);
    let mut out = match &statement.part {
        Some(part) => format!("{path}, {}", plain(part)),
        None => format!("{path}:{}", statement.line),
    };
    let known = document.map(|document| [&document.publisher, &document.date]);
    for said in known.into_iter().flatten().flatten() {
        let _ = write!(out, ", {}", plain(said));
    }
    out
}

fn sources(out: &mut String, report: &ConflictReport) {
    out.push_str("## Sources\n\n| source | trust | documents | claims | confirmed by others | errors and warnings |\n|---|---|---|---|---|---|\n");
    for s in &report.sources {
        let trust = s.trust.as_deref().unwrap_or("not said");
        let _ = writeln!(
            out,
            "| {} | {trust} | {} | {} | {} | {} |",
            plain(&s.name),
            s.documents,
            s.claims,
            s.confirmed,
            s.conflicts
        );
    }
    out.push('\n');
}

fn coverage(out: &mut String, report: &ConflictReport) {
    let c = &report.coverage;
    let _ = writeln!(
        out,
        "## Coverage\n\n{} seen in {}; {} made of them, {} without one. {} compared with another, {} with none to compare.\n",
        count(c.figures, "figure"),
        count(c.read, "document"),
        count(c.claimed, "claim"),
        c.unclaimed,
        c.compared,
        c.alone
    );
    if c.skipped > 0 {
        let _ = writeln!(out, "{} in other formats left out.\n", count(c.skipped, "file"));
    }
    for (how, n) in &c.aside {
        let _ = writeln!(out, "{} not shown: {}.\n", count(*n, "finding"), plain(how));
    }
    if !c.without_language.is_empty() {
        out.push_str("In a language that no pack knows:\n\n");
        list(out, &c.without_language);
        out.push('\n');
    }
    list(out, &c.notices);
    if !c.reasons.is_empty() {
        out.push_str("\n| figures without a claim | |\n|---|---|\n");
        for (why, n) in &c.reasons {
            let _ = writeln!(out, "| {} | {n} |", plain(why));
        }
    }
}

fn list(out: &mut String, lines: &[String]) {
    for line in lines {
        let _ = writeln!(out, "- {}", plain(line));
    }
}

fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// Text in which nothing is markup, and nothing acts on a terminal.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let text = visible(text);
    let mark = block_mark(&text);
    for (at, c) in text.char_indices() {
        match c {
            c if mark == Some(at) => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '>' | '~' | '!' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// The character by which a text would begin a list or draw a line where it begins a line.
fn block_mark(text: &str) -> Option<usize> {
    /// More digits number no item.
    const DIGITS: usize = 9;
    let at = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text.get(at..)?.chars();
    let marks = match rest.next()? {
        '-' | '+' => at == 0,
        '.' | ')' => (1..=DIGITS).contains(&at),
        _ => false,
    };
    (marks && rest.next().is_none_or(|next| matches!(next, ' ' | '-'))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::model::Sentence;
    use super::{plain, quote};

    #[test]
    fn what_begins_a_line_begins_no_list() {
        for (text, written) in [
            ("- 450", "\\- 450"),
            ("+", "\\+"),
            ("--- 5", "\\--- 5"),
            ("2024. 35 countries", "2024\\. 35 countries"),
            ("1) a", "1\\) a"),
            ("5.5 million", "5.5 million"),
            ("-5 °C - 3", "-5 °C - 3"),
            ("1234567890. a", "1234567890. a"),
        ] {
            assert_eq!(plain(text), written);
        }
        let text = "     450 companies".to_owned();
        let (cut_before, cut_behind) = (false, false);
        let sentence = Sentence { start: 0, end: text.len(), text, cut_before, cut_behind, marks: vec![] };
        assert_eq!(quote(&sentence), "450 companies", "no code");
    }

    #[test]
    fn markup_of_documents_is_text() {
        assert_eq!(
            plain("<img src=x> [a](b) **c**\u{1b}[2J"),
            "&lt;img src=x\\> \\[a\\](b) \\*\\*c\\*\\*\\\\u\\{1b}\\[2J".replace("\\{1b}", "{1b}")
        );
    }
}
