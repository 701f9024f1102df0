//! What is said of findings that are not shown.

use crate::engine::Outcome;
use crate::finding::{Cause, Told};
use crate::report::{Style, finding_text};
use crate::rule::Ruleset;
use std::fmt::Write as _;

/// Counts of what was set aside, by the reason.
pub(crate) fn aside_text(outcome: &Outcome) -> String {
    let count =
        |wanted: fn(&Cause) -> bool| outcome.aside.iter().filter(|aside| wanted(&aside.cause)).count();
    let counts = [
        (count(|cause| matches!(cause, Cause::Suppressed { .. })), "suppressed: show with --show-suppressed"),
        (count(|cause| *cause == Cause::Baseline), "known to the baseline"),
        (count(|cause| *cause == Cause::Unchanged), "without a changed side"),
        (count(|cause| *cause == Cause::Off), "at a level that is off"),
    ];
    let mut out = String::new();
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(out, "{count} finding{} {what}", if count == 1 { "" } else { "s" });
    }
    out
}

/// What is suppressed, each with the reason and the place of it.
pub(crate) fn suppressed_text(outcome: &Outcome, rules: &Ruleset, style: Style) -> String {
    let mut out = String::new();
    for aside in &outcome.aside {
        let Cause::Suppressed { reason, by: (file, span) } = &aside.cause else { continue };
        let place = outcome.sources.get(*file).map_or_else(String::new, |source| {
            format!("{}:{}", source.name, source.position(span.start).line + 1)
        });
        let message = format!("suppressed: {}", outcome.told(&aside.finding, rules).message);
        let told = Told { message, why: format!("{reason} ({place})"), resolution: None };
        out.push_str(&finding_text(&aside.finding, &told, outcome, rules, style));
        out.push('\n');
    }
    out
}
