//! Annotations of GitHub Actions: a workflow command a line, with everything escaped that would
//! end one or begin another.

use super::review::{Place, Review, plain};
use super::snippet::visible;
use crate::diagnostic::Severity;

/// A command: what it is, where, its title and what it says, line by line.
struct Annotation<'a> {
    severity: Severity,
    title: &'a str,
    path: Option<&'a str>,
    place: Option<Place<'a>>,
    lines: Vec<String>,
}

/// All findings and notices as workflow commands.
#[must_use]
pub fn github(review: &Review<'_>) -> String {
    let mut out = String::new();
    for notice in &review.notices {
        let (said, place) = (notice.said, notice.place());
        let lines = notice.text().lines().map(str::to_owned).collect();
        let annotation =
            Annotation { severity: said.severity, title: said.code.name, path: notice.path(), place, lines };
        annotation.write(&mut out);
    }
    for finding in &review.findings {
        let mut sides = review.sides(finding).into_iter();
        let first = sides.next();
        let mut lines = review.said(finding);
        lines.extend(sides.map(|side| format!("{}: {}", side.place.shown(), side.label)));
        let annotation = Annotation {
            severity: finding.severity,
            title: finding.code().name,
            path: first.as_ref().map(|side| side.place.source.name.as_str()),
            place: first.map(|side| side.place),
            lines,
        };
        annotation.write(&mut out);
    }
    out
}

impl Annotation<'_> {
    fn write(&self, out: &mut String) {
        let kind = match self.severity {
            Severity::Advice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let mut properties = Vec::new();
        if let Some(path) = self.path.filter(|path| *path != "-") {
            properties.push(format!("file={}", property(&plain(path))));
        }
        if let Some(place) = self.place.as_ref().filter(|place| place.source.has_lines()) {
            let from = place.source.position(place.span.start);
            let to = place.source.position(place.span.end);
            properties.push(format!("line={},endLine={}", from.line + 1, to.line + 1));
            // Columns mean something to GitHub within one line only.
            if from.line == to.line {
                properties.push(format!("col={},endColumn={}", from.column + 1, to.column + 1));
            }
        }
        properties.push(format!("title={}", property(self.title)));
        let lines: Vec<String> = self.lines.iter().map(|line| data(line)).collect();
        out.push_str(&format!("::{kind} {}::{}\n", properties.join(","), lines.join("%0A")));
    }
}

/// A text as the data of a command holds it.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// A text as a property of a command holds it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_or_a_property() {
        assert_eq!(
            data("50%\n::set-output name=a::b\r%0A\u{1b}"),
            "50%25 ::set-output name=a::b %250A\\u{1b}"
        );
        assert_eq!(property("a:b,c%.txt"), "a%3Ab%2Cc%25.txt");
    }
}
