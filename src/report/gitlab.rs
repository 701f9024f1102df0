//! GitLab's code quality report: a list of issues, each at the place of its first side.

use super::escaped::pretty;
use super::fingerprint::Fingerprints;
use super::review::{Review, plain};
use super::snippet::visible;
use crate::diagnostic::Severity;
use serde::Serialize;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// All findings and notices as issues.
///
/// # Errors
/// When serialising fails, which no outcome should make it do.
pub fn gitlab(review: &Review<'_>) -> Result<String, serde_json::Error> {
    let mut fingerprints = Fingerprints::default();
    let mut issues = Vec::new();
    for notice in &review.notices {
        let line = notice.place().map_or(1, |place| place.line());
        issues.push(Issue {
            description: visible(&notice.text()),
            check_name: notice.said.code.name,
            fingerprint: fingerprints.of_notice(notice),
            severity: severity(notice.said.severity),
            // An issue must have a path; the run itself stands for those that have none.
            location: Location::new(notice.path().unwrap_or("."), line, line),
        });
    }
    for finding in &review.findings {
        let sides = review.sides(finding);
        let Some(first) = sides.first() else { continue };
        let others: Vec<String> = sides.iter().skip(1).map(|side| side.place.shown()).collect();
        let others = if others.is_empty() { String::new() } else { format!("; see {}", others.join(", ")) };
        let place = &first.place;
        let told = review.outcome.told(finding, review.rules);
        issues.push(Issue {
            description: visible(&format!("{}: {}{others}", told.message, told.why)),
            check_name: finding.code().name,
            fingerprint: fingerprints.of_finding(finding, review),
            severity: severity(finding.severity),
            location: Location::new(&place.source.name, place.line(), place.last_line()),
        });
    }
    Ok(pretty(&issues)? + "\n")
}

impl Location {
    fn new(path: &str, begin: usize, end: usize) -> Self {
        Self { path: plain(path), lines: Lines { begin, end } }
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "info",
        Severity::Warning => "minor",
        Severity::Error => "major",
    }
}
