//! Decides for every relation whether and at which level it is shown, and puts the findings
//! together anew.

use super::baseline::Baseline;
use super::changed::Changed;
use super::{levels, suppress};
use crate::config::{Project, UNKNOWN_MEASURE};
use crate::diagnostic::{Diagnostic, FileId, Severity, did_you_mean};
use crate::engine::Outcome;
use crate::finding::{Aside, Cause, Finding, Relations, measure_goes_by, order};
use crate::rule::Ruleset;
use crate::token::Span;
use crate::value::CalendarDate;
use indexmap::{IndexMap, IndexSet};

/// What a project has decided, and what a run knows beside its documents.
pub struct Policy<'p> {
    /// The configuration.
    pub project: &'p Project,
    /// The paths of the documents as globs see them, in their order.
    pub names: Vec<String>,
    /// The day of the run.
    pub today: CalendarDate,
    /// Whether the run has all documents of the project, so that what matches nothing in it
    /// matches nothing at all.
    pub whole: bool,
    /// Findings that are known.
    pub baseline: Option<&'p Baseline>,
    /// Lines that a change touches.
    pub changed: Option<&'p Changed>,
    /// How many texts the outcome had before those of the configuration were added.
    texts: usize,
}

impl<'p> Policy<'p> {
    /// The policy of a project for an outcome, which holds the texts of the configuration from
    /// then on.
    #[must_use]
    pub fn new(project: &'p Project, outcome: &mut Outcome, names: Vec<String>, today: CalendarDate) -> Self {
        let texts = outcome.sources.len();
        for (_, text) in project.sources.iter() {
            outcome.sources.add(text.clone());
        }
        Self { project, names, today, whole: false, baseline: None, changed: None, texts }
    }

    /// A place in the configuration among the texts of the outcome.
    pub(super) fn of_config(&self, (file, span): (FileId, Span)) -> (FileId, Span) {
        (FileId(self.texts + file.0), span)
    }
}

/// What becomes of a relation.
#[derive(PartialEq, Eq, Hash)]
enum Fate {
    Shown(Severity),
    Aside(Cause, Severity),
}

/// So many fates are looked through before they are looked up: levels that nothing changes.
const MOST_SHARED: usize = 4;

/// What becomes of each relation: relations are many, and most share a fate.
#[derive(Default)]
struct Fates {
    all: IndexSet<Fate>,
    /// By number of the relation; none for those that never had a level.
    of_relations: Vec<Option<u32>>,
}

impl Fates {
    fn push(&mut self, fate: Fate) {
        let known = self.all.iter().take(MOST_SHARED).position(|known| *known == fate);
        let number = known.unwrap_or_else(|| self.all.insert_full(fate).0);
        self.of_relations.push(u32::try_from(number).ok());
    }

    /// The level at which a finding is shown, where all of it is at one.
    fn shown_whole(&self, finding: &Finding) -> Option<Severity> {
        let mut fates = finding.relations.iter().map(|relation| self.of(*relation as usize));
        let Some(Some(first @ Fate::Shown(level))) = fates.next() else { return None };
        fates.all(|fate| fate == Some(first)).then_some(*level)
    }

    fn of(&self, relation: usize) -> Option<&Fate> {
        self.all.get_index((*self.of_relations.get(relation)?)? as usize)
    }
}

/// Applies a policy to an outcome. What is to be said of it comes with the diagnostics of the
/// outcome.
pub fn apply(outcome: &mut Outcome, rules: &Ruleset, policy: &Policy<'_>) {
    let (mut suppressions, mut said) = suppress::all(outcome, rules, policy);
    let mut fates = Fates::default();
    for relation in outcome.graph.relations() {
        let Some(own) = relation.judgement.level else {
            fates.of_relations.push(None);
            continue;
        };
        let relation = &relation;
        let level = levels::level(relation, outcome, rules, policy);
        let cause = suppress::cause(&mut suppressions, relation, outcome, rules, policy);
        let cause = if level.is_none() { Some(Cause::Off) } else { cause };
        let known =
            || policy.baseline.is_some_and(|b| b.knows(relation, outcome, rules)).then_some(Cause::Baseline);
        let untouched =
            || policy.changed.is_some_and(|c| !c.touches(relation, outcome)).then_some(Cause::Unchanged);
        let level = level.unwrap_or(own);
        let cause = cause.or_else(known).or_else(untouched);
        fates.push(cause.map_or(Fate::Shown(level), |cause| Fate::Aside(cause, level)));
    }
    said.extend(suppress::idle(&suppressions, policy));
    said.extend(unknown_measures(outcome, rules, policy));
    said.extend(policy.baseline.into_iter().flat_map(|baseline| baseline.stale(outcome, rules)));
    part(outcome, &fates);
    outcome.diagnostics.extend(said);
    for diagnostic in &mut outcome.diagnostics {
        let set = policy.project.config.levels.0.get(diagnostic.code.name).and_then(|level| level.value);
        diagnostic.severity = set.unwrap_or(diagnostic.severity);
    }
    let off = |said: &Diagnostic| {
        policy.project.config.levels.0.get(said.code.name).is_some_and(|l| l.value.is_none())
    };
    outcome.diagnostics.retain(|said| !off(said));
}

/// Parts findings by the fates of their relations.
fn part(outcome: &mut Outcome, fates: &Fates) {
    let whole: Option<Vec<Severity>> =
        outcome.findings.iter().map(|finding| fates.shown_whole(finding)).collect();
    match whole {
        // Nearly always: no second list of what may be very many.
        Some(levels) => outcome.findings.iter_mut().zip(levels).for_each(|(f, level)| f.severity = level),
        None => split(outcome, fates),
    }
    order(&mut outcome.findings);
    outcome.aside.sort_by_key(|aside| aside.finding.rank());
    for relation in 0..outcome.graph.len() {
        match fates.of(relation) {
            Some(Fate::Aside(Cause::Off, _)) => outcome.graph.set_level(relation, None),
            Some(Fate::Shown(level) | Fate::Aside(_, level)) => {
                outcome.graph.set_level(relation, Some(*level));
            }
            None => {}
        }
    }
}

/// Makes a finding of each fate of each finding.
fn split(outcome: &mut Outcome, fates: &Fates) {
    let mut shown = Vec::new();
    for finding in std::mem::take(&mut outcome.findings) {
        let mut parts: IndexMap<&Fate, Relations> = IndexMap::new();
        for relation in &finding.relations {
            if let Some(fate) = fates.of(*relation as usize) {
                parts.entry(fate).or_default().push(*relation);
            }
        }
        for (fate, relations) in parts {
            let whole = relations.len() == finding.relations.len();
            let mut part = if whole { finding.clone() } else { finding.only(relations) };
            match fate {
                Fate::Shown(level) => {
                    part.severity = *level;
                    shown.push(part);
                }
                Fate::Aside(cause, level) => {
                    part.severity = *level;
                    outcome.aside.push(Aside { finding: part, cause: cause.clone() });
                }
            }
        }
    }
    outcome.findings = shown;
}

/// Measures that the configuration speaks of and nobody knows.
fn unknown_measures(outcome: &Outcome, rules: &Ruleset, policy: &Policy<'_>) -> Vec<Diagnostic> {
    let config = &policy.project.config;
    let named = config.measures.iter().map(|(name, _)| (name.value.as_str(), (FileId(0), name.span)));
    let suppressed = config
        .suppress
        .iter()
        .flat_map(|entry| entry.measures.iter().map(|name| (name.as_str(), entry.place)));
    let known = |name: &str| {
        rules.measures.contains_key(name)
            || outcome.claims.iter().any(|claim| measure_goes_by(&claim.measure, name, rules))
    };
    let unknown = named.chain(suppressed).filter(|(name, _)| policy.whole && !known(name));
    let say = |(name, place): (&str, (FileId, Span))| {
        let (file, span) = policy.of_config(place);
        let near = did_you_mean(name, rules.measures.keys().map(String::as_str));
        Diagnostic::new(&UNKNOWN_MEASURE, format!("no rule and no document knows a measure `{name}`"))
            .label(file, span, "has no effect")
            .maybe_help(near)
    };
    unknown.map(say).collect()
}
