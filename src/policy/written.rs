//! Suppressions as a user would write them: a comment at the end of a line, or an entry for a
//! configuration.

use super::comment::comments;
use crate::diagnostic::SourceText;
use crate::source::Format;
use crate::token::Span;

/// The reason of a suppression for which nobody has written one yet.
pub const UNEXPLAINED: &str = "TODO: say why";

/// What a suppression is to be about.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// The code of the finding.
    pub code: &'w str,
    /// The measure, by its name in output.
    pub measure: &'w str,
    /// The words of the claim.
    pub claim: Span,
}

impl Wanted<'_> {
    /// The comment that suppresses this in a document, and the byte that it goes before. Nothing
    /// where the format has no comments, or none can stand there.
    #[must_use]
    pub fn comment(&self, file: &SourceText) -> Option<(usize, String)> {
        let text = file.text.as_str();
        let line = file.line(file.line_at(self.claim.end));
        let rest = text.get(self.claim.end..line.end)?;
        let (at, space) = match Format::of(&file.name, text.as_bytes()) {
            // Behind a backslash that ends the line there would be no line break any more.
            Format::Markdown => {
                (self.claim.end + rest.trim_end().trim_end_matches('\\').trim_end().len(), " ")
            }
            Format::Html => {
                let until = rest.find('<').unwrap_or(rest.len());
                (self.claim.end + rest.get(..until)?.trim_end().len(), "")
            }
            _ => return None,
        };
        let measure = self.measure.trim();
        let plain =
            !measure.is_empty() && measure != "until" && !measure.contains(['"', ':', '\n', '<', '>']);
        let measure = match measure {
            _ if !plain || measure.contains("--") => String::new(),
            word if word.contains([' ', ',', '\t']) => format!(" \"{word}\""),
            word => format!(" {word}"),
        };
        let comment = format!("{space}<!-- factlint: ignore-line {}{measure}: {UNEXPLAINED} -->", self.code);
        let written = [text.get(..at)?, &comment, text.get(at..)?].concat();
        self.is_understood(&SourceText::new(file.name.as_str(), written), at + space.len())
            .then_some((at, comment))
    }

    /// Whether a comment that was written at a byte does what it is for: none does in code, in a
    /// tag, or in another comment.
    fn is_understood(&self, written: &SourceText, at: usize) -> bool {
        let head = written.text.get(..self.claim.start).unwrap_or_default();
        let in_tag =
            head.rfind('<') > head.rfind('>') && Format::of_name(&written.name) != Some(Format::Markdown);
        let own = |comment: &super::comment::Comment| {
            comment.span.start == at && comment.covers.overlaps(self.claim)
        };
        !in_tag && comments(written).iter().flatten().any(own)
    }

    /// The entry of a configuration that suppresses this in one document, whose path is relative
    /// to the configuration's folder; without a path, in any.
    #[must_use]
    pub fn entry(&self, path: Option<&str>, text: &str) -> String {
        let mut out = format!("[[suppress]]\ncodes = [{}]\n", quoted(self.code));
        if !self.measure.is_empty() {
            out.push_str(&format!("measures = [{}]\n", quoted(self.measure)));
        }
        if let Some(path) = path {
            // What a glob would not take as it is: any character.
            let glob = path.replace(['*', '?', '[', ']', '{', '}', '\\'], "?");
            out.push_str(&format!("paths = [{}]\n", quoted(&glob)));
        }
        let words = self.claim.of(text);
        if !words.is_empty() {
            out.push_str(&format!("text = {}\n", quoted(words)));
        }
        out + &format!("reason = {}\n", quoted(UNEXPLAINED))
    }
}

/// A text as TOML writes it: as JSON does, but for one character.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line that a suppression of `400 companies` makes of a text.
    fn suppressed(name: &str, text: &str) -> Option<String> {
        let file = SourceText::new(name, text);
        let start = text.find("400").expect("a claim");
        let claim = Span::new(start, text.find("companies").expect("its noun") + "companies".len());
        let wanted = Wanted { code: "discrepancy", measure: "floor area", claim };
        let (at, comment) = wanted.comment(&file)?;
        let comment = comment.replace("factlint: ignore-line discrepancy \"floor area\": TODO: say why", "…");
        Some([&text[..at], &comment, &text[at..]].concat())
    }

    #[test]
    fn a_comment_stands_at_the_end_of_the_line() {
        for (name, text, after) in [
            ("a.md", "About 400 companies came.  \nThen", "About 400 companies came. <!-- … -->  \nThen"),
            ("a.md", "400\ncompanies came\\\nThen", "400\ncompanies came <!-- … -->\\\nThen"),
            ("a.md", "| 400 companies | 2024 |\r\n", "| 400 companies | 2024 | <!-- … -->\r\n"),
            ("a.html", "<p>400 <b>companies</b> came</p>", "<p>400 <b>companies<!-- … --></b> came</p>"),
            ("a.html", "<p>400 companies came\n in.</p>", "<p>400 companies came<!-- … -->\n in.</p>"),
        ] {
            assert_eq!(suppressed(name, text).as_deref(), Some(after));
        }
    }

    #[test]
    fn where_no_comment_can_stand_there_is_none() {
        for (name, text) in [
            ("a.txt", "400 companies"),
            ("a.md", "```\n400 companies\n```"),
            ("a.html", "<meta content=\"400 companies\">"),
            ("a.html", "<!-- 400 companies -->"),
        ] {
            assert_eq!(suppressed(name, text), None, "{text}");
        }
    }

    #[test]
    fn an_entry_is_read_as_it_was_meant() {
        let text = "Of \"400\u{7f} companies\" 5.";
        let wanted = Wanted { code: "discrepancy", measure: "floor \"area\"", claim: Span::new(3, 19) };
        let names = crate::config::Names { codes: vec!["discrepancy"], packs: Vec::new() };
        let entry = wanted.entry(Some("a/b [1].txt"), text);
        let (all, said) = crate::config::suppressions(&entry, crate::diagnostic::FileId(0), &names);
        assert!(said.is_empty(), "{said:?}\n{entry}");
        assert_eq!(all[0].measures, ["floor \"area\""]);
        assert_eq!(all[0].text.as_deref(), Some("\"400\u{7f} companies\""));
        assert!(all[0].paths[0].matches("a/b [1].txt") && !all[0].paths[0].matches("a/b 1.txt"));
        assert_eq!(all[0].reason, UNEXPLAINED);
    }
}
