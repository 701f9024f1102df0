//! The times that the figures of a finding are of, on one line, where they differ.

use super::axis::{Axis, Tick, day};
use crate::claim::Claim;
use crate::engine::Outcome;
use crate::graph::{describe, time_text};
use crate::value::DateSpan;
use indexmap::IndexMap;
use serde::Serialize;

/// Figures at the times that they are of. Places go from 0 at the left to 1 at the right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// Round dates.
    pub ticks: Vec<Tick>,
    /// A row for each figure and time.
    pub rows: Vec<Moment>,
}

/// A figure at its time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moment {
    /// The figure.
    pub label: String,
    /// Which figure of the finding it is, from 0.
    pub side: usize,
    /// Its time.
    pub time: String,
    /// Whether the document does not print the time and it was inferred.
    pub inferred: bool,
    /// Where the time begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Where the documents that say so are dated.
    pub written: Vec<f64>,
}

/// Rows drawn at most; a finding has as many figures as it has sides.
const MOST: usize = 12;

/// What is known of a figure at a time.
struct Known {
    side: usize,
    span: DateSpan,
    inferred: bool,
    written: Vec<f64>,
}

/// The line of the claims of each figure; nothing where all are of one time.
pub(super) fn timeline(sides: &[Vec<&Claim>], outcome: &Outcome) -> Option<Timeline> {
    let mut rows: IndexMap<(String, String), Known> = IndexMap::new();
    for (side, claim) in sides.iter().enumerate().flat_map(|(side, all)| all.iter().map(move |c| (side, c))) {
        let Some(time) = &claim.scope.time else { continue };
        if time.span.days().is_none() {
            continue;
        }
        let key = (describe(claim), time_text(&time.span));
        let inferred = time.inferred.is_some();
        let known = Known { side, span: time.span, inferred, written: Vec::new() };
        let written = outcome.documents.get(claim.document).and_then(|document| document.day.date);
        let row = rows.entry(key).or_insert(known);
        row.inferred &= inferred;
        row.written.extend(written.and_then(|date| date.first_day()).map(day));
    }
    let times: std::collections::BTreeSet<&str> = rows.keys().map(|(_, time)| time.as_str()).collect();
    if times.len() < 2 {
        return None;
    }
    rows.truncate(MOST);
    let ends = rows.values().flat_map(|known| {
        let days = known.span.days().map(|(from, to)| [day(from), day(to)]);
        days.into_iter().flatten().chain(known.written.iter().copied())
    });
    let axis = Axis::of_days(&ends.collect::<Vec<f64>>())?;
    let moment = |((label, time), known): ((String, String), Known)| {
        let (from, to) = known.span.days()?;
        let mut written: Vec<f64> = known.written.into_iter().map(|at| axis.place(at)).collect();
        written.sort_by(f64::total_cmp);
        written.dedup();
        // A day is drawn from its morning to its evening.
        let (from, to) = (axis.place(day(from)), axis.place(day(to) + 1.0));
        Some(Moment { label, side: known.side, time, inferred: known.inferred, from, to, written })
    };
    Some(Timeline { ticks: axis.ticks(), rows: rows.into_iter().filter_map(moment).collect() })
}
