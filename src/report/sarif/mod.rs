//! SARIF 2.1.0: what code scanning and editors read. A finding is a result with every side
//! among its related locations; what was said of documents, rules and limits are notifications.

mod model;

use super::escaped::pretty;
use super::fingerprint::Fingerprints;
use super::review::{Notice, Place, Review, SidePlace};
use super::uri;
use crate::diagnostic::{Code, Severity};
use crate::finding::{CODES, Cause, Finding};
use model::{
    Artifact, ArtifactLocation, ArtifactProperties, Configuration, Descriptor, DescriptorReference, Driver,
    Invocation, Location, Log, Message, Notification, Outcome, PartialFingerprints, PhysicalLocation, Region,
    Run, RunProperties, Suppression, Tool,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A run as a SARIF log.
///
/// # Errors
/// When serialising fails, which no outcome should make it do.
pub fn sarif(review: &Review<'_>) -> Result<String, serde_json::Error> {
    let mut said: Vec<&'static Code> = review.notices.iter().map(|notice| notice.said.code).collect();
    said.sort_by_key(|code| code.name);
    said.dedup();
    let outcome = review.outcome;
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "factlint",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: CODES.into_iter().map(descriptor).collect(),
                notifications: said.iter().copied().map(descriptor).collect(),
            },
        },
        invocations: [Invocation {
            execution_successful: review.complete,
            tool_execution_notifications: review.notices.iter().map(|n| notification(n, &said)).collect(),
        }],
        artifacts: outcome
            .documents
            .iter()
            .map(|document| Artifact {
                location: artifact(&document.path),
                properties: ArtifactProperties {
                    language: document.language.as_deref(),
                    date: document.day.date.map(|date| date.to_string()),
                    publisher: document.publisher.as_deref(),
                },
            })
            .collect(),
        results: results(review),
        column_kind: "utf16CodeUnits",
        properties: RunProperties {
            documents: outcome.documents.len(),
            claims: outcome.claims.len(),
            findings_not_shown: outcome.findings.len() - review.findings.len(),
        },
    };
    Ok(pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })? + "\n")
}

fn descriptor(code: &'static Code) -> Descriptor {
    let (headline, _) = code.explanation.split_once("\n\n").unwrap_or((code.explanation, ""));
    Descriptor {
        id: code.name,
        short_description: Message { text: headline.to_owned(), markdown: None },
        help: Message { text: code.explanation.to_owned(), markdown: Some(code.explanation.to_owned()) },
        help_uri: code.page(),
        default_configuration: Configuration { level: level(code.level) },
    }
}

/// The findings, and behind them those that are suppressed where these were asked for.
fn results(review: &Review<'_>) -> Vec<Outcome> {
    let mut fingerprints = Fingerprints::default();
    // Where one result tells of suppressions, all are to.
    let none = || (!review.suppressed.is_empty()).then(Vec::new);
    let shown: Vec<_> = review.findings.iter().map(|finding| (*finding, none())).collect();
    let suppressed = review
        .suppressed
        .iter()
        .filter_map(|aside| Some((&aside.finding, Some(vec![suppression(&aside.cause, review)?]))));
    shown
        .into_iter()
        .chain(suppressed)
        .map(|(finding, suppressions)| Outcome { suppressions, ..result(finding, review, &mut fingerprints) })
        .collect()
}

/// Why and where a finding was suppressed: in a document, or in a file of the project.
fn suppression(cause: &Cause, review: &Review<'_>) -> Option<Suppression> {
    let external = |justification: &str| Suppression {
        kind: "external",
        justification: justification.to_owned(),
        location: None,
    };
    match cause {
        Cause::Suppressed { reason, by: (file, span) } => {
            let source = review.outcome.sources.get(*file)?;
            let in_source = review.outcome.documents.iter().any(|document| document.file == *file);
            Some(Suppression {
                kind: if in_source { "inSource" } else { "external" },
                location: Some(location(&Place { source, span: *span })),
                ..external(reason)
            })
        }
        Cause::Baseline => Some(external("known to the baseline")),
        // Neither was decided about a finding: the one is of no interest, the other not of this change.
        Cause::Off | Cause::Unchanged => None,
    }
}

fn result(finding: &Finding, review: &Review<'_>, fingerprints: &mut Fingerprints) -> Outcome {
    let sides = review.sides(finding);
    let mut text: Vec<String> = review.said(finding).iter().map(|line| unlinked(line)).collect();
    // Links to the sides: a viewer jumps from the sentence to the place.
    let links = sides
        .iter()
        .enumerate()
        .map(|(at, side)| format!("[{}]({at}) in {}", unlinked(&side.label), unlinked(&side.place.shown())));
    text.extend(links);
    Outcome {
        rule_id: finding.code().name,
        rule_index: CODES.iter().position(|code| *code == finding.code()).unwrap_or_default(),
        level: level(finding.severity),
        message: Message { text: text.join("\n"), markdown: None },
        locations: sides.iter().take(1).map(|side| location(&side.place)).collect(),
        related_locations: sides.iter().enumerate().map(|(at, side)| related(at, side)).collect(),
        partial_fingerprints: PartialFingerprints { claims: fingerprints.of_finding(finding, review) },
        suppressions: None,
    }
}

fn related(at: usize, side: &SidePlace<'_>) -> Location {
    let part = side.place.source.part(side.place.span.start);
    let part = part.map_or_else(String::new, |part| format!(" ({part})"));
    let message = Message { text: unlinked(&format!("{}{part}", side.label)), markdown: None };
    Location { id: Some(at), message: Some(message), ..location(&side.place) }
}

fn notification(notice: &Notice<'_>, codes: &[&'static Code]) -> Notification {
    let code = notice.said.code;
    let place = notice.place().filter(|place| !place.span.is_empty());
    let nowhere = |path: &str| Location {
        id: None,
        physical_location: PhysicalLocation { artifact_location: artifact(path), region: None },
        message: None,
    };
    Notification {
        level: level(notice.said.severity),
        message: Message { text: unlinked(&notice.text()), markdown: None },
        descriptor: DescriptorReference {
            id: code.name,
            index: codes.iter().position(|known| *known == code).unwrap_or_default(),
        },
        locations: place
            .map(|place| location(&place))
            .or_else(|| notice.path().map(nowhere))
            .into_iter()
            .collect(),
    }
}

fn location(place: &Place<'_>) -> Location {
    if let Some(part) = place.source.part(place.span.start) {
        // A document without lines has no region; its part is told in words.
        let text = unlinked(&format!("{part}: {}", place.source.words(place.span)));
        let physical_location =
            PhysicalLocation { artifact_location: artifact(&place.source.name), region: None };
        return Location { id: None, physical_location, message: Some(Message { text, markdown: None }) };
    }
    let from = place.source.utf16_position(place.span.start);
    let to = place.source.utf16_position(place.span.end);
    let snippet = Message { text: place.span.of(&place.source.text).to_owned(), markdown: None };
    let region = Region {
        start_line: from.line + 1,
        start_column: from.column + 1,
        end_line: to.line + 1,
        end_column: to.column + 1,
        snippet,
    };
    let artifact_location = artifact(&place.source.name);
    let physical_location = PhysicalLocation { artifact_location, region: Some(region) };
    Location { id: None, physical_location, message: None }
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: uri::of_path(path) }
}

/// A text in which nothing is a link: brackets make one in the messages of SARIF.
fn unlinked(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_no_links() {
        assert_eq!(unlinked("[x](javascript:0)"), "\\[x\\](javascript:0)");
    }
}
